"""The past comes in from a workbook: whole, once, from its own days; or with every problem at its cell, not at all."""

import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from consult.actions import clock, plans, progress, records
from consult.actions.historic import batches, taking_in
from consult.actions.historic.batches import HistoricBatch
from consult.actions.historic.cells import WorkbookRefused
from consult.actions.historic.columns import CONSULTATIONS, SESSIONS
from consult.actions.historic.taking_in import Brought
from consult.actions.historic.workbook import template
from consult.actions.refusal import Refused
from consult.plan.ledger import total
from consult.plan.tally import Tally
from consult.shipped import shipped
from consult.store import audit
from consult.store import consultations as rows
from consult.store.base import db
from consult.web.staff.historic_sentences import sentence
from tests.actions.historic.workbooks import a_workbook, cell, fill, saved
from tests.actions.worlds import a_project

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def loaded(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped plan; it is 20 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    db.session.commit()


def bring_in(content: bytes, *, dry_run: bool = False, confirmed: bool = True) -> Brought:
    """Ann brings it in; Bea, who did not, confirms it."""
    brought = taking_in.bring_in(content, "ann", demo=False, dry_run=dry_run)
    if confirmed and brought.incoming and not dry_run:
        batches.confirm(the_batch(brought), "bea")
    db.session.commit()
    return brought


def the_batch(brought: Brought) -> HistoricBatch:
    found = batches.batch(brought.batch)
    assert found
    return found


def problems(content: bytes) -> list[str]:
    with pytest.raises(WorkbookRefused) as refused:
        taking_in.bring_in(content, "ann", demo=False, dry_run=False)
    assert rows.consultations() == []
    return [sentence(one) for one in refused.value.problems]


def tally(as_of: date = TODAY) -> Tally:
    plan = plans.plan("mjp-2022-2026")
    return progress.report_progress(plan, as_of, plans.rule(plan.rule))


def test_a_whole_row_counts_from_its_own_day_on(both_databases: str, app: Flask) -> None:
    brought = bring_in(a_workbook({}))
    assert (len(brought.incoming), brought.counting, brought.new_projects) == (1, 1, ("Wonen 2023",))
    assert [tally(day).counted for day in (date(2023, 6, 7), date(2023, 6, 8), TODAY)] == [0, 1, 1]
    assert (tally().persons, tally().at_least_unique, tally().judged[0].verdict.other) == (9, 9, 1)


def test_the_ledger_is_level_with_what_came_in(both_databases: str, app: Flask) -> None:
    bring_in(a_workbook({}, {"title": "Focusgroep Genk", "target": 5, "earlier_no": 3}))
    plan = plans.plan("mjp-2022-2026")
    ledger = progress.ledger(plan)
    assert [total(ledger, plan.indicator(id_).key, TODAY) for id_ in ("OD2.1-a", "OD2.1-b")] == [2, 14]
    assert {entry.on for entry in ledger} == {date(2023, 6, 8)}
    assert {entry.booked_on for entry in ledger} == {TODAY}
    assert {entry.validated_by for entry in ledger} == {"Bo"}


def booked() -> list[tuple[str, int]]:
    return [(entry.source, entry.amount) for entry in progress.ledger(plans.plan("mjp-2022-2026"))]


def test_nothing_of_a_workbook_counts_before_someone_else_confirmed_it(
    both_databases: str, app: Flask
) -> None:
    brought = bring_in(a_workbook({}), confirmed=False)
    assert (brought.counting, brought.tally.counted) == (1, 1)  # what it becomes
    assert (tally().counted, tally().persons, booked()) == (0, 0, [])
    row = rows.consultations()[0]
    assert [one.code for one in records.standing(row).missing] == ["batch"]
    batches.confirm(the_batch(brought), "bea")
    assert (tally().counted, tally().persons, records.standing(row).missing) == (1, 9, ())
    assert [amount for _source, amount in booked()] == [1, 9]


def test_without_a_second_approval_in_the_workbook_both_are_missing(app: Flask) -> None:
    bring_in(a_workbook({"second_by": None, "second_on": None}), confirmed=False)
    (row,) = rows.consultations()
    assert [one.code for one in records.standing(row).missing] == ["second_approval", "batch"]


def test_its_importer_confirms_no_batch_and_nobody_confirms_it_twice(both_databases: str, app: Flask) -> None:
    batch = the_batch(bring_in(a_workbook({}), confirmed=False))
    with pytest.raises(Refused, match="own_batch"):
        batches.confirm(batch, "ann")
    assert (batch.confirmed_at, tally().counted) == (None, 0)
    batches.confirm(batch, "bea")
    with pytest.raises(Refused, match="batch_confirmed_before"):
        batches.confirm(batch, "cem")
    assert [line.by for line in audit.lines(batch.id)] == ["bea", "ann"]


def test_the_database_itself_refuses_an_importer_who_confirms(both_databases: str, app: Flask) -> None:
    batch = the_batch(bring_in(a_workbook({}), confirmed=False))
    batch.confirmed_by, batch.confirmed_at = "ann", clock.now()
    with pytest.raises(IntegrityError, match="confirmed_by_someone_else"):
        db.session.flush()
    db.session.rollback()


def test_a_second_workbook_waits_by_itself(app: Flask) -> None:
    bring_in(a_workbook({}))
    bring_in(a_workbook({}, {"title": "Focusgroep Genk"}), confirmed=False)
    assert tally().counted == 1


def test_the_same_workbook_twice_is_stored_once(both_databases: str, app: Flask) -> None:
    content = a_workbook({}, {"title": "Focusgroep Genk"})
    bring_in(content)
    again = bring_in(content)
    assert (again.incoming, len(again.held)) == ((), 2)
    assert (len(rows.consultations()), len(rows.projects()), tally().counted) == (2, 1, 2)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_row_with_corrected_days_is_told_at_its_cell_and_never_counts_twice(
    app: Flask, dry_run: bool
) -> None:
    bring_in(a_workbook({}))
    corrected = a_workbook({"first": date(2023, 5, 3)}, {"title": "Focusgroep Genk"})
    with pytest.raises(WorkbookRefused) as refused:
        bring_in(corrected, dry_run=dry_run)
    (problem,) = refused.value.problems
    assert (problem.code, problem.cell) == ("held_differently", cell(CONSULTATIONS, "first"))
    assert (len(rows.consultations()), tally().counted) == (1, 1)


def test_a_dry_run_tells_the_same_and_leaves_nothing(both_databases: str, app: Flask) -> None:
    lines_before = len(audit.lines())
    brought = bring_in(a_workbook({}), dry_run=True)
    assert (brought.counting, brought.tally.counted) == (1, 1)
    assert (rows.consultations(), rows.projects(), tally().counted) == ([], [], 0)
    assert len(audit.lines()) == lines_before


def test_what_is_not_complete_comes_in_and_says_what_is_missing(app: Flask) -> None:
    brought = bring_in(a_workbook({"second_by": None, "second_on": None, "attendance_at": None}))
    verdict = brought.incoming[0].judged.verdict
    assert (verdict.counts, [str(reason) for reason in verdict.why]) == (
        0,
        ["evidence missing: attendance,second_approval"],
    )


def test_a_group_where_nobody_came_stays_in_the_register(app: Flask) -> None:
    nobody = {"target": 0, "others": 0, "earlier_yes": None, "earlier_no": None}
    brought = bring_in(a_workbook(nobody))
    assert brought.counting == 0
    assert [one.title for one in rows.consultations()] == ["Focusgroep Gent"]


def test_an_existing_project_is_used_however_it_is_written(app: Flask) -> None:
    a_project("Wonen 2023")
    brought = bring_in(a_workbook({"project": "  WONEN  2023", "report": None}))
    assert brought.new_projects == ()
    assert [one.title for one in rows.projects()] == ["Wonen 2023"]


def test_a_project_of_the_past_may_have_fed_neither_report(app: Flask) -> None:
    bring_in(a_workbook({"project": "Welzijn 2023", "report": "geen van beide"}))
    assert tally().judged[0].consultation.report is None
    assert tally().counted == 1


@pytest.mark.parametrize("partner_agreement", [True, False])
def test_a_partner_counts_with_a_written_agreement_only(app: Flask, partner_agreement: bool) -> None:
    agreement = {"agreement": "archief/overeenkomst.pdf", "agreement_on": date(2023, 1, 9)}
    row = {"organiser": "partner", "partner": "Buurthuis"} | (agreement if partner_agreement else {})
    assert bring_in(a_workbook(row)).counting == int(partner_agreement)


def test_dates_and_numbers_typed_as_text_are_understood(app: Flask) -> None:
    row = {
        "first": "04/05/2023",
        "last": " 2023-05-04 ",
        "report_on": "22-5-2023",
        "target": " 9 ",
        "others": 1.0,
    }
    bring_in(a_workbook(row))
    held = rows.consultations()[0]
    assert (held.opened_on, held.closed_on, tally().persons) == (date(2023, 5, 4), date(2023, 5, 4), 9)


def test_a_method_is_known_by_many_words(app: Flask) -> None:
    long = {"first": date(2023, 5, 1), "title": "Reeks"}
    bring_in(a_workbook(long | {"method": "Diepte-interviews"}, {"method": "Focus group"}))
    assert sorted(one.method for one in rows.consultations()) == ["focus-group", "interview"]


def test_a_series_of_more_than_six_months_needs_a_reason(app: Flask) -> None:
    series = {"method": "interviewreeks", "first": date(2022, 10, 3)}
    assert bring_in(a_workbook(series)).counting == 0
    reason = {"title": "Reeks 2", "longer_because": "wachttijd bij partners"}
    assert bring_in(a_workbook(series | reason)).counting == 1


def sessions_of(title: str, *counts: int) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"project": "Wonen 2023", "title": title, "day": date(2023, 3, number), "target": n}
        for number, n in enumerate(counts, start=1)
    )


