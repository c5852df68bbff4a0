"""An attacker of our own, who has only what was told: he shares no line with the one that protects.

He subtracts, and he solves one linear program for the least and one for the most of every hidden cell, over all tables
that he was given. He knows that counts are whole numbers and not negative, and, where no variable is sensitive, that a
hidden cell is never zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from consult.disclosure.counts import Kind
from consult.disclosure.tables import SUPPRESSED, Cell, ProtectedTable

Spot = tuple[int, str, str]  # a table, a row or "", a column or ""


@dataclass
class Attacker:
    """Everything that follows from the tables: sums that are equal, spot by spot."""

    tables: Sequence[ProtectedTable]
    known: dict[Spot, int] = field(default_factory=dict)
    hidden: list[Spot] = field(default_factory=list)
    sums: list[tuple[list[Spot], Spot]] = field(default_factory=list)
    at_most: list[tuple[Spot, Spot]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, table in enumerate(self.tables):
            self._read(number, table)
        self._link()

    def intervals(self) -> dict[Spot, tuple[int, int]]:
        """The least and the most of every hidden cell."""
        return {spot: (self._end(spot, 1), -self._end(spot, -1)) for spot in self.hidden}

    def as_the_only_one_in(self, own: Spot, cells: Sequence[Spot]) -> dict[Spot, tuple[int, int]]:
        """The same of `cells`, for the one person in `own`, who knows that nobody else is in it."""
        return {spot: (self._end(spot, 1, own), -self._end(spot, -1, own)) for spot in cells if spot != own}

    def subtracted(self) -> dict[Spot, int]:
        """What plain subtraction gives, again and again until it gives nothing more."""
        known, before = dict(self.known), -1
        while before != (before := len(known)):
            for parts, total in self.sums:
                unknown = [spot for spot in [*parts, total] if spot not in known]
                if len(unknown) == 1:
                    rest = sum(known[spot] for spot in parts if spot in known)
                    known[unknown[0]] = rest if unknown == [total] else known[total] - rest
        return {spot: number for spot, number in known.items() if spot not in self.known}

    def _read(self, number: int, table: ProtectedTable) -> None:
        columns = table.columns.codes if table.columns else ("",)
        for row, cells in zip(table.rows.codes, table.cells, strict=True):
            for column, cell in zip(columns, cells, strict=True):
                self._see((number, row, column), cell)
        base = (number, "", "")
        self.known[base] = table.base
        if table.kind is Kind.FREQUENCY:
            self.sums.append(([(number, row, "") for row in table.rows.codes], base))
        if table.kind is Kind.CROSS:
            self._read_totals(number, table, columns)

    def _read_totals(self, number: int, table: ProtectedTable, columns: Sequence[str]) -> None:
        rows, base = table.rows.codes, (number, "", "")
        for row, cell in zip(rows, table.row_totals, strict=True):
            self._see((number, row, ""), cell)
            self.sums.append(([(number, row, column) for column in columns], (number, row, "")))
        for column, cell in zip(columns, table.column_totals, strict=True):
            self._see((number, "", column), cell)
            self.sums.append(([(number, row, column) for row in rows], (number, "", column)))
        self.sums.append(([(number, row, "") for row in rows], base))
        self.sums.append(([(number, "", column) for column in columns], base))

    def _see(self, spot: Spot, cell: Cell) -> None:
        if cell is SUPPRESSED:
            self.hidden.append(spot)
        else:
            self.known[spot] = cell

    def _link(self) -> None:
        """The total of a code in a cross-table is a part of its frequency, and all of it where the bases are equal.

        Two cross-tables with equal bases may be of other people: what ties them is the frequency that both are part of.
        """
        for number, one in enumerate(self.tables):
            for other_number, other in enumerate(self.tables):
                if number == other_number or other.kind is not Kind.CROSS or one.kind is Kind.MULTIPLE:
                    continue
                for own, theirs in _shared(number, one, other_number, other):
                    if one.base == other.base and one.kind is Kind.FREQUENCY:
                        self.sums.append(([theirs], own))
                    elif one.kind is Kind.FREQUENCY:
                        self.at_most.append((theirs, own))

    def _end(self, spot: Spot, sign: int, own: Spot | None = None) -> int:
        index = {hidden: number for number, hidden in enumerate(self.hidden)}
        goal = np.zeros(len(index))
        goal[index[spot]] = sign
        equal = [self._side(index, parts, total) for parts, total in self.sums]
        most = [self._side(index, [part], whole) for part, whole in self.at_most]
        solved = linprog(
            goal,
            A_eq=np.array([line for line, _ in equal]),
            b_eq=[side for _, side in equal],
            A_ub=np.array([line for line, _ in most]) if most else None,
            b_ub=[side for _, side in most] if most else None,
            bounds=[(1, 1) if one == own else (self._least(one), None) for one in self.hidden],
            integrality=int(len(self.tables) > 1),  # of one table the ends are whole numbers by themselves
        )
        assert solved.status == 0, solved.message
        return round(solved.fun)

    def _side(self, index: dict[Spot, int], parts: Sequence[Spot], total: Spot) -> tuple[list[float], float]:
        line, side = [0.0] * len(index), 0.0
        for spot, sign in [*((part, 1) for part in parts), (total, -1)]:
            if spot in index:
                line[index[spot]] += sign
            else:
                side -= sign * self.known[spot]
        return line, side

    def _least(self, spot: Spot) -> int:
        table = self.tables[spot[0]]
        if self._has_hidden_total(spot):  # zeros are hidden there too
            return 0
        return 0 if table.rows.sensitive or (table.columns and table.columns.sensitive) else 1

    def _has_hidden_total(self, spot: Spot) -> bool:
        number, row, column = spot
        if self.tables[number].kind is not Kind.CROSS:
            return False
        return any(total in self.hidden for total in ((number, row, ""), (number, "", column)))


def _shared(
    number: int, one: ProtectedTable, other_number: int, other: ProtectedTable
) -> list[tuple[Spot, Spot]]:
    found = []
    for own_axis, variable in enumerate([one.rows, one.columns]):
        for axis, same in enumerate([other.rows, other.columns]):
            if variable and same and variable.name == same.name:
                found += [
                    (_spot(number, own_axis, code), _spot(other_number, axis, code)) for code in same.codes
                ]
    return found


def _spot(number: int, axis: int, code: str) -> Spot:
    return (number, code, "") if axis == 0 else (number, "", code)
