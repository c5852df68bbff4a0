"""Drafts, responses, their free text. No column here leads to a person or a device (privacy.md, section 1)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import (
    CheckConstraint,
    CursorResult,
    Executable,
    ForeignKey,
    Table,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Id, db

_NO_ROWID = {"sqlite_with_rowid": False}  # a rowid would number responses in the order of their arrival


class Draft(Base):
    """Answers on their way: sealed, deleted when sent or expired. Half of the key is in the respondent's cookie."""

    __tablename__ = "drafts"
    __table_args__ = _NO_ROWID

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation: Mapped[str] = mapped_column(Id)
    expires: Mapped[date] = mapped_column(index=True)
    sealed: Mapped[bytes]


class StoredResponse(Base):
    """One response: exactly these columns and no others (design, decision 3)."""

    __tablename__ = "responses"
    __table_args__ = (
        CheckConstraint("mode IN ('web', 'paper', 'interviewer', 'offline')", name="mode"),
        CheckConstraint("state IN ('complete', 'partial')", name="state"),
        CheckConstraint(
            "(mode = 'interviewer' AND interviewer IS NOT NULL AND interpreter IS NOT NULL)"
            " OR (mode <> 'interviewer' AND interviewer IS NULL AND interpreter IS NULL)",
            name="interviewer_mode_only",
        ),
        CheckConstraint("length(id) = 64", name="id_is_a_keyed_hash"),
        _NO_ROWID,
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    version: Mapped[str] = mapped_column(Id, ForeignKey("instrument_versions.id"))
    language: Mapped[str]
    mode: Mapped[str]
    interviewer: Mapped[str | None]
    interpreter: Mapped[bool | None]
    day: Mapped[date]
    consent_version: Mapped[str]
    state: Mapped[str]
    format: Mapped[int]
    document: Mapped[dict[str, Any]]


class SealedText(Base):
    """One free text of a response, sealed on arrival to the research key and the recovery key."""

    __tablename__ = "texts"
    __table_args__ = _NO_ROWID

    response: Mapped[str] = mapped_column(
        Id, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True
    )
    variable: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]


class ParticipationTally(Base):
    """How many responses of a day fall in a class that counting reads; kept with every response sent or withdrawn.

    Only what the responses themselves hold, so that the progress page need not open every document.
    """

    __tablename__ = "participation_tallies"
    __table_args__ = (CheckConstraint("n >= 0", name="n_is_a_count"), _NO_ROWID)

    consultation: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    target_group: Mapped[str] = mapped_column(primary_key=True)
    earlier: Mapped[str] = mapped_column(primary_key=True)
    gave_input: Mapped[bool] = mapped_column(primary_key=True)
    n: Mapped[int]


@dataclass(frozen=True, slots=True)
class Tally:
    """The class of participation that a response falls in."""

    consultation: str
    day: date
    target_group: str
    earlier: str
    gave_input: bool


_drafts = cast(Table, Draft.__table__)
_responses = cast(Table, StoredResponse.__table__)
_texts = cast(Table, SealedText.__table__)
_tallies = cast(Table, ParticipationTally.__table__)


def _rows_changed(statement: Executable) -> int:
    return cast("CursorResult[Any]", db.session.execute(statement)).rowcount


def draft(id_: str, consultation: str, today: date) -> bytes | None:
    """The sealed draft, or None when it was sent, has expired or never was in this consultation.

    Locks the row on PostgreSQL until the end of the request (SQLite has one writer), so that two tabs follow each other.
    """
    found = select(_drafts.c.sealed).where(
        _drafts.c.id == id_, _drafts.c.consultation == consultation, _drafts.c.expires >= today
    )
    return db.session.execute(found.with_for_update()).scalar()


def keep_draft(id_: str, consultation: str, expires: date, sealed: bytes) -> None:
    """Writes a draft for the first time."""
    values = {"id": id_, "consultation": consultation, "expires": expires, "sealed": sealed}
    db.session.execute(insert(_drafts).values(values))


def rewrite_draft(id_: str, sealed: bytes, expires: date) -> bool:
    """Replaces a draft's content; False when it is gone."""
    changes = update(_drafts).where(_drafts.c.id == id_).values(sealed=sealed, expires=expires)
    return bool(_rows_changed(changes))


def drop_draft(id_: str) -> None:
    """Deletes a draft, if it is there."""
    db.session.execute(delete(_drafts).where(_drafts.c.id == id_))


def drop_expired_drafts(today: date) -> int:
    """Deletes the drafts whose day is past; how many there were."""
    return _rows_changed(delete(_drafts).where(_drafts.c.expires < today))


