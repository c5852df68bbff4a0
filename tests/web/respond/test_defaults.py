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


AS_WRITTEN = (
    head("written", "Klaar", consent="Waarom.")
    + """\
pages:
  - name: when
    part: core
    title: Wanneer
    questions:
      - {name: born, type: date, label: "Welke dag?", default: "1/11/2026", disclosure: safe}
      - {name: rises, type: time, label: "Welk uur?", default: "6u30", disclosure: safe}
      - {name: met, type: dateTime, label: "Wanneer?", default: "2026-11-01T14:30", disclosure: safe}
      - {name: share, type: range, label: "Hoeveel?", span: {start: 0, end: 2, step: 0.5}, default: "1", disclosure: safe}
"""
)


def test_what_an_author_writes_is_ready_as_a_browser_takes_it(app: Flask, time_passes: Clock) -> None:
    """A browser leaves a date that is not written 2026-11-01 blank, and posts it so."""
    respondent = Respondent(app, an_open_survey(published_text(AS_WRITTEN)))
    respondent.agree()
    filled = respondent.page.filled()
    assert (filled["born"], filled["rises"], filled["share"]) == (["2026-11-01"], ["06:30"], ["1.0"])
    assert (filled["met"], filled["met.time"]) == (["2026-11-01"], ["14:30"])


BROUGHT_BACK = (
    head("brought", "Klaar", consent="Waarom.")
    + """\
choices:
  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]
pages:
  - name: child
    part: core
    questions:
      - {name: child, type: select_one yes_no, label: "Kinderen?", disclosure: safe}
  - name: both
    part: core
    title: Hoeveel
    questions:
      - {name: rooms, type: integer, label: "Hoeveel kamers?", default: "3", disclosure: safe}
      - {name: children, type: integer, label: "Hoeveel kinderen?", default: "2", relevant: "${child} = 'yes'", disclosure: safe}
"""
)


def test_what_an_earlier_answer_brings_back_has_its_beginning_ready(app: Flask, time_passes: Clock) -> None:
    respondent = Respondent(app, an_open_survey(published_text(BROUGHT_BACK)))
    respondent.agree()
    respondent.next(child="no")
    respondent.next(rooms="")
    respondent.open("child")
    respondent.next(child="yes")
    filled = respondent.open("both").filled()
    assert (filled["rooms"], filled["children"]) == ([""], ["2"])
