"""A calculation that waits for a question keeps what it was, whatever is changed on other pages."""

import pytest
from flask import Flask

from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import SMALL, WHOLE, Clock, publish

CALCULATE = """\
      - {name: double, type: calculate, calculation: "${rent} * 2", trigger: [budget], disclosure: safe}
"""
AT = "  - name: effects\n    part: themes\n"


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    respondent = Respondent(app, publish(SMALL.replace(AT, CALCULATE + AT)))
    respondent.agree()
    respondent.next(tenure="private")
    respondent.next(rent="400")
    respondent.next(budget="300")
    return respondent


def stored(someone: Respondent) -> object:
    rest = {name: answers for name, answers in WHOLE.items() if name not in ("home", "rent", "budget")}
    someone.walk(rest)
    someone.send_form()
    (response,) = rows("responses")
    return response["document"]["double"]


def test_what_it_looks_at_is_changed_later_and_its_value_stays(someone: Respondent) -> None:
    someone.press("back")
    someone.press("back")
    assert someone.next(rent="900").name == "budget"
    someone.press()
    assert stored(someone) == 800


def test_a_change_of_the_trigger_works_it_out_again(someone: Respondent) -> None:
    someone.press("back")
    someone.press("back")
    someone.next(rent="900")
    someone.next(budget="350")
    assert stored(someone) == 1800


def test_it_stays_over_continuing_later(someone: Respondent) -> None:
    someone.press("back")
    someone.press("back")
    someone.answer(rent="900")
    code = someone.press("later").code
    someone.give_code("continue", code)
    assert stored(someone) == 800


def test_who_never_answers_the_trigger_has_none(app: Flask, time_passes: Clock) -> None:
    someone = Respondent(app, publish(SMALL.replace(AT, CALCULATE + AT)))
    someone.agree()
    someone.next(tenure="private")
    someone.next(rent="400")
    someone.next()
    assert stored(someone) == "not_asked"
