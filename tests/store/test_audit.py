"""The audit log tells when someone touched it."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from consult.store import audit
from consult.store.base import db


def three_lines() -> None:
    for act in ("report approved", "consultation validated", "year locked"):
        audit.note("ann", act, "focus-group-1")
    db.session.commit()


def test_an_untouched_log_holds(both_databases: str, app: Flask) -> None:
    three_lines()
    assert list(audit.breaks()) == []


def test_the_database_refuses_to_change_or_delete_a_line(both_databases: str, app: Flask) -> None:
    three_lines()
    for touch in ("UPDATE audit SET act = 'x'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="takes new lines only"):
            db.session.execute(text(touch))
        db.session.rollback()


@pytest.mark.parametrize(
    ("touch", "found"),
    [
        ("UPDATE audit SET act = 'x' WHERE line = 2", "its content was changed"),
        ("DELETE FROM audit WHERE line = 2", "line 2 is missing"),
    ],
)
def test_who_gets_past_the_database_is_found(app: Flask, touch: str, found: str) -> None:
    three_lines()
    for trigger in ("audit_no_update", "audit_no_delete"):
        db.session.execute(text(f"DROP TRIGGER {trigger}"))
    db.session.execute(text(touch))
    assert found in [one.found for one in audit.breaks()]
