"""An activity as the steps in which its facts happen: what is done, what is missing."""

from consult.actions.activity_records import ActivityStanding
from consult.web.interface import _
from consult.web.staff.activity_words import shortcoming
from consult.web.staff.steps import Step

FACTS, BEFORE, AFTER, VALIDATION = "facts", "before", "after", "validation"

_WHERE = {"future": AFTER, "held": AFTER, "notes": AFTER, "second_approval": VALIDATION}


def activity_steps(standing: ActivityStanding) -> list[Step]:
    """Its facts, what is prepared, what was said, the second person; preparing is never asked."""
    titles = {FACTS: _("Wat, wanneer, met wie")}
    if standing.activity.kind.is_a_conversation:
        titles[BEFORE] = _("Voor het gesprek")
    titles[AFTER] = _("Na het gesprek") if BEFORE in titles else _("Nadat het gehouden is")
    titles[VALIDATION] = _("Validatie door een tweede persoon")
    lacking = {key: _of(standing, key) for key in titles}
    first = next((key for key in titles if lacking[key]), None)
    cancelled = standing.activity.cancelled is not None
    return [
        Step(
            key,
            title,
            "lapsed" if cancelled else _standing(key, first, bool(lacking[key])),
            tuple(() if cancelled else lacking[key]),
        )
        for key, title in titles.items()
    ]


def _of(standing: ActivityStanding, key: str) -> list[str]:
    return [
        shortcoming(one, standing.activity) for one in standing.missing if _WHERE.get(one.code, FACTS) == key
    ]


def _standing(key: str, first: str | None, is_open: bool) -> str:
    """Preparing stands open beside the others: it helps, and nothing waits for it."""
    if key == BEFORE:
        return "later"
    if not is_open:
        return "done"
    return "now" if key == first else "later"
