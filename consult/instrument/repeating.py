"""Repeats written out: each instance is pages and questions of its own, `age_1`, `age_2`, up to the most there can be.

So nothing else needs to know of repeats: routing, documents, columns and disclosure control see plain questions, on paper as on
a screen, and a version never shifts a column. What an expression says of a repeat is rewritten in the same way (instances.py).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from consult.instrument.additions import checked_by
from consult.instrument.definition import Choice, Instrument, Page, Question, Repeat, Type
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tree import Expression, Node
from consult.instrument.expression.writing import expression_of
from consult.instrument.instance_names import named_in
from consult.instrument.instances import Seen, together


def unrolled(instrument: Instrument) -> Instrument:
    """`instrument` with a page for each instance of each repeat.

    How much that comes to was counted before (written_out.py); what was published once is only written out again.
    """
    if not any(isinstance(item, Repeat) for item in instrument.written):
        return instrument
    outside = Seen(named_in(instrument.written), ())
    return replace(instrument, pages=tuple(_pages(instrument.written, outside)))


def _pages(items: Iterable[Page | Repeat], seen: Seen) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield _page(item, seen)
            continue
        for number in range(1, item.most + 1):
            yield from _instance(item, seen, number)


def _instance(repeat: Repeat, around: Seen, number: int) -> Iterator[Page]:
    """The pages of one instance, each of which is asked when the instance is there."""
    seen = Seen(around.named, (*around.instances, (repeat.name, number)))
    there = _condition(repeat, around, number)
    pages = list(_pages(repeat.pages, seen))
    if not repeat.count and number < repeat.most:
        pages.append(_more(repeat, seen, pages[-1]))
    pages[0] = replace(pages[0], questions=(_marking(repeat, seen), *pages[0].questions))
    for page in pages:
        yield replace(page, relevant=_both(there, page.relevant))


def _condition(repeat: Repeat, around: Seen, number: int) -> Expression | None:
    """Whether an instance is there."""
    relevant = around.expression(repeat.relevant)
    if count := around.expression(repeat.count):
        return _both(relevant, expression_of([">=", count.tree, ["number", float(number)]]))
    if number == 1:
        return relevant
    before = f"{repeat.name}_more{around.suffix}_{number - 1}"
    return _both(relevant, parse(f"${{{before}}} = 'OK'"))


def _marking(repeat: Repeat, seen: Seen) -> Question:
    """The calculate that says that an instance is there."""
    return Question(
        f"{repeat.name}{seen.suffix}",
        Type.CALCULATE,
        "",
        said_as=repeat.name,
        calculation=parse("1"),
        keep=False,
    )


def _more(repeat: Repeat, seen: Seen, last: Page) -> Page:
    """Whether there is another one: one box to tick, which is not kept once the answers are sent."""
    question = Question(
        f"{repeat.name}_more{seen.suffix}",
        Type.ACKNOWLEDGE,
        repeat.more,
        said_as=f"{repeat.name}_more",
        keep=False,
    )
    name = re.sub(r"[^a-z0-9-]+", "-", f"{repeat.name}-more{seen.suffix}".lower()).strip("-")
    return Page(name, last.part, (question,), instances=seen.instances)


def _page(page: Page, seen: Seen) -> Page:
    rewritten = replace(
        page,
        relevant=seen.expression(page.relevant),
        questions=tuple(_question(question, seen) for question in page.questions),
    )
    if not seen.instances:
        return rewritten
    return replace(
        rewritten,
        name=f"{page.name}{seen.suffix.replace('_', '-')}",
        said_as=page.name,
        instances=seen.instances,
        renames=seen.renames(),
    )


def _question(question: Question, seen: Seen) -> Question:
    rewritten = replace(
        question,
        relevant=seen.expression(question.relevant),
        **_choices(question, seen),
        constraint=seen.expression(question.constraint),
        begins_with=seen.expression(question.begins_with),
        required_when=seen.expression(question.required_when),
        calculation=seen.expression(question.calculation),
        trigger=tuple(now for was in question.trigger for now in seen.names_of(was) or [was]),
        soft_check=checked_by(question.soft_check, seen.expression),
    )
    if not seen.instances:
        return rewritten
    return replace(rewritten, name=f"{question.name}{seen.suffix}", said_as=question.name)


def _choices(question: Question, seen: Seen) -> Mapping[str, Any]:
    """The filter of a question; one that chooses from a repeat has a choice for each instance in which something was answered."""
    if not question.chooses_from:
        return {"choice_filter": seen.expression(question.choice_filter)}
    names = seen.names_of(question.chooses_from)
    given = [_given(number, name) for number, name in enumerate(names, start=1)]
    return {
        "choices": tuple(Choice(str(number), f"${{{name}}}") for number, name in enumerate(names, start=1)),
        "choice_filter": expression_of(together(given, "or")) if given else None,
    }


def _given(number: int, name: str) -> Node:
    """name = '2' and ${first_name_2} != ''"""
    is_this: Node = ["=", ["column", "name"], ["text", str(number)]]
    return ["and", is_this, ["!=", ["name", name], ["text", ""]]]


def _both(one: Expression | None, other: Expression | None) -> Expression | None:
    if one is None or other is None:
        return one or other
    return expression_of(["and", one.tree, other.tree])
