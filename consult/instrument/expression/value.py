"""What an expression works on, and how one kind becomes another: XPath's rules as ODK applies them."""

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | float | int | bool | list[str]
# A tuple is a node-set: all answers to a question in a repeat, seen from outside of it, or cells of a choice list.
Operand: TypeAlias = str | float | int | bool | list[str] | tuple["Operand", ...]

_NUMBER = re.compile(r"-?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)", re.ASCII)
_MOMENT = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:T(.+))?", re.ASCII)
_TIME = re.compile(
    r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9](?:\.[0-9]{1,9})?))?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?",
    re.ASCII,
)
_EPOCH = date(1970, 1, 1).toordinal()
_SECONDS_A_DAY = 86_400


def number(value: Operand) -> float:
    """The value as a number; NaN when it is none. A date counts in days since 1970-01-01, a time as part of a day."""
    if isinstance(value, (bool, int, float)):
        return _as_float(value)
    written = text(value).strip()
    if _NUMBER.fullmatch(written):
        return float(written.replace(",", "."))  # as people here write it, and as JavaRosa reads it
    return _days(written)


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:  # an int beyond 1.8e308; Python refuses where XPath has infinity
        return -math.inf if value < 0 else math.inf


def _days(written: str) -> float:
    parts = _MOMENT.fullmatch(written)
    if parts is None:
        return part_of_day(written)
    try:
        days = date(int(parts[1]), int(parts[2]), int(parts[3])).toordinal() - _EPOCH
    except ValueError:  # 30 February
        return math.nan
    return float(days) if parts[4] is None else days + part_of_day(parts[4])


def part_of_day(written: str) -> float:
    """The part of a day that has gone by at a time such as 18:00 or 18:00:30.5+02:00; NaN for anything else.

    A zone is read over: the time stands as the respondent's clock showed it, in whatever zone that was.
    """
    parts = _TIME.fullmatch(written)
    if parts is None:
        return math.nan
    return (int(parts[1]) * 3600 + int(parts[2]) * 60 + float(parts[3] or 0)) / _SECONDS_A_DAY


def text(value: Operand) -> str:
    """The value as text: a list of codes parted by spaces, a whole number without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return text(first(value))
    return str(value) if isinstance(value, int) else _digits(value)


def _digits(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    shortest = repr(value)
    return shortest if "e" not in shortest else f"{value:.20f}".rstrip("0")


def truth(value: Operand) -> bool:
    """Whether the value counts as true: not empty, not zero, not NaN."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return truth(first(value)) if isinstance(value, tuple) else bool(value)


def codes(value: Operand) -> list[str]:
    """The codes ticked in an answer to a select_multiple (or the one of a select_one)."""
    return value if isinstance(value, list) else text(value).split()


def is_empty(value: Operand) -> bool:
    """Whether nothing was answered; zero and false are answers."""
    return value in ("", []) or (isinstance(value, tuple) and is_empty(first(value)))


def first(value: Operand) -> Value:
    """The value itself; of a node-set the first of its members, "" when it has none."""
    while isinstance(value, tuple):
        value = value[0] if value else ""
    return value


def members(value: Operand) -> Iterator[Value]:
    """The members of a node-set in order, those of sets within it included; a single value is a set of one."""
    if isinstance(value, tuple):
        for member in value:
            yield from members(member)
    else:
        yield value
