"""To whom a quote may be ascribed: only to a class of people in which one of them cannot be found."""

from collections.abc import Sequence
from enum import StrEnum

from consult.consultation.definition import Known, Participation


class Attribution(StrEnum):
    """The classes there are. There is none that is finer: never "woman, 34, from X"."""

    PARTICIPANT = "participant"
    TARGET_GROUP = "target-group"
    FIRST_TIME = "first-time"
    EARLIER = "earlier"


def safe_classes(
    session: Sequence[Participation], sample: Sequence[Participation], least: int, least_of_origin: int
) -> tuple[Attribution, ...]:
    """The classes that hold enough people who spoke, in the session and in the whole sample.

    least: the smallest class that is named. least_of_origin: of one that tells about origin. "A participant" is always safe.
    """
    asked = {
        Attribution.TARGET_GROUP: least_of_origin,
        Attribution.FIRST_TIME: least,
        Attribution.EARLIER: least,
    }
    large = [one for one, most in asked.items() if min(_size(session, one), _size(sample, one)) >= most]
    return (Attribution.PARTICIPANT, *large)


def _size(people: Sequence[Participation], class_: Attribution) -> int:
    """How many in the grid may have said it: whoever gave no input did not."""
    return sum(one.count for one in people if one.gave_input and _is_in(one, class_))


def _is_in(one: Participation, class_: Attribution) -> bool:
    return {
        Attribution.PARTICIPANT: True,
        Attribution.TARGET_GROUP: one.target_group is Known.YES,
        Attribution.FIRST_TIME: one.earlier is Known.NO,
        Attribution.EARLIER: one.earlier is Known.YES,
    }[class_]
