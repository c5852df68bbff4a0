"""Sent twice is stored once, and whoever sends again sees the same code."""

import threading
from collections.abc import Mapping
from contextvars import Context

import pytest
from flask import Flask

from consult.store.base import db
from tests.web.respond.reading import Page
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import WHOLE


def _again(someone: Respondent, secret: str) -> None:
    """The browser whose first answer never came back: it still holds its half of the key."""
    someone.client.set_cookie(f"draft-{someone.survey[:8]}", secret)


def _counted() -> tuple[int, int, int, list[int]]:
    return (
        len(rows("responses")),
        len(rows("texts")),
        len(rows("drafts")),
        [row["n"] for row in rows("participation_tallies")],
    )


@pytest.mark.usefixtures("both_databases")
def test_the_same_post_again_shows_the_same_code(someone: Respondent) -> None:
    check, secret = someone.walk(WHOLE), someone.draft_cookie
    posted = check.filled()
    first = someone.post(someone.address("check-answers"), posted).code
    _again(someone, secret)
    second = someone.post(someone.address("check-answers"), posted)
    assert second.heading == "Uw antwoorden zijn verstuurd"
    assert (len(first), second.code) == (14, first)
    assert _counted() == (1, 3, 0, [1])


def test_any_page_of_a_sent_draft_leads_to_the_code(someone: Respondent) -> None:
    someone.walk(WHOLE)
    secret = someone.draft_cookie
    code = someone.send_form().code
    for name in ("home", "check-answers"):
        _again(someone, secret)
        assert someone.open(name).code == code


def test_an_answer_changed_after_sending_changes_nothing(someone: Respondent) -> None:
    someone.walk(WHOLE)
    secret, fields = someone.draft_cookie, someone.open("rent").filled()
    someone.open("check-answers")
    someone.send_form()
    _again(someone, secret)
    assert (
        someone.post(someone.address("rent"), {**fields, "rent": "9"}).heading
        == "Uw antwoorden zijn verstuurd"
    )
    assert rows("responses")[0]["document"]["rent"] == 700


def test_two_tabs_on_the_check_store_one_response(someone: Respondent) -> None:
    one = someone.walk(WHOLE).filled()
    other, secret = someone.open("check-answers").filled(), someone.draft_cookie
    codes = []
    for posted in (one, other):
        _again(someone, secret)
        codes.append(someone.post(someone.address("check-answers"), posted).code)
    assert codes[0] == codes[1] != ""
    assert _counted() == (1, 3, 0, [1])


@pytest.mark.usefixtures("both_databases")
def test_two_clicks_at_the_same_moment_store_one_response(app: Flask, someone: Respondent) -> None:
    posted, secret = someone.walk(WHOLE).filled(), someone.draft_cookie
    together, pages = threading.Barrier(4), []

    def click() -> None:
        tab = Respondent(app, someone.survey)
        _again(tab, secret)
        together.wait()
        pages.append(tab.post(tab.address("check-answers"), posted))

    _at_once(click, 4)
    assert [page.heading for page in pages] == ["Uw antwoorden zijn verstuurd"] * 4
    assert len({page.code for page in pages}) == 1
    assert _counted() == (1, 3, 0, [1])


@pytest.mark.usefixtures("both_databases")
def test_two_tabs_that_answer_at_the_same_moment_lose_nothing(app: Flask, someone: Respondent) -> None:
    someone.walk({"home": {"tenure": "private"}, "house": {"rooms": "1"}, "earlier": {"earlier": "no"}})
    answers: Mapping[str, Mapping[str, str]] = {
        "rent": {"rent": "612"},
        "change": {"change": "tekst"},
        "earlier": {"earlier": "yes"},
    }
    together, secret = threading.Barrier(len(answers)), someone.draft_cookie
    posts = {name: {**someone.open(name).filled(), **typed} for name, typed in answers.items()}
    waiting = list(posts.items())

    def answer() -> None:
        name, fields = waiting.pop()
        tab = Respondent(app, someone.survey)
        _again(tab, secret)
        together.wait()
        tab.post(tab.address(name), fields)

    _at_once(answer, len(answers))
    kept = {name: someone.open(name).filled() for name in answers}
    assert [kept["rent"]["rent"], kept["change"]["change"], kept["earlier"]["earlier"]] == [
        ["612"],
        ["tekst"],
        ["yes"],
    ]


def _at_once(work: object, times: int) -> None:
    db.session.commit()
    threads = [threading.Thread(target=lambda: Context().run(work)) for _ in range(times)]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


def test_nothing_is_shown_to_who_asks_for_the_thanks_without_sending(app: Flask, someone: Respondent) -> None:
    page: Page = Respondent(app, someone.survey).open("thank-you")
    assert page.code == ""
    assert "al één keer getoond" in page.words


def test_who_has_not_sent_yet_is_led_back_and_not_thanked(someone: Respondent) -> None:
    due = someone.open("thank-you")
    assert (due.name, due.code) == (next(iter(WHOLE)), "")
    someone.walk(WHOLE)
    someone.send_form()
    assert someone.page.heading == "Uw antwoorden zijn verstuurd"
