"""The attacker: what can be worked out of the hidden cells by whoever knows every number that is shown.

He knows that a total is the sum of its cells, that counts are whole numbers, that a zero is shown where it stands (so
that a hidden cell holds at least one person), and which tables count the same people. Linear programming tells him the
least and the most that each hidden cell can be (Fischetti and Salazar 2000; Hundepool et al. 2012, section 4). For one
table the equations are those of a network, so the least and most are whole numbers and the intervals are exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog
from scipy.sparse.csgraph import connected_components

from consult.disclosure.counts import Numbers

_VARIABLES_AT_ONCE = 2500  # beyond this the solver slows down faster than starting it again costs


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


def exposed(knowledge: Knowledge, widths: Numbers) -> list[int]:
    """The hidden cells that are known too well, worst first.

    widths: how far the least and the most of each value must lie apart. A small cell is also known too well when
    the one person in another hidden cell, who knows that it holds nobody else, could work it out.
    """
    found: list[tuple[float, int]] = []
    for cells in _components(knowledge):
        width = _widths(knowledge, cells)
        found += [(float(w), int(cell)) for w, cell in zip(width, cells, strict=True) if w < widths[cell]]
        if not found:
            found += [(0.0, cell) for cell in _known_to_insiders(knowledge, cells)]
    return [cell for _, cell in sorted(found)]


def _components(knowledge: Knowledge) -> Iterator[Numbers]:
    """Hidden cells that no equation ties are attacked apart: the programs stay small."""
    cells = np.flatnonzero(knowledge.hidden)
    ties = np.vstack([knowledge.equations, knowledge.at_most])[:, cells] != 0
    together = sparse.csr_array(ties.T.astype(np.int64) @ ties.astype(np.int64))
    number, labels = connected_components(together, directed=False)
    return (cells[labels == one] for one in range(number))


def _widths(knowledge: Knowledge, cells: Numbers) -> NDArray[np.float64]:
    each = np.eye(len(cells))
    reached = _extremes(knowledge, cells, np.vstack([each, -each]))
    lowest, highest = np.diagonal(reached[: len(cells)]), np.diagonal(reached[len(cells) :])
    return np.rint(highest - lowest)


def _known_to_insiders(knowledge: Knowledge, cells: Numbers) -> list[int]:
    """The small cells that can be worked out by the one person in a hidden cell.

    Two corners of what is possible for him settle most cells: where they differ, the cell is not known. The others
    are asked one by one.
    """
    alone = np.flatnonzero(knowledge.values[cells] == 1)
    if not len(alone):
        return []
    slant = np.tile(
        1 + np.sin(np.arange(1, len(cells) + 1)), (len(alone), 1)
    )  # any weights, the same every time
    unsettled = np.argwhere(_spread(knowledge, cells, slant, alone) < 0.5)
    small = knowledge.small[cells[unsettled[:, 1]]]
    unsettled = unsettled[small & (alone[unsettled[:, 0]] != unsettled[:, 1])]
    if not len(unsettled):
        return []
    person, cell = alone[unsettled[:, 0]], unsettled[:, 1]
    spread = _spread(knowledge, cells, np.eye(len(cells))[cell], person)
    known = spread[np.arange(len(cell)), cell] < 0.5
    return sorted({int(one) for one in cells[cell[known]]})


def _spread(
    knowledge: Knowledge, cells: Numbers, objectives: NDArray[np.float64], told: Numbers
) -> NDArray[np.float64]:
    """How far the two ends of each objective lie apart in every cell, when the cell `told` is known besides."""
    reached = _extremes(knowledge, cells, np.vstack([objectives, -objectives]), np.tile(told, 2))
    return np.abs(reached[len(objectives) :] - reached[: len(objectives)])


def _extremes(
    knowledge: Knowledge, cells: Numbers, objectives: NDArray[np.float64], told: Numbers | None = None
) -> NDArray[np.float64]:
    """For each objective the possible values of `cells` on which it is least; `told`: a cell known besides, for each."""
    at_once = max(1, _VARIABLES_AT_ONCE // len(cells))
    return np.vstack(
        [
            _solved(
                knowledge,
                cells,
                objectives[start : start + at_once],
                None if told is None else told[start : start + at_once],
            )
            for start in range(0, len(objectives), at_once)
        ]
    )


def _solved(
    knowledge: Knowledge, cells: Numbers, objectives: NDArray[np.float64], told: Numbers | None
) -> NDArray[np.float64]:
    """Several objectives in one program: they share nothing, and starting the solver takes longer than solving a few."""
    equal, equal_to = _sides(knowledge.equations, knowledge, cells)
    most, most_to = _sides(knowledge.at_most, knowledge, cells)
    times = len(objectives)
    repeated = sparse.eye_array(times, format="csr")
    solved = linprog(
        objectives.ravel(),
        A_eq=sparse.kron(repeated, equal, format="csr"),
        b_eq=np.tile(equal_to, times),
        A_ub=sparse.kron(repeated, most, format="csr") if len(most) else None,
        b_ub=np.tile(most_to, times) if len(most) else None,
        bounds=_bounds(knowledge, cells, times, told),
        method="highs-ds",
    )
    if not solved.success:
        raise ArithmeticError(f"the attack on a table found no values that fit it: {solved.message}")
    return np.asarray(solved.x, dtype=np.float64).reshape(times, len(cells))


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
