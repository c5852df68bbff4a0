"""Days and times in expressions: texts such as 2026-11-03 and 2026-11-03T14:30, and numbers of days since 1970."""

import math
import re
from datetime import date, datetime

from consult.instrument.expression.value import Operand, number, part_of_day, text

_EPOCH = date(1970, 1, 1).toordinal()
_ESCAPE = re.compile(r"%(.)", re.DOTALL)
TIME_ESCAPES = frozenset("HhMS3")
ESCAPES = frozenset("YymnbdeaHhMS3%")
# Not those of the machine's own language: what is stored is the same wherever someone answers.
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: Operand) -> str:
    """The day of a date, of a moment or of a number of days since 1970-01-01, as 2026-11-03; "" when it is none."""
    found = _moment(value)
    return "" if found is None else found.date().isoformat()


def part_of_day_in(value: Operand) -> float:
    """The part of the day that has gone by at a time or a moment: 0.75 at 18:00."""
    written = text(value).strip()
    return math.nan if math.isnan(number(written)) else part_of_day(written.rpartition("T")[2])


def formatted(value: Operand, form: Operand) -> str:
    """A date or moment as `form` says, with ODK's signs: %Y-%m-%d. "" when it is none."""
    moment = _moment(value)
    return "" if moment is None else _ESCAPE.sub(lambda found: _written(moment, found), text(form))


def _moment(value: Operand) -> datetime | None:
    days = number(value)
    if not math.isfinite(days):
        return None
    whole_days = math.floor(days)
    # To the millisecond, which is what %3 shows: a third of a day is no whole number of anything.
    milliseconds = min(math.floor((days - whole_days) * 86_400_000 + 0.5), 86_399_999)
    try:
        on = datetime.fromordinal(_EPOCH + whole_days)
    except (ValueError, OverflowError):  # outside of the years 1 to 9999
        return None
    seconds, thousandths = divmod(milliseconds, 1000)
    return on.replace(
        hour=seconds // 3600,
        minute=seconds // 60 % 60,
        second=seconds % 60,
        microsecond=thousandths * 1000,
    )


def _written(moment: datetime, escape: re.Match[str]) -> str:
    parts = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02}",
        "e": str(moment.day),
        "a": _DAYS[moment.weekday()],
        "H": f"{moment.hour:02}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}",
        "%": "%",
    }
    return parts.get(escape[1], escape[0])
