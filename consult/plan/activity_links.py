"""Which indicators an activity may be linked to, and which ones its kind and its Resultaat suggest.

Staff link, or do not: `feeds` and `counted_from` of the plan are our reading, not the plan's.
"""

from consult.plan.activity import ActivityKind
from consult.plan.definition import CONSULTATIONS, Indicator, Kind, Plan

# Our words for what the plan data calls `counted_from`.
_FEEDS: dict[str, tuple[ActivityKind, ...]] = {
    "meeting_policy": (ActivityKind.TALK,),
    "meeting_org": (ActivityKind.DIALOGUE, ActivityKind.MEETING),
    "meeting_network": (ActivityKind.NETWORK,),
    "forum_membership": (ActivityKind.FORUM,),
    "advice": (ActivityKind.ADVICE,),
    "study": (ActivityKind.STUDY,),
    "trajectory": (ActivityKind.TRAJECTORY,),
    "trajectory_org": (ActivityKind.TRAJECTORY,),
    "campaign": (ActivityKind.CAMPAIGN,),
    "press": (ActivityKind.PRESS,),
    "newsletter": (ActivityKind.NEWSLETTER,),
    "report": (ActivityKind.PUBLICATION,),
    "recommendation_published": (ActivityKind.PUBLICATION,),
    "coalition": (ActivityKind.COALITION,),
    "package": (ActivityKind.PACKAGE,),
}


def takes_activities(indicator: Indicator) -> bool:
    """Whether an indicator counts activities: it asks for at least so many of something that is no consultation."""
    return indicator.kind is Kind.COUNT_MIN and indicator.counted_from != CONSULTATIONS


def suggested(kind: ActivityKind, result: str, plan: Plan) -> tuple[Indicator, ...]:
    """The indicators that an activity of this kind may be linked to, those of its Resultaat and what they feed first.

    A suggestion and nothing more: staff link, or do not.
    """
    fitting = [one for one in linkable(plan) if kind in _FEEDS.get(one.counted_from, ())]
    near = _near(result, plan)
    return tuple(sorted(fitting, key=lambda one: one.id not in near))


def linkable_near(result: str, plan: Plan) -> tuple[Indicator, ...]:
    """The indicators of a Resultaat that count activities, then those that they may feed."""
    near, own = _near(result, plan), _own(result, plan)
    return tuple(sorted((one for one in linkable(plan) if one.id in near), key=lambda one: one not in own))


def _near(result: str, plan: Plan) -> set[str]:
    own = _own(result, plan)
    return {one.id for one in own} | {fed for one in own for fed in one.feeds}


def _own(result: str, plan: Plan) -> list[Indicator]:
    return [one for each in plan.results if each.id == result for one in each.indicators]


def linkable(plan: Plan) -> list[Indicator]:
    """The indicators that take a new link, in the order of the plan."""
    return [one for one in plan.indicators if takes_activities(one) and not one.superseded_by]


def refused_link(indicator: Indicator) -> str:
    """Why an indicator takes no new link, as a code; empty when it does."""
    if indicator.superseded_by:
        return "link_superseded"
    if indicator.counted_from == CONSULTATIONS:
        return "link_counts_consultations"
    return "" if indicator.kind is Kind.COUNT_MIN else "link_counts_nothing"
