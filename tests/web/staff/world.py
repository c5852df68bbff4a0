"""A small world for the staff door: a project, published instruments, consultations of each kind."""

import io
from datetime import date
from hashlib import sha256

from flask import Flask

from consult.actions import attendance, consultations, documents
from consult.actions.attendance import Held
from consult.actions.consultations import Consultation, Decisions, Project
from consult.actions.documents import Filed
from consult.consultation.definition import DocumentKind, Known, Participation
from consult.instrument.definition import Method, Report
from consult.store import answers, staff
from consult.store.base import db
from tests.worlds import published_text

PDF = b"%PDF-1.7\n% een verslag\n"
MARCH = date(2026, 3, 10)


INSTRUMENT = """
instrument: social-housing/{method}
title: {title}
method: {method}
report: social-housing
serves: {{results: [R7], indicators: [OD2.1-a, OD2.1-b]}}
languages: [nl]
criterion: flemish-government
counting: {{target_group: target_group, earlier: earlier}}
estimated_minutes: 2
retention: {{texts_days: 730, withdrawal_days: 30}}
consent: {{version: "2026-01", text: Lees dit., agree: Ik doe mee}}
choices:
  yes_no: [{{name: "yes", label: Ja}}, {{name: "no", label: Nee}}]
pages:
  - name: home
    part: core
    questions:
      - {{name: home, type: select_one yes_no, label: "Woont u goed? ({number})", disclosure: safe}}
  - name: origin
    part: closing
    title: Nog twee vragen
    questions:
      - {{name: target_group, type: select_one yes_no, label: Bent u van buitenlandse herkomst?, disclosure: sensitive}}
      - {{name: earlier, type: select_one yes_no, label: Deed u al mee?, disclosure: safe}}
"""


def a_version(method: Method = Method.SURVEY, number: int = 1, title: str = "Wonen") -> str:
    """The id of a published instrument version with a consent; another number is another version of it."""
    row = published_text(INSTRUMENT.format(method=method.value, title=title, number=number))
    db.session.commit()
    return row.id


def a_project(title: str = "Sociale huisvesting 2026") -> Project:
    made = consultations.add_project(title, Report.SOCIAL_HOUSING, "wonen", "R7", 2026, by="ann")
    db.session.commit()
    return made


def a_consultation(
    project: Project,
    method: Method = Method.FOCUS_GROUP,
    title: str = "Focusgroep Gent",
    by: str = "ann",
    version: str = "",
) -> Consultation:
    decided = Decisions(
        title, method, "wonen", "R7", ("OD2.1-a", "OD2.1-b"), "flemish-government", version=version
    )
    made = consultations.add_consultation(project, decided, by)
    db.session.commit()
    return made


def people(n: int, target: Known = Known.YES, earlier: Known = Known.NO, day: date = MARCH) -> Participation:
    return Participation(n, day, target, earlier)


def a_session(row: Consultation, n: int = 6, by: str = "ann", day: date = MARCH) -> attendance.GroupSession:
    held = Held(day, n, (people(n, day=day),), "oost-vlaanderen", consent_version="2026-01")
    made = attendance.record_session(row, held, by)
    db.session.commit()
    return made


def some_responses(row: Consultation, n: int, day: date = MARCH) -> None:
    """n answers to a survey, of the target group, who never took part before."""
    for number in range(n):
        id_ = sha256(f"{row.id}{number}".encode()).hexdigest()
        stored = {
            "id": id_,
            "consultation": row.id,
            "version": row.versions[0].version,
            "language": "nl",
            "mode": "web",
            "day": day,
            "consent_version": "2026-01",
            "state": "complete",
            "format": 1,
            "document": {"home": "yes"},
        }
        answers.keep_response(stored, {}, answers.Tally(row.id, day, "yes", "no", gave_input=True))
    db.session.commit()


def upload(content: bytes = PDF, name: str = "verslag.pdf") -> tuple[io.BytesIO, str]:
    """A file as a browser sends it."""
    return io.BytesIO(content), name


def address_of(row: Consultation) -> str:
    return f"/staff/consultations/{row.id}"


def reread(row: Consultation) -> Consultation:
    found = consultations.consultation(row.id)
    assert found
    db.session.refresh(found)
    return found


def documented(app: Flask, by: str = "ann") -> Consultation:
    """A focus group of which everything is there but the second person."""
    row = a_consultation(a_project(), by=by, version=a_version(Method.FOCUS_GROUP))
    session = a_session(row, by=by)
    for person in ("ann", "bo"):
        attendance.confirm_attendance(row, session, person)
    folder = app.extensions["folder"]
    documents.file_document(row, Filed(DocumentKind.NOTES, "Notities", MARCH), b"wat gezegd is", folder, by)
    report = documents.file_document(row, Filed(DocumentKind.REPORT, "Verslag", MARCH), PDF, folder, by)
    documents.approve_report(row, report, by)
    db.session.commit()
    return row


def id_of(name: str) -> str:
    found = staff.member_named(name)
    assert found
    return found.id
