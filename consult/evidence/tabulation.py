"""Frequencies and cross-tables of a dataset. What leaves this module is protected; a raw count never does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from consult.disclosure.counts import (
    Counts,
    Kind,
    Numbers,
    TableRule,
    Variable,
    cross_counts,
    frequency_counts,
    multiple_counts,
)
from consult.disclosure.tables import (
    SUPPRESSED,
    Cell,
    Protected,
    ProtectedTable,
    Withheld,
    protect_kinds,
    protect_together,
)
from consult.instrument.definition import MISSING_CODES

_Places: TypeAlias = NDArray[np.intp]

KINDS = "no_answer"  # the variable of why there is no answer; its codes are MISSING_CODES


class Dataset(Protocol):
    """Answers as a table: a column of codes for each question, or 0/1 `<question>_<choice>` where several are possible.

    Why a question with several choices was not answered stands in `<question>.missing`.
    """

    @property
    def frame(self) -> pd.DataFrame:
        """The columns."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """One question, told. no_answer: how many gave no answer, by kind; None where the table is withheld."""

    answers: Protected
    no_answer: ProtectedTable | None


@dataclass(frozen=True, slots=True)
class Page:
    """Tables that are told side by side, none of which undoes another."""

    frequencies: tuple[Frequency, ...]
    crossed: tuple[Protected, ...]


def frequency(dataset: Dataset, question: Variable, rule: TableRule) -> Frequency:
    """How often each answer was given, on its own. Beside other tables of the same consultation, use `page`."""
    return page(dataset, [question], [], rule).frequencies[0]


def crosstab(dataset: Dataset, rows: Variable, columns: Variable, rule: TableRule) -> Protected:
    """Two questions against each other, of everyone who answered both. Beside other tables, use `page`."""
    return page(dataset, [], [(rows, columns)], rule).crossed[0]


def page(
    dataset: Dataset,
    questions: Sequence[Variable],
    crossed: Sequence[tuple[Variable, Variable]],
    rule: TableRule,
) -> Page:
    """Frequencies and cross-tables to be told together, in their order.

    The frequencies of crossed questions are decided first, also where they are not asked for: someone may hold them.
    One choice of a question with several is crossed as a variable of its own, `<question>_<choice>` with codes 1 and 0.
    Raises ValueError, naming every code in the dataset that a variable does not have.
    """
    places = _Answers(dataset.frame)
    singles = [_counted(places, question) for question in questions]
    pairs = [_crossed(places, rows, columns) for rows, columns in crossed]
    beside = [_counted(places, one)[0] for one in _not_among(questions, crossed)]
    protected = protect_together([*(counts for counts, _ in singles), *pairs, *beside], rule)
    told = zip(protected, singles, strict=False)
    return Page(
        frequencies=tuple(_frequency(table, kinds) for table, (_, kinds) in told),
        crossed=tuple(protected[len(singles) : len(singles) + len(pairs)]),
    )


def _not_among(
    questions: Sequence[Variable], crossed: Sequence[tuple[Variable, Variable]]
) -> Iterable[Variable]:
    named = {one.name for one in questions}
    return {one.name: one for pair in crossed for one in pair if one.name not in named}.values()


def as_json(table: Protected, *, kinds: bool = False) -> dict[str, Any]:
    """A table for a program: a suppressed count is null, and says so.

    kinds: say "primary" or "complementary" instead of true. For staff inside alone: outside, "primary" tells that a
    count lies between 1 and the threshold, which is less than what suppression promises to leave unsure.
    """
    about = {"rows": table.rows.name, "columns": table.columns.name if table.columns else None}
    if isinstance(table, Withheld):
        return about | {"withheld": table.reason.value, "smallest_base": table.limit}
    return about | {
        "kind": table.kind.value,
        "base": table.base,
        "weighted": False,
        "threshold": table.threshold,
        "cells": [_cell_json(table, row, column, kinds) for row, column in _every_place(table)],
    }


class _Answers:
    """The columns of a frame as places: of a code, its place in the variable; then those of MISSING_CODES."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self.read: dict[str, _Places] = {}

    def of(self, variable: Variable) -> _Places:
        """Reads a column once, however many tables it is in."""
        if variable.name not in self.read:
            self.read[variable.name] = _places(self.frame[variable.name], variable)
        return self.read[variable.name]

    def ticks(self, variable: Variable) -> tuple[_Places, Numbers, int]:
        """Why there is no answer (-1: there is one), how often each choice was ticked, and by how many people.

        People to whom one of the choices was not offered yet are left out: their not ticking it says nothing.
        """
        why = _places(self.frame[f"{variable.name}.missing"], Variable(KINDS, ()), answered=-1)
        choices = [self.frame[f"{variable.name}_{code}"] for code in variable.codes]
        offered = ~np.logical_or.reduce([choice.isna().to_numpy() for choice in choices])
        ticked = [int((choice.to_numpy(dtype=float, na_value=0) == 1)[offered].sum()) for choice in choices]
        return why, np.array(ticked, np.int64), int(offered.sum())


