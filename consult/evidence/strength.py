"""How strongly a finding stands: four questions about its evidence, and caps that follow from where it comes from.

After GRADE-CERQual (Lewin et al. 2018), in plain words. Strength says how much weight a statement can bear, never how
many people it holds for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

FEW, VERY_FEW = 10, 5  # people, by one method; people, in one consultation


class Level(IntEnum):
    """How strongly it stands."""

    SIGNAL = 1  # signaal
    LIMITED = 2  # beperkt
    FAIR = 3  # redelijk
    FIRM = 4  # stevig


class Concern(IntEnum):
    """How much there is to say against the evidence on one question."""

    NONE = 0
    SOME = 1
    SERIOUS = 2


class Quality(StrEnum):
    """The four questions."""

    METHOD = "method"  # well asked and recorded?
    COHERENCE = "coherence"  # all pointing one way, and what contradicts?
    ADEQUACY = "adequacy"  # enough and rich enough?
    RELEVANCE = "relevance"  # about the people and the rule we speak of?


class Cap(StrEnum):
    """What keeps a finding from standing more strongly."""

    NO_CONSULTATION = "no consultation"
    TWO_SERIOUS = "two serious concerns"
    ONE_SERIOUS = "one serious concern"
    ONE_CONSULTATION = "one consultation"
    FEW_BY_ONE_METHOD = "<10 persons, one method"
    VERY_FEW = "<5 persons in one consultation"
    NO_COUNTER_EVIDENCE = "counter-evidence not looked for"
    NO_SECOND_READER = "no second reader"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a finding rests on: consultations, the methods among them, and the people of the target group who gave input."""

    consultations: int
    methods: int
    persons: int


@dataclass(frozen=True, slots=True)
class Strength:
    """A level, with every cap that applies, also one that changed nothing."""

    level: Level
    caps: tuple[Cap, ...] = ()

    def with_reading(self, *, counter_evidence: bool, second_reader: bool) -> "Strength":
        """The same, as far as the reading allows it: nothing is firm before someone looked for what contradicts it, and another read it."""
        if self.level is not Level.FIRM:
            return self
        lacking = (
            *((Cap.NO_COUNTER_EVIDENCE,) if not counter_evidence else ()),
            *((Cap.NO_SECOND_READER,) if not second_reader else ()),
        )
        return Strength(Level.FAIR, (*self.caps, *lacking)) if lacking else self


def strength(concerns: Mapping[Quality, Concern], basis: Basis) -> Strength:
    """The level that the four answers and the basis allow. Raises KeyError for a question without an answer."""
    given = [concerns[question] for question in Quality]
    start = Level.FAIR if given.count(Concern.SOME) >= 2 else Level.FIRM
    caps = dict(_caps(given.count(Concern.SERIOUS), basis))
    return Strength(min(start, *caps.values()) if caps else start, tuple(caps))


def _caps(serious: int, basis: Basis) -> Iterator[tuple[Cap, Level]]:
    if serious >= 2:
        yield Cap.TWO_SERIOUS, Level.SIGNAL
    elif serious:
        yield Cap.ONE_SERIOUS, Level.LIMITED
    # The rule speaks of one consultation or more. Without any, nobody was heard: facts from elsewhere signal, no more.
    if basis.consultations == 0:
        yield Cap.NO_CONSULTATION, Level.SIGNAL
    if basis.consultations == 1:
        yield Cap.ONE_CONSULTATION, Level.FAIR
    if basis.methods == 1 and basis.persons < FEW:
        yield Cap.FEW_BY_ONE_METHOD, Level.LIMITED
    if basis.consultations == 1 and basis.persons < VERY_FEW:
        yield Cap.VERY_FEW, Level.SIGNAL
