"""A later question shows what was chosen before, also where several choices were, and where they were put in order."""

from flask import Flask

from tests.heads import head
from tests.web.respond.respondent import Respondent
from tests.worlds import an_open_survey, published_text

FILE = (
    head("shown", "Klaar", consent="Waarom.")
    + """\
choices:
  places: [{name: park, label: Het park}, {name: bus, label: De bus}, {name: bib, label: De bib}]
pages:
  - name: first
    part: core
    questions: [{name: where, type: select_multiple places, label: Waar komt u?, disclosure: safe}]
  - name: second
    part: core
    questions: [{name: best, type: rank places, label: Wat eerst?, disclosure: safe}]
  - name: third
    part: core
    questions: [{name: sure, type: acknowledge, label: Zeker?, disclosure: safe}]
  - name: fourth
    part: core
    questions: [{name: why, type: text, label: "Waarom ${where}? (${best}: ${sure})", disclosure: free-text}]
"""
)


def test_several_choices_an_order_and_a_tick_are_shown_in_words(app: Flask) -> None:
    someone = Respondent(app, an_open_survey(published_text(FILE)))
    someone.agree()
    someone.next(where=["park", "bib"])
    someone.next(best_park="2", best_bus="1", best_bib="3")
    someone.next(sure="OK")
    assert someone.page.heading == "Waarom Het park, De bib? (Het park – 2, De bus – 1, De bib – 3: Ja)"
