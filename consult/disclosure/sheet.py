"""A table at work: its counts with their totals in one grid, and which of them are hidden so far."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from consult.disclosure.counts import Counts, Kind, Numbers

Marks: TypeAlias = NDArray[np.bool_]
Place: TypeAlias = tuple[int, int]
Key: TypeAlias = tuple[str, str]  # a variable and one of its codes, wherever they are counted


@dataclass(eq=False)
class Sheet:
    """The grid of `counts`. Its last row and column are totals; of a question with several answers the columns are
    those who ticked, those who did not, and everyone. totals_known: no total can be hidden. perhaps_none: where a
    hidden cell may be zero for all that anyone knows; elsewhere zeros are shown.
    """

    counts: Counts
    threshold: int
    small_group: int
    totals_known: bool = False
    grid: Numbers = field(init=False)
    hidden: Marks = field(init=False)
    primary: Marks = field(init=False)
    perhaps_none: Marks = field(init=False)

    def __post_init__(self) -> None:
        """Marks what may not be shown by itself."""
        self.grid = _with_totals(self.counts)
        self.primary = self._small() | self._whole_groups()
        self.hidden = self.primary.copy()
        self.perhaps_none = np.zeros(self.grid.shape, dtype=bool)

    @cached_property
    def locked(self) -> Marks:
        """The base, which every table tells, and totals that are known anyway."""
        marks = np.zeros(self.grid.shape, dtype=bool)
        if self.totals_known:
            marks[-1, :], marks[:, -1] = True, True
        marks[:, -1] = self.counts.kind is Kind.MULTIPLE
        marks[-1, -1] = True
        return marks

    @cached_property
    def equations(self) -> NDArray[np.float64]:
        """A row for every sum, zero on the true grid."""
        rows = _sums_of_rows(self.grid.shape)
        columns = _sums_of_rows(self.grid.T.shape).reshape(-1, *self.grid.T.shape).transpose(0, 2, 1)
        of_columns = columns.reshape(len(columns), -1)
        return {
            Kind.FREQUENCY: of_columns,
            Kind.MULTIPLE: rows,
            Kind.CROSS: np.vstack([rows, of_columns]),
        }[self.counts.kind]

    @cached_property
    def keys(self) -> dict[Key, Place]:
        """Where the counts of one code of one variable stand, whatever they are crossed with."""
        rows, columns = self.counts.rows, self.counts.columns
        if self.counts.kind is Kind.MULTIPLE:
            return {
                (f"{rows.name}_{code}", answer): (place, column)
                for place, code in enumerate(rows.codes)
                for column, answer in enumerate("10")
            }
        last_row, last_column = self.grid.shape[0] - 1, self.grid.shape[1] - 1
        of_rows = {(rows.name, code): (place, last_column) for place, code in enumerate(rows.codes)}
        of_columns = columns.codes if columns else ()
        return of_rows | {
            (columns.name, code): (last_row, place) for place, code in enumerate(of_columns) if columns
        }

    @property
    def complementary(self) -> Marks:
        """What is hidden for the sake of another cell."""
        return self.hidden & ~self.primary

    def _small(self) -> Marks:
        small = (self.grid > 0) & (self.grid < self.threshold) & ~self.locked
        if self.counts.kind is Kind.MULTIPLE:  # nearly everyone is as telling as nearly nobody
            small[:, :2] = small[:, :2].any(axis=1, keepdims=True)
        return small

    def _whole_groups(self) -> Marks:
        """The rows (or columns) of small groups that gave one answer all together, zeros included.

        The zeros go too: a group of which every other answer is shown as zero would still be known.
        """
        marks = np.zeros(self.grid.shape, dtype=bool)
        if self.counts.kind is not Kind.CROSS or self.counts.columns is None:
            return marks
        if self.counts.columns.sensitive:
            marks[:-1, :-1] |= self._of_one_answer(self.grid)[:, None]
        if self.counts.rows.sensitive:
            marks[:-1, :-1] |= self._of_one_answer(self.grid.T)[None, :]
        return marks

    def _of_one_answer(self, grid: Numbers) -> Marks:
        groups, sizes = grid[:-1, :-1], grid[:-1, -1]
        alike: Marks = (sizes > 0) & (sizes < self.small_group) & (groups.max(axis=1) == sizes)
        return alike


def _with_totals(counts: Counts) -> Numbers:
    if counts.kind is Kind.MULTIPLE:
        ticked = counts.cells[:, 0]
        return np.column_stack([ticked, counts.base - ticked, np.full_like(ticked, counts.base)])
    with_row = np.vstack([counts.cells, counts.cells.sum(axis=0)])
    if counts.kind is Kind.FREQUENCY:
        return with_row
    return np.column_stack([with_row, with_row.sum(axis=1)])


def _sums_of_rows(shape: tuple[int, ...]) -> NDArray[np.float64]:
    """For every row of a grid: its cells minus its last one."""
    height, width = shape
    line = np.ones(width)
    line[-1] = -1
    return np.kron(np.eye(height), line).astype(np.float64)
