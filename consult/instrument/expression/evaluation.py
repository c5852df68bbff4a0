"""The value of an expression given the answers so far.

The tree is compiled once into nested closures, which is what makes an evaluation cost microseconds: a page
of a long questionnaire judges hundreds.
"""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from consult.instrument.expression import lookups, numbers, tables
from consult.instrument.expression.closure import Closure, Labels, Setting
from consult.instrument.expression.functions import ABOUT_ITSELF, FUNCTIONS
from consult.instrument.expression.relations import RELATIONS
from consult.instrument.expression.tables import Table
from consult.instrument.expression.tree import Expression, Node, parts
from consult.instrument.expression.value import Operand, Value, first, is_empty, members, number, truth
from consult.instrument.worked_out_once import worked_out_once

BRUSSELS = ZoneInfo("Europe/Brussels")
COLUMN = tables.COLUMN  # a choice filter sees the columns of a choice under this sign


def evaluate(
    expression: Expression,
    values: Mapping[str, Operand],
    this: Operand | None = None,
    today: date | None = None,
    labels: Labels | None = None,
) -> Value:
    """The value of `expression`; of a node-set its first. A variable that is absent from `values` is empty.

    values: by variable; the codes for a missing answer (not_asked, dont_know, ...) are to be left out.
    this: what `.` stands for. today: the day in Brussels; by default the clock's. labels: those of choices in
    another language than the source.
    """
    return first(compiled(expression)(values, "" if this is None else this, (today, labels)))


def is_true(
    expression: Expression,
    values: Mapping[str, Operand],
    this: Operand | None = None,
    today: date | None = None,
) -> bool:
    """Whether `expression` holds; parameters as for `evaluate`."""
    return truth(compiled(expression)(values, "" if this is None else this, (today, None)))


@worked_out_once
def compiled(expression: Expression) -> Closure:
    """What gives the value of `expression`; made when it is first asked for."""
    return _Compiling(expression.tables).of(expression.tree)


