"""An .xlsx file of plain sheets, written as it streams: text, whole numbers, decimals, days and nothing else.

xlsxwriter needs 17 seconds for a sheet of 100,000 rows by 33 columns, a call for each cell; a column has few different
values, so that here the XML of each is made once and a row is a join of ready pieces (under 2). Text is a shared
string, which no program takes for a formula; what would become one when it is saved as CSV carries an apostrophe.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from consult.dataset.disarming import disarmed

MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT = 1_048_576, 16_384, 32_767  # what Excel opens
_LONGEST_SHEET_NAME = 31

# What XML cannot hold at all.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROWS_AT_ONCE = 5_000
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PLAIN, HEADING, DAY = 0, 1, 2  # places in the list of formats below
_STYLES = (
    f"{_HEAD}<styleSheet {_MAIN}>"
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


@dataclass(frozen=True)
class CellColumn:
    """A column of a sheet. values: the different ones, a text or a number; places: which one each row has, -1 none."""

    heading: str
    values: Sequence[str | float]
    places: Sequence[int]
    format: int = PLAIN


@dataclass
class Workbook:
    """A workbook that is being written to `path`; use it as a context, add sheets, leave it."""

    path: Path
    sheets: list[tuple[str, bool]] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> "Workbook":
        self.zip = ZipFile(self.path, "w", ZIP_DEFLATED, compresslevel=1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._write_texts()
            for name, content in self._about():
                self.zip.writestr(_entry(name), content)
        self.zip.close()

    def add_sheet(
        self, name: str, columns: Sequence[CellColumn], rows: int, *, right_to_left: bool = False
    ) -> None:
        """Writes a sheet with a heading over each column, which stays in sight."""
        self.sheets.append((_sheet_name(name), right_to_left))
        with self.zip.open(
            _entry(f"xl/worksheets/sheet{len(self.sheets)}.xml"), "w", force_zip64=True
        ) as sheet:
            sheet.write(_sheet_head(right_to_left, first=len(self.sheets) == 1).encode())
            headings = [CellColumn("", [column.heading], [0], HEADING) for column in columns]
            for part in self._rows(headings, 1, start=1):
                sheet.write(part)
            for part in self._rows(columns, rows, start=2):
                sheet.write(part)
            sheet.write(b"</sheetData></worksheet>")

    def _rows(self, columns: Sequence[CellColumn], rows: int, start: int) -> Iterator[bytes]:
        pieces = [self._pieces(columns, place) for place in range(len(columns))]
        for first in range(0, rows, _ROWS_AT_ONCE):
            last = min(first + _ROWS_AT_ONCE, rows)
            cells = [
                map(ready.__getitem__, column.places[first:last])
                for ready, column in zip(pieces, columns, strict=True)
            ]
            numbers = map(str, range(first + start, last + start))
            # Each cell names its row, so that the number of the row is what joins the pieces.
            lines = (
                number.join(_OPENING + row)
                for number, row in zip(numbers, zip(*cells, strict=True), strict=True)
            )
            yield "".join(lines).encode()

    def _pieces(self, columns: Sequence[CellColumn], place: int) -> list[str]:
        """For each value of a column the end of its cell and the start of the next, and last that of an empty cell."""
        column = columns[place]
        follows = f'<c r="{letters(place + 1)}' if place + 1 < len(columns) else "</row>"
        style = f' s="{column.format}"' if column.format else ""
        filled = [f'"{style}{self._value(value)}</c>{follows}' for value in column.values]
        return [*filled, f'"/>{follows}']

    def _value(self, value: str | float) -> str:
        if isinstance(value, str):
            text = _NO_XML.sub("", disarmed(value))[:LONGEST_TEXT]
            return f' t="s"><v>{self.texts.setdefault(text, len(self.texts))}</v>'
        return f"><v>{value!r}</v>"

    def _write_texts(self) -> None:
        texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.texts)
        self.zip.writestr(_entry("xl/sharedStrings.xml"), f"{_HEAD}<sst {_MAIN}>{texts}</sst>")

    def _about(self) -> Iterator[tuple[str, str]]:
        numbers = range(1, len(self.sheets) + 1)
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
            for number, (name, _) in zip(numbers, self.sheets, strict=True)
        )
        yield (
            "xl/workbook.xml",
            f'{_HEAD}<workbook {_MAIN} xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
        )
        targets = [f"worksheets/sheet{number}.xml" for number in numbers] + [
            "styles.xml",
            "sharedStrings.xml",
        ]
        kinds = ["worksheet" for _ in numbers] + ["styles", "sharedStrings"]
        yield "xl/_rels/workbook.xml.rels", _relations(zip(kinds, targets, strict=True))
        yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
        yield "xl/styles.xml", _STYLES
        yield "[Content_Types].xml", _content_types(numbers)


_OPENING = ('<row r="', '"><c r="A')


def letters(place: int) -> str:
    """The letters of a column: A for 0, Z for 25, AA for 26."""
    found = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        found = chr(ord("A") + letter) + found
        place -= 1
    return found


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]*?:/\\]", "_", name)[:_LONGEST_SHEET_NAME].strip("'") or "_"


def _sheet_head(right_to_left: bool, *, first: bool) -> str:
    direction = ' rightToLeft="1"' if right_to_left else ""
    selected = ' tabSelected="1"' if first else ""
    return (
        f'{_HEAD}<worksheet {_MAIN}><sheetViews><sheetView{direction}{selected} workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        '<sheetFormatPr defaultRowHeight="15" baseColWidth="16"/><sheetData>'
    )


def _relations(found: Iterable[tuple[str, str]]) -> str:
    parts = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(found, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{parts}</Relationships>'


def _content_types(sheets: Iterable[int]) -> str:
    parts = {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in sheets}
    parts |= {
        "/xl/workbook.xml": "sheet.main",
        "/xl/styles.xml": "styles",
        "/xl/sharedStrings.xml": "sharedStrings",
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _entry(name: str) -> ZipInfo:
    # Made without a time, ZipInfo says 1980: the same dataset is the same bytes.
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry
