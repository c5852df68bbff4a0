"""From a file's bytes to its tables, by what the file is and not by what it is called."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from consult.apart.sentences import REFUSALS
from consult.apart.spreadsheet_program import Limits
from consult.apart.spreadsheets import looks_like_a_spreadsheet, open_spreadsheet
from consult.apart.workbook import ERRORS, Sheet, WorkbookRefused, place
from consult.dataset.opening.archives import is_archive, open_archive
from consult.dataset.opening.labelled import read_dta, read_parquet, read_sav
from consult.dataset.opening.table import DataFile, DataFileRefused, SourceColumn, SourceTable

LARGEST_FILE_BYTES = 200_000_000
# 100,000 people and 60 questions; what the process apart may use grows with it.
LIMITS = Limits(rows=200_000, cells=8_000_000, inflated=800_000_000, memory=4_000_000_000, seconds=120)
_MOST_COLUMNS = 10_000
_SPSS, _STATA, _PARQUET = (b"$FL2", b"$FL3"), b"<stata_dta>", b"PAR1"
_OLD_STATA = (0x6C, 0x6E, 0x6F, 0x71, 0x72, 0x73)  # 108 to 115, its first byte before Stata 13
_R = 'an R file (.rda, .rds). In R: haven::write_sav(x, "x.sav"), or write.csv(x, "x.csv", row.names = FALSE)'
_SAVE_AS = "Save it as CSV in UTF-8, .xlsx, .sav, .dta or Parquet"
_OTHER_KINDS = (
    (b"%PDF", f"a PDF. {_SAVE_AS}"),
    (b"\x1f\x8b", f"packed with gzip: unpack it first; or {_R}"),
    (b"BZh", f"packed with bzip2: unpack it first; or {_R}"),
    (b"\xfd7zXZ", f"packed with xz: unpack it first; or {_R}"),
    (b"RDX", _R),
    (b"SQLite format 3", f"a database. {_SAVE_AS}"),
    (b"\x89PNG", f"a picture. {_SAVE_AS}"),
    (b"\xff\xd8\xff", f"a picture. {_SAVE_AS}"),
)


def open_data(path: Path) -> DataFile:
    """The tables in a file. Raises DataFileRefused with everything that is wrong, or OSError."""
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise DataFileRefused(
            f"{path.name} has {path.stat().st_size // 1_000_000} MB; at most {LARGEST_FILE_BYTES // 1_000_000}. "
            "Leave out columns that are not needed, or save it as Parquet or .sav."
        )
    content = path.read_bytes()
    opened = _open(path, content)
    problems = [problem for table in opened.tables for problem in _problems(table)]
    if problems:
        raise DataFileRefused(*(f"{path.name}: {problem}" for problem in problems))
    return opened


def _open(path: Path, content: bytes) -> DataFile:
    if content.startswith(b"PK") and is_archive(content):
        return open_archive(path.name, content, _inside)
    return _open_file(path, content)


def _inside(name: str, content: bytes) -> DataFile:
    """A file out of a zip; what reads SPSS needs it on a disk, for as long as that takes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(content)
        return _open_file(path, content)


def _open_file(path: Path, content: bytes) -> DataFile:
    if not content.strip(b"\x00 \t\r\n"):
        raise DataFileRefused(f"{path.name} is empty. Export the data again.")
    if looks_like_a_spreadsheet(content):
        return _spreadsheet(path.name, content)
    if content.startswith(_SPSS):
        return DataFile("sav", (read_sav(path),))
    if content.startswith(_STATA) or (content[0] in _OLD_STATA and content[1] in (1, 2)):
        return DataFile("dta", (read_dta(path),))
    if content.startswith(_PARQUET):
        return DataFile("parquet", (read_parquet(path),))
    for start, kind in _OTHER_KINDS:
        if content.startswith(start):
            raise DataFileRefused(f"{path.name} is {kind}.")
    return _text(path.name, content)


# --- spreadsheets


def _spreadsheet(name: str, content: bytes) -> DataFile:
    try:
        workbook = open_spreadsheet(content, name, LIMITS)
    except WorkbookRefused as refused:
        found, mend = REFUSALS[refused.code]
        raise DataFileRefused(
            f"{name}: {found.format(**refused.facts)}. {_for_data(refused.code, mend)}"
        ) from None
    sheets = [_without_errors(sheet) for sheet in workbook.sheets]
    tables = tuple(table for sheet in sheets if (table := _sheet(sheet)) is not None)
    if not tables:
        raise DataFileRefused(
            f"{name} holds no table. Put the names of the columns in the first row of a sheet."
        )
    remarks = [f"macros in {name} were not run" for code, _ in workbook.oddities if code == "macros"]
    remarks += [
        f"{name} is really an {workbook.kind} file" for code, _ in workbook.oddities if code == "misnamed"
    ]
    remarks += [
        f"{place(sheet.name, 0)[:-1]}{cell} is a formula without a value, and was read as empty: open and save the file "
        "in a spreadsheet program"
        for sheet in workbook.sheets
        for cell in sheet.empty_formulas[:20]
    ]
    remarks += [
        f'{len(failed)} cells of sheet "{sheet.name}" show an error such as {failed[0]}, and were read as empty'
        for sheet in workbook.sheets
        if (failed := [cell for row in sheet.rows for cell in row if cell in ERRORS])
    ]
    return DataFile(workbook.kind, tables, tuple(remarks))


