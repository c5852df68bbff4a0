"""The plan's page: twenty places, why each counts, other readings, and the same numbers as ledger and command."""

import json
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask

from consult.actions import consultations, plans, progress
from consult.actions.accounts import Role
from consult.cli.counting import count
from consult.instrument.definition import Method
from consult.plan.ledger import total
from consult.plan.telling import as_json
from consult.shipped import shipped
from consult.store import answers
from consult.store.base import db
from tests.actions.worlds import a_held_group, a_project, validate
from tests.critic import Element
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import a_consultation, a_version, some_responses
from tests.web.staff.world import a_project as a_survey_project

MARCH, APRIL = date(2025, 3, 10), date(2025, 4, 15)
TODAY = date(2026, 4, 2)


@pytest.fixture
def three_groups(app: Flask) -> None:
    """Two that count with 8 and 6 people, one that waits for a second person."""
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    project = a_project()
    validate(a_held_group(project, "Focusgroep Gent", MARCH, people=8), APRIL)
    validate(a_held_group(project, "Focusgroep Halle", APRIL, people=6), date(2026, 1, 5))
    a_held_group(project, "Focusgroep Genk", APRIL)
    progress.settle("ann")
    db.session.commit()


def stones(browser: StaffBrowser, kind: str) -> list[str]:
    return [
        one.text
        for one in browser.page.all("li")
        if one.attributes.get("class", "").startswith(f"stone {kind}")
    ]


def figures(browser: StaffBrowser) -> list[str]:
    return [one.text for one in browser.page.all("li") if one.attributes.get("class") == "figure"]


def row(browser: StaffBrowser, title: str) -> Element:
    """The row of the table of reasons that this consultation has."""
    return next(
        one
        for one in browser.page.all("tr")
        for cell in one.all("td")
        if cell.attributes.get("data-label") == "Waarom" and title in one.text
    )


def test_twenty_places_tell_what_counts_what_waits_and_what_is_open(app: Flask, three_groups: None) -> None:
    page = signed_in(app).open("/staff/plan")
    assert [text.split(" ✓")[0] for text in stones(page, "counted")] == [
        "Focusgroep Gent",
        "Focusgroep Halle",
    ]
    assert len(stones(page, "waiting")) == 1
    assert "Een tweede persoon heeft nog niet gevalideerd." in stones(page, "waiting")[0]
    assert len(stones(page, "open")) == 17
    assert figures(page) == [
        "2 van 20 geteld; 1 wacht op een stap",
        "14 deelnames minstens 14 unieke personen (volgens eigen opgave)",
        "18 te gaan in 39 weken; 0 gepland of bezig",
        "0 benut in minstens één bevinding",
    ]


def test_the_next_step_of_what_waits_is_one_click_away(app: Flask, three_groups: None) -> None:
    page = signed_in(app).open("/staff/plan")
    page.follow("Vraag het een tweede persoon : Focusgroep Genk")
    assert page.sees("Focusgroep Genk")


def test_each_consultation_says_why_it_counts_or_not(app: Flask, three_groups: None) -> None:
    page = signed_in(app).open("/staff/plan")
    assert "Gevalideerd door een tweede persoon op 15 april 2025." in row(page, "Focusgroep Gent").text
    assert "Een tweede persoon heeft nog niet gevalideerd." in row(page, "Focusgroep Genk").text


def test_the_page_the_ledger_the_tally_and_the_command_say_the_same(
    both_databases: str, app: Flask, three_groups: None
) -> None:
    plan = plans.plan("mjp-2022-2026")
    tally = progress.report_progress(plan, TODAY, plans.rule(plan.rule))
    ledger = [total(progress.ledger(plan), plan.indicator(id_).key, TODAY) for id_ in ("OD2.1-a", "OD2.1-b")]
    told = json.loads(app.test_cli_runner().invoke(count, ["--plan", "mjp-2022-2026", "--json"]).stdout)
    page = signed_in(app).open("/staff/plan")
    sums = [
        re.search(r"· (\d+)$", one.text) for one in page.page.all("summary") if one.text.startswith("OD2.1")
    ]
    on_page = [int(found[1]) for found in sums if found]
    assert (
        ledger == [tally.counted, tally.persons] == [told["counted"], told["persons"]] == on_page == [2, 14]
    )
    assert figures(page)[0].startswith("2 van 20")


def test_validating_by_page_is_in_the_ledger_at_once(app: Flask, three_groups: None) -> None:
    waiting = next(one for one in consultations.projects()[0].consultations if one.title == "Focusgroep Genk")
    consultations.validate(waiting, by="bob")
    db.session.commit()
    page = signed_in(app).open("/staff/plan")
    assert figures(page)[0] == "3 van 20 geteld; 0 wachten op een stap"
    assert not page.sees("Het verschil wordt vannacht geboekt")


def test_as_of_a_day_only_what_was_known_then_is_told(app: Flask, three_groups: None) -> None:
    page = signed_in(app).open("/staff/plan?as_of=2025-12-31")
    assert figures(page)[0].startswith("1 van 20")
    assert page.sees("U ziet de stand van 31 december 2025")
    assert signed_in(app).open("/staff/plan?as_of=2025-01-01").sees("0 van 20")