def test_a_member_of_a_panel_who_comes_back_is_one_person(app: Flask) -> None:
    panel = {"title": "Panel", "method": "burgerpanel", "first": date(2023, 3, 1), "target": 12, "others": 0}
    answers = {"earlier_yes": 2, "earlier_no": 10}
    bring_in(a_workbook(panel | answers, sessions=sessions_of("Panel", 10, 9, 11)))
    verdict = tally().judged[0].verdict
    assert (verdict.persons, verdict.participations, tally().at_least_unique) == (12, 30, 12)


def test_the_sessions_of_a_series_make_up_its_people(app: Flask) -> None:
    series = {"title": "Reeks", "method": "interview", "first": date(2023, 3, 1), "others": 0}
    bring_in(a_workbook(series, sessions=sessions_of("reeks", 4, 5)))
    assert [(one.day, one.present) for one in rows.consultations()[0].sessions] == [
        (date(2023, 3, 1), 4),
        (date(2023, 3, 2), 5),
    ]
    assert (tally().persons, tally().at_least_unique) == (9, 9)


def test_the_template_holds_an_example_that_is_left_out_and_explains_every_column(app: Flask) -> None:
    assert problems(template()) == [
        "Consultaties: geen enkele consultatie gevonden; vul onder de voorbeeldregel één regel per consultatie in."
    ]
    book = openpyxl.load_workbook(io.BytesIO(template()))
    assert book.sheetnames == ["Uitleg", "Consultaties", "Sessies"]
    explained = {row[0] for row in book["Uitleg"].iter_rows(values_only=True)}
    assert {one.value for one in book[CONSULTATIONS][1]} <= explained
    assert len(book[CONSULTATIONS].data_validations.dataValidation) >= 5


