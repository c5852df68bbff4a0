"""What time it is: UTC for acts of staff, the day in Brussels for everything that is counted (design, decision 15)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The day it is in Brussels."""
    return now().astimezone(BRUSSELS).date()
