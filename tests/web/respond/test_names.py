"""Any name that an instrument may use can be answered: what a page's own controls are called is no name of a question."""

import pytest
from flask import Flask

from tests.heads import head
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, published_text

FILE = (
    head("names", "Namen")
    + """\
choices:
  tongues: [{name: nl, label: Nederlands}, {name: ar, label: Arabisch}, {name: later, label: Een andere}]
pages:
  - name: p
    part: core
    questions:
      - {name: NAME, type: select_one tongues, label: "Welke taal?", required: true, disclosure: safe}
  - name: q
    part: core
    title: Meer
    questions:
      - {name: f, type: text, label: "Nog iets?", disclosure: free-text}
      - {name: languages, type: integer, label: "Hoeveel?", disclosure: safe}
"""
)


@pytest.mark.parametrize("name", ["language", "go", "token", "from", "unfolding", "code"])
def test_a_question_with_the_name_of_a_control_is_answered_and_stored(
    app: Flask, time_passes: Clock, name: str
) -> None:
    someone = Respondent(app, an_open_survey(published_text(FILE.replace("NAME", name))))
    someone.agree()
    assert someone.next(**{name: "later"}).name == "q"
    someone.next(f="Ja.", languages="2")
    someone.send_form()
    document = rows("responses")[0]["document"]
    assert document == {name: "later", "f": "sealed", "languages": 2}
