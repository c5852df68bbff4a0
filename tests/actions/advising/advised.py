"""Findings and recommendations to test with: a finding that can be read, a recommendation that rests on it."""

from typing import Any

from consult.actions import plans
from consult.actions.advising import findings, recommendations
from consult.actions.advising.findings import Cited, StoredFinding
from consult.actions.advising.recommendations import StoredRecommendation
from consult.actions.consultations import Consultation, Project
from consult.evidence.findings import EvidenceKind, Stance
from consult.evidence.strength import Quality
from consult.recommendation.definition import Government, Recommendation
from consult.shipped import shipped
from consult.store.base import db

STATEMENT = "Wachten zonder informatie weegt zwaarder dan het wachten zelf."


def texts(statement: str = STATEMENT, **changes: Any) -> dict[str, Any]:
    """The texts of a finding with all four answers."""
    answered = {question.value: "none" for question in Quality}
    because = {f"{question}_because": "In orde." for question in Quality}
    plain = {
        "statement": statement,
        "theme": "wachten",
        "counter_evidence": "",
        "also_heard": "",
        "consultations": [],
    }
    return plain | answered | because | changes


def a_finding(
    project: Project, *consultations: Consultation, by: str = "ann", **changes: Any
) -> StoredFinding:
    """A finding that rests on these consultations."""
    made = findings.write(project, texts(consultations=[one.id for one in consultations], **changes), by)
    db.session.commit()
    return made


def notes_of(
    source: Consultation, said: str = "Niemand zei waar wij staan.", stance: Stance = Stance.FOR
) -> Cited:
    """What was noted at a session."""
    return Cited(EvidenceKind.NOTES, source.id, said, stance=stance, consultation=source.id)


def a_readable_finding(source: Consultation, by: str = "ann", **changes: Any) -> StoredFinding:
    """A finding that waits for a second reader."""
    made = a_finding(source.project, source, by=by, **changes)
    findings.cite(made, notes_of(source), by)
    findings.ask_second_reader(made, made.version, by)
    db.session.commit()
    return made


def a_settled_finding(source: Consultation, **changes: Any) -> StoredFinding:
    """A finding that a second person agreed with."""
    made = a_readable_finding(source, **changes)
    findings.settle(made, made.version, "bo")
    db.session.commit()
    return made


def load_plan() -> None:
    """The shipped plan, whose objectives can be served."""
    plans.load_plans(shipped("instruments"), demo=False, by="machine")


def advice(*on: StoredFinding, **changes: Any) -> Recommendation:
    """What LEVL advises on these findings."""
    words: dict[str, Any] = {
        "title": "Maak het wachten zichtbaar",
        "explanation": "Elke kandidaat ziet zijn plaats en de regels in zijn taal.",
        "addressee": "minister van Wonen",
        "government": Government.FLEMISH,
        "domain": "wonen",
        "findings": tuple(one.id for one in on),
        "objectives": ("mjp-2022-2026/OD2.2",),
        "results": ("jap-2025/R7",),
        "policy": ("beleidsnota-2024-2029/BN-OD2.1",),
        "success": "Elke woonmaatschappij toont de plaats op de lijst.",
    }
    return Recommendation(**{**words, **changes})


def a_recommendation(*on: StoredFinding, by: str = "ann", **changes: Any) -> StoredRecommendation:
    """A recommendation of the project of its first finding; the plan is loaded."""
    load_plan()
    made = recommendations.write(on[0].project, advice(*on, **changes), by)
    db.session.commit()
    return made
