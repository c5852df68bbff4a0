"""Judging answers: the same for web, paper, interviewer and offline."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from consult.instrument.additions import SoftCheck
from consult.instrument.definition import MISSING_CODES, Instrument, Question, Type
from consult.instrument.expression.evaluation import is_true
from consult.instrument.routing import Route, offered, route
from consult.response.answer import read
from consult.response.reading import Problem, Reading, Typed, Value, Written


@dataclass(frozen=True)
class Answers:
    """Everything that was typed, read once, and the way through the instrument that it leads along.

    values: by variable, "don't know" and "rather not say" included, valid answers only, also off the way.
    route: worked out from the values without those two, which expressions see as absent.
    """

    readings: Mapping[str, Reading]
    values: Mapping[str, Value]
    route: Route
    today: date

    @cached_property
    def shown(self) -> Mapping[str, Value]:
        """What a text may show: the answers on the way, "don't know" and "rather not say" too, and what is worked out."""
        on_the_way = {
            name for asked in self.route.questions.values() for one in asked for name in one.variables
        }
        without = {
            name: value for name, value in self.values.items() if name in on_the_way and is_missing(value)
        }
        return {**without, **self.route.answers, **self.route.calculated}


def read_all(
    instrument: Instrument, typed: Typed, today: date, held: Mapping[str, Value] | None = None
) -> Answers:
    """The answers to every question of an instrument. held: what calculates with a trigger keep; others are worked out."""
    readings = {
        question.name: read(question, typed) for question in instrument.questions.values() if question.asks
    }
    values = {name: value for reading in readings.values() for name, value in reading.values.items()}
    known = {name: value for name, value in values.items() if not is_missing(value)}
    way = route(instrument, {**known, **(held or {})}, today)
    return Answers(readings, _without_unoffered(instrument, values, way), way, today)


def _without_unoffered(instrument: Instrument, values: dict[str, Value], way: Route) -> dict[str, Value]:
    """The values without choices that are not offered any more, since an answer that they hang on was changed."""
    for question in instrument.questions.values():
        name = question.name
        if not question.choice_filter or name not in values or is_missing(values[name]):
            continue
        if name in way.answers:
            values[name] = way.answers[name]
        else:
            del values[name]
    return values


def is_missing(value: object) -> bool:
    """Whether a value is one of the four ways of having no answer."""
    return isinstance(value, str) and not isinstance(value, Written) and value in MISSING_CODES


def problems(answers: Answers, pages: Iterable[str], *, required: bool = True) -> tuple[Problem, ...]:
    """Every problem on the pages with these names, in the order of the questions.

    required: whether an unanswered required question is one; it is not when someone stops early.
    """
    return tuple(
        problem
        for page in pages
        for question in answers.route.questions.get(page, ())
        if question.asks
        for problem in _problems_of(question, answers, required=required)
    )


def _problems_of(question: Question, answers: Answers, *, required: bool) -> Iterator[Problem]:
    reading = answers.readings[question.name]
    if reading.problems:
        yield from reading.problems
        return
    if required and _has_to_be_answered(question, answers):
        yield from (
            Problem("required", question.name, name) for name in _unanswered(question, reading, answers)
        )
    value = answers.route.answers.get(question.name)
    if question.constraint is None or value is None:
        return
    if not is_true(question.constraint, answers.route.known, this=value, today=answers.today):
        yield Problem("constraint", question.name, question.name)


def _has_to_be_answered(question: Question, answers: Answers) -> bool:
    when = question.required_when
    return question.required if when is None else is_true(when, answers.route.known, today=answers.today)


def to_look_at(answers: Answers, pages: Iterable[str]) -> tuple[Problem, ...]:
    """The answers on these pages that are not what they usually are. They stand; their giver is asked once."""
    return tuple(
        Problem("soft_check", question.name, question.name)
        for page in pages
        for question in answers.route.questions.get(page, ())
        if question.soft_check and not _is_usual(question, question.soft_check, answers)
    )


def _is_usual(question: Question, soft: SoftCheck, answers: Answers) -> bool:
    value = answers.route.answers.get(question.name)
    return value is None or is_true(soft.check, answers.route.known, this=value, today=answers.today)


def _unanswered(question: Question, reading: Reading, answers: Answers) -> list[str]:
    if question.type in (Type.MATRIX, Type.RANK):
        return [name for name in question.row_variables if name not in reading.values]
    if question.choice_filter:
        # Nobody can answer where nothing is offered: then nobody has to.
        lacks = question.name not in answers.values and offered(
            question, answers.route.known, today=answers.today
        )
        return [question.name] if lacks else []
    return [] if question.name in reading.values else [question.name]
