"""The template of past consultations, filled in as staff would."""

import io
from datetime import date
from typing import Any

import openpyxl

from consult.actions.historic.columns import COLUMNS, CONSULTATIONS, SESSIONS
from consult.actions.historic.workbook import template

A_ROW: dict[str, Any] = {
    "project": "Wonen 2023",
    "report": "sociale huisvesting",
    "title": "Focusgroep Gent",
    "method": "focusgroep",
    "theme": "wachten op een woning",
    "result": "R7",
    "organiser": "LEVL",
    "first": date(2023, 5, 4),
    "last": date(2023, 5, 4),
    "criterion": "Vlaamse overheid",
    "target": 9,
    "others": 1,
    "earlier_yes": 2,
    "earlier_no": 7,
    "report_at": "archief/gent.pdf",
    "report_on": date(2023, 5, 22),
    "attendance_at": "kast 2",
    "approved_by": "An",
    "approved_on": date(2023, 6, 1),
    "second_by": "Bo",
    "second_on": date(2023, 6, 8),
}


def a_workbook(*rows: dict[str, Any], sessions: tuple[dict[str, Any], ...] = ()) -> bytes:
    """The template with these rows below its example, each A_ROW with changes."""
    book = openpyxl.load_workbook(io.BytesIO(template()))
    fill(book, CONSULTATIONS, [A_ROW | row for row in rows])
    fill(book, SESSIONS, list(sessions))
    return saved(book)


def fill(book: openpyxl.Workbook, sheet: str, rows: list[dict[str, Any]]) -> None:
    places = {column.key: number for number, column in enumerate(COLUMNS[sheet], start=1)}
    for number, row in enumerate(rows, start=3):
        for key, value in row.items():
            book[sheet].cell(number, places[key], value)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def cell(sheet: str, key: str, row: int = 3) -> str:
    """The address of a column's cell."""
    number = [column.key for column in COLUMNS[sheet]].index(key) + 1
    return f"{openpyxl.utils.get_column_letter(number)}{row}"
