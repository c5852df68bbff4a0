"""A second look at what leaves, written from the definitions and sharing no code with the engine.

A group is all rows that are equal on every key variable, value by value: `*` and having no answer are values like any
other. k is the size of the smallest group. l is the smallest number of different values that a sensitive variable takes
in a group, every way of having no answer being one value. A question with several columns is a variable by what stands in
all of them together, and by each of them: of a column of ticks, that not all of a group ticked it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pandas as pd

from consult.instrument.definition import MISSING_CODES

_BLANK = "*"
_NO_ANSWER = frozenset(MISSING_CODES)
_TICKED = frozenset({"1", "1.0"})
_TICKS = _TICKED | {"0", "0.0", ""}
_WHY = ".missing"  # the column that says why none of several choices was ticked
_LEAVES = frozenset({"key", "sensitive", "safe", "weight", "tick"})


@dataclass(frozen=True)
class Promise:
    """What is promised of a table.

    columns: the role of each. keys: of each the values that its level has. sensitive: the columns of each variable.
    ticks: of each question the columns of which one or two ticks are held by k. in_place: a row that is left out stands
    there with `*` in every cell.
    """

    k: int
    l: int  # noqa: E741  the word of the field
    columns: Mapping[str, str]
    keys: Mapping[str, Collection[str]]
    sensitive: Mapping[str, Collection[str]]
    ticks: Mapping[str, Collection[str]] = field(default_factory=dict)
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What is found in a table. k and l are None where there is no group, or nothing sensitive."""

    rows: int
    k: int | None
    l: int | None  # noqa: E741
    groups: int


def seen(frame: pd.DataFrame, promise: Promise) -> Seen:
    """What a table holds, counted anew from its cells as text: a row that was left out in place is no row."""
    return _seen(_rows(frame, promise), promise)


def _seen(rows: list[dict[str, str]], promise: Promise) -> Seen:
    groups = Counter(_group(row, promise) for row in rows)
    fewest = [_fewest(rows, promise, columns) for columns in promise.sensitive.values()] if rows else []
    return Seen(
        rows=len(rows),
        k=min(groups.values(), default=None),
        l=min(fewest, default=None),
        groups=len(groups),
    )


def broken(frame: pd.DataFrame, promise: Promise) -> tuple[str, ...]:
    """Every promise that a table breaks, as sentences; none when all is well. A sentence never tells a value."""
    wrong = [*_columns_broken(frame, promise)]
    if wrong:
        return tuple(wrong)
    rows = _rows(frame, promise)
    found = _seen(rows, promise)
    if found.k is not None and found.k < promise.k:
        wrong.append(f"a group has {found.k} rows; promised are at least {promise.k}.")
    if found.l is not None and found.l < promise.l:
        wrong.append(f"a group has {found.l} different sensitive values; promised are at least {promise.l}.")
    return (*wrong, *_levels_broken(rows, promise), *_ticks_broken(rows, promise))


def _columns_broken(frame: pd.DataFrame, promise: Promise) -> Iterator[str]:
    for name in map(str, frame.columns):
        if promise.columns.get(name) not in _LEAVES:
            yield f"column {name!r} may not leave."
    for name in promise.columns:
        if name not in frame.columns:
            yield f"column {name!r} is not there."


def _levels_broken(rows: list[dict[str, str]], promise: Promise) -> Iterator[str]:
    for name, allowed in promise.keys.items():
        known = frozenset(allowed)
        outside = sum(row[name] not in known for row in rows)
        if outside:
            yield f"column {name!r} has {outside} values that its level does not have."


def _ticks_broken(rows: list[dict[str, str]], promise: Promise) -> Iterator[str]:
    for question, columns in promise.ticks.items():
        held: Counter[tuple[str, ...]] = Counter()
        for row in rows:
            ticked = sorted(name for name in columns if row[name] in _TICKED)
            held.update((name,) for name in ticked)
            held.update(combinations(ticked, 2))
        if any(count < promise.k for count in held.values()):
            yield f"{question!r}: a tick or a pair of ticks is held by fewer than {promise.k} rows."


def _rows(frame: pd.DataFrame, promise: Promise) -> list[dict[str, str]]:
    """The rows as text. Rows left out in place are passed over, except where a whole table is `*` anyway."""
    names = [*dict.fromkeys(_needed(promise, frame))]
    texts = {name: _texts(frame[name].tolist()) for name in names}
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*texts.values(), strict=True)]
    if not promise.in_place or all(set(values) == {_BLANK} for values in promise.keys.values()):
        return rows
    return [row for row in rows if any(row[name] != _BLANK for name in names)]


def _needed(promise: Promise, frame: pd.DataFrame) -> Iterator[str]:
    yield from promise.keys
    for columns in (*promise.sensitive.values(), *promise.ticks.values()):
        yield from columns
    if not promise.keys and not promise.sensitive:
        yield from map(str, frame.columns)


def _texts(values: list[Any]) -> list[str]:
    known = {value: _text(value) for value in set(values)}
    return [known[value] for value in values]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if pd.isna(value) else str(value)


def _group(row: Mapping[str, str], promise: Promise) -> tuple[str, ...]:
    return tuple(row[name] for name in promise.keys)


def _fewest(rows: list[dict[str, str]], promise: Promise, columns: Collection[str]) -> int:
    together = _different(rows, promise, columns)
    if len(columns) < 2:
        return together
    return min(
        together, *(_different_alone(rows, promise, name) for name in columns if not name.endswith(_WHY))
    )


def _different_alone(rows: list[dict[str, str]], promise: Promise, name: str) -> int:
    told = {row[name] for row in rows}
    if not told <= _TICKS:
        return _different(rows, promise, [name])
    groups = Counter(_group(row, promise) for row in rows)
    ticked = Counter(_group(row, promise) for row in rows if row[name] in _TICKED)
    return 1 if any(ticked[group] == size for group, size in groups.items()) else max(promise.l, 1)


def _different(rows: list[dict[str, str]], promise: Promise, columns: Collection[str]) -> int:
    values: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for row in rows:
        told = tuple("" if row[name] in _NO_ANSWER else row[name] for name in columns)
        values.setdefault(_group(row, promise), set()).add(told)
    return min(len(found) for found in values.values())
