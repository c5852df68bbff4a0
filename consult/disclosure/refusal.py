"""What does not leave, and what would help."""

from collections.abc import Iterable


class ReleaseRefused(Exception):
    """No group of respondents is large enough to release. Says why; `advice` says what would help."""

    def __init__(self, reason: str, advice: Iterable[str] = ()) -> None:
        self.reason = reason
        self.advice = tuple(advice)
        super().__init__(" ".join([reason, *self.advice]))
