"""What the tests of the staff door share."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from consult.actions import clock


@pytest.fixture(autouse=True)
def _april(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 2 April 2026, nine in the morning in Brussels, and a little later each time someone looks."""
    ticks = count()
    monkeypatch.setattr(
        clock, "now", lambda: datetime(2026, 4, 2, 7, 0, tzinfo=UTC) + timedelta(milliseconds=next(ticks))
    )
