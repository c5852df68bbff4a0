"""A list of choices as a table that expressions look things up in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

# A column stands under this sign among the values that an expression sees; no question has it in its name.
COLUMN = "@"


@dataclass(frozen=True)
class Table:
    """The rows of a choice list, in order: `name`, `label` in the source language, and its further columns.

    A cell that is empty may be left out of its row.
    """

    name: str
    rows: tuple[Mapping[str, str], ...]

    @cached_property
    def columns(self) -> frozenset[str]:
        """Every column that any row has a cell in, `name` and `label` always."""
        return frozenset({"name", "label"}.union(*self.rows))

    @cached_property
    def as_values(self) -> tuple[Mapping[str, str], ...]:
        """The rows as a predicate sees them: every column under its sign, "" where the cell is empty."""
        blank = {COLUMN + column: "" for column in self.columns}
        return tuple(blank | {COLUMN + column: cell for column, cell in row.items()} for row in self.rows)

    def having(self, column: str, cell: str) -> Sequence[Mapping[str, str]]:
        """Those `as_values` with this text in `column`. The first question about a column costs a walk over the list."""
        index = self._indexes.get(column)
        if index is None:
            index = self._indexes[column] = self._indexed(COLUMN + column)
        return index.get(cell, ())

    @cached_property
    def _indexes(self) -> dict[str, dict[str, list[Mapping[str, str]]]]:
        return {}

    def _indexed(self, column: str) -> dict[str, list[Mapping[str, str]]]:
        index: dict[str, list[Mapping[str, str]]] = {}
        for row in self.as_values:
            index.setdefault(row.get(column, ""), []).append(row)
        return index
