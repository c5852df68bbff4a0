"""The patterns of regex(), matched in linear time: a backtracking engine can be made to run for hours."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False  # a bad pattern is a problem in our words, not a line on stderr


class PatternError(ValueError):
    """The pattern of a regex() is wrong, or needs a backtracking engine."""


# What tells where [...] begins and ends, and what forms write as Java does and RE2 otherwise.
_SIGN = re.compile(
    r"\\u(?P<code>[0-9A-Fa-f]{4})"
    r"|\\(?P<has>[pP])\{(?P<named>Alpha|Digit|Alnum|Upper|Lower|Punct|Graph|Print|Blank|Cntrl|XDigit|Space|ASCII)\}"
    r"|\\.|\[:\^?[a-z]+:\]|(?P<opens>\[\^?\]?)|(?P<closes>\])|(?P<both>&&)|.",
    re.DOTALL,
)


@lru_cache(maxsize=512)
def pattern(source: str) -> Any:
    """The compiled pattern. Raises PatternError with what is wrong with it."""
    try:
        return re2.compile("".join(_as_re2(source)), _OPTIONS)
    except UnicodeEncodeError:
        raise PatternError("half of a character") from None
    except re2.error as error:
        reason = error.args[0]
        raise PatternError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None


def _as_re2(source: str) -> Iterator[str]:
    """The pattern sign by sign. Raises PatternError for `&&` in [...], which some read as "and" and others as two signs."""
    is_inside = False
    for sign in _SIGN.finditer(source):
        if is_inside and sign["both"]:
            raise PatternError("&& in a character class")
        if sign["code"]:
            yield f"\\x{{{sign['code']}}}"
        elif sign["named"]:
            named = f"[:{'^' if sign['has'] == 'P' else ''}{sign['named'].lower()}:]"
            yield named if is_inside else f"[{named}]"
        else:
            ends = (
                sign[0].endswith("]") if is_inside else not sign["opens"]
            )  # the ] of []] is a sign like others
            is_inside = not ends if sign["opens"] or sign["closes"] else is_inside
            yield sign[0]


def matches(written: str, source: str) -> bool:
    """Whether the whole text matches, as ODK documents it (Enketo searches; anchored patterns agree in both).

    Nothing matches a pattern that is wrong: the author is told beforehand, a respondent never is.
    """
    try:
        return pattern(source).fullmatch(written) is not None
    except (PatternError, UnicodeEncodeError):
        return False
