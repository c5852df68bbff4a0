"""The patterns of regex(), matched in linear time: a backtracking engine can be made to run for hours."""

from functools import lru_cache
from typing import Any

import re2

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False  # a bad pattern is a problem in our words, not a line on stderr


class PatternError(ValueError):
    """The pattern of a regex() is wrong, or needs a backtracking engine."""


@lru_cache(maxsize=512)
def pattern(source: str) -> Any:
    """The compiled pattern. Raises PatternError with what is wrong with it."""
    try:
        return re2.compile(source, _OPTIONS)
    except UnicodeEncodeError:
        raise PatternError("half of a character") from None
    except re2.error as error:
        reason = error.args[0]
        raise PatternError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None


def matches(written: str, source: str) -> bool:
    """Whether the whole text matches, as ODK documents it (Enketo searches; anchored patterns agree in both).

    Nothing matches a pattern that is wrong: the author is told beforehand, a respondent never is.
    """
    try:
        return pattern(source).fullmatch(written) is not None
    except (PatternError, UnicodeEncodeError):
        return False
