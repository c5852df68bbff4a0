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
    kept = (safe & _mixed(encoded, group, len(safe), rule))[group]
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


def left_out_together(encoded: Encoded, found: Grouped, rule: Rule) -> Grouped:
    """The same levels, with more groups left out until those left out are a safe group themselves, or nobody is.

    Whoever holds a table of everyone can subtract what was released: what stays are the rows that were left out.
    """
    group = _groups(encoded, found.levels)
    sizes = np.bincount(group, weights=encoded.rows)
    out = np.zeros(len(sizes), bool)
    out[group[~found.kept]] = True
    smallest_first = [one for one in np.argsort(sizes, kind="stable") if sizes[one] and not out[one]]
    while out.any() and not _are_a_group(encoded, out[group], rule):
        if not smallest_first:
            break
        out[smallest_first.pop(0)] = True
    kept = ~out[group]
    lost = row_loss(encoded, found.levels)
    penalty = float((encoded.rows * (1 - lost))[~kept].sum()) / encoded.total
    of_levels = float((encoded.rows * lost).sum()) / encoded.total
    return Grouped(found.levels, kept, int(encoded.rows[~kept].sum()), of_levels + penalty, penalty)


def _are_a_group(encoded: Encoded, out: npt.NDArray[np.bool_], rule: Rule) -> bool:
    one_group = np.where(out, 0, 1)
    enough = encoded.rows[out].sum() >= rule.least_rows
    return bool(enough and _mixed(encoded, one_group, 2, rule)[0])


def _mixed(encoded: Encoded, group: Integers, groups: int, rule: Rule) -> npt.NDArray[np.bool_]:
    """Which groups have enough different values of everything that is sensitive."""
    mixed = np.ones(groups, bool)
    if rule.least_values > 1:
        for sensitive in (one for told in encoded.sensitive.values() for one in told):
            if sensitive.is_tick:
                mixed &= _not_all_ticked(group, sensitive, groups)
            else:
                mixed &= _values(group, sensitive, groups) >= rule.least_values
    return mixed


def _not_all_ticked(group: Integers, sensitive: Sensitive, groups: int) -> npt.NDArray[np.bool_]:
    """Which groups have somebody who did not tick it: else everybody knows of everyone in it that they did."""
    without = group[sensitive.patterns[sensitive.values == 0]]
    return np.bincount(without, minlength=groups) > 0


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