def test_the_example_of_the_template_would_count_if_it_were_real(app: Flask) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template()))
    book[CONSULTATIONS]["A2"] = "Wonen 2023"
    assert bring_in(saved(book)).counting == 1


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"first": "31/02/2023"}, "first", "gevonden '31/02/2023', verwacht een datum zoals 2023-05-04; verbeter de datum."),
    ({"last": date(2023, 5, 1)}, "last", "gevonden '2023-05-01', verwacht een dag op of na de eerste dag (2023-05-04); verbeter een van beide."),
    ({"last": date(2027, 1, 1), "report_on": None, "report_at": None, "approved_by": None, "approved_on": None, "second_by": None, "second_on": None}, "last", "gevonden '2027-01-01', verwacht een dag tot en met vandaag (2026-11-20); verbeter de datum."),
    ({"method": "focusgreop"}, "method", "gevonden 'focusgreop', verwacht een methode (survey, focusgroep, interviewreeks, discussietafel, burgerpanel); bedoelde u 'focusgroep'?"),
    ({"method": "kwalitatieve bevraging"}, "method", "gevonden 'kwalitatieve bevraging', verwacht een methode (survey, focusgroep, interviewreeks, discussietafel, burgerpanel); kijk de schrijfwijze na."),
    ({"target": -3, "earlier_yes": None, "earlier_no": None}, "target", "gevonden '-3', verwacht 0 of meer; een aantal mensen is nooit negatief."),
    ({"target": "negen"}, "target", "gevonden 'negen', verwacht een heel getal zoals 8; verbeter het getal."),
    ({"target": 9.5}, "target", "gevonden '9.5', verwacht een heel getal zoals 8; verbeter het getal."),
    ({"earlier_no": 8}, "target", "gevonden 9 uit de doelgroep, maar ja, nee en onbekend zijn samen 10; verbeter de getallen of laat de drie kolommen leeg."),
    ({"target": "=3+6"}, "target", "gevonden een formule (=3+6), verwacht een waarde; formules worden niet uitgerekend: plak de waarde."),
    ({"title": None}, "title", "gevonden niets, verwacht 'titel'; vul dit in."),
    ({"criterion": "VESOQ"}, "criterion", "gevonden 'VESOQ', verwacht een van: Vlaamse overheid, VESOC; kies er een."),
    ({"second_by": "an"}, "second_by", "gevonden 'an', verwacht iemand anders dan wie het verslag goedkeurde; noem de tweede persoon."),
    ({"approved_on": date(2023, 5, 20)}, "approved_on", "gevonden '2023-05-20', verwacht een goedkeuring op of na de datum van het verslag (2023-05-22); verbeter een van beide."),
    ({"second_on": date(2023, 5, 25)}, "second_on", "gevonden '2023-05-25', verwacht een dag op of na de eerste goedkeuring (2023-06-01); verbeter een van beide."),
    ({"report_on": date(2023, 5, 1)}, "report_on", "gevonden '2023-05-01', verwacht een verslag van op of na de laatste dag (2023-05-04); verbeter een van beide."),
    ({"second_on": None}, "second_on", "gevonden niets, verwacht een datum zoals 2023-05-04, want de kolom ernaast is ingevuld."),
    ({"organiser": "partner"}, "partner", "gevonden niets, verwacht de naam van de organisatie, want een partner organiseerde; vul de naam in."),
    ({"report": None}, "project", "gevonden 'Wonen 2023', een project dat er nog niet is; kijk de schrijfwijze na. Een nieuw project? Vul dan ook 'rapport' in."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "key", "said"), WRONG)
