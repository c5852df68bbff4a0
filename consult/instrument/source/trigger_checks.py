"""What is wrong with the triggers of calculates: each is a question that is asked, and no later than where the calculate stands."""

from consult.instrument.expression.checking import nearest_name
from consult.instrument.problems import Said
from consult.instrument.source.front import ReadInstrument
from consult.instrument.source.questions import ReadQuestion


def check_triggers(read: ReadInstrument) -> None:
    """Note every such problem."""
    asked_on = {
        name: place
        for place, page in enumerate(read.pages)
        for found in page.questions
        if found.question.asks
        for name in found.question.variables
    }
    for place, page in enumerate(read.pages):
        for found in page.questions:
            for name in found.question.trigger:
                _check(found, name, asked_on, place)


def _check(found: ReadQuestion, name: str, asked_on: dict[str, int], here: int) -> None:
    section = found.section
    if name not in asked_on:
        said = Said('"%(name)s" triggers %(what)s', name=name, what=section.what)
        nearest = nearest_name(name, asked_on)
        section.problem("trigger", said, "a trigger is a question that is asked", "", nearest, fragment=name)
    elif asked_on[name] > here:
        said = Said('"%(name)s" is asked later than where %(what)s stands', name=name, what=section.what)
        expected = "a trigger is asked before, or on the same page"
        section.problem("trigger", said, expected, "Move one of the two.", fragment=name)
