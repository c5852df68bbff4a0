"""An activity: a talk, a dialogue, a meeting or the like, with the records that say whether it was held."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from consult.consultation.definition import Cancellation, Validation

# An address, a number to call, or a title with a name: what tells of a person and not of an organisation or a function.
_OF_A_PERSON = re.compile(
    r"@|(?:\+?\d[\s./-]?){8,}|\b(?i:mevrouw|meneer|de heer|mevr|mw|dhr|mr|mrs|madame|monsieur)\b\.?\s+[A-ZÀ-Þ]"
)


class ActivityKind(StrEnum):
    """What was done, in the words that the plan counts by."""

    TALK = "talk"  # with policy actors
    DIALOGUE = "dialogue"
    MEETING = "meeting"  # with organisations
    NETWORK = "network"
    FORUM = "forum"  # an advisory council or platform
    ADVICE = "advice"
    STUDY = "study"
    TRAJECTORY = "trajectory"
    TRAINING = "training"
    CAMPAIGN = "campaign"
    PRESS = "press"
    NEWSLETTER = "newsletter"
    PUBLICATION = "publication"
    PODCAST = "podcast"
    COALITION = "coalition"
    PACKAGE = "package"
    OTHER = "other"

    @property
    def is_a_conversation(self) -> bool:
        """Whether there is somebody on the other side: then with whom is asked, and a gespreksfiche helps."""
        return self in _CONVERSATIONS


_CONVERSATIONS = frozenset(
    {
        ActivityKind.TALK,
        ActivityKind.DIALOGUE,
        ActivityKind.MEETING,
        ActivityKind.NETWORK,
        ActivityKind.FORUM,
    }
)


class Level(StrEnum):
    """Which government it was about."""

    LOCAL = "local"
    FLEMISH = "flemish"
    FEDERAL = "federal"


class Setting(StrEnum):
    """How it was held."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    PHONE = "phone"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity as its records tell it. links: keys of indicators (`jap-2025/R7-a`).

    day: on which it is planned, or was held when `held`. said: what was said afterwards. noted_by, noted_on: of `said`.
    """

    id: str
    title: str
    kind: ActivityKind
    project: str = ""
    day: date | None = None
    held: bool = False
    with_whom: str = ""
    level: str = ""
    setting: str = ""
    links: tuple[str, ...] = ()
    said: str = ""
    noted_by: str = ""
    noted_on: date | None = None
    proof: str = ""
    owner: str = ""
    cancelled: Cancellation | None = None
    validated: Validation | None = None
    validated_before: tuple[Validation, ...] = ()
    demo: bool = False


def seen(activity: Activity, as_of: date) -> Activity:
    """`activity` with only the records of `as_of` and before."""
    noted = activity.noted_on is not None and activity.noted_on <= as_of
    cancelled = activity.cancelled
    return replace(
        activity,
        said=activity.said if noted else "",
        noted_on=activity.noted_on if noted else None,
        cancelled=cancelled if cancelled and cancelled.on <= as_of else None,
        validated=_validation(activity, as_of),
        validated_before=(),
    )


def _validation(activity: Activity, as_of: date) -> Validation | None:
    """The last one of that day or before, unless it was taken back by then."""
    every = (*activity.validated_before, activity.validated)
    last = next((one for one in reversed(every) if one and one.on <= as_of), None)
    if last is None or (last.withdrawn_on and last.withdrawn_on <= as_of):
        return None
    return replace(last, withdrawn_on=None)


def record_days(activity: Activity) -> tuple[date, ...]:
    """Every day on which something about it came to be: between two of them its verdict stays as it is."""
    validations = [one for one in (*activity.validated_before, activity.validated) if one]
    days = [activity.day, activity.noted_on, activity.cancelled.on if activity.cancelled else None]
    days += [one.on for one in validations] + [one.withdrawn_on for one in validations]
    return tuple(sorted({day for day in days if day}))


def is_second_person(activity: Activity) -> bool:
    """Whether whoever validated neither made the activity nor wrote what was said."""
    validated = activity.validated
    return bool(validated and validated.by and validated.by not in (activity.owner, activity.noted_by))


def tells_of_a_person(text: str) -> bool:
    """Whether a text that should name an organisation or a function carries what is a person's."""
    return bool(_OF_A_PERSON.search(text))
