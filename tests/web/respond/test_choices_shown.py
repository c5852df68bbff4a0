"""Choices that show answers, and choices that are the answers given in a repeat: on the page, told back, stored."""

import pytest
from flask import Flask

from tests.heads import head
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, published_text

FILE = (
    head("family", "Gezin", consent="Waarom.")
    + """\
choices:
  helps:
    - {name: town, label: "De gemeente ${town}"}
    - {name: nobody, label: Niemand}
pages:
  - name: town
    part: core
    questions:
      - {name: town, type: text, label: "Welke gemeente?", disclosure: free-text}
  - repeat: member
    label: Gezinslid
    more: Woont er nog iemand?
    most: 3
    pages:
      - name: called
        part: core
        questions:
          - {name: called, type: text, label: "Voornaam?", disclosure: free-text}
  - name: head
    part: core
    questions:
      - {name: head, type: "select_one ${called}", label: "Wie tekende het contract?", required: true, disclosure: safe}
  - name: helps
    part: core
    questions:
      - {name: helps, type: select_one helps, label: "Wie helpt?", disclosure: safe}
"""
)


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    respondent = Respondent(app, an_open_survey(published_text(FILE)))
    respondent.agree()
    respondent.next(town="Gent & omstreken")
    respondent.next(called_1="Amina")
    respondent.next(member_more_1="OK")
    respondent.next(called_2="<b>Jan</b>")
    respondent.next()
    return respondent


def test_each_name_that_was_given_can_be_chosen(someone: Respondent) -> None:
    assert someone.page.name == "head"
    assert "Amina" in someone.page.words
    assert "<b>Jan</b>" in someone.page.words  # as it was typed
    assert [one.get("value") for one in someone.page.all("input") if one.get("name") == "head"] == ["1", "2"]


def test_the_number_of_the_instance_is_stored_and_its_name_told_back(someone: Respondent) -> None:
    someone.next(head="2")
    someone.next(helps="town")
    assert "<b>Jan</b>" in someone.page.words
    assert "De gemeente Gent & omstreken" in someone.page.words
    someone.send_form()
    (stored,) = rows("responses")
    assert (stored["document"]["head"], stored["document"]["helps"]) == ("2", "town")


def test_a_choice_shows_an_earlier_answer(someone: Respondent) -> None:
    someone.next(head="1")
    assert "De gemeente Gent & omstreken" in someone.page.words


def test_an_instance_that_is_not_there_cannot_be_chosen(someone: Respondent) -> None:
    someone.post_page("head", go="next", head=["3"])
    assert someone.page.name == "head"
    assert someone.page.problems
