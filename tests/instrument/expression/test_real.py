"""The expressions of ten public workbooks: what cannot be done with them is known by name."""

from collections import Counter

from consult.instrument.expression.checking import Variable
from consult.instrument.expression.evaluation import COLUMN, evaluate
from consult.instrument.expression.mistakes import mistakes
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tables import Table
from consult.instrument.expression.tree import Node, lists_of, parts
from tests.instrument.expression.real import Real, real_expressions

ANYTHING = Variable("any")


def found_in(real: Real) -> list[str]:
    expression = parse(real.source, of_choices=real.of_choices)
    known = dict.fromkeys(
        [*expression.names, *(COLUMN + column for column in columns(expression.tree))], ANYTHING
    )
    every_column = dict.fromkeys(columns(expression.tree), "x")
    lists = {name: Table(name, (every_column,)) for name in lists_of(expression.tree)}
    return [one.found for one in mistakes(expression, known, ANYTHING, lists)]


def columns(tree: Node) -> set[str]:
    own = {str(tree[1])} if tree[0] == "column" else set[str]()
    looked_at = {str(tree[2])} if tree[0] == "rows" else set[str]()
    return own.union(looked_at, *map(columns, parts(tree)))


def test_all_but_four_of_seven_hundred_are_supported() -> None:
    found = Counter(mistake for real in real_expressions() for mistake in found_in(real))
    assert found == {"uuid()": 1, "random()": 1, "trim()": 1, "jr:itext()": 1}


def test_each_has_a_value_when_nothing_is_answered() -> None:
    for real in real_expressions():
        if not found_in(real):
            evaluate(parse(real.source, of_choices=real.of_choices), {})
