"""When an activity counts for an indicator, and everything that it misses before it does.

It counts for the indicators that staff linked it to, never by its kind alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from consult.plan.activity import Activity, is_second_person, seen
from consult.plan.activity_links import takes_activities
from consult.plan.definition import Indicator, Plan
from consult.plan.missing import Missing

SENTENCES_AFTERWARDS = 2
_WORDS_IN_A_SENTENCE = 3
# A full stop ends a sentence when a capital, a digit or a quote follows: "o.a. huurders" is still one sentence.
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“„‘(]?[A-ZÀ-Þ0-9])|\n+")


def missing(activity: Activity, plan: Plan, as_of: date) -> tuple[Missing, ...]:
    """Everything that keeps `activity` from counting anywhere in `plan` on a day, in the order in which things happen.

    A cancelled one misses one thing, `cancelled`: nothing that is done makes it count.
    """
    known = seen(activity, as_of)
    if known.cancelled:
        return (Missing("cancelled"),)
    return tuple(found for condition in _CONDITIONS if (found := condition(known, plan, as_of)))


def missing_for(activity: Activity, indicator: Indicator, plan: Plan, as_of: date) -> tuple[Missing, ...]:
    """What keeps a linked `activity` from counting for one indicator: that of a year plan counts what was held in its year."""
    lacking = missing(activity, plan, as_of)
    year = year_of(indicator, plan)
    held = activity.day if activity.day and activity.day <= as_of else None
    if year and held and plan.covers(held) and held.year != year and lacking != (Missing("cancelled"),):
        return (*lacking, Missing("another_year", held.year, year))
    return lacking


def year_of(indicator: Indicator, plan: Plan) -> int | None:
    """The year of the annual plan that an indicator is printed in; None for one of the whole period."""
    return next((one.year for one in plan.annual_plans if one.id == indicator.document), None)


def sentences(text: str) -> int:
    """How many sentences a text holds; fewer than three words are none."""
    pieces = _BETWEEN_SENTENCES.split(text.strip())
    return sum(len(piece.split()) >= _WORDS_IN_A_SENTENCE for piece in pieces)


_Condition = Callable[[Activity, Plan, date], Missing | None]


def _same_world(known: Activity, plan: Plan, as_of: date) -> Missing | None:
    if known.demo == plan.demo:
        return None
    return Missing("demonstration" if known.demo else "no_demonstration")


def _with_somebody(known: Activity, plan: Plan, as_of: date) -> Missing | None:
    needed = known.kind.is_a_conversation and not known.with_whom.strip()
    return Missing("with_whom") if needed else None


def _linked(known: Activity, plan: Plan, as_of: date) -> Missing | None:
    counting = {one.key for one in plan.indicators if takes_activities(one)}
    return None if counting & set(known.links) else Missing("link")


def _held(known: Activity, plan: Plan, as_of: date) -> Missing | None:
    if known.day is None:
        return Missing("date")
    if known.day > as_of:
        return Missing("future")
    return None if known.held else Missing("held")


def _in_period(known: Activity, plan: Plan, as_of: date) -> Missing | None:
    return Missing("outside_plan") if known.day and not plan.covers(known.day) else None


def _told(known: Activity, plan: Plan, as_of: date) -> Missing | None:
    have = sentences(known.said)
    return Missing("notes", have, SENTENCES_AFTERWARDS) if have < SENTENCES_AFTERWARDS else None


def _seen_by_a_second(known: Activity, plan: Plan, as_of: date) -> Missing | None:
    """Someone else's look, at the notes as they are: a validation from before them saw something else."""
    validated, noted = known.validated, known.noted_on
    if is_second_person(known) and validated and noted and validated.on >= noted:
        return None
    return Missing("second_approval")


_CONDITIONS: tuple[_Condition, ...] = (
    _same_world,
    _with_somebody,
    _linked,
    _held,
    _in_period,
    _told,
    _seen_by_a_second,
)


@dataclass(frozen=True, slots=True)
class JudgedActivity:
    """An activity that is linked to an indicator: what it counts for there, and everything that keeps it from counting."""

    activity: Activity
    why: tuple[Missing, ...]

    @property
    def counts(self) -> int:
        """1 when nothing is missing."""
        return 0 if self.why else 1


@dataclass(frozen=True, slots=True)
class IndicatorStanding:
    """How far an indicator that counts activities is."""

    indicator: Indicator
    judged: tuple[JudgedActivity, ...]

    @property
    def counted(self) -> int:
        """How many of them count."""
        return sum(one.counts for one in self.judged)


def indicator_standings(
    activities: Iterable[Activity], plan: Plan, as_of: date
) -> tuple[IndicatorStanding, ...]:
    """Every indicator that counts activities, in the order of the plan, with the activities linked to it by day."""
    in_order = sorted(activities, key=lambda one: (one.day or date.max, one.id))
    return tuple(
        IndicatorStanding(indicator, tuple(_judged(in_order, indicator, plan, as_of)))
        for indicator in plan.indicators
        if takes_activities(indicator)
    )


def _judged(
    in_order: Sequence[Activity], indicator: Indicator, plan: Plan, as_of: date
) -> Iterator[JudgedActivity]:
    for one in in_order:
        if indicator.key in one.links:
            yield JudgedActivity(one, missing_for(one, indicator, plan, as_of))
