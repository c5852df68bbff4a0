"""One queue of what waits for a second pair of eyes: who may do it, since when, and where."""

from datetime import date

import pytest
from flask import Flask

from consult.actions import activities, attendance, consultations, documents, plans, waiting
from consult.actions.accounts import Role
from consult.actions.activities import Afterwards, Described
from consult.actions.advising import fiches, findings
from consult.actions.advising.fiches import Prepared
from consult.actions.documents import Filed
from consult.actions.historic import batches
from consult.actions.notes import quotes
from consult.actions.waiting import Kind
from consult.consultation.definition import DocumentKind
from consult.instrument.definition import Method
from consult.plan.activity import ActivityKind
from consult.shipped import shipped
from consult.store.base import db
from tests.actions.advising.advised import a_readable_finding
from tests.web.staff.browser import a_member, signed_in
from tests.web.staff.notes_world import a_group, a_quote, some_notes
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

TODAY = date(2026, 4, 2)


def queue() -> list[tuple[Kind, str, frozenset[str]]]:
    return [(one.kind, one.title, one.done_by) for one in waiting.everything()]


def test_an_empty_house_waits_for_nothing(app: Flask) -> None:
    assert waiting.everything() == []
    assert signed_in(app).open("/staff/waiting").sees("Niets wacht op een tweede paar ogen.")


def test_attendance_waits_until_two_people_confirmed_it(both_databases: str, app: Flask) -> None:
    row = a_consultation(a_project())
    session = a_session(row)
    assert queue() == [(Kind.ATTENDANCE, "Focusgroep Gent", frozenset())]
    attendance.confirm_attendance(row, session, "ann")
    assert queue() == [(Kind.ATTENDANCE, "Focusgroep Gent", frozenset({"ann"}))]
    attendance.confirm_attendance(row, session, "bo")
    assert queue() == []


def test_a_report_waits_until_it_is_approved_and_then_the_validation_does(
    both_databases: str, app: Flask
) -> None:
    row = documented(app)
    assert queue() == [(Kind.VALIDATION, "Focusgroep Gent", frozenset({"ann"}))]
    again = Filed(DocumentKind.REPORT, "Beter verslag", TODAY)
    report = documents.file_document(row, again, PDF + b"2", app.extensions["folder"], "bo")
    assert [kind for kind, _title, _done_by in queue()] == [Kind.REPORT, Kind.VALIDATION]
    documents.approve_report(row, report, "cem")
    assert queue() == [(Kind.VALIDATION, "Focusgroep Gent", frozenset({"ann", "bo", "cem"}))]
    consultations.validate(row, "dee")
    assert queue() == []


def test_a_report_of_before_the_last_day_waits_for_nobody(app: Flask) -> None:
    row = a_consultation(a_project(), Method.INTERVIEW, "Reeks")
    a_session(row)
    for person in ("ann", "bo"):
        attendance.confirm_attendance(row, row.sessions[0], person)
    documents.file_document(
        row, Filed(DocumentKind.REPORT, "Verslag", MARCH), PDF, app.extensions["folder"], "ann"
    )
    assert queue() == []
    consultations.close(row, "ann")
    assert [kind for kind, _title, _done_by in queue()] == [Kind.REPORT]


def test_what_was_cancelled_waits_for_nothing(app: Flask) -> None:
    row = a_consultation(a_project())
    a_session(row)
    consultations.cancel(row, "De zaal was te klein.", "ann")
    assert queue() == []


def test_a_workbook_of_the_past_waits_for_someone_else_than_its_importer(app: Flask) -> None:
    batch = batches.batch(batches.begin("0" * 64, "ann"))
    assert batch
    assert queue() == [(Kind.BATCH, "", frozenset({"ann"}))]
    batches.confirm(batch, "bo")
    assert queue() == []


def test_what_waits_longest_stands_first_over_all_projects(app: Flask) -> None:
    for title, project in (("Later", "A"), ("Eerder", "B")):
        a_session(a_consultation(a_project(project), title=title))
    earlier = next(one for one in consultations.projects() if one.title == "B").consultations[0]
    earlier.sessions[0].recorded_on = MARCH
    db.session.commit()
    assert [one.title for one in waiting.everything()] == ["Eerder", "Later"]


def test_who_did_the_first_part_sees_that_it_waits_for_someone_else(app: Flask) -> None:
    nour = signed_in(app)
    row = documented(app, by=id_of("nour"))
    nour.open("/staff/waiting")
    assert nour.sees("wacht op iemand anders Niemand hier mag dit nu")
    assert nour.sees("0 kunt u zelf doen")
    a_member(Role.POLICY, "bea")
    a_member(Role.FACILITATOR, "fay")  # a facilitator validates nothing
    assert nour.open("/staff/waiting").sees("wacht op iemand anders Bea")
    assert not nour.sees("Fay")
    assert nour.follow("Focusgroep Gent").sees(row.title)


