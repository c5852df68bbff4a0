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
    leaving = {str(name): table.variables[str(name)] for name in frame if name in table.variables}
    for one, level in zip(keys, chosen.levels, strict=True):
        if one.name in leaving:
            leaving[one.name] = _at_level(leaving[one.name], one, level)
    return leaving


def _at_level(variable: Any, recoded: Key, level: int) -> Any:
    """A variable with what a description of a dataset has: codes, their labels, no numbers and no companion any more."""
    codes = tuple(recoded.hierarchy.leaves_under[level])
    has = {field.name for field in fields(variable)}
    changes: dict[str, Any] = {"codes": codes, "companion": ""}
    if "value_labels" in has:
        changes["value_labels"] = _labels(variable.value_labels, recoded, codes)
    if "missing" in has:
        changes["missing"] = ()
    if "kind" in has and str(variable.kind) in ("number", "day"):
        changes["kind"] = type(variable.kind)("choice")
    return replace(variable, **changes)


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
