"""What is wrong with an expression that reads well: names, functions, arguments, kinds, choices, circles."""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from consult.instrument.expression.evaluation import COLUMN
from consult.instrument.expression.functions import FUNCTIONS
from consult.instrument.expression.parsing import tokens
from consult.instrument.expression.patterns import PatternError, pattern
from consult.instrument.expression.tree import Expression, Node
from consult.instrument.expression.value import number

_ARITHMETIC = {"+", "-", "*", "div", "mod", "negative"}
_RELATIONS = {"<", "<=", ">", ">="}
_EQUALITIES = {"=", "!="}


@dataclass(frozen=True, slots=True)
class Variable:
    """What an expression may know of an answer.

    `kind`: number, text, one (a code), many (codes) or any. `codes`: the choices it can have, None when free.
    """

    kind: str
    codes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: where it starts (column from 1), what was found, what was expected, the nearest valid name."""

    column: int
    found: str
    expected: str
    nearest: str = ""


def nearest_name(name: str, names: Collection[str]) -> str:
    """The valid name that looks most like `name`, or "" when none does."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.6)), "")


def mistakes(
    expression: Expression, variables: Mapping[str, Variable], this: Variable | None = None
) -> list[Mistake]:
    """Every mistake in `expression`, in reading order of its tree.

    variables: what it may refer to. this: what `.` is; None where there is no answer to refer to.
    """
    return list(_Check(expression.source, variables, this).of(expression.tree))


def circles(dependencies: Mapping[str, Collection[str]]) -> list[tuple[str, ...]]:
    """The names that depend on themselves, each circle once, from its first name back to it: (a, b, a)."""
    found: list[tuple[str, ...]] = []
    for name in _entangled(dependencies):
        if any(name in circle for circle in found):
            continue
        circle = _way_back(name, dependencies)
        if circle:
            found.append(circle)
    return found


def _entangled(dependencies: Mapping[str, Collection[str]]) -> list[str]:
    """The names that are left when those that rest on nothing are taken away, again and again: circles, and what hangs on them."""
    rests_on = {name: set(used) & dependencies.keys() for name, used in dependencies.items()}
    carries: dict[str, list[str]] = {}
    for name, used in rests_on.items():
        for one in used:
            carries.setdefault(one, []).append(name)
    free = [name for name, used in rests_on.items() if not used]
    while free:
        settled = free.pop()
        for name in carries.get(settled, ()):
            rests_on[name].discard(settled)
            free.extend([] if rests_on[name] else [name])
    return [name for name, used in rests_on.items() if used]


