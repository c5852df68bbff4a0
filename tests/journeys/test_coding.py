"""The coding screen in a real browser: by keyboard alone, by mouse, and without a script."""

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
from tests.serving import serving
from tests.web.staff.browser import a_member
from tests.web.staff.notes_world import a_group, some_notes

TOLD = """Gespreksleider: Hoe lang wacht u?
D1: Ik wacht 🙂 negen jaar. Niemand zegt mij waar ik sta. Bel mevrouw Peeters.
D3: أنتظر منذ تسع سنوات. لا أحد يقول لي شيئا."""


@dataclass
class Desk:
    """A researcher's browser, signed in, and the notes to code."""

    browser: Browser
    server: str
    secret: str
    notes: str

    def open(self, **settings: object) -> Page:
        """The coding screen, in a window of its own."""
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **settings})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": "staff", "value": self.secret, "url": self.server}])
        page = context.new_page()
        self.refused: list[str] = []
        page.on("console", lambda said: self.refused.append(said.text) if said.type == "error" else None)
        page.goto(self.notes)
        return page


@pytest.fixture
def desk(
    tmp_path: Path, migrated_sqlite: Path, text_keys: dict[str, str], browser: Browser
) -> Iterator[Desk]:
    """The staff door over a focus group with notes in two directions."""
    folder = tmp_path / "data"
    DataFolder(folder).make()
    shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    app = create_app({"DATA": folder, "SECURE_COOKIES": False})
    with app.app_context():
        app.extensions["folder"].keep_text_keys(text_keys)
        row = a_group()
        source = some_notes(row, TOLD)
        researcher = member(a_member(Role.RESEARCHER, "rik"))
        assert researcher
        secret = sessions_of_staff.open_session(researcher)
        path = f"/staff/consultations/{row.id}/notes/{source.id}"
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    with serving(folder, CONSULT_DOORS="staff") as server:
        yield Desk(browser, server.address, secret, server.address + path)


def under(page: Page, turn: int) -> list[str]:
    """What stands under a turn: its themes and quotes."""
    return [" ".join(one.split()) for one in page.locator(f"#turn-{turn} .under li").all_inner_texts()]


def marked(page: Page, turn: int) -> list[str]:
    return page.locator(f"#turn-{turn} mark").all_inner_texts()


def test_a_group_is_coded_by_keyboard_alone(desk: Desk) -> None:
    page = desk.open()
    while page.evaluate("document.activeElement.name") != "turn":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("2")
    assert under(page, 1) == ["Wachten ×"]
    # The next page goes on where this one was.
    assert page.evaluate("document.activeElement.value") == "1"
    page.keyboard.press("z")
    page.keyboard.press("z")
    assert "Niemand zegt mij waar ik sta." in page.locator("#chosen").inner_text()
    page.keyboard.press("m")
    page.keyboard.type("z 1 c")  # in the memo these are letters
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.keyboard.press("1")
    assert under(page, 1) == ["Wachten ×", "Zoeken: z 1 c ×"]
    assert "".join(marked(page, 1)).startswith("Ik wacht 🙂 negen jaar. ")
    assert page.locator("#turn-1 mark[title='Wachten, Zoeken']").all_inner_texts() == [
        "Niemand zegt mij waar ik sta."
    ]
    with page.expect_navigation():
        page.keyboard.press("c")
    assert "Peeters" in page.locator("main").inner_text()
    assert desk.refused == []


def test_words_are_selected_with_the_mouse_also_from_right_to_left(desk: Desk) -> None:
    page = desk.open()
    words = page.locator("#turn-2 .words").bounding_box()
    assert words
    middle = words["y"] + words["height"] / 2
    page.mouse.move(words["x"] + words["width"] - 1, middle)
    page.mouse.down()
    page.mouse.move(words["x"] + words["width"] / 2, middle, steps=8)
    page.mouse.up()
    page.wait_for_selector("#chosen:not([hidden])")
    chosen = page.evaluate("getSelection().toString()")
    with page.expect_navigation():
        page.click("button[data-key='2']")
    assert 5 < len(chosen) < 40
    assert [one.strip() for one in marked(page, 2)] == [chosen.strip()]
    assert page.locator("#turn-2").get_attribute("dir") == "rtl"
    assert desk.refused == []


def test_without_a_script_a_paragraph_and_a_theme_are_enough(desk: Desk) -> None:
    page = desk.open(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.check("#turn-2 input")
    with page.expect_navigation():
        page.click("button[value=waiting]")
    assert under(page, 2) == ["Wachten ×"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(desk: Desk, scheme: str) -> None:
    page = desk.open(color_scheme=scheme)
    page.check("#turn-1 input")
    page.click("button[data-key='1']")
    page.wait_for_selector("#turn-1 mark")
    found = []
    base = desk.notes.rpartition("/")[0]
    for address in (
        desk.notes,
        base,
        f"{desk.notes}/quotes/new?start=35&end=100",
        f"{base.rpartition('/')[0]}/quotes",
    ):
        page.goto(address)
        found += [
            f"{address}: {one['id']}: {one['nodes'][0]['html'][:150]}"
            for one in Axe().run(page).response["violations"]
        ]
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 740})
            if (
                beyond := page.evaluate(
                    "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
                )
            ) > 0:
                found.append(f"{address}: {beyond} pixels too wide at {width}")
    assert found == []
