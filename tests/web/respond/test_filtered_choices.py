"""Choices that hang on an answer of the same page, before someone without JavaScript."""

import pytest
from flask import Flask

from consult.actions import publishing
from consult.instrument.loading import load_text
from consult.instrument.translated import Translations, source_texts
from tests.heads import head
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, published_text

HELP = (
    head("help", "Hulp")
    + """\
choices:
  provinces: [{name: antwerpen, label: Antwerpen}, {name: limburg, label: Limburg}]
  helpers: |
    name,label,province
    inn,Huis van de stad,antwerpen
    farm,Huis op het land,limburg
pages:
  - name: help
    part: core
    title: "Hulp bij u"
    questions:
      - {name: province, type: select_one provinces, label: "Waar woont u?", required: true, disclosure: safe}
      - {name: help, type: select_multiple helpers or_other, label: "Wie helpt u?", choice_filter: "province = ${province}", required: true, disclosure: safe}
  - name: end
    part: core
    questions:
      - {name: rooms, type: integer, label: "Hoeveel kamers?", disclosure: safe}
"""
)
INSTRUMENT = load_text(HELP, "help.yaml")


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    texts = Translations({"nl": source_texts(INSTRUMENT)})
    version, _new = publishing.publish(INSTRUMENT, texts, by="machine")
    respondent = Respondent(app, an_open_survey(version))
    respondent.agree()
    return respondent


def test_who_could_not_choose_before_is_invited_and_told_of_a_mistake_only_after(someone: Respondent) -> None:
    page = someone.next(province="antwerpen")
    assert (page.name, page.problems, page.errors) == ("help", [], {})
    assert page.with_class("notice") == ["Nu kunt u ook dit kiezen:Wie helpt u?"]
    assert not page.title.startswith("Fout")
    assert someone.next().problems == [("Kies een antwoord.", "#help")]


def test_who_changes_the_first_answer_is_invited_to_choose_anew(someone: Respondent) -> None:
    someone.next(province="antwerpen")
    page = someone.next(help=["inn"], province="limburg")
    assert page.problems == []
    assert page.with_class("notice") != []


def test_a_mistake_beside_it_is_told_alone(someone: Respondent) -> None:
    someone.post_page("help", province="antwerpen", help="nowhere", go="next")
    assert [where for _said, where in someone.page.problems] == ["#help"]


def test_a_listed_choice_and_another_one_are_kept_together(someone: Respondent) -> None:
    someone.next(province="antwerpen")
    assert someone.next(help=["inn", "other"], help_other="mijn zus").name == "end"
    someone.next()
    someone.send_form()
    (stored,) = rows("responses")
    assert stored["document"]["help"] == ["inn", "other"]
    assert stored["document"]["help_other"] == "sealed"


WALK = HELP.replace(
    """helpers or_other, label: "Wie helpt u?", choice_filter: "province = ${province}", required: true""",
    """helpers, label: "Wie helpt u?", choice_filter: "province = ${province}\"""",
)


def test_who_need_not_choose_is_invited_too_and_only_once(app: Flask, time_passes: Clock) -> None:
    someone = Respondent(app, an_open_survey(published_text(WALK)))
    someone.agree()
    page = someone.next(province="antwerpen")
    assert (page.name, page.problems) == ("help", [])
    assert page.with_class("notice") == ["Nu kunt u ook dit kiezen:Wie helpt u?"]
    assert someone.next().name == "end"


TWICE = (
    HELP.partition("pages:")[0]
    + """\
pages:
  - name: where
    part: core
    questions:
      - {name: provinces, type: select_multiple provinces, label: "Waar?", disclosure: safe}
  - name: help
    part: core
    questions:
      - {name: help, type: select_multiple helpers, label: "Wie?", choice_filter: "selected(${provinces}, province)", disclosure: safe}
"""
)


def test_only_what_is_no_longer_offered_is_taken_away(app: Flask, time_passes: Clock) -> None:
    someone = Respondent(app, an_open_survey(published_text(TWICE)))
    someone.agree()
    someone.next(provinces=["antwerpen", "limburg"])
    someone.next(help=["inn", "farm"])
    someone.open("where")
    assert someone.next(provinces=["antwerpen"]).name == "check-answers"
    someone.send_form()
    (stored,) = rows("responses")
    assert stored["document"]["help"] == ["inn"]
