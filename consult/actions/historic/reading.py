"""The cells of the workbook of past consultations -> values, or every problem at once with its sheet and cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches

from consult.actions.historic.cells import Cell, CellProblem, Sheet, WorkbookRefused, sheets
from consult.actions.historic.columns import (
    COLUMNS,
    CONSULTATIONS,
    CRITERIA,
    EXAMPLE,
    METHODS,
    SESSIONS,
    Column,
)
from consult.actions.historic.fit import misfits
from consult.actions.historic.values import Filed, Past, PastSession, Said
from consult.consultation.methods import METHODS as METHOD_WORDS
from consult.consultation.methods import method_named
from consult.instrument.definition import Method

MOST_ROWS = 2000
_MOST_LETTERS = 300
_MOST_PEOPLE = 100_000
_DAYS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), (0, 1, 2)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), (2, 1, 0)),
)


def read_workbook(content: bytes, today: date, projects: Sequence[str]) -> list[Past]:
    """The consultations in a workbook, in the order of its rows. projects: titles of those there are.

    Raises WorkbookRefused with every problem of every sheet.
    """
    found = sheets(content, tuple(COLUMNS), MOST_ROWS)
    if CONSULTATIONS not in found:
        raise WorkbookRefused([CellProblem("sheet_missing", CONSULTATIONS)])
    problems = [
        CellProblem("merged", sheet.name, ref.partition(":")[0], ref)
        for sheet in found.values()
        for ref in sheet.merged
    ]
    rows = {name: list(_rows_of(sheet, problems)) for name, sheet in found.items()}
    pasts = [_past(row) for row in rows[CONSULTATIONS]]
    sessions = [_session(row) for row in rows.get(SESSIONS, [])]
    problems += [problem for of_sheet in rows.values() for row in of_sheet for problem in row.problems]
    whole = _with_sessions(pasts, sessions)
    problems += misfits(whole, sessions, today, projects)
    if problems:
        raise WorkbookRefused(_in_order(problems))
    if not whole:
        raise WorkbookRefused([CellProblem("no_rows", CONSULTATIONS)])
    return whole


@dataclass
class _Row:
    """One row being read. Every method notes a problem when its cell is not as asked, and goes on."""

    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, Column]
    problems: list[CellProblem] = field(default_factory=list)

    def text(self, key: str) -> str:
        """A text without spaces around it; empty when the cell is."""
        value = self._value(key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = " ".join(str(value).split()) if value is not None else ""
        if len(text) > _MOST_LETTERS:
            self._note(key, "too_long", length=len(text), most=_MOST_LETTERS)
        return text

    def one_of(self, key: str) -> str:
        """One of the words of a column's list, as the list writes it."""
        text = self.text(key)
        known = {word.casefold(): word for word in self.columns[key].choices}
        if text and text.casefold() not in known:
            self._note(key, "no_choice", **_nearest(text, self.columns[key].choices))
        return known.get(text.casefold(), "")

    def count(self, key: str) -> int | None:
        """A number of people, also when it was typed as text."""
        value = self._value(key)
        number = _whole(value)
        if value is None:
            return None
        if number is None:
            self._note(key, "no_count")
        elif number < 0:
            self._note(key, "negative")
        elif number > _MOST_PEOPLE:
            self._note(key, "too_many", most=_MOST_PEOPLE)
        else:
            return number
        return None

    def day(self, key: str) -> date | None:
        """A day: a real one of the spreadsheet, or a text such as 04/05/2023 or 2023-05-04."""
        value = self._value(key)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        day = _day_in(str(value).strip())
        if day is None:
            self._note(key, "no_day")
        return day

    def method(self, key: str) -> Method | None:
        """The method, in any of the words that people use for it."""
        text = self.text(key)
        if not text:
            return None
        try:
            return method_named(text)
        except ValueError:
            words = [*METHODS, *METHOD_WORDS]
            self._note(key, "no_method", **_nearest(text, words, tuple(METHODS)))
            return None

    def _value(self, key: str) -> object:
        cell, column = self.cells.get(key), self.columns[key]
        if cell is not None and cell.is_formula:
            self._note(key, "formula")
            return None
        if cell is None or cell.is_empty:
            if column.needed:
                self._note(key, "needed", column=column.heading)
            return None
        return cell.value

    def _note(self, key: str, code: str, **figures: str | int) -> None:
        cell = self.cells[key]
        found = "" if cell.is_empty else str(cell.value)[:80]
        self.problems.append(CellProblem(code, cell.sheet, cell.address, found, tuple(figures.items())))


