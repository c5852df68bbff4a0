"""Which pages and questions apply, in order, given the answers so far.

One walk from the first page to the last decides all of it. An answer that is not relevant is absent for every
question after it, so that changing one answer takes away all that followed from it.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from consult.instrument.bound import expressions_of
from consult.instrument.definition import OTHER, Choice, Instrument, Page, Question, Type
from consult.instrument.dependencies import names_used
from consult.instrument.expression.evaluation import COLUMN, compiled, evaluate, is_true
from consult.instrument.expression.lookups import LAST, PLACE
from consult.instrument.expression.tree import Expression
from consult.instrument.expression.value import Value, codes, is_empty, text
from consult.instrument.worked_out_once import worked_out_once

Values: TypeAlias = Mapping[str, Value]  # by variable; absent when there is no answer, never a missing code


@dataclass(frozen=True, slots=True)
class Route:
    """What one respondent comes past.

    pages: in order, without those that have nothing to show. questions: for each of those pages, by its name;
    notes too. answers: the values given on the way. calculated: what the calculates give. known: all that expressions see.
    """

    pages: tuple[Page, ...]
    questions: Mapping[str, tuple[Question, ...]]
    answers: Mapping[str, Value]
    calculated: Mapping[str, Value]
    known: Mapping[str, Value]


def route(instrument: Instrument, values: Values, today: date | None = None) -> Route:
    """Everything about the way of someone who answered `values`; today: the day in Brussels."""
    walk = _Walk(values, today)
    for page, question in steps(instrument):
        walk.past(page, question)
    pages = tuple(page for page in instrument.pages if page.name in walk.shown)
    shown = {name: tuple(questions) for name, questions in walk.shown.items()}
    return Route(pages, shown, walk.answers, walk.calculated, walk.known)


class _Walk:
    """The state of one walk: what is known so far, and what was shown."""

    def __init__(self, values: Values, today: date | None) -> None:
        self.values = values
        self.today = today
        self.known: dict[
            str, Value
        ] = {}  # answers and calculates on the path: all that an expression may see
        self.answers: dict[str, Value] = {}
        self.calculated: dict[str, Value] = {}
        self.shown: dict[str, list[Question]] = {}

    def past(self, page: Page, question: Question) -> None:
        """Decide about one question and remember its answer when it applies."""
        if not (self._holds(page.relevant) and self._holds(question.relevant)):
            return
        if question.type is Type.CALCULATE:
            self._calculate(question)
            return
        self.shown.setdefault(page.name, []).append(question)
        for name in question.variables:
            if (value := self._standing(question, name)) is not None:
                self.answers[name] = self.known[name] = value
        if question.type is Type.RANK:
            self._order(question)

    def _order(self, question: Question) -> None:
        """Expressions see a rank as ODK does: the choices that have a place, the first one first."""
        places = {
            name: self.answers[f"{question.name}_{name}"]
            for name in question.row_names
            if f"{question.name}_{name}" in self.answers
        }
        if places:
            self.known[question.name] = sorted(places, key=lambda name: int(text(places[name])))

    def _holds(self, relevant: Expression | None) -> bool:
        return relevant is None or is_true(relevant, self.known, today=self.today)

    def _standing(self, question: Question, name: str) -> Value | None:
        """What of a value is an answer; what was typed at "other" counts only while "other" is chosen."""
        value = self.values.get(name, "")
        if is_empty(value):
            return None
        if question.choice_filter and name == question.name:
            return self._offered_of(question, value)
        if not question.or_other or name != question.other_variable:
            return value
        return value if OTHER in codes(self.answers.get(question.name, "")) else None

    def _offered_of(self, question: Question, value: Value) -> Value | None:
        """What of the picked choices is offered still. "Other" stands in no list, so no filter takes it away."""
        picked = value if isinstance(value, list) else [text(value)]  # a code can have a space in it
        stands = {one.name for one in offered(question, self.known, picked, self.today)}
        stands |= {OTHER} if question.or_other else set()
        left = [code for code in picked if code in stands]
        return (left if isinstance(value, list) else value) if left else None

    def _calculate(self, question: Question) -> None:
        value = self._held(question) if question.trigger else None
        if value is None:
            value = worked_out(question, self.known, self.values.get(question.name), self.today)
        if not is_empty(value):
            self.calculated[question.name] = self.known[question.name] = value

    def _held(self, question: Question) -> Value | None:
        """What a calculate with a trigger keeps: "" before one was ever answered, None when it is to be worked out."""
        if question.name in self.values:
            return self.values[question.name]
        return None if any(name in self.known for name in question.trigger) else ""


def worked_out(question: Question, known: Values, this: Value | None, today: date | None) -> Value:
    """What a calculate gives for what is known; "" for nothing."""
    return _tidy(evaluate(question.calculation, known, this, today)) if question.calculation else ""


def offered(
    question: Question, known: Values, among: Collection[str] | None = None, today: date | None = None
) -> tuple[Choice, ...]:
    """The choices for which the filter of a question holds, in their order. among: only these names are looked at."""
    choices = [
        (place, choice)
        for place, choice in enumerate(question.choices, start=1)
        if among is None or choice.name in among
    ]
    if question.choice_filter is None:
        return tuple(choice for _place, choice in choices)
    holds, seen = question.choice_filter, {**known, LAST: len(question.choices)}
    blank = {COLUMN + name: "" for _place, choice in choices for name, _value in choice.columns}
    found = []
    for place, choice in choices:
        columns = {COLUMN + name: value for name, value in choice.columns}
        seen.update(blank | columns | {f"{COLUMN}name": choice.name, PLACE: place})
        if is_true(holds, seen, today=today):
            found.append(choice)
    return tuple(found)


def _tidy(value: Value) -> Value:
    """A whole number without a point, and nothing for what is no number."""
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        return ""
    return int(value) if value == int(value) else value


@worked_out_once
def steps(instrument: Instrument) -> tuple[tuple[Page, Question], ...]:
    """Every question with its page, in the order of deciding."""
    return tuple(_in_order(instrument))


def make_ready(instrument: Instrument) -> None:
    """Works out once what every answer needs, so that the first person who answers does not wait for it."""
    steps(instrument)
    for expression in expressions_of(instrument):
        compiled(expression)


def _in_order(instrument: Instrument) -> Iterator[tuple[Page, Question]]:
    """Questions as they stand; a calculate just before it is first needed, else after everything asked.

    Loading has seen to it that all a calculate rests on stands before what needs it.
    """
    homes = {question.name: (page, question) for page in instrument.pages for question in page.questions}
    waiting = {name: home for name, home in homes.items() if home[1].type is Type.CALCULATE}

    def calculates(names: frozenset[str]) -> Iterator[tuple[Page, Question]]:
        begun: dict[str, tuple[Page, Question]] = {}
        next_ones = sorted(names, reverse=True)
        while next_ones:  # no recursion: calculates stand on calculates, in long rows
            name = next_ones[-1]
            if name in waiting:
                begun[name] = home = waiting.pop(name)
                next_ones += sorted(names_used(*home), reverse=True)
                continue
            next_ones.pop()
            if name in begun:
                yield begun.pop(name)

    for page, question in homes.values():
        if question.type is not Type.CALCULATE:
            yield from calculates(names_used(page, question))
            yield page, question
    yield from calculates(frozenset(waiting))
