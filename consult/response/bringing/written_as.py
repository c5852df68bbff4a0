"""A cell of a file as a form here would have posted it: days without an hour, times without seconds, numbers without a tail."""

import re
from decimal import Decimal, InvalidOperation

from consult.instrument.definition import Type

_WHOLE = re.compile(r"(-?\d+)[.,]0+")
_LONG = re.compile(r"-?\d+[.,]\d{7,}|-?\d+(?:\.\d+)?[eE][+-]?\d+")
_DAY_AND_HOUR = re.compile(
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4})[T ]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:Z|[+-]\d{2}:?\d{2})?"
)
_TIME = re.compile(r"(\d{1,2}:\d{2})(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[T ](\d{1,2}:\d{2}(?::.*)?)")
_MOST_PLACES = Decimal("0.000001")  # what a number here has behind its comma


def as_posted(type_: Type, value: str) -> str:
    """The value in the shape that this type of question takes; one that has no such shape stays as it is."""
    value = value.strip()
    if type_ is Type.DATE:
        found = _DAY_AND_HOUR.fullmatch(value)
        return found[1] if found else value
    if type_ is Type.TIME:
        found = _TIME.fullmatch(value)
        return found[1] if found else value
    if type_ is Type.DATETIME:
        return _moment(value)
    if type_ in (Type.INTEGER, Type.DECIMAL, Type.RANGE):
        return _number(value)
    return value


def plain_number(value: str) -> str:
    """1.0 as 1: a column with a hole in it is often saved so."""
    found = _WHOLE.fullmatch(value.strip())
    return found[1] if found else value.strip()


def _moment(value: str) -> str:
    """A moment written with the day first, as one with the year first; a spreadsheet shows no hour at midnight."""
    if _DAY.fullmatch(value):
        return f"{value}T00:00"
    found = _MOMENT.fullmatch(value)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}T{found[4].zfill(5)}" if found else value


def _number(value: str) -> str:
    """A number without the tail that a computer gives it: 0.30000000000000004, 12.5000000000, 1e3."""
    if not _LONG.fullmatch(value):
        return plain_number(value)
    try:
        number = Decimal(value.replace(",", ".")).quantize(_MOST_PLACES)
    except InvalidOperation:  # more digits than anyone answers
        return value
    return f"{number.normalize():f}"
