"""From a workbook of someone else to its first question on a telephone: looked over, seen in every mode, worded, published, asked."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page

from consult.actions import sessions_of_staff
from consult.actions.accounts import Role, member
from consult.app import create_app
from consult.folder import DataFolder
from consult.store import instruments
from consult.store.base import db
from tests.instrument.media.shows import write
from tests.serving import serving
from tests.web.staff.browser import a_member
from tests.worlds import an_open_survey, as_demonstration
from tests.xlsforms import the_real

SURVEY = "e" * 26
SITE = "/staff/instruments/of/social-housing/site"
SHOWS = "/staff/instruments/of/social-housing/shows"
TOO_WIDE = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Desk:
    """The browser of policy staff, signed in."""

    browser: Browser
    app: Flask
    server: str
    secret: str

    def open(self, path: str, width: int = 1280, scheme: str = "light") -> Page:
        """A page in a window of its own."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": "staff", "value": self.secret, "url": self.server}])
        page = context.new_page()
        page.goto(self.server + path)
        return page

    def ask(self, name: str) -> None:
        """Opens a survey with the newest version of an instrument."""
        with self.app.app_context():
            an_open_survey(instruments.versions_of(name)[-1], SURVEY)
            db.session.commit()
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory,
    migrated_sqlite: Path,
    text_keys: dict[str, str],
    browser: Browser,
) -> Iterator[Desk]:
    """Both doors over an empty installation with one instrument that shows pictures; a demonstration, since nobody read its English."""
    folder = tmp_path_factory.mktemp("editor") / "data"
    DataFolder(folder).make()
    shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    app = create_app({"DATA": folder, "SECURE_COOKIES": False})
    with app.app_context():
        app.extensions["folder"].keep_text_keys(text_keys)
        as_demonstration(app)
        write(folder / "instruments")
        nour = member(a_member(Role.POLICY, "nour"))
        assert nour
        secret = sessions_of_staff.open_session(nour)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    with serving(folder, CONSULT_DOORS="respond staff") as server:
        yield Desk(browser, app, server.address, secret)


def go(page: Page, act: Callable[[], object]) -> None:
    """Does what leads to another page, and waits until that is there."""
    with page.expect_navigation():
        act()


def test_a_workbook_becomes_a_survey_that_is_asked(desk: Desk) -> None:
    file = the_real("getodk__web-forms__ifrc")
    page = desk.open("/staff/instruments/import")
    page.set_input_files("#workbook", file)
    page.fill("input[name=name]", "site")
    go(page, lambda: page.get_by_role("button", name="Kijk het formulier na").click())
    assert "survey!A2" in page.inner_text("main")  # what is not taken over, with its cell
    go(page, lambda: page.get_by_role("button", name="Maak er een instrument van").click())
    assert page.url.partition("?")[0] == desk.server + SITE
    _see_every_mode(page)
    _word(page, desk)
    go(page, lambda: page.get_by_role("link", name="Bekijk wat er verandert en publiceer").click())
    go(page, lambda: page.get_by_role("button", name="Publiceer dit instrument").click())
    assert "Gepubliceerd als versie 1" in page.inner_text("main")
    desk.ask("social-housing/site")
    page.goto(f"{desk.server}/f/{SURVEY}/en/")
    go(page, lambda: page.locator("main button").first.click())
    assert "Why we are here" in page.inner_text("h1")
    assert "Please take your time." in page.inner_text("main")


def _see_every_mode(page: Page) -> None:
    go(page, lambda: page.get_by_role("link", name="Bekijk alle pagina's").click())
    aloud = "Read everything aloud and fill in what the person says."
    for mode, seen in (("interviewer", aloud), ("paper", "Purpose:"), ("web", "Will you take part?")):
        page.select_option("#by-mode", mode)
        go(page, lambda: page.get_by_role("button", name="Toon").click())
        assert seen in page.frame_locator("iframe").first.locator("body").inner_text()


def _word(page: Page, desk: Desk) -> None:
    """Other words for the first question, and a hint that it did not have; the telephone follows."""
    page.goto(desk.server + SITE + "/words/")
    go(page, lambda: page.get_by_role("link", name="Volgende pagina").click())
    page.locator("textarea[name$='/label']").first.fill("Why we are here")
    phone = page.frame_locator("iframe[name=phone]")
    phone.get_by_text("Why we are here").wait_for()
    page.locator("details.more-words summary").click()
    page.locator("textarea[name$='/hint']").first.fill("Please take your time.")
    phone.get_by_text("Please take your time.").wait_for()
    go(page, lambda: page.get_by_role("button", name="Bewaar deze woorden").last.click())
    assert "De woorden zijn bewaard." in page.inner_text("main")
    phone.get_by_text("Please take your time.").wait_for()


def test_a_picture_shows_in_the_frame_before_it_is_published(desk: Desk) -> None:
    page = desk.open(f"{SHOWS}/pages?page=home")
    picture = page.frame_locator("iframe").first.locator("img").first
    picture.wait_for()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize(
    "path",
    [
        SHOWS,
        f"{SHOWS}/pages?page=home&mode=interviewer",
        f"{SHOWS}/words/home",
        "/staff/instruments/of/social-housing/focus-group/words/origin",
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    desk: Desk, path: str, width: int, scheme: str
) -> None:
    page = desk.open(path, width, scheme)
    for hidden in page.locator("details.more-words summary").all():
        hidden.click()
    assert page.evaluate(TOO_WIDE) == 0
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
