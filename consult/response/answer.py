"""One small class per answer type: it knows every shape that its value takes.

A new type is a class in `written` or `picked` and a line in `ANSWER_TYPES`.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from consult.instrument.definition import Question, Type
from consult.instrument.expression.evaluation import evaluate
from consult.instrument.expression.value import text
from consult.instrument.routing import Values
from consult.response.picked import Acknowledge, Matrix, Rank, SelectMultiple, SelectOne
from consult.response.reading import AnswerType, Reading, Typed
from consult.response.written import Date, DateTime, Decimal, Integer, Range, Text, Time

ANSWER_TYPES: Mapping[Type, AnswerType] = {
    Type.SELECT_ONE: SelectOne(),
    Type.SELECT_MULTIPLE: SelectMultiple(),
    Type.INTEGER: Integer(),
    Type.DECIMAL: Decimal(),
    Type.RANGE: Range(),
    Type.DATE: Date(),
    Type.TIME: Time(),
    Type.DATETIME: DateTime(),
    Type.TEXT: Text(),
    Type.MATRIX: Matrix(),
    Type.RANK: Rank(),
    Type.ACKNOWLEDGE: Acknowledge(),
    Type.NOTE: AnswerType(),
    Type.CALCULATE: AnswerType(),
}


def fields(question: Question) -> tuple[str, ...]:
    """The names of the controls of a question."""
    return ANSWER_TYPES[question.type].fields(question)


def read(question: Question, typed: Typed) -> Reading:
    """What was typed on a question, as values; what may not be changed is as it was given."""
    if question.read_only:
        typed = prefilled(question)
    return ANSWER_TYPES[question.type].read(question, typed)


def prefilled(
    question: Question, known: Values = MappingProxyType({}), today: date | None = None
) -> dict[str, list[str]]:
    """What stands in the controls of a question before anything was typed. known, today: what an expression sees."""
    default = question.default
    if question.begins_with:
        value = evaluate(question.begins_with, known, today=today)
        default = " ".join(value) if isinstance(value, list) else text(value)
    if not default:
        return {}
    return ANSWER_TYPES[question.type].as_controls(question, default)
