"""The tally, the ledger and the day on which each was true agree, on both databases and however often it is settled."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import event

from consult.actions import clock, plans, progress
from consult.plan.ledger import total
from consult.plan.tally import Tally
from consult.shipped import shipped
from consult.store.base import db
from tests.actions.worlds import a_held_group, a_project, validate

MARCH, APRIL, MAY = date(2025, 3, 10), date(2025, 4, 15), date(2025, 5, 20)
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 November 2026."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))


@pytest.fixture
def loaded(app: Flask) -> None:
    """The shipped plan and rules."""
    plans.load_plans(shipped("instruments"), demo=False, by="machine")


def tally(as_of: date = TODAY) -> Tally:
    plan = plans.plan("mjp-2022-2026")
    return progress.report_progress(plan, as_of, plans.rule(plan.rule))


def in_ledger(indicator: str, as_of: date = TODAY) -> int:
    plan = plans.plan("mjp-2022-2026")
    return total(progress.ledger(plan), plan.indicator(indicator).key, as_of)


def test_the_ledger_says_what_the_tally_says(both_databases: str, app: Flask, loaded: None) -> None:
    project = a_project()
    validate(a_held_group(project, "Gent", MARCH, people=8), APRIL)
    validate(a_held_group(project, "Halle", APRIL, people=6), MAY)
    a_held_group(project, "Genk", MAY)
    assert progress.settle("bob") == 4
    db.session.commit()
    assert (tally().counted, tally().persons) == (2, 14)
    assert (in_ledger("OD2.1-a"), in_ledger("OD2.1-b")) == (2, 14)


def test_settling_twice_books_nothing_more(both_databases: str, app: Flask, loaded: None) -> None:
    validate(a_held_group(a_project(), "Gent", MARCH), APRIL)
    progress.settle("bob")
    assert progress.settle("bob") == 0


def test_it_counts_from_the_day_of_the_validation_on(app: Flask, loaded: None) -> None:
    validate(a_held_group(a_project(), "Gent", MARCH), APRIL)
    progress.settle("bob")
    assert [tally(day).counted for day in (MARCH, APRIL)] == [0, 1]
    assert [in_ledger("OD2.1-a", day) for day in (MARCH, APRIL)] == [0, 1]


def test_a_validation_taken_back_counted_until_that_day(
    both_databases: str, app: Flask, loaded: None
) -> None:
    group = a_held_group(a_project(), "Gent", MARCH)
    validate(group, MARCH)
    progress.settle("bob")
    validate(group, APRIL, withdrawn_because="verslag is van een andere groep")
    progress.settle("bob")
    validate(group, MAY, by="carla")
    progress.settle("carla")
    days = (MARCH, date(2025, 4, 1), APRIL, MAY)
    assert [tally(day).counted for day in days] == [1, 1, 0, 1]
    assert [in_ledger("OD2.1-a", day) for day in days] == [1, 1, 0, 1]
    assert [(entry.amount, entry.on) for entry in lines("OD2.1-a")] == [(1, MARCH), (-1, APRIL), (1, MAY)]


def lines(indicator: str) -> list[progress.LedgerEntry]:
    plan = plans.plan("mjp-2022-2026")
    return [one for one in progress.ledger(plan) if one.indicator == plan.indicator(indicator).key]


def test_the_database_refuses_to_change_a_line(both_databases: str, app: Flask, loaded: None) -> None:
    validate(a_held_group(a_project(), "Gent", MARCH), APRIL)
    progress.settle("bob")
    db.session.commit()
    with pytest.raises(Exception, match="takes new lines only"):
        db.session.execute(db.text("UPDATE ledger SET amount = 5"))
    db.session.rollback()


def test_a_line_says_who_validated_and_by_which_rule(app: Flask, loaded: None) -> None:
    validate(a_held_group(a_project(), "Gent", MARCH), APRIL)
    progress.settle("ann")
    line = lines("OD2.1-a")[0]
    assert (line.rule, line.rule_version, line.by, line.validated_by) == ("LEVL-1", 1, "ann", "bob")
    assert len(line.evidence_hash) == 64


def test_settling_without_a_plan_books_nothing(app: Flask) -> None:
    validate(a_held_group(a_project(), "Gent", MARCH), APRIL)
    assert progress.settle("bob") == 0


def test_a_demonstration_never_counts_in_a_real_plan(app: Flask, loaded: None) -> None:
    validate(a_held_group(a_project(demo=True), "Gent", MARCH), APRIL)
    assert progress.settle("bob") == 0
    assert tally().counted == 0


def test_the_three_readings_stand_side_by_side_ours_first(app: Flask, loaded: None) -> None:
    project = a_project()
    validate(a_held_group(project, "Gent", MARCH), APRIL)
    validate(a_held_group(project, "Halle", MARCH), APRIL)
    readings = progress.readings(plans.plan("mjp-2022-2026"), TODAY)
    assert [(one.rule.id, one.counted) for one in readings] == [
        ("LEVL-1", 2),
        ("every-interview", 2),
        ("per-trajectory", 1),
    ]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every SQL statement that is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


def test_the_number_of_statements_does_not_grow_with_the_consultations(
    both_databases: str, app: Flask, loaded: None
) -> None:
    def asked_with(n: int) -> int:
        for number in range(n):
            project = a_project(f"Project {number}")
            validate(a_held_group(project, f"Groep {number}", MARCH), APRIL)
        db.session.commit()
        db.session.expunge_all()
        with statements() as sent:
            tally()
        return len(sent)

    assert asked_with(2) == asked_with(20) <= 13
