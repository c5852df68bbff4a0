"""The arithmetic of expressions, total as that of XPath: what has no number is NaN, what is too large infinite."""

import math
from collections.abc import Callable
from decimal import Decimal

from consult.instrument.expression.value import Operand, members, number


def total(function: Callable[..., float]) -> Callable[..., float]:
    """A function of numbers as one of operands; NaN outside of its domain, infinity beyond the largest number."""

    def on_operands(*operands: Operand) -> float:
        try:
            return float(function(*map(number, operands)))
        except OverflowError:
            return math.inf
        except ValueError:
            return math.nan

    return on_operands


def whole(value: Operand) -> float:
    """The value without what is behind its point."""
    amount = number(value)
    return float(math.trunc(amount)) if math.isfinite(amount) else amount


def floor(value: Operand) -> float:
    """The largest whole number that is not above the value."""
    amount = number(value)
    return float(math.floor(amount)) if math.isfinite(amount) else amount


def ceiling(value: Operand) -> float:
    """The smallest whole number that is not below the value."""
    return -floor(-number(value))


def rounded(value: Operand, places: Operand = 0) -> float:
    """Halves go up, as in XPath: round(2.5) is 3 and round(-2.5) is -2; Python's own goes to the even one.

    The half is that of the digits as they are written: 1.255 lies a little below it as a float, and becomes 1.26.
    """
    amount, digits = number(value), number(places)
    if not math.isfinite(amount) or not -15 <= digits <= 15:
        return amount if math.isfinite(digits) else math.nan
    scaled = _shifted(amount, math.trunc(digits))
    if not math.isfinite(scaled):  # so large that there is nothing behind the point
        return amount
    below = math.floor(scaled)
    return _shifted(float(below + (scaled - below >= 0.5)), -math.trunc(digits))


def _shifted(amount: float, places: int) -> float:
    """The number with its point moved to the right, in its digits."""
    return float(Decimal(repr(amount)).scaleb(places)) if places else amount


def power(base: float, exponent: float) -> float:
    """`base` to the `exponent`, as IEEE 754 has it."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf
    except ValueError:  # 0 to a negative power is infinite; a negative number to 0.5 is none
        return math.inf if base == 0 else math.nan


def divided(left: float, right: float) -> float:
    """`left` div `right`; by zero infinite, with the sign of both."""
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1, right)


def remainder(left: float, right: float) -> float:
    """With the sign of the dividend, as in XPath: -5 mod 3 is -2, where Python's % gives 1."""
    if right == 0 or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


def logarithm(of_base: Callable[[float], float]) -> Callable[[float], float]:
    """The logarithm, minus infinity at zero where Python refuses."""
    return lambda amount: -math.inf if amount == 0 else of_base(amount)


def sum_of(values: Operand) -> float:
    """The sum of the members that are numbers, as JavaRosa has it; 0 when there are none."""
    added = 0.0
    for amount in _amounts(values):  # one by one, as JavaScript adds: both come to the same last digit
        added += amount
    return added


def largest(*values: Operand) -> float:
    """The largest of the members of all arguments that are numbers; NaN when there are none."""
    return max(_amounts(values), default=math.nan)


def smallest(*values: Operand) -> float:
    """The smallest of the members of all arguments that are numbers; NaN when there are none."""
    return min(_amounts(values), default=math.nan)


def _amounts(values: Operand) -> list[float]:
    return [amount for amount in map(number, members(values)) if not math.isnan(amount)]
