"""The chain, walked both ways: from a recommendation down to the words of a question, and from a consultation up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from consult.actions.advising import findings, recommendations
from consult.actions.advising.findings import StoredEvidence, StoredFinding
from consult.actions.advising.recommendations import StoredRecommendation
from consult.actions.answering import published
from consult.actions.consultations import Consultation, is_validated
from consult.evidence.strength import Level, Strength
from consult.instrument.definition import Question
from consult.instrument.languages import SOURCE
from consult.instrument.wording import Wording
from consult.recommendation.follow_up import in_order
from consult.recommendation.objectives import Link
from consult.store import instruments


@dataclass(frozen=True)
class Asked:
    """How a question was asked: the published version, and its words in every language that it was offered in."""

    version: str
    number: int
    name: str
    wordings: Mapping[str, str]

    @property
    def source(self) -> str:
        """In Dutch."""
        return self.wordings[SOURCE]


@dataclass(frozen=True)
class Source:
    """A consultation below a finding: its method, and the people of the target group who gave input (the base).

    cited: whether the finding cites anything from it that may still be used.
    """

    row: Consultation
    persons: int
    validated: bool
    cited: bool


@dataclass(frozen=True)
class CitedBelow:
    """A piece of evidence with how its question was asked, in each version; none of what was not counted."""

    row: StoredEvidence
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class FindingBelow:
    """A finding with everything below it."""

    row: StoredFinding
    strength: Strength | None
    evidence: tuple[CitedBelow, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Chain:
    """A recommendation with everything below it and what became of it. weakest: None when a finding was not judged yet."""

    row: StoredRecommendation
    weakest: Level | None
    warns: bool
    findings: tuple[FindingBelow, ...]
    links: tuple[Link, ...]
    standing: str


@dataclass(frozen=True)
class FindingAbove:
    """A finding that rests on a consultation, and what was advised on it."""

    row: StoredFinding
    strength: Strength | None
    cites: int
    recommendations: tuple["RecommendationAbove", ...]


@dataclass(frozen=True)
class RecommendationAbove:
    """A recommendation and where it stands."""

    row: StoredRecommendation
    standing: str


def chain_of(row: StoredRecommendation) -> Chain:
    """From a recommendation down."""
    return Chain(
        row=row,
        weakest=recommendations.weakest_of(row),
        warns=recommendations.warns(row),
        findings=tuple(finding_below(one) for one in row.findings),
        links=recommendations.links_of(row),
        standing=recommendations.standing_of(row),
    )


def finding_below(row: StoredFinding) -> FindingBelow:
    """From a finding down."""
    cited = {one.consultation_id for one in row.evidence if not one.withdrawn}
    return FindingBelow(
        row,
        findings.strength_of(row),
        tuple(CitedBelow(one, tuple(_asked(one.facts))) for one in row.evidence),
        tuple(
            Source(one, findings.people_heard(one), is_validated(one), one.id in cited)
            for one in row.consultations
        ),
    )


def made_of(row: Consultation) -> tuple[FindingAbove, ...]:
    """From a consultation up: every finding on it, and what was advised."""
    return tuple(finding_above(one, row) for one in findings.findings_on(row))


def finding_above(row: StoredFinding, source: Consultation | None = None) -> FindingAbove:
    """From a finding up. source: count only what it cites from there."""
    cited = [one for one in row.evidence if source is None or one.consultation_id == source.id]
    above = recommendations.recommendations_on(row)
    return FindingAbove(
        row,
        findings.strength_of(row),
        len(cited),
        tuple(RecommendationAbove(one, recommendations.standing_of(one)) for one in above),
    )


def as_json(chain: Chain) -> dict[str, Any]:
    """A chain for a program."""
    row = chain.row
    return {
        "id": row.id,
        "project": row.project.title,
        "title": row.title,
        "addressee": row.addressee,
        "government": row.government,
        "domain": row.domain,
        "weakest": _level(chain.weakest),
        "asks_more_than_it_can_carry": chain.warns,
        "objectives": [
            {"key": one.objective.key, "where": one.objective.where.value, "official": one.official}
            for one in chain.links
        ],
        "success": row.success,
        "findings": [finding_json(one) for one in chain.findings],
        "standing": chain.standing,
        "follow_up": _follow_up_json(row),
    }


def finding_json(below: FindingBelow) -> dict[str, Any]:
    """A finding and everything below it for a program."""
    row = below.row
    return {
        "id": row.id,
        "project": row.project.title,
        "statement": row.statement,
        "theme": row.theme,
        "stage": row.stage,
        "review": list(row.review),
        "strength": _level(below.strength.level if below.strength else None),
        "caps": [cap.value for cap in below.strength.caps] if below.strength else [],
        "answers": row.answers,
        "counter_evidence": row.counter_evidence,
        "also_heard": row.also_heard,
        "evidence": [_evidence_json(one) for one in below.evidence],
        "consultations": [_source_json(one) for one in below.sources],
    }


def _evidence_json(cited: CitedBelow) -> dict[str, Any]:
    row = cited.row
    return {
        "kind": row.kind,
        "reference": row.reference,
        "said": row.said,
        "stance": row.stance,
        "facts": row.facts,
        "consultation": row.consultation_id,
        "withdrawn": row.withdrawn,
        "asked": [
            {"version": one.version, "number": one.number, "wordings": one.wordings} for one in cited.asked
        ],
    }


def _source_json(source: Source) -> dict[str, Any]:
    return {
        "id": source.row.id,
        "title": source.row.title,
        "method": source.row.method,
        "persons": source.persons,
        "validated": source.validated,
        "cited": source.cited,
    }


def _follow_up_json(row: StoredRecommendation) -> list[dict[str, Any]]:
    return [
        {
            "step": one.step.value,
            "on": one.on.isoformat(),
            "to_whom": one.to_whom,
            "forum": one.forum,
            "words": one.words,
        }
        for one in in_order(recommendations.happened_to(row))
    ]


def _level(level: Level | None) -> int | None:
    return int(level) if level is not None else None


def _asked(facts: Mapping[str, Any]) -> Iterator[Asked]:
    """How the question behind a table cell was worded; nothing for a column that nobody was asked."""
    for version in facts.get("versions", []):
        row = instruments.version(version["hash"])
        if row is None:
            continue
        found = published(row.id)
        question = found.instrument.variables.get(facts["question"])
        if question is None:
            continue
        wordings = {tag: _words(one, question, facts["question"]) for tag, one in found.wordings.items()}
        yield Asked(row.id, row.number, question.name, wordings)


def _words(wording: Wording, question: Question, variable: str) -> str:
    """A question as it was asked; of a matrix with its row."""
    asked = str(wording.label(question))
    row = next((one for one in question.row_names if f"{question.name}_{one}" == variable), None)
    return f"{asked} {wording.row(question, row)}" if row else asked
