"""Moves: ways in which people could have answered otherwise without one shown number changing.

Around a rectangle of hidden cells inside a cross-table one can be added where one is taken away, and no total notices.
A move is a proof that needs no linear program: most cells are settled by one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from consult.disclosure.counts import Kind, Numbers
from consult.disclosure.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Moves:
    """corners: four flat places for each move. room: how many people can be moved around it, both ways together."""

    corners: Numbers
    room: Numbers

    def widths(self, size: int) -> Numbers:
        """How far each of `size` cells can move at least."""
        widths = np.zeros(size, np.int64)
        np.maximum.at(widths, self.corners.ravel(), np.repeat(self.room, 4))
        return widths

    def differences(self, cells: Numbers, size: int) -> NDArray[np.bool_]:
        """Which of `cells` each possible move changes."""
        possible = self.corners[self.room > 0]
        changed = np.zeros((len(possible), size), dtype=bool)
        changed[np.arange(len(possible))[:, None], possible] = True
        told: NDArray[np.bool_] = changed[:, cells]
        return told


def moves(sheets: Sequence[Sheet], starts: Sequence[int]) -> Moves:
    """Every rectangle of hidden cells. starts: where the grid of each sheet begins among all values."""
    found = [
        (start + corners, room)
        for sheet, start in zip(sheets, starts, strict=True)
        for corners, room in _rectangles(sheet)
    ]
    if not found:
        return Moves(np.empty((0, 4), np.int64), np.empty(0, np.int64))
    return Moves(np.vstack([corners for corners, _ in found]), np.concatenate([room for _, room in found]))


def _rectangles(sheet: Sheet) -> Iterator[tuple[Numbers, Numbers]]:
    """For every two rows, those on every two columns that are hidden in both."""
    if sheet.counts.kind is not Kind.CROSS:
        return
    hidden, spare = sheet.hidden[:-1, :-1], np.maximum(sheet.grid - 1, 0)
    height, width = sheet.grid.shape
    for upper in range(height - 1):
        for lower in range(upper + 1, height - 1):
            columns = np.flatnonzero(hidden[upper] & hidden[lower])
            left, right = (columns[ends] for ends in np.triu_indices(len(columns), 1))
            up = np.minimum(spare[upper, right], spare[lower, left])
            down = np.minimum(spare[upper, left], spare[lower, right])
            corners = [
                upper * width + left,
                upper * width + right,
                lower * width + left,
                lower * width + right,
            ]
            yield np.column_stack(corners), up + down
