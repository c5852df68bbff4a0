"""What a question has beside the words of XLSForm, in the plain JSON of a published version; only what is used is written."""

from collections.abc import Callable
from typing import Any

from consult.instrument.additions import (
    SOFT_CHECK,
    ConsentInMode,
    Descent,
    InMode,
    Lineage,
    Mode,
    SoftCheck,
)
from consult.instrument.definition import Consent, Question
from consult.instrument.expression.tree import Expression

Json = dict[str, Any]


def structure_added(question: Question, expression: Callable[[Expression | None], Json | None]) -> Json:
    """What gives an answer its meaning. expression: how one is written."""
    check = expression(question.soft_check.check) if question.soft_check else None
    found = {
        "soft_check": check,
        "unprompted": list(question.unprompted),
        "trigger": list(question.trigger),
        "required_when": expression(question.required_when),
    }
    return {key: value for key, value in found.items() if value}


def about_added(question: Question) -> Json:
    """What changes no answer: the texts themselves lie with all others."""
    lineage = question.lineage
    found = {
        "modes": {mode.mode.value: [key for key, _text in mode.texts()] for mode in question.modes},
        "lineage": [lineage.change.value, list(lineage.was), lineage.since] if lineage else [],
    }
    return {key: value for key, value in found.items() if value}


def consent_modes(consent: Consent) -> Json:
    """The modes in which other words are agreed to, with the keys of these words."""
    return {words.mode.value: [key for key, _text in words.texts()] for words in consent.modes}


def read_consent_modes(written: Json, text: Callable[[str], str]) -> tuple[ConsentInMode, ...]:
    """The same as values. text: one of the texts, by its key."""
    return tuple(
        ConsentInMode(Mode(mode), **{key.rpartition("/")[2]: text(key) for key in keys})
        for mode, keys in written.items()
    )


def read_added(
    written: Json,
    about: Json,
    text: Callable[[str], str],
    expression: Callable[[Json | None], Expression | None],
) -> Json:
    """The same as fields of a question. text: one of its texts, by the last part of its key."""
    check, past = expression(written.get("soft_check")), about.get("lineage")
    return {
        "soft_check": SoftCheck(check, text(SOFT_CHECK)) if check else None,
        "unprompted": tuple(written.get("unprompted", ())),
        "trigger": tuple(written.get("trigger", ())),
        "required_when": expression(written.get("required_when")),
        "modes": tuple(
            InMode(Mode(mode), **{key.partition("/")[2]: text(key) for key in keys})
            for mode, keys in about.get("modes", {}).items()
        ),
        "lineage": Lineage(Descent(past[0]), tuple(past[1]), past[2]) if past else None,
    }
