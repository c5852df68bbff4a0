"""Consultations as rows of the store, each with everything it takes to count."""

from datetime import UTC, date, datetime, time

from consult.actions.identifiers import new_id
from consult.store import consultations as rows


def a_project(title: str = "Sociale huisvesting 2025", *, demo: bool = False) -> rows.Project:
    """A trajectory for the housing report."""
    made = rows.Project(
        id=new_id(), title=title, report="social-housing", theme="wonen", result="R7", year=2025, demo=demo
    )
    rows.add(made)
    return made


def a_held_group(
    project: rows.Project, title: str, day: date, people: int = 8, **changes: object
) -> rows.Consultation:
    """A focus group of the past with its session, attendance list and approved report; not yet validated."""
    columns: dict[str, object] = {
        "method": "focus-group",
        "theme": "wonen",
        "indicators": ["OD2.1-a", "OD2.1-b"],
        "criterion": "flemish-government",
        "opened_on": day,
        "closed_on": day,
        "historic": True,
        "demo": project.demo,
        "created_by": "ann",
        "created_at": noon(day),
    }
    made = rows.Consultation(id=new_id(), project_id=project.id, title=title, **(columns | changes))
    rows.add(made)
    session = rows.GroupSession(
        id=new_id(), consultation_id=made.id, day=day, present=people, recorded_by="ann", recorded_on=day
    )
    session.grid = [rows.GridRow(line=1, n=people, target_group="yes", earlier="no", gave_input=True)]
    rows.add(session)
    report = a_document(made, "report", day)
    a_document(made, "attendance", day)
    rows.add(
        rows.ReportApproval(
            document_id=report.id, consultation_id=made.id, approved_by="ann", approved_on=day
        )
    )
    rows.refresh(made)
    return made


def a_document(of: rows.Consultation, kind: str, day: date) -> rows.Document:
    """A document that lies in the archive."""
    made = rows.Document(
        id=new_id(),
        consultation_id=of.id,
        kind=kind,
        title=kind,
        reference=f"archief/{kind}",
        dated=day,
        recorded_by="ann",
        recorded_on=day,
    )
    rows.add(made)
    return made


def validate(one: rows.Consultation, day: date, by: str = "bob", withdrawn_because: str = "") -> None:
    """A second person validates, or takes it back."""
    rows.add(
        rows.Validation(
            id=new_id(),
            consultation_id=one.id,
            validated_by=by,
            validated_on=day,
            validated_at=noon(day),
            withdrawn_because=withdrawn_because,
        )
    )
    rows.refresh(one)


def noon(day: date) -> datetime:
    """A moment on a day."""
    return datetime.combine(day, time(12), UTC)
