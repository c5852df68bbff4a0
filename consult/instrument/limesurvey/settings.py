"""The settings of a question in LimeSurvey: what has a counterpart here, by its type, and what has to be named."""

import re
from collections.abc import Iterator, Mapping

from consult.instrument.limesurvey.filters import FILTERS
from consult.instrument.limesurvey.questions import TICKED, LimeQuestion
from consult.instrument.limesurvey.script import Meant

_LIMITS = {"min_num_value_n": ". >= {}", "max_num_value_n": ". <= {}"}
_TICKS = {"min_answers": "count-selected(.) >= {}", "max_answers": "count-selected(.) <= {}"}
_SIGNS = {"maximum_chars": "string-length(.) <= {}"}
_ALONE = "exclude_all_others"
_SHUFFLED = {"random_order": "1", "answer_order": "random", "subquestion_order": "random"}
_LISTED = frozenset("L!O") | TICKED
_WRITTEN = frozenset("STUQ")
# What only changes how a question looks in LimeSurvey's own themes, or is its default there.
_LOOKS = re.compile(
    r".*(width|columns|cssclass|css|display_rows|text_input|theme|page_break|statistics|public|scale_export|prefix|suffix"
    r"|placeholder|hide_tip|time_limit_.+|location|slider_.*|repeat_headings|button_size|display_type|save_as_default|clear_default)"
)
_ANSWER = re.compile(r"\{?\s*(\w+)(?:\.(?:NAOK|value|code))?\s*\}?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def values_of(question: LimeQuestion, variables: Mapping[str, Meant]) -> dict[str, str]:
    """The constraint and the order of choices that the settings of a question come to."""
    found = [constraint for _name, constraint in _limits(question, variables)]
    found += [f"(not(selected(., '{code}')) or count-selected(.) = 1)" for code in _alone(question)]
    values = {"constraint": " and ".join(found)} if found else {}
    if _is_shuffled(question):
        values["parameters"] = "randomize=true"
    return values


def day_type(question: LimeQuestion) -> str:
    """Whether a date is asked for, a time, or both; M is a minute where m is a month."""
    form = question.attributes.get("date_format", "")
    if "H" not in form:
        return "date"
    return "dateTime" if re.search("[dmyY]", form) else "time"


def left_over(question: LimeQuestion, variables: Mapping[str, Meant]) -> list[str]:
    """The settings without counterpart, which change what is asked."""
    taken = {"hidden", *FILTERS, *_taken(question, variables)}
    found = [
        name
        for name, value in question.attributes.items()
        if value not in ("", "0", "N", "normal") and name not in taken and not _LOOKS.fullmatch(name)
    ]
    return [*found, "preg"] if question.row.get("preg") else found


def _taken(question: LimeQuestion, variables: Mapping[str, Meant]) -> Iterator[str]:
    yield from (name for name, _constraint in _limits(question, variables))
    if _alone(question):
        yield _ALONE
    if _is_shuffled(question):
        yield from _SHUFFLED
    yield from {"N": ["num_value_int_only"], "K": ["num_value_int_only"], "S": ["numbers_only"]}.get(
        question.type, []
    )
    yield from {"D": ["date_format"], "*": ["equation"]}.get(question.type, [])


def _limits(question: LimeQuestion, variables: Mapping[str, Meant]) -> Iterator[tuple[str, str]]:
    """The limits that are a number or an answer, each as a constraint; another can be worked out in LimeSurvey, which is named."""
    limits = _LIMITS if question.type in "NK" else _TICKS if question.type in TICKED else {}
    if question.type in _WRITTEN and question.attributes.get("numbers_only") != "1":
        limits = _SIGNS
    for name, pattern in limits.items():
        written = question.attributes.get(name, "")
        answer = _ANSWER.fullmatch(written)
        meant = variables.get(answer[1]) if answer else None
        if _NUMBER.fullmatch(written):
            yield name, pattern.format(written)
        elif meant and not meant.ticked:
            shown = f"${{{meant.name}}}"
            yield name, f"({shown} = '' or {pattern.format(shown)})"


def _alone(question: LimeQuestion) -> list[str]:
    codes = {sub.get("title", "") for sub in question.subs} if question.type in TICKED else set()
    return [code for code in question.attributes.get(_ALONE, "").split(";") if code in codes]


def _is_shuffled(question: LimeQuestion) -> bool:
    return question.type in _LISTED and any(
        question.attributes.get(name) == word for name, word in _SHUFFLED.items()
    )
