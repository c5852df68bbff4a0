"""A table as the engine sees it: patterns of small integers, each with how many rows have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from consult.disclosure.hierarchy import Hierarchy

Integers: TypeAlias = npt.NDArray[np.int64]
Shares: TypeAlias = npt.NDArray[np.float64]

# Beyond this a mixed-radix number of groups may not fit 63 bits, so that it is made dense first.
_MOST_GROUPS = 2**40

NO_ANSWER = 0


@dataclass(frozen=True)
class Key:
    """A key variable with its hierarchy. coarsest: the level beyond which it may not be recoded, None for `*`."""

    name: str
    hierarchy: Hierarchy
    coarsest: int | None = None

    @property
    def top(self) -> int:
        """The coarsest level that is allowed."""
        return self.hierarchy.height if self.coarsest is None else self.coarsest


@dataclass(frozen=True)
class Column:
    """A key variable, encoded. Of each level: the group of each pattern, how many groups, and the loss of each pattern."""

    groups: tuple[Integers, ...]
    sizes: tuple[int, ...]
    losses: tuple[Shares, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one column, or several together, tell of a sensitive variable: a number for each row.

    NO_ANSWER stands for every way of having no answer: whoever gave none is told apart from whoever did, and no further.
    is_tick: 1 where one of several choices was ticked, else 0; only that it was is sensitive.
    """

    values: Integers
    is_tick: bool = False


@dataclass(frozen=True)
class Sensitive:
    """One `Told`: each pair of a pattern and a value that occurs, once."""

    patterns: Integers
    values: Integers
    size: int
    is_tick: bool


@dataclass(frozen=True)
class Encoded:
    """What the engine works on. rows: how many have each pattern. pattern_of: of each row of the table its pattern."""

    keys: tuple[Key, ...]
    columns: tuple[Column, ...]
    sensitive: Mapping[str, tuple[Sensitive, ...]]
    rows: Integers
    pattern_of: Integers

    @property
    def total(self) -> int:
        """How many rows the table has."""
        return len(self.pattern_of)

    @property
    def tops(self) -> tuple[int, ...]:
        """Of each key the coarsest level that is allowed."""
        return tuple(key.top for key in self.keys)


def encode(
    keys: Sequence[Key],
    values: Mapping[str, Sequence[str]],
    sensitive: Mapping[str, Sequence[Told]],
    rows: int,
) -> Encoded:
    """The table in which each key has these values, row by row.

    values: by key, each covered by its hierarchy. sensitive: by variable, everything that has to differ within a group.
    """
    coded = [pd.factorize(np.asarray(values[key.name], dtype=object), sort=True) for key in keys]
    pattern_of, first, counts = _patterns([codes for codes, _ in coded], rows)
    columns = [
        _column(key.hierarchy, codes[first], [str(value) for value in uniques])
        for key, (codes, uniques) in zip(keys, coded, strict=True)
    ]
    pairs = {name: tuple(_sensitive(pattern_of, one) for one in told) for name, told in sensitive.items()}
    return Encoded(tuple(keys), tuple(columns), pairs, counts, pattern_of)


def joined(codes: Sequence[Integers], sizes: Sequence[int], rows: int) -> tuple[Integers, int]:
    """One number for each combination of codes, and how many numbers there may be."""
    together, many = np.zeros(rows, np.int64), 1
    for column, size in zip(codes, sizes, strict=True):
        if many * size > _MOST_GROUPS:
            seen, together = np.unique(together, return_inverse=True)
            many = len(seen)
        together, many = together * size + column, many * size
    return together, many


def _patterns(codes: Sequence[Integers], rows: int) -> tuple[Integers, Integers, Integers]:
    """Of each row its pattern; of each pattern a row that has it, and how many do."""
    together, _ = joined(codes, [int(column.max(initial=0)) + 1 for column in codes], rows)
    _, first, pattern_of, counts = np.unique(
        together, return_index=True, return_inverse=True, return_counts=True
    )
    return pattern_of, first, counts


def _column(hierarchy: Hierarchy, leaves: Integers, values: Sequence[str]) -> Column:
    groups, sizes, losses = [], [], []
    for level in range(hierarchy.height + 1):
        codes, seen = pd.factorize(
            np.array([hierarchy.paths[value][level] for value in values], dtype=object)
        )
        groups.append(codes.astype(np.int64)[leaves])
        sizes.append(max(1, len(seen)))
        losses.append(np.array([hierarchy.loss(value, level) for value in values])[leaves])
    return Column(tuple(groups), tuple(sizes), tuple(losses))


def _sensitive(pattern_of: Integers, told: Told) -> Sensitive:
    size = int(told.values.max(initial=0)) + 1
    pairs = np.unique(pattern_of * size + told.values)
    return Sensitive(pairs // size, pairs % size, size, told.is_tick)
