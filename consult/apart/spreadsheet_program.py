"""Reads a spreadsheet in a process of its own, which may not use much: a program, run by `spreadsheets`, that imports no consult.

A few bytes can ask for gigabytes: a zip that inflates, entities that multiply, one cell at the far corner of a sheet.
In: the file's bytes on stdin. Out, as JSON: the sheets, or why not.
"""

import io
import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from xml.parsers import expat

MOST_SHEETS = 100
_PIECE_BYTES = 65_536
_LONGEST_ERROR = 20  # characters: the longest that Excel shows is #GETTING_DATA
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)


class Limits(NamedTuple):
    """What reading may use; as they stand, for a form. rows, cells: of one sheet. memory, inflated: bytes. seconds: of the processor."""

    rows: int = 50_000  # lists of villages have up to 20,000
    cells: int = 1_000_000
    inflated: int = 100_000_000  # the largest real form inflates to 4 MB
    memory: int = 1_200_000_000  # of addresses, of which a tenth is used for the largest real form
    seconds: int = 20


_LIMITS = [Limits()]  # of this process; `main` puts there what it was started with


class Refused(Exception):
    """Why the file is not read: a code and facts."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


def read(content: bytes) -> dict[str, Any]:
    """The sheets of a workbook, each with its name and rows, and what was noticed. Raises Refused."""
    import python_calamine  # by the process apart alone: who only needs the limits loads no reader

    noticed, scans = _guarded(content) if content.startswith(b"PK") else ([], {})
    unseen = _Scan("")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Refused(_reason(error)) from None
    if len(book.sheet_names) > MOST_SHEETS:
        raise Refused("too_many_sheets", found=len(book.sheet_names), most=MOST_SHEETS)
    sheets = [
        {
            "name": name,
            "rows": _with_errors(_rows(book, name), scans.get(name, unseen).errors),
            "empty_formulas": scans.get(name, unseen).empty_formulas,
            "errors": list(scans.get(name, unseen).errors),
            "booleans": scans.get(name, unseen).booleans,
        }
        for name in book.sheet_names
    ]
    return {"sheets": sheets, "noticed": noticed}


def _reason(error: Exception) -> str:
    return "password" if "password" in str(error).casefold() else "unreadable"


def _rows(book: Any, name: str) -> list[list[str]]:
    try:
        sheet = book.get_sheet_by_name(name)
    except Exception:  # whatever calamine calls it, the sheet cannot be read
        raise Refused("unreadable_sheet", sheet=name) from None
    if sheet.end is None:
        return []
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    limits = _LIMITS[0]
    if rows > limits.rows or rows * columns > limits.cells:
        raise Refused("sheet_too_large", sheet=name, rows=rows, columns=columns, most=limits.rows)
    return [_trimmed(row) for row in sheet.to_python(skip_empty_area=False)]


def _with_errors(rows: list[list[str]], errors: dict[str, str]) -> list[list[str]]:
    """The rows with what a cell shows whose formula failed (#NAME?); calamine gives such cells as empty ones."""
    for reference, shown in errors.items():
        row, column = _row_and_column(reference)
        if row <= len(rows):
            cells = rows[row - 1]
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = shown
    return rows


def _trimmed(row: list[Any]) -> list[str]:
    texts = [_text(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(value: Any) -> str:
    """A value as XLSForm means it: 1.0 is 1, true is TRUE, and a day has no time."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat() if value.time() != time() else value.date().isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if not isinstance(value, timedelta) else f"{value.total_seconds() / 86_400:g}"


# --- what a zip may hold


def _guarded(content: bytes) -> tuple[list[tuple[str, dict[str, object]]], dict[str, "_Scan"]]:
    """What was noticed, and by sheet what was seen on the way past it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise Refused("truncated") from None
    if "[Content_Types].xml" not in names:
        raise Refused("other_zip")
    noticed: list[tuple[str, dict[str, object]]] = []
    if any(name.endswith("vbaProject.bin") for name in names):
        noticed.append(("macros", {}))
    scans = _scans(archive)
    return noticed, {sheet: scans[file] for sheet, file in _sheet_files(archive).items() if file in scans}


def _scans(archive: zipfile.ZipFile) -> dict[str, "_Scan"]:
    left, scans = _LIMITS[0].inflated, {}
    for member in archive.infolist():
        scan = _Scan(member.filename)
        left = _inflate(archive, member, scan, left)
        if "/worksheets/" in member.filename:
            scans[member.filename] = scan
    return scans


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo, scan: "_Scan", left: int) -> int:
    """Counts what really comes out, since a zip can say anything about its own size; what is left to spend."""
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE_BYTES):
                left -= len(piece)
                if left < 0:
                    raise Refused("zip_bomb", most=_LIMITS[0].inflated // 1_000_000)
                scan.feed(piece)
            scan.feed(b"", last=True)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError):
        raise Refused("truncated") from None  # NotImplementedError: packed in a way that Python does not know
    except RuntimeError:  # what zipfile raises for an encrypted member
        raise Refused("password") from None
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise Refused("truncated") from None
        raise
    return left


class _Scan:
    """One XML file read past once: no document type (entities multiply there), no cell at the far corner."""

    def __init__(self, name: str) -> None:
        self.empty_formulas: list[str] = []
        self.booleans: list[str] = []
        self.errors: dict[str, str] = {}  # what cells show whose formula failed, by their reference
        self._fails = False
        self._reference, self._formula, self._value, self._inside = "", False, False, False
        self._parser: Any = None
        if name.endswith((".xml", ".rels", ".vml")):
            self._parser = expat.ParserCreate()
            self._parser.StartDoctypeDeclHandler = self._document_type
            if "/worksheets/" in name:
                self._parser.StartElementHandler = self._start
                self._parser.EndElementHandler = self._end
                self._parser.CharacterDataHandler = self._text

    def feed(self, piece: bytes, *, last: bool = False) -> None:
        if self._parser is None:
            return
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError:
            self._parser = None  # whether the rest matters is for who reads the sheets to say

    def _document_type(self, *_declaration: object) -> None:
        raise Refused("entities")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._reference, self._formula, self._inside = attributes.get("r", ""), False, False
            # The empty text is a value that a formula can have; only then it says that it is a text.
            self._value = attributes.get("t") == "str"
            self._fails = attributes.get("t") == "e" and bool(_REFERENCE.fullmatch(self._reference))
            if attributes.get("t") == "b":
                self.booleans.append(self._reference)
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "is"):
            self._inside = True
            _check_corner(self._reference)

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self._inside = self._inside and tag not in ("v", "is")
        if tag == "c" and self._formula and not self._value:
            self.empty_formulas.append(self._reference)

    def _text(self, text: str) -> None:
        self._value = self._value or (self._inside and not text.isspace())
        if self._fails and self._inside:
            self.errors[self._reference] = (self.errors.get(self._reference, "") + text)[:_LONGEST_ERROR]


