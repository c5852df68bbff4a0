"""Small forms, written as people write them in a text, and as workbooks."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from consult.instrument.xlsform.imported import Imported, Outcome, Wish
from consult.instrument.xlsform.importing import import_workbook

Rows = Sequence[Sequence[object]]


def imported(text: str, **wishes: object) -> Imported:
    """The form in a Markdown table."""
    return import_workbook(text.encode(), "form.md", Wish(**wishes))  # type: ignore[arg-type]


def questions(rows: str, choices: str = "", **wishes: object) -> Imported:
    """A form of these rows (type | name | label | and what `columns` says)."""
    listed = f"| choices |\n| list_name | name | label::English (en) |\n{choices}" if choices else ""
    head = "| type | name | label::English (en) | relevant | constraint | calculation | choice_filter | appearance |"
    return imported(f"| survey |\n{head}\n{rows}\n{listed}", **wishes)


def said(found: Imported) -> list[str]:
    """Every remark that is not left to staff anyway."""
    return [str(remark) for remark in found.remarks if remark.sort.value != "to-do"]


def row(found: Imported, name: str) -> Outcome:
    """What became of one row."""
    return next(outcome for outcome in found.outcomes if outcome.name == name)


def a_workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An .xlsx of these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(list(cells))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_file(content: bytes, name: str, inside: bytes) -> bytes:
    """The zip with one file in it replaced or added."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in old.infolist():
            if member.filename != name:
                archive.writestr(member.filename, old.read(member))
        archive.writestr(name, inside)
    return new.getvalue()


def inside(content: bytes, name: str) -> bytes:
    """One file of the zip."""
    return zipfile.ZipFile(io.BytesIO(content)).read(name)
