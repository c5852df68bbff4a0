"""A sheet as rows that know their cells: values by property, and texts by property and language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from consult.apart.workbook import ERRORS, Sheet, Workbook, place
from consult.instrument.hidden_signs import code_points, hidden_signs, without_hidden_signs
from consult.instrument.xlsform.headings import (
    PROPERTIES,
    TRANSLATED,
    UNSEEN,
    Column,
    Headings,
    headings,
    slips_in,
)
from consult.instrument.xlsform.markup import plain_text
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tongues import UNMARKED, identity

LONGEST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class Copied:
    """Of which row that stands once a row is a copy. about: the choices that it is asked of, outermost first.

    order: where it stands among all rows. name: what the sheet calls it.
    """

    about: str
    order: tuple[int, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row. values: cells by property. texts: by property and language (as `tongues.identity` calls it).

    others: cells under headings that are not known, by heading. A choice filter may look at those.
    """

    sheet: str
    row: int
    values: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]
    others: Mapping[str, str]
    columns: tuple[Column, ...] = field(repr=False)
    unread: Mapping[str, Remark] = field(
        default_factory=dict, repr=False
    )  # cells that hold no value, by property
    copied: Copied | None = field(default=None, repr=False)

    @property
    def order(self) -> tuple[int, ...]:
        """Where it stands among all rows, which no other row shares."""
        return self.copied.order if self.copied else (self.row,)

    def value(self, property_: str) -> str:
        """The cell of a property without spaces around it, "" when it is empty."""
        return self.values.get(property_, "")

    def place(self, property_: str = "", language: str = "") -> str:
        """The cell of a property (in a language); the row when there is no such column."""
        for column in self.columns:
            if property_ and column.property == property_ and (not language or _of(column) == language):
                return place(self.sheet, self.row, column.index)
        return place(self.sheet, self.row) if not language else self.place(property_)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet read: its headings, and its rows that hold anything."""

    sheet: Sheet
    headings: Headings
    lines: tuple[Line, ...]


def _of(column: Column) -> str:
    return identity(column.language) if column.language else UNMARKED


def read_table(
    workbook: Workbook, kind: str, unmarked: str, remarks: list[Remark], *, as_it_stands: bool = False
) -> Table | None:
    """The sheet of this kind, None when it is not there. unmarked: the language of columns that say none.

    as_it_stands: texts are taken with whatever looks like markup, since they were written here.
    """
    sheet = workbook.sheet(kind)
    found = headings(sheet, kind) if sheet else None
    if sheet is None or found is None:
        return None
    slips = slips_in(found) if kind == "survey" else {}
    remarks.extend(_about_headings(sheet, found, kind, slips))
    remarks.extend(Remark("formula_without_value", f"{sheet.name}!{cell}") for cell in sheet.empty_formulas)
    without_value = frozenset(f"{sheet.name}!{cell}" for cell in sheet.empty_formulas)
    lines = tuple(
        _line(sheet, number, found, unmarked, remarks, without_value, slips, as_it_stands=as_it_stands)
        for number in range(found.row + 1, len(sheet.rows))
        if any(cell.strip() for cell in sheet.rows[number])
    )
    return Table(sheet, found, lines)


def _slip(column: Column, cell: str, slips: Mapping[int, str]) -> Remark:
    return Remark("column_slip", cell, {"heading": column.heading, "nearest": slips[column.index]})


def _about_headings(sheet: Sheet, found: Headings, kind: str, slips: Mapping[int, str]) -> Iterator[Remark]:
    seen: set[tuple[str, str]] = set()
    for column in found.columns:
        cell = place(sheet.name, found.row, column.index)
        if column.index in slips:
            yield _slip(column, cell, slips)
        elif not column.property and kind == "survey":
            yield Remark("unknown_column", cell, {"heading": column.heading})
        key = (column.property, _of(column))
        if column.property and key in seen:
            yield Remark("column_twice", cell, {"heading": column.heading})
        seen.add(key)


def _line(
    sheet: Sheet,
    number: int,
    found: Headings,
    unmarked: str,
    remarks: list[Remark],
    without_value: frozenset[str],
    slips: Mapping[int, str],
    *,
    as_it_stands: bool,
) -> Line:
    values: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    others: dict[str, str] = {}
    unread: dict[str, Remark] = {}
    for column in found.columns:
        written = sheet.cell(number, column.index).strip()
        cell = place(sheet.name, number, column.index)
        if cell in without_value:
            unread[column.property] = Remark("formula_without_value", cell)
        if not written:
            continue
        if written in ERRORS and not as_it_stands:
            unread[column.property] = Remark("error_value", cell, {"value": written})
            remarks.append(unread[column.property])
        elif column.property in TRANSLATED:
            language = identity(column.language) if column.language else unmarked
            of_property = texts.setdefault(column.property, {})
            if column.language or language not in of_property:
                of_property[language] = (_seen if as_it_stands else _text)(written, cell, remarks)
        elif column.property:
            values.setdefault(column.property, _seen(written.translate(UNSEEN).strip(), cell, remarks))
        else:
            others[column.heading] = _seen(written, cell, remarks)
            if column.index in slips:  # a condition that is not known, as one that cannot be read
                unread[slips[column.index]] = _slip(column, cell, slips)
    return Line(sheet.name, number, values, texts, others, found.columns, unread)


def _seen(written: str, cell: str, remarks: list[Remark]) -> str:
    """A cell without the signs in it that nobody sees."""
    written = written.replace("\r\n", "\n").replace("\r", "\n")
    if signs := hidden_signs(written):
        remarks.append(_signs_removed(signs, cell))
    return without_hidden_signs(written).strip() if signs else written


def _signs_removed(signs: list[str], cell: str) -> Remark:
    return Remark("signs_removed", cell, {"signs": code_points(signs)})


def _text(written: str, cell: str, remarks: list[Remark]) -> str:
    text, tags, signs = plain_text(written)
    if signs:
        remarks.append(_signs_removed(signs, cell))
    if tags:
        remarks.append(Remark("markup_reduced", cell, {"tags": ", ".join(tags)}))
    if len(text) > LONGEST_TEXT:
        remarks.append(Remark("text_too_long", cell, {"length": len(text), "most": LONGEST_TEXT}))
    return text[:LONGEST_TEXT].strip()


def settings_of(workbook: Workbook) -> dict[str, str]:
    """The settings: one row under the headings; those that are not known too, by heading."""
    table = read_table(workbook, "settings", UNMARKED, [])
    if table is None or not table.lines:
        return {}
    line = table.lines[0]
    return {**line.values, **line.others}


def other_sheets(workbook: Workbook) -> Iterator[Remark]:
    """The sheets that are no part of a form."""
    for sheet in workbook.sheets:
        name = sheet.name.strip().casefold()
        if (
            name not in PROPERTIES
            and sheet.name != workbook.survey
            and not name.startswith("_")
            and sheet.rows
        ):
            yield Remark("other_sheet", sheet.name, {"sheet": sheet.name})
