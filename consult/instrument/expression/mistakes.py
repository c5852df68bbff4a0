"""What is wrong with an expression that reads well: names, functions, arguments, kinds, choices, lists."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

from consult.instrument.expression.call_checks import CHECKS, code_mistakes
from consult.instrument.expression.checking import Mistake, Variable, nearest_name
from consult.instrument.expression.functions import ABOUT_ITSELF, FUNCTIONS, REFUSED
from consult.instrument.expression.surroundings import (
    ARITHMETIC,
    EQUALITIES,
    RELATIONS,
    Surroundings,
    is_word,
)
from consult.instrument.expression.tables import COLUMN, Table
from consult.instrument.expression.tree import Expression, Node, parts
from consult.instrument.expression.value import number
from consult.instrument.expression.words import tokens

_NOW: Node = ["call", "now"]
_DAY_OF = ("date", "format-date", "format-date-time")  # and relations, as in . <= now()


def mistakes(
    expression: Expression,
    variables: Mapping[str, Variable],
    this: Variable | None = None,
    tables: Mapping[str, Table] | None = None,
) -> list[Mistake]:
    """Every mistake in `expression`, in reading order of its tree.

    variables: what it may refer to. this: what `.` is; None where there is no answer to refer to.
    tables: every list of choices that there is; by default those that the expression is bound to.
    """
    columns = frozenset(name.removeprefix(COLUMN) for name in variables if name.startswith(COLUMN))
    lists = expression.tables if tables is None else tables
    here = Surroundings(tuple(tokens(expression.source)), variables, this, columns, lists, own=this)
    return list(_Check(here).of(expression.tree))


class _Check:
    """The walk over a tree; inside [...] another one goes on that sees other columns or another `.`."""

    def __init__(self, here: Surroundings) -> None:
        self.here = here

    def of(self, node: Node) -> Iterator[Mistake]:
        kind, operands = str(node[0]), parts(node)
        yield from self.of_itself(kind, node, operands)
        if kind == "where":
            looked_at = operands.pop(0)
            yield from self.of(looked_at)
            inside = _Check(replace(self.here, this=Variable("any"), repeat=self.repeat_in(looked_at)))
        elif kind == "rows":
            table = self.here.tables.get(str(node[1]))
            inside = _Check(replace(self.here, columns=table.columns if table else None))
        else:
            inside = self
        for operand in operands:
            if not (operand == _NOW and (kind in RELATIONS or node[1] in _DAY_OF)):
                yield from inside.of(operand)

    def of_itself(self, kind: str, node: Node, operands: list[Node]) -> Iterator[Mistake]:
        if kind in ("name", "member", "answers"):
            yield from self.of_answer(kind, node)
        elif kind == "column":
            yield from self.of_column(str(node[1]))
        elif kind in ("self", "own"):
            yield from self.of_this(self.here.this if kind == "self" else self.here.own)
        elif kind == "rows":
            yield from self.of_rows(str(node[1]), str(node[2]))
        elif kind == "call":
            yield from self.of_call(str(node[1]), operands)
        elif kind in EQUALITIES:
            yield from self.of_equality(*operands)
        elif kind in ARITHMETIC | RELATIONS:
            for operand in operands:
                yield from self.of_amount(kind, operand)

    def of_this(self, this: Variable | None) -> Iterator[Mistake]:
        if this is None:
            column = self.here.column(("sign", "."), ("word", "current"))
            yield Mistake(column, '"."', "${name}: there is no answer of its own here")

    def of_answer(self, kind: str, node: Node) -> Iterator[Mistake]:
        if kind == "answers":
            where, answer = parts(node)
            yield from self.of_member(str(answer[1]), self.repeat_in(parts(where)[0]))
            return
        yield from self.of_name(str(node[1]))
        if kind == "member":
            yield from self.of_member(str(node[1]), self.here.repeat)

    def of_name(self, name: str) -> Iterator[Mistake]:
        if name not in self.here.variables:
            asked = [one for one in self.here.variables if not one.startswith(COLUMN)]
            expected = "the name of a question that is asked"
            column = self.here.column(("name", name), ("word", name))
            yield Mistake(column, f'unknown name "{name}"', expected, nearest_name(name, asked))

    def repeat_in(self, looked_at: Node) -> str | None:
        """The repeat of which [...] looks at some instances; "" for something else, None where that cannot be known."""
        if looked_at[0] not in ("name", "member"):
            return ""
        name, within = str(looked_at[1]), self.here.variable(looked_at).repeats
        return None if within is None else name if name in within else ""

    def of_member(self, name: str, repeat: str | None) -> Iterator[Mistake]:
        """An answer of the instance that [...] looks at, or of those that it leaves."""
        within = self.here.variable(["name", name]).repeats
        if repeat is None or within is None or repeat in within:
            return
        column = self.here.column(("word", name))
        expected = f'a question of the repeat "{repeat}"'
        if not repeat:
            expected = "that after the name of a repeat; elsewhere a point for the member at hand, or ${name}"
        yield Mistake(column, f'"{name}" with [...]', expected)

    def of_column(self, name: str) -> Iterator[Mistake]:
        if self.here.columns is not None and name not in self.here.columns:
            column = self.here.column(("word", name), ("text", name))
            expected = "a column of the list of choices, or ${name} for an answer"
            nearest = nearest_name(name, self.here.columns)
            yield Mistake(column, f'unknown column "{name}"', expected, nearest)

    def of_rows(self, name: str, column: str) -> Iterator[Mistake]:
        table = self.here.tables.get(name)
        if table is None:
            place = self.here.column(("text", name), ("text", f"{name}.csv"))
            nearest = nearest_name(name, self.here.tables)
            # Nothing like it: no slip, but a file beside the form, as XLSForm can have it.
            found, expected = f'unknown list "{name}"', "a list of choices"
            yield Mistake(place, found, expected, nearest, unsupported=not nearest)
        elif column:
            yield from _Check(replace(self.here, columns=table.columns)).of_column(column)

    def of_call(self, name: str, arguments: list[Node]) -> Iterator[Mistake]:
        column = self.here.column(("word", name))
        function = FUNCTIONS.get(name)
        if function is None:
            yield _unknown(name, column)
        elif not function.takes(len(arguments)):
            yield Mistake(column, f"{name}() is given {len(arguments)}", f"it takes {function.arguments}")
        elif name in ABOUT_ITSELF and not arguments and self.here.this is None:
            yield Mistake(column, f"{name}()", f"{name}(${{name}}): there is no answer of its own here")
        elif name in CHECKS:
            yield from CHECKS[name](self.here, column, arguments)

    def of_equality(self, left: Node, right: Node) -> Iterator[Mistake]:
        for answer, literal in ((left, right), (right, left)):
            yield from code_mistakes(self.here, answer, literal)
            if self.here.kind(answer) == "number" and is_word(literal):
                found = f'{self.here.described(answer)} compared with "{literal[1]}"'
                yield Mistake(self.here.column(("text", str(literal[1]))), found, "a number")

    def of_amount(self, operator: str, operand: Node) -> Iterator[Mistake]:
        sign = "-" if operator == "negative" else operator
        column = self.here.column(("word" if sign.isalpha() else "sign", sign))
        if is_word(operand) or (operand[0] == "text" and not operand[1]):
            yield Mistake(column, f'"{operand[1]}" beside "{sign}"', "a number or a date like '2026-11-01'")
        codes = self.here.variable(operand).codes
        if self.here.kind(operand) == "many" or (codes is not None and not _any_number(codes)):
            found = f'{self.here.described(operand)} beside "{sign}"'
            yield Mistake(column, found, "a number; compare a choice with = and 'name'")


def _unknown(name: str, column: int) -> Mistake:
    if name in REFUSED:
        return Mistake(column, f"{name}()", REFUSED[name], unsupported=True)
    expected = "a function of ODK that is supported"
    return Mistake(column, f'unknown function "{name}"', expected, nearest_name(name, list(FUNCTIONS)))


def _any_number(codes: frozenset[str]) -> bool:
    return any(not math.isnan(number(code)) for code in codes)
