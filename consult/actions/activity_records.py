"""Rows of the register as the frozen values that the rules read: the one place where records become an Activity."""

from collections.abc import Sequence
from dataclasses import dataclass

from consult.actions import clock, plans
from consult.actions.validations import validations
from consult.consultation.definition import Cancellation
from consult.plan.activities import missing, missing_for
from consult.plan.activity import Activity, ActivityKind
from consult.plan.definition import Indicator, Plan
from consult.plan.missing import Missing
from consult.store import activities as rows


@dataclass(frozen=True, slots=True)
class Linked:
    """An indicator that an activity is linked to, and what keeps it from counting there."""

    indicator: Indicator
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class ActivityStanding:
    """Where an activity stands today: everything that it misses, and per indicator whether it counts."""

    activity: Activity
    missing: tuple[Missing, ...]
    links: tuple[Linked, ...]

    @property
    def counts(self) -> bool:
        """Whether it counts for at least one indicator."""
        return any(not one.missing for one in self.links)


def all_activities() -> tuple[Activity, ...]:
    """Every activity of the house as the rules read it, in a number of statements that does not grow with them."""
    return tuple(recorded(row) for row in rows.activities())


def standing(row: rows.Activity) -> ActivityStanding:
    """Where the activity of this row stands today in the plan of its day; without a plan nothing can be linked."""
    return standing_in(row, plans.plans())


def standing_in(row: rows.Activity, loaded: Sequence[Plan]) -> ActivityStanding:
    """Where it stands in the one of these plans that its day falls in, or else the last."""
    activity, today = recorded(row), clock.today()
    plan = plan_for(row, loaded)
    if plan is None:
        return ActivityStanding(activity, (Missing("link"),), ())
    linked = [one for one in plan.indicators if one.key in activity.links]
    return ActivityStanding(
        activity,
        missing(activity, plan, today),
        tuple(Linked(one, missing_for(activity, one, plan, today)) for one in linked),
    )


def plan_for(row: rows.Activity, loaded: Sequence[Plan]) -> Plan | None:
    """The plan whose period holds the day of this activity, or else the last one; None while none was loaded."""
    day = row.day or clock.today()
    return next((one for one in loaded if one.covers(day)), loaded[-1] if loaded else None)


def recorded(row: rows.Activity) -> Activity:
    """Every record of one activity, each with its day: validations that were taken back included."""
    *before, validated = [None, *validations(row.validations)]
    return Activity(
        id=row.id,
        title=row.title,
        kind=ActivityKind(row.kind),
        project=row.project_id or "",
        day=row.day,
        held=row.held,
        with_whom=row.with_whom,
        level=row.level,
        setting=row.setting,
        links=tuple(row.indicators),
        said=row.said,
        noted_by=row.noted_by,
        noted_on=row.noted_on,
        proof=row.proof,
        owner=row.created_by,
        cancelled=Cancellation(row.cancelled_on, row.cancelled_because) if row.cancelled_on else None,
        validated=validated,
        validated_before=tuple(filter(None, before)),
        demo=row.demo,
    )
