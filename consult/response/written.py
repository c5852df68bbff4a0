"""The answer types that are written in a box: numbers, days, times, texts."""

import decimal
from abc import ABC, abstractmethod

from consult.instrument import as_typed
from consult.instrument.as_typed import MOST_DIGITS
from consult.instrument.definition import Question
from consult.instrument.span import Span
from consult.response.reading import (
    LONGEST_LINE,
    LONGEST_TEXT,
    AnswerType,
    Problem,
    Reading,
    Typed,
    Written,
    first,
    missing_field,
    not_given,
    too_long,
)


def time_field(question: Question) -> str:
    """The control of the time beside that of the day."""
    return f"{question.name}.time"


class Box(AnswerType, ABC):
    """What is written in one box. Left empty, the question has its kind of not answering, where it offers any."""

    def fields(self, question: Question) -> tuple[str, ...]:
        """The box and, where offered, the kinds of not answering."""
        return (question.name, missing_field(question))

    def read(self, question: Question, typed: Typed) -> Reading:
        """What the box holds, or the kind of not answering when it is empty."""
        text = first(typed, question.name)
        return self.written(question, text) if text else not_given(question, typed)

    @abstractmethod
    def written(self, question: Question, text: str) -> Reading:
        """The value in a text that is not empty, or what is wrong with it."""


def _wrong(question: Question, kind: str, **limits: int) -> Reading:
    return Reading({}, (Problem(kind, question.name, question.name, limits),))


class Integer(Box):
    """A whole number, typed in any digits of the languages offered."""

    def read(self, question: Question, typed: Typed) -> Reading:
        """A number; a box with a currency and no number is empty."""
        digits = as_typed.bare(first(typed, question.name))
        return self.written(question, digits) if digits else not_given(question, typed)

    def written(self, question: Question, text: str) -> Reading:
        """A number of at most MOST_DIGITS digits."""
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            return _wrong(question, "not_a_number")
        if len(digits) > MOST_DIGITS:
            return _wrong(question, "too_many_digits", limit=MOST_DIGITS)
        return Reading({question.name: int(text)})


class Decimal(Box):
    """A number with a fraction, typed with a comma or a point, in any digits of the languages offered."""

    def written(self, question: Question, text: str) -> Reading:
        """A number."""
        number = as_typed.fraction(text)
        return (
            _wrong(question, "not_a_decimal") if number is None else Reading({question.name: float(number)})
        )


class Range(Box):
    """A number between two others, in steps; picked from a row of numbers, or typed where there are many."""

    def written(self, question: Question, text: str) -> Reading:
        """A number of the range, whole where all its numbers are."""
        number, span = as_typed.fraction(text), question.span
        if number is None:
            return _wrong(question, "not_a_decimal")
        if span is None or not span.holds(number):
            return Reading({}, (_beside(question, span, number),))
        return Reading({question.name: int(number) if span.is_whole else float(number)})

    def as_controls(self, question: Question, value: str) -> dict[str, list[str]]:
        """The number as the row of numbers has it: 1 in steps of 0.5 is 1.0."""
        number, span = as_typed.fraction(value), question.span
        points = span.points if span and number is not None and span.holds(number) else ()
        return {question.name: [next((str(point) for point in points if point == number), value)]}


def _beside(question: Question, span: Span | None, number: decimal.Decimal) -> Problem:
    """A number that the range does not hold: beyond it, or between two of its steps."""
    if span is None:
        return Problem("out_of_range", question.name, question.name)
    limits = {"least": str(span.start), "most": str(span.end)}
    is_beyond = span.step == 1 and not span.start <= number <= span.end
    if is_beyond or span.length < 2:
        return Problem("out_of_range", question.name, question.name, limits)
    return Problem("out_of_steps", question.name, question.name, {**limits, **steps_in_words(span)})


def steps_in_words(span: Span) -> dict[str, str]:
    """What a sentence about the steps of a range needs: the step, and the first three numbers."""
    first, second, third = (span.start + place * span.step for place in range(3))
    numbers = {"step": span.step, "first": first, "second": second, "third": third}
    return {name: f"{number.normalize():f}" for name, number in numbers.items()}


class Date(Box):
    """A day: as a browser's calendar posts it (2026-11-01), or as people here write it (1/11/2026)."""

    def written(self, question: Question, text: str) -> Reading:
        """A day as 2026-11-01."""
        day = as_typed.day(text)
        return _wrong(question, "not_a_date") if day is None else Reading({question.name: day.isoformat()})

    def as_controls(self, question: Question, value: str) -> dict[str, list[str]]:
        """The day as a browser's calendar takes it."""
        day = as_typed.day(value)
        return {question.name: [day.isoformat() if day else value]}


class Time(Box):
    """A time of the day, as people here write it (14:30, 14u30, 14.30), as 14:30."""

    def written(self, question: Question, text: str) -> Reading:
        """A time as 14:30."""
        time = as_typed.time(text)
        return _wrong(question, "not_a_time") if time is None else Reading({question.name: time})

    def as_controls(self, question: Question, value: str) -> dict[str, list[str]]:
        """The time as a browser's clock takes it."""
        return {question.name: [as_typed.time(value) or value]}


class DateTime(AnswerType):
    """A day and a time on it, in two boxes, as 2026-11-01T14:30."""

    def fields(self, question: Question) -> tuple[str, ...]:
        """The box of the day, that of the time and, where offered, the kinds of not answering."""
        return (question.name, time_field(question), missing_field(question))

    def as_controls(self, question: Question, value: str) -> dict[str, list[str]]:
        """The day and the time, each in its own box."""
        day, time = as_typed.moment(value) or (value, "")
        return {question.name: [day], **({time_field(question): [time]} if time else {})}

    def read(self, question: Question, typed: Typed) -> Reading:
        """Both together, or the kind of not answering when both boxes are empty."""
        written = [first(typed, name) for name in (question.name, time_field(question))]
        if not any(written):
            return not_given(question, typed)
        in_day, in_time = as_typed.moment(written[0]) or written
        day, time = as_typed.day(in_day), as_typed.time(in_time)
        wrong = [
            Problem(kind, question.name, field_)
            for kind, field_, part in (
                ("not_a_date", question.name, day),
                ("not_a_time", time_field(question), time),
            )
            if part is None
        ]
        return Reading(
            {} if wrong or day is None else {question.name: f"{day.isoformat()}T{time}"}, tuple(wrong)
        )


class Text(Box):
    """A free text, on one line or several."""

    def written(self, question: Question, text: str) -> Reading:
        """The text without white space around it; one that is too long is kept, and told."""
        limit = LONGEST_TEXT if question.appearance == "multiline" else LONGEST_LINE
        return Reading({question.name: Written(text)}, too_long(question, question.name, text, limit))
