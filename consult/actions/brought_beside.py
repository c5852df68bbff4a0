"""What a response from elsewhere has beside its answers: its day, without the hour, and its language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from consult.actions import clock
from consult.instrument import as_typed
from consult.instrument.definition import Type
from consult.instrument.languages import LANGUAGES
from consult.response.bringing.incoming import IncomingTable
from consult.response.bringing.labelled import squeezed
from consult.response.bringing.mapping import ResponseMapping
from consult.response.bringing.of_tools import language_named
from consult.response.bringing.written_as import as_posted
from consult.store.consultations import Consultation

_MOST_PLACES = 20


@dataclass(frozen=True, slots=True)
class NotBrought:
    """Why nothing can come in, as a fact; `web.staff.bringing_sentences` says it. places: where, at most 20."""

    code: str
    figures: Mapping[str, str | int] = field(default_factory=dict)
    places: tuple[str, ...] = ()


class BringingRefused(Exception):
    """Nothing came in, and why: everything at once."""

    def __init__(self, *problems: NotBrought) -> None:
        self.problems = problems
        super().__init__(", ".join(problem.code for problem in problems))


def last_day(row: Consultation) -> date:
    """The last day that an answer can be of: that of bringing it in, or of closing before it."""
    today = clock.today()
    return min(today, row.closed_on) if row.closed_on else today


def days_of(row: Consultation, table: IncomingTable, mapping: ResponseMapping) -> list[date | None]:
    """The day of each row as a column tells it; None where it tells none. Without such a column the day of bringing it in."""
    if not mapping.day:
        return [last_day(row)] * len(table.rows)
    place = list(table.names).index(mapping.day)
    return [_day(cells[place]) for cells in table.rows]


def _day(text: str) -> date | None:
    return as_typed.day(as_posted(Type.DATE, text)) or as_typed.day(text.strip()[:10])


def check_days(
    row: Consultation, table: IncomingTable, mapping: ResponseMapping, days: Sequence[date | None], numbers: Iterable[int]
) -> None:  # fmt: skip
    """Raises BringingRefused for rows among `numbers` without a day on which the survey was open."""
    last, wrong, outside = last_day(row), [], []
    for number in numbers if mapping.day else ():
        day = days[number]
        if day is None:
            wrong.append(table.place(number, mapping.day))
        elif row.opened_on is None or not row.opened_on <= day <= last:
            outside.append(table.place(number, mapping.day))
    problems = [
        NotBrought(
            code,
            {"column": mapping.day, "n": len(places), "first": str(row.opened_on), "last": str(last)},
            tuple(places[:_MOST_PLACES]),
        )
        for code, places in (("no_day", wrong), ("day_outside", outside))
        if places
    ]
    if problems:
        raise BringingRefused(*problems)


def languages_of(
    table: IncomingTable, mapping: ResponseMapping, offered: Sequence[str], numbers: Sequence[int]
) -> list[str]:
    """The language of each of these rows. Raises BringingRefused for one that the instrument is not asked in."""
    usual = mapping.language or offered[0]
    if usual not in offered:
        raise BringingRefused(NotBrought("language", {"language": usual, "offered": ", ".join(offered)}))
    called = _called(offered)
    if not mapping.language_of:
        found = _as_the_tool_says(table, called)
        return [found(number) or usual for number in numbers]
    place = list(table.names).index(mapping.language_of)
    tags = [
        called.get(squeezed(said)) if (said := table.rows[number][place]) else usual for number in numbers
    ]
    wrong = [
        table.place(number, mapping.language_of)
        for number, tag in zip(numbers, tags, strict=True)
        if tag is None
    ]
    if wrong:
        facts: dict[str, str | int] = {
            "column": mapping.language_of,
            "n": len(wrong),
            "offered": ", ".join(offered),
        }
        raise BringingRefused(NotBrought("language_of", facts, tuple(wrong[:_MOST_PLACES])))
    return [tag or usual for tag in tags]


def _called(offered: Iterable[str]) -> dict[str, str]:
    """The languages by their tags and names."""
    return {
        squeezed(said): tag
        for tag in offered
        for said in (tag, LANGUAGES[tag].own_name, LANGUAGES[tag].dutch_name)
    }


def _as_the_tool_says(table: IncomingTable, called: Mapping[str, str]) -> Callable[[int], str]:
    """The language that LimeSurvey notes for each row, where that is one of ours; else nothing."""
    column = language_named(table.names)
    if not column:
        return lambda _number: ""
    place = list(table.names).index(column)
    return lambda number: called.get(squeezed(table.rows[number][place]), "")
