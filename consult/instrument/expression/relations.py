"""How two operands compare. A relation with a node-set holds when it holds for any of its members, as in XPath."""

import math
import operator
from collections.abc import Callable, Mapping

from consult.instrument.expression.value import Operand, Value, members, number, text, truth

# What JavaRosa takes for one number: 0.6 + 0.3 + 0.1 is 0.9999999999999999.
_TOO_SMALL = 1e-12


def equal(left: Operand, right: Operand) -> bool:
    """Text against text, unless one side is a boolean or a number: then both are taken as that.

    NaN equals nothing, itself included, so `${absent} = 0` is false and `${absent} != 0` true, as in XPath.
    """
    if left.__class__ is str and right.__class__ is str:
        return left == right
    if isinstance(left, tuple) or isinstance(right, tuple):
        return _any_equal(left, right)
    return _equal(left, right)


def unequal(left: Operand, right: Operand) -> bool:
    """The opposite of `equal`, but for a node-set: then whether any member differs."""
    if isinstance(left, tuple) or isinstance(right, tuple):
        return _any_unequal(left, right)
    return not equal(left, right)


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, (int, float)) or isinstance(right, (int, float)):
        return _same(number(left), number(right))
    return text(left) == text(right)


def _same(one: float, other: float) -> bool:
    return one == other or abs(one - other) < _TOO_SMALL


def _any_equal(left: Operand, right: Operand) -> bool:
    if isinstance(left, tuple) and isinstance(right, tuple):
        return not _texts(left).isdisjoint(_texts(right))
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    return any(_equal(one, other) for one in members(left) for other in members(right))


def _any_unequal(left: Operand, right: Operand) -> bool:
    if isinstance(left, tuple) and isinstance(right, tuple):
        ours, theirs = _texts(left), _texts(right)
        return bool(ours and theirs) and len(ours | theirs) > 1
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) != truth(right)
    return any(not _equal(one, other) for one in members(left) for other in members(right))


def _texts(values: Operand) -> set[str]:
    # Two sets are compared as text, by XPath's rule, which is also what keeps two long lists from being multiplied.
    return {text(member) for member in members(values)}


def _ordering(
    compare: Callable[[float, float], bool], *, upwards: bool
) -> Callable[[Operand, Operand], bool]:
    """A relation of amounts; of two sets it is enough to compare the member of each that has the best chance."""

    def holds(left: Operand, right: Operand) -> bool:
        if left.__class__ is not tuple and right.__class__ is not tuple:
            return compare(number(left), number(right))
        ours, theirs = _amounts(left), _amounts(right)
        if not ours or not theirs:
            return False
        return compare(min(ours), max(theirs)) if upwards else compare(max(ours), min(theirs))

    return holds


def _amounts(values: Operand) -> list[float]:
    return [amount for amount in map(number, members(values)) if not math.isnan(amount)]


RELATIONS: Mapping[str, Callable[[Operand, Operand], bool]] = {
    "=": equal,
    "!=": unequal,
    "<": _ordering(operator.lt, upwards=True),
    "<=": _ordering(operator.le, upwards=True),
    ">": _ordering(operator.gt, upwards=False),
    ">=": _ordering(operator.ge, upwards=False),
}