def _places(column: "pd.Series[Any]", variable: Variable, answered: int | None = None) -> _Places:
    """answered: the place of NaN, where that stands for an answer; else NaN is not asked."""
    codes = (*variable.codes, *MISSING_CODES)
    categories, numbers = _numbered(column)
    place = {code: number for number, code in enumerate(codes)}
    of_nan = len(variable.codes) if answered is None else answered
    into = np.array([*(place.get(code, len(codes)) for code in categories), of_nan], np.intp)
    found: _Places = into[numbers]  # -1, which is NaN, takes the last
    _refuse_strangers(variable, [code for code in categories if code not in place], found, len(codes))
    return found


def _numbered(column: "pd.Series[Any]") -> tuple[list[str], NDArray[Any]]:
    if not isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("category")
    return [str(code) for code in column.cat.categories], column.cat.codes.to_numpy()


def _refuse_strangers(variable: Variable, strangers: Sequence[str], found: _Places, stranger: int) -> None:
    if strangers and (found == stranger).any():
        raise ValueError(
            f"{variable.name!r} holds codes that it does not have: {', '.join(strangers)}. "
            f"It has {', '.join(variable.codes)}. Add them to the variable, or recode the dataset."
        )


def _counted(answers: _Answers, variable: Variable) -> tuple[Counts, Numbers]:
    """The raw counts of one question, and of why people gave no answer."""
    if variable.several:
        why, ticked, base = answers.ticks(variable)
        return multiple_counts(variable, ticked, base), _tallied(why[why >= 0], len(MISSING_CODES))
    size = len(variable.codes)
    tallied = _tallied(answers.of(variable), size + len(MISSING_CODES))
    return frequency_counts(variable, tallied[:size]), tallied[size:]


def _crossed(answers: _Answers, rows: Variable, columns: Variable) -> Counts:
    height, width = len(rows.codes), len(columns.codes)
    row, column = answers.of(rows), answers.of(columns)
    # One more row and column take everyone who did not answer both.
    together = np.minimum(row, height) * (width + 1) + np.minimum(column, width)
    tallied = _tallied(together, (height + 1) * (width + 1)).reshape(height + 1, width + 1)
    return cross_counts(rows, columns, tallied[:height, :width])


def _tallied(places: _Places, size: int) -> Numbers:
    return cast(Numbers, np.bincount(places, minlength=size).astype(np.int64))


def _frequency(table: Protected, kinds: Numbers) -> Frequency:
    if isinstance(table, Withheld):
        return Frequency(table, None)
    return Frequency(table, protect_kinds(Variable(KINDS, MISSING_CODES), kinds, table.threshold))


def _every_place(table: ProtectedTable) -> list[tuple[int, int]]:
    """Every cell and then, of a cross-table, every total, as places in the grid."""
    height, width = len(table.cells), len(table.cells[0])
    cells = [(row, column) for row in range(height) for column in range(width)]
    if table.kind is not Kind.CROSS:
        return cells
    return [*cells, *((row, width) for row in range(height)), *((height, column) for column in range(width))]


def _cell_json(table: ProtectedTable, row: int, column: int, kinds: bool) -> dict[str, Any]:
    cell = _cell(table, row, column)
    inside = row < len(table.cells) and column < len(table.cells[0])
    told: Mapping[str, Any] = {
        "row": table.rows.codes[row] if row < len(table.cells) else None,
        "column": table.columns.codes[column] if table.columns and column < len(table.cells[0]) else None,
        "count": None if cell is SUPPRESSED else cell,
        "percentage": table.percentage(row, column) if inside else None,
    }
    return dict(told) if cell is not SUPPRESSED else {**told, "suppressed": _why(table, (row, column), kinds)}


def _cell(table: ProtectedTable, row: int, column: int) -> Cell:
    if row == len(table.cells):
        return table.column_totals[column]
    return table.row_totals[row] if column == len(table.cells[0]) else table.cells[row][column]


def _why(table: ProtectedTable, place: tuple[int, int], kinds: bool) -> str | bool:
    if not kinds:
        return True
    return "primary" if place in table.primary else "complementary"
