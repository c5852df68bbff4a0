"""Source and translation side by side in a real browser: the telephone beside them, a narrow screen, and axe."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from consult.actions import sessions_of_staff
from consult.actions.accounts import Role, member
from consult.app import create_app
from consult.folder import DataFolder
from consult.store.base import db
from tests.actions.translating_world import AR, HELP, NAME, small_instrument
from tests.serving import serving
from tests.web.staff.browser import a_member

MATRIX = f"/staff/translations/{NAME}"


@dataclass
class Desk:
    """The browser of someone who speaks Arabic, signed in."""

    browser: Browser
    server: str
    secret: str

    def open(self, path: str, width: int = 1280, scheme: str = "light") -> Page:
        """A page in a window of its own."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": "staff", "value": self.secret, "url": self.server}])
        page = context.new_page()
        self.refused: list[str] = []
        page.on("console", lambda said: self.refused.append(said.text) if said.type == "error" else None)
        page.goto(self.server + path)
        return page


@pytest.fixture(scope="module")
def desk(
    tmp_path_factory: pytest.TempPathFactory,
    migrated_sqlite: Path,
    text_keys: dict[str, str],
    browser: Browser,
) -> Iterator[Desk]:
    """The staff door over a small instrument with machine-made Arabic."""
    folder = tmp_path_factory.mktemp("translating") / "data"
    DataFolder(folder).make()
    shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    app = create_app({"DATA": folder, "SECURE_COOKIES": False})
    with app.app_context():
        app.extensions["folder"].keep_text_keys(text_keys)
        small_instrument(app.extensions["folder"])
        speaker = member(a_member(Role.POLICY, "amina"))
        assert speaker
        secret = sessions_of_staff.open_session(speaker)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    with serving(folder, CONSULT_DOORS="staff") as server:
        yield Desk(browser, server.address, secret)


def test_the_telephone_beside_the_texts_shows_the_page_from_right_to_left(desk: Desk) -> None:
    page = desk.open(f"{MATRIX}/{AR}")
    phone = page.frame_locator("iframe[name=phone]")
    assert phone.locator("html").get_attribute("dir") == "rtl"
    page.locator(f"section:has(textarea[name='text/{HELP}']) a.in-frame").click()
    phone.locator("h1", has_text="هل حصلت على مساعدة؟").wait_for()
    assert desk.refused == []


def test_a_narrow_screen_opens_the_preview_by_itself_and_scrolls_one_way(desk: Desk) -> None:
    page = desk.open(f"{MATRIX}/{AR}", width=360)
    assert not page.locator("iframe").is_visible()
    too_wide = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(too_wide) == 0
    page.locator("a.on-its-own").first.click()
    assert page.locator("html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("path", ["/staff/translations", MATRIX, f"{MATRIX}/{AR}"])
def test_axe_finds_nothing(desk: Desk, path: str, width: int, scheme: str) -> None:
    page = desk.open(path, width, scheme)
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
