"""Instances of a repeat that fall away, since there can be no more than so many."""

from dataclasses import dataclass
from datetime import date

from consult.instrument.definition import Instrument, Page
from consult.instrument.expression.evaluation import evaluate
from consult.instrument.expression.value import number
from consult.instrument.routing import Route


@dataclass(frozen=True, slots=True)
class CutOff:
    """count: how many there are, by what was answered. most: how many are asked."""

    count: int
    most: int


def cut_off(instrument: Instrument, page: Page, way: Route, today: date) -> CutOff | None:
    """What falls away of a repeat that begins on `page`; None where nothing does."""
    for depth, (name, place) in enumerate(page.instances, start=1):
        repeat = instrument.repeats[name]
        around = page.instances[:depth]
        begins = next(one for one in way.pages if one.instances[:depth] == around)
        if place > 1 or repeat.count is None or begins is not page:
            continue
        called = {was: way.known[now] for was, now in page.renames.items() if now in way.known}
        count = number(evaluate(repeat.count, {**way.known, **called}, today=today))
        if count >= repeat.most + 1:
            return CutOff(int(min(count, 10**9)), repeat.most)
    return None
