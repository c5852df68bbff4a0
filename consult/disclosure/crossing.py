"""A cross-table beside the frequencies of its two questions, whose own suppression is fixed first.

What a frequency hides stays hidden as a total. The rows and columns with a hidden total are folded into one row and one
column, of which everyone can work out the totals; small cells of that folded table are hidden with its totals known.
So a cross-table never changes what a frequency tells, and holds beside any other cross-table: whatever the hidden
frequencies are, their rows can be filled to the same sums of columns in each of the tables.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from consult.disclosure.attack import Witnesses
from consult.disclosure.counts import Counts, Numbers, Variable
from consult.disclosure.sheet import Marks, Sheet
from consult.disclosure.suppression import attacked, settle

_MOST_HIDDEN = (
    60  # cells and totals: beyond this a table tells next to nothing, and proving that it holds takes seconds
)
_REST = "(rest)"  # the code of what is folded; no code of an instrument has brackets


def settle_crossing(counts: Counts, of_rows: Sheet, of_columns: Sheet, like: Sheet) -> Sheet | None:
    """The cross-table with its cells hidden, or None where no suppression saves it.

    of_rows, of_columns: the frequencies of its questions, settled. like: the same table with nothing decided.
    """
    rows = _lines_to_fold(like.grid[:-1, -1], of_rows, like.threshold)
    columns = _lines_to_fold(like.grid[-1, :-1], of_columns, like.threshold)
    if rows is None or columns is None:
        return None
    folded = settle(
        [Sheet(_folded(counts, rows, columns), like.threshold, like.small_group, totals_known=True)]
    )
    if not folded:
        return None
    _unfold(like, folded[0], rows, columns)
    return like if _tells_something(like) and _holds([of_rows, of_columns, like]) else None


def _tells_something(sheet: Sheet) -> bool:
    shown = (sheet.grid > 0) & ~sheet.hidden
    return bool(shown[:-1, :-1].any()) and int(sheet.hidden.sum()) <= _MOST_HIDDEN


def _holds(sheets: list[Sheet]) -> bool:
    try:
        return not attacked(sheets, Witnesses())
    except ArithmeticError:  # what was not proved is not shown
        return False


def _lines_to_fold(totals: Numbers, frequency: Sheet, threshold: int) -> Marks | None:
    """The rows (or columns) without a total: those without a frequency, those whose total is small, and as many of the
    smallest others as leave each of them unsure. None where that is not enough.
    """
    folded: Marks = frequency.hidden[:-1, 0] | ((totals > 0) & (totals < threshold))
    sizes = sorted({int(size) for size in totals[~folded] if size})
    while folded.any() and not _leave_unsure(totals, folded, frequency, threshold):
        if not sizes:
            return None
        folded = folded | (totals == sizes.pop(0))
    return folded


def _leave_unsure(totals: Numbers, folded: Marks, frequency: Sheet, threshold: int) -> bool:
    """Whether every folded total can be far enough from what it is, for who knows the frequencies and the sum of the totals.

    No total is more than its frequency, and together they are as much less as people skipped the other question.
    """
    whole, together = frequency.grid[:-1, 0][folded], int(totals[folded].sum())
    hidden = frequency.hidden[:-1, 0][folded]
    most = np.where(hidden, whole[hidden].sum() - hidden.sum() + 1, whole)
    least = np.where(hidden, 0, np.maximum(0, whole - (int(whole.sum()) - together)))
    highest = np.minimum(most, together - (least.sum() - least))
    lowest = np.maximum(least, together - (most.sum() - most))
    return bool((highest - lowest >= threshold).all())


def _folded(counts: Counts, rows: Marks, columns: Marks) -> Counts:
    assert counts.columns
    cells = _fold(_fold(counts.cells, rows).T, columns).T
    return replace(
        counts, rows=_fold_codes(counts.rows, rows), columns=_fold_codes(counts.columns, columns), cells=cells
    )


def _fold(cells: Numbers, lines: Marks) -> Numbers:
    if not lines.any():
        return cells
    return np.vstack([cells[~lines], cells[lines].sum(axis=0)])


def _fold_codes(variable: Variable, lines: Marks) -> Variable:
    kept = tuple(code for code, gone in zip(variable.codes, lines, strict=True) if not gone)
    return replace(variable, codes=(*kept, _REST) if lines.any() else kept)


def _unfold(sheet: Sheet, folded: Sheet, rows: Marks, columns: Marks) -> None:
    """Hides in the whole table what is hidden in the folded one. Zeros are hidden with the rest, so that nobody knows
    of a hidden cell of a folded row that it holds anyone; only where the whole fold is zero they are told.
    """
    row, column = _places(rows), _places(columns)
    lines = np.ix_(row, column)
    inside = rows[:, None] | columns[None, :]
    sheet.hidden[:] = False
    sheet.hidden[:-1, :-1] = np.where(inside, folded.grid[lines] > 0, folded.hidden[lines])
    sheet.hidden[:-1, -1], sheet.hidden[-1, :-1] = rows, columns
    sheet.perhaps_none[:-1, :-1] = inside
    sheet.perhaps_none[:-1, -1], sheet.perhaps_none[-1, :-1] = rows, columns
    sheet.primary &= sheet.hidden


def _places(lines: Marks) -> NDArray[np.intp]:
    """Of each row or column its place in the folded table."""
    return np.where(lines, int((~lines).sum()), np.cumsum(~lines) - 1).astype(np.intp)
