"""Synthetic answers: a seeded walk through an instrument, with the gaps that real answers have.

For demonstrations and tests. Nobody's answers: every free text says that it is synthetic.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from consult.instrument.definition import (
    ACKNOWLEDGED,
    DONT_KNOW,
    OTHER,
    REFUSED,
    Instrument,
    Page,
    Part,
    Question,
    Type,
)
from consult.instrument.expression.evaluation import is_true
from consult.instrument.expression.value import Value
from consult.instrument.routing import offered
from consult.response.answer import fields
from consult.response.draft import Draft
from consult.response.holding import answers_of, holding
from consult.response.reading import missing_field
from consult.response.written import time_field

# Shares of item non-response and break-off as such surveys see them: enough that every table has its gaps.
SKIPS, DOES_NOT_KNOW, REFUSES, STOPS_AT_A_PAGE, SAYS_OTHER = 0.05, 0.04, 0.03, 0.006, 0.06

_TEXTS = (
    "Synthetisch: de regels zijn moeilijk te begrijpen.",
    "Synthetisch: wij wachten al lang en horen niets.",
    "Synthetisch: er is een woning nodig die groot genoeg is.",
    "Synthetisch: meer uitleg in eenvoudige taal zou helpen.",
)


@dataclass
class _Walker:
    """One synthetic respondent on the way."""

    instrument: Instrument
    rng: Random
    today: date
    leanings: Mapping[str, Sequence[str]]

    def answers_on(self, page: Page, draft: Draft) -> dict[str, list[str]]:
        """What this respondent types on a page."""
        route = answers_of(self.instrument, draft, self.today).route
        typed: dict[str, list[str]] = {}
        for question in route.questions.get(page.name, ()):
            if question.asks:
                typed |= self._answer(question, route.answers)
        return typed

    def _answer(self, question: Question, known: Mapping[str, Value]) -> dict[str, list[str]]:
        if question.name in self.leanings:
            return {question.name: [self.rng.choice(self.leanings[question.name])]}
        if not (question.required or question.required_when) and self.rng.random() < SKIPS:
            return {}
        if question.type is Type.MATRIX:
            rows = {name: self._pick(question) for name in question.row_variables}
            return {name: [code] for name, code in rows.items() if self.rng.random() >= SKIPS}
        if question.type is Type.RANK:
            places = self.rng.sample(question.ranks, len(question.ranks))
            return {name: [place] for name, place in zip(question.row_variables, places, strict=True)}
        missing = self._missing(question)
        if missing:
            return {self._missing_control(question): [missing]}
        return self._given(question, known)

    def _given(self, question: Question, known: Mapping[str, Value]) -> dict[str, list[str]]:
        if written := self._written(question, known):
            return written
        if question.or_other and self.rng.random() < SAYS_OTHER:
            return {question.name: [OTHER], question.other_variable: ["Synthetisch: iets anders"]}
        if question.choice_filter:
            names = [choice.name for choice in offered(question, known, today=self.today)]
            return {question.name: [self.rng.choice(names)]} if names else {}
        if question.type is Type.SELECT_MULTIPLE:
            return {question.name: self._several(question)}
        return {question.name: [self._pick(question)]}

    def _written(self, question: Question, known: Mapping[str, Value]) -> dict[str, list[str]]:
        """What stands in a box, or beside a tick; nothing for what is picked from a list."""
        if question.type in (Type.INTEGER, Type.DECIMAL):
            return {question.name: [str(self._number(question, known))]}
        if question.type in (Type.DATE, Type.DATETIME):
            day = (self.today - timedelta(days=self.rng.randint(0, 20_000))).isoformat()
            of_time = {time_field(question): [self._time()]} if question.type is Type.DATETIME else {}
            return {question.name: [day], **of_time}
        if question.span:
            return {question.name: [str(self.rng.choice(question.span.points))]}
        if question.type is Type.TEXT:
            return {question.name: [self.rng.choice(_TEXTS)]}
        if question.type is Type.TIME:
            return {question.name: [self._time()]}
        return {question.name: [ACKNOWLEDGED]} if question.type is Type.ACKNOWLEDGE else {}

    def _missing(self, question: Question) -> str:
        draw = self.rng.random()
        if question.dont_know and draw < DOES_NOT_KNOW:
            return DONT_KNOW
        return REFUSED if question.refused and draw > 1 - REFUSES else ""

    def _missing_control(self, question: Question) -> str:
        return missing_field(question) if missing_field(question) in fields(question) else question.name

    def _pick(self, question: Question) -> str:
        # The same question leans the same way for everyone of a seed, so that tables are not flat.
        names = [choice.name for choice in question.choices]
        weights = [1 + 3 * abs(math.sin(1 + len(question.name) + 2 * place)) for place in range(len(names))]
        return self.rng.choices(names, weights)[0]

    def _several(self, question: Question) -> list[str]:
        picked = [self._pick(question) for _ in range(self.rng.choice((1, 1, 2, 3)))]
        exclusive = {choice.name for choice in question.choices if choice.exclusive}
        alone = [code for code in picked if code in exclusive]
        return alone[:1] or sorted(set(picked))

    def _time(self) -> str:
        return f"{self.rng.randint(0, 23):02}:{self.rng.choice((0, 15, 30, 45)):02}"

    def _number(self, question: Question, known: Mapping[str, Value]) -> int:
        draws = [int(self.rng.gauss(650, 180)), self.rng.randint(18, 80), self.rng.randint(1, 6), 0, 1]
        for draw in draws:
            if question.constraint is None or is_true(
                question.constraint, known, this=draw, today=self.today
            ):
                return draw
        return 1


def answered(
    instrument: Instrument,
    draft: Draft,
    rng: Random,
    today: date,
    leanings: Mapping[str, Sequence[str]] | None = None,
) -> Draft:
    """`draft` filled by one synthetic respondent, to the end or to where the respondent stops.

    leanings: for some questions the only codes to draw from.
    """
    walker = _Walker(instrument, rng, today, leanings or {})
    while (page := _next_page(instrument, draft, today)) is not None:
        answered = draft.with_page(page, walker.answers_on(page, draft))
        draft = holding(instrument, draft, answered, today).having_left(
            page, [one.name for one in page.questions]
        )
        if rng.random() < STOPS_AT_A_PAGE:
            draft = replace(draft, stopped=True)
    return draft


def _next_page(instrument: Instrument, draft: Draft, today: date) -> Page | None:
    for page in answers_of(instrument, draft, today).route.pages:
        if page.name not in draft.seen and (not draft.stopped or page.part is Part.CLOSING):
            return page
    return None
