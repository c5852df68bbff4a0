"""A sheet of a workbook read back, cell by cell, from the bytes of the file.

openpyxl takes 70 seconds for 100,000 rows by 33 columns, this 3; it knows only the few shapes of cell that
`workbook` writes, and refuses any other. The tests read the same files with openpyxl too.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from consult.dataset.disarming import armed
from consult.dataset.writing.workbook import DAY

_NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_CELL = re.compile(rb'<c r="([A-Z]+)[0-9]+"(?: s="([0-9]+)")?(?: t="(s)")?(?:/>|><v>([^<]+)</v></c>)')
_CHUNK_BYTES = 1 << 22
_END_OF_ROW = b"</row>"

Cell = str | int | float | None


class Day(int):
    """A number of days that the sheet shows as a day."""


class NotOurSheet(ValueError):
    """The file holds cells that consult does not write."""


def read_sheet(path: Path, name: str) -> dict[str, list[Cell]]:
    """The columns of a sheet by heading. Raises KeyError when there is no such sheet, NotOurSheet."""
    with ZipFile(path) as workbook:
        texts = _texts(workbook)
        place = _sheets(workbook)[name]
        columns: dict[bytes, list[Cell]] = {}
        for cells in _cells(workbook, f"xl/worksheets/sheet{place}.xml"):
            for letters, style, is_text, value in cells:
                columns.setdefault(letters, []).append(_value(style, is_text, value, texts))
    if len({len(column) for column in columns.values()}) > 1:
        raise NotOurSheet(f"{path.name}: the columns of sheet {name} differ in length. Write the file again.")
    return {str(column[0]): column[1:] for column in columns.values()}


def _texts(workbook: ZipFile) -> list[str]:
    root = ElementTree.fromstring(workbook.read("xl/sharedStrings.xml"))  # noqa: S314
    return [armed(found.text or "") for found in root.iterfind("m:si/m:t", _NAMES)]


def _sheets(workbook: ZipFile) -> dict[str, int]:
    root = ElementTree.fromstring(workbook.read("xl/workbook.xml"))  # noqa: S314
    return {
        sheet.attrib["name"]: int(sheet.attrib["sheetId"])
        for sheet in root.iterfind("m:sheets/m:sheet", _NAMES)
    }


def _cells(workbook: ZipFile, entry: str) -> Iterator[list[tuple[bytes, bytes, bytes, bytes]]]:
    """The cells of the sheet in order, some whole rows at a time."""
    with workbook.open(entry) as sheet:
        rest = b""
        while chunk := sheet.read(_CHUNK_BYTES):
            rows, end, rest = (rest + chunk).rpartition(_END_OF_ROW)
            found = _CELL.findall(rows)
            if len(found) != rows.count(b"<c "):
                raise NotOurSheet(f"{entry} holds cells that consult does not write. Write the file again.")
            yield found
            rest = rest if end else rows + rest


def _value(style: bytes, is_text: bytes, value: bytes, texts: list[str]) -> Cell:
    if not value:
        return None
    if is_text:
        return texts[int(value)]
    if style and int(style) == DAY:
        return Day(value)
    return float(value) if b"." in value or b"e" in value else int(value)
