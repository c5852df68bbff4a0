"""An instrument to take along, from the pages where it is shown."""

from xml.etree.ElementTree import fromstring

from flask import Flask

from consult.actions import publishing
from consult.actions.accounts import Role
from consult.store import instruments
from tests.instrument.xlsform.round_trips import rows
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.test_importing import MENDED, looked_at


def own_page(app: Flask) -> StaffBrowser:
    return looked_at(app, MENDED, reviewed=["nl"]).submit("Maak er een instrument van")


def test_an_own_instrument_is_downloaded_from_its_page(app: Flask) -> None:
    answer = own_page(app).follow("Download als XLSForm").response
    assert answer.headers["Content-Disposition"] == 'attachment; filename="renting.xlsx"'
    assert [row["name"] for row in rows(answer.data, "survey")] == ["rents", "rent", "room"]


def test_a_published_version_is_downloaded_from_the_list(app: Flask) -> None:
    own_page(app).follow("Bekijk wat er verandert en publiceer").submit("Publiceer dit instrument")
    (version,) = instruments.versions_of("social-housing/renting")
    page = signed_in(app, Role.INSPECTOR, "ines").open("/staff/instruments")
    answer = page.get(f"/staff/instruments/{version.id}/form.xlsx").response
    assert answer.headers["Content-Disposition"] == 'attachment; filename="renting-1.xlsx"'
    assert rows(answer.data, "settings")[0]["form_id"] == "renting"


def test_what_was_kept_and_is_damaged_is_told_on_a_page(app: Flask) -> None:
    page = own_page(app)
    (file,) = publishing.own_files(app.extensions["folder"])
    file.with_suffix(".xlsform.json").write_text("{")
    address = "/staff/instruments/own/social-housing/renting/form.xlsx"
    assert page.get(address).status == 409
    assert page.sees("Wat bewaard bleef van de werkmap kan niet gelezen worden: renting.xlsform.json.")


def test_what_is_not_there_is_not_found(app: Flask) -> None:
    browser = signed_in(app)
    assert browser.get("/staff/instruments/own/social-housing/none/form.xlsx").status == 404
    assert browser.get("/staff/instruments/none/form.xlsx").status == 404


def test_whoever_looks_takes_a_shipped_instrument_along_as_codebook_and_as_file(app: Flask) -> None:
    ines = signed_in(app, Role.INSPECTOR, "ines")
    page = "/staff/instruments/of/social-housing/survey"
    codebook = ines.open(page).follow("Download het codeboek (DDI)").response
    assert codebook.headers["Content-Disposition"] == 'attachment; filename="survey-ddi.xml"'
    assert fromstring(codebook.data).tag == "{ddi:codebook:2_5}codeBook"
    file = ines.open(page).follow("Download het bestand (YAML)").response
    assert file.headers["Content-Disposition"] == 'attachment; filename="survey.yaml"'
    assert file.data == publishing.file_of("social-housing/survey").read_bytes()
    assert rows(ines.open(page).follow("Download als XLSForm").response.data, "survey")
    assert ines.get(f"{page}/files/exe").status == 404


def test_a_file_with_problems_is_taken_along_as_it_is_and_as_nothing_else(app: Flask) -> None:
    page = own_page(app)
    (file,) = publishing.own_files(app.extensions["folder"])
    file.write_text(file.read_text("utf-8").replace("method: survey", "method: dance"), encoding="utf-8")
    files = "/staff/instruments/of/social-housing/renting/files"
    assert b"method: dance" in page.get(f"{files}/yaml").response.data
    assert page.get(f"{files}/ddi").status == 404
    assert page.get(f"{files}/xlsx").status == 404
