"""Published versions of instruments: canonical JSON, never changed once written."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Id, db


class InstrumentVersion(Base):
    """One immutable version of an instrument, all its languages included; `id` is the hash of `document`."""

    __tablename__ = "instrument_versions"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    instrument: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]  # 1, 2, 3 ... for people; never part of an address
    structure_hash: Mapped[str] = mapped_column(Id)
    published_on: Mapped[date]
    published_by: Mapped[str]
    title: Mapped[str]
    method: Mapped[str]
    report: Mapped[str]
    languages: Mapped[list[str]]
    document: Mapped[dict[str, Any]] = mapped_column(deferred=True)


def version(id_: str) -> InstrumentVersion | None:
    """A published version by its hash."""
    return db.session.get(InstrumentVersion, id_)


def versions_of(instrument: str) -> list[InstrumentVersion]:
    """Every published version of an instrument, oldest first."""
    found = select(InstrumentVersion).where(InstrumentVersion.instrument == instrument)
    return list(db.session.execute(found.order_by(InstrumentVersion.number)).scalars())


def all_versions() -> list[InstrumentVersion]:
    """Every published version, by instrument, oldest first."""
    found = select(InstrumentVersion).order_by(InstrumentVersion.instrument, InstrumentVersion.number)
    return list(db.session.execute(found).scalars())


def newest_versions() -> list[InstrumentVersion]:
    """The newest version of each instrument, by name."""
    found = select(InstrumentVersion).order_by(InstrumentVersion.instrument, InstrumentVersion.number)
    newest = {row.instrument: row for row in db.session.execute(found).scalars()}
    return list(newest.values())


def keep_version(row: InstrumentVersion) -> None:
    """Adds a version."""
    db.session.add(row)
    db.session.flush()
