"""A workbook for a translator: a protected sheet in which only the translations can be typed; and read back."""

from collections.abc import Container, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from consult.apart.sentences import REFUSALS
from consult.apart.spreadsheet_program import Limits
from consult.apart.spreadsheets import open_spreadsheet
from consult.apart.workbook import ERRORS, Sheet, Workbook, WorkbookRefused
from consult.instrument.catalogue import fingerprint
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.problems import Problem, Said
from consult.instrument.standing import Standing
from consult.instrument.translators.returned import (
    Returned,
    ReturnedText,
    ReturnRefused,
    counted,
    place,
    refuse,
)
from consult.instrument.word_diff import Fate

LARGEST_SHEET_BYTES = 5_000_000
_LIMITS = Limits(rows=5_000, cells=60_000, inflated=30_000_000)  # the longest instrument has some 300 texts
_SHEET = "consult"
_TITLE = "consult translation"
# By column: what stands over it, and how wide it is. The last is hidden: the fingerprint of the text that left.
_COLUMNS = (
    ("id", 16),
    ("Nederlands / source", 48),
    ("Uitleg / note", 22),
    ("Stand / state", 12),
    ("Veranderd / changed", 36),
    ("", 52),
    ("was", 12),
)
_ID, _SOURCE, _NOTE, _STATE, _CHANGE, _TEXT, _WAS = range(len(_COLUMNS))
_FIRST_ROW = 2  # counted from 0: above it stand what this is, and the headings
_TYPE_IT = "Type the translation in its place."
_AS_TEXT = "Type the translation in its place; if this is it, with an apostrophe before it, as in 'True."
_HOLD = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
    "sort": False,
}


