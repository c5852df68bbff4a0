"""What staff write in a report: kept by place and in every version, and never overwritten by a draft or a colleague."""

from consult.actions import clock
from consult.actions.advising import findings
from consult.actions.consultations import Project
from consult.actions.identifiers import new_id
from consult.store import audit
from consult.store import findings as chain
from consult.store import reports as rows
from consult.store.findings import TextVersion
from consult.store.reports import ReportProse as ReportProse  # the web may not import the tables


def prose_of(project: Project) -> dict[str, str]:
    """What was written, by place."""
    return {one.place: one.text for one in rows.prose_of(project.id)}


def prose_at(project: Project, place: str) -> ReportProse | None:
    """One place, with its version and who wrote last; None when nobody wrote there."""
    return rows.prose_at(project.id, place)


def write(project: Project, place: str, text: str, started_from: int, by: str) -> ReportProse:
    """Keeps what stands at a place now. started_from: the version that this person read, 0 for an empty place.

    Raises ChangedMeanwhile with both texts when someone else saved since.
    """
    row = rows.prose_at(project.id, place)
    if row is None:
        row = _begin(project, place, by)
    findings.refuse_overwriting(row.id, row.version, started_from, {"text": row.text}, {"text": text}, row.changed_by)  # fmt: skip
    row.text, row.version = text, row.version + 1
    row.changed_by, row.changed_at = by, clock.now()
    chain.flush()
    _keep_version(row)
    audit.note(by, "report written", project.id, place=place, version=row.version)
    return row


def _begin(project: Project, place: str, by: str) -> ReportProse:
    """An empty place, as its version 0: whoever wrote first began from it."""
    row = rows.ReportProse(
        id=new_id(),
        project_id=project.id,
        place=place,
        text="",
        version=0,
        changed_by=by,
        changed_at=clock.now(),
    )
    chain.add(row)
    _keep_version(row)
    return row


def _keep_version(row: ReportProse) -> None:
    chain.add(
        TextVersion(
            subject=row.id,
            version=row.version,
            texts={"text": row.text},
            written_by=row.changed_by,
            written_at=row.changed_at,
        )
    )
