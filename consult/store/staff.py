"""Staff members, their sessions on the server, one-time links and failed attempts."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base, Id, db
from consult.store.writing import add as add
from consult.store.writing import drop as drop


class StaffMember(Base):
    """Someone who works with consult. `password` is an argon2id hash, empty until the one-time link is used."""

    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    sign_in_name: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="nl")
    active: Mapped[bool] = mapped_column(default=True)


class OneTimeLink(Base):
    """A link to choose a password; `id` is the hash of what the link carries."""

    __tablename__ = "one_time_links"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[str] = mapped_column(Id, ForeignKey("staff.id"))
    expires_at: Mapped[datetime]
    member: Mapped[StaffMember] = relationship()


class StaffSession(Base):
    """A signed-in session; `id` is the hash of the cookie, so that a stolen database opens nothing."""

    __tablename__ = "staff_sessions"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    staff_id: Mapped[str] = mapped_column(Id, ForeignKey("staff.id"), index=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    member: Mapped[StaffMember] = relationship(lazy="joined")


class FailedSignIn(Base):
    """How often in a row signing in under a name failed, and until when it waits."""

    __tablename__ = "failed_sign_ins"

    sign_in_name: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]


def members() -> list[StaffMember]:
    """Every staff member by name."""
    return list(db.session.execute(select(StaffMember).order_by(StaffMember.name)).scalars())


def member(id_: str) -> StaffMember | None:
    """One staff member."""
    return db.session.get(StaffMember, id_)


def member_named(sign_in_name: str) -> StaffMember | None:
    """The staff member with this sign-in name."""
    found = select(StaffMember).where(StaffMember.sign_in_name == sign_in_name)
    return db.session.execute(found).scalar_one_or_none()


def link(id_: str) -> OneTimeLink | None:
    """A one-time link by its hash."""
    return db.session.get(OneTimeLink, id_)


def drop_links_of(staff_id: str) -> None:
    """Deletes every open one-time link of a staff member."""
    db.session.execute(delete(OneTimeLink).where(OneTimeLink.staff_id == staff_id))


def session(id_: str) -> StaffSession | None:
    """A session by its hash."""
    return db.session.get(StaffSession, id_)


def sessions_of(staff_id: str) -> list[StaffSession]:
    """The open sessions of a staff member, newest first."""
    found = (
        select(StaffSession).where(StaffSession.staff_id == staff_id).order_by(StaffSession.began_at.desc())
    )
    return list(db.session.execute(found).scalars())


def drop_session(id_: str) -> None:
    """Ends a session."""
    db.session.execute(delete(StaffSession).where(StaffSession.id == id_))


def drop_sessions_of(staff_id: str) -> None:
    """Ends every session of a staff member."""
    db.session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))


def failed_sign_in(sign_in_name: str) -> FailedSignIn | None:
    """What went wrong before under a name."""
    return db.session.get(FailedSignIn, sign_in_name)


def drop_failures_before(moment: datetime) -> int:
    """Forgets failed sign-ins from before a moment; how many names that were."""
    forgotten = delete(FailedSignIn).where(FailedSignIn.last_at < moment)
    return cast("CursorResult[Any]", db.session.execute(forgotten)).rowcount


def drop_links_before(moment: datetime) -> int:
    """Forgets one-time links that expired before a moment."""
    forgotten = delete(OneTimeLink).where(OneTimeLink.expires_at < moment)
    return cast("CursorResult[Any]", db.session.execute(forgotten)).rowcount


def drop_sessions_begun_before(moment: datetime) -> int:
    """Forgets sessions that are past their absolute limit."""
    forgotten = delete(StaffSession).where(StaffSession.began_at < moment)
    return cast("CursorResult[Any]", db.session.execute(forgotten)).rowcount
