"""`consult count` and `consult plan`: one for people, one for programs, and errors that say what to do."""

import json
from datetime import UTC, date, datetime

import pytest
from click.testing import Result
from flask import Flask

from consult.actions import clock, plans, progress
from consult.cli.counting import count
from consult.cli.planning import plan
from consult.shipped import shipped
from consult.store.base import db
from tests.actions.worlds import a_held_group, a_project, validate

MARCH, APRIL = date(2025, 3, 10), date(2025, 4, 15)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))


@pytest.fixture
def two_groups(app: Flask) -> None:
    """One that counts, one without a second person."""
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    project = a_project()
    validate(a_held_group(project, "Focusgroep Gent", MARCH), APRIL)
    a_held_group(project, "Focusgroep Halle", APRIL, people=2)
    progress.settle("bob")
    db.session.commit()


def run(app: Flask, *words: str) -> Result:
    command = {"count": count, "plan": plan}[words[0]]
    return app.test_cli_runner().invoke(command, list(words[1:]))


def test_counting_as_json_says_how_far_and_why(both_databases: str, app: Flask, two_groups: None) -> None:
    told = json.loads(run(app, "count", "--plan", "mjp-2022-2026", "--json").stdout)
    assert {key: told[key] for key in ("target", "counted", "participations", "at_least_unique")} == {
        "target": 20,
        "counted": 1,
        "participations": 8,
        "at_least_unique": 8,
    }
    assert [(one["title"], one["counts"], one["why"]) for one in told["consultations"]] == [
        ("Focusgroep Gent", 1, []),
        (
            "Focusgroep Halle",
            0,
            ["below minimum target participants", "evidence missing: second_approval"],
        ),
    ]


def test_counting_as_of_a_day_and_under_another_rule(app: Flask, two_groups: None) -> None:
    before = json.loads(run(app, "count", "--as-of", "2025-04-14", "--json").stdout)
    literally = json.loads(run(app, "count", "--rule", "every-interview", "--json").stdout)
    assert (before["as_of"], before["counted"]) == ("2025-04-14", 0)
    assert (literally["rule"], literally["counted"]) == ("every-interview", 1)


def test_counting_before_anything_was_held_says_so_without_numbers(app: Flask, two_groups: None) -> None:
    told = run(app, "count", "--as-of", "1990-01-01").stdout
    assert "De aanwezigheid is nog niet bevestigd." in told
    assert "None" not in told


def test_counting_for_a_person_says_in_dutch_why(app: Flask, two_groups: None) -> None:
    told = run(app, "count").stdout
    assert "1 van 20 consultaties tellen; 19 te gaan, in 5 weken" in told
    assert "8 deelnames, minstens 8 unieke personen (volgens eigen opgave)" in told
    assert "2 van minstens 3 deelnemers uit de doelgroep gaven inbreng." in told
    assert "Een tweede persoon heeft nog niet gevalideerd." in told
    assert "Gevalideerd door een tweede persoon op 15 april 2025." in told
    assert "%" not in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--plan", "mjp-2022"), "there is no plan 'mjp-2022'; did you mean 'mjp-2022-2026'?"),
        (("--rule", "LEVL1"), "there is no counting rule 'LEVL1'; did you mean 'LEVL-1'?"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(
    app: Flask, two_groups: None, words: tuple[str, ...], sentence: str
) -> None:
    told = run(app, "count", *words)
    assert (told.exit_code, sentence in told.stderr, told.stdout) == (1, True, "")


def test_a_day_that_is_none_is_a_wrong_call(app: Flask, two_groups: None) -> None:
    assert run(app, "count", "--as-of", "2025-02-30").exit_code == 2


def test_counting_before_a_plan_was_loaded_names_the_command(app: Flask) -> None:
    told = run(app, "count")
    assert (told.exit_code, "consult plan load" in told.stderr) == (1, True)


def test_loading_a_plan_settles_its_ledger(app: Flask) -> None:
    validate(a_held_group(a_project(), "Gent", MARCH), APRIL)
    db.session.commit()
    told = run(app, "plan", "load")
    assert "plan mjp-2022-2026: kept as version 1" in told.stderr
    assert "2 lines were added to the ledger." in told.stderr
    assert "level with the records" in run(app, "plan", "settle").stderr


def test_the_list_of_plans_names_their_rule(app: Flask, two_groups: None) -> None:
    told = json.loads(run(app, "plan", "list", "--json").stdout)
    assert [(one["plan"], one["rule"]) for one in told["plans"]] == [("mjp-2022-2026", "LEVL-1")]
    assert {one["rule"] for one in told["rules"]} == {"LEVL-1", "every-interview", "per-trajectory"}
