"""The audit log: acts of staff and machine, append-only, each line carrying the hash of the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Id, compact_json, db

_FIRST = "0" * 64
_CHAIN = 7261  # the number of our advisory lock


class AuditLine(Base):
    """One act. `details` hold names of things and counts; never an answer, an address or an agent."""

    __tablename__ = "audit"

    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    by: Mapped[str]
    act: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(Id)
    hash: Mapped[str] = mapped_column(Id, unique=True)


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold."""

    line: int
    found: str


def note(by: str, act: str, subject: str, **details: Any) -> None:
    """Adds a line. `by` is a staff member's id or `machine`; `act` a verb and a noun, such as `report approved`."""
    _wait_for_turn()
    last = db.session.execute(select(AuditLine).order_by(AuditLine.line.desc()).limit(1)).scalar_one_or_none()
    row = AuditLine(
        line=last.line + 1 if last else 1,
        at=datetime.now(UTC),
        by=by,
        act=act,
        subject=subject,
        details=details,
        previous=last.hash if last else _FIRST,
    )
    row.hash = _hash(row)
    db.session.add(row)
    db.session.flush()


def _wait_for_turn() -> None:
    # Two lines may not follow the same one. SQLite has one writer; PostgreSQL needs a lock until the commit.
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(_CHAIN)))


def breaks() -> Iterator[Break]:
    """Every place where a line was edited, deleted or reordered."""
    expected_line, previous = 1, _FIRST
    for row in db.session.execute(select(AuditLine).order_by(AuditLine.line)).scalars():
        if row.line != expected_line:
            yield Break(row.line, f"line {expected_line} is missing")
        if row.previous != previous:
            yield Break(row.line, "it does not follow the line before it")
        if row.hash != _hash(row):
            yield Break(row.line, "its content was changed")
        expected_line, previous = row.line + 1, row.hash


def lines(subject: str | None = None, most: int = 200) -> list[AuditLine]:
    """The newest lines first, of one subject or of all."""
    found = select(AuditLine).order_by(AuditLine.line.desc()).limit(most)
    if subject is not None:
        found = found.where(AuditLine.subject == subject)
    return list(db.session.execute(found).scalars())


def newest(act: str) -> AuditLine | None:
    """The last time that something was done; None when it never was."""
    found = select(AuditLine).where(AuditLine.act == act).order_by(AuditLine.line.desc()).limit(1)
    return db.session.execute(found).scalar_one_or_none()


def _hash(row: AuditLine) -> str:
    content = [row.line, row.at.isoformat(), row.by, row.act, row.subject, row.details, row.previous]
    return sha256(compact_json(content).encode()).hexdigest()
