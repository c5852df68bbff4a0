"""The register of activities: talks, dialogues, meetings and the like, with their asks and validations."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from consult.store.base import Base, Id, db
from consult.store.consultations import Project
from consult.store.writing import add as add
from consult.store.writing import flush as flush
from consult.store.writing import refresh as refresh


class Activity(Base):
    """A talk, a dialogue, a meeting, an advice or the like, that staff link to indicators.

    day: on which it is planned, or was held once `held`. The second half is the gespreksfiche and what was said.
    """

    __tablename__ = "activities"
    __table_args__ = (
        CheckConstraint("NOT held OR day IS NOT NULL", name="held_on_a_day"),
        CheckConstraint("level IN ('', 'local', 'flemish', 'federal')", name="level"),
        CheckConstraint("setting IN ('', 'in-person', 'online', 'phone', 'written')", name="setting"),
        CheckConstraint("strength BETWEEN 0 AND 4", name="strength_in_four_steps"),
        CheckConstraint("(noted_on IS NULL) = (noted_by = '')", name="noted_by_somebody"),
        CheckConstraint("(approved_on IS NULL) = (approved_by = '')", name="approved_by_somebody"),
        CheckConstraint("(cancelled_on IS NULL) = (cancelled_because = '')", name="cancelled_with_a_reason"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    project_id: Mapped[str | None] = mapped_column(Id, ForeignKey("projects.id"), index=True)
    title: Mapped[str]  # the subject
    kind: Mapped[str]
    day: Mapped[date | None]
    held: Mapped[bool] = mapped_column(default=False)
    with_whom: Mapped[str] = mapped_column(default="")  # organisations and functions, never a person
    level: Mapped[str] = mapped_column(default="")
    setting: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    indicators: Mapped[list[str]] = mapped_column(default=list)  # keys, e.g. ["jap-2025/R7-a"]
    proof: Mapped[str] = mapped_column(default="")  # where the minutes, the mail or the page lie

    passage: Mapped[str] = mapped_column(default="")  # of the policy note, by its id
    quote: Mapped[str] = mapped_column(default="")
    quote_from: Mapped[str] = mapped_column(default="")
    strength: Mapped[int] = mapped_column(default=0)  # 1 to 4; 0: not said
    strength_from: Mapped[str] = mapped_column(default="")
    prepared_by: Mapped[str] = mapped_column(default="")  # who wrote the quote and the strength last
    approved_by: Mapped[str] = mapped_column(default="")  # who read them after that
    approved_on: Mapped[date | None]

    said: Mapped[str] = mapped_column(default="")
    agreed: Mapped[str] = mapped_column(default="")  # who does what now
    noted_by: Mapped[str] = mapped_column(default="")
    noted_on: Mapped[date | None]

    cancelled_on: Mapped[date | None]
    cancelled_because: Mapped[str] = mapped_column(default="")
    demo: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[str]
    created_at: Mapped[datetime]

    project: Mapped[Project | None] = relationship(lazy="joined")
    asks: Mapped[list[ActivityAsk]] = relationship(
        order_by="ActivityAsk.line", cascade="all, delete-orphan", lazy="selectin"
    )
    validations: Mapped[list[ActivityValidation]] = relationship(
        order_by="ActivityValidation.validated_at", lazy="selectin"
    )


class ActivityAsk(Base):
    """One thing that we ask in a talk, and what became of it; of a recommendation that is noted there, and not here."""

    __tablename__ = "activity_asks"
    __table_args__ = (
        CheckConstraint("line BETWEEN 1 AND 5", name="at_most_five"),
        CheckConstraint(
            "outcome IN ('', 'handed-over', 'answered', 'adopted', 'partly', 'rejected', 'no-answer')",
            name="outcome",
        ),
        CheckConstraint("recommendation_id IS NULL OR outcome = ''", name="one_outcome"),
    )

    activity_id: Mapped[str] = mapped_column(Id, ForeignKey("activities.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="")
    recommendation_id: Mapped[str | None] = mapped_column(Id, ForeignKey("recommendations.id"), index=True)


class ActivityValidation(Base):
    """A second person validates an activity, or takes that back; the last one holds."""

    __tablename__ = "activity_validations"
    __table_args__ = (UniqueConstraint("activity_id", "validated_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(Id, ForeignKey("activities.id"), index=True)
    validated_by: Mapped[str]
    validated_on: Mapped[date]
    validated_at: Mapped[datetime]
    withdrawn_because: Mapped[str] = mapped_column(default="")  # not empty: takes the validation back


def activities(project: str | None = None) -> list[Activity]:
    """Every activity, of one project or of all, by day; one without a day last.

    Read anew: what another transaction recorded since this one first looked is in it.
    """
    found = (
        select(Activity)
        .options(joinedload(Activity.project).lazyload(Project.consultations))
        .order_by(Activity.day.is_(None), Activity.day, Activity.title, Activity.id)
    )
    if project is not None:
        found = found.where(Activity.project_id == project)
    return list(db.session.execute(found.execution_options(populate_existing=True)).scalars())


def activity(id_: str) -> Activity | None:
    """One activity."""
    return db.session.get(Activity, id_)


def activities_asking(recommendation: str) -> list[Activity]:
    """The activities in which a recommendation is on the page to take along, by day."""
    asking = select(ActivityAsk.activity_id).where(ActivityAsk.recommendation_id == recommendation)
    found = select(Activity).where(Activity.id.in_(asking)).order_by(Activity.day.is_(None), Activity.day)
    return list(db.session.execute(found).scalars())