def _way_back(name: str, dependencies: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    ways: list[tuple[str, ...]] = [(name,)]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked: breadth first, so the shortest circle is told
        for following in sorted(dependencies.get(way[-1], ())):
            if following == name:
                return (*way, name)
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()


class _Check:
    def __init__(self, source: str, variables: Mapping[str, Variable], this: Variable | None) -> None:
        self.tokens = list(tokens(source))
        self.variables = variables
        self.this = this

    def column(self, kind: str, written: str) -> int:
        """Where a word first stands; the tree carries no places, so that it stays small in every version."""
        return next((t.column for t in self.tokens if (t.kind, t.text) == (kind, written)), 1)

    def of(self, node: Node) -> Iterator[Mistake]:
        kind = str(node[0])
        operands = [part for part in node[1:] if isinstance(part, list)]
        if kind == "name":
            yield from self.of_name(str(node[1]))
        elif kind == "column":
            yield from self.of_column(str(node[1]))
        elif kind == "self" and self.this is None:
            yield Mistake(self.column("sign", "."), '"."', "${name}: there is no answer of its own here")
        elif kind == "call":
            yield from self.of_call(str(node[1]), operands)
        elif kind in _EQUALITIES:
            yield from self.of_equality(*operands)
        elif kind in _ARITHMETIC | _RELATIONS:
            for operand in operands:
                yield from self.of_amount(kind, operand)
        for operand in operands:
            yield from self.of(operand)

    def of_name(self, name: str) -> Iterator[Mistake]:
        if name not in self.variables:
            nearest = nearest_name(name, [one for one in self.variables if not one.startswith(COLUMN)])
            expected = "the name of a question that is asked"
            yield Mistake(self.column("name", name), f'unknown name "{name}"', expected, nearest)

    def of_column(self, name: str) -> Iterator[Mistake]:
        known = [key.removeprefix(COLUMN) for key in self.variables if key.startswith(COLUMN)]
        if name not in known:
            expected = "a column of the list of choices, or ${name} for an answer"
            nearest = nearest_name(name, known)
            yield Mistake(self.column("word", name), f'unknown column "{name}"', expected, nearest)

    def of_call(self, name: str, arguments: list[Node]) -> Iterator[Mistake]:
        column = self.column("word", name)
        function = FUNCTIONS.get(name)
        if function is None:
            nearest = nearest_name(name, list(FUNCTIONS))
            yield Mistake(
                column, f'unknown function "{name}"', "a function of ODK that is supported", nearest
            )
        elif len(arguments) < function.least or len(arguments) > (function.most or math.inf):
            given = f"{name}() is given {len(arguments)}"
            yield Mistake(column, given, f"it takes {function.arguments}")
        elif name == "selected":
            yield from self.of_selected(*arguments)
        elif name == "count-selected" and self.kind(arguments[0]) in ("number", "text", "one"):
            yield Mistake(column, f"{name}() on {self.described(arguments[0])}", "a select_multiple")
        elif name == "regex":
            yield from self.of_pattern(arguments[1])

    def of_selected(self, answer: Node, code: Node) -> Iterator[Mistake]:
        if answer[0] in ("name", "self") and self.kind(answer) in ("number", "text"):
            found = f"selected() on {self.described(answer)}"
            yield Mistake(self.column("word", "selected"), found, "a select_one or a select_multiple")
        yield from self.of_code(answer, code)

    def of_pattern(self, node: Node) -> Iterator[Mistake]:
        if node[0] != "text":
            expected = "a pattern between quotes, so that it can be checked beforehand"
            yield Mistake(self.column("word", "regex"), "a pattern that is worked out", expected)
            return
        try:
            pattern(str(node[1]))
        except PatternError as error:
            expected = "a pattern that RE2 can match in linear time (no look-ahead, no back-references)"
            yield Mistake(self.column("text", str(node[1])), f'the pattern "{node[1]}": {error}', expected)

    def of_equality(self, left: Node, right: Node) -> Iterator[Mistake]:
        for answer, literal in ((left, right), (right, left)):
            yield from self.of_code(answer, literal)
            if self.kind(answer) == "number" and _is_word(literal):
                found = f'{self.described(answer)} compared with "{literal[1]}"'
                yield Mistake(self.column("text", str(literal[1])), found, "a number")

    def of_code(self, answer: Node, literal: Node) -> Iterator[Mistake]:
        """A code that no choice of the answer has is never equal to it: always a slip of the pen."""
        codes = self.variable(answer).codes
        code = _written(literal)
        if codes is not None and code and code not in codes:
            found = f'{self.described(answer)} has no choice "{code}"'
            expected = "a name of its choices; no answer at all is ''"
            column = self.column(str(literal[0]), str(literal[1])) if literal[0] == "text" else 1
            yield Mistake(column, found, expected, nearest_name(code, codes))

    def of_amount(self, operator: str, operand: Node) -> Iterator[Mistake]:
        sign = "-" if operator == "negative" else operator
        column = self.column("word" if sign.isalpha() else "sign", sign)
        if _is_word(operand) or (operand[0] == "text" and not operand[1]):
            yield Mistake(column, f'"{operand[1]}" beside "{sign}"', "a number or a date like '2026-11-01'")
        codes = self.variable(operand).codes
        if self.kind(operand) == "many" or (codes is not None and not _any_number(codes)):
            found = f'{self.described(operand)} beside "{sign}"'
            yield Mistake(column, found, "a number; compare a choice with = and 'name'")

    def variable(self, node: Node) -> Variable:
        if node[0] == "name":
            return self.variables.get(str(node[1]), Variable("any"))
        return (self.this if node[0] == "self" else None) or Variable("any")

    def kind(self, node: Node) -> str:
        kind = str(node[0])
        if kind in ("name", "self"):
            return self.variable(node).kind
        if kind in ("number", "text"):
            return kind
        if kind == "call":
            function = FUNCTIONS.get(str(node[1]))
            return function.result if function else "any"
        return "number" if kind in _ARITHMETIC else "boolean"

    def described(self, node: Node) -> str:
        kinds = {"number": "a number", "text": "text", "one": "a select_one", "many": "a select_multiple"}
        kind = kinds.get(self.kind(node), "a value")
        return f'"{node[1]}", {kind},' if node[0] == "name" else kind


def _written(literal: Node) -> str:
    """The code that a literal stands for, "" when it is no literal."""
    if literal[0] == "text":
        return str(literal[1])
    return f"{literal[1]:g}" if literal[0] == "number" else ""


def _is_word(node: Node) -> bool:
    return node[0] == "text" and node[1] != "" and math.isnan(number(str(node[1])))


def _any_number(codes: frozenset[str]) -> bool:
    return any(not math.isnan(number(code)) for code in codes)
