"""A question that has to be answered by some: the server says so, once the page is sent."""

import pytest
from flask import Flask

from tests.web.respond.respondent import Respondent
from tests.web.respond.world import SMALL, Clock, publish

ASKED = 'relevant: "${rent} > 0"'
REQUIRED = 'required: "${rent} > 1000", required_message: Vul in wat u kunt betalen., '
SAID = "Vul in wat u kunt betalen."


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    respondent = Respondent(app, publish(SMALL.replace(ASKED, REQUIRED + ASKED)))
    respondent.agree()
    respondent.next(tenure="private")
    return respondent


def test_whom_it_is_required_of_is_asked_for_an_answer(someone: Respondent) -> None:
    someone.next(rent="2000")
    page = someone.next(budget="")
    assert (page.name, [said for said, _where in page.problems]) == ("budget", [SAID])
    assert someone.next(budget="900").name == "effects"


def test_everyone_else_goes_on(someone: Respondent) -> None:
    someone.next(rent="800")
    assert someone.next(budget="").name == "effects"


def test_its_page_says_to_nobody_that_it_may_be_left_out(someone: Respondent) -> None:
    assert someone.page.name == "rent"
    assert "niet verplicht" in someone.page.words
    assert "niet verplicht" not in someone.next(rent="800").words


def test_who_changes_the_answer_that_it_hangs_on_is_brought_back_to_it(someone: Respondent) -> None:
    someone.next(rent="800")
    someone.next(budget="")
    someone.press("back")
    someone.press("back")
    assert someone.page.name == "rent"
    page = someone.next(rent="2000")
    assert page.name == "budget"
    assert [said for said, _where in someone.next(budget="").problems] == [SAID]
