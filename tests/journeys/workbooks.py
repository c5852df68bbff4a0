"""The expressions of real forms, with answers drawn at random from what they ask about."""

import random
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from consult.instrument.expression.functions import FUNCTIONS
from consult.instrument.expression.parsing import ExpressionError, parse
from consult.instrument.expression.tree import Expression, Node, parts
from consult.instrument.xlsform.opening import open_workbook
from tests.journeys.engines import Case
from tests.xlsforms import the_real

_HELD = ("relevant", "constraint", "calculation", "choice_filter", "required")


@cache
def real_expressions() -> tuple[Expression, ...]:
    """Each expression once that the real workbooks hold and our language knows."""
    folder = the_real("").parent
    found = {
        expression.source: expression for file in sorted(folder.glob("*.xlsx")) for expression in _of(file)
    }
    return tuple(one for one in found.values() if all(map(_stands_alone, all_nodes(one.tree))))


def _stands_alone(node: Node) -> bool:
    """Whether a node says what it is worth: nothing that only a form around it knows, such as its lists and repeats."""
    if node[0] == "call":
        return node[1] in FUNCTIONS and node[1] not in ("position", "indexed-repeat", "jr:choice-name")
    return node[0] not in ("rows", "where")


def _of(file: Path) -> Iterator[Expression]:
    sheets = {sheet.name.strip().lower(): sheet for sheet in open_workbook(file.read_bytes()).sheets}
    head, *rows = sheets["survey"].rows
    columns = [cell.strip().lower() for cell in head]
    for row in rows:
        for column, cell in zip(columns, row, strict=False):
            if column not in _HELD or cell.strip().lower() in ("", "yes", "no", "true", "false"):
                continue
            with suppress(ExpressionError):
                yield parse(cell.strip(), of_choices=column == "choice_filter")


def answered_at_random(expression: Expression, chance: random.Random) -> Case:
    """A case whose answers are near what the expression compares them with."""
    near = [*_literals(expression.tree), "", "0", "1", "5", "17.5", "100", "2026-11-03", "yes", "no", "other"]

    def answer() -> object:
        if chance.random() < 0.15:
            return [code for code in dict.fromkeys(chance.choices(near, k=2)) if code and " " not in code]
        picked = chance.choice(near)
        return float(picked) if picked.replace(".", "", 1).isdigit() else picked

    columns = {f"@{name}": answer() for name in _columns(expression.tree)}
    values = {name: answer() for name in sorted(expression.names) if chance.random() < 0.85}
    return Case(expression.tree, columns | values, answer())


def all_nodes(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += parts(here)


def _literals(tree: Node) -> list[str]:
    texts = [str(node[1]) for node in all_nodes(tree) if node[0] == "text"]
    numbers = [float(str(node[1])) for node in all_nodes(tree) if node[0] == "number"]
    around = [f"{amount + step:g}" for amount in numbers for step in (-1, 0, 1) if amount + step >= 0]
    return sorted({*texts, *around})


def _columns(tree: Node) -> list[str]:
    return sorted({str(node[1]) for node in all_nodes(tree) if node[0] == "column"})
