"""The value of an expression given the answers so far.

The tree is compiled once into nested closures, which is what makes an evaluation cost microseconds: a page
of a long questionnaire judges hundreds.
"""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from consult.instrument.expression.functions import FUNCTIONS
from consult.instrument.expression.tree import Expression, Node
from consult.instrument.expression.value import Value, is_empty, number, text, truth

BRUSSELS = ZoneInfo("Europe/Brussels")

# A choice filter sees the columns of a choice under this sign, which no question has in its name.
COLUMN = "@"

# Answers, the answer to the question itself, and the day (None: ask the clock when it is needed).
_Compiled: TypeAlias = Callable[[Mapping[str, Value], Value, date | None], Value]


def evaluate(
    expression: Expression,
    values: Mapping[str, Value],
    this: Value | None = None,
    today: date | None = None,
) -> Value:
    """The value of `expression`. A variable that is absent from `values` is empty.

    values: by variable; the codes for a missing answer (not_asked, dont_know, ...) are to be left out.
    this: what `.` stands for. today: the day in Brussels; by default the clock's.
    """
    return _compiled(expression)(values, "" if this is None else this, today)


def is_true(
    expression: Expression,
    values: Mapping[str, Value],
    this: Value | None = None,
    today: date | None = None,
) -> bool:
    """Whether `expression` holds; parameters as for `evaluate`."""
    return truth(_compiled(expression)(values, "" if this is None else this, today))


def _compiled(expression: Expression) -> _Compiled:
    # Kept on the frozen value itself, as cached_property does: no lookup table, and it dies with the expression.
    kept = expression.__dict__
    if "_compiled" not in kept:
        kept["_compiled"] = _compile(expression.tree)
    compiled: _Compiled = kept["_compiled"]
    return compiled


def _compile(node: Node) -> _Compiled:
    kind = str(node[0])
    if kind in ("number", "text"):
        constant: Value = node[1]  # type: ignore[assignment]  # the parser puts a float or a str here
        return lambda values, this, today: constant
    if kind == "name":
        name = str(node[1])
        return lambda values, this, today: values.get(name, "")
    if kind == "column":
        column = COLUMN + str(node[1])
        return lambda values, this, today: values.get(column, "")
    if kind == "self":
        return lambda values, this, today: this
    if kind == "call":
        return _call(str(node[1]), [_compile(part) for part in node[2:] if isinstance(part, list)])
    operands = [_compile(part) for part in node[1:] if isinstance(part, list)]
    return _negative(operands[0]) if kind == "negative" else _OPERATIONS[kind](*operands)


def _call(name: str, arguments: list[_Compiled]) -> _Compiled:
    if name in _LAZY:
        return _LAZY[name](*arguments)
    function = FUNCTIONS[name].call
    if function is None:
        raise AssertionError(f"{name}() has neither an implementation nor a lazy form")
    if len(arguments) == 1:
        only = arguments[0]
        return lambda values, this, today: function(only(values, this, today))
    if len(arguments) == 2:
        first, second = arguments
        return lambda values, this, today: function(first(values, this, today), second(values, this, today))
    return lambda values, this, today: function(*[part(values, this, today) for part in arguments])


def _if(condition: _Compiled, then: _Compiled, otherwise: _Compiled) -> _Compiled:
    return lambda values, this, today: (
        then(values, this, today) if truth(condition(values, this, today)) else otherwise(values, this, today)
    )


def _once(value: _Compiled) -> _Compiled:
    return lambda values, this, today: value(values, this, today) if is_empty(this) else this


def _today() -> _Compiled:
    return lambda values, this, today: (today or datetime.now(BRUSSELS).date()).isoformat()


def _negative(operand: _Compiled) -> _Compiled:
    return lambda values, this, today: -number(operand(values, this, today))


def _or(left: _Compiled, right: _Compiled) -> _Compiled:
    return lambda values, this, today: truth(left(values, this, today)) or truth(right(values, this, today))


def _and(left: _Compiled, right: _Compiled) -> _Compiled:
    return lambda values, this, today: truth(left(values, this, today)) and truth(right(values, this, today))


def _equal(left: _Compiled, right: _Compiled) -> _Compiled:
    return lambda values, this, today: equal(left(values, this, today), right(values, this, today))


def _unequal(left: _Compiled, right: _Compiled) -> _Compiled:
    return lambda values, this, today: not equal(left(values, this, today), right(values, this, today))


def equal(left: Value, right: Value) -> bool:
    """Text against text, unless one side is a boolean or a number: then both are taken as that.

    NaN equals nothing, itself included, so `${absent} = 0` is false and `${absent} != 0` true, as in XPath.
    """
    if left.__class__ is str and right.__class__ is str:
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, (int, float)) or isinstance(right, (int, float)):
        return number(left) == number(right)
    return text(left) == text(right)


def _on_numbers(operation: Callable[[float, float], Value]) -> Callable[[_Compiled, _Compiled], _Compiled]:
    def compile_operation(left: _Compiled, right: _Compiled) -> _Compiled:
        return lambda values, this, today: operation(
            number(left(values, this, today)), number(right(values, this, today))
        )

    return compile_operation


def _divided(left: float, right: float) -> float:
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def _remainder(left: float, right: float) -> float:
    """With the sign of the dividend, as in XPath: -5 mod 3 is -2, where Python's % gives 1."""
    if right == 0 or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


_LAZY: Mapping[str, Callable[..., _Compiled]] = {"if": _if, "once": _once, "today": _today}

_OPERATIONS: Mapping[str, Callable[..., _Compiled]] = {
    "or": _or,
    "and": _and,
    "=": _equal,
    "!=": _unequal,
    "<": _on_numbers(lambda left, right: left < right),
    "<=": _on_numbers(lambda left, right: left <= right),
    ">": _on_numbers(lambda left, right: left > right),
    ">=": _on_numbers(lambda left, right: left >= right),
    "+": _on_numbers(lambda left, right: left + right),
    "-": _on_numbers(lambda left, right: left - right),
    "*": _on_numbers(lambda left, right: left * right),
    "div": _on_numbers(_divided),
    "mod": _on_numbers(_remainder),
}
