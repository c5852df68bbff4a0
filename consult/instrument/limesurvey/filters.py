"""Rows and choices that LimeSurvey shows by what was ticked in another question: `array_filter` and `array_filter_exclude`."""

from collections.abc import Iterable, Mapping

from consult.instrument.definition import OTHER
from consult.instrument.limesurvey.questions import TICKED, LimeQuestion
from consult.instrument.limesurvey.script import Meant, NotMapped
from consult.instrument.xlsform.conditions import all_of

FILTERS: Mapping[str, str] = {"array_filter": "{}", "array_filter_exclude": "not({})"}


def choices_to_tick(questions: Iterable[LimeQuestion]) -> dict[str, Meant]:
    """What a filter can look at: each choice of a multiple question as `question_choice`, "other" too."""
    ticked = [one for one in questions if one.type in TICKED]
    other = {f"{one.code}_{OTHER}": Meant(one.code, OTHER) for one in ticked if one.row.get("other") == "Y"}
    return other | {name: meant for one in ticked for name, meant in one.variables.items() if meant.ticked}


def shown_by_filter(question: LimeQuestion, choices: Mapping[str, Meant]) -> dict[str, str]:
    """When each row, or choice, of a question is shown, by its code. Raises NotMapped.

    It is where the choice of the same code was ticked, or was not: where there is no such choice, nothing can be told.
    """
    codes = [row.get("title", "") or row.get("code", "") for row in question.subs or question.answers]
    found: dict[str, list[str]] = {}
    for setting, pattern in FILTERS.items():
        looked_at = question.attributes.get(setting, "").strip()
        for code in codes if looked_at else ():
            meant = choices.get(f"{looked_at}_{code}")
            if meant is None:
                raise NotMapped(looked_at)
            found.setdefault(code, []).append(pattern.format(meant.chosen))
    return {code: all_of(conditions) for code, conditions in found.items()}
