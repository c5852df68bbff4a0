"""A second person validates; nobody who had a hand in it, and nothing changes behind their back."""

import pytest
from flask import Flask

from consult.actions import consultations, documents, records
from consult.actions.documents import Filed
from consult.consultation.definition import DocumentKind
from consult.instrument.definition import Method
from consult.store.base import db
from tests.web.staff.browser import signed_in
from tests.web.staff.world import (
    MARCH,
    PDF,
    a_consultation,
    a_project,
    a_session,
    a_version,
    address_of,
    documented,
    id_of,
    reread,
)


@pytest.mark.parametrize("first_person", ["owner", "author of the report", "who approved it"])
def test_who_had_a_hand_in_it_does_not_validate_it(app: Flask, first_person: str) -> None:
    nour = signed_in(app)
    id_ = id_of("nour")
    row = documented(app, by=id_ if first_person == "owner" else "ann")
    if first_person != "owner":
        folder = app.extensions["folder"]
        other = documents.file_document(
            row,
            Filed(DocumentKind.REPORT, "Nieuw", MARCH),
            PDF + b"2",
            folder,
            id_ if "author" in first_person else "ann",
        )
        documents.approve_report(row, other, "ann" if "author" in first_person else id_)
        db.session.commit()
    assert nour.open(address_of(row)).sees("U kunt dit niet zelf valideren")
    nour.post(f"{address_of(row)}/validate", form_token=nour.token)
    assert nour.status == 409
    assert nour.sees("Vraag een collega die daar los van staat.")
    assert not consultations.is_validated(reread(row))


def test_nothing_is_validated_before_its_report_is_there(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    a_session(row)
    nour = signed_in(app).open(address_of(row))
    assert nour.post(f"{address_of(row)}/validate", form_token=nour.token).status == 409
    assert nour.sees("Er ontbreekt nog iets voor dit gevalideerd kan worden.")


def test_what_was_validated_does_not_change_until_the_validation_is_withdrawn(app: Flask) -> None:
    row = documented(app)
    nour = signed_in(app).open(address_of(row)).submit("Valideer deze consultatie")
    for page in ("edit", "sessions/new", "cancel", "documents/new"):
        assert nour.get(f"{address_of(row)}/{page}").status == 409, page
    assert nour.sees("Trek eerst de validatie in")
    nour.open(address_of(row)).follow("Trek de validatie in").submit("Trek de validatie in")
    assert nour.sees("Waarom: Vul dit in.")
    nour.submit("Trek de validatie in", because="De aanwezigheidslijst klopt niet.")
    assert nour.sees("ingetrokken")
    assert nour.sees("De aanwezigheidslijst klopt niet.")
    assert nour.get(f"{address_of(row)}/edit").status == 200


def test_a_withdrawn_validation_still_held_on_the_day_before(app: Flask, monkeypatch) -> None:
    from datetime import date, timedelta

    from consult.actions import clock

    row = documented(app)
    consultations.validate(row, "sam")
    later = clock.now() + timedelta(days=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    consultations.withdraw_validation(row, "fout", "sam")
    assert records.consultation_of(row, date(2026, 4, 6)).validated is not None
    assert records.consultation_of(row, date(2026, 4, 7)).validated is None
