"""The groups that a table falls into at given levels, and which of them are safe."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from consult.disclosure.engine.encoding import Encoded, Integers, Sensitive, Shares, joined

Levels: TypeAlias = tuple[int, ...]

# Up to here counting by position is cheaper than sorting the patterns.
_MOST_POSITIONS = 2**21


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes a release safe. least_rows: k. least_values: l. most_suppressed: how many rows may be left out."""

    least_rows: int
    least_values: int
    most_suppressed: int


@dataclass(frozen=True)
class Grouped:
    """A table at some levels. kept: which patterns are in a safe group. loss: as if left out rows lose everything.

    penalty: what leaving out adds to the loss of the levels themselves. No recoding that is finer has a smaller one,
    since whoever is left out here is so there too.
    """

    levels: Levels
    kept: npt.NDArray[np.bool_]
    suppressed: int
    loss: float
    penalty: float


def grouped(encoded: Encoded, levels: Levels, rule: Rule) -> Grouped:
    """The table at these levels, one for each key, under a rule."""
    group = _groups(encoded, levels)
    safe = np.bincount(group, weights=encoded.rows) >= rule.least_rows
    if rule.least_values > 1:
        for sensitive in encoded.sensitive.values():
            safe &= _values(group, sensitive, len(safe)) >= rule.least_values
    kept = safe[group]
    lost = row_loss(encoded, levels)
    of_levels = float((encoded.rows * lost).sum()) / encoded.total
    penalty = float((encoded.rows * (1 - lost))[~kept].sum()) / encoded.total
    return Grouped(levels, kept, int(encoded.rows[~kept].sum()), of_levels + penalty, penalty)


def _groups(encoded: Encoded, levels: Levels) -> Integers:
    at = list(zip(encoded.columns, levels, strict=True))
    group, many = joined(
        [column.groups[level] for column, level in at],
        [column.sizes[level] for column, level in at],
        len(encoded.rows),
    )
    return group if many <= _MOST_POSITIONS else np.unique(group, return_inverse=True)[1]


def _values(group: Integers, sensitive: Sensitive, groups: int) -> Integers:
    """How many different values of a sensitive variable each group has."""
    pairs = np.unique(group[sensitive.patterns] * sensitive.size + sensitive.values)
    return np.bincount(pairs // sensitive.size, minlength=groups)


def row_loss(encoded: Encoded, levels: Levels) -> Shares:
    """The mean loss of each pattern over its keys, were it kept."""
    if not levels:
        return np.zeros(len(encoded.rows))
    losses = [column.losses[level] for column, level in zip(encoded.columns, levels, strict=True)]
    return np.asarray(np.mean(losses, axis=0))