def test_what_is_wrong_is_told_at_its_cell(app: Flask, changes: dict[str, Any], key: str, said: str) -> None:
    assert problems(a_workbook(changes)) == [f"Consultaties!{cell(CONSULTATIONS, key)}: {said}"]


def test_every_problem_comes_at_once_in_the_order_of_the_rows(app: Flask) -> None:
    told = problems(a_workbook({"target": "x", "title": "A"}, {"first": "gisteren", "title": "B"}, {}, {}))
    assert [line.partition(":")[0] for line in told] == [
        f"Consultaties!{cell(CONSULTATIONS, 'target', 3)}",
        f"Consultaties!{cell(CONSULTATIONS, 'first', 4)}",
        f"Consultaties!{cell(CONSULTATIONS, 'title', 6)}",
    ]
    assert "staat ook op regel 5" in told[-1]


@pytest.mark.parametrize(
    ("session", "said"),
    [
        ({"title": "Rekes"}, "bedoelde u 'Reeks'?"),
        ({"day": date(2023, 6, 1)}, "verwacht een dag van 2023-03-01 tot en met 2023-05-04"),
        ({"target": 8}, "gevonden 9, maar op het blad Sessies zijn het er samen 8"),
    ],
)
def test_a_session_that_does_not_fit_is_told(app: Flask, session: dict[str, Any], said: str) -> None:
    series = {"title": "Reeks", "method": "interview", "first": date(2023, 3, 1), "others": 0}
    one = {"project": "Wonen 2023", "title": "Reeks", "day": date(2023, 3, 1), "target": 9} | session
    told = problems(a_workbook(series, sessions=(one,)))
    assert len(told) == 1
    assert said in told[0]


