"""What depends on what: which answers decide whether a question is asked, or what is worked out."""

from collections.abc import Mapping

from consult.instrument.definition import Instrument, Page, Question, Type
from consult.instrument.expression.tree import Expression


def dependencies(instrument: Instrument) -> Mapping[str, frozenset[str]]:
    """For each question, the questions that its being asked or its calculation looks at."""
    owner = {name: question.name for question in instrument.questions.values() for name in question.names}
    return {
        question.name: frozenset(owner[name] for name in names_used(page, question) if name in owner)
        for page in instrument.pages
        for question in page.questions
    }


def names_used(page: Page, question: Question) -> frozenset[str]:
    """The variables named where it is decided whether `question` is asked, or what it works out to."""
    expressions = (page.relevant, question.relevant, question.choice_filter, question.calculation)
    return frozenset(question.trigger).union(*(one.names for one in expressions if one))


def expressions_in(question: Question) -> tuple[Expression, ...]:
    """Everything about a question that is worked out."""
    check = question.soft_check.check if question.soft_check else None
    deciding = (question.relevant, question.choice_filter, question.constraint, question.calculation)
    return tuple(one for one in (*deciding, check, question.begins_with, question.required_when) if one)


def foundations(instrument: Instrument, name: str) -> frozenset[str]:
    """The asked variables that the variable `name` rests on: itself, or those behind its calculation.

    To be called on instruments without circles only.
    """
    found, waiting, seen = set[str](), [name], {name}
    while waiting:  # no recursion: calculates stand on calculates, in long rows and by many ways
        here = waiting.pop()
        question = instrument.variables.get(here)
        if question is None or question.type is not Type.CALCULATE:
            found.add(here)
            continue
        new = names_used(instrument.page_of(question), question) - seen
        seen |= new
        waiting.extend(new)
    return frozenset(found)
