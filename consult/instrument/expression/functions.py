"""The functions of ODK that an expression may call: one table, read by the evaluator, the checker and the page."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from consult.instrument.expression import dates, numbers, texts
from consult.instrument.expression.patterns import matches
from consult.instrument.expression.value import (
    Operand,
    codes,
    is_empty,
    members,
    number,
    text,
    truth,
)


@dataclass(frozen=True, slots=True)
class Function:
    """How many arguments a function takes (`most` None: any number), what it does, and the kind it gives.

    `result` is number, text, boolean, or any. A function without `call` is compiled by the evaluator: it needs
    the clock, the answer itself or what lies around it, or must leave an argument alone.
    """

    least: int
    most: int | None
    result: str
    call: Callable[..., Operand] | None = None

    def takes(self, given: int) -> bool:
        """Whether it can be given so many arguments."""
        return self.least <= given and (self.most is None or given <= self.most)

    @property
    def arguments(self) -> str:
        """How many arguments it takes, in words."""
        if self.most is None:
            return f"{self.least} or more arguments"
        if self.least != self.most:
            return f"{self.least} to {self.most} arguments"
        return {0: "no arguments", 1: "1 argument"}.get(self.least, f"{self.least} arguments")


def _selected(answer: Operand, code: Operand) -> bool:
    sought = text(code).strip()  # the whole answer too: a code can have a space in it
    return sought in codes(answer) or (sought != "" and sought == text(answer))


def _coalesce(one: Operand, other: Operand) -> Operand:
    return other if is_empty(one) else one


def _count(values: Operand) -> float:
    return float(len(values) if isinstance(values, tuple) else not is_empty(values))


def _count_answered(values: Operand) -> float:
    return float(sum(not is_empty(member) for member in members(values)))


def _says_yes(answer: Operand) -> bool:
    # ODK's page says "exactly the string yes"; its clients count what is true, such as selected(...).
    return answer is True or text(answer) == "yes"


def _checklist(least: Operand, most: Operand, *answers: Operand) -> bool:
    return _lies_between(least, float(sum(map(_says_yes, members(answers)))), most)


def _weighted_checklist(least: Operand, most: Operand, *answers_and_weights: Operand) -> bool:
    """An answer and its weight can both be node-sets: then each member has the weight in its place."""
    answers, weights = members(answers_and_weights[::2]), members(answers_and_weights[1::2])
    pairs = zip(answers, weights, strict=False)
    return _lies_between(
        least, sum((number(weight) for answer, weight in pairs if _says_yes(answer)), 0.0), most
    )


def _lies_between(least: Operand, amount: float, most: Operand) -> bool:
    """Whether `amount` does; a negative bound is none."""
    lowest, highest = number(least), number(most)
    return (lowest < 0 or amount >= lowest) and (highest < 0 or amount <= highest)


_ABOUT_ANSWERS: Mapping[str, Function] = {
    "selected": Function(2, 2, "boolean", _selected),
    "selected-at": Function(2, 2, "text", texts.selected_at),
    "count-selected": Function(1, 1, "number", lambda answer: float(len(codes(answer)))),
    "jr:choice-name": Function(2, 2, "text"),
    "if": Function(3, 3, "any"),
    "once": Function(1, 1, "any"),
    "coalesce": Function(2, 2, "any", _coalesce),
    "checklist": Function(3, None, "boolean", _checklist),
    "weighted-checklist": Function(4, None, "boolean", _weighted_checklist),
}
_ABOUT_SETS: Mapping[str, Function] = {
    "position": Function(0, 1, "number"),
    "last": Function(0, 0, "number"),
    "indexed-repeat": Function(3, 7, "any"),
    "count": Function(1, 1, "number", _count),
    "count-non-empty": Function(1, 1, "number", _count_answered),
    "sum": Function(1, 1, "number", numbers.sum_of),
    "max": Function(1, None, "number", numbers.largest),
    "min": Function(1, None, "number", numbers.smallest),
    "join": Function(2, None, "text", texts.joined),
}
_ABOUT_TRUTH: Mapping[str, Function] = {
    "not": Function(1, 1, "boolean", lambda value: not truth(value)),
    "true": Function(0, 0, "boolean", lambda: True),
    "false": Function(0, 0, "boolean", lambda: False),
    "boolean": Function(1, 1, "boolean", truth),
    "boolean-from-string": Function(1, 1, "boolean", lambda value: text(value).lower() in ("true", "1")),
}
_ABOUT_TEXT: Mapping[str, Function] = {
    "string": Function(1, 1, "text", text),
    "string-length": Function(0, 1, "number", lambda value: float(len(text(value)))),
    "normalize-space": Function(0, 1, "text", texts.normalized),
    "concat": Function(1, None, "text", texts.put_together),
    "contains": Function(2, 2, "boolean", lambda value, part: text(part) in text(value)),
    "starts-with": Function(2, 2, "boolean", lambda value, part: text(value).startswith(text(part))),
    "ends-with": Function(2, 2, "boolean", lambda value, part: text(value).endswith(text(part))),
    "substr": Function(2, 3, "text", texts.part),
    "substring-before": Function(2, 2, "text", texts.before),
    "substring-after": Function(2, 2, "text", texts.after),
    "translate": Function(3, 3, "text", texts.translated),
    "regex": Function(2, 2, "boolean", lambda value, source: matches(text(value), text(source))),
    "digest": Function(2, 3, "text", texts.digest),
    "base64-decode": Function(1, 1, "text", texts.decoded),
}
_ABOUT_NUMBERS: Mapping[str, Function] = {
    "number": Function(1, 1, "number", number),
    "int": Function(1, 1, "number", numbers.whole),
    "round": Function(1, 2, "number", numbers.rounded),
    "floor": Function(1, 1, "number", numbers.floor),
    "ceiling": Function(1, 1, "number", numbers.ceiling),
    "abs": Function(1, 1, "number", numbers.total(abs)),
    "pow": Function(2, 2, "number", numbers.total(numbers.power)),
    "sqrt": Function(1, 1, "number", numbers.total(math.sqrt)),
    "exp": Function(1, 1, "number", numbers.total(math.exp)),
    "exp10": Function(1, 1, "number", numbers.total(lambda exponent: numbers.power(10.0, exponent))),
    "log": Function(1, 1, "number", numbers.total(numbers.logarithm(math.log))),
    "log10": Function(1, 1, "number", numbers.total(numbers.logarithm(math.log10))),
    "sin": Function(1, 1, "number", numbers.total(math.sin)),
    "cos": Function(1, 1, "number", numbers.total(math.cos)),
    "tan": Function(1, 1, "number", numbers.total(math.tan)),
    "asin": Function(1, 1, "number", numbers.total(math.asin)),
    "acos": Function(1, 1, "number", numbers.total(math.acos)),
    "atan": Function(1, 1, "number", numbers.total(math.atan)),
    "atan2": Function(2, 2, "number", numbers.total(math.atan2)),
    "pi": Function(0, 0, "number", lambda: math.pi),
}
_ABOUT_DATES: Mapping[str, Function] = {
    "today": Function(0, 0, "text"),
    "now": Function(0, 0, "text"),
    "date": Function(1, 1, "text", dates.day),
    "decimal-date-time": Function(1, 1, "number", number),
    "decimal-time": Function(1, 1, "number", dates.part_of_day_in),
    "format-date": Function(2, 2, "text", dates.formatted),
    "format-date-time": Function(2, 2, "text", dates.formatted),
}
FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {**_ABOUT_ANSWERS, **_ABOUT_SETS, **_ABOUT_TRUTH, **_ABOUT_TEXT, **_ABOUT_NUMBERS, **_ABOUT_DATES}
)
# Those that, given nothing, are about the answer to the question itself.
ABOUT_ITSELF = frozenset({"string-length", "normalize-space"})

_IDENTIFIES = "nothing: what no two responses have alike could tell who gave one"
_PLACES = "nothing: consult asks for no places on a map"
# What other tools know and consult does not, and what to write instead.
REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "uuid": _IDENTIFIES,
        "random": _IDENTIFIES,
        "randomize": "the order in which choices are shown, which is no matter of an expression",
        "version": "nothing: every response is stored with the version that it answers",
        "property": "nothing: it tells which device someone has",
        "extract-signed": "nothing: it is for codes that a device scans",
        "area": _PLACES,
        "distance": _PLACES,
        "geofence": _PLACES,
        "intersects": _PLACES,
        "jr:itext": "jr:choice-name(), or the label column of instance()",
        "thousands-sep": "the number itself",
        "trim": "normalize-space()",
        "substring": "substr(), which counts from 0",
        "string-join": "join()",
        "date-time": "date(), or the moment itself",
        "decimal-date": "decimal-date-time()",
        "count-if": "count() of an instance(...)[...]",
    }
)
