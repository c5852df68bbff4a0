"""A workbook once it is opened: sheets of texts, every cell with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field


class WorkbookRefused(Exception):
    """The file is no workbook, or not one to be read. `code` is a key of the REFUSALS of whoever reads it."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


# What a spreadsheet program shows where a formula failed.
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. rows: texts from the first row and column on, rows of unequal length.

    empty_formulas, errors, booleans: the places (B7) of formulas without a value, of cells whose formula failed, and of
    those that are true or false and no text; all three are known of an .xlsx alone.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    empty_formulas: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    booleans: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> str:
        """The text at a place, both counted from 0; empty outside the sheet."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a file. kind: what it really is. oddities: what was noticed on opening, code and facts.

    survey: the name of the sheet with the questions, when it is not called so.
    """

    kind: str  # xlsx, xls, csv, markdown
    sheets: tuple[Sheet, ...]
    oddities: tuple[tuple[str, Mapping[str, object]], ...] = field(default=())
    survey: str = "survey"

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, however it is capitalised."""
        sought = self.survey.strip().casefold() if name == "survey" else name
        return next((sheet for sheet in self.sheets if sheet.name.strip().casefold() == sought), None)


def letters(column: int) -> str:
    """The name of a column counted from 0: A, ..., Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def place(sheet: str, row: int, column: int | None = None) -> str:
    """A cell as a spreadsheet names it, row and column from 0: survey!B7. Without a column: the row, survey!7."""
    return f"{sheet}!{'' if column is None else letters(column)}{row + 1}"
