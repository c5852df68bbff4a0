"""What day it is, and what time for acts of staff. Tests replace this clock and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


_lived: ContextVar[datetime | None] = ContextVar("lived", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _lived.get() or datetime.now(UTC)


@contextmanager
def at(day: date) -> Iterator[None]:
    """Inside the block it is noon of `day` in Brussels: a demonstration lives through years in a minute."""
    token = _lived.set(datetime.combine(day, time(12), BRUSSELS).astimezone(UTC))
    try:
        yield
    finally:
        _lived.reset(token)


def today() -> date:
    """The day in Brussels; all that a response ever knows of time."""
    return now().astimezone(BRUSSELS).date()
