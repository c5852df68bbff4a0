"""Planning a session by page: bands and functions, moved with a reason, recorded from its plan, recruited in counts."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from consult.actions import clock, consultations, documents, planned_sessions
from consult.actions.documents import Filed
from consult.consultation.definition import DocumentKind
from consult.instrument.definition import Method
from consult.store.base import db
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import (
    MARCH,
    PDF,
    a_consultation,
    a_project,
    a_session,
    a_version,
    address_of,
    id_of,
    reread,
)


def a_planned_group(app: Flask) -> tuple[StaffBrowser, consultations.Consultation]:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    nour = signed_in(app).open(address_of(row)).follow("Plan een sessie")
    nour.submit(
        "Bewaar het plan",
        day="20/04/2026",
        part_of_day="evening",
        place="oost-vlaanderen",
        kind_of_place="school",
        facilitator=id_of("nour"),
        note_taker="volunteer",
    )
    return nour, row


def test_a_session_is_planned_and_stands_on_the_page_of_its_consultation(
    both_databases: str, app: Flask
) -> None:
    nour, row = a_planned_group(app)
    assert nour.sees("De sessie is gepland.")
    assert nour.sees("avond · gepland")
    assert nour.sees("provincie Oost-Vlaanderen · school")
    assert nour.sees("Gespreksleider Nour")
    assert nour.sees("Verslaggever een vrijwilliger")
    assert nour.sees("Leidraad Wonen, versie 1")
    assert nour.open(address_of(row)).sees("20 april 2026, avond")
    assert not nour.sees("Plan een sessie")


def test_a_plan_that_cannot_be_so_says_everything_and_keeps_what_was_typed(app: Flask) -> None:
    row = a_consultation(a_project())
    nour = signed_in(app).open(f"{address_of(row)}/planned/new")
    nour.submit("Bewaar het plan", day="01/03/2026", part_of_day="morning", place="brussel")
    assert nour.sees("Dag: Die dag is voorbij.")
    (place,) = [one for one in nour.page.all("option") if one.attributes.get("value") == "brussel"]
    assert "selected" in place.attributes
    assert planned_sessions.planned_of(row) == []


def test_a_name_in_place_of_a_member_of_staff_is_refused(app: Flask) -> None:
    row = a_consultation(a_project())
    nour = signed_in(app).open(f"{address_of(row)}/planned/new")
    nour.post(
        f"{address_of(row)}/planned/new",
        form_token=nour.token,
        day="2026-04-20",
        part_of_day="morning",
        facilitator="Jan Janssens",
    )
    assert nour.sees("Kies een van de mogelijkheden.")
    assert planned_sessions.planned_of(row) == []


def test_moving_asks_why_and_the_old_day_stays_with_the_reason(app: Flask) -> None:
    nour, row = a_planned_group(app)
    nour.follow("Verander of verplaats").submit("Bewaar het plan", day="27/04/2026")
    assert nour.sees("Waarom verplaatst: Schrijf waarom de sessie verplaatst wordt")
    nour.submit("Bewaar het plan", because="De school was dicht.")
    assert nour.sees("De sessie is verplaatst.")
    assert nour.sees("Geplande sessie van 27 april 2026")
    assert nour.open(address_of(row)).sees("verplaatst De school was dicht.")


def test_a_session_that_does_not_take_place_stays_with_the_reason(app: Flask) -> None:
    nour, row = a_planned_group(app)
    nour.follow("Gaat niet door").submit("Gelast de sessie af")
    assert nour.sees("Waarom: Vul dit in.")
    nour.submit("Gelast de sessie af", because="Te weinig vervoer.")
    assert nour.sees("gaat niet door Te weinig vervoer.")
    assert nour.sees("Plan nog een sessie")


def test_who_was_there_is_recorded_from_the_plan_and_then_who_came_of_those_invited(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    nour, row = a_planned_group(app)
    nour.submit("Bewaar de werving", organiser="another", partner="Buurthuis", invited="12")
    assert nour.sees("De werving is bewaard.")
    assert nour.sees("12 mensen uitgenodigd")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 4, 21, 9, tzinfo=UTC))
    nour = signed_in(app).open(address_of(row)).follow("Noteer wie er was")
    nour.submit("Bewaar de sessie", present="6", n_yes_no_gave="6")
    assert nour.sees("gehouden")
    (session,) = reread(row).sessions
    assert (session.day.isoformat(), session.place) == ("2026-04-20", "oost-vlaanderen")
    nour.follow("20 april 2026, avond")
    buurthuis = next(one.id for one in consultations.partners() if one.name == "Buurthuis")
    nour.submit("Bewaar de werving", organiser=buurthuis, invited="12", came="13")
    assert nour.sees("Gekomen: Er kwamen 13 van de 12 genodigden.")
    nour.submit("Bewaar de werving", came="5")
    assert nour.sees("Respons: 5 van 12 genodigden kwamen")
    assert nour.sees("Dit is geen streefcijfer")
    assert nour.open(address_of(row)).sees("Respons: 5 van 12 genodigden kwamen")


def test_another_partner_needs_a_name(app: Flask) -> None:
    nour, _row = a_planned_group(app)
    nour.submit("Bewaar de werving", organiser="another", invited="12")
    assert nour.sees("Naam van de organisatie: Schrijf de naam van de organisatie.")


def test_a_plan_of_another_consultation_is_not_found_here(app: Flask) -> None:
    nour, row = a_planned_group(app)
    other = a_consultation(row.project, title="Ander")
    (plan,) = planned_sessions.planned_of(row)
    assert nour.get(f"{address_of(other)}/planned/{plan.id}").status == 404


def test_one_report_of_several_consultations_says_so_on_each_page(app: Flask) -> None:
    project = a_project()
    first, second = (a_consultation(project, title=title) for title in ("Gent", "Aalst"))
    for row in (first, second):
        a_session(row)
    report = documents.file_document(
        first, Filed(DocumentKind.REPORT, "Verslag", MARCH), PDF, app.extensions["folder"], "ann"
    )
    documents.approve_report(first, report, "ann")
    db.session.commit()
    nour = signed_in(app).open(address_of(second)).submit("Dit verslag gaat ook hierover: keur het goed")
    assert nour.sees("Dit verslag gaat ook over deze consultatie. Het ligt bij: Gent")
    assert nour.open(address_of(first)).sees("Het gaat ook over: Aalst")


def test_one_report_of_several_sessions_says_so(app: Flask) -> None:
    row = a_consultation(a_project(), Method.DISCUSSION_TABLE)
    for n in (6, 7):
        a_session(row, n)
    report = documents.file_document(
        row, Filed(DocumentKind.REPORT, "Verslag", MARCH), PDF, app.extensions["folder"], "ann"
    )
    documents.approve_report(row, report, "ann")
    db.session.commit()
    assert signed_in(app).open(address_of(row)).sees("gaat over alle 2 sessies van deze consultatie.")