def test_another_reading_is_one_choice_away_and_says_that_it_is_another(
    app: Flask, three_groups: None
) -> None:
    page = signed_in(app).open("/staff/plan").submit("Toon deze stand", rule="per-trajectory")
    assert figures(page)[0].startswith("1 van 20")
    assert page.sees("U kijkt met een andere lezing dan die van het plan")
    assert page.sees("In deze lezing telt het traject één keer: met 'Focusgroep Gent'.")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("as_of=31/02/2025", "'31/02/2025' is geen datum."),
        ("rule=LEVL-9", "Er is geen telregel met de naam 'LEVL-9'."),
    ],
)
def test_a_wrong_question_is_told_and_the_page_still_answers(
    app: Flask, three_groups: None, asked: str, said: str
) -> None:
    page = signed_in(app).open(f"/staff/plan?{asked}")
    assert page.status == 200
    assert page.sees(said)
    assert figures(page)[0].startswith("2 van 20")


def test_a_list_that_is_sieved_keeps_its_day_and_its_rule(app: Flask, three_groups: None) -> None:
    page = signed_in(app).open("/staff/plan?as_of=2025-12-31&rule=every-interview").submit("Toon", q="gent")
    assert page.response.request.args.get("as_of") == "2025-12-31"
    assert page.response.request.args.get("rule") == "every-interview"
    assert not page.sees("Voer het verleden in Genk")


def test_an_unknown_plan_is_not_found(app: Flask, three_groups: None) -> None:
    assert signed_in(app).get("/staff/plan/mjp-2032").status == 404


def test_without_a_plan_the_page_says_how_to_load_one(app: Flask) -> None:
    assert signed_in(app).open("/staff/plan").sees("consult plan load")


def test_the_other_indicators_stand_there_with_what_is_asked_and_nothing_invented(
    app: Flask, three_groups: None
) -> None:
    page = signed_in(app).open("/staff/plan")
    line = next(one.text for one in page.page.all("tr") if one.text.startswith("OD1.1-a"))
    assert "minstens 10 × actie" in line
    assert line.endswith("0 van 10")
    register = next(one.text for one in page.page.all("tr") if one.text.startswith("OD1.1-b"))
    assert register.endswith("nog niet bijgehouden")


def test_people_are_a_number_and_never_a_percentage(app: Flask, three_groups: None) -> None:
    page = signed_in(app).open("/staff/plan")
    assert not any("%" in text for text in figures(page))


def test_an_inspector_reads_the_page_and_may_not_bring_in_the_past(app: Flask, three_groups: None) -> None:
    page = signed_in(app, Role.INSPECTOR, "ids").open("/staff/plan")
    assert figures(page)[0].startswith("2 van 20")
    assert not page.sees("Voer het verleden in")
    assert page.get("/staff/historic").status == 403


def test_the_page_speaks_english(app: Flask, three_groups: None) -> None:
    page = signed_in(app).open("/staff/plan").submit("English")
    assert page.sees("Toward 20 consultations")
    assert page.sees("A second person has not validated yet") or page.sees("second person")


def test_more_than_the_plan_asks_stand_beyond_it(app: Flask) -> None:
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    project = a_project()
    for number in range(22):
        validate(a_held_group(project, f"Groep {number}", MARCH), APRIL)
    progress.settle("ann")
    db.session.commit()
    page = signed_in(app).open("/staff/plan")
    assert len(stones(page, "counted")) == 22
    assert sum("boven het doel" in text for text in stones(page, "counted")) == 2


def test_an_open_survey_shows_bands_and_a_closed_one_its_numbers(app: Flask) -> None:
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    survey = a_consultation(a_survey_project(), Method.SURVEY, "Survey wonen", version=a_version())
    consultations.open_survey(survey, "ann")
    some_responses(survey, 4)
    answers.keep_response(
        stored_response(survey), {}, answers.Tally(survey.id, TODAY, "no", "no", gave_input=True)
    )
    db.session.commit()
    page = signed_in(app)
    for address in ("/staff/plan", f"/staff/consultations/{survey.id}"):
        page.open(address)
        assert page.sees("Minder dan 10 deelnemers uit de doelgroep gaven tot nu toe inbreng")
        assert not page.sees("4 van minstens")
        assert not page.sees("(+ 1 andere of onbekend)")
    assert in_json()["other"] is None
    consultations.close(survey, "ann")
    db.session.commit()
    page.open("/staff/plan")
    assert page.sees("4 van minstens 10 deelnemers")
    assert page.sees("(+ 1 andere of onbekend)")
    assert in_json()["other"] == 1


def in_json() -> dict[str, Any]:
    plan = plans.plan_of(TODAY)
    assert plan
    return as_json(progress.report_progress(plan, TODAY, plans.rule(plan.rule)))["consultations"][0]


def stored_response(survey: consultations.Consultation) -> dict[str, Any]:
    return {
        "id": "f" * 64,
        "consultation": survey.id,
        "version": survey.versions[0].version,
        "language": "nl",
        "mode": "web",
        "day": TODAY,
        "consent_version": "2026-01",
        "state": "complete",
        "format": 1,
        "document": {"home": "no"},
    }
