"""Bringing in the past by page: the empty workbook, every problem at its cell, a preview, and then for real."""

import io
import os
from pathlib import Path

import openpyxl
import pytest
from flask import Flask

from consult.actions import clock, plans
from consult.shipped import shipped
from consult.store import batches
from consult.store import consultations as rows
from consult.store.base import db
from tests.actions.historic.workbooks import a_workbook
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
    assert page.sees("De werkmap is ingevoerd. Ze telt zodra een collega ze bevestigt.")
    assert page.sees("niets hiervan telt al")
    assert len(rows.consultations()) == 2
    assert page.open("/staff/plan").sees("0 van 20")


def test_a_colleague_confirms_the_workbook_from_the_queue_and_then_it_counts(
    both_databases: str, app: Flask
) -> None:
    importer = sent(app, a_workbook({})).submit("Voer 1 consultatie in")
    assert importer.sees("U voerde deze werkmap in. Vraag een collega")
    assert "Alles klopt: bevestig deze werkmap" not in [one.text for one in importer.page.all("button")]
    bo = signed_in(app, name="bo").open("/staff/waiting").follow("Consultaties van het verleden")
    bo.submit("Alles klopt: bevestig deze werkmap")
    assert bo.sees("De werkmap is bevestigd. Wat in orde is, telt nu mee in het plan.")
    assert bo.open("/staff/plan").sees("1 van 20")


def test_its_importer_who_confirms_all_the_same_is_refused(app: Flask) -> None:
    page = sent(app, a_workbook({})).submit("Voer 1 consultatie in")
    (batch,) = batches.batches()
    page.post(f"/staff/historic/batches/{batch.id}/confirm", form_token=page.token)
    assert (page.status, page.sees("U voerde deze werkmap zelf in.")) == (409, True)
    assert batches.batches()[0].confirmed_at is None


def test_the_same_workbook_again_says_that_all_is_there(app: Flask) -> None:
    sent(app, a_workbook({})).submit("Voer 1 consultatie in")
    assert sent(app, a_workbook({})).sees("Alles in deze werkmap staat er al.")
    assert len(rows.consultations()) == 1


def previewed(page: StaffBrowser) -> dict[str, str]:
    """What the form below the preview sends."""
    return {
        name: next(
            one.attributes["value"] for one in page.page.all("input") if one.attributes.get("name") == name
        )
        for name in ("form_token", "checksum")
    }


def files_under(app: Flask) -> list[Path]:
    return [
        one for place in ("files", "previews") for one in (app.extensions["folder"].path / place).rglob("*")
    ]


def test_confirming_twice_stores_once_and_keeps_no_workbook(app: Flask) -> None:
    page = sent(app, a_workbook({}))
    form = previewed(page)
    assert page.post("/staff/historic/bring-in", **form).status == 302
    assert page.post("/staff/historic/bring-in", **form).sees("Deze werkmap is al ingevoerd")
    assert len(rows.consultations()) == 1
    assert files_under(app) == []


def test_a_preview_is_gone_after_an_hour(app: Flask) -> None:
    page = sent(app, a_workbook({}))
    (kept,) = files_under(app)
    old = clock.now().timestamp() - 3601
    os.utime(kept, (old, old))
    assert page.post("/staff/historic/bring-in", **previewed(page)).sees("meer dan een uur")
    assert files_under(app) == []
    assert rows.consultations() == []


def test_nobody_brings_in_what_someone_else_looked_at(app: Flask) -> None:
    form = previewed(sent(app, a_workbook({})))
    other = signed_in(app, name="bo").open("/staff/historic")
    other.post("/staff/historic/bring-in", **form | {"form_token": other.token})
    assert other.sees("Kies ze opnieuw")
    assert rows.consultations() == []


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


def test_a_checksum_of_no_preview_brings_nothing_in(app: Flask) -> None:
    page = signed_in(app).open("/staff/historic")
    page.post("/staff/historic/bring-in", form_token=page.token, checksum="../secrets")
    assert page.page.all("form")
    assert rows.consultations() == []


def test_a_cell_with_markup_is_shown_as_text(app: Flask) -> None:
    page = sent(app, a_workbook({"title": "<script>alert(1)</script>"}))
    assert page.sees("<script>alert(1)</script>")
    assert list(page.page.all("script")) == []
