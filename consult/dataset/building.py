"""From stored documents to the dataset: one column for a variable, whatever the versions that asked it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from consult.dataset.definition import Dataset, Kind, Variable
from consult.dataset.encoding import (
    MISSING_NUMBERS,
    NOT_ASKED_NUMBER,
    Array,
    Arrays,
    StoredDocument,
    code_type,
    encode,
)
from consult.dataset.layout import CIRCUMSTANCES, DAY, Column, layouts
from consult.dataset.variables import variables_of
from consult.instrument.definition import Type
from consult.instrument.version import PublishedInstrument

Versions = Mapping[str, PublishedInstrument]  # by version, oldest first
Codes = Mapping[str, tuple[str, ...]]  # by column, what its numbers stand for


def build(
    responses: Iterable[StoredDocument],
    versions: Versions,
    rng: np.random.Generator | None = None,
) -> Dataset:
    """Everything answered to `versions` as one table, rows in random order.

    responses: in any order, read once. versions: oldest first, all that were fielded. rng: only where a test needs the
    same order twice. Raises UnknownAnswers, VersionsDiffer.
    """
    variables = variables_of(versions)
    columns, languages = columns_of(versions), languages_of(variables)
    numbers = united(encode(responses, columns, languages), codes_of(columns, languages), variables)
    order = (rng or np.random.default_rng()).permutation(rows_of(numbers))
    return Dataset(typed({name: array[order] for name, array in numbers.items()}, variables), variables)


def columns_of(versions: Versions) -> dict[str, tuple[Column, ...]]:
    """The columns of each version, by version."""
    return layouts({version: published.instrument for version, published in versions.items()})


def languages_of(variables: Mapping[str, Variable]) -> tuple[str, ...]:
    """The codes of the column `language`."""
    return variables["language"].codes


def codes_of(
    columns: Mapping[str, Sequence[Column]], languages: tuple[str, ...]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """What the numbers of each version stand for, by version and column, as `encode` writes them."""
    of_everyone = {name: codes or languages for name, codes in CIRCUMSTANCES.items()} | {DAY: ()}
    return {
        version: of_everyone | {column.name: column.codes for column in laid_out}
        for version, laid_out in columns.items()
    }


def rows_of(arrays: Arrays) -> int:
    """How many responses these columns are of."""
    return len(next(iter(arrays.values())))


def united(
    by_version: Mapping[str, Arrays], codes: Mapping[str, Codes], variables: Mapping[str, Variable]
) -> Arrays:
    """Columns of all versions under each other, in the codes of the variables; the order of rows is kept.

    codes: what the numbers of each version stand for. What a version does not ask is not_asked (-1) there; a number
    that it does not ask is 0, and its `.missing` -1.
    """
    return {
        name: np.concatenate(
            [_part(variable, arrays, codes[version].get(name, ())) for version, arrays in by_version.items()]
        )
        for name, variable in variables.items()
    }


def _part(variable: Variable, arrays: Arrays, codes: tuple[str, ...]) -> Array:
    if variable.name not in arrays:
        absent = 0 if variable.kind in (Kind.NUMBER, Kind.DAY) else NOT_ASKED_NUMBER
        return np.full(rows_of(arrays), absent, np.int8)
    return recoded(arrays[variable.name], codes, variable.codes)


def recoded(numbers: Array, was: Sequence[str], now: Sequence[str]) -> Array:
    """Numbers that are places in `was` as places in `now`; negative ones stay. Every code in `was` is in `now`."""
    if tuple(now[: len(was)]) == tuple(was):
        return numbers
    places = {code: place for place, code in enumerate(now)}
    # The last four are of -4 to -1: a negative number counts from the end.
    into = [*(places[code] for code in was), *range(-len(MISSING_NUMBERS), 0)]
    moved: Array = np.array(into, code_type(len(now)))[numbers]
    return moved


def typed(numbers: Arrays, variables: Mapping[str, Variable]) -> pd.DataFrame:
    """Columns of integers as a frame with one row a response, typed as `definition` says.

    numbers: arrays of one length by column. A code is its place among the codes of its variable; a negative number is a
    kind of missing, counted from the end of MISSING_NUMBERS. Numbers and days with a companion are <NA> and NaT where
    that is negative.
    """
    columns = {name: _typed(variables[name], array, numbers) for name, array in numbers.items()}
    rows = rows_of(numbers) if numbers else 0
    return pd.DataFrame(columns, index=pd.RangeIndex(rows), copy=False)


def _typed(variable: Variable, numbers: Array, others: Arrays) -> Any:
    if variable.kind is Kind.DAY:
        days = numbers.astype("datetime64[D]").astype("datetime64[s]")
        if variable.companion:
            days[others[variable.companion] < 0] = np.datetime64("NaT")
        return days
    if variable.kind is Kind.NUMBER:
        return _number(variable, numbers, others[variable.companion] < 0)
    if variable.kind is Kind.SEVERAL:
        gaps = numbers < 0
        return pd.arrays.IntegerArray(np.where(gaps, 0, numbers).astype(np.int8), gaps)
    return _categorical(variable, numbers)


def _number(
    variable: Variable, numbers: Array, gaps: Array
) -> pd.arrays.IntegerArray | pd.arrays.FloatingArray:
    if variable.type in (Type.CALCULATE, Type.DECIMAL, Type.RANGE):
        return pd.arrays.FloatingArray(numbers.astype(np.float64), gaps)
    return pd.arrays.IntegerArray(numbers.astype(np.int64), gaps)


def _categorical(variable: Variable, numbers: Array) -> "pd.Categorical[Any]":
    answered = 0 if variable.kind is Kind.MISSING else len(variable.codes)
    # Places among the values: answers first, then not_asked (-1) and so on. Of a `.missing` column, 0 is NaN.
    below = np.where(numbers < 0, answered - 1 - numbers.astype(np.int32), numbers)
    places = np.where(numbers < 0, below, -1) if variable.kind is Kind.MISSING else below
    return pd.Categorical.from_codes(places, dtype=pd.CategoricalDtype(list(variable.values)))
