"""docs/expressions.md as data: its tables of examples."""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from consult.instrument.expression.tables import Table
from consult.instrument.expression.value import Operand
from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "expressions.md"
_CELLS = re.compile(r"(?<!\\)\|")


class Example(NamedTuple):
    """One line of a table: an expression, the answers it looks at, and its value as JSON writes it (and NaN)."""

    expression: str
    answers: dict[str, Operand]
    value: str


def examples() -> list[Example]:
    """Every example of a value."""
    return [
        Example(expression, answers_of(answers), value)
        for expression, answers, value in tables("expression", "answers", "value")
    ]


class Asked(NamedTuple):
    """One line of a table about repeats: an expression, where it stands, the answers to the form, and its value as JSON."""

    expression: str
    place: str
    answers: dict[str, Operand]
    value: str


def asked() -> list[Asked]:
    """Every example of a value in a form that repeats."""
    return [
        Asked(expression, place, answers_of(answers), value)
        for expression, place, answers, value in tables("expression", "asked", "answers", "value")
    ]


def towns() -> Table:
    """The list that the examples look things up in."""
    columns = ("name", "label", "province", "people")
    rows = (dict(zip(columns, row, strict=True)) for row in tables(*columns))
    return Table("towns", tuple({key: cell for key, cell in row.items() if cell} for row in rows))


def tables(*headings: str) -> Iterator[list[str]]:
    """The rows of every table with these headings, without the signs of code around a cell."""
    wanted = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in _CELLS.split(line)[1:-1]]
        if cells == list(headings):
            wanted = True
        elif not cells:
            wanted = False
        elif wanted and set(line) - set("|-"):
            yield [cell[1:-1] if cell[:1] == cell[-1:] == "`" else cell for cell in cells]


def answers_of(written: str) -> dict[str, Operand]:
    """The answers of an example."""
    found: dict[str, Operand] = json.loads(written or "{}")
    return found
