"""Protected tables as JSON and back: what was once told, without the answers that it was counted from."""

from typing import Any

from consult.disclosure.counts import Kind, Variable
from consult.disclosure.tables import SUPPRESSED, Cell, Protected, ProtectedTable, Reason, Withheld


def as_kept(table: Protected) -> dict[str, Any]:
    """A table without the words of its questions. A hidden cell is null."""
    if isinstance(table, Withheld):
        return {"reason": table.reason.value, "limit": table.limit}
    return {
        "kind": table.kind.value,
        "cells": [_plain(row) for row in table.cells],
        "row_totals": _plain(table.row_totals),
        "column_totals": _plain(table.column_totals),
        "base": table.base,
        "threshold": table.threshold,
        "primary": sorted(table.primary),
        "complementary": sorted(table.complementary),
    }


def from_kept(kept: dict[str, Any], rows: Variable, columns: Variable | None = None) -> Protected:
    """The table of these questions that `as_kept` wrote."""
    if "reason" in kept:
        return Withheld(rows, columns, Reason(kept["reason"]), kept["limit"])
    return ProtectedTable(
        kind=Kind(kept["kind"]),
        rows=rows,
        columns=columns,
        cells=tuple(_cells(row) for row in kept["cells"]),
        row_totals=_cells(kept["row_totals"]),
        column_totals=_cells(kept["column_totals"]),
        base=kept["base"],
        threshold=kept["threshold"],
        primary=frozenset((row, column) for row, column in kept["primary"]),
        complementary=frozenset((row, column) for row, column in kept["complementary"]),
    )


def _plain(cells: tuple[Cell, ...]) -> list[int | None]:
    return [None if cell is SUPPRESSED else cell for cell in cells]


def _cells(plain: list[int | None]) -> tuple[Cell, ...]:
    return tuple(SUPPRESSED if cell is None else cell for cell in plain)