def _without_errors(sheet: Sheet) -> Sheet:
    """A sheet whose cells are empty where a formula failed: that is no answer."""
    rows = tuple(tuple("" if cell in ERRORS else cell for cell in row) for row in sheet.rows)
    return replace(sheet, rows=rows)


def _for_data(code: str, mend: str) -> str:
    """How to mend a workbook of data; what the importer of forms says is about forms."""
    if code in ("zip_bomb", "too_much", "sheet_too_large", "far_cell"):
        return "Save the sheet with the data as CSV in UTF-8."
    return _SAVE_AS + "." if code == "other_zip" else mend


def _sheet(sheet: Sheet) -> SourceTable | None:
    if not any(cell for row in sheet.rows for cell in row):
        return None
    head, *body = sheet.rows
    width = max(len(head), *(len(row) for row in body)) if body else len(head)
    names = [*head, *[""] * (width - len(head))]
    while body and not any(body[-1]):
        body.pop()
    return SourceTable(sheet.name, _plain_columns(names), _frame(body, names))


# --- text


def _text(name: str, content: bytes) -> DataFile:
    text, remarks = _decoded(name, content)
    if "\x00" in text:
        raise DataFileRefused(f"{name} is no table that is known here. {_SAVE_AS}.")
    if text.lstrip()[:200].casefold().startswith(("<html", "<!doctype", "<?xml")):
        raise DataFileRefused(f"{name} is a web page or XML. {_SAVE_AS}.")
    if text.lstrip().startswith(("{", "[")):
        raise DataFileRefused(f"{name} is JSON. {_SAVE_AS}.")
    sign = delimiter(text)
    try:
        rows = [row for row in csv.reader(StringIO(text, newline=""), delimiter=sign) if any(row)]
    except csv.Error as error:
        raise DataFileRefused(
            f"{name} is no CSV: {error}. Put quotes around a cell that holds a quote or a line end."
        ) from error
    names, *body = rows
    if wrong := _lengths(names, body):
        raise DataFileRefused(*(f"{name}:{problem}" for problem in wrong))
    return DataFile("csv", (SourceTable("", _plain_columns(names), _frame(body, names)),), remarks)


def _decoded(name: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        said = f"{name} is no UTF-8 and was read as Windows-1252: look at letters such as é, ë and ç"
        return content.decode("cp1252", "replace"), (said,)


def delimiter(text: str) -> str:
    """The sign between the columns: of the usual ones, the one that the first line has most of, quoted cells apart."""
    head = text[: text.find("\n") if "\n" in text else None]
    outside = "".join(head.split('"')[::2])
    return max(",;\t|", key=outside.count)


def _lengths(names: Sequence[str], body: Iterable[Sequence[str]]) -> list[str]:
    wrong = [
        f"{line}  has {len(row)} cells, the first line {len(names)}. Put quotes around a cell with a separator."
        for line, row in enumerate(body, start=2)
        if len(row) != len(names)
    ]
    return [*wrong[:20], *([f"... and {len(wrong) - 20} more lines like that"] if len(wrong) > 20 else [])]


# --- what both have in common


def _plain_columns(names: Iterable[str]) -> tuple[SourceColumn, ...]:
    """A column without a name, such as the numbers of rows that pandas writes, gets one that says so."""
    return tuple(SourceColumn(name.strip() or f"(column {number})") for number, name in enumerate(names, 1))


def _frame(body: Sequence[Sequence[str]], names: Sequence[str]) -> pd.DataFrame:
    width = len(names)
    rows = [[*row, *[""] * (width - len(row))] for row in body]
    return pd.DataFrame(rows, columns=range(width), dtype=object)


def _problems(table: SourceTable) -> list[str]:
    if len(table.columns) > _MOST_COLUMNS:
        return [f"{len(table.columns)} columns; at most {_MOST_COLUMNS}."]
    twice = [
        f'column "{name}" stands there {times} times{_in(table)}. Give each its own name.'
        for name, times in Counter(table.names).items()
        if times > 1
    ]
    return [*twice[:20], *([f"... and {len(twice) - 20} more names like that."] if len(twice) > 20 else [])]


def _in(table: SourceTable) -> str:
    return f' in sheet "{table.name}"' if table.name else ""
