"""What stands in the cells that a report is about, so that nobody has to look each of them up in the workbook."""

import re
from collections.abc import Iterable, Mapping

from consult.apart.workbook import Sheet, Workbook
from consult.instrument.xlsform.headings import headings
from consult.instrument.xlsform.remarks import Remark

LONGEST = 120  # letters of a cell that a report shows
_PLACE = re.compile(r"(?P<sheet>.+)!(?P<column>[A-Z]*)(?P<row>[0-9]+)")


def texts_at(workbook: Workbook, remarks: Iterable[Remark]) -> dict[str, str]:
    """By cell what it says; of an empty one, or a row as a whole, its label or name. Nothing of what is in no cell."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    known_by = {name: _known_by(sheet) for name, sheet in sheets.items()}
    said: dict[str, str] = {}
    for cell in dict.fromkeys(cell for remark in remarks for cell in remark.cells):
        found = _PLACE.fullmatch(cell)
        if found and (sheet := sheets.get(found["sheet"])):
            columns = [_index(found["column"])] if found["column"] else []
            if text := _first(sheet, int(found["row"]) - 1, [*columns, *known_by[sheet.name]]):
                said[cell] = text
    return said


def _known_by(sheet: Sheet) -> list[int]:
    """The columns by which people know a row, from 0: its texts in every language, then its name."""
    named = headings(sheet, "survey") or headings(sheet, "choices")
    return [one.index for name in ("label", "name") for one in named.of(name)] if named else []


def _index(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _first(sheet: Sheet, row: int, columns: Iterable[int]) -> str:
    text = next((text for one in columns if (text := " ".join(sheet.cell(row, one).split()))), "")
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def told_with_texts(remark: Remark, said: Mapping[str, str]) -> list[str]:
    """Every cell of a remark on a line of its own, with what it says."""
    return [f"{cell}  {said.get(cell, '')}".rstrip() for cell in remark.cells]
