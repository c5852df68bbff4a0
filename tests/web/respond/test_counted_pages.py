"""What the line above a page says: how far it is, and whether it may be left empty."""

import pytest
from flask import Flask

from consult.actions import publishing
from consult.instrument.loading import load_text
from consult.instrument.translated import Translations, source_texts
from tests.heads import head
from tests.web.respond.respondent import Respondent
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey

FILE = (
    head("counted", "Geteld")
    + """\
pages:
  - name: rooms
    part: core
    questions:
      - {name: rooms, type: integer, label: "Hoeveel kamers?", disclosure: safe}
  - name: told
    part: core
    title: "Wat nu komt"
    questions:
      - {name: told, type: note, label: "Nu komt een adres."}
  - name: town
    part: core
    questions:
      - {name: town, type: text, label: "Uw gemeente", default: "Gent", read_only: true, disclosure: free-text}
  - name: repeated
    part: core
    title: "Uw huis"
    questions:
      - {name: again, type: text, label: "Uw gemeente", default: "Gent", read_only: true, disclosure: free-text}
      - {name: why, type: text, label: "Waarom daar?", required: true, disclosure: free-text}
"""
)


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    instrument = load_text(FILE, "counted.yaml")
    texts = Translations({"nl": source_texts(instrument)})
    version, _new = publishing.publish(instrument, texts, by="machine")
    respondent = Respondent(app, an_open_survey(version))
    respondent.agree()
    return respondent


def test_a_page_that_asks_nothing_has_no_number_and_what_cannot_be_changed_no_choice(
    someone: Respondent,
) -> None:
    counts = [someone.page.with_class("count")]
    while someone.press("next").name != "repeated":
        counts.append(someone.page.with_class("count"))
    assert counts == [["Vraag 1 van ongeveer 3 · niet verplicht"], [], ["Vraag 2 van ongeveer 3"]]
    assert someone.page.with_class("count") == ["Vraag 3 van ongeveer 3"]
