"""Calculates with a trigger: worked out when the answer to it changes, and held until it changes again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from consult.instrument.definition import Instrument, Question
from consult.instrument.expression.value import is_empty
from consult.instrument.routing import worked_out
from consult.response.answer import read
from consult.response.draft import Draft
from consult.response.judging import Answers, read_all
from consult.response.reading import Value


def answers_of(instrument: Instrument, draft: Draft, today: date) -> Answers:
    """Everything typed in a draft, with what it holds."""
    return read_all(instrument, draft.typed, today, _held(instrument, draft))


def holding(instrument: Instrument, before: Draft, now: Draft, today: date) -> Draft:
    """`now`, holding anew what a change since `before` triggers: also what is not relevant yet, which is not worked out later."""
    due = [one for one in _waiting(instrument) if _triggered(instrument, one, before, now)]
    if not due:
        return now
    names = {one.name for one in due}
    stays = {name: value for name, value in _held(instrument, now).items() if name not in names}
    known = read_all(instrument, now.typed, today, stays).route.known
    held = stays | {one.name: worked_out(one, known, now.held.get(one.name), today) for one in due}
    return replace(now, held={name: value for name, value in held.items() if not is_empty(value)})


def _held(instrument: Instrument, draft: Draft) -> Mapping[str, Value]:
    """What each such calculate is; "" for one whose trigger was never answered."""
    return {one.name: draft.held.get(one.name, "") for one in _waiting(instrument)}


def _waiting(instrument: Instrument) -> tuple[Question, ...]:
    return tuple(question for question in instrument.questions.values() if question.trigger)


def _triggered(instrument: Instrument, question: Question, before: Draft, now: Draft) -> bool:
    return any(
        _answer(instrument, name, before) != _answer(instrument, name, now) for name in question.trigger
    )


def _answer(instrument: Instrument, name: str, draft: Draft) -> Value | None:
    return read(instrument.variables[name], draft.typed).values.get(name)
