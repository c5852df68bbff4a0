"""Expressions given the lists of choices that they look things up in, once, when an instrument is loaded."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from consult.instrument.additions import checked_by
from consult.instrument.definition import Choice, Instrument, Page, Question, Repeat
from consult.instrument.dependencies import expressions_in
from consult.instrument.expression.tables import Table
from consult.instrument.expression.tree import Expression, lists_of


def bound(instrument: Instrument) -> Instrument:
    """The same instrument, in which every expression knows its lists."""
    used = _looked_up(instrument)
    if not used:
        return instrument
    tables = _tables(instrument, used)
    return replace(
        instrument,
        pages=tuple(_page(page, tables) for page in instrument.pages),
        written=tuple(_written(part, tables) for part in instrument.written),
    )


def tables_of(instrument: Instrument) -> Mapping[str, Table]:
    """Every list of an instrument, by its name."""
    return _tables(instrument, instrument.choice_lists)


def lists_looked_up(instrument: Instrument) -> set[str]:
    """The names of the lists that any expression looks things up in."""
    return _looked_up(instrument) & instrument.choice_lists.keys()


def _tables(instrument: Instrument, wanted: Collection[str]) -> Mapping[str, Table]:
    """Lists by name and the choices of questions under `${question}`; only what is wanted, since towns are many."""
    lists = {name: _table(name, found) for name, found in instrument.choice_lists.items() if name in wanted}
    of_questions = {
        f"${{{name}}}": lists.get(question.list_name) or _table(question.list_name, question.choices)
        for name, question in instrument.variables.items()
        if question.choices and f"${{{name}}}" in wanted
    }
    return lists | of_questions


def _looked_up(instrument: Instrument) -> set[str]:
    return set[str]().union(*(lists_of(expression.tree) for expression in expressions_of(instrument)))


def expressions_of(instrument: Instrument) -> Iterator[Expression]:
    """Everything in an instrument that is worked out."""
    for repeat in instrument.repeats.values():
        yield from (one for one in (repeat.count, repeat.relevant) if one)
    for page in instrument.pages:
        yield from (page.relevant,) if page.relevant else ()
        for question in page.questions:
            yield from expressions_in(question)


def _table(name: str, choices: tuple[Choice, ...]) -> Table:
    return Table(name, tuple({**dict(one.columns), "name": one.name, "label": one.label} for one in choices))


def _page(page: Page, tables: Mapping[str, Table]) -> Page:
    questions = tuple(_question(question, tables) for question in page.questions)
    return replace(page, questions=questions, relevant=_expression(page.relevant, tables))


def _written(part: Page | Repeat, tables: Mapping[str, Table]) -> Page | Repeat:
    """A repeat as it is written, whose count is also worked out there: how many instances fall away."""
    if isinstance(part, Page):
        return part
    return replace(
        part,
        count=_expression(part.count, tables),
        relevant=_expression(part.relevant, tables),
        pages=tuple(_written(inner, tables) for inner in part.pages),
    )


def _question(question: Question, tables: Mapping[str, Table]) -> Question:
    return replace(
        question,
        relevant=_expression(question.relevant, tables),
        choice_filter=_expression(question.choice_filter, tables),
        constraint=_expression(question.constraint, tables),
        begins_with=_expression(question.begins_with, tables),
        required_when=_expression(question.required_when, tables),
        calculation=_expression(question.calculation, tables),
        soft_check=checked_by(question.soft_check, lambda check: _expression(check, tables)),
    )


def _expression(expression: Expression | None, tables: Mapping[str, Table]) -> Expression | None:
    if expression is None:
        return None
    used = {name: tables[name] for name in lists_of(expression.tree) if name in tables}
    return replace(expression, tables=used) if used else expression
