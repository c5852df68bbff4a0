"""Writing rows: what the database refuses is known where it was written, not at the end of the request.

The modules of the tables give these on, so that who writes a finding says `findings.add`.
"""

from typing import Any

from sqlalchemy import CursorResult, Executable

from consult.store.base import Base, db


def add(row: Base) -> None:
    """Adds a row and lets the database judge it at once."""
    db.session.add(row)
    db.session.flush()


def drop(row: Base) -> None:
    """Deletes a row."""
    db.session.delete(row)
    db.session.flush()


def refresh(row: Base) -> None:
    """Reads a row and its records anew, after one was added."""
    db.session.refresh(row)


def flush() -> None:
    """Lets the database judge every change so far."""
    db.session.flush()


def run(statement: Executable, values: Any = None) -> CursorResult[Any]:
    """Runs a statement in this request's transaction, past the session's own machinery: there is no object here."""
    return db.session.connection().execute(statement, values)
