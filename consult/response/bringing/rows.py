"""Rows of answers from elsewhere, judged as every answer is: what can be stored of them, and what would be lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from consult.instrument.calculated import free_texts
from consult.instrument.definition import NOT_ANSWERED, NOT_ASKED, Type
from consult.instrument.elsewhere import NamesElsewhere
from consult.instrument.version import PublishedInstrument
from consult.response.bringing.columns import Columns, id_column
from consult.response.bringing.incoming import ODD, IncomingTable, Loss, Lost, Matched, Recalculated
from consult.response.bringing.instances import instances_in, more_of, variables_in
from consult.response.bringing.losses import Losses
from consult.response.bringing.mapping import LEFT_OUT, ResponseMapping
from consult.response.bringing.of_tools import is_of_the_tool, sent_named
from consult.response.bringing.sheets import Posted, Sheet
from consult.response.bringing.worked_out import Compared
from consult.response.document import PARTIAL, SEALED, Composed, compose, gave_input, known_class
from consult.response.judging import Answers, problems, read_all
from consult.response.reading import Value

_TAG = re.compile(r"#[a-z]")
_LOSSES = {"constraint": Loss.CONSTRAINT, "exclusive_choice": Loss.EXCLUSIVE}


@dataclass
class Understood:
    """What a file of answers comes to. composed: what can be stored of each row that holds an answer, in their order.

    numbers: which rows those are, from 0. odd: answers that our form would not have taken, and that come along as they
    were given: to drop them would change what was counted elsewhere. left_behind: what the tool wrote, or somebody said not to take along.
    empty: columns in which nothing stands. recalculated: worked out here anew. id: the column that tells responses apart.
    """

    matched: Sequence[Matched]
    composed: list[Composed] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    odd: list[Lost] = field(default_factory=list)
    left_behind: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    recalculated: list[Recalculated] = field(default_factory=list)
    empty_rows: int = 0
    id: str = ""


def understand(
    table: IncomingTable, published: PublishedInstrument, mapping: ResponseMapping, days: Sequence[date],
    elsewhere: NamesElsewhere = NamesElsewhere(),  # noqa: B008 — a frozen value
) -> Understood:  # fmt: skip
    """Every row against a version. days: of each row. Nothing is stored, and nothing raises for what stands in a cell."""
    reading = _Reading(Columns(published, mapping, elsewhere), table)
    found = Understood(reading.matched, id=id_column(table.names, mapping))
    for sheet in reading.sheets:
        _sort_columns(found, sheet)
    for number in range(len(table.rows)):
        posted = reading.posted(number)
        if not posted.typed:
            found.empty_rows += 1
            continue
        found.numbers.append(number)
        found.composed.append(reading.composed(number, posted, days[number]))
    reading.losses.tables(table.others, [sheet.table for sheet in reading.sheets])
    counted = reading.losses.counted()
    found.lost += [one for one in counted if one.loss not in ODD]
    found.odd += [one for one in counted if one.loss in ODD]
    found.recalculated += reading.compared.told()
    return found


def _sort_columns(found: Understood, sheet: Sheet) -> None:
    """Puts each column that answers nothing where it belongs."""
    mapping, table = sheet.columns.mapping, sheet.table
    answered = {one.column for one in (*sheet.matched, *sheet.repeating)} | sheet.calculated.keys()
    said = {mapping.id, mapping.day, mapping.language_of}
    for place, name in enumerate(table.names):
        if name in answered:
            continue
        if mapping.columns.get(name) == LEFT_OUT or name in said or is_of_the_tool(name, table.names):
            found.left_behind.append(sheet.called(name))
        elif filled := [number for number, row in enumerate(table.rows) if row[place].strip()]:
            found.lost.append(
                Lost(Loss.COLUMN, sheet.called(name), len(filled), table.place(filled[0], name))
            )
        else:
            found.empty.append(sheet.called(name))


def _given(answers: Answers) -> dict[str, Value]:
    """What was answered, whether our form would have asked it or not."""
    return {name: value for reading in answers.readings.values() for name, value in reading.values.items()}


def _is_tags(row: Sequence[str]) -> bool:
    """Whether a row holds what Kobo puts under the headings for HXL (#country, #adm1+name) and no answers."""
    return any(row) and all(_TAG.match(cell.strip()) for cell in row if cell.strip())


class _Reading:
    """Reads row after row of the responses with what other tables hold of them, and counts what is lost on the way."""

    def __init__(self, columns: Columns, table: IncomingTable) -> None:
        self.instrument, self.table, self.losses = columns.instrument, table, Losses()
        self.main = Sheet(columns, table, self.losses)
        self.instances = list(instances_in(table, columns))
        inner = [Sheet(one.columns, one.table, self.losses) for one in self.instances]
        self.sheets = [self.main, *inner]
        self.matched = [one for sheet in self.sheets for one in sheet.matched]
        self.more = more_of(self.instrument)
        self.instance_of = variables_in(self.instrument, [sheet.columns.within for sheet in inner])
        self.words = free_texts(self.instrument)
        self.choosing = {
            one.name
            for one in self.instrument.questions.values()
            if one.chooses_from and one.type is Type.SELECT_ONE
        }
        self.covered = {one.variable for one in self.matched}
        self.compared = Compared()
        self.sent = sent_named(table.names)
        for one, sheet in zip(self.instances, inner, strict=True):
            self.losses.rows(Loss.ORPHAN, sheet.table, one.orphans)
            self.losses.rows(Loss.BEYOND, sheet.table, one.beyond)

    def posted(self, number: int) -> Posted:
        """The row as a form would have posted it; what stands for no choice is counted and left out."""
        posted = Posted()
        if number == 0 and _is_tags(self.table.rows[number]):
            return posted
        self.main.post(posted, number)
        for one, sheet in zip(self.instances, self.sheets[1:], strict=True):
            for own, numbers in one.rows.get(number, ()):
                sheet.post(posted, own, numbers)
        for name in list(posted.typed):
            for tick in self.more.get(name, ()):
                posted.typed[tick] = ["OK"]
        for name in self.choosing & posted.typed.keys():
            self._choose(posted, name)
        return posted

    def _choose(self, posted: Posted, name: str) -> None:
        """Who was chosen among those of a repeat: a form elsewhere has the name that was answered there, here it is a number."""
        question, said = self.instrument.questions[name], posted.typed[name]
        instances = {choice.name: posted.typed.get(choice.label[2:-1]) for choice in question.choices}
        number = next((number for number, answered in instances.items() if answered == said), said[0])
        if number in question.choice_names:
            posted.typed[name] = [number]
        else:  # the value is a name that somebody wrote, and is for no screen
            self.losses.count(Loss.VALUE, posted.place(name), "", question.name)
            del posted.typed[name]

    def composed(self, number: int, posted: Posted, today: date) -> Composed:
        """What is stored of a row. A question that the file has no column for was not asked."""
        answers = read_all(self.instrument, posted.typed, today)
        self._judge(answers, posted)
        self.compared.compare(posted, answers.route.calculated)
        pages = frozenset(page.name for page in answers.route.pages)
        composed = compose(self.instrument, answers, pages)
        document, texts, given = dict(composed.document), dict(composed.texts), _given(answers)
        for name, value in composed.document.items():
            if self._lacks(name, posted):
                document[name] = NOT_ASKED
            elif value in (NOT_ASKED, NOT_ANSWERED) and name in given:
                document[name], texts = self._as_given(name, given[name], texts)
        return replace(
            composed,
            document=document,
            texts=texts,
            state=composed.state if self._was_sent(number) else PARTIAL,
            target_group=known_class(document.get(self.instrument.target_group)),
            earlier=known_class(document.get(self.instrument.earlier)),
            gave_input=gave_input(self.instrument, document),
        )

    def _was_sent(self, number: int) -> bool:
        return not self.sent or bool(self.table.rows[number][list(self.table.names).index(self.sent)].strip())

    def _as_given(self, name: str, value: Value, texts: dict[str, str]) -> tuple[Value, dict[str, str]]:
        """An answer to a question that our routing would not have asked; a text goes where texts go."""
        if name not in self.words:
            return value, texts
        return SEALED, texts | {name: str(value)}

    def _lacks(self, variable: str, posted: Posted) -> bool:
        """Whether it is asked, and no column of the file answers it, or no row of the table of its repeat."""
        if variable in self.instance_of and self.instance_of[variable] not in posted.instances:
            return True
        question = self.instrument.variables[variable]
        names = {question.name, variable}
        if question.said_as:
            names |= {question.said_as, question.said_as + variable.removeprefix(question.name)}
        return question.asks and not names & self.covered

    def _judge(self, answers: Answers, posted: Posted) -> None:
        route, typed = answers.route, posted.typed
        for one in problems(answers, [page.name for page in route.pages], required=False):
            loss = _LOSSES.get(one.kind, Loss.INVALID)
            said = ", ".join(typed.get(one.field, ()) or typed.get(one.question, ()))
            said = "" if one.field in self.words else said[:60]  # what someone wrote is for no screen
            self.losses.count(loss, posted.place(one.field, one.question), said, one.question)
        on_the_way = {question.name for page in route.pages for question in route.questions[page.name]}
        for name in _given(answers):
            question = self.instrument.variables[name]
            if question.name not in on_the_way:
                self.losses.count(Loss.OFF_ROUTE, posted.place(name, question.name), "", question.name)
            elif name not in answers.values:
                self.losses.count(Loss.NOT_OFFERED, posted.place(name, question.name), "", question.name)
