"""Drafts: answers on their way, each a sealed row that is deleted when it is sent or its day is past."""

from __future__ import annotations

from datetime import date
from typing import cast

from sqlalchemy import BindParameter, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Id
from consult.store.writing import run


class Draft(Base):
    """Answers on their way: sealed, deleted when sent or expired. Half of the key is in the respondent's cookie."""

    __tablename__ = "drafts"
    __table_args__ = {"sqlite_with_rowid": False}  # a rowid would number drafts in the order of their arrival

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation: Mapped[str] = mapped_column(Id)
    expires: Mapped[date] = mapped_column(index=True)
    sealed: Mapped[bytes]


_drafts = cast(Table, Draft.__table__)

# Statements are built once: building one costs several times what SQLite needs to run it (docs/benchmarks).
_id: BindParameter[str] = bindparam("id_")
_at: BindParameter[str] = bindparam("consultation_")
_today: BindParameter[date] = bindparam("today_")
_SEALED = select(_drafts.c.sealed).where(
    _drafts.c.id == _id, _drafts.c.consultation == _at, _drafts.c.expires >= _today
)
# Locks the row on PostgreSQL until the end of the request (SQLite has one writer): two tabs follow each other.
_SEALED_TO_WRITE = _SEALED.with_for_update()
_NEW = insert(_drafts)
_REWRITTEN = (
    update(_drafts)
    .where(_drafts.c.id == _id)
    .values(sealed=bindparam("sealed_"), expires=bindparam("expires_"))
)
_GONE = delete(_drafts).where(_drafts.c.id == _id)


def draft(id_: str, consultation: str, today: date, *, to_write: bool) -> bytes | None:
    """The sealed draft, or None when it was sent, has expired or never was in this consultation."""
    statement = _SEALED_TO_WRITE if to_write else _SEALED
    sealed: bytes | None = run(
        statement, {"id_": id_, "consultation_": consultation, "today_": today}
    ).scalar()
    return sealed


def keep(id_: str, consultation: str, expires: date, sealed: bytes) -> None:
    """Writes a draft for the first time."""
    run(_NEW, {"id": id_, "consultation": consultation, "expires": expires, "sealed": sealed})


def rewrite(id_: str, sealed: bytes, expires: date) -> bool:
    """Replaces a draft's content; False when it is gone."""
    return bool(run(_REWRITTEN, {"id_": id_, "sealed_": sealed, "expires_": expires}).rowcount)


def drop(id_: str) -> None:
    """Deletes a draft, if it is there."""
    run(_GONE, {"id_": id_})


def drop_expired(today: date) -> int:
    """Deletes the drafts whose day is past; how many there were."""
    return run(delete(_drafts).where(_drafts.c.expires < today)).rowcount


def expired(today: date) -> int:
    """How many drafts wait to be purged."""
    found: int = run(select(func.count()).select_from(_drafts).where(_drafts.c.expires < today)).scalar_one()
    return found
