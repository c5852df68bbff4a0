"""A list of choices as a table that expressions look things up in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property


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

    def having(self, column: str, cell: str) -> Iterable[Mapping[str, str]]:
        """The rows with this text in `column`. The first question about a column costs a walk over the list."""
        index = self._indexes.get(column)
        if index is None:
            index = self._indexes[column] = self._indexed(column)
        return index.get(cell, ())

    @cached_property
    def _indexes(self) -> dict[str, dict[str, list[Mapping[str, str]]]]:
        return {}

    def _indexed(self, column: str) -> dict[str, list[Mapping[str, str]]]:
        index: dict[str, list[Mapping[str, str]]] = {}
        for row in self.rows:
            index.setdefault(row.get(column, ""), []).append(row)
        return index
