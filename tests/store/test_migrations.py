"""The migrations lead to the tables that the code knows, and lose no row on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from consult.actions import clock
from consult.app import create_app
from consult.store import audit, consultations
from consult.store.audit import AuditLine
from consult.store.base import Base, db
from consult.store.plans import LedgerLine

_DAY = clock.today()


@pytest.fixture
def first_tables(both_databases: str, database_url: str, tmp_path: Path) -> Iterator[None]:
    """A database as migration 0001 leaves it."""
    application = create_app({"DATA": tmp_path / "data", "DATABASE_URL": database_url, "TESTING": True})
    with application.app_context():
        upgrade(revision="0001")
        yield
        db.session.remove()
        db.engine.dispose()


def _differences() -> list[object]:
    """What a next migration would have to change; a type that autogenerate compares counts too."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


@pytest.mark.usefixtures("both_databases")
def test_after_the_last_migration_the_tables_are_those_of_the_code(app: Flask) -> None:
    assert _differences() == []


@pytest.mark.usefixtures("both_databases")
def test_a_column_that_no_migration_makes_is_found(app: Flask) -> None:
    db.session.execute(text("ALTER TABLE partners RENAME COLUMN name TO called"))
    db.session.commit()
    assert _differences() != []


@pytest.mark.usefixtures("first_tables")
def test_lines_of_before_survive_and_are_closed_from_then_on() -> None:
    _book_a_line()
    audit.note("machine", "purged", "answers")
    db.session.commit()
    upgrade(revision="0002")
    assert db.session.execute(text("SELECT amount, source FROM ledger")).all() == [(1, "focus-group-1")]
    assert [(one.line, one.act) for one in db.session.query(AuditLine)] == [(1, "purged")]
    assert list(audit.breaks()) == []
    for table in ("ledger", "audit"):
        _takes_new_lines_only(table)
    audit.note("machine", "purged", "answers")
    db.session.commit()
    assert db.session.query(AuditLine).count() == 2


@pytest.mark.usefixtures("first_tables")
def test_what_came_in_before_batches_waits_for_a_second_person() -> None:
    upgrade(revision="0003")
    db.session.execute(
        text("INSERT INTO projects VALUES ('p', 'Wonen 2023', 'social-housing', 'wonen', 'R7', 2023, false)")
    )
    for title, historic in (("Focusgroep Gent", True), ("Focusgroep Genk", True), ("Nieuw", False)):
        db.session.execute(
            _INSERT_CONSULTATION, {"id": title, "title": title, "historic": historic, "day": _DAY}
        )
    db.session.execute(
        text(
            "INSERT INTO documents (id, consultation_id, kind, title, checksum, media_type, reference, dated,"
            " recorded_by, recorded_on) VALUES ('d', 'Focusgroep Gent', 'report', 'Verslag', '', '', 'kast', :day,"
            " 'ann', :day)"
        ),
        {"day": _DAY},
    )
    db.session.commit()
    upgrade(revision="0004")
    held = {one.title: one for one in consultations.consultations()}
    batch = held["Focusgroep Gent"].batch
    assert batch is not None
    assert (batch.brought_by, batch.confirmed_at) == ("ann", None)
    assert held["Focusgroep Genk"].batch is batch
    assert held["Nieuw"].batch is None
    assert [one.id for one in held["Focusgroep Gent"].documents] == ["d"]


@pytest.mark.usefixtures("first_tables")
def test_asks_and_follow_up_of_before_stay_as_they_were() -> None:
    upgrade(revision="0007")
    for statement in (
        "INSERT INTO projects VALUES ('p', 'Wonen 2023', 'social-housing', 'wonen', 'R7', 2023, false)",
        (
            "INSERT INTO activities (id, title, kind, held, with_whom, level, setting, place, indicators, proof, passage,"
            " quote, quote_from, strength, strength_from, prepared_by, approved_by, said, agreed, noted_by,"
            " cancelled_because, demo, created_by, created_at) VALUES ('a', 'Wachten', 'talk', false, '', '', '', '', '[]',"
            " '', '', '', '', 0, '', '', '', '', '', '', '', false, 'ann', '2026-01-05 12:00:00+00:00')"
        ),
        "INSERT INTO activity_asks VALUES ('a', 1, 'Vertel het.', 'answered')",
        (
            "INSERT INTO recommendations (id, project_id, plan, title, explanation, addressee, government, domain,"
            " objectives, results, policy, success, further_study, version, written_by, written_at, changed_by, changed_at,"
            " demo) VALUES ('r', 'p', 'mjp', 'Zeg het', '', 'Wonen', 'flemish', '', '[]', '[]', '[]', '', false, 1, 'ann',"
            " '2026-01-05 12:00:00+00:00', 'ann', '2026-01-05 12:00:00+00:00', false)"
        ),
        (
            "INSERT INTO follow_up (id, recommendation_id, step, day, to_whom, forum, words, checksum, media_type, noted_by,"
            " noted_at) VALUES ('f', 'r', 'handed-over', '2026-02-01', 'kabinet', 'overleg', '', '', '', 'ann',"
            " '2026-02-01 12:00:00+00:00')"
        ),
    ):
        db.session.execute(text(statement))
    db.session.commit()
    upgrade(revision="0008")
    asks = db.session.execute(text("SELECT text, outcome, recommendation_id FROM activity_asks")).all()
    assert asks == [("Vertel het.", "answered", None)]
    steps = db.session.execute(text("SELECT step, forum, activity_id FROM follow_up")).all()
    assert steps == [("handed-over", "overleg", None)]
    with pytest.raises(DBAPIError):  # what became of a recommendation is told in one place
        db.session.execute(text("UPDATE activity_asks SET recommendation_id = 'r'"))
    db.session.rollback()


_INSERT_CONSULTATION = text(
    "INSERT INTO consultations (id, project_id, title, method, theme, result, indicators, criterion, instrument,"
    " longer_because, cancelled_because, historic, demo, created_by, created_at)"
    " VALUES (:id, 'p', :title, 'focus-group', 'wonen', '', '[]', '', '', '', '', :historic, false, 'ann',"
    " '2026-01-05 12:00:00+00:00')"
)


def _book_a_line() -> None:
    line = {
        "plan": "mjp",
        "indicator": "OD2.1-a",
        "indicator_version": 1,
        "amount": 1,
        "source": "focus-group-1",
        "rule": "LEVL-1",
        "rule_version": 1,
        "evidence_hash": "e" * 64,
        "effective_on": _DAY,
        "booked_at": clock.now(),
        "booked_by": "machine",
        "validated_by": "an",
    }
    db.session.execute(insert(LedgerLine).values(line))


def _takes_new_lines_only(table: str) -> None:
    for touch in (f"UPDATE {table} SET line = 9", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match="takes new lines only"):
            db.session.execute(text(touch))
        db.session.rollback()
