"""What does not leave, and what would help."""

from collections.abc import Iterable

from consult.disclosure.wording import Sentence


class ReleaseRefused(Exception):
    """No group of respondents is large enough to release. Says why; `advice` says what would help."""

    def __init__(self, reason: Sentence, advice: Iterable[Sentence] = ()) -> None:
        self.reason = reason
        self.advice = tuple(advice)
        super().__init__(" ".join([reason, *self.advice]))
