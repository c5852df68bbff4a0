"""`consult consultations`: the list, the empty workbook, and the past taken in."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from consult.actions import accounts, clock, plans
from consult.actions.accounts import Role
from consult.cli.consultations import consultations
from consult.shipped import shipped
from consult.store import consultations as rows
from consult.store.base import db
from tests.actions.historic.workbooks import a_workbook


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))


@pytest.fixture
def workbook(app: Flask, tmp_path: Path) -> Path:
    """Two past groups, of which the second has no second approval; a plan is loaded."""
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    db.session.commit()
    file = tmp_path / "verleden.xlsx"
    file.write_bytes(a_workbook({}, {"title": "Focusgroep Genk", "second_by": None, "second_on": None}))
    return file


def run(app: Flask, *words: object) -> Result:
    return app.test_cli_runner().invoke(consultations, [str(word) for word in words])


def test_a_dry_run_stores_nothing_and_says_what_would_come_in(app: Flask, workbook: Path) -> None:
    told = run(app, "import", workbook, "--dry-run")
    assert told.stdout.splitlines() == [
        "Wonen 2023: Focusgroep Gent (telt zodra bevestigd)",
        "Wonen 2023: Focusgroep Genk (telt nog niet)",
    ]
    assert "Zou invoeren: 2 consultaties, waarvan er 1 tellen zodra een collega bevestigt." in told.stderr
    assert rows.consultations() == []


def test_taking_in_twice_stores_once(both_databases: str, app: Flask, workbook: Path) -> None:
    first = json.loads(run(app, "import", workbook, "--json").stdout)
    again = json.loads(run(app, "import", workbook, "--json").stdout)
    assert (first["stored"], first["counted_once_confirmed"], first["new_projects"]) == (
        True,
        1,
        ["Wonen 2023"],
    )
    assert (again["new"], again["already_held"]) == ([], ["Focusgroep Gent", "Focusgroep Genk"])
    assert len(rows.consultations()) == 2


def test_a_wrong_workbook_ends_with_one_and_each_problem_on_a_line(app: Flask, workbook: Path) -> None:
    workbook.write_bytes(a_workbook({"target": "veel"}, {"first": "31/02/2023", "title": "Focusgroep Halle"}))
    told = run(app, "import", workbook)
    assert told.exit_code == 1
    assert told.stderr.splitlines() == [
        "Consultaties!N3: gevonden 'veel', verwacht een heel getal zoals 8; verbeter het getal.",
        "Consultaties!K4: gevonden '31/02/2023', verwacht een datum zoals 2023-05-04; verbeter de datum.",
        f"{workbook}: niets ingevoerd.",
    ]
    assert rows.consultations() == []


def test_without_a_plan_nothing_comes_in_and_the_command_is_named(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "verleden.xlsx"
    file.write_bytes(a_workbook({}))
    told = run(app, "import", file)
    assert (told.exit_code, "consult plan load" in told.stderr, rows.consultations()) == (1, True, [])


def test_the_list_says_what_is_missing(app: Flask, workbook: Path) -> None:
    batch = json.loads(run(app, "import", workbook, "--json").stdout)["batch"]
    accounts.add_member("Bea", "bea", Role.POLICY)
    db.session.commit()
    listed = {one["title"]: one for one in json.loads(run(app, "list", "--json").stdout)}
    assert listed["Focusgroep Gent"]["missing"] == ["batch"]
    assert run(app, "confirm", batch, "--by", "bea").exit_code == 0
    listed = {one["title"]: one for one in json.loads(run(app, "list", "--json").stdout)}
    assert listed["Focusgroep Gent"]["missing"] == []
    assert listed["Focusgroep Genk"]["missing"] == ["second_approval"]
    assert "Een tweede persoon heeft nog niet gevalideerd." in run(app, "list").stdout


@pytest.fixture
def staff(app: Flask) -> None:
    """Ann and Bea decide, Fay facilitates, Cem has left."""
    for name, role in (
        ("ann", Role.POLICY),
        ("bea", Role.POLICY),
        ("fay", Role.FACILITATOR),
        ("cem", Role.POLICY),
    ):
        accounts.add_member(name.title(), name, role)
    accounts.member_named("cem").active = False
    db.session.commit()


WHO_CANNOT = [
    ("ann", "whoever brought it in cannot confirm it"),
    ("fay", "who may not confirm"),
    ("cem", "There is no active staff member 'cem'"),
    ("dee", "There is no active staff member 'dee'"),
]


@pytest.mark.usefixtures("staff")
@pytest.mark.parametrize(("name", "said"), WHO_CANNOT)
def test_who_cannot_confirm_a_batch_is_told_why(app: Flask, workbook: Path, name: str, said: str) -> None:
    batch = json.loads(run(app, "import", workbook, "--by", "ann", "--json").stdout)["batch"]
    told = run(app, "confirm", batch, "--by", name)
    assert (told.exit_code, said in told.stderr) == (1, True)
    listed = json.loads(run(app, "list", "--json").stdout)
    assert "batch" in listed[0]["missing"]


@pytest.mark.usefixtures("staff")
def test_a_batch_that_is_not_there_is_told_with_the_command_that_lists_them(app: Flask) -> None:
    told = run(app, "confirm", "nothing", "--by", "bea")
    assert (told.exit_code, "consult waiting" in told.stderr) == (1, True)


def test_the_template_is_written_and_never_over_something(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "sjabloon.xlsx"
    assert run(app, "template", file).exit_code == 0
    before = file.read_bytes()
    assert (run(app, "template", file).exit_code, file.read_bytes()) == (1, before)
