"""The attacker: what can be worked out of the hidden cells by whoever knows every number that is shown.

He knows that a total is the sum of its cells, that counts are whole numbers, that a zero is shown where it stands (so
that a hidden cell holds at least one person), and which tables count the same people. Linear programming tells him the
least and the most that each hidden cell can be (Fischetti and Salazar 2000; Hundepool et al. 2012, section 4). For one
table the equations are those of a network, so the least and most are whole numbers and the intervals are exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from consult.disclosure.counts import Numbers
from consult.disclosure.moves import Moves

_Side: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]  # coefficients and what they sum to

_LARGEST_PROGRAM = 1000  # unknowns in one program
_AT_A_TIME = 12  # cells asked before looking at what their answers settle besides


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The numbers of one or more tables, flattened, and what ties them.

    small: what was hidden for its own sake. equations: rows that are zero on the true values. at_most: rows that are at most zero.
    least, most: what everyone knows of each value.
    """

    values: Numbers
    hidden: NDArray[np.bool_]
    small: NDArray[np.bool_]
    equations: NDArray[np.float64]
    at_most: NDArray[np.float64]
    least: Numbers
    most: Numbers


class Witnesses:
    """Other answers that fit everything shown, as differences from the truth: found once, used in every later attack.

    Hiding more leaves them possible; showing a cell again leaves those that do not change it.
    """

    def __init__(self) -> None:
        self.differences: list[Numbers] = []

    def possible(self, hidden: NDArray[np.bool_]) -> Numbers:
        """Those that change hidden cells alone."""
        if not self.differences:
            return np.empty((0, len(hidden)), np.int64)
        every = np.vstack(self.differences)
        return every[~every[:, ~hidden].any(axis=1)]

    def add(self, knowledge: Knowledge, cells: Numbers, reached: NDArray[np.float64]) -> None:
        """Keeps the values of `cells` that a program reached."""
        differences = np.zeros((len(reached), len(knowledge.values)), np.int64)
        differences[:, cells] = np.rint(reached) - knowledge.values[cells]
        self.differences.append(differences)


def exposed(knowledge: Knowledge, widths: Numbers, moves: Moves, witnesses: Witnesses) -> list[int]:
    """The hidden cells that are known too well, worst first.

    widths: how far the least and the most of each value must lie apart. A small cell is also known too well when
    the one person in another hidden cell, who knows that it holds nobody else, could work it out.
    moves, witnesses: what is known to be possible; it spares the programs of the cells that they change enough.
    """
    moved = moves.widths(len(knowledge.values))
    found: list[tuple[int, int]] = []
    for cells in _components(knowledge):
        found += _too_narrow(knowledge, cells, widths[cells], moved[cells], witnesses)
        if not found:
            possible = witnesses.possible(knowledge.hidden)[:, cells] != 0
            changes = np.vstack([possible, moves.differences(cells, len(knowledge.values))])
            found += [(0, cell) for cell in _known_to_insiders(knowledge, cells, changes)]
    return [cell for _, cell in sorted(found)]


def _too_narrow(
    knowledge: Knowledge, cells: Numbers, widths: Numbers, moved: Numbers, witnesses: Witnesses
) -> list[tuple[int, int]]:
    """The first cells found that cannot differ enough, each with how far it can.

    A few are asked at a time: one answer settles many, and what is hidden for these may settle the rest.
    """
    unsure = np.arange(0)
    while True:
        width = np.maximum(moved, _ranges(witnesses.possible(knowledge.hidden)[:, cells]))
        narrow = unsure[width[unsure] < widths[unsure]]
        unsure = np.flatnonzero(width < widths)[:_AT_A_TIME]
        if len(narrow) or not len(unsure):
            return [(int(width[place]), int(cells[place])) for place in narrow]
        each = np.eye(len(cells))[unsure]
        witnesses.add(knowledge, cells, _extremes(knowledge, cells, np.vstack([each, -each])))


def _ranges(differences: Numbers) -> Numbers:
    """How far each column reaches, the truth (0) included."""
    return np.asarray(differences.max(axis=0, initial=0) - differences.min(axis=0, initial=0), np.int64)


def _components(knowledge: Knowledge) -> Iterator[Numbers]:
    """Hidden cells that no equation ties are attacked apart: the programs stay small."""
    cells = np.flatnonzero(knowledge.hidden)
    ties = np.vstack([knowledge.equations, knowledge.at_most])[:, cells] != 0
    together = sparse.csr_array(ties.T.astype(np.int64) @ ties.astype(np.int64))
    number, labels = connected_components(together, directed=False)
    return (cells[labels == one] for one in range(number))


