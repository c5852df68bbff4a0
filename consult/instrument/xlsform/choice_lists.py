"""The choices of a workbook by list, and why a list cannot be used."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush

from consult.instrument.definition import MISSING_CODES
from consult.instrument.source.section import CODE
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.survey import is_yes
from consult.instrument.xlsform.tables import Line, Table

EACH = "_each"  # behind the name of a column: its cells in all rows of a choice
MOST_ROWS_COMPARED = 12  # of one choice, by a filter that is more than one comparison: each makes it longer
_LIKE_NUMBERS = re.compile(r"[+-]?(?:0\d|\d*\.|\d+[eE])")  # 01 and 1 are equal, and not the same code


@dataclass(frozen=True, slots=True)
class FoundChoice:
    """One choice. texts: its label by language. columns: what a filter may look at."""

    name: str
    texts: Mapping[str, str]
    columns: Mapping[str, str]
    line: Line
    again: tuple[Line, ...] = ()  # its further rows, which say the same to respondents


@dataclass
class FoundList:
    """A list under its name. broken: why no question can use it; None when it can be."""

    name: str
    sheet: str
    choices: dict[str, FoundChoice] = field(default_factory=dict)
    broken: Remark | None = None
    shows: list[str] = field(default_factory=list)  # the labels that show answers
    doubled: str = ""  # a choice that stands in it more than once, with other texts
    parted: set[str] = field(default_factory=set)  # the columns that tell its rows apart
    varying: tuple[str, ...] = ()  # the columns in which the rows of one choice differ
    most: int = 1  # the rows of one choice

    @property
    def columns(self) -> set[str]:
        """What a filter on it may look at."""
        return {"name", *(column for choice in self.choices.values() for column in choice.columns)}


def read_lists(
    table: Table | None, remarks: list[Remark], *, allows_twice: bool = False
) -> dict[str, FoundList]:
    """Every list of the sheet, by name. allows_twice: whether the form says that a choice may stand in one twice."""
    lists: dict[str, FoundList] = {}
    for line in table.lines if table else ():
        name = line.value("list_name")
        if not name:
            remarks.append(Remark("choice_incomplete", line.place("list_name"), {"what": "list_name"}))
            continue
        found = lists.setdefault(name, FoundList(name, line.sheet))
        if line.value("name") in found.choices:
            _take_again(found, line, remarks, allowed=allows_twice)
        else:
            _take(found, line, remarks)
    for found in lists.values():
        if any(choice.again for choice in found.choices.values()):
            _spread(found)
    return lists


def allows_twice(settings: Mapping[str, str], sheet: str) -> bool:
    """Whether a choice may stand twice in a list of this sheet: in those that lie in files, or go out in one, it may."""
    return sheet != "choices" or is_yes(settings.get("allow_choice_duplicates", ""))


def _take_again(found: FoundList, line: Line, remarks: list[Remark], *, allowed: bool) -> None:
    """A choice that stands twice, mostly once for each region: a code is one choice here. allowed: by the form."""
    name = line.value("name")
    first = found.choices[name]
    parted = {
        column
        for column in (*line.others, *first.columns)
        if line.others.get(column, "") != first.columns.get(column, "")
    }
    if line.texts == first.line.texts and (parted or allowed):
        found.choices[name] = replace(first, again=(*first.again, line))
        code = "choice_joined" if allowed else "choice_joined_unasked"
    else:
        found.doubled = found.doubled or (name if parted else "")
        found.parted |= parted
        code = "choice_again" if allowed else "choice_twice"
    remarks.append(Remark(code, line.place("name"), {"name": name, "list": found.name}))


def _take(found: FoundList, line: Line, remarks: list[Remark]) -> None:
    name = line.value("name")
    facts = {"name": name, "list": found.name}
    if not name:
        remarks.append(Remark("choice_incomplete", line.place("name"), {"what": "name"}))
    elif not CODE.fullmatch(name) or name in MISSING_CODES:
        # Left out, the question would ask something else than its author meant: the list is not used at all.
        code = "choice_name_taken" if name in MISSING_CODES else "choice_name_wrong"
        remarks.append(Remark(code, line.place("name"), facts))
        found.broken = found.broken or remarks[-1]
    else:
        texts = line.texts.get("label", {})
        found.shows += [text for text in texts.values() if "${" in text]
        if not texts:
            remarks.append(Remark("choice_unlabelled", line.place("label"), facts))
        found.choices[name] = FoundChoice(name, texts, line.others, line)


# --- choices with several rows


def _spread(found: FoundList) -> None:
    """Gives each choice of a list, beside its own columns, those of its further rows.

    `region_2` is that of a second row; `region_each` holds those of all rows.
    """
    rows = {name: list(_rows_of(choice)) for name, choice in found.choices.items()}
    varying = [
        column
        for column in dict.fromkeys(column for of_one in rows.values() for row in of_one for column in row)
        if any(row.get(column, "") != of_one[0].get(column, "") for of_one in rows.values() for row in of_one)
    ]
    most = max(map(len, rows.values()), default=1)
    added = {name: dict(_added(of_one, varying, most)) for name, of_one in rows.items()}
    listed = [column for column in varying if all(column + EACH in one for one in added.values())]
    if any(one.keys() & found.choices[name].columns.keys() for name, one in added.items()):
        found.doubled = next(name for name, of_one in rows.items() if len(of_one) > 1)
        found.parted |= set(varying)
        return  # columns of the form are called so already
    found.varying, found.most = tuple(varying), most
    found.choices = {name: found.choices[name] for name in _in_order(rows, varying, found)}
    for name, choice in found.choices.items():
        kept = {
            column: cell
            for column, cell in added[name].items()
            if not column.endswith(EACH) or column.removesuffix(EACH) in listed
        }
        found.choices[name] = replace(choice, columns={**choice.columns, **kept})


def _rows_of(choice: FoundChoice) -> Iterator[Mapping[str, str]]:
    yield choice.columns
    yield from (line.others for line in choice.again)


def _added(rows: list[Mapping[str, str]], varying: list[str], most: int) -> Iterator[tuple[str, str]]:
    for column in varying:
        cells = [row.get(column, "") for row in rows]
        if not any(" " in cell or not cell or _LIKE_NUMBERS.match(cell) for cell in cells):
            yield column + EACH, " ".join(dict.fromkeys(cells))
        for number in range(2, most + 1 if most <= MOST_ROWS_COMPARED else 0):
            # A choice with fewer rows is compared with its first again, which changes nothing.
            yield f"{column}_{number}", (cells[number - 1] if number <= len(cells) else cells[0])


def _in_order(rows: Mapping[str, list[Mapping[str, str]]], varying: list[str], found: FoundList) -> list[str]:
    """The choices so that those offered together stand as in the sheet: "other" may come last in every region.

    As they are where two regions have them the other way round.
    """
    lines = [
        (line.row, name, tuple(row.get(column, "") for column in varying))
        for name, choice in found.choices.items()
        for line, row in zip((choice.line, *choice.again), rows[name], strict=True)
    ]
    after: dict[str, set[str]] = {name: set() for name in found.choices}
    last: dict[tuple[str, ...], str] = {}
    for _row, name, together in sorted(lines):
        if last.setdefault(together, name) != name:
            after[name].add(last[together])
        last[together] = name
    return _sorted(after, list(found.choices))


def _sorted(after: Mapping[str, set[str]], order: list[str]) -> list[str]:
    """The names as they are in `order` as far as each can come after those that it has to; `order` where that is no way."""
    places = {name: place for place, name in enumerate(order)}
    sorter, waiting, found = TopologicalSorter(after), list[int](), list[str]()
    try:
        sorter.prepare()
    except CycleError:
        return order
    while sorter.is_active():
        for name in sorter.get_ready():
            heappush(waiting, places[name])
        found.append(order[heappop(waiting)])
        sorter.done(found[-1])
    return found
