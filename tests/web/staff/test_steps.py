"""What is missing is said where it is mended, and the next thing to do is a verb."""

import pytest
from flask import Flask, g

from consult.actions import consultations, records
from consult.actions.consultations import Consultation
from consult.instrument.definition import Method
from consult.web.staff.display import language_names
from consult.web.staff.shortcomings import missing_sentence
from consult.web.staff.steps import next_step, steps
from tests.web.staff.browser import signed_in
from tests.web.staff.world import (
    a_consultation,
    a_project,
    a_session,
    a_version,
    address_of,
    documented,
    reread,
    some_responses,
)


def standings(row: Consultation) -> dict[str, str]:
    return {step.key: step.standing for step in steps(records.standing(reread(row)))}


def verb(row: Consultation) -> str:
    found = next_step(records.standing(reread(row)))
    return found.verb if found else ""


def test_a_survey_goes_through_its_steps_in_order(app: Flask) -> None:
    row = a_consultation(a_project(), Method.SURVEY, version=a_version())
    assert verb(row) == "Zet de survey open"
    consultations.open_survey(row, "ann")
    assert verb(row) == "Deel het adres"
    some_responses(row, 10, row.opened_on)
    consultations.close(row, "ann")
    assert standings(row) == {
        "plan": "done", "fieldwork": "done", "data": "now", "report": "later", "validation": "later",
    }  # fmt: skip
    assert verb(row) == "Leg de dataset vast"


def test_a_group_goes_through_its_steps_in_order(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    assert verb(row) == "Noteer een sessie"
    a_session(row)
    assert verb(row) == "Bevestig de aanwezigheid"
    assert standings(row)["fieldwork"] == "now"


def test_a_consultation_that_counts_asks_nothing_more(app: Flask) -> None:
    row = documented(app)
    consultations.validate(row, "sam")
    assert set(standings(row).values()) == {"done"}
    assert verb(row) == ""


def test_the_way_to_an_act_is_not_called_as_the_act(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    a_session(row)
    page = signed_in(app).open(address_of(row)).page
    (way,) = [link for link in page.all("a") if link.attributes["href"] == "#fieldwork"]
    assert (way.text, way.attributes.get("class")) == ("Ga naar: Bevestig de aanwezigheid", None)


def test_nothing_of_a_cancelled_consultation_is_done_or_to_do(app: Flask) -> None:
    row = documented(app)
    consultations.cancel(row, "De zaal brandde af.", "ann")
    assert set(standings(row).values()) == {"lapsed"}
    assert verb(row) == ""
    page = signed_in(app).open(address_of(row))
    assert page.sees("vervallen")
    assert not page.sees("klaar")


def test_a_focus_group_with_too_few_says_how_many_there_were(app: Flask) -> None:
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    a_session(row, 2)
    page = signed_in(app).open(address_of(row))
    assert page.sees("2 van minstens 3 deelnemers uit de doelgroep gaven inbreng.")
    assert verb(row) == "Bekijk wat er ontbreekt"


@pytest.mark.parametrize("method", list(Method))
def test_every_shortcoming_of_every_method_has_a_sentence_and_a_verb(app: Flask, method: Method) -> None:
    row = a_consultation(a_project(), method)
    row.indicators, row.result, row.partner = [], "", consultations.partner_named("Samen vzw")
    standing = records.standing(row)
    assert len(standing.missing) >= 10
    assert all(missing_sentence(one, standing.consultation) for one in standing.missing)
    assert all(
        next_step(records.Standing(standing.consultation, standing.state, (one,))) for one in standing.missing
    )


def test_the_project_page_asks_the_database_as_much_for_twelve_groups_as_for_three(app: Flask) -> None:
    project, version = a_project(), a_version(Method.FOCUS_GROUP)
    nour = signed_in(app)
    asked = []
    for wanted in (3, 12):
        while len(project.consultations) < wanted:
            a_session(a_consultation(project, title=f"Groep {len(project.consultations)}", version=version))
        asked.append(_statements(app, lambda: nour.open(f"/staff/projects/{project.id}")))
    assert asked[0] == asked[1] <= 31


def _statements(app: Flask, act) -> int:
    from sqlalchemy import event

    from consult.store.base import db

    seen = []
    event.listen(db.engine, "before_cursor_execute", listener := lambda *of: seen.append(of[2]))
    act()
    event.remove(db.engine, "before_cursor_execute", listener)
    return len(seen)


def test_languages_are_named_in_the_language_of_the_page(app: Flask) -> None:
    for language, arabic, dutch in (("nl", "Arabisch", "Nederlands"), ("en", "Arabic", "Dutch")):
        g.language = language
        assert (language_names()["ar"], language_names()["nl"]) == (arabic, dutch)
