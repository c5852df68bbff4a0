"""Sessions that are still to be held, and how many people were invited to each; never who."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base, Id, db
from consult.store.consultations import Partner


class PlannedSession(Base):
    """A session as it is meant to be held: a part of a day, a place in bands, staff or functions; no address, no guest.

    session_id: the session as it was held. moved_to: the plan that came in its stead. Both empty while it is to come.
    """

    __tablename__ = "planned_sessions"
    __table_args__ = (
        CheckConstraint("part_of_day IN ('morning', 'afternoon', 'evening')", name="part_of_day"),
        CheckConstraint(
            "(called_off_on IS NULL) = (called_off_because = '')", name="called_off_with_a_reason"
        ),
        CheckConstraint("moved_to IS NULL OR called_off_on IS NOT NULL", name="moved_is_called_off"),
        CheckConstraint("session_id IS NULL OR called_off_on IS NULL", name="held_or_called_off"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    day: Mapped[date]
    part_of_day: Mapped[str]
    place: Mapped[str] = mapped_column(default="")  # a province, Brussels or online
    kind_of_place: Mapped[str] = mapped_column(default="")  # a school, a partner's house; never which one
    languages: Mapped[list[str]] = mapped_column(default=list)
    interpreter: Mapped[bool] = mapped_column(default=False)
    version: Mapped[str | None] = mapped_column(Id, ForeignKey("instrument_versions.id"))  # the guide
    facilitator: Mapped[str] = mapped_column(default="")  # a staff id, or a function
    note_taker: Mapped[str] = mapped_column(default="")
    planned_by: Mapped[str]
    planned_on: Mapped[date]
    called_off_on: Mapped[date | None]
    called_off_because: Mapped[str] = mapped_column(default="")
    moved_to: Mapped[str | None] = mapped_column(Id, ForeignKey("planned_sessions.id"))
    session_id: Mapped[str | None] = mapped_column(Id, ForeignKey("group_sessions.id"), unique=True)

    recruitment: Mapped[list[Recruitment]] = relationship(
        order_by="Recruitment.invited.desc(), Recruitment.id", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def is_to_come(self) -> bool:
        """Whether it was neither held nor called off."""
        return self.session_id is None and self.called_off_on is None


class Recruitment(Base):
    """How many people one partner, or we ourselves, invited to a planned session, and how many of those came."""

    __tablename__ = "recruitment"
    __table_args__ = (
        CheckConstraint("invited >= 1", name="invited_is_a_count"),
        CheckConstraint("came IS NULL OR (came >= 0 AND came <= invited)", name="who_came_was_invited"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    planned_id: Mapped[str] = mapped_column(Id, ForeignKey("planned_sessions.id"), index=True)
    partner_id: Mapped[str | None] = mapped_column(Id, ForeignKey("partners.id"))  # None: we ourselves
    invited: Mapped[int]
    came: Mapped[int | None]  # not known before it was held

    partner: Mapped[Partner | None] = relationship(lazy="joined")


def planned(id_: str) -> PlannedSession | None:
    """One planned session."""
    return db.session.get(PlannedSession, id_)


def planned_of(consultation: str) -> list[PlannedSession]:
    """Every session that was planned for a consultation, called off ones included, in the order of their days."""
    found = select(PlannedSession).where(PlannedSession.consultation_id == consultation)
    parts = ("morning", "afternoon", "evening")
    planned = db.session.execute(found).scalars()
    return sorted(planned, key=lambda one: (one.day, parts.index(one.part_of_day), one.id))


def plan_behind(session: str) -> PlannedSession | None:
    """The plan that a held session came from; None for one that was recorded without."""
    found = select(PlannedSession).where(PlannedSession.session_id == session)
    return db.session.execute(found).scalar_one_or_none()
