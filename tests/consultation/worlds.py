"""A focus group with all its records, to leave one out of."""

from dataclasses import replace
from datetime import date

from consult.consultation.definition import (
    Confirmation,
    ConsentGiven,
    Consultation,
    Document,
    DocumentKind,
    InstrumentUsed,
    Known,
    Participation,
    ReportApproval,
    Session,
    Validation,
)
from consult.instrument.definition import Method, Report

HELD = date(2025, 3, 10)
CONFIRMED = date(2025, 3, 11)
REPORTED = date(2025, 4, 1)
APPROVED = date(2025, 4, 8)
VALIDATED = date(2025, 4, 15)
LATER = date(2025, 12, 31)


def a_session(**changes: object) -> Session:
    """Eight of the target group, confirmed the day after."""
    session = Session(
        id="s1",
        day=HELD,
        present=8,
        participations=(Participation(8, HELD, Known.YES, Known.NO),),
        confirmed=Confirmation(("staff-1", "staff-2"), CONFIRMED),
        consent_version="2025-01",
        notes_checksum="a" * 64,
        notes_on=CONFIRMED,
    )
    return replace(session, **changes)  # type: ignore[arg-type]


def a_focus_group(**changes: object) -> Consultation:
    """A focus group that has everything it takes to count."""
    consultation = Consultation(
        id="c1",
        project="social-housing-2025",
        title="Focusgroep sociaal wonen",
        method=Method.FOCUS_GROUP,
        theme="wonen",
        report=Report.SOCIAL_HOUSING,
        result="R7",
        indicators=("OD2.1-a", "OD2.1-b"),
        instruments=(InstrumentUsed("b" * 64, ("nl", "ar"), date(2025, 1, 15)),),
        criterion="flemish-government",
        owner="staff-1",
        opened=HELD,
        closed=HELD,
        sessions=(a_session(),),
        documents=(Document(DocumentKind.REPORT, "c" * 64, REPORTED, "staff-1"),),
        report_approved=ReportApproval(APPROVED, "staff-3"),
        validated=Validation(VALIDATED, "staff-2"),
    )
    return replace(consultation, **changes)  # type: ignore[arg-type]


def a_survey(day: date = HELD, people: int = 20, **changes: object) -> Consultation:
    """A survey without sessions, answered on one day by `people` of the target group."""
    survey = a_focus_group(
        id="survey-1",
        method=Method.SURVEY,
        opened=day,
        closed=day,
        sessions=(),
        participations=(Participation(people, day, Known.YES, Known.NO),),
        consents=(ConsentGiven("nl", "2025-01", day), ConsentGiven("ar", "2025-01", day)),
        documents=(
            Document(DocumentKind.ATTENDANCE, "d" * 64, day, "staff-1"),
            Document(DocumentKind.DATASET, "e" * 64, day, "staff-1"),
            Document(DocumentKind.REPORT, "c" * 64, REPORTED, "staff-1"),
        ),
    )
    return replace(survey, **changes)  # type: ignore[arg-type]
