"""Which columns the answers to a version fill, and what each is called.

A name, once given, is never given to something else by a later version: names go to whoever came first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from consult.dataset.definition import Kind
from consult.instrument.calculated import Result, result
from consult.instrument.definition import ACKNOWLEDGED, OTHER, Instrument, Page, Question, Type
from consult.response.document import COMPLETE, PARTIAL, SEALED

CIRCUMSTANCES: Mapping[str, tuple[str, ...]] = {
    "language": (),  # the languages of the versions
    "mode": ("web", "paper", "interviewer", "offline"),
    "state": (COMPLETE, PARTIAL),
}
DAY = "day"

Identity: TypeAlias = tuple[str, Kind, str]  # source, kind, choice: what stays the same over versions

_KINDS = {
    Type.SELECT_ONE: Kind.CHOICE,
    Type.SELECT_MULTIPLE: Kind.SEVERAL,
    Type.INTEGER: Kind.NUMBER,
    Type.DECIMAL: Kind.NUMBER,
    Type.RANGE: Kind.NUMBER,
    Type.DATE: Kind.DAY,
    Type.TIME: Kind.NUMBER,  # minutes since midnight
    Type.DATETIME: Kind.DAY,  # the time stays in the document
    Type.MATRIX: Kind.ROW,
    Type.RANK: Kind.ROW,
    Type.ACKNOWLEDGE: Kind.CHOICE,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a version fills. source: the variable in the document; companion: as in `Variable`."""

    name: str
    kind: Kind
    question: Question
    source: str
    codes: tuple[str, ...] = ()
    choice: str = ""
    relevant: str = ""
    companion: str = ""

    @property
    def identity(self) -> Identity:
        """What it is, whatever it is called."""
        return self.source, self.kind, self.choice

    @property
    def is_open_calculation(self) -> bool:
        """Whether it can calculate anything, so that only its having a value is kept."""
        return self.kind is Kind.TEXT and self.question.type is Type.CALCULATE


def layouts(versions: Mapping[str, Instrument]) -> dict[str, tuple[Column, ...]]:
    """The columns of each version, by version. versions: oldest first."""
    names: dict[Identity, str] = {}
    taken = {*CIRCUMSTANCES, DAY}
    return {version: _named(_columns(instrument), names, taken) for version, instrument in versions.items()}


def _named(columns: Iterator[Column], names: dict[Identity, str], taken: set[str]) -> tuple[Column, ...]:
    found = list(columns)
    # Questions before choices: of the two it is the question whose name an author and a syntax file know.
    for column in sorted(found, key=lambda column: column.kind is Kind.SEVERAL):
        if column.identity not in names:
            names[column.identity] = _free(column.name, taken)
    return tuple(
        replace(
            column,
            name=names[column.identity],
            companion=names[column.source, Kind.MISSING, ""] if column.companion else "",
        )
        for column in found
    )


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    taken.add(name)
    return name


def _columns(instrument: Instrument) -> Iterator[Column]:
    for page in instrument.pages:
        for question in page.questions:
            if question.keep and question.type is not Type.NOTE:
                yield from _of_question(instrument, question, base(page, question))


def _of_question(instrument: Instrument, question: Question, relevant: str) -> Iterator[Column]:
    kind, codes = _held(instrument, question)
    sources = question.row_variables or (question.name,)
    for source in sources:
        plain = Column(source, kind, question, source, codes, relevant=relevant)
        yield from _of_several(plain) if kind is Kind.SEVERAL else _with_companion(plain)
    if question.or_other:
        yield _other_text(question, relevant)


def _held(instrument: Instrument, question: Question) -> tuple[Kind, tuple[str, ...]]:
    """What kind of column a question fills, and with which codes."""
    if question.type is Type.CALCULATE:
        given = result(instrument, question)
        if given is Result.ANYTHING:
            return Kind.TEXT, (SEALED,)
        return (Kind.CALCULATED, given) if isinstance(given, tuple) else (Kind.NUMBER, ())
    if question.type is Type.TEXT:
        return Kind.TEXT, (SEALED,)
    if question.type is Type.RANK:
        return Kind.ROW, question.ranks
    if question.type is Type.ACKNOWLEDGE:
        return Kind.CHOICE, (ACKNOWLEDGED,)
    names = tuple(choice.name for choice in question.choices)
    return _KINDS[question.type], (*names, OTHER) if question.or_other and OTHER not in names else names


def _with_companion(column: Column) -> Iterator[Column]:
    if column.kind not in (Kind.NUMBER, Kind.DAY):
        yield column
        return
    companion = _missing(column)
    yield replace(column, companion=companion.name)
    yield companion


def _of_several(question: Column) -> Iterator[Column]:
    companion = _missing(question)
    for code in question.codes:
        yield replace(
            question,
            name=f"{question.name}_{code}",
            codes=("0", "1"),
            choice=code,
            companion=companion.name,
        )
    yield companion


def _missing(column: Column) -> Column:
    return replace(column, name=f"{column.source}.missing", kind=Kind.MISSING, codes=())


def _other_text(question: Question, relevant: str) -> Column:
    # Called `.other`, since `<question>_other` is the column of the choice "other".
    picked = f"selected(${{{question.name}}}, '{OTHER}')"
    asked = f"({relevant}) and {picked}" if relevant else picked
    return Column(
        f"{question.name}.other", Kind.TEXT, question, question.other_variable, (SEALED,), relevant=asked
    )


def base(page: Page, question: Question) -> str:
    """All that decides of whom a question is asked, as one expression; "" when it is asked of everyone."""
    conditions = [condition.source for condition in (page.relevant, question.relevant) if condition]
    return f"({conditions[0]}) and ({conditions[1]})" if len(conditions) == 2 else "".join(conditions)
