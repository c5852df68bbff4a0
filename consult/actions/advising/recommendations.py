"""Recommendations: written on findings, tied to objectives, handed over, and followed until there is an answer."""

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from consult.actions import clock, plans
from consult.actions.advising import findings
from consult.actions.consultations import Project
from consult.actions.documents import media_type
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.evidence.strength import Level
from consult.folder import DataFolder
from consult.plan.definition import Plan
from consult.recommendation.definition import Government, Recommendation, weakest
from consult.recommendation.follow_up import Happened, Problem, Step, problems, standing
from consult.recommendation.objectives import Link, linked, objectives
from consult.store import audit
from consult.store import findings as rows
from consult.store.findings import FollowUp as FollowUp  # the web may not import the tables
from consult.store.findings import StoredFinding, TextVersion
from consult.store.findings import StoredRecommendation as StoredRecommendation


class StepRefused(Exception):
    """What is wrong with a step of the follow-up, all of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = tuple(problems)


def recommendation(id_: str) -> StoredRecommendation | None:
    """One recommendation."""
    return rows.recommendation(id_)


def recommendations_of(project: Project | None = None) -> list[StoredRecommendation]:
    """Every recommendation, of one project or of all, oldest first."""
    return rows.recommendations_of(project.id if project else None)


def recommendations_on(finding: StoredFinding) -> list[StoredRecommendation]:
    """Every recommendation that rests on a finding."""
    return rows.recommendations_on(finding.id)


def plan_now() -> Plan:
    """The plan of today, whose objectives can be served. Raises Refused while no plan was loaded."""
    found = plans.plan_of(clock.today())
    if found is None:
        raise Refused("no_plan")
    return found


def texts_of(row: StoredRecommendation) -> dict[str, Any]:
    """Its texts by name, as they are written in a form."""
    return {name: _plain(value) for name, value in asdict(recommendation_of(row)).items()}


def recommendation_of(row: StoredRecommendation) -> Recommendation:
    """The row as the value that the rules read."""
    return Recommendation(
        title=row.title,
        explanation=row.explanation,
        addressee=row.addressee,
        government=Government(row.government),
        domain=row.domain,
        findings=tuple(sorted(one.id for one in row.findings)),
        objectives=tuple(row.objectives),
        results=tuple(row.results),
        policy=tuple(row.policy),
        success=row.success,
        further_study=row.further_study,
    )


def write(project: Project, advice: Recommendation, by: str) -> StoredRecommendation:
    """A new recommendation. Raises Refused for a finding or an objective that is not there."""
    plan, now = plan_now(), clock.now()
    made = rows.StoredRecommendation(
        id=new_id(),
        project_id=project.id,
        plan=plan.id,
        demo=project.demo,
        findings=_findings(project, advice),
        written_by=by,
        written_at=now,
        changed_by=by,
        changed_at=now,
        **_columns(plan, advice),
    )
    rows.add(made)
    _keep_texts(made)
    audit.note(by, "recommendation written", made.id, findings=len(advice.findings))
    return made


def change(row: StoredRecommendation, advice: Recommendation, started_from: int, by: str) -> None:
    """Other texts. Raises ChangedMeanwhile with both when someone saved since `started_from`."""
    rows.hold(row)
    mine = {name: _plain(value) for name, value in asdict(advice).items()}
    findings.refuse_overwriting(row.id, row.version, started_from, texts_of(row), mine, row.changed_by)
    columns = _columns(plans.plan(row.plan), advice)
    for name, value in columns.items():
        setattr(row, name, value)
    row.findings = _findings(row.project, advice)
    row.version, row.changed_by, row.changed_at = row.version + 1, by, clock.now()
    rows.flush()
    _keep_texts(row)
    audit.note(by, "recommendation changed", row.id, version=row.version)


def note_step(
    row: StoredRecommendation,
    happened: Happened,
    by: str,
    folder: DataFolder,
    content: bytes = b"",
    activity: str | None = None,
) -> FollowUp:
    """Notes what became of it. content: the file that proves it. activity: the talk in which it happened. Raises StepRefused with every problem, or Refused."""
    wrong = problems(happened, happened_to(row), clock.today())
    if wrong:
        raise StepRefused(wrong)
    type_ = media_type(content) if content else ""
    made = rows.FollowUp(
        id=new_id(),
        recommendation_id=row.id,
        step=happened.step,
        day=happened.on,
        to_whom=happened.to_whom,
        forum=happened.forum,
        words=happened.words,
        checksum=folder.keep_file(content) if content else "",
        media_type=type_,
        activity_id=activity,
        noted_by=by,
        noted_at=clock.now(),
    )
    rows.add(made)
    rows.refresh(row)
    audit.note(by, "recommendation followed up", row.id, step=happened.step, proof=_proof_hash(content))
    return made


def follow_up(id_: str) -> FollowUp | None:
    """One thing that happened."""
    return rows.follow_up(id_)


def happened_to(row: StoredRecommendation) -> list[Happened]:
    """Everything that happened to it."""
    return [_happened(one) for one in row.follow_up]


def standing_of(row: StoredRecommendation) -> str:
    """Where it stands: `formulated`, or the step that happened last."""
    return standing(happened_to(row))


def links_of(row: StoredRecommendation) -> tuple[Link, ...]:
    """Which objectives it serves, and which of these links a document prints."""
    return linked(plans.plan(row.plan), [*row.objectives, *row.policy], row.results)


def weakest_of(row: StoredRecommendation) -> Level | None:
    """The strength of its weakest finding; None when one was not judged yet."""
    found = [findings.strength_of(one) for one in row.findings]
    return weakest([one.level if one else None for one in found])


def warns(row: StoredRecommendation) -> bool:
    """Whether it asks more than its weakest finding can carry."""
    return recommendation_of(row).asks_more_than_it_can_carry(weakest_of(row))


def has_to_be_reviewed(row: StoredRecommendation) -> bool:
    """Whether what one of its findings rests on fell away."""
    return any(one.review for one in row.findings)


def _columns(plan: Plan, advice: Recommendation) -> dict[str, Any]:
    known = {one.key for one in objectives(plan)}
    if not {*advice.objectives, *advice.results, *advice.policy} <= known:
        raise Refused("objective_unknown")
    columns = {name: _plain(value) for name, value in asdict(advice).items()}
    return {name: value for name, value in columns.items() if name != "findings"}


def _findings(project: Project, advice: Recommendation) -> list[StoredFinding]:
    known = {one.id: one for one in rows.findings_of(project.id)}
    if not set(advice.findings) <= set(known):
        raise Refused("not_of_this_project")
    return [known[id_] for id_ in advice.findings]


def _plain(value: Any) -> Any:
    """A value as it stands in a form and in JSON."""
    if isinstance(value, tuple):
        return sorted(value)
    return value.value if isinstance(value, Government) else value


def _keep_texts(row: StoredRecommendation) -> None:
    rows.add(
        TextVersion(
            subject=row.id,
            version=row.version,
            texts=texts_of(row),
            written_by=row.changed_by,
            written_at=row.changed_at,
        )
    )


def _happened(row: FollowUp) -> Happened:
    return Happened(Step(row.step), row.day, row.to_whom, row.forum, row.words, has_file=bool(row.checksum))


def _proof_hash(content: bytes) -> str:
    return sha256(content).hexdigest() if content else ""
