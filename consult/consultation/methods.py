"""One table from the words of the plan, of workbooks and of staff to the five methods (design, decision 11)."""

from collections.abc import Mapping
from difflib import get_close_matches

from consult.instrument.definition import Method

METHODS: Mapping[str, Method] = {
    "survey": Method.SURVEY,
    "enquete": Method.SURVEY,
    "bevraging": Method.SURVEY,
    "focus_group": Method.FOCUS_GROUP,
    "focusgroep": Method.FOCUS_GROUP,
    "interview": Method.INTERVIEW,
    "interviewreeks": Method.INTERVIEW,
    "diepte_interview": Method.INTERVIEW,
    "diepteinterview": Method.INTERVIEW,
    "gesprek_1_op_1": Method.INTERVIEW,
    "1_op_1_gesprek": Method.INTERVIEW,
    "discussion_table": Method.DISCUSSION_TABLE,
    "discussietafel": Method.DISCUSSION_TABLE,
    "citizen_panel": Method.CITIZEN_PANEL,
    "burgerpanel": Method.CITIZEN_PANEL,
    "consultatiepanel": Method.CITIZEN_PANEL,
}
# "Kwalitatieve bevraging" (R7) is absent on purpose: it is the whole trajectory, not a method (counting.md).

_PLURALS = ("ken", "en", "s")


def method_named(name: str) -> Method:
    """The method that `name` stands for, in Dutch or English, singular or plural, however hyphenated.

    Raises ValueError that names the nearest known word.
    """
    word = _normal(name)
    for candidate in (word, *(word.removesuffix(ending) for ending in _PLURALS)):
        if candidate in METHODS:
            return METHODS[candidate]
    nearest = get_close_matches(word, METHODS, n=1) or ["focusgroep"]
    known = ", ".join(METHODS)
    raise ValueError(f"{name!r} is no method of consultation; nearest is {nearest[0]!r}. Known: {known}.")


def _normal(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())