def test_someone_else_goes_from_the_queue_to_the_place_and_does_it(app: Flask) -> None:
    row = documented(app)
    nour = signed_in(app).open("/staff/waiting")
    assert nour.sees("u kunt dit")
    assert nour.sees("Na te kijken 1 voor u")
    (link,) = [one for one in nour.page.all("a") if one.text == "Focusgroep Gent"]
    assert link.attributes["href"] == f"{address_of(row)}#validation"
    nour.follow("Focusgroep Gent").submit("Valideer deze consultatie")
    assert consultations.is_validated(reread(row))
    assert not nour.open("/staff/").sees("voor u")


@pytest.mark.parametrize(("chosen", "seen"), [("me", ["Focusgroep Gent"]), ("others", ["Van mij"])])
def test_the_queue_shows_only_what_is_mine_or_only_what_is_not(
    app: Flask, chosen: str, seen: list[str]
) -> None:
    nour = signed_in(app)
    documented(app)
    own = a_consultation(a_project("Ander project"), title="Van mij", version=a_version(Method.FOCUS_GROUP))
    session = a_session(own)
    attendance.confirm_attendance(own, session, id_of("nour"))
    db.session.commit()
    nour.open(f"/staff/waiting?who={chosen}")
    assert [one.text for one in nour.page.all("a") if one.text in ("Focusgroep Gent", "Van mij")] == seen


def test_who_only_reads_sees_the_queue_and_nothing_to_do_in_it(app: Flask) -> None:
    documented(app)
    inspector = signed_in(app, Role.INSPECTOR, "ids").open("/staff/waiting")
    assert inspector.sees("0 kunt u zelf doen")
    assert inspector.sees("Na te kijken Alles wat")


def test_a_quote_waits_until_two_approved_it(both_databases: str, app: Flask) -> None:
    row = a_group()
    quote = a_quote(app, row, some_notes(row), by="rik")
    waits = [one for one in queue() if one[0] is Kind.QUOTE]
    assert waits == [(Kind.QUOTE, "Focusgroep Gent", frozenset({"rik"}))]
    nour = signed_in(app).open("/staff/waiting")
    assert nour.sees("citaat goedkeuren Focusgroep Gent")
    ids = signed_in(app, Role.INSPECTOR, "ids").open("/staff/waiting")
    assert not ids.sees("citaat goedkeuren Focusgroep Gent")
    nour.follow("Focusgroep Gent")
    for name in ("bo", "cas"):
        quotes.approve_quote(row, quote, app.extensions["folder"], name)
    assert [one for one in queue() if one[0] is Kind.QUOTE] == []


def test_a_quote_without_its_translation_waits_for_its_writer(app: Flask) -> None:
    row = a_group()
    a_quote(app, row, some_notes(row), "أنتظر منذ تسع سنوات.", language="ar")
    assert [one for one in queue() if one[0] is Kind.QUOTE] == []


def test_a_finding_waits_for_a_second_reader_and_again_when_something_fell_away(
    both_databases: str, app: Flask
) -> None:
    row = a_consultation(a_project())
    made = a_readable_finding(row)
    assert queue() == [(Kind.READING, made.statement, frozenset({"ann"}))]
    findings.settle(made, made.version, "bo")
    assert queue() == []
    consultations.cancel(row, "Dubbel.", "ann")
    assert queue() == [(Kind.REVIEW, made.statement, frozenset())]
    assert signed_in(app).open("/staff/waiting").follow(made.statement).sees("Kijk deze bevinding na")
    assert not signed_in(app, Role.FACILITATOR, "fay").open("/staff/waiting").sees(made.statement)
    findings.ask_second_reader(made, made.version, "ann")
    assert queue() == [(Kind.READING, made.statement, frozenset({"ann"}))]
    findings.settle(made, made.version, "bo")
    assert queue() == []


def test_a_talk_waits_for_a_reader_of_its_quote_and_later_for_its_validation(
    both_databases: str, app: Flask
) -> None:
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    told = Described("Wachttijden", ActivityKind.TALK, MARCH, "kabinet Wonen", links=("OD3.2-a",))
    row = activities.add_activity(None, told, "ann")
    fiches.prepare(row, Prepared(quote="Ik wacht.", quote_from="focusgroep Gent"), "bo")
    assert queue() == [(Kind.FICHE, "Wachttijden", frozenset({"bo"}))]
    after = Afterwards(MARCH, "De raadgever luisterde lang. Hij vroeg cijfers per provincie.", proof="map 3")
    activities.note_afterwards(row, after, "cas")
    assert queue() == [(Kind.ACTIVITY, "Wachttijden", frozenset({"ann", "cas"}))]
    activities.validate(row, "bo")
    assert queue() == []
