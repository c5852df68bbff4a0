"""Every kind of question that is rare, on a real page: shown, filled in, told back, stored and put in a table."""

from datetime import date

import pytest
from flask import Flask

from consult.actions import publishing
from consult.dataset.building import build
from consult.dataset.encoding import StoredDocument
from tests.kinds import INSTRUMENT, TEXTS, a_version
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, published_text

ANSWERS = {
    "score": "7",
    "share": "2,25",
    "leaves": "7u45",
    "met": "2026-02-28",
    "met.time": "14:30",
    "order_room": "1",
    "order_rent": "2",
    "heard": "OK",
}


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    version, _new = publishing.publish(INSTRUMENT, TEXTS, by="machine")
    respondent = Respondent(app, an_open_survey(version))
    respondent.agree()
    return respondent


def test_all_of_it_is_stored_as_it_was_meant(someone: Respondent) -> None:
    assert someone.next(**ANSWERS).name == "second"
    assert "Waarom ruimte, in Gent?" in someone.page.words
    someone.next()
    for told in ("2,25", "07:45", "28/02/2026 14:30", "Ruimte – 1", "Ja"):
        assert told in someone.page.words, told
    someone.send_form()
    (stored,) = rows("responses")
    assert {name: value for name, value in stored["document"].items() if value != "sealed"} == {
        "score": 7, "share": 2.25, "leaves": "07:45", "met": "2026-02-28T14:30",
        "order_rent": "2", "order_room": "1", "order_quiet": "not_answered",
        "heard": "OK", "people": 1, "why": "not_answered",
    }  # fmt: skip


def test_a_word_that_is_a_code_elsewhere_is_told_back_as_it_was_written(someone: Respondent) -> None:
    someone.next(**ANSWERS)
    someone.next(why="dont_know")
    assert "dont_know" in someone.page.words
    assert "Ik weet het niet" not in someone.page.words


def test_every_problem_is_told_beside_its_question(someone: Respondent) -> None:
    someone.next(**{**ANSWERS, "share": "7", "leaves": "laat", "order_rent": "1", "met.time": ""})
    assert [said for said, _where in someone.page.problems] == [
        "Welk deel? – Kies een getal van 0 tot 5. In stappen van 0.25: 0, 0.25, 0.5 ...",
        "Wanneer vertrekt u? – Schrijf een uur. Bijvoorbeeld: 14:30",
        "Wanneer was het gesprek? – Schrijf een uur. Bijvoorbeeld: 14:30",
        "Huur – Geef elke plaats maar één keer.",
        "Ruimte – Geef elke plaats maar één keer.",
    ]


def test_a_box_for_a_number_says_which_numbers_before_any_mistake(someone: Respondent) -> None:
    (hint,) = [one for one in someone.page.with_class("hint") if "getal" in one]
    assert hint == "Neem wat erbij hoort. Een getal van 0 tot 5. In stappen van 0.25: 0, 0.25, 0.5 ..."


def test_what_stands_ready_is_shown_once_and_may_be_taken_away(someone: Respondent) -> None:
    assert someone.page.filled()["people"] == ["1"]
    someone.next(**{**ANSWERS, "people": ""})
    someone.press("back")
    assert someone.page.filled()["people"] == [""]


def test_each_kind_has_its_own_column() -> None:
    document = {
        "score": 7, "share": 2.25, "leaves": "07:45", "met": "2026-02-28T14:30", "order_rent": "2", "order_room": "1",
        "order_quiet": "not_answered", "heard": "OK", "people": 1, "place": "sealed", "why": "not_asked",
    }  # fmt: skip
    frame = build(
        [StoredDocument("1", "nl", "web", "complete", date(2026, 3, 2), document)], {"1": a_version()}
    ).frame
    row = frame.iloc[0]
    assert (row["score"], row["share"], row["leaves"], row["heard"]) == (7, 2.25, 7 * 60 + 45, "OK")
    assert (str(row["met"].date()), row["order_room"], row["order_quiet"]) == (
        "2026-02-28",
        "1",
        "not_answered",
    )


SETTLED = """
instrument: social-housing/settled
title: Vast
method: survey
report: social-housing
languages: [nl]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "1", text: "Waarom.", agree: "Ik doe mee"}
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}, {name: maybe, label: Misschien}]
pages:
  - name: settled
    part: core
    title: Wat we weten
    questions:
      - {name: one, type: select_one yes_no, label: "Een?", default: "no", read_only: true, disclosure: safe}
      - {name: some, type: select_multiple yes_no, label: "Enkele?", default: "yes maybe", read_only: true, disclosure: safe}
      - {name: score, type: range, span: {start: 1, end: 5}, label: "Punten?", default: 4, read_only: true, disclosure: safe}
      - {name: why, type: text, label: "Waarom?", disclosure: free-text}
"""


def test_what_cannot_be_changed_is_said_without_a_control(app: Flask, time_passes: Clock) -> None:
    someone = Respondent(app, an_open_survey(published_text(SETTLED)))
    page = someone.agree()
    assert [one.get("type") for one in page.all("input") if one.get("name") in ("one", "some", "score")] == [
        "hidden"
    ] * 4
    assert [one.words for one in page.all("b")] == ["Nee", "Ja, Misschien", "4"]
    someone.post_page("settled", one="yes", some=["no"], score="1")
    assert [one.get("href") for one in someone.page.all("a") if one.words == "Wijzigen"] == ["settled"]
    someone.send_form()
    document = rows("responses")[0]["document"]
    assert (document["one"], document["some"], document["score"]) == ("no", ["yes", "maybe"], 4)
