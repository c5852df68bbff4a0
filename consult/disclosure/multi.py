"""Key variables that take several answers: told as a summary, since a set of ticks is as good as a name.

As columns `<question>.how_many` (1, 2, 3+), `<question>.main` (of what was ticked, what most people tick) and
`<question>.with_other`. Single ticks leave only where a profile asks so, and every one or two of them are held by k.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from consult.disclosure.hierarchy import NO_ANSWER
from consult.instrument.definition import OTHER

_MANY = 3


def summary(question: str, ticks: pd.DataFrame, choices: Sequence[str]) -> dict[str, list[str]]:
    """The three summary columns of a question. ticks: 0/1 or <NA>, a column for each of `choices`, in order."""
    ticked = _ticked(ticks)
    answered = ticked.any(axis=1) | np.asarray(ticks.notna().all(axis=1))
    how_many = ticked.sum(axis=1)
    order = np.argsort(-ticked.sum(axis=0), kind="stable")
    first = ticked[:, order].argmax(axis=1)
    other = ticked[:, choices.index(OTHER)] if OTHER in choices else np.zeros(len(ticks), bool)
    rows = list(zip(answered, how_many, first, other, strict=True))
    return {
        f"{question}.how_many": [_number(many) if known else NO_ANSWER for known, many, _, _ in rows],
        f"{question}.main": [
            choices[order[place]] if known and many else NO_ANSWER for known, many, place, _ in rows
        ],
        f"{question}.with_other": [str(int(with_)) if known else NO_ANSWER for known, _, _, with_ in rows],
    }


def _number(many: int) -> str:
    return f"{_MANY}+" if many >= _MANY else str(many)


def _ticked(ticks: pd.DataFrame) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    return np.column_stack([(ticks[name] == 1).fillna(False).to_numpy(bool) for name in ticks])


def held_by(ticks: pd.DataFrame) -> Mapping[tuple[str, ...], int]:
    """How many rows hold each tick and each pair of ticks that somebody holds."""
    ticked = {str(name): (ticks[name] == 1).fillna(False).to_numpy(bool) for name in ticks}
    singles: dict[tuple[str, ...], int]
    singles = {(name,): int(held.sum()) for name, held in ticked.items()}
    pairs: dict[tuple[str, ...], int]
    pairs = {(one, two): int((ticked[one] & ticked[two]).sum()) for one, two in combinations(ticked, 2)}
    return {names: count for names, count in {**singles, **pairs}.items() if count}


def ticks_that_may_leave(ticks: pd.DataFrame, k: int) -> list[str]:
    """The columns of which every tick and every pair is held by k rows: the rarest in a small pair goes first."""
    names = [str(name) for name in ticks]
    while small := [pair for pair, count in held_by(ticks[names]).items() if count < k]:
        counts = ticks[names].sum()
        names.remove(min(set().union(*small), key=lambda name: (counts[name], name)))
    return names
