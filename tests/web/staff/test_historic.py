"""Bringing in the past by page: the empty workbook, every problem at its cell, a preview, and then for real."""

import io

import openpyxl
import pytest
from flask import Flask

from consult.actions import plans
from consult.shipped import shipped
from consult.store import consultations as rows
from consult.store.base import db
from tests.actions.workbooks import a_workbook
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import upload


@pytest.fixture(autouse=True)
def a_plan(app: Flask) -> None:
    """The shipped plan."""
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    db.session.commit()


def sent(app: Flask, content: bytes) -> StaffBrowser:
    page = signed_in(app).open("/staff/plan").follow("Voer het verleden in")
    return page.submit("Kijk de werkmap na", workbook=upload(content, "verleden.xlsx"))


def test_a_workbook_is_previewed_and_then_brought_in(both_databases: str, app: Flask) -> None:
    page = sent(app, a_workbook({}, {"title": "Focusgroep Genk", "second_by": None, "second_on": None}))
    assert page.sees("Dit komt er binnen")
    assert page.sees("Er komt 1 nieuw project bij: Wonen 2023.")
    assert page.sees("Een tweede persoon heeft nog niet gevalideerd.")
    assert rows.consultations() == []
    page.submit("Voer 2 consultaties in")
    assert page.sees("De werkmap is ingevoerd. Hieronder staat de nieuwe stand.")
    assert page.sees("1 van 20")
    assert len(rows.consultations()) == 2


def test_the_same_workbook_again_says_that_all_is_there(app: Flask) -> None:
    sent(app, a_workbook({})).submit("Voer 1 consultatie in")
    assert sent(app, a_workbook({})).sees("Alles in deze werkmap staat er al.")
    assert len(rows.consultations()) == 1


def test_confirming_twice_stores_once(app: Flask) -> None:
    page = sent(app, a_workbook({}))
    token, checksum = (
        next(one.attributes["value"] for one in page.page.all("input") if one.attributes.get("name") == name)
        for name in ("form_token", "checksum")
    )
    for _ in range(2):
        assert page.post("/staff/historic/bring-in", form_token=token, checksum=checksum).status == 302
    assert len(rows.consultations()) == 1


def test_every_problem_stands_at_its_cell_and_nothing_is_stored(app: Flask) -> None:
    page = sent(
        app, a_workbook({"first": "31/02/2023", "target": "=3+6"}, {"method": "focusgreop", "title": "B"})
    )
    assert page.status == 200
    assert page.sees("3 problemen: er is niets bewaard")
    assert page.sees("Consultaties!K3 : gevonden '31/02/2023', verwacht een datum zoals 2023-05-04")
    assert page.sees("bedoelde u 'focusgroep'?")
    assert rows.consultations() == []


def test_what_is_no_workbook_is_told_by_its_content(app: Flask) -> None:
    assert sent(app, b"%PDF-1.7").sees("gevonden iets anders dan een Excel-werkmap (.xlsx)")


def test_sending_nothing_asks_for_a_file(app: Flask) -> None:
    assert signed_in(app).open("/staff/historic").submit("Kijk de werkmap na").sees("Kies eerst een bestand.")


def test_the_empty_workbook_comes_as_a_download(app: Flask) -> None:
    page = signed_in(app).get("/staff/historic/template.xlsx")
    assert "historisch-dossier.xlsx" in page.response.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(page.response.data))
    assert "Consultaties" in book.sheetnames


def test_a_checksum_of_no_file_is_not_found(app: Flask) -> None:
    page = signed_in(app).open("/staff/historic")
    assert page.post("/staff/historic/bring-in", form_token=page.token, checksum="../secrets").status == 404


def test_a_cell_with_markup_is_shown_as_text(app: Flask) -> None:
    page = sent(app, a_workbook({"title": "<script>alert(1)</script>"}))
    assert page.sees("<script>alert(1)</script>")
    assert list(page.page.all("script")) == []
