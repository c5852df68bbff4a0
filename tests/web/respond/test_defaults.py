"""What stands ready and was worked out: when its page is first met, from earlier answers and the day in Brussels."""

import pytest
from flask import Flask

from tests.heads import head
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, published_text

FILE = (
    head("begins", "Klaar", consent="Waarom.")
    + """\
choices:
  towns: [{name: gent, label: Gent}, {name: brugge, label: Brugge}]
pages:
  - name: first
    part: core
    questions:
      - {name: lives, type: select_one towns, label: "Waar woont u?", disclosure: key}
  - name: second
    part: core
    title: Werk
    questions:
      - {name: works, type: select_one towns, label: "Waar werkt u?", default: "${lives}", disclosure: key}
      - {name: since, type: date, label: "Sinds?", default: "today()", disclosure: safe}
      - {name: place, type: text, label: "Waar juist?", default: "Gent (centrum)", disclosure: free-text}
"""
)


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    respondent = Respondent(app, an_open_survey(published_text(FILE)))
    respondent.agree()
    return respondent


def test_an_earlier_answer_and_the_day_stand_ready(someone: Respondent) -> None:
    someone.next(lives="brugge")
    filled = someone.page.filled()
    assert (filled["works"], filled["since"], filled["place"]) == (
        ["brugge"],
        ["2026-03-02"],
        ["Gent (centrum)"],
    )


def test_what_was_answered_stays_when_what_it_began_with_changes(
    someone: Respondent, time_passes: Clock
) -> None:
    someone.next(lives="brugge")
    someone.next(works="brugge", since="2026-03-02", place="")
    time_passes.pass_days(1)
    someone.open("first")
    someone.next(lives="gent")
    filled = someone.open("second").filled()
    assert (filled["works"], filled["since"], filled["place"]) == (["brugge"], ["2026-03-02"], [""])


def test_what_was_not_answered_before_has_nothing_ready(someone: Respondent) -> None:
    someone.next()
    assert someone.page.filled().get("works", []) == []


def test_what_was_emptied_stays_empty_when_its_page_comes_again(app: Flask, time_passes: Clock) -> None:
    file = FILE.replace(
        "- {name: since,",
        '- {name: helps, type: select_multiple towns, label: "Waar helpt u?", default: "gent brugge", disclosure: safe}\n'
        '      - {name: rooms, type: integer, label: "Kamers?", required: true, disclosure: safe}\n'
        "      - {name: since,",
    )
    someone = Respondent(app, an_open_survey(published_text(file)))
    someone.agree()
    someone.next(lives="gent")
    assert someone.page.filled()["helps"] == ["gent", "brugge"]
    someone.post_page("second", works="gent", since="", place="", rooms="", go="next")
    assert someone.page.problems == [("Vul een antwoord in.", "#rooms")]
    filled = someone.page.filled()
    assert (filled.get("helps", []), filled["since"], filled["place"]) == ([], [""], [""])
    someone.next(rooms="3")
    someone.send_form()
    document = rows("responses")[0]["document"]
    assert (document["helps"], document["since"], document["place"]) == ("not_answered",) * 3
