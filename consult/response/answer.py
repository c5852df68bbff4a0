"""One small class per answer type: it knows every shape that its value takes.

  typed    what a form posts: {field: [strings]}; kept in the draft as it was typed, valid or not
  value    what expressions read and documents store: a code, a list of codes, a whole number or a text

A new type is a class here and a line in `ANSWER_TYPES`.
"""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from consult.instrument.definition import DONT_KNOW, OTHER, REFUSED, Question, Type
from consult.instrument.languages import to_latin_digits

Typed: TypeAlias = Mapping[str, Sequence[str]]
Value: TypeAlias = str | int | float | list[str]

LONGEST_TEXT = 5_000  # characters: ten times the longest answer seen to an open survey question
LONGEST_LINE = 250
# Ten digits are more than any amount or number of people asked; a longer run is a slip or an attack.
MOST_DIGITS = 10
# "€ 1.200" and "800 euro" say a whole number as clearly as "1200". A comma is left alone: it begins cents.
_CURRENCY = re.compile(r"€|\beuro?\b|\beur\b|يورو", re.IGNORECASE)
# Ten digits before the comma and six after it: what a double holds exactly enough.
_FRACTION = re.compile(r"(-?[0-9]{1,10})(?:[.,٫]([0-9]{1,6}))?", re.ASCII)
_DAYS = (
    (re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", re.ASCII), (1, 2, 3)),
    (re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})", re.ASCII), (3, 2, 1)),
)
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?:\D|$))")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot stand, as a fact; the page says it in the respondent's language.

    field: the control to go to. limits: numbers that belong in the sentence.
    """

    kind: str
    question: str
    field: str
    limits: Mapping[str, int] = dataclasses.field(default_factory=dict)


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


class SelectOne(AnswerType):
    """One code out of a list; "other" carries a text."""

    def read(self, question: Question, typed: Typed) -> Reading:
        """A code, with the text of "other" when that was picked."""
        code = _first(typed, question.name)
        if not code:
            return Reading({})
        if code in missing_offered(question):
            return Reading({question.name: code})
        if code not in question.choice_names:
            return Reading({}, (Problem("unknown_choice", question.name, question.name),))
        return _with_other(question, {question.name: code}, typed, picked=code == OTHER)


class SelectMultiple(AnswerType):
    """Several codes out of a list, in the list's order; an exclusive choice stands alone."""

    def read(self, question: Question, typed: Typed) -> Reading:
        """A list of codes, with the text of "other" when that was ticked."""
        codes = [code for code in typed.get(question.name, ()) if code]
        if not codes:
            return Reading({})
        if unknown := set(codes) - question.choice_names - set(missing_offered(question)):
            return Reading(
                {},
                tuple(Problem("unknown_choice", question.name, question.name) for _ in sorted(unknown)[:1]),
            )
        ordered = [name for name in _in_order(question) if name in codes]
        if len(ordered) > 1 and set(ordered) & _exclusive(question):
            return Reading({}, (Problem("exclusive_choice", question.name, question.name),))
        if ordered[0] in missing_offered(question):
            return Reading({question.name: ordered[0]})
        return _with_other(question, {question.name: ordered}, typed, picked=OTHER in ordered)


class Integer(AnswerType):
    """A whole number, typed in any digits of the languages offered."""

    def fields(self, question: Question) -> tuple[str, ...]:
        """The box and, where offered, the kinds of not answering."""
        return (question.name, missing_field(question))

    def read(self, question: Question, typed: Typed) -> Reading:
        """A number, or the kind of not answering when the box is empty."""
        text = _THOUSANDS.sub("", _CURRENCY.sub("", to_latin_digits(_first(typed, question.name))))
        text = "".join(text.split())
        if not text:
            return _missing(question, typed)
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            return Reading({}, (Problem("not_a_number", question.name, question.name),))
        if len(digits) > MOST_DIGITS:
            return Reading(
                {}, (Problem("too_many_digits", question.name, question.name, {"limit": MOST_DIGITS}),)
            )
        return Reading({question.name: int(text)})