def _rows_of(sheet: Sheet, problems: list[CellProblem]) -> Iterator[_Row]:
    """Every row below the headings but the example; what is wrong with the headings themselves is added to `problems`."""
    columns = {column.key: column for column in COLUMNS[sheet.name]}
    if not sheet.rows:
        problems.append(CellProblem("empty_sheet", sheet.name))
        return
    places = _headings(sheet, problems)
    for row in sheet.rows[1:]:
        first = row[places["project"] - 1].value if "project" in places else None
        if str(first).strip().casefold() == EXAMPLE.casefold():
            continue
        if all(row[place - 1].is_empty for place in places.values()):
            continue
        yield _Row(row[0].row, {key: row[place - 1] for key, place in places.items()}, columns)


def _headings(sheet: Sheet, problems: list[CellProblem]) -> dict[str, int]:
    """Where each column stands; their order is free."""
    keys = {column.heading.casefold(): column.key for column in COLUMNS[sheet.name]}
    places: dict[str, int] = {}
    for cell in sheet.rows[0]:
        heading = " ".join(str(cell.value or "").split())
        key = keys.get(heading.casefold())
        if key and key not in places:
            places[key] = cell.column
        elif heading:
            code = "heading_twice" if key else "heading_unknown"
            figures = tuple(_nearest(heading, list(keys)).items())
            problems.append(CellProblem(code, sheet.name, cell.address, heading, figures))
    for column in COLUMNS[sheet.name]:
        if column.needed and column.key not in places:
            problems.append(CellProblem("heading_missing", sheet.name, "", column.heading))
    return places if all(c.key in places for c in COLUMNS[sheet.name] if c.needed) else {}


def _past(row: _Row) -> Past:
    target = row.count("target") or 0
    return Past(
        row=row.number,
        places={key: cell.address for key, cell in row.cells.items()},
        project=row.text("project"),
        report_word=row.one_of("report") if "report" in row.cells else "",
        title=row.text("title"),
        method=row.method("method"),
        theme=row.text("theme"),
        result=row.text("result").upper(),
        organiser=row.one_of("organiser"),
        partner=row.text("partner"),
        agreement=Filed(row.text("agreement"), row.day("agreement_on")),
        first=row.day("first"),
        last=row.day("last"),
        criterion=CRITERIA.get(row.one_of("criterion"), ""),
        target=target,
        others=row.count("others") or 0,
        unknown=row.count("unknown") or 0,
        earlier=tuple(row.count(f"earlier_{answer}") for answer in ("yes", "no", "unknown")),
        report=Filed(row.text("report_at"), row.day("report_on")),
        attendance_at=row.text("attendance_at"),
        approved=Said(row.text("approved_by"), row.day("approved_on")),
        second=Said(row.text("second_by"), row.day("second_on")),
        longer_because=row.text("longer_because"),
        remark=row.text("remark"),
        faulty=frozenset(problem.cell for problem in row.problems),
    )


def _session(row: _Row) -> PastSession:
    return PastSession(
        row=row.number,
        project=row.text("project"),
        title=row.text("title"),
        day=row.day("day"),
        target=row.count("target") or 0,
        others=row.count("others") or 0,
        unknown=row.count("unknown") or 0,
        places={key: cell.address for key, cell in row.cells.items()},
        faulty=bool(row.problems),
    )


def _with_sessions(pasts: Sequence[Past], sessions: Sequence[PastSession]) -> list[Past]:
    return [past.holding(one for one in sessions if one.named == past.named) for past in pasts]


def _nearest(word: str, known: Sequence[str], offered: Sequence[str] = ()) -> dict[str, str]:
    """The nearest word that is known, or else all that are offered."""
    by_fold = {one.casefold(): one for one in known}
    close = get_close_matches(word.casefold(), by_fold, n=1)
    return {"nearest": by_fold[close[0]] if close else "", "offered": ", ".join(offered or known)}


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float) and value == int(value):
        return int(value)
    text = str(value).strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else None


def _day_in(text: str) -> date | None:
    for pattern, order in _DAYS:
        found = pattern.fullmatch(text)
        if found:
            year, month, day = (int(found.groups()[place]) for place in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def _in_order(problems: Sequence[CellProblem]) -> list[CellProblem]:
    """By sheet, then row, then column; what is about a whole sheet comes first."""
    return sorted(problems, key=_place)


def _place(problem: CellProblem) -> tuple[int, int, int, str]:
    letters, digits = re.fullmatch(r"([A-Z]*)(\d*)", problem.cell).groups()  # type: ignore[union-attr]
    sheet = list(COLUMNS).index(problem.sheet) if problem.sheet in COLUMNS else -1
    return sheet, int(digits or 0), len(letters), letters
