"""What day it is, and what time for acts of staff. Tests replace `now` and nothing else."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day in Brussels; all that a response ever knows of time."""
    return now().astimezone(BRUSSELS).date()
