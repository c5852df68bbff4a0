"""Complementary suppression: hide as little as will do, until the attacker finds nothing.

The same figures always hide the same cells. Heuristic, so not always the least; what is hidden is proved in
`consult.disclosure.attack`, not here.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from consult.disclosure.attack import Knowledge, Witnesses, exposed
from consult.disclosure.counts import Kind, Numbers
from consult.disclosure.moves import moves
from consult.disclosure.sheet import Key, Marks, Place, Sheet


class CannotBeProtected(Exception):
    """Whatever is hidden of this table, something in it stays known."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        super().__init__(f"the table of {sheet.counts.rows.name!r} cannot be protected; withhold it")


def settle(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Hides cells until every table holds, alone and together; gives the tables that can.

    A table that no suppression saves is left out, and the others start again without it.
    """
    try:
        _hide(sheets)
    except CannotBeProtected as failed:
        if len(sheets) == 1:
            return []
        return settle([_afresh(sheet) for sheet in sheets if sheet is not failed.sheet])
    return list(sheets)


def _afresh(sheet: Sheet) -> Sheet:
    return Sheet(sheet.counts, sheet.threshold, sheet.small_group, sheet.totals_known)


def _hide(sheets: Sequence[Sheet]) -> None:
    _spread(sheets)
    for group in _tied(sheets):
        witnesses = Witnesses()
        while found := attacked(group, witnesses):
            _mend(group, found)
            _spread(group)
        _give_back(group, witnesses)


def _spread(sheets: Sequence[Sheet]) -> None:
    """Hides the second cell of one-way tables, and everywhere what is hidden somewhere, until nothing changes."""
    before = -1
    while before != (before := sum(int(sheet.hidden.sum()) for sheet in sheets)):
        for sheet in sheets:
            if sheet.counts.kind is Kind.FREQUENCY:
                _hide_beside(sheet)
        _hide_alike(sheets)


def _hide_beside(sheet: Sheet) -> None:
    """Hides the smallest cells of a one-way table until the hidden ones cannot be had from the base.

    With h hidden cells that sum to s, each of at least 1, every one of them may be anything from 1 to s - h + 1: no
    program is needed. Cells of one size go together: who knows that the smallest is hidden would otherwise know, of
    9, 38 (both hidden) and 38 (shown), that the hidden sum of 47 is 9 + 38.
    """
    cells, hidden = sheet.grid[:-1, 0], sheet.hidden[:-1, 0]
    if not hidden.any():
        return
    for size in sorted({int(size) for size in cells[~hidden] if size}):
        if _holds(cells[hidden], sheet.threshold):
            return
        hidden |= cells == size
    if not _holds(cells[hidden], sheet.threshold):
        raise CannotBeProtected(sheet)


def _holds(hidden: Numbers, threshold: int) -> bool:
    return len(hidden) > 1 and int(hidden.sum()) - len(hidden) >= threshold


def _hide_alike(sheets: Sequence[Sheet]) -> None:
    hidden = {key for sheet in sheets for key, place in sheet.keys.items() if sheet.hidden[place]}
    for sheet in sheets:
        for key in hidden & sheet.keys.keys():
            sheet.hidden[sheet.keys[key]] = True
        if sheet.counts.kind is Kind.MULTIPLE:
            sheet.hidden[:, :2] = sheet.hidden[:, :2].any(axis=1, keepdims=True)


def _tied(sheets: Sequence[Sheet]) -> Iterator[list[Sheet]]:
    """Tables that count the same variables, over any number of steps; a one-way table on its own needs no attack."""
    groups: list[list[Sheet]] = []
    for sheet in sheets:
        near = [group for group in groups if any(sheet.keys.keys() & other.keys.keys() for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(member for group in near for member in group), sheet])
    return (group for group in groups if len(group) > 1 or group[0].counts.kind is not Kind.FREQUENCY)


def attacked(sheets: Sequence[Sheet], witnesses: Witnesses) -> list[int]:
    """The values that whoever reads these tables side by side knows too well, flattened; worst first."""
    possible = moves(sheets, [start for start, _ in _spans(sheets)])
    return exposed(_knowledge(sheets), _widths(sheets), possible, witnesses)


def _knowledge(sheets: Sequence[Sheet]) -> Knowledge:
    """What whoever reads these tables side by side knows."""
    values = np.concatenate([sheet.grid.ravel() for sheet in sheets])
    alike, at_most = _links(sheets, len(values))
    own = np.zeros((sum(len(sheet.equations) for sheet in sheets), len(values)))
    row = 0
    for sheet, (start, end) in zip(sheets, _spans(sheets), strict=True):
        own[row : (row := row + len(sheet.equations)), start:end] = sheet.equations
    return Knowledge(
        values=values,
        hidden=np.concatenate([sheet.hidden.ravel() for sheet in sheets]),
        small=np.concatenate([sheet.primary.ravel() for sheet in sheets]),
        equations=np.vstack([own, alike]),
        at_most=at_most,
        least=np.where(
            np.concatenate([sheet.perhaps_none.ravel() for sheet in sheets]), 0, np.minimum(values, 1)
        ),
        most=np.concatenate([np.full(sheet.grid.size, sheet.counts.base) for sheet in sheets]),
    )


def _links(sheets: Sequence[Sheet], size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What two tables tell of one code: the same people, or a part of those of a frequency."""
    alike: list[NDArray[np.float64]] = []
    at_most: list[NDArray[np.float64]] = []
    for (one, (start, _)), (other, (after, _)) in combinations(zip(sheets, _spans(sheets), strict=True), 2):
        shared = one.keys.keys() & other.keys.keys()
        equal, part = _count_the_same(one, other, shared), _is_part(one, other)
        for key in sorted(shared) if equal or part else ():
            row = np.zeros(size)
            row[start + _flat(one, one.keys[key])] = part or 1
            row[after + _flat(other, other.keys[key])] = -(part or 1)
            (alike if equal else at_most).append(row)
    return np.array(alike).reshape(-1, size), np.array(at_most).reshape(-1, size)


def _count_the_same(one: Sheet, other: Sheet, shared: Iterable[Key]) -> bool:
    """Whether equal bases are equal people: where everyone answered everything, and an attacker may take it so."""
    if one.counts.base != other.counts.base:
        return False
    return all(one.grid[one.keys[key]] == other.grid[other.keys[key]] for key in shared)


def _is_part(one: Sheet, other: Sheet) -> int:
    """1 where the margins of `one` are parts of those of `other`, -1 the other way round, 0 where nobody can say."""
    if one.counts.kind is other.counts.kind:
        return 0
    return 1 if one.counts.kind is Kind.CROSS else -1


def _spans(sheets: Sequence[Sheet]) -> list[tuple[int, int]]:
    ends = np.cumsum([0, *(sheet.grid.size for sheet in sheets)])
    return [(int(start), int(end)) for start, end in pairwise(ends)]


def _flat(sheet: Sheet, place: Place) -> int:
    return place[0] * int(sheet.grid.shape[1]) + place[1]


def _widths(sheets: Sequence[Sheet]) -> Numbers:
    """How far the least and the most of each value of these tables must lie apart."""
    return np.concatenate([np.full(sheet.grid.size, sheet.threshold) for sheet in sheets])


def _mend(sheets: Sequence[Sheet], found: Sequence[int]) -> None:
    """Hides more for every cell found, but once for each row and column: the rest is attacked again first.

    A one-way table holds by itself; what gives it away is inside a cross-table, and is mended there.
    """
    places = [_where(sheets, cell) for cell in found]
    crossed = [(which, place) for which, place in places if sheets[which].counts.kind is Kind.CROSS]
    done: set[tuple[int, str, int]] = set()
    for which, (row, column) in crossed or places:
        lines = {(which, "row", row), (which, "column", column)}
        if not lines & done and not (done and _is_mended(sheets[which], (row, column))):
            _mend_cell(sheets[which], (row, column))
        done |= lines


def _where(sheets: Sequence[Sheet], cell: int) -> tuple[int, Place]:
    spans = _spans(sheets)
    which = next(number for number, (start, end) in enumerate(spans) if start <= cell < end)
    row, column = divmod(cell - spans[which][0], sheets[which].grid.shape[1])
    return which, (row, column)


def _mend_cell(sheet: Sheet, place: Place) -> None:
    costs = _costs(sheet)
    if sheet.counts.kind is Kind.CROSS and (corners := _cheapest_rectangle(sheet, place, costs)):
        for corner in corners:
            sheet.hidden[corner] = True
        return
    row, column = place
    beside = np.full_like(costs, np.inf)
    beside[row], beside[:, column] = costs[row], costs[:, column]
    beside[sheet.hidden] = np.inf
    if np.isinf(beside).all():
        raise CannotBeProtected(sheet)
    sheet.hidden[np.unravel_index(int(beside.argmin()), beside.shape)] = True


def _costs(sheet: Sheet) -> NDArray[np.float64]:
    """What hiding each cell loses. A total costs more than all cells together: other tables lose it too."""
    costs = sheet.grid.astype(float)
    costs[-1, :] += sheet.counts.base
    if sheet.counts.kind is Kind.CROSS:
        costs[:-1, -1] += sheet.counts.base
    costs[sheet.locked | (sheet.grid == 0)] = np.inf
    costs[sheet.hidden] = 0
    return costs


def _cheapest_rectangle(sheet: Sheet, place: Place, costs: NDArray[np.float64]) -> list[Place] | None:
    """The corners to hide with `place`, so that people can be moved around without any total changing.

    A rectangle round which fewer than the threshold can be moved costs as much more as a total does.
    """
    row, column = place
    price = _prices(place, costs)
    price[price == 0] = np.inf  # hidden already, and not enough
    price += np.where(_room(sheet, place) < sheet.threshold, sheet.counts.base, 0)
    if np.isinf(price).all():
        return None
    other_row, other_column = divmod(int(price.argmin()), price.shape[1])
    return [(row, other_column), (other_row, column), (other_row, other_column)]


def _is_mended(sheet: Sheet, place: Place) -> bool:
    """Whether what was hidden for another cell lets this one move far enough too."""
    if sheet.counts.kind is not Kind.CROSS:
        return False
    free = _prices(place, _costs(sheet)) == 0
    return bool((_room(sheet, place)[free] >= sheet.threshold).any())


def _prices(place: Place, costs: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the rectangle with each other cell as the opposite corner costs."""
    row, column = place
    price: NDArray[np.float64] = costs[row][None, :] + costs[:, column][:, None] + costs
    price[row, :], price[:, column] = np.inf, np.inf
    return price


def _room(sheet: Sheet, place: Place) -> NDArray[np.float64]:
    """How far `place` can move by rectangles with each other cell as the opposite corner.

    A cell and its total move the same way, two cells of one row or column against one another.
    """
    row, column = place
    height, width = sheet.grid.shape
    with_row = np.where((np.arange(height) == height - 1) ^ (row == height - 1), 1, -1)[:, None]
    with_column = np.where((np.arange(width) == width - 1) ^ (column == width - 1), 1, -1)[None, :]
    spare = np.maximum(sheet.grid - 1, 0).astype(float)
    corners = [
        (spare[row][None, :], with_column),
        (spare[:, column][:, None], with_row),
        (spare, with_row * with_column),
    ]
    up, down = np.full(spare.shape, np.inf), np.full(spare.shape, spare[place])
    for people, direction in corners:
        up = np.minimum(up, np.where(direction < 0, people, np.inf))
        down = np.minimum(down, np.where(direction > 0, people, np.inf))
    room: NDArray[np.float64] = up + down
    return room


def _give_back(sheets: Sequence[Sheet], witnesses: Witnesses) -> None:
    """Shows again, largest first, what turned out not to be needed inside cross-tables."""
    for sheet in (one for one in sheets if one.counts.kind is Kind.CROSS):
        for place in _extra(sheet):
            sheet.hidden[place] = False
            if attacked(sheets, witnesses):
                sheet.hidden[place] = True


def _extra(sheet: Sheet) -> list[Place]:
    inside: Marks = sheet.complementary[:-1, :-1]
    places = [(int(row), int(column)) for row, column in np.argwhere(inside)]
    return sorted(places, key=lambda place: (-int(sheet.grid[place]), place))
