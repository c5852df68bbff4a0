"""Rows of answers from elsewhere, judged as every answer is: what can be stored of them, and what would be lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from consult.instrument.calculated import free_texts
from consult.instrument.definition import NOT_ANSWERED, NOT_ASKED, Type
from consult.instrument.version import PublishedInstrument
from consult.response.bringing.columns import Columns, id_column, is_of_the_tool
from consult.response.bringing.incoming import ODD, IncomingTable, Loss, Lost, Matched
from consult.response.bringing.mapping import LEFT_OUT, ResponseMapping
from consult.response.bringing.values import NoSuchChoice, Values, is_ticked, plain_number, takes_codes
from consult.response.document import SEALED, Composed, compose, gave_input, known_class
from consult.response.judging import Answers, problems, read_all
from consult.response.reading import Value, missing_field, missing_offered


@dataclass
class Understood:
    """What a file of answers comes to. composed: what can be stored of each row that holds an answer, in their order.

    numbers: which rows those are, from 0. odd: answers that our form would not have taken, and that come along as they
    were given: to drop them would change what was counted elsewhere. left_behind: what the tool wrote, or somebody said not to take along.
    recalculated: worked out here anew. id: the column that tells responses apart.
    """

    matched: Sequence[Matched]
    composed: list[Composed] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    odd: list[Lost] = field(default_factory=list)
    left_behind: list[str] = field(default_factory=list)
    recalculated: list[str] = field(default_factory=list)
    empty_rows: int = 0
    id: str = ""


def understand(
    table: IncomingTable, published: PublishedInstrument, mapping: ResponseMapping, today: date
) -> Understood:
    """Every row against a version. Nothing is stored, and nothing raises for what stands in a cell."""
    columns = Columns(published, mapping)
    found = Understood(columns.match(table.names), id=id_column(table.names, mapping))
    _sort_columns(found, columns, table)
    reading = _Reading(columns, found.matched, table)
    for number, row in enumerate(table.rows):
        typed = reading.typed(number, row)
        if not typed:
            found.empty_rows += 1
            continue
        found.numbers.append(number)
        found.composed.append(reading.composed(number, typed, today))
    found.lost += [Lost(Loss.TABLE, one.name, one.rows) for one in table.others]
    counted = reading.counted()
    found.lost += [one for one in counted if one.loss not in ODD]
    found.odd += [one for one in counted if one.loss in ODD]
    return found


def _sort_columns(found: Understood, columns: Columns, table: IncomingTable) -> None:
    """Puts each column that answers nothing where it belongs."""
    matched = {one.column for one in found.matched}
    said = {columns.mapping.id, columns.mapping.day, columns.mapping.language_of}
    for place, name in enumerate(table.names):
        if name in matched or columns.repeats(name):
            continue
        if columns.mapping.columns.get(name) == LEFT_OUT or name in said or is_of_the_tool(name):
            found.left_behind.append(name)
        elif columns.calculated(name):
            found.recalculated.append(name)
        elif filled := [number for number, row in enumerate(table.rows) if row[place].strip()]:
            found.lost.append(Lost(Loss.COLUMN, name, len(filled), table.place(filled[0], name)))
        else:
            found.left_behind.append(name)


def _given(answers: Answers) -> dict[str, Value]:
    """What was answered, whether our form would have asked it or not."""
    return {name: value for reading in answers.readings.values() for name, value in reading.values.items()}


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    matched: Matched
    values: Values


class _Reading:
    """Reads row after row, and counts what is lost on the way."""

    def __init__(self, columns: Columns, matched: Sequence[Matched], table: IncomingTable) -> None:
        self.instrument, self.table = columns.instrument, table
        self.places = {name: place for place, name in enumerate(table.names)}
        self.columns = [self._column(columns, one) for one in matched]
        self.column_of = {one.variable: one.column for one in reversed(matched)}
        self.covered = {one.variable for one in matched}
        self.counts: dict[tuple[Loss, str, str, str], tuple[int, str]] = {}

    def _column(self, columns: Columns, one: Matched) -> _Column:
        question = columns.variables[one.variable]
        told = {
            **columns.mapping.values.get(one.question, {}),
            **columns.mapping.values.get(one.variable, {}),
        }
        values = Values(
            question, one.variable, columns.published, told, self.table.value_labels.get(one.column, {})
        )
        return _Column(self.places[one.column], one, values)

    def typed(self, number: int, row: Sequence[str]) -> dict[str, list[str]]:
        """The row as a form would have posted it; what stands for no choice is counted and left out."""
        typed: dict[str, list[str]] = {}
        for column in self.columns:
            value = row[column.place].strip()
            if not value:
                continue
            try:
                for name, codes in self._fields(column, value):
                    typed.setdefault(name, []).extend(codes)
            except NoSuchChoice as unknown:
                self._count(Loss.VALUE, column.matched.column, number, str(unknown), column.matched.question)
        return typed

    def _fields(self, column: _Column, value: str) -> Iterator[tuple[str, list[str]]]:
        question, variable = column.values.question, column.matched.variable
        if column.matched.choice:
            if is_ticked(value, column.matched.choice):
                yield variable, [column.matched.choice]
        elif takes_codes(question, variable):
            # A rank stands in one column of codes, the first one first, or in a column of places for each choice.
            several = question.type is Type.SELECT_MULTIPLE or (
                question.type is Type.RANK and variable == question.name
            )
            codes = column.values.several(value) if several else [column.values.one(value)]
            if any(codes):
                yield variable, codes
        elif value in missing_offered(question):
            yield missing_field(question), [value]
        elif value != NOT_ASKED and value != NOT_ANSWERED:
            yield variable, [value if question.type is Type.TEXT else plain_number(value)]

    def composed(self, number: int, typed: Mapping[str, Sequence[str]], today: date) -> Composed:
        """What is stored of a row. A question that the file has no column for was not asked."""
        answers = read_all(self.instrument, typed, today)
        self._judge(number, answers, typed)
        pages = frozenset(page.name for page in answers.route.pages)
        composed = compose(self.instrument, answers, pages)
        document, texts, given = dict(composed.document), dict(composed.texts), _given(answers)
        for name, value in composed.document.items():
            if self._is_asked(name):
                document[name] = NOT_ASKED
            elif value in (NOT_ASKED, NOT_ANSWERED) and name in given:
                document[name], texts = self._as_given(name, given[name], texts)
        return replace(
            composed,
            document=document,
            texts=texts,
            target_group=known_class(document.get(self.instrument.target_group)),
            earlier=known_class(document.get(self.instrument.earlier)),
            gave_input=gave_input(self.instrument, document),
        )

    def _as_given(self, name: str, value: Value, texts: dict[str, str]) -> tuple[Value, dict[str, str]]:
        """An answer to a question that our routing would not have asked; a text goes where texts go."""
        if name not in free_texts(self.instrument):
            return value, texts
        return SEALED, texts | {name: str(value)}

    def _is_asked(self, variable: str) -> bool:
        question = self.instrument.variables[variable]
        covered = question.name in self.covered or variable in self.covered
        return question.asks and not covered

    def _judge(self, number: int, answers: Answers, typed: Mapping[str, Sequence[str]]) -> None:
        route = answers.route
        for one in problems(answers, [page.name for page in route.pages], required=False):
            loss = Loss.CONSTRAINT if one.kind == "constraint" else Loss.INVALID
            said = ", ".join(typed.get(one.field, ()) or typed.get(one.question, ()))
            column = self.column_of.get(one.field) or self.column_of.get(one.question, one.question)
            self._count(loss, column, number, said[:60], one.question)
        on_the_way = {question.name for page in route.pages for question in route.questions[page.name]}
        for name in _given(answers):
            question = self.instrument.variables[name]
            if question.name not in on_the_way:
                self._count(Loss.OFF_ROUTE, self.column_of.get(name, name), number, "", question.name)
            elif name not in answers.values:
                self._count(Loss.NOT_OFFERED, self.column_of.get(name, name), number, "", question.name)

    def _count(self, loss: Loss, column: str, number: int, value: str, question: str) -> None:
        key = (loss, column, value, question)
        n, place = self.counts.get(key, (0, self.table.place(number, column)))
        self.counts[key] = n + 1, place

    def counted(self) -> list[Lost]:
        """What was counted, most first within a kind."""
        order = list(Loss)
        found = [
            Lost(loss, column, n, place, value, question)
            for (loss, column, value, question), (n, place) in self.counts.items()
        ]
        return sorted(found, key=lambda one: (order.index(one.loss), -one.n, one.column, one.value))