def sheet_bytes(name: str, language: Language, texts: Sequence[Standing]) -> bytes:
    """The workbook."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": f"{name} {language.tag}"})
        _Sheet(book, language).write(name, texts)
    return content.getvalue()


class _Sheet:
    """The one sheet of the workbook, while it is written."""

    def __init__(self, book: Any, language: Language) -> None:
        self.language = language
        self.sheet = book.add_worksheet(_SHEET)
        look = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#d6d8d6"}
        locked = {**look, "bg_color": "#f3efe4", "reading_order": 1}
        order = 2 if language.direction == "rtl" else 1
        self.locked = book.add_format(locked)
        self.heading = book.add_format({**locked, "bold": True})
        self.open = book.add_format({**look, "locked": False, "reading_order": order})
        self.removed = book.add_format({"font_strikeout": True, "font_color": "#96340f"})
        self.added = book.add_format({"underline": 1, "bold": True, "font_color": "#225a35"})

    def write(self, name: str, texts: Sequence[Standing]) -> None:
        self._set_up(len(texts))
        for column, value in enumerate((_TITLE, name, self.language.tag, str(len(texts)))):
            self.sheet.write_string(0, column, value, self.heading)
        for column, (title, _width) in enumerate(_COLUMNS):
            self.sheet.write_string(1, column, title or self.language.own_name, self.heading)
        for row, text in enumerate(texts, start=_FIRST_ROW):
            self._write_text(row, text)

    def _set_up(self, rows: int) -> None:
        if self.language.direction == "rtl":
            self.sheet.right_to_left()
        for column, (_title, width) in enumerate(_COLUMNS):
            self.sheet.set_column(column, column, width, None, {"hidden": column == _WAS})
        self.sheet.freeze_panes(_FIRST_ROW, 0)
        self.sheet.autofilter(1, 0, rows + 1, _TEXT)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.protect("", _HOLD)

    def _write_text(self, row: int, text: Standing) -> None:
        for column, value in (
            (_ID, text.key),
            (_SOURCE, text.source),
            (_NOTE, " ".join(filter(None, (text.note, text.entry.provenance.remark)))),
            (_STATE, text.state.value),
            (_WAS, fingerprint(text.text)),
        ):
            self.sheet.write_string(row, column, value, self.locked)
        self._write_change(row, text)
        self.sheet.write_string(row, _TEXT, text.text, self.open)

    def _write_change(self, row: int, text: Standing) -> None:
        looks = {Fate.REMOVED: [self.removed], Fate.ADDED: [self.added], Fate.KEPT: []}
        pieces = [part for piece in text.change for part in (*looks[piece.fate], piece.text)]
        if len(text.change) > 1:
            self.sheet.write_rich_string(row, _CHANGE, *pieces, self.locked)
        else:
            self.sheet.write_string(row, _CHANGE, "", self.locked)


# --- reading


def read_sheet(content: bytes, file: str) -> Returned:
    """What came back, read in a process apart. Raises ReturnRefused when it is no workbook that left from here."""
    if len(content) > LARGEST_SHEET_BYTES:
        raise refuse(
            file, Said("a file of %(bytes)s bytes", bytes=len(content)), f"at most {LARGEST_SHEET_BYTES}"
        )
    try:
        book = open_spreadsheet(content, file, _LIMITS)
    except WorkbookRefused as refused:
        what, mend = (sentence.format(**refused.facts) for sentence in REFUSALS[refused.code])
        raise refuse(
            file,
            Said("%(workbook)s", workbook=what, code=refused.code, facts=refused.facts),
            "a workbook that was exported here",
            mend,
        ) from None
    sheet = _sheet(book, file)
    rows = sheet.rows
    head, titles = _filled(rows[0], 4), _filled(rows[1], len(_COLUMNS))
    problems, no_texts = _wrong_titles(titles, head[2], file), _no_texts(sheet, file)
    texts = tuple(_texts(rows[_FIRST_ROW:], file, no_texts))
    problems += no_texts.values()
    return Returned(head[1], head[2], texts, left=counted(head[3]), file=file, problems=tuple(problems))


def _sheet(book: Workbook, file: str) -> Sheet:
    sheet = next((one for one in book.sheets if one.name == _SHEET), None)
    if sheet is None or len(sheet.rows) < _FIRST_ROW or _filled(sheet.rows[0], 1)[0] != _TITLE:
        raise refuse(
            file,
            Said('no sheet "%(sheet)s" with "%(title)s" in A1', sheet=_SHEET, title=_TITLE),
            "a workbook that was exported here",
            "Export it again and copy the translations into it.",
        )
    return sheet


def _filled(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * width][:width]


def _wrong_titles(found: Sequence[str], tag: str, file: str) -> list[Problem]:
    """Headings that were changed. Raises ReturnRefused where columns moved, or are of another language than the file says."""
    own = LANGUAGES[tag].own_name if tag in LANGUAGES else found[_TEXT]
    expected = [title or own for title, _width in _COLUMNS]
    wrong = [
        _problem(
            file,
            column,
            1,
            Said('the heading is "%(said)s"', said=said) if said else "the heading is gone",
            f'it was "{title}" when the file left, as the language in C1 says'
            if column == _TEXT
            else f'it was "{title}" when the file left',
            "Put it back, or export the file again and copy the translations into it.",
        )
        for column, (said, title) in enumerate(zip(found, expected, strict=True))
        if said != title
    ]
    if len(wrong) > 1 or found[_TEXT] != own:
        raise ReturnRefused(wrong)
    return wrong


def _no_texts(sheet: Sheet, file: str) -> dict[int, Problem]:
    """By row, where a translation is no text to a spreadsheet program: nothing that it shows there was translated."""
    found = {}
    for row in range(_FIRST_ROW, len(sheet.rows)):
        cell, shown = _cell(_TEXT, row), sheet.cell(row, _TEXT)
        if cell in sheet.errors or shown in ERRORS:
            found[row] = _no_text(file, row, Said("the error %(shown)s", shown=shown), _TYPE_IT)
        elif cell in sheet.booleans:
            found[row] = _no_text(file, row, Said("the value %(shown)s", shown=shown), _AS_TEXT)
        elif cell in sheet.empty_formulas:
            found[row] = _no_text(
                file, row, Said("a formula"), "Type it with an apostrophe before it, as in '=."
            )
    return found


def _no_text(file: str, row: int, found: Said, mend: str) -> Problem:
    return _problem(file, _TEXT, row, found, "a text was expected", mend)


def _texts(rows: Iterable[Sequence[str]], file: str, no_texts: Container[int]) -> Iterator[ReturnedText]:
    for number, row in enumerate(rows, start=_FIRST_ROW):
        cells = _filled(row, len(_COLUMNS))
        if any(cells):
            at, at_id, at_source = (
                place(f"{file} {_SHEET}!{_cell(column, number)}") for column in (_TEXT, _ID, _SOURCE)
            )
            yield ReturnedText(
                at,
                cells[_ID],
                cells[_SOURCE],
                "" if number in no_texts else _lines(cells[_TEXT]),
                was=cells[_WAS] or None,
                at_id=at_id,
                at_source=at_source,
            )


def _lines(text: str) -> str:
    # Excel writes a carriage return for some line breaks that were pasted in.
    return text.replace("\r\n", "\n").replace("_x000D_", "").replace("\r", "\n")


def _problem(file: str, column: int, row: int, found: str, expected: str, mend: str = "") -> Problem:
    return Problem(f"{file} {_SHEET}!{_cell(column, row)}", 0, 0, found, expected, mend)


def _cell(column: int, row: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"