def _check_corner(reference: str) -> None:
    """Refuses a cell so far out that the table up to it would fill the memory."""
    if not _REFERENCE.fullmatch(reference):
        return
    row, column = _row_and_column(reference)
    limits = _LIMITS[0]
    if row > limits.rows * 4 or row * column > limits.cells * 4:
        raise Refused("far_cell", cell=reference, most=limits.rows)


def _row_and_column(reference: str) -> tuple[int, int]:
    """Both counted from 1. reference: B7."""
    found = _REFERENCE.fullmatch(reference)
    assert found is not None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _sheet_files(archive: zipfile.ZipFile) -> dict[str, str]:
    """The file of each sheet by its name; nothing when the workbook names them in an unusual way."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            found = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets[attributes.get("name", "")] = found

    for file, handler in (("xl/_rels/workbook.xml.rels", relation), ("xl/workbook.xml", sheet)):
        try:
            parser = expat.ParserCreate()
            parser.StartElementHandler = handler
            parser.Parse(archive.read(file), True)
        except (KeyError, expat.ExpatError):
            return {}
    return {name: f"xl/{targets.get(id_, '').removeprefix('/xl/')}" for name, id_ in sheets.items()}


def main() -> None:
    """Reads stdin, writes stdout; the limits are its arguments."""
    limits = _LIMITS[0] = Limits(*map(int, sys.argv[1:]))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = read(sys.stdin.buffer.read())
    except Refused as refused:
        answer = {"refused": refused.code, "facts": refused.facts}
    except MemoryError:
        answer = {"refused": "too_much", "facts": {}}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
