"""Who goes back and answers otherwise: what fell away is shown nowhere, and what came up is asked."""

import pytest
from flask import Flask

from tests.heads import head
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, published_text

FILE = (
    head("changed", "Gezin")
    + """\
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
pages:
  - name: child
    part: core
    questions:
      - {name: child, type: select_one yes_no, label: "Hebt u een kind?", disclosure: safe}
  - name: age
    part: core
    questions:
      - {name: age, type: integer, label: "Hoe oud?", relevant: "${child} = 'yes'", disclosure: key}
  - name: home
    part: core
    title: Thuis
    questions:
      - {name: rooms, type: integer, label: "Hoeveel kamers?", disclosure: safe}
      - {name: bed, type: select_one yes_no, label: "Een eigen bed?", relevant: "${child} = 'yes'", disclosure: safe}
  - name: school
    part: core
    questions:
      - {name: school, type: integer, label: "Uw kind is ${age} jaar. Hoeveel scholen?", disclosure: safe}
"""
)


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    respondent = Respondent(app, an_open_survey(published_text(FILE)))
    respondent.agree()
    return respondent


def test_an_answer_that_fell_away_is_shown_in_no_text(someone: Respondent) -> None:
    someone.next(child="yes")
    someone.next(age="7")
    someone.next(rooms="3")
    assert someone.page.heading == "Uw kind is 7 jaar. Hoeveel scholen?"
    someone.open("child")
    someone.next(child="no")
    assert someone.open("school").heading == "Uw kind is … jaar. Hoeveel scholen?"
    someone.next(school="1")
    assert "7" not in someone.page.words


def test_a_question_that_came_up_on_a_page_already_left_is_asked(someone: Respondent) -> None:
    someone.next(child="no")
    someone.next(rooms="3")
    someone.next(school="1")
    someone.open("child")
    assert someone.next(child="yes").name == "age"
    assert someone.next(age="7").name == "home"
    assert someone.page.filled()["rooms"] == ["3"]
    assert someone.next(bed="yes").name == "check-answers"
    someone.send_form()
    document = rows("responses")[0]["document"]
    assert (document["rooms"], document["bed"], document["school"]) == (3, "yes", 1)


def test_an_answer_stands_in_no_title_since_browsers_keep_those(someone: Respondent) -> None:
    someone.next(child="yes")
    someone.next(age="7")
    someone.next(rooms="3")
    assert someone.page.title == "Uw kind is … jaar. Hoeveel scholen? - Gezin"
