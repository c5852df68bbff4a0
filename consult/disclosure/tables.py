"""The one exit for a count: what a table may tell. Reports, charts, pages, files and commands get theirs from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from typing import Final, TypeAlias

import numpy as np

from consult.disclosure.counts import Counts, Kind, Numbers, TableRule, Variable
from consult.disclosure.crossing import settle_crossing
from consult.disclosure.sheet import Marks, Place, Sheet
from consult.disclosure.suppression import settle


class Suppressed(Enum):
    """A cell that is not told: no number, and never zero."""

    SUPPRESSED = "suppressed"


SUPPRESSED: Final = Suppressed.SUPPRESSED
Cell: TypeAlias = int | Suppressed


class Reason(StrEnum):
    """Why a whole table is withheld."""

    BASE_TOO_SMALL = "base too small"
    NOTHING_HOLDS = "nothing holds"  # whatever is hidden, something can be worked out
    CHANGED = "changed"  # a few responses came or went since tables were first told, and this one was not among them


@dataclass(frozen=True, slots=True)
class Withheld:
    """A table of which nothing leaves, not even its base. limit: the least base, where that is the reason."""

    rows: Variable
    columns: Variable | None
    reason: Reason
    limit: int


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """Counts that may leave, rows x columns with their totals.

    cells: one column unless it is a cross-table. row_totals, column_totals: of a cross-table alone. base: everyone
    counted. primary, complementary: places in the grid with totals (the last row and column), for staff and tests:
    told outside, "primary" would say that a cell lies between 1 and the threshold.
    """

    kind: Kind
    rows: Variable
    columns: Variable | None
    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    base: int
    threshold: int
    primary: frozenset[Place] = field(repr=False)
    complementary: frozenset[Place] = field(repr=False)

    @property
    def complete(self) -> bool:
        """Whether nothing had to be hidden."""
        return not self.primary | self.complementary

    def percentage(self, row: int, column: int = 0) -> float | None:
        """The share of a shown cell in its row of a cross-table or in the base, 0 to 100; None where that tells what is hidden."""
        cell = self.cells[row][column]
        whole: Cell = self.row_totals[row] if self.kind is Kind.CROSS else self.base
        if cell is SUPPRESSED or whole is SUPPRESSED or whole == 0:
            return None
        return 100 * cell / whole


Protected: TypeAlias = ProtectedTable | Withheld


def transposed(table: Protected) -> Protected:
    """The same cross-table with its rows as columns, so that one that is asked for both ways hides the same cells."""
    assert table.columns
    turned = replace(table, rows=table.columns, columns=table.rows)
    if isinstance(turned, Withheld):
        return turned
    return replace(
        turned,
        cells=tuple(zip(*turned.cells, strict=True)),
        row_totals=turned.column_totals,
        column_totals=turned.row_totals,
        primary=frozenset((column, row) for row, column in turned.primary),
        complementary=frozenset((column, row) for row, column in turned.complementary),
    )


def protect(counts: Counts, rule: TableRule) -> Protected:
    """What may leave of one table on its own."""
    return protect_together([counts], rule)[0]


def protect_together(tables: Sequence[Counts], rule: TableRule) -> list[Protected]:
    """What may leave of tables that are told side by side, in their order, so that none undoes another.

    Frequencies are decided first, and no cross-table changes them: each cross-table is protected beside the frequencies of
    both its questions, which have to be among `tables` unless it is the only one. Raises ValueError when one is missing,
    or when a table is asked for twice.
    """
    _refuse_doubles(tables)
    singles = [one for one in tables if one.kind is not Kind.CROSS or len(tables) == 1]
    settled = {
        id(sheet.counts): sheet
        for sheet in settle([_sheet(one, rule) for one in singles if _enough(one, rule)])
    }
    by_name = {one.rows.name: settled.get(id(one)) for one in singles if one.kind is Kind.FREQUENCY}
    for counts in tables:
        if counts not in singles and _enough(counts, rule) and (sheet := _crossed(counts, by_name, rule)):
            settled[id(counts)] = sheet
    return [_leaving(counts, settled.get(id(counts)), rule) for counts in tables]


def _enough(counts: Counts, rule: TableRule) -> bool:
    return counts.base >= rule.smallest_base


def _sheet(counts: Counts, rule: TableRule) -> Sheet:
    return Sheet(counts, rule.threshold_of(counts), rule.smallest_base)


def _crossed(counts: Counts, frequencies: Mapping[str, Sheet | None], rule: TableRule) -> Sheet | None:
    """The cross-table with its cells hidden; None where it, or a frequency beside it, is withheld."""
    names = [one.name for one in (counts.rows, counts.columns) if one]
    if missing := [name for name in names if name not in frequencies]:
        raise ValueError(
            f"the table of {' by '.join(names)} comes without the frequency of {' and '.join(missing)}, "
            "which others could hold beside it. Give both frequencies with it."
        )
    rows, columns = (frequencies[name] for name in names)
    return settle_crossing(counts, rows, columns, _sheet(counts, rule)) if rows and columns else None


def protect_kinds(variable: Variable, cells: Numbers, threshold: int) -> ProtectedTable:
    """Why people gave no answer, by kind; all kinds are hidden where they would not hold apart.

    How many gave none is no cell: it follows from the base, which every table tells.
    """
    counts = Counts(Kind.FREQUENCY, variable, None, cells.reshape(-1, 1), int(cells.sum()))
    sheet = Sheet(counts, threshold, small_group=0)
    if not settle([sheet]):
        sheet.hidden[:-1] = True
    return _protected(sheet)


def _refuse_doubles(tables: Sequence[Counts]) -> None:
    seen: set[frozenset[str]] = set()
    for counts in tables:
        names = frozenset({counts.rows.name, counts.columns.name if counts.columns else ""})
        if names in seen or (counts.columns and len(names) == 1):
            raise ValueError(
                f"the table of {' by '.join(sorted(names - {''}))} is asked for twice, or of a question by itself; "
                "two versions of one table undo each other. Ask for it once."
            )
        seen.add(names)


def _leaving(counts: Counts, sheet: Sheet | None, rule: TableRule) -> Protected:
    if sheet is not None:
        return _protected(sheet)
    reason = Reason.NOTHING_HOLDS if _enough(counts, rule) else Reason.BASE_TOO_SMALL
    return Withheld(counts.rows, counts.columns, reason, rule.smallest_base)


def _protected(sheet: Sheet) -> ProtectedTable:
    counts = sheet.counts
    height, width = counts.cells.shape
    told = [_told(numbers, hidden) for numbers, hidden in zip(sheet.grid, sheet.hidden, strict=True)]
    cross = counts.kind is Kind.CROSS
    return ProtectedTable(
        kind=counts.kind,
        rows=counts.rows,
        columns=counts.columns,
        cells=tuple(row[:width] for row in told[:height]),
        row_totals=tuple(row[width] for row in told[:height]) if cross else (),
        column_totals=told[height][:width] if cross else (),
        base=counts.base,
        threshold=sheet.threshold,
        primary=_places(sheet.primary),
        complementary=_places(sheet.complementary),
    )


def _told(numbers: Numbers, hidden: Marks) -> tuple[Cell, ...]:
    return tuple(SUPPRESSED if mark else int(number) for number, mark in zip(numbers, hidden, strict=True))


def _places(marks: Marks) -> frozenset[Place]:
    return frozenset((int(row), int(column)) for row, column in np.argwhere(marks))
