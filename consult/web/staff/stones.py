"""The places of the plan's target as stones: counted, held and waiting for a step, under way, or still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from consult.actions.records import Standing
from consult.consultation.states import State
from consult.plan.missing import missing
from consult.plan.tally import Judged, Tally
from consult.web.staff.shortcomings import missing_sentence
from consult.web.staff.steps import Next, next_step

COUNTED, WAITING, UNDER_WAY, OPEN = "counted", "waiting", "under-way", "open"

# What no step mends once the fieldwork is over: who was not there does not come any more.
_PAST_MENDING = frozenset(
    {
        "cancelled",
        "demonstration",
        "no_demonstration",
        "trajectory_counted",
        "participations",
        "people",
        "target_share",
    }
)
_AFTER_FIELDWORK = (State.HELD, State.DOCUMENTED, State.VALIDATED, State.LOCKED)


@dataclass(frozen=True)
class Stone:
    """One place. number: of the place; beyond: more than the plan asks for. missing: the first thing to do about it."""

    number: int
    kind: str
    judged: Judged | None = None
    missing: str = ""
    next: Next | None = None
    beyond: bool = False


def stones(tally: Tally, today: date) -> list[Stone]:
    """As many places as the plan asks for, or as are filled when those are more."""
    target = tally.target or 0
    counted = [one for one in tally.judged for _ in range(one.verdict.counts)]
    placed = [Stone(0, COUNTED, one) for one in counted]
    left = max(0, target - len(placed))
    placed += islice((*waiting(tally), *under_way(tally, today)), left)
    placed += [Stone(0, OPEN)] * (target - len(placed))
    return [
        Stone(number, one.kind, one.judged, one.missing, one.next, beyond=number > target)
        for number, one in enumerate(placed, start=1)
    ]


def waiting(tally: Tally) -> list[Stone]:
    """What was held and counts as soon as what is missing is done."""
    return list(_stones(tally, WAITING, _AFTER_FIELDWORK))


def under_way(tally: Tally, today: date) -> list[Stone]:
    """What is running, or planned today: of a day in the past only what had begun is known."""
    planned = (State.PLANNED,) if tally.as_of >= today else ()
    return list(_stones(tally, UNDER_WAY, (State.RUNNING, *planned)))


def standing(judged: Judged, tally: Tally) -> Standing:
    """Where a consultation stands as of the day of the tally, under its rule."""
    lacking = missing(judged.consultation, tally.rule, tally.plan, tally.as_of)
    return Standing(judged.consultation, judged.state, lacking)


def _stones(tally: Tally, kind: str, states: tuple[State, ...]) -> Iterator[Stone]:
    for one in sorted(
        tally.judged, key=lambda judged: states.index(judged.state) if judged.state in states else 0
    ):
        now = standing(one, tally)
        if one.state not in states or not now.missing:
            continue
        if kind == WAITING and any(lack.code in _PAST_MENDING for lack in now.missing):
            continue
        first = missing_sentence(now.missing[0], one.consultation)
        yield Stone(0, kind, one, first, next_step(now))
