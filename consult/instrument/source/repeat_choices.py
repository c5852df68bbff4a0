"""Choices that are the answers given in a repeat: `select_one ${first_name}`, asked once the repeat is over."""

from consult.instrument.expression.checking import nearest_name
from consult.instrument.problems import Said
from consult.instrument.source.front import ReadInstrument, ReadPage

_EXPECTED = "a question in a repeat that is over by then, whose answers can be shown"


def check_repeat_choices(read: ReadInstrument) -> None:
    """Note where there is nothing to choose from, or not yet."""
    over: dict[str, tuple[str, ...]] = {}
    for page in read.pages:
        for found in page.questions:
            name = found.question.chooses_from
            if name and (name not in over or page.repeats):
                nearest = nearest_name(name, over.keys())
                told = Said('%(what)s chooses from "%(name)s"', what=found.section.what, name=name)
                found.section.problem("type", told, _EXPECTED, "Name such a question.", nearest)
            if name and found.question.choice_filter:
                told = Said("a choice_filter in %(what)s", what=found.section.what)
                found.section.problem("choice_filter", told, "all that was answered in a repeat is offered")
        over |= _answered(page)


def _answered(page: ReadPage) -> dict[str, tuple[str, ...]]:
    return {one.question.name: page.repeats for one in page.questions if one.question.asks and page.repeats}
