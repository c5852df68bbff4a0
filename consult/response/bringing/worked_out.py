"""What a file has for a calculation beside what it gives here: it is worked out anew, and a difference is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from consult.instrument.as_typed import fraction
from consult.instrument.definition import Type
from consult.instrument.expression.value import Value, text
from consult.response.bringing.incoming import Recalculated
from consult.response.bringing.sheets import Posted
from consult.response.bringing.written_as import as_posted

_MOST_PLACES = 3
_NOTHING = ("", "nan", "not_asked", "not_answered", "n/a")
_TRUTHS = {"true": "1", "false": "0", "true()": "1", "false()": "0"}


@dataclass
class _OfColumn:
    variable: str
    n: int = 0
    places: list[str] = field(default_factory=list)


class Compared:
    """Every column of a calculation, with how often it has another value."""

    def __init__(self) -> None:
        self.columns: dict[str, _OfColumn] = {}

    def compare(self, posted: Posted, calculated: Mapping[str, Value]) -> None:
        """One response more."""
        for name, (cell, said) in posted.worked_out.items():
            one = self.columns.setdefault(cell.column, _OfColumn(name))
            if not is_the_same(said, calculated.get(name, "")):
                one.n += 1
                one.places += [cell.place] if len(one.places) < _MOST_PLACES else []

    def told(self) -> Iterator[Recalculated]:
        """The columns in their order."""
        for column, one in self.columns.items():
            yield Recalculated(column, one.variable, one.n, tuple(one.places))


def is_the_same(said: str, value: Value) -> bool:
    """Whether the text in a file says what was worked out, however it is written there."""
    here = " ".join(value) if isinstance(value, list) else text(value)
    return _plain(said) == _plain(here)


def _plain(said: str) -> str:
    lowered = said.strip().casefold()
    if lowered in _NOTHING:
        return ""
    lowered = _TRUTHS.get(lowered, lowered)
    number = fraction(as_posted(Type.DECIMAL, lowered))
    return f"{number.normalize():f}" if number is not None else as_posted(Type.DATE, lowered)
