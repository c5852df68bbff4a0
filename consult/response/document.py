"""The response document: one value or missing code for every variable that is kept. It is the truth (decision 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from consult.instrument.calculated import free_texts
from consult.instrument.definition import NOT_ANSWERED, NOT_ASKED, OTHER, Instrument, Part, Question, Type
from consult.response.judging import Answers, is_missing
from consult.response.reading import Value

FORMAT = 1
SEALED = "sealed"  # stands in the document where a free text lies sealed in a row of its own

COMPLETE, PARTIAL = "complete", "partial"
SUBSTANTIVE = (Part.CORE, Part.THEMES)

Document: TypeAlias = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Composed:
    """What is stored of a response, and what counting will read of it.

    texts: free text by variable, still in clear. target_group, earlier: yes / no / unknown.
    """

    document: Document
    texts: Mapping[str, str]
    state: str
    target_group: str
    earlier: str
    gave_input: bool


def compose(instrument: Instrument, answers: Answers, seen: frozenset[str]) -> Composed:
    """The document of answers given on the pages `seen`. Answers off the path and derived-only answers are dropped."""
    route = answers.route
    shown = {
        question.name for page in route.pages if page.name in seen for question in route.questions[page.name]
    }
    words = free_texts(instrument)
    document: Document = {}
    texts: dict[str, str] = {}
    for name, question in instrument.variables.items():
        if not question.keep:
            continue
        value = _stored(name, question, answers.values, route.calculated, shown)
        if name in words and not is_missing(value):
            texts[name], value = str(value), SEALED
        document[name] = value
    return Composed(
        document=document,
        texts=texts,
        state=COMPLETE if all(page.name in seen for page in route.pages) else PARTIAL,
        target_group=known_class(document.get(instrument.target_group)),
        earlier=known_class(document.get(instrument.earlier)),
        gave_input=gave_input(instrument, document),
    )


def _stored(
    name: str, question: Question, values: Mapping[str, Value], calculated: Mapping[str, Any], shown: set[str]
) -> Value:
    if question.type is Type.CALCULATE:
        value: Value = calculated.get(name, NOT_ASKED)
        return value
    if question.name not in shown:
        return NOT_ASKED
    if question.or_other and name == question.other_variable and not _picked_other(values.get(question.name)):
        return NOT_ASKED
    return values.get(name, NOT_ANSWERED)


def _picked_other(value: Value | None) -> bool:
    return value == OTHER or (isinstance(value, list) and OTHER in value)


def known_class(value: object) -> str:
    """yes / no, and unknown for anything else: a refusal, a question not reached, a variable that is not there."""
    return value if isinstance(value, str) and value in ("yes", "no") else "unknown"


def gave_input(instrument: Instrument, document: Mapping[str, object]) -> bool:
    """Whether there is an answer beyond the profile: on a page of the core or of a theme (counting.md)."""
    return any(
        not is_missing(document.get(name, NOT_ASKED))
        for page in instrument.pages
        if page.part in SUBSTANTIVE
        for question in page.questions
        if question.asks and not question.read_only  # nobody says what stands there already
        for name in question.variables
    )
