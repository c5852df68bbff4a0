"""What every answer type is made of: what was typed, the values in it, what is wrong with it.

typed    what a form posts: {field: [strings]}; kept in the draft as it was typed, valid or not
value    what expressions read and documents store: a code, a list of codes, a whole number or a text
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from consult.instrument.definition import DONT_KNOW, REFUSED, Question

Typed: TypeAlias = Mapping[str, Sequence[str]]


Value: TypeAlias = str | int | float | list[str]


LONGEST_TEXT = 5_000  # characters: ten times the longest answer seen to an open survey question


LONGEST_LINE = 250


class Written(str):
    """What someone wrote in their own words: it is never a code, whatever it reads like."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot stand, as a fact; the page says it in the respondent's language.

    field: the control to go to. limits: numbers that belong in the sentence.
    """

    kind: str
    question: str
    field: str
    limits: Mapping[str, int | str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was typed on one question, as values by variable; absent when nothing was answered."""

    values: Mapping[str, Value]
    problems: tuple[Problem, ...] = ()


def missing_field(question: Question) -> str:
    """The control of "don't know" and "rather not say" beside a box to type in."""
    return f"{question.name}.missing"


def missing_offered(question: Question) -> tuple[str, ...]:
    """The kinds of not answering that a question offers."""
    return tuple(
        code for code, offered in ((DONT_KNOW, question.dont_know), (REFUSED, question.refused)) if offered
    )


class AnswerType:
    """What every answer type can say of a question; on its own, of one that nobody answers (a note, a calculation)."""

    def fields(self, question: Question) -> tuple[str, ...]:
        """The names of its controls."""
        return question.variables

    def read(self, question: Question, typed: Typed) -> Reading:
        """The values and problems in what was typed; here none."""
        return Reading({})

    def as_controls(self, question: Question, value: str) -> dict[str, list[str]]:
        """A value that an author wrote as the controls take it: a browser leaves one blank that it cannot show."""
        return {question.name: [value]}


def first(typed: Typed, name: str) -> str:
    """What one control holds, without the spaces around it; "" when it was left empty or not sent."""
    values = typed.get(name, ())
    return values[0].strip() if values else ""


def not_given(question: Question, typed: Typed) -> Reading:
    """The kind of not answering that was picked beside an empty box, if the question offers it; else no value at all."""
    code = first(typed, missing_field(question))
    return Reading({question.name: code} if code in missing_offered(question) else {})


def too_long(question: Question, field_: str, text: str, limit: int) -> tuple[Problem, ...]:
    """The problem of a text of more than `limit` letters, with both numbers; none otherwise."""
    if len(text) <= limit:
        return ()
    return (Problem("too_long", question.name, field_, {"limit": limit, "length": len(text)}),)
