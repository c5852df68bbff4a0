"""The ledger of releases: what left, for whom, under which agreement; and what waits to be made."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import JSON, CheckConstraint, CursorResult, ForeignKey, and_, func, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base, Id, db
from consult.store.consultations import Consultation
from consult.store.writing import add as add

WAITING, WORKING, READY, REFUSED, RECALLED = "waiting", "working", "ready", "refused", "recalled"


class Release(Base):
    """One release of a consultation's answers under a profile. Its files lie in `releases/<id>` of the data folder.

    held: of each version and day how many responses it rests on, never which. certificate: what
    was promised and reached, {} until it is ready. problems: why it was refused, as sentences with their facts (`disclosure.wording`).
    """

    __tablename__ = "releases"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'working', 'ready', 'refused', 'recalled')", name="state"),
        CheckConstraint("(recalled_on IS NULL) = (recalled_because = '')", name="recalled_with_a_reason"),
        CheckConstraint("agreed_on IS NULL OR agreement <> ''", name="an_agreement_that_is_named"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    profile: Mapped[str]
    profile_hash: Mapped[str] = mapped_column(Id)
    audience: Mapped[str]
    formats: Mapped[list[str]]
    language: Mapped[str]
    recipient: Mapped[str] = mapped_column(default="")  # an organisation or a role, never a person
    purpose: Mapped[str] = mapped_column(default="")
    agreement: Mapped[str] = mapped_column(default="")  # where the signed agreement lies
    agreed_on: Mapped[date | None]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=WAITING, index=True)
    stage: Mapped[str] = mapped_column(default="")  # what is being done while it is made
    seen_at: Mapped[datetime | None]  # when whoever makes it last said so
    problems: Mapped[list[Any]] = mapped_column(JSON, default=list)
    held: Mapped[dict[str, Any]] = mapped_column(default=dict)
    certificate: Mapped[dict[str, Any]] = mapped_column(default=dict)
    recalled_on: Mapped[date | None]
    recalled_by: Mapped[str] = mapped_column(default="")
    recalled_because: Mapped[str] = mapped_column(default="")

    consultation: Mapped[Consultation] = relationship()


def release(id_: str) -> Release | None:
    """A release by its id."""
    return db.session.get(Release, id_)


def releases_of(consultation: str | None = None) -> list[Release]:
    """Every release, of one consultation or of all, newest first."""
    found = select(Release).order_by(Release.asked_at.desc(), Release.id)
    if consultation is not None:
        found = found.where(Release.consultation_id == consultation)
    return list(db.session.execute(found).scalars())


def take(id_: str, now: datetime, silent_since: datetime) -> bool:
    """Takes a release that waits, or whose maker said nothing since then; False when someone else has it."""
    is_free = or_(
        Release.state == WAITING,
        and_(Release.state == WORKING, func.coalesce(Release.seen_at, Release.asked_at) < silent_since),
    )
    taken = update(Release).where(Release.id == id_, is_free).values(state=WORKING, seen_at=now)
    return cast("CursorResult[Any]", db.session.execute(taken)).rowcount == 1


def oldest_in(state: str) -> Release | None:
    """The release that has been in a state longest."""
    found = select(Release).where(Release.state == state).order_by(Release.asked_at, Release.id).limit(1)
    return db.session.execute(found).scalar_one_or_none()
