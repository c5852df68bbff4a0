"""Numbers, days and times as people type them: in any digits of the languages offered, a comma or a point, 1/11/2026."""

import re
from datetime import date
from decimal import Decimal

from consult.instrument.languages import to_latin_digits

# Ten digits are more than any amount or number of people asked; a longer run is a slip or an attack.
MOST_DIGITS = 10

# "€ 1.200" and "800 euro" say a whole number as clearly as "1200". A comma is left alone: it begins cents.
_CURRENCY = re.compile(r"€|\beuro?\b|\beur\b|يورو", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?:\D|$))")
# Ten digits before the comma and six after it: what a double holds exactly enough.
_FRACTION = re.compile(r"(-?[0-9]{1,10})(?:[.,٫]([0-9]{1,6}))?", re.ASCII)
_DAYS = (
    (re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", re.ASCII), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", re.ASCII), (3, 2, 1)),
)
_TIME = re.compile(r"([0-9]{1,2})(?:[:.uh]([0-9]{2})?)?", re.ASCII | re.IGNORECASE)
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(?::.*)?", re.ASCII)


def bare(text: str) -> str:
    """A whole number without what is written around it: "€ 1.200" is 1200. What is no number stays as it is."""
    return "".join(_THOUSANDS.sub("", _CURRENCY.sub("", to_latin_digits(text))).split())


def whole_number(text: str) -> int | None:
    """The whole number that `bare` gives, of any length."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS else None


def fraction(text: str) -> Decimal | None:
    """A number with a fraction or without."""
    found = _FRACTION.fullmatch("".join(to_latin_digits(text).split()))
    return Decimal(f"{found[1]}.{found[2] or 0}") if found else None


def day(text: str) -> date | None:
    """A day: as a browser's calendar posts it (2026-11-01), or as people here write it (1/11/2026)."""
    written = to_latin_digits(text)
    for form, places in _DAYS:
        if found := form.fullmatch(written):
            try:
                return date(*(int(found[place]) for place in places))
            except ValueError:  # 30 February
                return None
    return None


def time(text: str) -> str | None:
    """A time as 14:30, from 14:30, 14u30 or 14.30."""
    found = _TIME.fullmatch("".join(to_latin_digits(text).split()))
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


def moment(text: str) -> tuple[str, str] | None:
    """Day and time of what a program sends in one box: 2026-11-01T14:30, perhaps with seconds and a zone, which are no part of the answer."""
    found = _MOMENT.fullmatch(to_latin_digits(text))
    return (found[1], found[2]) if found else None
