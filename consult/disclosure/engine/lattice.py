"""The best choice of one level for each key variable, found by searching the lattice of levels.

Provably optimal. Recoding further never makes an unsafe row of a safe one (k and distinct l grow when groups join). So
an infeasible choice rules out everything finer; and whoever a choice leaves out, everything finer leaves out too, which
bounds the loss of what was not tried. The two are one array: the least penalty that is known, infinite when infeasible.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
import numpy.typing as npt

from consult.disclosure.engine.encoding import Encoded
from consult.disclosure.engine.grouping import Grouped, Levels, Rule, grouped
from consult.disclosure.refusal import ReleaseRefused
from consult.disclosure.wording import say

# 16 bytes for each choice of levels: 80 MB, and some seconds to put them in order.
MOST_CHOICES = 5_000_000
_EXACT = 1e-11  # differences below it come from adding in another order


def best_levels(encoded: Encoded, rule: Rule) -> Grouped | None:
    """The choice with the least loss among those that leave out no more than the rule allows; None without one.

    Deterministic: of equal losses the one that leaves out fewest, then the one with the finest levels.
    Raises ReleaseRefused when there are too many choices to search.
    """
    if not encoded.keys:
        return _without_keys(encoded, rule)
    choices = math.prod(top + 1 for top in encoded.tops)
    if choices > MOST_CHOICES:
        raise ReleaseRefused(
            say(
                "{keys} key variables can be recoded in {choices} ways, more than {most}.",
                keys=len(encoded.keys),
                choices=choices,
                most=MOST_CHOICES,
            ),
            [say("Withhold key variables that nobody needs, or name a coarsest level for some.")],
        )
    return _Search(encoded, rule).run()


def _without_keys(encoded: Encoded, rule: Rule) -> Grouped | None:
    """All rows are one group."""
    only = grouped(encoded, (), rule)
    return only if only.suppressed <= rule.most_suppressed else None


@dataclass
class _Search:
    """One search. least_loss: of each choice, of its levels alone. penalty: the least that is known to come on top."""

    encoded: Encoded
    rule: Rule
    least_loss: npt.NDArray[np.float64] = field(init=False)
    penalty: npt.NDArray[np.float64] = field(init=False)
    best: Grouped | None = None

    def __post_init__(self) -> None:
        """Lays out the lattice: one axis for each key, one place for each level."""
        self.least_loss = _least_losses(self.encoded)
        self.penalty = np.zeros(self.least_loss.shape)

    def run(self) -> Grouped | None:
        if not self._try(self.encoded.tops):
            return None
        flat = self.least_loss.ravel()
        for place in np.argsort(flat, kind="stable"):
            if flat[place] > self._bar:
                break
            levels = tuple(int(level) for level in np.unravel_index(place, self.least_loss.shape))
            if self._is_open(levels):
                self._probe(list(self._way_up(levels)))
        return self.best

    @property
    def _bar(self) -> float:
        """What a choice may not lose more than, to be of use: as much as the best, which may be finer then."""
        return math.inf if self.best is None else self.best.loss + _EXACT

    def _is_open(self, levels: Levels) -> bool:
        return bool(self.least_loss[levels] + self.penalty[levels] <= self._bar)

    def _way_up(self, levels: Levels) -> Iterator[Levels]:
        """From a choice upwards, by the cheapest step each time, as long as it may beat the best."""
        here: Levels | None = levels
        while here is not None and self.least_loss[here] <= self._bar:
            yield here
            here = min(self._steps(here), key=lambda step: float(self.least_loss[step]), default=None)

    def _steps(self, levels: Levels) -> Iterator[Levels]:
        for key, (level, top) in enumerate(zip(levels, self.encoded.tops, strict=True)):
            if level < top:
                yield (*levels[:key], level + 1, *levels[key + 1 :])

    def _probe(self, way: list[Levels]) -> None:
        """Settles the first choice of a way: halves the way until it is known where it becomes feasible."""
        low, high = 0, len(way)
        while low < high:
            middle = (low + high) // 2
            if self._try(way[middle]):
                high = middle
            else:
                low = middle + 1

    def _try(self, levels: Levels) -> bool:
        """Whether a choice leaves out no more than is allowed; remembers what that says of finer ones."""
        tried = grouped(self.encoded, levels, self.rule)
        feasible = tried.suppressed <= self.rule.most_suppressed
        finer = self.penalty[tuple(slice(level + 1) for level in levels)]
        np.maximum(finer, tried.penalty if feasible else math.inf, out=finer)
        if feasible and (self.best is None or _order(tried) < _order(self.best)):
            self.best = tried
        return feasible


def _order(tried: Grouped) -> tuple[float, int, int, Levels]:
    return round(tried.loss, 12), tried.suppressed, sum(tried.levels), tried.levels


def _least_losses(encoded: Encoded) -> npt.NDArray[np.float64]:
    axes = [
        np.array([_mean_loss(encoded, key, level) for level in range(top + 1)]) / len(encoded.keys)
        for key, top in enumerate(encoded.tops)
    ]
    return np.asarray(reduce(np.add.outer, axes))


def _mean_loss(encoded: Encoded, key: int, level: int) -> float:
    return float((encoded.rows * encoded.columns[key].losses[level]).sum()) / encoded.total
