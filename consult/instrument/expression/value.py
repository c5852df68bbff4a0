"""What an expression works on, and how one kind becomes another: XPath's rules as ODK applies them."""

import math
import re
from datetime import date
from typing import TypeAlias

Value: TypeAlias = str | float | int | bool | list[str]

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_EPOCH = date(1970, 1, 1).toordinal()


def number(value: Value) -> float:
    """The value as a number; NaN when it is none. A date counts in days since 1970-01-01."""
    if isinstance(value, (bool, int, float)):
        return _as_float(value)
    written = text(value).strip()
    if _NUMBER.fullmatch(written):
        return float(written)
    return _days(written)


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:  # an int beyond 1.8e308; Python refuses where XPath has infinity
        return math.copysign(math.inf, value)


def _days(written: str) -> float:
    parts = _DATE.fullmatch(written)
    if parts is None:
        return math.nan
    try:
        return float(date(int(parts[1]), int(parts[2]), int(parts[3])).toordinal() - _EPOCH)
    except ValueError:  # 30 February
        return math.nan


def text(value: Value) -> str:
    """The value as text: a list of codes parted by spaces, a whole number without a point."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _digits(value)


def _digits(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    shortest = repr(value)
    return shortest if "e" not in shortest else f"{value:.20f}".rstrip("0")


def truth(value: Value) -> bool:
    """Whether the value counts as true: not empty, not zero, not NaN."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def codes(value: Value) -> list[str]:
    """The codes ticked in an answer to a select_multiple (or the one of a select_one)."""
    return value if isinstance(value, list) else text(value).split()


def is_empty(value: Value) -> bool:
    """Whether nothing was answered; zero and false are answers."""
    return value in ("", [])
