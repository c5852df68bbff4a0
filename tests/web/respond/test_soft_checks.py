"""A soft check asks once whether an answer is right; it never stands in the way and nobody keeps that it asked."""

import pytest
from flask import Flask

from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import SMALL, WHOLE, Clock, publish

HARD = "constraint_message: Vul een bedrag in van 1 tot 5000.\n"
SOFT = """\
        soft_check: {check: ". <= 2000", message: Is dat bedrag voor één maand?}
"""
SAID = "Is dat bedrag voor één maand?"


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    respondent = Respondent(app, publish(SMALL.replace(HARD, HARD + SOFT)))
    respondent.agree()
    respondent.next(tenure="private")
    assert respondent.page.name == "rent"
    return respondent


def test_an_unusual_answer_is_asked_about_and_stands_when_its_giver_goes_on(someone: Respondent) -> None:
    someone.next(rent="4000")
    assert someone.page.name == "rent"
    assert SAID in someone.page.words
    assert "Klopt uw antwoord? Ga dan verder." in someone.page.words
    assert someone.page.filled()["rent"] == ["4000"]
    assert someone.press().name == "budget"


def test_it_is_no_error(someone: Respondent) -> None:
    page = someone.next(rent="4000")
    assert "Fout" not in page.first("title").words
    (box,) = [one for one in page.elements if one.get("id") == "rent"]
    assert "aria-invalid" not in box.attributes
    assert "rent.error" in box.get("aria-describedby")


def test_the_same_answer_is_not_asked_about_again(someone: Respondent) -> None:
    someone.next(rent="4000")
    someone.press()
    someone.press("back")
    assert SAID not in someone.page.words
    assert someone.press().name == "budget"


def test_another_unusual_answer_is(someone: Respondent) -> None:
    someone.next(rent="4000")
    assert SAID in someone.next(rent="3999").words
    assert someone.page.name == "rent"


def test_a_usual_answer_and_none_go_straight_on(someone: Respondent) -> None:
    assert someone.next(rent="800").name == "budget"
    someone.press("back")
    assert someone.next(rent="").name == "effects"


def test_what_is_wrong_is_told_first(someone: Respondent) -> None:
    page = someone.next(rent="6000")
    assert [said for said, _where in page.problems] == ["Vul een bedrag in van 1 tot 5000."]
    assert SAID not in page.words


def test_who_stops_is_not_asked(someone: Respondent) -> None:
    someone.answer(rent="4000").press("stop")
    assert someone.page.name == "origin"


def test_that_it_was_asked_is_stored_nowhere(someone: Respondent) -> None:
    someone.next(rent="4000")
    someone.walk({name: answers for name, answers in WHOLE.items() if name != "rent"})
    someone.send_form()
    (stored,) = rows("responses")
    assert stored["document"]["rent"] == 4000
    assert "told" not in str(stored)
    assert "soft" not in str(stored)
    assert rows("drafts") == []