def test_merged_cells_are_told_with_their_place(app: Flask) -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_workbook({})))
    book[CONSULTATIONS].merge_cells("E3:F3")
    assert (
        "Consultaties!E3: gevonden samengevoegde cellen (E3:F3), verwacht losse cellen; splits ze."
        in problems(saved(book))
    )


def test_columns_may_stand_in_another_order_but_each_must_be_known(app: Flask) -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_workbook({})))
    sheet = book[CONSULTATIONS]
    for row in sheet.iter_rows(min_row=1, max_row=3):
        row[2].value, row[4].value = row[4].value, row[2].value
    assert bring_in(saved(book)).counting == 1
    sheet["C1"] = "tema"
    with pytest.raises(WorkbookRefused) as refused:
        bring_in(saved(book))
    assert [sentence(one) for one in refused.value.problems] == [
        "Consultaties: de kolom 'thema' ontbreekt; zet de kop uit het sjabloon terug.",
        "Consultaties!C1: gevonden de kolomkop 'tema', die het sjabloon niet kent; bedoelde u 'thema'?",
    ]


def a_zip(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


WORKBOOK_PARTS = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "gevonden iets anders dan een Excel-werkmap"),
        (b"\xd0\xcf\x11\xe0 an old .xls named .xlsx", "gevonden iets anders dan een Excel-werkmap"),
        (b"project;titel\nWonen;Gent", "gevonden iets anders dan een Excel-werkmap"),
        (a_zip(**{"word/document.xml": b"<w/>"}), "gevonden iets anders dan een Excel-werkmap"),
        (a_zip(**WORKBOOK_PARTS), "kan niet gelezen worden"),
        (a_zip(**WORKBOOK_PARTS, **{"xl/vbaProject.bin": b"x"}), "bevat macro's"),
        (a_zip(**WORKBOOK_PARTS, **{"xl/worksheets/sheet1.xml": b"0" * 40_000_000}), "groter dan 16 MB"),
        (a_zip(**WORKBOOK_PARTS, **{"xl/x.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "kan niet gelezen worden"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_told_by_its_content(app: Flask, content: bytes, said: str) -> None:
    told = problems(content)
    assert len(told) == 1
    assert said in told[0]


def test_a_truncated_workbook_is_refused(app: Flask) -> None:
    content = a_workbook({})
    assert len(problems(content[: len(content) // 2])) == 1


def test_more_rows_than_we_take_are_refused(app: Flask) -> None:
    book = openpyxl.load_workbook(io.BytesIO(a_workbook({})))
    fill(book, SESSIONS, [{"project": "x", "title": str(number)} for number in range(2100)])
    assert problems(saved(book)) == ["Sessies: meer dan 2000 regels; verdeel ze over twee bestanden."]


def test_a_range_merged_over_a_whole_sheet_costs_nothing(app: Flask) -> None:
    """openpyxl would unfold it into seventeen billion cells."""
    unfolded = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_workbook({}))) as old, zipfile.ZipFile(unfolded, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part.endswith("sheet2.xml"):
                trap = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
                content = content.replace(b"</sheetData>", trap)
            new.writestr(part, content)
    assert any("A1:XFD1048576" in told for told in problems(unfolded.getvalue()))
