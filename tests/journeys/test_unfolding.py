"""A page that unfolds while it is filled in: in two directions, by keyboard alone, with JavaScript and without."""

import random
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from consult.actions import publishing
from consult.app import create_app
from consult.folder import DataFolder
from consult.instrument.routing import offered
from consult.instrument.unfolding import unfolding
from consult.response.judging import read_all
from consult.store.base import db
from tests.journeys.household import INSTRUMENT, translations
from tests.journeys.people import Reader
from tests.serving import Server, serving
from tests.speakers import read_interface
from tests.worlds import an_open_survey

Readers = Callable[..., Reader]
LANGUAGES = pytest.mark.parametrize("tag", ["nl", "ar"])
PAGE = INSTRUMENT.pages_by_name["household"]


@pytest.fixture(scope="module")
def server(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path, text_keys: dict[str, str], survey: str
) -> Iterator[Server]:
    """The shipped server with a survey of which one page unfolds."""
    folder = tmp_path_factory.mktemp("unfolding") / "data"
    DataFolder(folder).make()
    shutil.copy(migrated_sqlite, folder / "consult.sqlite")
    app = create_app({"DATA": folder})
    with app.app_context():
        app.extensions["folder"].keep_text_keys(text_keys)
        version, _new = publishing.publish(INSTRUMENT, translations(), by="machine")
        an_open_survey(version, survey)
        read_interface("ar")
        db.session.remove()
        db.engine.dispose()
    with serving(folder) as running:
        yield running


def before_the_page(reader: Readers, tag: str = "nl", *, scripts: bool = True, adults: str = "2") -> Reader:
    """Someone who has come to the page that unfolds."""
    someone = reader(tag, java_script_enabled=scripts)
    someone.begin()
    someone.page.fill("#adults", adults)
    someone.press()
    assert someone.name == "household"
    return someone


def hidden(page: Page) -> set[str]:
    """The questions that are not there for anyone: neither seen, nor read aloud, nor sent."""
    return set(
        page.evaluate(
            """() => [...document.querySelectorAll('fieldset[id$=".part"]')]
              .filter(one => one.hidden && one.disabled && !one.getClientRects().length).map(one => one.id.slice(0, -5))"""
        )
    )


