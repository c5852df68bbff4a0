"""What of a page is only known while it is filled in: questions and choices that hang on an answer of the same page.

Without JavaScript such a question is shown, and routing decides once the page is sent. With it, `static/show_hide.js` takes
the steps given here, in their order, after every change; what it cannot tell it leaves as it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from consult.instrument.definition import DONT_KNOW, REFUSED, Instrument, Page, Question, Type
from consult.instrument.dependencies import foundations
from consult.instrument.expression.tree import Expression, counts_places
from consult.instrument.routing import steps
from consult.instrument.worked_out_once import worked_out_once

# A longer list would not fit in the page's 10 kB: its choices are left to the server.
MOST_CHOICES = 200
# How the script reads the controls of a type; the answer to another is unknown to it.
_KINDS: Mapping[Type, str] = {
    Type.SELECT_ONE: "code",
    Type.SELECT_MULTIPLE: "codes",
    Type.ACKNOWLEDGE: "code",
    Type.MATRIX: "code",
    Type.INTEGER: "integer",
    Type.DECIMAL: "decimal",
    Type.DATE: "code",
    Type.TIME: "code",
    Type.TEXT: "text",
}


@dataclass(frozen=True)
class Unfolding:
    """How a page unfolds.

    questions: those that come and go. filtered: those whose choices do. steps: what the script is to do, as JSON.
    known: the names that it looks at and that were settled before the page opened.
    """

    questions: frozenset[str]
    filtered: frozenset[str]
    steps: tuple[Mapping[str, Any], ...]
    known: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.questions or self.filtered)


def unfolding(instrument: Instrument, page: Page) -> Unfolding:
    """How `page` unfolds; false where all is settled before it opens. Worked out once for each page."""
    kept = _pages_worked_out(instrument)
    if page.name not in kept:
        kept[page.name] = _worked_out(instrument, page)
    return kept[page.name]


@worked_out_once
def _pages_worked_out(instrument: Instrument) -> dict[str, Unfolding]:
    """By name, the pages that were opened so far."""
    return {}


def _worked_out(instrument: Instrument, page: Page) -> Unfolding:
    unfolds = _Unfolds(instrument, page)
    taken = unfolds.taken()
    if any(question.trigger for question in taken):  # only the server knows what it was before
        return Unfolding(frozenset(), frozenset(), (), ())
    looked_at = unfolds.looked_at(taken)
    given = {name for question in taken for name in question.names}
    return Unfolding(
        frozenset(unfolds.questions),
        frozenset(unfolds.filtered),
        tuple(unfolds.step(question, looked_at) for question in taken),
        tuple(sorted(looked_at - given)),
    )


def rests_on(instrument: Instrument, page: Page, expression: Expression | None) -> bool:
    """Whether what an expression is worth hangs on an answer of `page`, itself or through a calculation."""
    here = {name for one in page.questions if one.asks for name in one.names}
    names = expression.names if expression else ()
    return any(foundations(instrument, name) & here for name in names)


class _Unfolds:
    """One page while it is worked out how it unfolds."""

    def __init__(self, instrument: Instrument, page: Page) -> None:
        self.instrument, self.page = instrument, page
        self.here = {name: one for one in page.questions if one.asks for name in one.names}
        self.questions = {
            one.name
            for one in page.questions
            if one.type is not Type.CALCULATE and rests_on(instrument, page, one.relevant)
        }
        self.filtered = {one.name for one in page.questions if self._is_filtered(one) and _fits(one)}

    def taken(self) -> list[Question]:
        """What the script looks at, in the order of deciding."""
        waiting = [self.instrument.questions[name] for name in self.questions | self.filtered]
        found: set[str] = set()
        while waiting:
            question = waiting.pop()
            if question.name not in found:
                found.add(question.name)
                waiting += self._bases(question)
        return [question for _page, question in steps(self.instrument) if question.name in found]

    def _bases(self, question: Question) -> Iterator[Question]:
        """The questions of this page that a step looks at, and what is worked out from these."""
        for name in self.looked_at([question]):
            owner = self.here.get(name) or self.instrument.questions.get(name)
            if owner and (name in self.here or foundations(self.instrument, name) & self.here.keys()):
                yield owner

    def looked_at(self, taken: list[Question]) -> set[str]:
        """The names in what is evaluated for these questions."""
        return {name for one in taken for part in self._evaluated(one).values() for name in part.names}

    def _evaluated(self, question: Question) -> dict[str, Expression]:
        is_calculate = question.type is Type.CALCULATE
        found = {
            "where": self.instrument.page_of(question).relevant if is_calculate else None,
            "relevant": question.relevant if is_calculate or question.name in self.questions else None,
            "filter": question.choice_filter if question.name in self.filtered else None,
            "calculation": question.calculation,
        }
        return {key: expression for key, expression in found.items() if expression}

    def step(self, question: Question, looked_at: set[str]) -> dict[str, Any]:
        """What the script does for one question."""
        written: dict[str, Any] = {"name": question.name}
        written |= {key: expression.tree for key, expression in self._evaluated(question).items()}
        if question.name in self.filtered:
            written["choices"] = {choice.name: _columns(question, choice.name) for choice in question.choices}
            if question.or_other and question.choice_filter:
                written["other"] = sorted(question.choice_filter.names & self.here.keys())
        if question.asks and (kinds := self._kinds(question, looked_at)):
            written["answers"] = kinds
        if question.type is Type.SELECT_MULTIPLE:
            written["alone"] = [DONT_KNOW, REFUSED, *(one.name for one in question.choices if one.exclusive)]
        return written

    def _kinds(self, question: Question, looked_at: set[str]) -> dict[str, str]:
        """How each of its answers that something looks at is read."""
        kind = _KINDS.get(question.type, "unknown")
        if self._is_filtered(question) and not _fits(question):
            kind = "unknown"  # whether it may still be picked, only the server knows
        names = [name for name in question.names if name in looked_at]
        if question.or_other and question.other_variable in names:
            return {question.name: kind, question.other_variable: "other"}
        return dict.fromkeys(names, kind)

    def _is_filtered(self, question: Question) -> bool:
        return rests_on(self.instrument, self.page, question.choice_filter)


def _fits(question: Question) -> bool:
    counts = question.choice_filter is not None and counts_places(question.choice_filter.tree)
    return len(question.choices) <= MOST_CHOICES and not counts  # the script knows no places


def _columns(question: Question, choice: str) -> dict[str, str]:
    """What the filter sees of a choice, as `routing.offered` shows it."""
    named = next(one for one in question.choices if one.name == choice)
    return {f"@{column}": value for column, value in (*named.columns, ("name", choice))}
