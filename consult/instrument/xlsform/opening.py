"""From a file's bytes to its sheets, by what the file is and not by what it is called."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from consult.apart.spreadsheets import looks_like_a_spreadsheet, open_spreadsheet
from consult.apart.workbook import Sheet, Workbook, WorkbookRefused

LARGEST_FILE_BYTES = 20_000_000
_MOST_LINES = 200_000
_KNOWN_SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")
_TITLE = re.compile(r"#{1,6}\s+(\w+)\s*#*")  # a heading over a table names its sheet
_RULE = re.compile(r"[\s|:-]*")
Rows: TypeAlias = tuple[tuple[str, ...], ...]
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "gzip"),
)


def open_workbook(content: bytes, file: str = "") -> Workbook:
    """The sheets in `content`. file: what it was called, only to say when that misleads. Raises WorkbookRefused."""
    if not content.strip(b"\x00 \t\r\n"):
        raise WorkbookRefused("empty_file")
    check_size(content)
    if looks_like_a_spreadsheet(content):
        return open_spreadsheet(content, file)
    return _plain(content)


def check_size(content: bytes) -> None:
    """Raises WorkbookRefused when a file is larger than any form has to be."""
    if len(content) > LARGEST_FILE_BYTES:
        raise WorkbookRefused(
            "file_too_large", megabytes=len(content) // 1_000_000, most=LARGEST_FILE_BYTES // 1_000_000
        )


# --- tables that are text


def _plain(content: bytes) -> Workbook:
    for start, kind in _OTHER_KINDS:
        if content.startswith(start):
            raise WorkbookRefused("other_kind", kind=kind)
    text, oddities = _decoded(content)
    if "\x00" in text:
        raise WorkbookRefused("other_kind", kind="a binary file")
    if text.lstrip()[:200].casefold().startswith(("<html", "<!doctype", "<?xml")):
        raise WorkbookRefused("other_kind", kind="HTML or XML")
    if text.count("\n") > _MOST_LINES:
        raise WorkbookRefused("sheet_too_large", sheet="", rows=text.count("\n"), columns=0, most=_MOST_LINES)
    lines = text.splitlines()
    is_markdown = any(line.lstrip().startswith("|") for line in lines)
    rows = list(_markdown_rows(lines)) if is_markdown else _csv_rows(text)
    return Workbook("markdown" if is_markdown else "csv", _joined(_in_sheets(rows)), oddities)


def _decoded(content: bytes) -> tuple[str, tuple[tuple[str, Mapping[str, object]], ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), (("not_utf8", {}),)


def _csv_rows(text: str) -> list[list[str]]:
    head = text[:4000]
    sign = max(",;\t", key=head.count)
    try:
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=None), delimiter=sign)
        ]
    except csv.Error:
        raise WorkbookRefused("other_kind", kind="a file that is no table") from None


def _markdown_rows(lines: Iterable[str]) -> Iterable[list[str]]:
    for line in lines:
        inner = line.strip()
        if inner.startswith("|") and not (_RULE.fullmatch(inner) and "-" in inner):
            yield [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)[1:-1]]
        elif not inner.startswith("|"):
            title = _TITLE.fullmatch(inner)
            yield [title[1]] if title and title[1].casefold() in _KNOWN_SHEETS else []


def _in_sheets(rows: Iterable[list[str]]) -> Iterable[Sheet]:
    """Rows under the name of their sheet, which stands alone in the first column; without names all are the survey.

    The first column keeps its place, so that cells are named as whoever opens the file sees them.
    """
    name, gathered = "", list[tuple[str, ...]]()
    for cells in rows:
        first = cells[0].casefold() if cells else ""
        alone = not any(cells[1:])
        if first in _KNOWN_SHEETS and alone:
            if name:
                yield Sheet(name, tuple(gathered))
            name, gathered = first, []
        elif first in _KNOWN_SHEETS and _is_heading(cells[1:]):  # survey,type,name,label: both in one row
            if name:
                yield Sheet(name, tuple(gathered))
            name, gathered = first, [("", *cells[1:])]
        else:
            gathered.append(tuple(cells))
    if not name and not any("type" in [cell.casefold() for cell in row] for row in gathered):
        raise WorkbookRefused("no_table")
    yield Sheet(name or "survey", tuple(gathered))


def _joined(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Sheets of one name as one: a text can come back to a sheet, as its author thinks of further rows."""
    found: dict[str, Sheet] = {}
    for sheet in sheets:
        known = found.get(sheet.name)
        found[sheet.name] = sheet if known is None else Sheet(sheet.name, _with_rows(known.rows, sheet.rows))
    return tuple(found.values())


def _with_rows(rows: Rows, more: Rows) -> Rows:
    """The rows with others below them, each cell under its own heading."""
    filled = [row for row in more if any(row)]
    place = next((number for number, row in enumerate(rows) if any(row)), None)
    if place is None or not filled:
        return (*rows, *filled)
    headings = list(rows[place])
    if not any(cell and cell in headings for cell in filled[0]):
        return (*rows, *filled)  # it goes on under the same headings
    columns = [_column(headings, heading) for heading in filled[0]]
    below = [dict(zip(columns, row, strict=False)) for row in filled[1:]]
    moved = (tuple(row.get(column, "") for column in range(len(headings))) for row in below)
    return (*rows[:place], tuple(headings), *rows[place + 1 :], *moved)


def _column(headings: list[str], heading: str) -> int:
    if heading not in headings:
        headings.append(heading)
    return headings.index(heading)


def _is_heading(cells: list[str]) -> bool:
    """Whether these are headings, and not what a question or a choice is called."""
    known = {cell.casefold().replace("_", " ") for cell in cells}
    return "name" in known and ("type" in known or "list name" in known) or "form title" in known