def _known_to_insiders(knowledge: Knowledge, cells: Numbers, changes: NDArray[np.bool_]) -> list[int]:
    """The small cells that can be worked out by the one person in a hidden cell.

    changes: possible ways to differ from the truth. One that changes a cell and leaves his as it is settles the pair;
    the others are asked of the program, some at a time, until one is found.
    """
    alone, small = np.flatnonzero(knowledge.values[cells] == 1), np.flatnonzero(knowledge.small[cells])
    left = (~changes[:, alone]).T.astype(np.int64) @ changes[:, small].astype(np.int64)
    pairs = np.argwhere(left == 0)
    person, cell = alone[pairs[:, 0]], small[pairs[:, 1]]
    other = person != cell
    for start in range(0, int(other.sum()), _AT_A_TIME):
        some = slice(start, start + _AT_A_TIME)
        known = _known(knowledge, cells, cell[other][some], person[other][some])
        if len(known):
            return sorted({int(one) for one in cells[known]})
    return []


def _known(knowledge: Knowledge, cells: Numbers, asked: Numbers, told: Numbers) -> Numbers:
    """Which of the places `asked` cannot change, each when the place in `told` is known besides."""
    each = np.eye(len(cells))[asked]
    lowest, highest = np.split(_extremes(knowledge, cells, np.vstack([each, -each]), np.tile(told, 2)), 2)
    which = np.arange(len(asked))
    known: Numbers = asked[np.rint(highest[which, asked] - lowest[which, asked]) == 0]
    return known


def _extremes(
    knowledge: Knowledge, cells: Numbers, objectives: NDArray[np.float64], told: Numbers | None = None
) -> NDArray[np.float64]:
    """For each objective the possible values of `cells` on which it is least; `told`: a cell known besides, for each.

    Several objectives make one program, for starting the solver takes longer than solving; not all, for the solver
    does not see that they share nothing, and a program twice as large takes more than twice as long.
    """
    at_once = max(1, _LARGEST_PROGRAM // len(cells))
    parts = [slice(start, start + at_once) for start in range(0, len(objectives), at_once)]
    sides = _sides(knowledge.equations, knowledge, cells), _sides(knowledge.at_most, knowledge, cells)
    told_to = [None if told is None else told[part] for part in parts]
    bounds = [
        _bounds(knowledge, cells, len(objectives[part]), known)
        for part, known in zip(parts, told_to, strict=True)
    ]
    return np.vstack(
        [_solved(objectives[part], *sides, bound) for part, bound in zip(parts, bounds, strict=True)]
    )


def _solved(
    objectives: NDArray[np.float64], equal: _Side, most: _Side, bounds: NDArray[np.float64]
) -> NDArray[np.float64]:
    times = len(objectives)
    repeated = sparse.eye_array(times, format="csr")
    some_most = len(most[0]) > 0
    solved = linprog(
        objectives.ravel(),
        A_eq=sparse.kron(repeated, equal[0], format="csr"),
        b_eq=np.tile(equal[1], times),
        A_ub=sparse.kron(repeated, most[0], format="csr") if some_most else None,
        b_ub=np.tile(most[1], times) if some_most else None,
        bounds=bounds,
        method="highs-ds",
    )
    if not solved.success:
        raise ArithmeticError(f"the attack on a table found no values that fit it: {solved.message}")
    return np.asarray(solved.x, dtype=np.float64).reshape(objectives.shape)


def _bounds(knowledge: Knowledge, cells: Numbers, times: int, told: Numbers | None) -> NDArray[np.float64]:
    known = np.column_stack([knowledge.least[cells], knowledge.most[cells]]).astype(float)
    bounds = np.tile(known, (times, 1, 1))
    if told is not None:
        bounds[np.arange(times), told] = knowledge.values[cells[told]][:, None]
    return bounds.reshape(-1, 2)


def _sides(
    rows: NDArray[np.float64], knowledge: Knowledge, cells: Numbers
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The rows that say something of `cells`: their coefficients, and what the known values leave."""
    telling = rows[np.abs(rows[:, cells]).any(axis=1)]
    known = np.where(np.isin(np.arange(len(knowledge.values)), cells), 0, knowledge.values)
    return telling[:, cells], -(telling @ known)
