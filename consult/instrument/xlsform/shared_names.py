"""Names that XLSForm lets questions have beside a repeat, and that here are columns of that repeat or of another question.

Of each instance of a repeat there are a marker (`member_1`), its answers (`age_1`) and whether there is another one
(`member_more`); a rank has a place for each choice (`wish_park`), and what is typed at "other" one of its own (`fuel_other`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consult.instrument.definition import Type
from consult.instrument.source.front import MOST_INSTANCES
from consult.instrument.xlsform.kinds import Fate, Kind, kind_of
from consult.instrument.xlsform.tables import Line, Table

_INSTANCE = re.compile(r"_([1-9][0-9]?)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A row with a name. inside: the groups around it. depth: in how many repeats its answers are given."""

    line: Line
    name: str
    kind: Kind
    inside: tuple[str, ...]
    depth: int

    @property
    def is_repeat(self) -> bool:
        """Whether it begins a repeat."""
        return self.kind.fate is Fate.BEGIN and self.kind.word == "repeat"


def named_rows(survey: Table) -> list[Named]:
    """The rows that ask or work out something, and those that begin a repeat."""
    found: list[Named] = []
    around: list[tuple[str, bool]] = []
    for line in survey.lines:
        kind, name = kind_of(line.value("type")), line.value("name")
        inside = tuple(group for group, _is_repeat in around)
        depth = sum(is_repeat for _group, is_repeat in around)
        if kind.fate is Fate.END:
            del around[-1:]
        elif kind.fate is Fate.BEGIN:
            is_repeat = kind.word == "repeat"
            around.append((name, is_repeat))
            if is_repeat and name:
                found.append(Named(line, name, kind, inside, depth + 1))
        elif name and kind.type is not None:
            found.append(Named(line, name, kind, inside, depth))
    return found


def beside_repeats(rows: Iterable[Named]) -> Iterator[Named]:
    """The rows that are called as a repeat is; of two repeats of one name the second."""
    rows = list(rows)
    first: dict[str, Named] = {}
    for one in rows:
        if one.is_repeat:
            first.setdefault(one.name, one)
    yield from (one for one in rows if one.name in first and first[one.name] is not one)


def as_made_columns(rows: Iterable[Named], choices: Iterable[Table]) -> dict[str, Named]:
    """The rows, by name, that are called as what is made of a repeat, of a rank, or of "other"."""
    rows = list(rows)
    codes: dict[str, list[str]] = {}
    for line in (line for table in choices for line in table.lines):
        codes.setdefault(line.value("list_name"), []).append(line.value("name"))
    made = {name for one in rows for name in _made_of(one, codes)}
    depths = {(one.name, one.depth) for one in rows} | {
        (f"{one.name}_more", one.depth) for one in rows if one.is_repeat
    }
    return {
        one.name: one for one in rows if not one.is_repeat and (one.name in made or _is_instance(one, depths))
    }


def _made_of(one: Named, codes: dict[str, list[str]]) -> Iterator[str]:
    if one.is_repeat:
        yield f"{one.name}_more"
    elif one.kind.type is Type.RANK:
        yield from (f"{one.name}_{code}" for code in codes.get(one.kind.list_name, ()))
    elif one.kind.or_other:
        yield f"{one.name}_other"


def _is_instance(one: Named, depths: set[tuple[str, int]]) -> bool:
    """Whether something in a repeat has this name in one of its instances."""
    stem, depth = one.name, one.depth
    while (number := _INSTANCE.search(stem)) and int(number[1]) <= MOST_INSTANCES:
        stem, depth = stem[: number.start()], depth + 1
        if (stem, depth) in depths:
            return True
    return False
