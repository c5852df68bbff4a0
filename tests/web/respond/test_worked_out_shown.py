"""What is worked out stands in a text as soon as everything behind it was asked, wherever the calculate stands."""

from flask import Flask

from tests.heads import head
from tests.web.respond.respondent import Respondent
from tests.worlds import an_open_survey, published_text

FILE = (
    head("early", "Klaar", consent="Waarom.")
    + """\
pages:
  - name: first
    part: core
    questions:
      - {name: place, type: calculate, calculation: "'Gent'", disclosure: safe}
      - {name: years, type: integer, label: "Hoe lang woont u in ${place}?", disclosure: safe}
  - name: second
    part: core
    questions:
      - {name: why, type: text, label: "Waarom al ${months} maanden?", disclosure: free-text}
  - name: third
    part: core
    questions:
      - {name: months, type: calculate, calculation: "${years} * 12", disclosure: safe}
      - {name: more, type: text, label: "Wat nog?", disclosure: free-text}
"""
)


def test_a_label_shows_a_calculate_of_its_own_page_and_one_of_a_later_page(app: Flask) -> None:
    someone = Respondent(app, an_open_survey(published_text(FILE)))
    someone.agree()
    assert someone.page.heading == "Hoe lang woont u in Gent?"
    someone.next(years="3")
    assert someone.page.heading == "Waarom al 36 maanden?"
