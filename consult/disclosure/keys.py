"""The values of a key variable as the engine takes them, and the hierarchy that covers them."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pandas as pd

from consult.disclosure.engine.encoding import Key
from consult.disclosure.hierarchy import ALL, NO_ANSWER, Hierarchy, NotAHierarchy, flat, listed, months
from consult.disclosure.profile import ProfileDoesNotFit, Treatment
from consult.instrument.definition import MISSING_CODES


def key_values(column: "pd.Series[Any]", missing: Collection[str]) -> list[str]:
    """The values as text, with one word for every way of having no answer: a pattern of refusals identifies."""
    codes, uniques = pd.factorize(column, use_na_sentinel=True)
    none = {*missing, *MISSING_CODES}
    texts = [_text(value) for value in uniques]
    words = [NO_ANSWER if text in none else text for text in texts] + [NO_ANSWER]  # -1 is <NA>
    return [words[code] for code in codes]


def _text(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def key(
    name: str, values: Sequence[str], codes: Collection[str], asked: Treatment, *, days: bool = False
) -> Key:
    """A key variable with the hierarchy that the profile gives it, or one of values and `*`.

    codes: what can be answered, answered or not. Raises ProfileDoesNotFit when the hierarchy misses a value.
    """
    answered = {*values} - {NO_ANSWER}
    hierarchy = _hierarchy(name, answered | {*codes}, asked, days=days)
    if problems := list(_misfits(name, hierarchy, answered | {*codes}, asked)):
        raise ProfileDoesNotFit(tuple(problems))
    if NO_ANSWER in values and NO_ANSWER not in hierarchy.paths:
        hierarchy = hierarchy.with_no_answer()
    return Key(name, hierarchy, asked.coarsest)


def _hierarchy(name: str, values: Collection[str], asked: Treatment, *, days: bool) -> Hierarchy:
    if asked.hierarchy is not None:
        return asked.hierarchy
    if not values:
        return flat(name, [NO_ANSWER])
    try:
        return months(name, values) if asked.dates or days else flat(name, sorted(values))
    except NotAHierarchy as error:
        raise ProfileDoesNotFit(error.problems) from error


def _misfits(name: str, hierarchy: Hierarchy, values: Collection[str], asked: Treatment) -> Iterator[str]:
    if ALL in values:
        yield f"{name}: has the value `*`, which stands for a row left out. Name it under `missing:`, or rename it."
        return
    missed = hierarchy.uncovered(values)
    if missed:
        yield (
            f"{name}: hierarchy {hierarchy.name} misses {listed(missed)}."
            " Give each a place in it, or name it under `missing:` when it stands for having no answer."
        )
    if asked.coarsest is not None and asked.coarsest > hierarchy.height:
        yield f"{name}: coarsest is {asked.coarsest}; the hierarchy has levels 0 to {hierarchy.height}. Lower it."
