"""What depends on what: which answers decide whether a question is asked, or what is worked out."""

from collections.abc import Mapping

from consult.instrument.definition import Instrument, Page, Question, Type


def dependencies(instrument: Instrument) -> Mapping[str, frozenset[str]]:
    """For each question, the questions that its being asked or its calculation looks at."""
    owner = {name: question.name for name, question in instrument.variables.items()}
    return {
        question.name: frozenset(owner[name] for name in names_used(page, question) if name in owner)
        for page in instrument.pages
        for question in page.questions
    }


def names_used(page: Page, question: Question) -> frozenset[str]:
    """The variables named where it is decided whether `question` is asked, or what it works out to."""
    expressions = (page.relevant, question.relevant, question.choice_filter, question.calculation)
    return frozenset().union(*(expression.names for expression in expressions if expression))


def foundations(instrument: Instrument, name: str) -> frozenset[str]:
    """The asked variables that the variable `name` rests on: itself, or those behind its calculation.

    To be called on instruments without circles only.
    """
    question = instrument.variables.get(name)
    if question is None or question.type is not Type.CALCULATE:
        return frozenset({name})
    page = next(page for page in instrument.pages if question in page.questions)
    return frozenset().union(*(foundations(instrument, used) for used in names_used(page, question)))