class _Compiling:
    """From a tree to a closure, with the choice lists that it looks things up in."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables

    def of(self, node: Node) -> Closure:
        kind = str(node[0])
        if kind in ("number", "text"):
            return _constant(node[1])  # type: ignore[arg-type]  # the parser puts a float or a str here
        if kind in ("name", "member", "column"):
            return _variable(COLUMN + str(node[1]) if kind == "column" else str(node[1]))
        if (
            kind == "answers"
        ):  # written out where something repeats, as a member is; this is what is left of it elsewhere
            return self.of(parts(node)[1])
        if kind in ("self", "own"):
            return _this if kind == "self" else lookups.own
        if kind == "call":
            return self.of_call(str(node[1]), parts(node))
        if kind == "rows":
            return self.of_rows(str(node[1]), str(node[2]), parts(node))
        if kind in _CHAINS:
            return _CHAINS[kind]([self.of(part) for part in _chain(node)])
        operands = [self.of(part) for part in parts(node)]
        return _OPERATIONS[kind](*operands)

    def of_call(self, name: str, arguments: list[Node]) -> Closure:
        if name in _OF_NO_REPEAT and arguments:
            return _constant(_OF_NO_REPEAT[name])
        if name == "jr:choice-name":
            return lookups.choice_name(self.of(arguments[0]), self.table(str(arguments[1][1])))
        compiled = [self.of(argument) for argument in arguments]
        if name in _LAZY:
            return _LAZY[name](*compiled)
        function = FUNCTIONS[name].call
        if function is None:
            raise AssertionError(f"{name}() has neither an implementation nor a lazy form")
        return _call(function, compiled if compiled or name not in ABOUT_ITSELF else [_this])

    def of_rows(self, name: str, column: str, predicates: list[Node]) -> Closure:
        table = self.table(name)
        narrowing = [self.narrowing(table, node, place) for place, node in enumerate(predicates)]
        return lookups.rows(table, column, narrowing)

    def narrowing(self, table: Table, node: Node, place: int) -> lookups.Narrowing:
        tried = lookups.tried(self.of(node))
        sides = _column_and_key(node)
        if place > 0 or sides is None:
            return tried
        return lookups.looked_up(table, str(sides[0][1]), self.of(sides[1]), tried)

    def table(self, name: str) -> Table:
        return self.tables.get(name, Table(name, ()))


def _column_and_key(node: Node) -> tuple[Node, Node] | None:
    """The two sides of `name = ${town}`, when no row has a say in the second."""
    if node[0] == "=":
        for column, key in (parts(node), parts(node)[::-1]):
            if column[0] == "column" and not _depends_on_row(key):
                return column, key
    return None


def _depends_on_row(node: Node) -> bool:
    depends = node[0] in ("column", "rows") or node in (["call", "position"], ["call", "last"])
    return depends or any(map(_depends_on_row, parts(node)))


def _chain(node: Node) -> list[Node]:
    """The operands of a or b or c, left to right: there can be a hundred, which would be a hundred frames."""
    found = []
    here = node
    while here[0] == node[0]:
        here, last = parts(here)
        found.append(last)
    return [here, *reversed(found)]


def _constant(value: Value) -> Closure:
    return lambda values, this, setting: value


def _variable(name: str) -> Closure:
    return lambda values, this, setting: values.get(name, "")


def _this(values: Mapping[str, Operand], this: Operand, setting: Setting) -> Operand:
    return this


def _call(function: Callable[..., Operand], arguments: Sequence[Closure]) -> Closure:
    if len(arguments) == 1:
        only = arguments[0]
        return lambda values, this, setting: function(only(values, this, setting))
    if len(arguments) == 2:
        first, second = arguments
        return lambda values, this, setting: function(
            first(values, this, setting), second(values, this, setting)
        )
    return lambda values, this, setting: function(*[part(values, this, setting) for part in arguments])


def _if(condition: Closure, then: Closure, otherwise: Closure) -> Closure:
    return lambda values, this, setting: (
        then(values, this, setting)
        if truth(condition(values, this, setting))
        else otherwise(values, this, setting)
    )


def _once(value: Closure) -> Closure:
    return lambda values, this, setting: value(values, this, setting) if is_empty(this) else this


def _today() -> Closure:
    return lambda values, this, setting: _day(setting).isoformat()


def _now() -> Closure:
    """The last moment of the day: the time of an answer could tell who gave it, so that no expression ever has it.

    The last and not the first, since a date of today lies before now and a moment of today may.
    """
    return lambda values, this, setting: f"{_day(setting).isoformat()}T23:59:59.999"


def _day(setting: Setting) -> date:
    return setting[0] or datetime.now(BRUSSELS).date()


def _or(operands: Sequence[Closure]) -> Closure:
    if len(operands) > 2:
        return lambda values, this, setting: any(
            truth(operand(values, this, setting)) for operand in operands
        )
    left, right = operands
    return lambda values, this, setting: (
        truth(left(values, this, setting)) or truth(right(values, this, setting))
    )


def _and(operands: Sequence[Closure]) -> Closure:
    if len(operands) > 2:
        return lambda values, this, setting: all(
            truth(operand(values, this, setting)) for operand in operands
        )
    left, right = operands
    return lambda values, this, setting: (
        truth(left(values, this, setting)) and truth(right(values, this, setting))
    )


def _together(operands: Sequence[Closure]) -> Closure:
    return lambda values, this, setting: tuple(
        member for operand in operands for member in _nodes(operand(values, this, setting))
    )


def _nodes(value: Operand) -> Iterator[Value]:
    """The members of a node-set; a single answer is one, and none where it is not there: what was not asked is no node."""
    return iter(()) if not isinstance(value, tuple) and is_empty(value) else members(value)


def _where(node_set: Closure, *predicates: Closure) -> Closure:
    return lookups.where(node_set, predicates)


def _negative(operand: Closure) -> Closure:
    return lambda values, this, setting: -number(operand(values, this, setting))


def _relation(holds: Callable[[Operand, Operand], bool]) -> Callable[[Closure, Closure], Closure]:
    def compile_relation(left: Closure, right: Closure) -> Closure:
        return lambda values, this, setting: holds(left(values, this, setting), right(values, this, setting))

    return compile_relation


def _on_numbers(operation: Callable[[float, float], float]) -> Callable[[Closure, Closure], Closure]:
    def compile_operation(left: Closure, right: Closure) -> Closure:
        return lambda values, this, setting: operation(
            number(left(values, this, setting)), number(right(values, this, setting))
        )

    return compile_operation


_LAZY: Mapping[str, Callable[..., Closure]] = {
    "if": _if,
    "once": _once,
    "today": _today,
    "now": _now,
    "position": lookups.place_in_predicate,
    "last": lookups.last_in_predicate,
    # No author calls these two: they stand where repeats are written out (instrument/instances.py).
    "instances": lookups.instances,
    "instance-at": lookups.instance_at,
}
# Both are rewritten where something repeats, too; this is what is left of them elsewhere.
_OF_NO_REPEAT: Mapping[str, Value] = {"position": 1.0, "indexed-repeat": ""}
_CHAINS: Mapping[str, Callable[[Sequence[Closure]], Closure]] = {"or": _or, "and": _and, "|": _together}
_OPERATIONS: Mapping[str, Callable[..., Closure]] = {
    **{sign: _relation(holds) for sign, holds in RELATIONS.items()},
    "+": _on_numbers(operator.add),
    "-": _on_numbers(operator.sub),
    "*": _on_numbers(operator.mul),
    "div": _on_numbers(numbers.divided),
    "mod": _on_numbers(numbers.remainder),
    "negative": _negative,
    "where": _where,
}
