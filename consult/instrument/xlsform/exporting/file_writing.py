"""Sheets as the bytes of an .xlsx: every cell a text, and the same bytes for the same sheets."""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import xlsxwriter

from consult.apart.workbook import Sheet, place

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32_767  # of Excel
_MADE = datetime(
    1980, 1, 1, tzinfo=UTC
)  # the first day that a zip knows: the same sheets give the same bytes
_WIDTHS = {"type": 24, "name": 24, "list_name": 20}
_WIDE = 44


class CellTooLong(Exception):
    """A text is longer than a cell of a workbook can hold."""

    def __init__(self, cell: str, length: int) -> None:
        self.cell, self.length = cell, length
        super().__init__(
            f"{cell}: a text of {length} characters; a cell of a workbook holds {LONGEST_CELL}. Split the text."
        )


def xlsx_of(sheets: Iterable[Sheet]) -> bytes:
    """The file. Raises CellTooLong."""
    content = io.BytesIO()
    # Nothing is a formula or an address: what begins with = is an expression, or was one in the original.
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, {"in_memory": True, **plain}) as book:
        book.set_properties({"created": _MADE.replace(tzinfo=None)})
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            written = book.add_worksheet(sheet.name)
            for row, column, text in _texts(sheet):
                written.write_string(row, column, text, bold if row == 0 else wrapped)
            for column, heading in enumerate(sheet.rows[0] if sheet.rows else ()):
                written.set_column(column, column, _WIDTHS.get(heading, _WIDE if "::" in heading else 16))
            written.freeze_panes(1, 0)
    return content.getvalue()


def _texts(sheet: Sheet) -> Iterator[tuple[int, int, str]]:
    """Each cell that says something, with its row and column. Raises CellTooLong."""
    for row, texts in enumerate(sheet.rows):
        for column, text in enumerate(texts):
            if len(text) > LONGEST_CELL:
                raise CellTooLong(place(sheet.name, row, column), len(text))
            if text:
                yield row, column, text
