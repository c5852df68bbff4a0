"""The workbook of past consultations: an empty one to fill in, with its explanation and one example row."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from consult.actions.historic.columns import COLUMNS, CONSULTATIONS, EXAMPLE, EXPLANATION, Column, Kind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS_READY = 500
_INTRODUCTION = (
    "Historisch dossier: consultaties van voor dit systeem",
    "Vul op het blad Consultaties één regel per consultatie in. Elke regel wordt aan OD2.1-a en OD2.1-b gekoppeld: zet er dus alleen wat u als consultatie wilt laten meetellen.",
    "Een consultatie uit het verleden telt met een verslag, een aanwezigheidslijst, data en een tweede goedkeuring. Ontbreekt er iets, dan komt ze wel binnen, maar telt ze nog niet; u kunt ze later aanvullen.",
    "Het blad Sessies is niet verplicht. Gebruik het voor reeksen en panels die meer dan één dag duurden: één regel per sessie.",
    "Schrijf data als 2023-05-04 of 04/05/2023. Schrijf getallen als getallen. Gebruik geen formules en voeg geen cellen samen.",
    "Schrijf nergens namen van deelnemers.",
    f"De regel met {EXAMPLE} in de eerste kolom wordt overgeslagen. Hetzelfde bestand twee keer invoeren kan geen kwaad: wat er al staat, wordt niet nog eens bewaard.",
)
_HEADING = PatternFill("solid", fgColor="0B5A5E")
_QUIET = PatternFill("solid", fgColor="F3EFE4")


def template() -> bytes:
    """An empty workbook (.xlsx) with its explanation, lists to choose from and one example row per sheet."""
    book = Workbook()
    explanation = book.active
    assert isinstance(explanation, Worksheet)
    explanation.title = EXPLANATION
    _explain(explanation)
    for name, columns in COLUMNS.items():
        _lay_out(book.create_sheet(name), columns)
    book.active = book.sheetnames.index(CONSULTATIONS)
    explanation.sheet_view.tabSelected = False
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _explain(sheet: Worksheet) -> None:
    for line in _INTRODUCTION:
        sheet.append([line])
    sheet["A1"].font = Font(bold=True, size=14)
    for name, columns in COLUMNS.items():
        sheet.append([])
        sheet.append([f"Blad {name}", "verplicht", "wat u invult"])
        _paint(sheet, sheet.max_row, 3)
        for column in columns:
            sheet.append([column.heading, "ja" if column.needed else "", _explanation(column)])
            sheet.cell(sheet.max_row, 3).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 34), ("B", 11), ("C", 90)):
        sheet.column_dimensions[letter].width = width


def _explanation(column: Column) -> str:
    offered = f" Kies uit: {', '.join(column.choices)}." if column.choices else ""
    return f"{column.explanation}{offered}"


def _lay_out(sheet: Worksheet, columns: Sequence[Column]) -> None:
    sheet.append([column.heading for column in columns])
    sheet.append([column.example for column in columns])
    _paint(sheet, 1, len(columns))
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(14, min(30, len(column.heading) + 4))
        sheet[f"{letter}2"].fill = _QUIET
        sheet[f"{letter}2"].font = Font(italic=True)
        _validate(sheet, column, f"{letter}2:{letter}{_ROWS_READY}")
    sheet.freeze_panes = "D2" if sheet.title == CONSULTATIONS else "C2"


def _validate(sheet: Worksheet, column: Column, cells: str) -> None:
    """What the spreadsheet program itself can watch over while someone types."""
    rule = None
    if column.kind is Kind.CHOICE:
        rule = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
        rule.error = f"Kies een van: {', '.join(column.choices)}."
    elif column.kind is Kind.COUNT:
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        rule.error = "Schrijf een heel getal: 0 of meer."
    elif column.kind is Kind.DAY:
        for row in sheet[cells]:
            row[0].number_format = "yyyy-mm-dd"
    if rule is not None:
        rule.errorTitle = column.heading
        sheet.add_data_validation(rule)
        rule.add(cells)


def _paint(sheet: Worksheet, row: int, columns: int) -> None:
    for number in range(1, columns + 1):
        cell = sheet.cell(row, number)
        cell.fill = _HEADING
        cell.font = Font(bold=True, color="FFFFFF")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
