"""What is known of the columns that leave: of a key variable, the codes and labels of the level that it was recoded to."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pandas as pd

from consult.disclosure.engine.encoding import Key
from consult.disclosure.engine.grouping import Grouped
from consult.disclosure.hierarchy import ALL, NO_ANSWER
from consult.disclosure.table import DescribedTable

_OF_ALL: Mapping[str, Mapping[str, str]] = {
    NO_ANSWER: {"nl": "Geen antwoord", "en": "No answer", "fr": "Pas de réponse", "ar": "بلا إجابة"},
    ALL: {"nl": "Niet vrijgegeven", "en": "Not released", "fr": "Non communiqué", "ar": "غير متاح"},
}


def described(table: DescribedTable, frame: pd.DataFrame, keys: list[Key], chosen: Grouped) -> dict[str, Any]:
    """The description of each column that leaves; of a key variable with the codes and labels of its level."""
    at = {one.name: (one, level) for one, level in zip(keys, chosen.levels, strict=True)}
    leaving: dict[str, Any] = {}
    for name in map(str, frame):
        variable = table.variables[name] if name in table.variables else _of_summary(table, name)
        if name in at:
            one, level = at[name]
            variable = _with(variable, _at_level(variable, one, level, set(frame[name])))
        leaving[name] = variable
    return leaving


def _of_summary(table: DescribedTable, name: str) -> Any:
    """The description of a column that sums up a question with several answers; its name is its label."""
    question = name.rpartition(".")[0]
    of_question = next(one for one in table.variables.values() if one.question == question)
    return _with(of_question, {"name": name, "kind": "choice", "choice": "", "codes": (), "labels": {}})


def _at_level(variable: Any, recoded: Key, level: int, released: set[str]) -> dict[str, Any]:
    """What a level changes: codes and their labels; every value is a code now, and says itself why it is missing."""
    codes = _codes(variable.codes, recoded, level, released)
    is_code = str(variable.kind) not in ("number", "day")
    changes = {
        "codes": codes,
        "companion": "",
        "missing": (),
        "kind": str(variable.kind) if is_code else "choice",
    }
    labels = _labels(getattr(variable, "value_labels", {}), recoded, codes)
    return {**changes, "value_labels": labels}


def _codes(asked: tuple[str, ...], recoded: Key, level: int, released: set[str]) -> tuple[str, ...]:
    """The codes of a level, in the order of the answers. Where the answers are not known beforehand (a number, a day)
    only what was released: any other one would tell of a row that was left out.
    """
    groups = recoded.hierarchy.leaves_under[level]
    if not asked:
        return tuple(group for group in groups if group in released)
    first = dict.fromkeys(
        recoded.hierarchy.paths[code][level] for code in asked if code in recoded.hierarchy.paths
    )
    return tuple(dict.fromkeys([*first, *groups]))


def _with(variable: Any, changes: Mapping[str, Any]) -> Any:
    """A description with these changes, as far as it has such fields; kinds stay of the type that they are."""
    has = {field.name for field in fields(variable)}
    kept = {name: value for name, value in changes.items() if name in has}
    if "kind" in kept:
        kept["kind"] = type(variable.kind)(kept["kind"])
    return replace(variable, **kept)


def _labels(
    known: Mapping[str, Mapping[str, str]], recoded: Key, codes: tuple[str, ...]
) -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for code in codes:
        of_group = recoded.hierarchy.labels.get(code, {})
        of_value = {language: texts[code] for language, texts in known.items() if code in texts}
        for language, text in {**of_value, **_OF_ALL.get(code, {}), **of_group}.items():
            labels.setdefault(language, {})[code] = text
    return labels
