"""What is left of an expression when some of its answers are known beforehand: `('' != '') or ${ticked}` is `${ticked}`."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from consult.instrument.expression.call_checks import CHECKS
from consult.instrument.expression.evaluation import evaluate
from consult.instrument.expression.functions import FUNCTIONS
from consult.instrument.expression.surroundings import Surroundings
from consult.instrument.expression.tree import Expression, Node, parts
from consult.instrument.expression.value import Value, number, truth

_CHANGING = frozenset(
    {"today", "now", "position", "last"}
)  # what gives another value without another argument
_FIXED = frozenset({"true", "false", "pi"})
_CAN_FAIL = frozenset({"regex", "digest"})  # on arguments that the check refuses
_NOWHERE = Surroundings((), {}, None, None, {})
_OF_TRUTH = frozenset({"and", "or", "=", "!=", "<", "<=", ">", ">="})
_GIVES_TRUTH = frozenset({"not", "selected", "boolean", "true", "false", "contains", "starts-with", "regex"})
_ORDERS = frozenset({"<", "<=", ">", ">="})
_ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})
_EMPTY: Node = ["text", ""]


class NotFolded(Exception):
    """An expression asks of a known answer what only the answers themselves can tell, such as how many there are."""


@dataclass(frozen=True)
class Folded:
    """A part of an expression. touched: whether it looked at a known answer. value: what it always gives, None when that differs."""

    tree: Node
    touched: bool = False
    value: Value | None = None

    @property
    def is_constant(self) -> bool:
        """Whether it always gives the same."""
        return self.value is not None


def folded(expression: Expression, known: Mapping[str, Value], *, of_truth: bool) -> Folded:
    """The expression with these answers filled in, and what became constant by that worked out.

    of_truth: whether it only matters if the whole of it is true. What does not look at a known answer stays as it is written.
    Raises NotFolded.
    """
    return _Folding(known).of(expression.tree, of_truth=of_truth)


class _Folding:
    """The walk over one tree, from the leaves up."""

    def __init__(self, known: Mapping[str, Value]) -> None:
        self.known = known

    def of(self, node: Node, *, of_truth: bool = False) -> Folded:
        kind = str(node[0])
        if kind in ("name", "member"):
            return self._answer(node)
        if kind in ("text", "number"):
            return Folded(node, value=node[1])  # type: ignore[arg-type]  # the parser puts a str or a float here
        if kind in ("and", "or"):
            return self._junction(node, of_truth=of_truth)
        if kind == "call":
            return self._call(node, of_truth=of_truth)
        if kind in ("where", "rows", "answers"):
            return self._set(node)
        if not parts(node):  # a column, or the answer itself
            return Folded(node)
        return self._put_together(node, [self.of(part) for part in parts(node)])

    def _answer(self, node: Node) -> Folded:
        name = str(node[1])
        return _constant(self.known[name]) if name in self.known else Folded(node)

    def _junction(self, node: Node, *, of_truth: bool) -> Folded:
        decides = node[0] == "or"  # the side that is so makes the whole so
        sides = [self.of(part, of_truth=True) for part in parts(node)]
        touched = any(side.touched for side in sides)
        if not touched:
            return Folded(node)
        if any(side.is_constant and truth(_of(side)) is decides for side in sides):
            return _constant(decides)
        left = [side for side in sides if not side.is_constant]
        if not left:
            return _constant(not decides)
        if len(left) == 1:
            return Folded(left[0].tree if of_truth else _as_truth(left[0].tree), touched)
        return Folded([str(node[0]), *(side.tree for side in sides)], touched)

    def _call(self, node: Node, *, of_truth: bool) -> Folded:
        name, arguments = str(node[1]), parts(node)
        if name in _CHANGING:
            return Folded(node)
        if name == "indexed-repeat":
            return self._of_instance(node, arguments)
        if name == "jr:choice-name":
            return self._label(node, arguments)
        if name == "if":
            return self._choice(node, arguments, of_truth=of_truth)
        found = [self.of(part, of_truth=name in ("not", "boolean")) for part in arguments]
        if name == "count" and any(one.touched and one.is_constant for one in found):
            raise NotFolded
        if not found or not _can_be_called(name, [one.tree for one in found]):
            value = _evaluated(node) if name in _FIXED and not found else None
            return Folded(_with(node, found), any(one.touched for one in found), value)
        return self._put_together(node, found)

    def _of_instance(self, node: Node, arguments: list[Node]) -> Folded:
        if arguments and arguments[0][1] in self.known:
            return _constant(self.known[str(arguments[0][1])])
        found = [
            Folded(part) if place % 2 or not place else self.of(part) for place, part in enumerate(arguments)
        ]
        return Folded(_with(node, found), any(one.touched for one in found))

    def _label(self, node: Node, arguments: list[Node]) -> Folded:
        code = self.of(arguments[0]) if arguments else Folded(node)
        if code.touched and code.value == "":
            return _constant("")
        return Folded(_with(node, [code, *map(Folded, arguments[1:])]), code.touched)

    def _choice(self, node: Node, arguments: list[Node], *, of_truth: bool) -> Folded:
        if len(arguments) != 3:
            return Folded(node)
        condition = self.of(arguments[0], of_truth=True)
        if condition.touched and condition.is_constant:
            taken = self.of(arguments[1 if truth(_of(condition)) else 2], of_truth=of_truth)
            return Folded(taken.tree, touched=True, value=taken.value)
        found = [condition, *(self.of(part, of_truth=of_truth) for part in arguments[1:])]
        return self._put_together(node, found)

    def _set(self, node: Node) -> Folded:
        if node[0] == "answers" and str(parts(node)[1][1]) in self.known:
            raise NotFolded
        found = [
            Folded(part) if node[0] == "answers" and place else self.of(part)
            for place, part in enumerate(parts(node))
        ]
        if node[0] in ("where", "answers") and found[0].touched and found[0].value == "":
            return _constant("")
        return Folded(_with(node, found), any(one.touched for one in found))

    def _put_together(self, node: Node, found: list[Folded]) -> Folded:
        touched = any(one.touched for one in found)
        if not touched:
            return Folded(node, value=_evaluated(node) if all(one.is_constant for one in found) else None)
        tree = _with(node, found)
        if all(one.is_constant for one in found):
            return _constant(_evaluated(tree))
        return _without_number(str(node[0]), found) or Folded(tree, touched)


def _can_be_called(name: str, arguments: list[Node]) -> bool:
    """Whether a call gives a value at all: mistakes in it are told elsewhere."""
    function = FUNCTIONS.get(name)
    if function is None or not function.takes(len(arguments)):
        return False
    return name not in _CAN_FAIL or not any(CHECKS[name](_NOWHERE, 1, arguments))


def _without_number(kind: str, found: list[Folded]) -> Folded | None:
    """What comes of an amount and a constant that is no number: never true of a comparison, no number of a sum."""
    if kind == "|":
        left = [one for one in found if one.value != ""]
        return Folded(left[0].tree, touched=True) if len(left) == 1 else None
    if not any(one.is_constant and math.isnan(number(_of(one))) for one in found):
        return None
    if kind in _ORDERS:
        return _constant(value=False)
    return _constant(math.nan) if kind in _ARITHMETIC else None


def _of(one: Folded) -> Value:
    return "" if one.value is None else one.value


def _evaluated(tree: Node) -> Value:
    return evaluate(Expression("", tree, frozenset()), {})


def _constant(value: Value) -> Folded:
    return Folded(_written(value), touched=True, value=value)


def _written(value: Value) -> Node:
    if isinstance(value, bool):
        return ["call", "true" if value else "false"]
    if isinstance(value, (int, float)):
        return _number(float(value))
    written = " ".join(value) if isinstance(value, list) else value
    if "'" in written and '"' in written:  # no text between quotes can say both
        raise NotFolded
    return ["text", written]


def _number(amount: float) -> Node:
    if math.isnan(amount):
        return ["call", "number", _EMPTY]
    if math.isinf(amount):
        raise NotFolded
    return ["number", amount] if amount >= 0 else ["negative", ["number", -amount]]


def _as_truth(tree: Node) -> Node:
    is_truth = tree[0] in _OF_TRUTH or (tree[0] == "call" and tree[1] in _GIVES_TRUTH)
    return tree if is_truth else ["call", "boolean", tree]


def _with(node: Node, found: list[Folded]) -> Node:
    """The node with other parts in the places of its own."""
    following = iter(found)
    return [node[0], *(next(following).tree if isinstance(part, list) else part for part in node[1:])]
