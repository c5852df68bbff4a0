"""What may leave beside what left before: two releases laid side by side must not tell more than either promises.

Whoever holds two files can compare them. Two dangers are looked at:

- *almost the same answers*: where one or a few responses came or went in between, the difference is those people;
- *another recoding of the same answers*: each file keeps its groups, and both together may cut them smaller. Here the
  intruder is given more than he has: he knows which row of one file is which of the other. Then the groups are those of
  both keys together, rows that one file left out included, and they have to be as large, and as mixed, as promised.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from consult.disclosure.release import Released, in_place, values_together

FEWEST_NEW = (
    10  # responses that may have come or gone between two releases, when it is not none (privacy, section 2)
)

ResponseSet: TypeAlias = Mapping[str, Mapping[date, int]]
"""Of each version and day how many responses there are. No sum over their ids: those change by themselves on the night
on which responses are taken apart from their withdrawal codes."""


@dataclass(frozen=True, slots=True)
class Change:
    """How many responses came and how many went between two sets, as far as counts per day tell: at least so many."""

    came: int
    went: int

    @property
    def would_tell_who(self) -> bool:
        """Whether the difference is so small that it points at people."""
        return any(0 < moved < FEWEST_NEW for moved in (self.came, self.went))


def change(before: ResponseSet, now: ResponseSet) -> Change:
    """What changed, by day: a closed survey only loses responses, so that nothing comes where something goes."""
    came = went = 0
    for version, day in _days(before) | _days(now):
        n_before, n_now = before.get(version, {}).get(day, 0), now.get(version, {}).get(day, 0)
        came += max(0, n_now - n_before)
        went += max(0, n_before - n_now)
    return Change(came, went)


def _days(held: ResponseSet) -> set[tuple[str, date]]:
    return {(version, day) for version, days in held.items() for day in days}


def hold_together(one: Released, other: Released) -> bool:
    """Whether two releases of the same rows, in the same order, keep what both promise when they are laid side by side.

    The smaller k and l of both are asked of the groups of all keys together, over every row that either of them has:
    whoever holds both is someone to whom the smaller promise was made.
    """
    either = one.kept | other.kept
    keys = pd.concat([_keys(one, "one"), _keys(other, "other")], axis=1)
    groups = np.asarray(keys.groupby(list(keys.columns), sort=False).ngroup(), np.int64)
    k, l_ = (min(getattr(both.promise, asked) for both in (one, other)) for asked in ("k", "l"))
    sizes = np.bincount(groups[either])
    if sizes[sizes > 0].min(initial=k) < k:
        return False
    return all(_fewest(groups, released) >= l_ for released in (one, other) if released.promise.sensitive)


def _keys(released: Released, prefix: str) -> pd.DataFrame:
    """The keys of every row as the file tells them, and whether it has the row."""
    keys = in_place(released)[list(released.promise.keys)].astype(str)
    return keys.add_prefix(f"{prefix}.").assign(**{f"{prefix}.there": released.kept})


def _fewest(groups: NDArray[np.int64], released: Released) -> int:
    """The smallest number of values that a sensitive variable of a release takes in a group."""
    fewest = []
    for columns in released.promise.sensitive.values():
        told = values_together(released.frame[list(columns)])
        pairs = pd.DataFrame({"group": groups[released.kept], "value": told})
        fewest.append(int(pairs.groupby("group")["value"].nunique().min()))
    return min(fewest)