class Decimal(AnswerType):
    """A number with a fraction, typed with a comma or a point, in any digits of the languages offered."""

    def fields(self, question: Question) -> tuple[str, ...]:
        """The box and, where offered, the kinds of not answering."""
        return (question.name, missing_field(question))

    def read(self, question: Question, typed: Typed) -> Reading:
        """A number, or the kind of not answering when the box is empty."""
        text = "".join(to_latin_digits(_first(typed, question.name)).split())
        if not text:
            return _missing(question, typed)
        number = _FRACTION.fullmatch(text)
        if number is None:
            return Reading({}, (Problem("not_a_decimal", question.name, question.name),))
        return Reading({question.name: float(f"{number[1]}.{number[2] or 0}")})


class Date(AnswerType):
    """A day: as a browser's calendar posts it (2026-11-01), or as people here write it (1/11/2026)."""

    def fields(self, question: Question) -> tuple[str, ...]:
        """The box and, where offered, the kinds of not answering."""
        return (question.name, missing_field(question))

    def read(self, question: Question, typed: Typed) -> Reading:
        """A day as 2026-11-01, or the kind of not answering when the box is empty."""
        text = to_latin_digits(_first(typed, question.name))
        if not text:
            return _missing(question, typed)
        day = _day(text)
        if day is None:
            return Reading({}, (Problem("not_a_date", question.name, question.name),))
        return Reading({question.name: day.isoformat()})


def _day(text: str) -> date | None:
    for form, places in _DAYS:
        if found := form.fullmatch(text):
            try:
                return date(*(int(found[place]) for place in places))
            except ValueError:  # 30 February
                return None
    return None


class Text(AnswerType):
    """A free text, on one line or several."""

    def fields(self, question: Question) -> tuple[str, ...]:
        """The box and, where offered, the kinds of not answering."""
        return (question.name, missing_field(question))

    def read(self, question: Question, typed: Typed) -> Reading:
        """A text without white space around it, or the kind of not answering when the box is empty."""
        text = _first(typed, question.name)
        if not text:
            return _missing(question, typed)
        limit = LONGEST_TEXT if question.appearance == "multiline" else LONGEST_LINE
        return Reading({question.name: text}, _too_long(question, question.name, text, limit))


class Matrix(AnswerType):
    """One code for each row, out of the same list."""

    def read(self, question: Question, typed: Typed) -> Reading:
        """A code for each row that was answered."""
        picked = {name: code for name in question.row_variables if (code := _first(typed, name))}
        allowed = question.choice_names | set(missing_offered(question))
        wrong = tuple(
            Problem("unknown_choice", question.name, name)
            for name, code in picked.items()
            if code not in allowed
        )
        return Reading({name: code for name, code in picked.items() if code in allowed}, wrong)


ANSWER_TYPES: Mapping[Type, AnswerType] = {
    Type.SELECT_ONE: SelectOne(),
    Type.SELECT_MULTIPLE: SelectMultiple(),
    Type.INTEGER: Integer(),
    Type.DECIMAL: Decimal(),
    Type.DATE: Date(),
    Type.TEXT: Text(),
    Type.MATRIX: Matrix(),
    Type.NOTE: AnswerType(),
    Type.CALCULATE: AnswerType(),
}


def fields(question: Question) -> tuple[str, ...]:
    """The names of the controls of a question."""
    return ANSWER_TYPES[question.type].fields(question)


def read(question: Question, typed: Typed) -> Reading:
    """What was typed on a question, as values."""
    return ANSWER_TYPES[question.type].read(question, typed)


def _first(typed: Typed, name: str) -> str:
    values = typed.get(name, ())
    return values[0].strip() if values else ""


def _missing(question: Question, typed: Typed) -> Reading:
    code = _first(typed, missing_field(question))
    return Reading({question.name: code} if code in missing_offered(question) else {})


def _with_other(question: Question, values: dict[str, Value], typed: Typed, *, picked: bool) -> Reading:
    text = _first(typed, question.other_variable)
    if not picked or not text:
        return Reading(values)
    problems = _too_long(question, question.other_variable, text, LONGEST_LINE)
    return Reading(values | {question.other_variable: text}, problems)


def _too_long(question: Question, field_: str, text: str, limit: int) -> tuple[Problem, ...]:
    if len(text) <= limit:
        return ()
    return (Problem("too_long", question.name, field_, {"limit": limit, "length": len(text)}),)


def _in_order(question: Question) -> list[str]:
    names = [choice.name for choice in question.choices]
    return [*names, *([OTHER] if question.or_other else []), *missing_offered(question)]


def _exclusive(question: Question) -> set[str]:
    return {choice.name for choice in question.choices if choice.exclusive} | set(missing_offered(question))