def expired_drafts(today: date) -> int:
    """How many drafts wait to be purged."""
    return db.session.execute(
        select(func.count()).select_from(_drafts).where(_drafts.c.expires < today)
    ).scalar_one()


def is_stored(id_: str) -> bool:
    """Whether a response with this keyed hash is held."""
    return db.session.execute(select(_responses.c.id).where(_responses.c.id == id_)).first() is not None


def keep_response(row: dict[str, Any], texts: dict[str, bytes], tally: Tally) -> bool:
    """Stores a response once; False when it was stored before, and then nothing else happens."""
    insertion = _upsert()(_responses).values(row).on_conflict_do_nothing()
    if not _rows_changed(insertion):
        return False
    if texts:
        rows = [{"response": row["id"], "variable": name, "sealed": sealed} for name, sealed in texts.items()]
        db.session.execute(insert(_texts), rows)
    _add_to_tally(tally)
    return True


def _add_to_tally(tally: Tally) -> None:
    values = {name: getattr(tally, name) for name in Tally.__slots__}
    insertion = _upsert()(_tallies).values(**values, n=1)
    db.session.execute(
        insertion.on_conflict_do_update(index_elements=list(values), set_={"n": _tallies.c.n + 1})
    )


def _upsert() -> Any:
    return sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert


def response(id_: str) -> StoredResponse | None:
    """One response by its keyed hash."""
    return db.session.get(StoredResponse, id_)


def responses_of(consultation: str) -> Iterator[StoredResponse]:
    """Every response of a consultation, in the order of their hashes, which tells nothing of arrival."""
    found = (
        select(StoredResponse).where(StoredResponse.consultation == consultation).order_by(StoredResponse.id)
    )
    yield from db.session.execute(found.execution_options(yield_per=1000)).scalars()


def erase_response(id_: str, tally: Tally) -> None:
    """Deletes a response with its free text and takes it out of the tally."""
    db.session.execute(delete(_texts).where(_texts.c.response == id_))
    db.session.execute(delete(_responses).where(_responses.c.id == id_))
    same = [_tallies.c[name] == getattr(tally, name) for name in Tally.__slots__]
    db.session.execute(update(_tallies).where(*same).values(n=_tallies.c.n - 1))
    db.session.execute(delete(_tallies).where(*same, _tallies.c.n == 0))


def tallies_of(consultation: str) -> list[tuple[Tally, int]]:
    """The participation of a survey by day and class, with how many responses each class holds."""
    rows = db.session.execute(select(_tallies).where(_tallies.c.consultation == consultation)).all()
    return [
        (Tally(row.consultation, row.day, row.target_group, row.earlier, row.gave_input), row.n)
        for row in rows
    ]


def tallies() -> dict[str, list[tuple[Tally, int]]]:
    """The participation of every survey, by consultation, in one statement."""
    found: dict[str, list[tuple[Tally, int]]] = {}
    for row in db.session.execute(select(_tallies)).all():
        tally = Tally(row.consultation, row.day, row.target_group, row.earlier, row.gave_input)
        found.setdefault(row.consultation, []).append((tally, row.n))
    return found


def response_counts() -> dict[str, int]:
    """How many responses each consultation holds."""
    rows = db.session.execute(
        select(_tallies.c.consultation, func.sum(_tallies.c.n)).group_by(_tallies.c.consultation)
    )
    return {row[0]: int(row[1]) for row in rows}


_UNLINKED = "z"  # no hexadecimal digit: such an id is no hash of any code


def versions_answered() -> list[str]:
    """The instrument versions that responses are held of."""
    return list(db.session.execute(select(_responses.c.version).distinct()).scalars())


def linked_before(version: str, day: date) -> list[str]:
    """The responses from before `day` whose id is still the hash of a withdrawal code."""
    found = select(_responses.c.id).where(
        _responses.c.version == version, _responses.c.day < day, ~_responses.c.id.startswith(_UNLINKED)
    )
    return list(db.session.execute(found).scalars())


def unlink_response(id_: str) -> None:
    """Gives a response and its texts a random id in the place of the keyed hash."""
    new = _UNLINKED + secrets.token_hex(32)[:63]
    columns = [column for column in _responses.c if column.name != "id"]
    copied = select(literal(new), *columns).where(_responses.c.id == id_)
    db.session.execute(insert(_responses).from_select(["id", *(column.name for column in columns)], copied))
    db.session.execute(update(_texts).where(_texts.c.response == id_).values(response=new))
    db.session.execute(delete(_responses).where(_responses.c.id == id_))
