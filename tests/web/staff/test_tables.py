"""The page of tables: for whom, when, and that what is suppressed stands nowhere on it."""

import re
from datetime import date

import pytest
from flask import Flask

from consult.actions.accounts import Role
from consult.actions.consultations import Consultation
from consult.store.base import db
from tests.actions.closed_survey import a_closed_survey
from tests.web.staff.browser import signed_in
from tests.web.staff.world import address_of


def tables_of(row: Consultation) -> str:
    return f"{address_of(row)}/tables"


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.RESEARCHER, 200), (Role.POLICY, 200), (Role.INSPECTOR, 200), (Role.FACILITATOR, 403)],
)
def test_tables_are_for_whom_reports(app: Flask, role: Role, status: int) -> None:
    assert signed_in(app, role).get(tables_of(a_closed_survey())).status == status


def test_the_page_is_reached_from_the_consultation(app: Flask) -> None:
    browser = signed_in(app).open(address_of(a_closed_survey())).follow("Bekijk de cijfers")
    assert browser.sees("Hoe woont u?")
    assert browser.sees("Eigenaar 33 56 %")
    assert browser.sees("Sociale huur te klein om te tonen")


def test_an_open_survey_shows_no_figures(app: Flask) -> None:
    row = a_closed_survey()
    row.closed_on = None
    db.session.commit()
    browser = signed_in(app).open(tables_of(row))
    assert browser.sees("De cijfers komen na het sluiten")
    assert not list(browser.page.all("table", "img"))
    assert browser.get(f"{tables_of(row)}/tenure.svg").status == 404


def test_a_survey_shows_no_figures_on_the_day_it_closes(app: Flask) -> None:
    row = a_closed_survey()
    row.closed_on = date(2026, 4, 2)
    db.session.commit()
    assert signed_in(app).open(tables_of(row)).sees("De cijfers komen na het sluiten")


def test_one_question_per_group(app: Flask) -> None:
    browser = signed_in(app).open(tables_of(a_closed_survey()))
    browser.submit("Toon de kruistabel", question="tenure", per="gender")
    assert browser.sees("Eigenaar 20 (61 %) 13 (39 %) 33")
    assert browser.submit("Toon de kruistabel", question="gender", per="gender").sees(
        "Kies twee verschillende vragen."
    )


@pytest.mark.parametrize("asked", ["?question=tenur&per=gender", "?question=tenure&per=help", "/nothing.svg"])
def test_what_cannot_be_asked_is_no_page(app: Flask, asked: str) -> None:
    assert signed_in(app).get(tables_of(a_closed_survey()) + asked).status == 404


def test_every_figure_opens_and_says_what_it_shows(app: Flask) -> None:
    browser = signed_in(app).open(f"{tables_of(a_closed_survey())}?question=tenure&per=gender")
    images = list(browser.page.all("img"))
    assert len(images) == 5  # the cross-table, and each question of which anyone said anything
    for image in images:
        assert image.attributes["alt"].startswith(("Staafdiagram van", "Gestapelde staven van"))
        browser.get(image.attributes["src"])
        assert (browser.status, browser.response.mimetype) == (200, "image/svg+xml")
        assert browser.response.headers["Cache-Control"] == "no-store"


def test_what_is_suppressed_is_nowhere(app: Flask) -> None:
    """23 rent and 3 sleep in the street; 11 and 12 of them by gender. None of these is on the page, or in a figure."""
    row = a_closed_survey()
    browser = signed_in(app).open(f"{tables_of(row)}?question=tenure&per=gender")
    page = browser.response.get_data(as_text=True)
    sections = re.findall(r'<section[^>]*id="(?:crossed-table|q-tenure)".*?</section>', page, re.DOTALL)
    figures = [f"{tables_of(row)}/tenure.svg", f"{tables_of(row)}/tenure.svg?per=gender"]
    drawn = [browser.get(address).response.get_data(as_text=True) for address in figures]
    assert len(sections) == 2
    told = [re.sub(r"<path.*?/>", "", one, flags=re.DOTALL) for one in sections]
    told += ["".join(re.findall(r"<!--(.*?)-->|<dc:description>(.*?)<", one)[0]) for one in drawn]
    told += [" ".join(re.findall(r"<!--(.*?)-->", one, re.DOTALL)) for one in drawn]
    for one in told:
        assert not re.search(r"(?<![\w.])(3|11|12|23)(?![\w.])", one), one


def test_in_english_the_words_are_english(app: Flask) -> None:
    browser = signed_in(app).open(tables_of(a_closed_survey())).submit("English")
    assert browser.sees("too small to show")
