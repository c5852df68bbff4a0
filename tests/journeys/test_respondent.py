"""The whole housing survey in a real browser, in Dutch and in Arabic, on a phone, without JavaScript."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.people import Reader

Readers = Callable[..., Reader]
OUTLINED = """() => {
  const one = document.activeElement, style = getComputedStyle(one)
  return [one.outerHTML, one === document.body || (style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 3)]
}"""
LANGUAGES = pytest.mark.parametrize("tag", ["nl", "ar"])


@LANGUAGES
def test_from_the_language_to_the_code_and_back(reader: Readers, tag: str) -> None:
    someone, faults = reader(tag), []
    someone.begin()
    someone.press()  # an empty page first, for its problem
    faults += someone.faults()
    assert someone.walk(lambda: faults.extend(someone.faults())) >= 35
    assert "720" in someone.page.inner_text("dl")
    someone.go("main form button")
    code = someone.page.inner_text(".code")
    assert re.fullmatch(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}", code)
    faults += someone.faults()
    someone.go('a[href="take-back"]')
    someone.page.fill("#code", code)
    faults += someone.faults()
    someone.go("main form button")
    assert someone.name == "take-back"
    assert someone.page.locator("form").count() == 0, "it still asks for the code"
    faults += someone.faults()
    assert faults == [], "\n".join(faults)
    assert someone.strangers() == []


@LANGUAGES
def test_the_pages_beside_the_questions_fit_a_small_phone_and_large_text(reader: Readers, tag: str) -> None:
    someone, faults = reader(tag), []
    someone.page.goto(someone.address)
    faults += [fault for fault in someone.faults() if "sideways" in fault]
    for name in (
        "",
        "home",
        "continue",
        "continue-later",
        "take-back",
        "next-person",
        "nergens",
        "thank-you",
    ):
        someone.open(name)
        faults += someone.faults()
    for name in ("continue", "take-back"):
        someone.open(name)
        someone.page.fill("#code", "1234")
        someone.go("main form button")
        faults += someone.faults()
    assert faults == []


@LANGUAGES
def test_by_keyboard_alone(reader: Readers, tag: str) -> None:
    someone = reader(tag)
    keyboard = someone.page.keyboard
    someone.page.goto(someone.address)

    def to(selector: str) -> None:
        for _ in range(60):
            keyboard.press("Tab")
            if someone.page.locator(f"{selector}:focus").count():
                return
        raise AssertionError(f"no tab leads to {selector} on {someone.page.url}")

    to(f"a[lang={tag}]")
    someone.press_enter()
    to("main button")
    someone.press_enter()
    to("input[name=tenure]")
    keyboard.press("ArrowDown")
    to("button[value=next]")
    someone.press_enter()
    assert someone.name == "satisfaction"
    to("button[value=stop]")
    someone.press_enter()
    for name in ("origin", "earlier"):
        assert someone.name == name
        to("input[type=radio]")
        keyboard.press("Space")
        someone.press_enter()  # from within a form Enter goes on
    assert someone.name == "check-answers"
    to("main form button")
    someone.press_enter()
    assert someone.page.locator(".code").count() == 1


@LANGUAGES
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_the_focus_lands_on_what_is_wrong(reader: Readers, tag: str, *, scripts: bool) -> None:
    someone = reader(tag, java_script_enabled=scripts)
    someone.begin()
    someone.press("next")
    assert someone.page.locator(".problem:focus").count() == 1
    someone.page.click(".problem a")
    assert someone.page.locator("#tenure:focus").count() == 1


@LANGUAGES
def test_a_number_in_a_problem_stands_in_the_line(reader: Readers, tag: str) -> None:
    someone = reader(tag)
    someone.open("take-back")
    someone.page.fill("#code", "1234")
    someone.go("main form button")
    told = someone.page.inner_text(".problem a")  # a column of its own would read as a new line
    assert "30" in told
    assert "\n" not in told


def test_the_focus_can_be_seen_on_every_control(reader: Readers) -> None:
    someone, unseen = reader(), []
    someone.begin()
    someone.press()
    for _ in range(24):
        someone.page.keyboard.press("Tab")
        tag, is_seen = someone.page.evaluate(OUTLINED)
        unseen += [] if is_seen else [tag]
    assert unseen == []


def test_the_language_is_changed_on_a_page_with_what_was_typed(reader: Readers) -> None:
    someone = reader("nl")
    someone.begin()
    someone.page.check("input[value=other]")
    someone.page.fill("#tenure_other", "een caravan")
    someone.go("button[value=languages]")
    assert someone.faults() == []
    someone.go("main a[lang=ar]")
    someone.tag = "ar"
    assert someone.faults() == []
    assert someone.page.input_value("#tenure_other") == "een caravan"
    assert someone.page.is_checked("input[value=other]")


def test_other_asks_namely_only_when_it_is_chosen(reader: Readers) -> None:
    someone = reader()
    someone.begin()
    assert not someone.page.is_visible("#tenure_other")
    someone.page.check("input[value=other]")
    assert someone.page.is_visible("#tenure_other")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_after_the_next_person_back_shows_no_answer(reader: Readers, *, scripts: bool) -> None:
    someone = reader(java_script_enabled=scripts)
    someone.begin()
    someone.page.check("input[value=private]")
    someone.press("next")
    someone.press("back")
    assert someone.page.is_checked("input[value=private]")
    someone.go('a[href="next-person"]')
    someone.go("main form button")
    for _ in range(4):
        someone.page.go_back()
        assert someone.page.locator(":checked").count() == 0, someone.page.url


def test_numbers_keep_their_direction_inside_arabic(reader: Readers) -> None:
    someone = reader("ar")
    someone.begin()
    someone.fill_in()
    someone.press()
    while someone.name != "budget":
        someone.fill_in()
        someone.press()
    numbers = someone.page.locator("main bdi, .count bdi")
    assert numbers.count() >= 3
    assert {one.get_attribute("dir") for one in numbers.all()} == {"ltr"}
