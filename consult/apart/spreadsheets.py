"""From the bytes of an .xlsx or .xls to its sheets."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from consult.apart.process import read_apart
from consult.apart.spreadsheet_program import Limits
from consult.apart.workbook import Sheet, Workbook

_OF_A_FORM = Limits()
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def looks_like_a_spreadsheet(content: bytes) -> bool:
    """Whether it begins as an .xlsx or .xls does; a zip of anything else does too."""
    return content.startswith((_ZIP, _OLE))


def open_spreadsheet(content: bytes, file: str, limits: Limits = _OF_A_FORM) -> Workbook:
    """The sheets of an .xlsx or .xls, read by a process apart within `limits`. Raises WorkbookRefused.

    file: what it was called, only to say when that misleads.
    """
    kind = "xlsx" if content.startswith(_ZIP) else "xls"
    answer = read_apart("spreadsheet_program", content, limits, limits.seconds)
    oddities: list[tuple[str, Mapping[str, object]]] = [(code, facts) for code, facts in answer["noticed"]]
    ending = Path(file).suffix.lower().lstrip(".")
    if ending in ("xls", "xlsx") and ending != kind:
        oddities.append(("misnamed", {"named": f".{ending}", "really": f".{kind}"}))
    return Workbook(kind, tuple(_sheet(sheet) for sheet in answer["sheets"]), tuple(oddities))


def _sheet(sheet: Mapping[str, Any]) -> Sheet:
    noticed = (tuple(sheet[name]) for name in ("empty_formulas", "errors", "booleans"))
    return Sheet(sheet["name"], tuple(tuple(row) for row in sheet["rows"]), *noticed)
