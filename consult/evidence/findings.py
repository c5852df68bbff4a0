"""A finding: what the evidence shows, with what contradicts it, where it comes from, and how strongly it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from consult.evidence.strength import Basis, Concern, Quality, Strength, strength


class EvidenceKind(StrEnum):
    """What a piece of evidence is. The last four come from no consultation, and are labelled so."""

    TABLE_CELL = "table-cell"
    HIGHLIGHT = "highlight"
    QUOTE = "quote"
    GRID_CELL = "grid-cell"
    NOTES = "notes"
    RESEARCH = "research"
    EXTERNAL_QUESTION = "external-question"
    DISCRIMINATION_REPORT = "discrimination-report"
    GOOD_PRACTICE = "good-practice"


FROM_ELSEWHERE = frozenset(
    {
        EvidenceKind.RESEARCH,
        EvidenceKind.EXTERNAL_QUESTION,
        EvidenceKind.DISCRIMINATION_REPORT,
        EvidenceKind.GOOD_PRACTICE,
    }
)


# What was said in a talk: its words are read where they stand, save those of a quote, which two people approved.
FROM_NOTES = frozenset({EvidenceKind.HIGHLIGHT, EvidenceKind.GRID_CELL, EvidenceKind.QUOTE})


class Stance(StrEnum):
    """Whether evidence speaks for the statement or contradicts it."""

    FOR = "for"
    AGAINST = "against"


class Gone(StrEnum):
    """Why evidence can no longer be cited as it was."""

    WITHDRAWN = "withdrawn"  # on the wish of who said it
    NO_CONSENT = "no-consent"  # to quote it
    DROPPED = "dropped"  # by staff
    CHANGED = "changed"  # it is there, and says something else


class Stage(StrEnum):
    """How far a finding is."""

    DRAFT = "draft"
    READING = "reading"  # waits for a second reader
    SETTLED = "settled"


@dataclass(frozen=True)
class Evidence:
    """One piece, as it was when it was cited. reference: what it is in its own register; facts: its figures.

    consultation: where it was said or counted, empty for what comes from elsewhere. withdrawn: why it may no longer be used.
    """

    kind: EvidenceKind
    reference: str
    said: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    stance: Stance = Stance.FOR
    consultation: str = ""
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one of the four questions, and why."""

    concern: Concern
    because: str


@dataclass(frozen=True)
class Finding:
    """A statement and what it rests on. also_heard: groups that are too small to count, in words ("ook gehoord").

    consultations: their ids. answers: as far as they were given. hands: who wrote or cited; read_by: the second reader.
    review: why it has to be looked at again, empty when it need not be.
    """

    statement: str
    theme: str = ""
    evidence: tuple[Evidence, ...] = ()
    counter_evidence: str = ""
    also_heard: str = ""
    consultations: tuple[str, ...] = ()
    answers: Mapping[Quality, Answer] = field(default_factory=dict)
    stage: Stage = Stage.DRAFT
    hands: frozenset[str] = frozenset()
    read_by: str = ""
    review: tuple[str, ...] = ()

    def strength(self, basis: Basis) -> Strength | None:
        """How strongly it stands on this basis; None while a question has no answer."""
        if set(self.answers) != set(Quality):
            return None
        found = strength({question: answer.concern for question, answer in self.answers.items()}, basis)
        return found.with_reading(
            counter_evidence=bool(self.counter_evidence), second_reader=bool(self.read_by)
        )

    @property
    def in_use(self) -> tuple[Evidence, ...]:
        """The evidence that was not withdrawn."""
        return tuple(one for one in self.evidence if not one.withdrawn)


class Unready(StrEnum):
    """What a finding lacks before someone else can read it."""

    NO_EVIDENCE = "no_evidence"
    ONLY_AGAINST = "only_against"
    WITHDRAWN = "withdrawn_evidence"
    UNANSWERED = "unanswered"


def unready(finding: Finding) -> tuple[Unready, ...]:
    """Everything that a second reader would send it back for; empty when it can be read."""
    return tuple(_unready(finding))


def _unready(finding: Finding) -> Iterator[Unready]:
    if not finding.in_use:
        yield Unready.NO_EVIDENCE
    elif all(one.stance is Stance.AGAINST for one in finding.in_use):
        yield Unready.ONLY_AGAINST
    if len(finding.in_use) < len(finding.evidence):
        yield Unready.WITHDRAWN
    if set(finding.answers) != set(Quality):
        yield Unready.UNANSWERED


@dataclass(frozen=True, slots=True)
class Change:
    """One text of a finding that two people changed, or that one changed while the other was writing."""

    name: str
    theirs: Any
    mine: Any


@dataclass(frozen=True, slots=True)
class Merge:
    """Two people's texts put together. texts: theirs where I changed nothing, mine elsewhere. changes: what to look at."""

    texts: Mapping[str, Any]
    changes: Sequence[Change]


def merged(started: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merge:
    """What to show the second to save: `started` is what both began from. Nothing of either is left out."""
    texts = {
        name: theirs[name] if mine[name] == started.get(name, "") else mine[name]
        for name in mine
        if name in theirs
    }
    changes = [Change(name, theirs[name], mine[name]) for name in texts if theirs[name] != mine[name]]
    return Merge(texts, changes)
