"""Every page of an instrument, in each language, mode and state."""

import re
from pathlib import Path

import pytest
from flask import Flask

from consult.actions.accounts import Role
from tests.actions.translating_world import NAME, SOURCE, small_instrument
from tests.instrument.media.shows import FILE, write
from tests.pictures import a_jpeg
from tests.web.staff.browser import StaffBrowser, signed_in

SURVEY = "/staff/instruments/of/social-housing/survey"
GUIDE = "/staff/instruments/of/social-housing/focus-group"


@pytest.fixture
def ines(app: Flask) -> StaffBrowser:
    return signed_in(app, Role.INSPECTOR, "ines")


def test_the_walk_leads_past_every_page_also_those_behind_a_condition(ines: StaffBrowser) -> None:
    ines.open(f"{SURVEY}/pages?language=ar")
    all_ = len([one for one in ines.page.all("option") if ". " in one.text])
    seen, conditional = 0, 0
    while "Volgende pagina" in [one.text for one in ines.page.all("a")]:
        ines.follow("Volgende pagina")
        seen, conditional = seen + 1, conditional + ines.sees("niet iedereen ziet ze")
        frame = next(ines.page.all("iframe"))
        assert "/preview/web/ar/" in frame.attributes["src"]
    assert seen == all_ > 20
    assert conditional > 5


@pytest.mark.parametrize("tag", ["nl", "ar"])
def test_a_page_is_shown_with_a_problem_and_every_choice(ines: StaffBrowser, tag: str) -> None:
    ines.open(f"{SURVEY}/preview/web/{tag}/home?state=with-problem")
    html = ines.response.get_data(as_text=True)
    assert 'class="error"' in html
    assert f'<html lang="{tag}"' in html
    assert ines.response.headers["Content-Security-Policy"].count("frame-ancestors 'self'") == 1
    ines.open(f"{SURVEY}/preview/web/{tag}/home")
    assert 'class="error"' not in ines.response.get_data(as_text=True)


def test_a_page_counts_as_someone_counts_who_answered_nothing_yet(app: Flask, ines: StaffBrowser) -> None:
    repeated = SOURCE.replace(
        "pages:\n",
        "pages:\n  - repeat: person\n    label: Persoon\n    more: Nog iemand?\n    most: 8\n    pages:\n"
        "      - {name: age, part: core, questions: [{name: age, type: integer, label: Hoe oud?, disclosure: key}]}\n",
    )
    small_instrument(app.extensions["folder"], repeated)
    for page, count in (
        ("age-1", "1 van ongeveer 4"),
        ("years", "3 van ongeveer 4"),
        ("help", "4 van ongeveer 4"),
    ):
        assert ines.open(f"{SMALL}/preview/web/nl/{page}").sees(f"Vraag {count}")


def test_a_guide_is_shown_as_it_is_printed_before_it_is_published(ines: StaffBrowser) -> None:
    ines.open(f"{GUIDE}/pages")
    (frame,) = ines.page.all("iframe")
    ines.open(frame.attributes["src"])
    assert ines.sees("nog niet gepubliceerd")
    assert ines.sees("Lees dit voor, voor u begint")


SMALL = f"/staff/instruments/of/{NAME}"
IN_MODES = SOURCE.replace(
    "label: Hoeveel jaar wacht u?, disclosure: safe}",
    "label: Hoeveel jaar wacht u?, unprompted: [dont_know], disclosure: safe, modes: {interviewer: {label: Sinds wanneer?,"
    " instruction: Reken zelf om.}, paper: {label: Schrijf het aantal jaren}}}",
)


def framed(browser: StaffBrowser, mode: str) -> StaffBrowser:
    """The page that stands in the frame of the walk, once another way of asking is chosen."""
    browser.open(f"{SMALL}/pages?page=years").submit("Toon", mode=mode)
    frame = next(browser.page.all("iframe"))
    return browser.open(frame.attributes["src"])


def test_what_an_interviewer_says_and_is_told_is_seen_before_it_is_published(
    app: Flask, ines: StaffBrowser
) -> None:
    small_instrument(app.extensions["folder"], IN_MODES)
    framed(ines, "interviewer")
    assert ines.sees("Sinds wanneer?")
    assert ines.sees("Voor wie de vraag stelt: Reken zelf om.")
    assert re.search(r"Niet voorlezen:\s*Ik weet het niet", ines.page.text)
    framed(ines, "web")
    assert ines.sees("Hoeveel jaar wacht u?")
    assert not ines.sees("Niet voorlezen")


def test_the_sheet_of_a_survey_is_seen_before_it_is_published(app: Flask, ines: StaffBrowser) -> None:
    small_instrument(app.extensions["folder"], IN_MODES)
    framed(ines, "paper")
    assert ines.sees("Schrijf het aantal jaren")
    assert ines.sees("Kreeg u hulp?")  # the whole sheet, not one page
    assert ines.sees(f"{NAME} · – · ")  # no number yet


def shown(app: Flask) -> Path:
    """The file of an instrument with a picture for a question, and for its choices."""
    text = FILE.replace("        big-image: street-large.jpg\n", "")
    return write(app.extensions["folder"].path / "instruments", text)


def test_pictures_and_sounds_of_what_is_not_published_are_shown_to_staff_alone(
    app: Flask, ines: StaffBrowser
) -> None:
    shown(app)
    ines.open("/staff/instruments/of/social-housing/shows/preview/web/nl/home")
    picture = re.findall(r'<img src="([^"]+)"', ines.response.get_data(as_text=True))[0]
    assert picture.startswith("/staff/instruments/of/social-housing/shows/media/")
    assert ines.get(picture).response.mimetype == "image/jpeg"
    assert b"marker-of-a-maker" not in ines.response.data  # what a camera adds
    assert ines.response.headers["Cache-Control"] == "no-cache"
    assert StaffBrowser(app).get(picture).status == 302
    assert app.test_client().get(f"/media/{picture.rpartition('/')[2]}").status_code == 404
    assert ines.get(picture.replace(".jpg", ".png")).status == 404


def test_a_picture_that_is_replaced_shows_at_once(app: Flask, ines: StaffBrowser) -> None:
    home = "/staff/instruments/of/social-housing/shows/preview/web/nl/home"
    path = shown(app)
    before = re.findall(r'<img src="([^"]+)"', ines.open(home).response.get_data(as_text=True))
    path.with_name("shows-media").joinpath("street.jpg").write_bytes(a_jpeg(80, 50))
    after = re.findall(r'<img src="([^"]+)"', ines.open(home).response.get_data(as_text=True))
    assert before[0] != after[0]
    assert before[1:] == after[1:]


@pytest.mark.parametrize("address", ["paper/xx/", "web/xx/", "web/nl/nowhere", "fax/nl/"])
def test_what_is_not_there_is_not_found(ines: StaffBrowser, address: str) -> None:
    assert ines.get(f"{SURVEY}/preview/{address}").status == 404
