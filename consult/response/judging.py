"""Judging answers: the same for web, paper, interviewer and offline."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from consult.instrument import routing
from consult.instrument.definition import MISSING_CODES, Instrument, Page, Question, Type
from consult.instrument.expression.evaluation import is_true
from consult.response.answer import Problem, Reading, Typed, Value, read


@dataclass(frozen=True)
class Answers:
    """Everything that was typed, read once.

    values: by variable, "don't know" and "rather not say" included, valid answers only.
    known: the same without those two; what expressions see.
    """

    readings: Mapping[str, Reading]
    values: Mapping[str, Value]
    known: Mapping[str, Value]


def read_all(instrument: Instrument, typed: Typed) -> Answers:
    """The answers to every question of an instrument."""
    readings = {name: read(question, typed) for name, question in instrument.questions.items()}
    values = {name: value for reading in readings.values() for name, value in reading.values.items()}
    known = {name: value for name, value in values.items() if not is_missing(value)}
    return Answers(readings, values, known)


def is_missing(value: object) -> bool:
    """Whether a value is one of the four ways of having no answer."""
    return isinstance(value, str) and value in MISSING_CODES


def problems(
    instrument: Instrument, answers: Answers, pages: Iterable[Page], today: date, *, required: bool = True
) -> tuple[Problem, ...]:
    """Every problem on these pages, in the order of the questions.

    required: whether an unanswered required question is one; it is not when someone stops early.
    """
    known = routing.on_path(instrument, answers.known, today)
    return tuple(
        problem
        for page in pages
        for question in routing.questions_asked(page, known, today)
        for problem in _problems_of(question, answers, known, today, required=required)
    )


def _problems_of(
    question: Question, answers: Answers, known: Mapping[str, Value], today: date, *, required: bool
) -> Iterator[Problem]:
    reading = answers.readings[question.name]
    if reading.problems:
        yield from reading.problems
        return
    if required and question.required:
        yield from (Problem("required", question.name, name) for name in _unanswered(question, reading))
    value = known.get(question.name)
    if question.constraint is not None and value is not None:
        if not is_true(question.constraint, known, this=value, today=today):
            yield Problem("constraint", question.name, question.name)


def _unanswered(question: Question, reading: Reading) -> list[str]:
    if question.type is Type.MATRIX:
        return [name for name in question.row_variables if name not in reading.values]
    return [] if question.name in reading.values else [question.name]
