"""Findings: written, carried by evidence, read by a second person; what two people write at once is never lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from consult.actions import clock
from consult.actions.consultations import Consultation, Project
from consult.actions.identifiers import new_id
from consult.actions.records import consultation_of
from consult.actions.refusal import Refused
from consult.consultation.definition import Known
from consult.evidence.findings import (
    Answer,
    Evidence,
    EvidenceKind,
    Finding,
    Merge,
    Stage,
    Stance,
    merged,
    unready,
)
from consult.evidence.strength import Basis, Concern, Quality, Strength
from consult.plan.counting import people
from consult.store import audit
from consult.store import findings as rows
from consult.store.findings import StoredEvidence as StoredEvidence  # the web may not import the tables
from consult.store.findings import StoredFinding as StoredFinding
from consult.store.findings import TextVersion as TextVersion


class ChangedMeanwhile(Exception):
    """Someone else saved while this person was writing. `merge` holds both texts; `version` is theirs."""

    def __init__(self, merge: Merge, version: int, by: str) -> None:
        super().__init__(f"version {version} was saved meanwhile")
        self.merge, self.version, self.by = merge, version, by


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as it is cited now."""

    kind: EvidenceKind
    reference: str
    said: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    stance: Stance = Stance.FOR
    consultation: str = ""


def finding(id_: str) -> StoredFinding | None:
    """One finding."""
    return rows.finding(id_)


def findings_of(project: Project | None = None) -> list[StoredFinding]:
    """Every finding, of one project or of all, oldest first."""
    return rows.findings_of(project.id if project else None)


def findings_on(row: Consultation) -> list[StoredFinding]:
    """Every finding that rests on a consultation: it was used ("benut")."""
    return rows.findings_on(row.id)


def earlier_texts(row: StoredFinding) -> list[TextVersion]:
    """Every version of its texts, newest first."""
    return rows.text_versions(row.id)


def texts_of(row: StoredFinding) -> dict[str, Any]:
    """Its texts by name, as they are written in a form. Of each question: the concern (empty: none given yet), and why."""
    flat = {name: getattr(row, name) for name in ("statement", "theme", "counter_evidence", "also_heard")}
    for question in Quality:
        given = row.answers.get(question, {})
        flat |= {question.value: given.get("concern", ""), f"{question}_because": given.get("because", "")}
    return flat | {"consultations": sorted(one.id for one in row.consultations)}


def write(project: Project, texts: Mapping[str, Any], by: str) -> StoredFinding:
    """A new finding, as a draft. texts: as `texts_of` gives them."""
    now = clock.now()
    made = rows.StoredFinding(
        id=new_id(),
        project_id=project.id,
        demo=project.demo,
        statement=texts["statement"],
        written_by=by,
        written_at=now,
        changed_by=by,
        changed_at=now,
        hands=[by],
    )
    rows.add(made)
    _put(made, project, texts)
    _keep_texts(made)
    audit.note(by, "finding written", made.id)
    return made


def change(row: StoredFinding, texts: Mapping[str, Any], started_from: int, by: str) -> None:
    """Other texts. Raises ChangedMeanwhile with both when someone saved other texts since `started_from`."""
    rows.hold(row)
    refuse_overwriting(row.id, row.version, started_from, texts_of(row), texts, row.changed_by)
    _put(row, row.project, texts)
    _changed(row, by)
    audit.note(by, "finding changed", row.id, version=row.version)


def refuse_overwriting(
    subject: str,
    version: int,
    started_from: int,
    theirs: Mapping[str, Any],
    mine: Mapping[str, Any],
    changed_by: str,
) -> None:
    """Raises ChangedMeanwhile when `theirs` is no longer what was read as version `started_from`."""
    if version == started_from:
        return
    known = rows.text_version(subject, started_from)
    started: Mapping[str, Any] = known.texts if known else {}
    if theirs != started:
        raise ChangedMeanwhile(merged(started, theirs, mine), version, changed_by)


def cite(row: StoredFinding, cited: Cited, by: str) -> StoredEvidence:
    """Adds evidence as it is now; the finding also rests on the consultation that it comes from. Raises Refused."""
    rows.hold(row)
    source = _of_project(row.project, [cited.consultation] if cited.consultation else [])
    _check_is_new(row, cited)
    made = rows.StoredEvidence(
        id=new_id(),
        finding_id=row.id,
        kind=cited.kind,
        reference=cited.reference,
        said=cited.said,
        facts=dict(cited.facts),
        stance=cited.stance,
        consultation_id=cited.consultation or None,
        cited_by=by,
        cited_at=clock.now(),
    )
    rows.add(made)
    _rest_on(row, [*row.consultations, *source])
    rows.refresh(row)
    _changed(row, by)
    audit.note(by, "evidence cited", row.id, kind=cited.kind, evidence=made.id)
    return made