def to(page: Page, selector: str) -> None:
    """By tab to a control."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"no tab leads to {selector}")


EVERYTHING = unfolding(INSTRUMENT, PAGE).questions
FILTERED = unfolding(INSTRUMENT, PAGE).filtered  # folded until there is something to choose
FOLDED = (EVERYTHING | FILTERED) - {"far"}  # with nothing filled in; what only the server can work out stays


@LANGUAGES
def test_by_keyboard_alone_a_question_comes_is_heard_and_goes(reader: Readers, tag: str) -> None:
    someone = before_the_page(reader, tag)
    page = someone.page
    assert hidden(page) == FOLDED
    to(page, "input[name=tenure]")
    page.keyboard.press("ArrowDown")  # private
    assert "rent" not in hidden(page)
    assert "Hoeveel huur betaalt u?" in page.inner_text("[role=status]")
    assert page.locator("input[name=tenure][value=private]:focus").count() == 1
    to(page, "#rent")
    page.keyboard.type("١٢٠٠")  # as an Arabic keyboard writes 1200
    assert "high" not in hidden(page)
    assert "Dat is veel." in page.inner_text("[role=status]")
    assert page.locator("#rent:focus").count() == 1
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowUp")
    assert {"rent", "high"} <= hidden(page)
    page.keyboard.press("ArrowDown")
    assert page.input_value("#rent") == "١٢٠٠", "what was typed is kept while the page is open"
    assert someone.faults() == []


def test_the_tab_that_leaves_a_box_lands_on_the_question_it_brings(reader: Readers) -> None:
    page = before_the_page(reader).page
    to(page, "#surface")
    page.keyboard.type("12,5")
    page.keyboard.press("Tab")
    assert page.locator("#small:focus").count() == 1


def test_choices_come_and_go_with_the_answer_they_hang_on(reader: Readers) -> None:
    page = before_the_page(reader).page
    towns = page.locator("label:has([name=town]):visible")
    assert towns.count() == 0
    page.check("[name=province][value=antwerpen]")
    assert towns.all_inner_texts() == ["Mol", "Boom"]
    page.check("[name=town][value=mol]")
    page.select_option("#school", "school_mol")
    page.check("[name=province][value=limburg]")
    assert towns.all_inner_texts() == ["Genk"]
    assert page.input_value("#school") == ""
    page.check("[name=province][value=antwerpen]")
    assert page.is_checked("[name=town][value=mol]"), "a hidden choice is kept while the page is open"


@LANGUAGES
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_the_same_answers_are_asked_and_kept_with_a_script_and_without(
    reader: Readers, tag: str, *, scripts: bool
) -> None:
    someone = before_the_page(reader, tag, scripts=scripts)
    page = someone.page
    assert hidden(page) == (FOLDED if scripts else set())
    page.check("[name=tenure][value=private]")
    page.fill("#rent", "2.400 euro")
    if not scripts:
        page.fill("#which", "schoonmaak")
    page.check("[name=province][value=limburg]")
    someone.press()
    # Which towns there are was not known without a script: they are asked when the page is shown again.
    assert someone.name == "household"
    assert page.locator(".problem").count() == 0, "what could not be chosen before is no mistake"
    assert page.locator('.notice a[href="#town"]').count() == 1
    page.check("[name=town][value=genk]")
    someone.press()
    if not scripts:  # nor which schools there are in that town, also where nobody has to pick one
        assert someone.name == "household"
        assert page.locator('.notice a[href="#school"]').count() == 1
        someone.press()
    assert someone.name == "origin"
    someone.press()
    someone.press()
    answers = page.inner_text("dl")
    assert "2400" in answers.replace(".", "")
    assert "Genk" in answers
    assert "schoonmaak" not in answers, "an answer to a question that was not asked"


def test_a_required_question_that_comes_is_asked(reader: Readers) -> None:
    for scripts in (True, False):
        someone = before_the_page(reader, scripts=scripts)
        someone.page.check("[name=tenure][value=private]")
        someone.press()
        assert someone.page.locator('.problem a[href="#rent"]').count() == 1
        someone.page.check("[name=tenure][value=social]")
        someone.press()
        assert someone.page.locator('.problem a[href="#rent"]').count() == 0


def test_axe_finds_nothing_on_the_page_folded_or_unfolded(reader: Readers) -> None:
    for tag in ("nl", "ar"):
        page = before_the_page(reader, tag).page
        assert Axe().run(page).response["violations"] == []
        page.check("[name=tenure][value=private]")
        page.fill("#rent", "2400")
        page.check("[name=province][value=limburg]")
        assert Axe().run(page).response["violations"] == []


def test_only_the_page_that_unfolds_asks_for_its_scripts_and_may_run_any(reader: Readers) -> None:
    someone, policies = reader(java_script_enabled=True), {}
    someone.page.on(
        "response",
        lambda answer: policies.update({answer.url: answer.headers.get("content-security-policy", "")}),
    )
    someone.begin()
    someone.press()
    assert "script-src 'self'" in policies.pop(someone.page.url)
    assert {
        url for url, policy in policies.items() if "/f/" in url and "script-src 'none'" not in policy
    } == set()
    asked = someone.strangers()
    assert sorted(url.rpartition("/")[2] for url in asked) == ["expressions.js", "show_hide.js"]
    someone.seen.clear()
    someone.press("back")
    assert someone.strangers() == []


# --- the whole page, filled in at random, beside the server's own routing

WRITTEN = (
    "",
    "caravan",
    "1200",
    "١٢٠٠",
    "2.400 euro",
    "€ 12",
    "1 200",
    "-3",
    "12,5",
    "۲۰٫۵",
    "20.5",
    "veel",
    "20",
    "refused",
    "lang verhaal",
    "a\nb",
)
DAYS = ("", "2026-11-01", "2020-02-29", "1999-05-05", "0001-01-01")
_TODAY = "JSON.parse(document.getElementById('.unfolding').textContent)[1].today"
_FILL = """filled => filled.map(typed => {
  const form = document.getElementById(".f")
  for (const one of form.elements) if (one.name && one.name != ".token" && !/submit|hidden/.test(one.type)) {
    const values = typed[one.name] || []
    if (/radio|checkbox/.test(one.type)) one.checked = values.includes(one.value)
    else one.value = values[0] || ""
  }
  form.dispatchEvent(new Event("input"))
  const ids = [...form.querySelectorAll('fieldset[id$=".part"]')].filter(one => !one.disabled).map(one => one.id.slice(0, -5))
  const town = [...form.querySelectorAll("[name=town]:enabled")].map(one => one.value)
  const school = [...form.querySelectorAll("#school option:enabled")].map(one => one.value).filter(Boolean)
  return {asked: ids, town, school, sent: [...new FormData(form)].filter(([name]) => name != ".token")}
})"""


def _filled_in(chance: random.Random) -> dict[str, list[str]]:
    """What someone may have typed and picked."""

    def some(*codes: str) -> list[str]:
        return [code for code in (chance.choice(("", *codes)),) if code]

    ticked = [code for code in ("health", "work", "none", "dont_know") if chance.random() < 0.3]
    boxes = {
        name: [chance.choice(WRITTEN)]
        for name in ("tenure_other", "help_other", "rent", "surface", "small", "which", "unclear")
    }
    return boxes | {
        "tenure": some("social", "private", "private", "other", "refused"),
        "rent.missing": some("dont_know"),
        "since": [chance.choice(DAYS)],
        "recent": some("yes", "no"),
        "effects": ticked,
        "clear_rules": some("yes", "no"),
        "clear_prices": some("yes", "no"),
        "province": some("antwerpen", "limburg"),
        "town": some("mol", "boom", "genk"),
        "school": some("school_mol", "school_genk"),
        "help": [code for code in ("inn", "farm", "other") if chance.random() < 0.5],
    }


def test_whatever_is_typed_the_page_shows_what_the_server_would_ask(reader: Readers) -> None:
    someone = before_the_page(reader)
    today = date.fromisoformat(someone.page.evaluate(_TODAY))
    chance = random.Random(11)
    filled = [_filled_in(chance) for _ in range(1_500)]
    for typed, seen in zip(filled, someone.page.evaluate(_FILL, filled), strict=True):
        sent: dict[str, list[str]] = {"adults": ["2"]}
        for name, value in seen["sent"]:
            sent.setdefault(name, []).append(value)
        route = read_all(INSTRUMENT, sent, today).route
        asked = {one.name for one in route.questions["household"]} & EVERYTHING
        assert (set(seen["asked"]) & EVERYTHING) - {"far"} == asked - {"far"}, typed
        assert "far" in seen["asked"], "only the server knows format-date()"
        for name in ("town", "school"):
            there = [one.name for one in offered(INSTRUMENT.questions[name], route.known, today=today)]
            assert seen[name] == there, typed
