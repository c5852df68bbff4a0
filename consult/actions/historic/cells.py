"""A workbook from outside as plain cells: bounded in size and time, opened by content, with nothing executed."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from consult.instrument.zipped import BROKEN, LOCKED

_MOST_UNPACKED = 16 * 1024 * 1024  # a thousand rows of this workbook are 2 MB
_MOST_PARTS = 500
_MOST_COLUMNS = 60
_LAST_ROW = 1_048_576  # of any sheet; a row number beyond it is a trap
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})\"")


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong at a cell (`F7`) or, without one, with a sheet or the whole file. The sentence is the page's."""

    code: str
    sheet: str = ""
    cell: str = ""
    found: str = ""
    figures: tuple[tuple[str, str | int], ...] = ()


class WorkbookRefused(Exception):
    """A workbook cannot be taken in as it is; every problem at once."""

    def __init__(self, problems: Sequence[CellProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one place. A formula is never worked out: `is_formula` says that there is one."""

    sheet: str
    row: int
    column: int
    value: Any = None
    is_formula: bool = False

    @property
    def address(self) -> str:
        """Its place, such as F7."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there; spaces are nothing."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet that hold something, and where cells were merged."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...]


def sheets(content: bytes, names: Sequence[str], most_rows: int) -> dict[str, Sheet]:
    """The named sheets of a workbook, without those that it has not. Raises WorkbookRefused."""
    _check_archive(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # openpyxl warns of looks that it drops, and of days it cannot read
            return _read(content, names, most_rows)
    except WorkbookRefused:
        raise
    except Exception as error:  # a broken workbook makes openpyxl fail in a dozen ways
        raise WorkbookRefused([CellProblem("unreadable")]) from error


def _check_archive(content: bytes) -> None:
    """Opened by content: what is no workbook, or would unpack to more than we take, is refused before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise WorkbookRefused([CellProblem("too_large", figures=(("most", _MOST_UNPACKED >> 20),))])
            names = {part.filename for part in parts}
            if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
                raise WorkbookRefused([CellProblem("no_workbook")])
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                raise WorkbookRefused([CellProblem("macros")])
            _check_markup(archive.read(part) for part in parts)
    except (*BROKEN, LOCKED) as error:
        raise WorkbookRefused([CellProblem("no_workbook")]) from error


def _check_markup(parts: Iterator[bytes]) -> None:
    # No spreadsheet program writes a DTD; one is only there to unfold entities into each other.
    if any(doctype in part for part in parts for doctype in _DOCTYPES):
        raise WorkbookRefused([CellProblem("unreadable")])


def _read(content: bytes, names: Sequence[str], most_rows: int) -> dict[str, Sheet]:
    # read_only: one row at a time, and a merged range of a whole sheet is not unfolded into cells.
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    merged = _merged(content, book)
    try:
        return {
            name: Sheet(name, tuple(_rows(book[name], most_rows)), merged.get(name, ()))
            for name in names
            if name in book.sheetnames
        }
    finally:
        book.close()


def _merged(content: bytes, book: Any) -> Mapping[str, tuple[str, ...]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            sheet.title: tuple(ref.decode() for ref in _MERGED.findall(archive.read(sheet._worksheet_path)))
            for sheet in book.worksheets
        }


def _rows(sheet: Any, most: int) -> Iterator[tuple[Cell, ...]]:
    kept = 0
    rows = sheet.iter_rows(min_row=1, max_col=_MOST_COLUMNS, max_row=_LAST_ROW)
    for number, row in enumerate(islice(rows, _LAST_ROW), start=1):
        cells = tuple(
            Cell(sheet.title, number, column, _value(one), one.data_type == "f")
            for column, one in enumerate(row, start=1)
        )
        if all(cell.is_empty for cell in cells):
            continue
        kept += 1
        if kept > most:
            figures = (("most", most),)
            raise WorkbookRefused([CellProblem("too_many_rows", sheet.title, figures=figures)])
        yield cells


def _value(cell: Any) -> Any:
    return getattr(cell.value, "text", cell.value) if cell.data_type == "f" else cell.value