def drop_evidence(row: StoredFinding, evidence: StoredEvidence, by: str) -> None:
    """The finding no longer cites this."""
    rows.hold(row)
    kind = evidence.kind
    rows.drop(evidence)
    rows.refresh(row)
    _changed(row, by)
    audit.note(by, "evidence dropped", row.id, kind=kind)


def ask_second_reader(row: StoredFinding, version: int, by: str) -> None:
    """It waits for someone else to read it. Raises Refused while something is missing."""
    _check_readable(row, version)
    row.stage, row.read_by, row.read_on = Stage.READING, "", None
    audit.note(by, "finding to be read", row.id)


def settle(row: StoredFinding, version: int, by: str) -> None:
    """A second reader agrees with this version; whoever wrote or cited in it cannot be one."""
    _check_readable(row, version)
    if row.stage != Stage.READING:
        raise Refused("not_waiting_for_a_reader")
    if not may_settle(row, by):
        raise Refused("not_a_second_reader")
    row.stage, row.read_by, row.read_on, row.review = Stage.SETTLED, by, clock.today(), []
    audit.note(by, "finding settled", row.id, version=row.version)


def may_settle(row: StoredFinding, by: str) -> bool:
    """Whether this staff member had no hand in it."""
    return by not in row.hands


def finding_of(row: StoredFinding) -> Finding:
    """The row as the value that the rules read."""
    return Finding(
        statement=row.statement,
        theme=row.theme,
        evidence=tuple(_evidence(one) for one in row.evidence),
        counter_evidence=row.counter_evidence,
        also_heard=row.also_heard,
        consultations=tuple(one.id for one in row.consultations),
        answers=dict(_answers(row.answers)),
        stage=Stage(row.stage),
        hands=frozenset(row.hands),
        read_by="" if row.review else row.read_by,  # what fell away since, nobody has read
        review=tuple(row.review),
    )


def basis_of(row: StoredFinding) -> Basis:
    """What it rests on today; what was cancelled carries nothing."""
    held = [one for one in row.consultations if one.cancelled_on is None]
    return Basis(len(held), len({one.method for one in held}), sum(people_heard(one) for one in held))


def strength_of(row: StoredFinding) -> Strength | None:
    """How strongly it stands today; None while a question has no answer."""
    return finding_of(row).strength(basis_of(row))


def people_heard(row: Consultation) -> int:
    """How many people of the target group gave input."""
    known = consultation_of(row, clock.today())
    return people([one for one in known.everyone if one.gave_input and one.target_group is Known.YES])


def _put(row: StoredFinding, project: Project, texts: Mapping[str, Any]) -> None:
    for name in ("statement", "theme", "counter_evidence", "also_heard"):
        setattr(row, name, texts[name])
    row.answers = {
        question.value: {"concern": texts[question.value], "because": texts[f"{question}_because"]}
        for question in Quality
        if texts[question.value]
    }
    cited = [one.consultation for one in row.evidence if one.consultation]
    _rest_on(row, [*_of_project(project, texts["consultations"]), *cited])
    rows.flush()


def _rest_on(row: StoredFinding, consultations: Iterable[Consultation]) -> None:
    row.consultations = list({one.id: one for one in consultations}.values())


def _of_project(project: Project, ids: Sequence[str]) -> list[Consultation]:
    known = {one.id: one for one in project.consultations}
    if not set(ids) <= set(known):
        raise Refused("not_of_this_project")
    return [known[id_] for id_ in ids]


def _check_is_new(row: StoredFinding, cited: Cited) -> None:
    """The same source twice says no more than once. What was withdrawn meanwhile is taken away first."""
    known = [(one.kind, one.reference, one.said) for one in row.evidence]
    if (cited.kind, cited.reference, cited.said) in known:
        raise Refused("cited_before")


def _changed(row: StoredFinding, by: str) -> None:
    """The next version: whoever read the one before did not read this."""
    row.version += 1
    row.stage, row.read_by, row.read_on = Stage.DRAFT, "", None
    row.changed_by, row.changed_at = by, clock.now()
    row.hands = sorted({*row.hands, by})
    _keep_texts(row)


def _keep_texts(row: StoredFinding) -> None:
    rows.add(
        rows.TextVersion(
            subject=row.id,
            version=row.version,
            texts=texts_of(row),
            written_by=row.changed_by,
            written_at=row.changed_at,
        )
    )


def _check_readable(row: StoredFinding, version: int) -> None:
    rows.hold(row)
    if row.version != version:
        raise Refused("changed_meanwhile")
    if lacking := unready(finding_of(row)):
        raise Refused(f"finding_{lacking[0]}")


def _evidence(row: StoredEvidence) -> Evidence:
    return Evidence(
        EvidenceKind(row.kind),
        row.reference,
        row.said,
        row.facts,
        Stance(row.stance),
        row.consultation_id or "",
        row.withdrawn,
    )


def _answers(stored: Mapping[str, Any]) -> Iterable[tuple[Quality, Answer]]:
    for question, given in stored.items():
        yield Quality(question), Answer(Concern[given["concern"].upper()], given["because"])
