"""Flood protection without identity: one bucket of tokens per public form, in memory. No address is looked at."""

import threading
import time
from collections.abc import Callable


class Bucket:
    """Takes `per_minute` requests a minute, and as many at once after a quiet minute."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute, self._clock = per_minute, clock
        self._tokens, self._at = float(per_minute), clock()
        self._lock = threading.Lock()

    def takes_one(self) -> bool:
        """Whether there is room for one more request now."""
        with self._lock:
            now = self._clock()
            self._tokens = min(self._per_minute, self._tokens + (now - self._at) * self._per_minute / 60)
            self._at = now
            if self._tokens < 1:
                return False
            self._tokens -= 1
            return True


class Pressure:
    """A bucket for each form, and a small one for its codes: guessing is slow, answering is not."""

    CODES_PER_MINUTE = (
        30  # 30**12 codes at 30 guesses a minute: 34 million years to meet one of a thousand responses
    )

    def __init__(self, requests_per_minute: int) -> None:
        self._requests_per_minute = requests_per_minute
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def takes_page(self, consultation: str) -> bool:
        """Whether a form takes one more page."""
        return self._bucket(consultation, "page", self._requests_per_minute).takes_one()

    def takes_code(self, consultation: str) -> bool:
        """Whether a form takes one more code to look up."""
        return self._bucket(consultation, "code", self.CODES_PER_MINUTE).takes_one()

    def _bucket(self, consultation: str, kind: str, per_minute: int) -> Bucket:
        return self._buckets.setdefault((consultation, kind), Bucket(per_minute))
