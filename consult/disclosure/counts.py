"""Counts as they were counted, before protection. They stay between `evidence.tabulation` and `disclosure.tables`."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Variable:
    """What a table is made of. codes: the valid answers, in the order in which they are told.

    sensitive: nobody may learn it of a group as a whole. identity: tells of origin, language, religion, residence
    or disability, for which cells have to be larger. several: any number of its codes may be picked.
    """

    name: str
    codes: tuple[str, ...]
    sensitive: bool = False
    identity: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class TableRule:
    """How large a count must be to be shown; a release profile gives it.

    threshold: the smallest cell, and the least that may be left unsure of a cell that is hidden.
    threshold_identity: the same for tables with a variable of identity. smallest_base: of a whole table.
    """

    threshold: int
    threshold_identity: int = 10
    smallest_base: int = 30

    def __post_init__(self) -> None:
        """Refuses a rule that protects nothing."""
        if self.threshold < 2:
            raise ValueError(f"threshold is {self.threshold}; below 2 nothing is protected. Give at least 2.")
        if self.threshold_identity < self.threshold:
            raise ValueError(
                f"threshold_identity is {self.threshold_identity}, less than threshold {self.threshold}; "
                "origin and language need at least as much. Raise it."
            )
        if self.smallest_base < self.threshold_identity:
            raise ValueError(
                f"smallest_base is {self.smallest_base}, less than a single cell ({self.threshold_identity}). Raise it."
            )

    def threshold_of(self, counts: "Counts") -> int:
        """The smallest cell that this table may show."""
        variables = [one for one in (counts.rows, counts.columns) if one]
        return self.threshold_identity if any(one.identity for one in variables) else self.threshold


class Kind(StrEnum):
    """What the rows of a table have to do with its base."""

    FREQUENCY = "frequency"  # one answer each: the rows sum to the base
    MULTIPLE = "multiple"  # several answers each: every row is a part of the base by itself
    CROSS = "cross"


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Counts:
    """Raw counts, rows x columns (one column unless it is a cross-table). Has no repr, so that no log tells them."""

    kind: Kind
    rows: Variable
    columns: Variable | None
    cells: Numbers
    base: int

    def __post_init__(self) -> None:
        """Refuses what no respondents can have answered."""
        width = len(self.columns.codes) if self.columns else 1
        if self.cells.shape != (len(self.rows.codes), width):
            raise ValueError(
                f"the table of {self.rows.name!r} has shape {self.cells.shape}, its variables have "
                f"{len(self.rows.codes)} x {width} codes. Count every code once."
            )
        if (self.cells < 0).any() or (self.cells > self.base).any():
            raise ValueError(
                f"the table of {self.rows.name!r} has a cell below 0 or above its base. Count again."
            )


def frequency_counts(variable: Variable, cells: Numbers) -> Counts:
    """Counts of a question with one answer each."""
    return Counts(Kind.FREQUENCY, variable, None, cells.reshape(-1, 1), int(cells.sum()))


def multiple_counts(variable: Variable, cells: Numbers, base: int) -> Counts:
    """Counts of a question with several answers each. base: how many answered it."""
    return Counts(Kind.MULTIPLE, variable, None, cells.reshape(-1, 1), base)


def cross_counts(rows: Variable, columns: Variable, cells: Numbers) -> Counts:
    """Counts of everyone who answered both questions."""
    return Counts(Kind.CROSS, rows, columns, cells, int(cells.sum()))
