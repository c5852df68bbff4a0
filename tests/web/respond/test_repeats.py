"""A household in a browser: each person in turn, with the name that was given, until there is nobody more."""

from datetime import date

import pytest
from flask import Flask

from consult.actions import publishing
from consult.dataset.building import build
from consult.dataset.encoding import StoredDocument
from consult.instrument.loading import load_text
from consult.instrument.translated import Translations, source_texts
from consult.instrument.version import published
from tests.instrument.test_repeating import FILE, HOUSEHOLD
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey

TEXTS = Translations({"nl": source_texts(HOUSEHOLD)})


@pytest.fixture
def someone(app: Flask, time_passes: Clock) -> Respondent:
    version, _new = publishing.publish(HOUSEHOLD, TEXTS, by="machine")
    respondent = Respondent(app, an_open_survey(version))
    respondent.agree()
    return respondent


def test_each_person_is_asked_by_name_and_stored_in_a_column(someone: Respondent) -> None:
    someone.next(size="2")
    assert someone.page.with_class("count")[0].startswith("Gezinslid 1 ")
    someone.next(called_1="Synthetisch A")
    assert "Hoe oud is Synthetisch A?" in someone.page.words
    someone.next(age_1="40")
    someone.next(called_2="Synthetisch B")
    someone.next(age_2="9")
    assert "Gaat Synthetisch B naar school?" in someone.page.words
    someone.next(school_2="yes")
    assert someone.page.with_class("count")[0].startswith("Gezinslid 2 · Speelgoed 1 ")
    someone.next(price_2_1="5")
    someone.next(toy_more_2_1="OK")
    someone.next(price_2_2="7")
    someone.next(wish="Rust")
    assert "Gezinslid 2 – Hoe oud is Synthetisch B?" in someone.page.words
    someone.send_form()
    (stored,) = rows("responses")
    document = stored["document"]
    assert {name: value for name, value in document.items() if value != "not_asked"} == {
        "size": 2, "has_name_1": True, "age_1": 40, "has_name_2": True, "age_2": 9, "school_2": "yes",
        "price_2_1": 5, "price_2_2": 7, "pupils": 1, "oldest": 40, "members": 2, "worth": 12, "second": 9,
        "minors": "yes", "wish": "sealed",
    }  # fmt: skip
    assert not [name for name in document if name.startswith(("called", "toy_more", "member_"))]


def test_who_has_more_than_are_asked_hears_so_where_they_begin(app: Flask, time_passes: Clock) -> None:
    open_ended = load_text(FILE.replace('constraint: ". <= 4"', 'constraint: ". <= 99"'), "household.yaml")
    texts = Translations({"nl": source_texts(open_ended)})
    version, _new = publishing.publish(open_ended, texts, by="machine")
    someone = Respondent(app, an_open_survey(version))
    someone.agree()
    someone.next(size="4")
    assert someone.page.with_class("notice") == []
    someone.press("back")
    someone.next(size="10")
    told = "Het zijn er 10. We stellen deze vragen alleen voor de eerste 4."
    assert someone.page.with_class("notice") == [told]
    someone.next(called_1="Synthetisch A")
    assert someone.page.with_class("notice") == []


def test_every_instance_is_a_column_of_its_own() -> None:
    version = published(HOUSEHOLD, TEXTS)
    document: dict[str, object] = {
        name: "not_asked" for name, question in version.instrument.variables.items() if question.keep
    }
    document |= {"size": 2, "age_1": 40, "age_2": 9}
    response = StoredDocument("1", "nl", "web", "complete", date(2026, 3, 2), document)
    table = build([response], {"1": version})
    assert [table.frame.iloc[0][f"age_{place}"] for place in (1, 2)] == [40, 9]
    assert table.variables["age_2"].label("nl").text == "Hoe oud is ${called}? :: Gezinslid 2"
