"""How far each indicator is, in the shape that `consult count --json` prints and other programs read."""

from collections.abc import Sequence
from typing import Any

from consult.plan.activities import IndicatorStanding, JudgedActivity
from consult.plan.definition import Indicator
from consult.plan.tally import Tally


def indicators_as_json(tally: Tally, standings: Sequence[IndicatorStanding]) -> list[dict[str, Any]]:
    """Every indicator that asks for at least so many, in the order of the plan.

    That of the consultations first: what it counts stands under `consultations`, so it lists no activities.
    """
    own = _indicator(tally.plan.consultations, tally.counted, [])
    return [own, *(_standing(one) for one in standings)]


def _standing(standing: IndicatorStanding) -> dict[str, Any]:
    return _indicator(standing.indicator, standing.counted, [_activity(one) for one in standing.judged])


def _indicator(indicator: Indicator, counted: int, activities: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "key": indicator.key,
        "title": indicator.nl,
        "unit": indicator.unit,
        "counted_from": indicator.counted_from,
        "target": indicator.target,
        "counted": counted,
        "activities": activities,
    }


def _activity(judged: JudgedActivity) -> dict[str, Any]:
    one = judged.activity
    return {
        "id": one.id,
        "title": one.title,
        "kind": one.kind.value,
        "day": one.day.isoformat() if one.day else None,
        "with": one.with_whom,
        "held": one.held,
        "demo": one.demo,
        "counts": judged.counts,
        "why": [missing.code for missing in judged.why],
    }
