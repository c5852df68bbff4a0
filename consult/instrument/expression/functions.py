"""The functions of ODK that an expression may call: one table, read by the evaluator, the checker and the page."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import re2

from consult.instrument.expression.value import Value, codes, is_empty, number, text, truth

_PATTERN_OPTIONS = re2.Options()
_PATTERN_OPTIONS.log_errors = False  # a bad pattern is a problem in our words, not a line on stderr


class PatternError(ValueError):
    """The pattern of a regex() is wrong, or needs a backtracking engine, which can be made to run for hours."""


@lru_cache(maxsize=512)
def pattern(source: str) -> Any:
    """The compiled pattern, matched in linear time. Raises PatternError with what is wrong with it."""
    try:
        return re2.compile(source, _PATTERN_OPTIONS)
    except re2.error as error:
        reason = error.args[0]
        raise PatternError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None


@dataclass(frozen=True, slots=True)
class Function:
    """How many arguments a function takes (`most` None: any number), what it does, and the kind it gives.

    `result` is number, text, boolean, or any. `lazy` functions are not called but compiled by the
    evaluator: they need the clock or the answer itself, or must leave an argument alone.
    """

    least: int
    most: int | None
    result: str
    call: Callable[..., Value] | None

    @property
    def arguments(self) -> str:
        """How many arguments it takes, in words."""
        if self.most is None:
            return f"{self.least} or more arguments"
        if self.least != self.most:
            return f"{self.least} to {self.most} arguments"
        return {0: "no arguments", 1: "1 argument"}.get(self.least, f"{self.least} arguments")


def _selected(answer: Value, code: Value) -> bool:
    return text(code).strip() in codes(answer)


def _regex(answer: Value, source: Value) -> bool:
    # The whole text has to match, as ODK documents it (Enketo searches; anchored patterns agree in both).
    return pattern(text(source)).fullmatch(text(answer)) is not None


def _int(value: Value) -> float:
    amount = number(value)
    return float(math.trunc(amount)) if math.isfinite(amount) else amount


def _round(value: Value, places: Value = 0) -> float:
    """Halves go up, as in XPath: round(2.5) is 3 and round(-2.5) is -2; Python's own goes to the even one."""
    amount, digits = number(value), number(places)
    if not math.isfinite(amount) or not -15 <= digits <= 15:
        return amount if math.isfinite(digits) else math.nan
    scale = 10.0 ** math.trunc(digits)
    below = math.floor(amount * scale)
    return (below + (amount * scale - below >= 0.5)) / scale


def _coalesce(first: Value, second: Value) -> Value:
    return second if is_empty(first) else first


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "selected": Function(2, 2, "boolean", _selected),
        "count-selected": Function(1, 1, "number", lambda answer: float(len(codes(answer)))),
        "if": Function(3, 3, "any", None),
        "once": Function(1, 1, "any", None),
        "coalesce": Function(2, 2, "any", _coalesce),
        "not": Function(1, 1, "boolean", lambda value: not truth(value)),
        "true": Function(0, 0, "boolean", lambda: True),
        "false": Function(0, 0, "boolean", lambda: False),
        "string": Function(1, 1, "text", text),
        "string-length": Function(1, 1, "number", lambda value: float(len(text(value)))),
        "concat": Function(1, None, "text", lambda *values: "".join(map(text, values))),
        "contains": Function(2, 2, "boolean", lambda value, part: text(part) in text(value)),
        "starts-with": Function(2, 2, "boolean", lambda value, part: text(value).startswith(text(part))),
        "ends-with": Function(2, 2, "boolean", lambda value, part: text(value).endswith(text(part))),
        "regex": Function(2, 2, "boolean", _regex),
        "number": Function(1, 1, "number", number),
        "int": Function(1, 1, "number", _int),
        "round": Function(1, 2, "number", _round),
        "today": Function(0, 0, "text", None),
    }
)
