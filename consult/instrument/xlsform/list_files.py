"""Lists of choices that lie in files beside a workbook: CSV, and what is simple of XML and GeoJSON."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from consult.apart.workbook import Sheet, Workbook
from consult.instrument.media.formats import ending
from consult.instrument.source.choice_files import LARGEST_LIST_BYTES
from consult.instrument.source.section import is_list_name
from consult.instrument.xlsform.choice_lists import FoundList, read_lists
from consult.instrument.xlsform.kinds import FILES, file_of, list_of_file
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.survey import Candidate
from consult.instrument.xlsform.tables import Line, Table, read_table

MOST_ROWS = 50_000  # as of a sheet
_PARAMETER = re.compile(r"\b(value|label)\s*=\s*(\S+)")
Rows = Sequence[Mapping[str, str]]


class NoList(Exception):
    """A file in which no list of choices is found. Says why."""


def lists_in_files(
    files: Mapping[str, bytes], lines: Iterable[Line], unmarked: str, remarks: list[Remark]
) -> dict[str, FoundList]:
    """The lists of those files that a form names, by their name. unmarked: the language of labels that say none."""
    found: dict[str, FoundList] = {}
    for file, (line, columns) in _named(files, list(lines)).items():
        try:
            _refuse_name(list_of_file(file))
            sheet = _sheet(file, rows_in(file, files[file]), columns)
        except NoList as why:
            remarks.append(Remark("list_file_wrong", line.place("type"), {"file": file, "why": str(why)}))
            continue
        said: list[Remark] = []
        found |= read_lists(_table(sheet, file, columns, unmarked, said), said, allows_twice=True)
        remarks += said
    for one in found.values():
        one.sheet = FILES
    return found


def _refuse_name(name: str) -> None:
    """Raises NoList: `pulldata` and `instance()` know a list by the name of its file, so that it gets no other."""
    if not is_list_name(name):
        raise NoList(f'no list is called "{name}": at most 64 signs, without quotes')


def refuse_what_is_missing(
    rows: Iterable[Candidate], found: Mapping[str, FoundList], remarks: list[Remark]
) -> None:
    """Makes those rows inactive that name a file which did not come along."""
    for one in rows:
        if one.name not in found:
            facts = {"file": file_of(one.line.value("type"), one.name)}
            remarks.append(Remark("list_file_missing", one.line.place("type"), facts))
            one.reasons.append(remarks[-1])


def refuse_other_columns(rows: Iterable[Candidate], remarks: list[Remark]) -> None:
    """Makes those rows inactive that read a file by other columns than the first that names it: a list has one label."""
    first: dict[str, Mapping[str, str]] = {}
    for one in rows:
        file, columns = file_of(one.line.value("type")), _named_columns(one.line)
        if file and first.setdefault(file, columns) != columns:
            facts = {"file": file, "columns": ", ".join(sorted(first[file].values())) or "name, label"}
            remarks.append(Remark("list_file_columns", one.line.place("parameters"), facts))
            one.reasons.append(remarks[-1])


def _named_columns(line: Line) -> dict[str, str]:
    return dict(_PARAMETER.findall(line.value("parameters")))


def _table(
    sheet: Sheet, file: str, columns: Mapping[str, str], unmarked: str, said: list[Remark]
) -> Table | None:
    """The sheet read as one of choices, whose cells are named after the file."""
    table = read_table(Workbook("csv", (sheet,)), "choices", unmarked, said)
    said[:] = [replace(one, cell=one.cell.replace(f"{sheet.name}!", f"{file}!")) for one in said]
    if table is None:
        return None
    lines = (replace(line, sheet=file, others=_with_own(line, sheet, columns)) for line in table.lines)
    return replace(table, lines=tuple(lines))


def _with_own(line: Line, sheet: Sheet, columns: Mapping[str, str]) -> dict[str, str]:
    """The other columns of a row, and those that hold its value and its label under their own names.

    Expressions look things up in the file by the names that it has itself.
    """
    titles = sheet.rows[0]
    own = {named: titles.index("name" if part == "value" else "label") for part, named in columns.items()}
    cells = {named: sheet.cell(line.row, index) for named, index in own.items() if named not in titles}
    return {**line.others, **{named: cell for named, cell in cells.items() if cell}}


def _named(files: Mapping[str, bytes], lines: list[Line]) -> dict[str, tuple[Line, Mapping[str, str]]]:
    """The files that a type or an expression names, with the row that first does and what it says of their columns."""
    found: dict[str, tuple[Line, Mapping[str, str]]] = {}
    for line in lines:
        file = file_of(line.value("type"), line.value("name"))
        if file in files:
            found.setdefault(file, (line, _named_columns(line)))
    for line in lines:
        quoted = {name for cell in line.values.values() for name in re.findall(r"['\"]([^'\"]+)['\"]", cell)}
        for file in files:
            if ending(file) == "csv" and {file, list_of_file(file)} & quoted:
                found.setdefault(file, (line, {}))
    return found


def _sheet(file: str, rows: Rows, columns: Mapping[str, str]) -> Sheet:
    """The rows as a sheet of choices would have them. columns: which hold the value and the label."""
    if not rows:
        raise NoList("it has no rows")
    if len(rows) > MOST_ROWS:
        raise NoList(f"it has more than {MOST_ROWS} rows")
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    renamed = {columns.get("value", "name"): "name", columns.get("label", "label"): "label"}
    missing = [named for named in columns.values() if named not in headings]
    if missing:
        raise NoList(f'no column "{missing[0]}", but {", ".join(headings)}')
    shown = [heading for heading in headings if heading in renamed or heading not in ("name", "label")]
    titles = [renamed.get(heading, heading) for heading in shown]
    numbered = "name" not in titles  # without a column of names each row is known by its number
    lines = (
        (
            *(row.get(heading, "") for heading in shown),
            list_of_file(file),
            *([str(number)] if numbered else []),
        )
        for number, row in enumerate(rows, start=1)
    )
    return Sheet("choices", ((*titles, "list_name", *(["name"] if numbered else [])), *lines))


def rows_in(file: str, content: bytes) -> Rows:
    """The rows of a file by column, one more than there may be at most. Raises NoList."""
    if len(content) > LARGEST_LIST_BYTES:  # a small zip may hold a very large file
        raise NoList(f"it has {len(content)} bytes, at most {LARGEST_LIST_BYTES}")
    readers = {"csv": _csv, "geojson": _geojson, "xml": _xml}
    return list(islice(readers[ending(file)](content), MOST_ROWS + 1))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _csv(content: bytes) -> Iterator[Mapping[str, str]]:
    text = _text(content)
    if "\x00" in text:
        raise NoList("it is no table")
    sign = max(",;\t", key=text.partition("\n")[0].count)
    try:
        for row in csv.DictReader(io.StringIO(text), delimiter=sign, restkey="", restval=""):
            yield {
                heading.strip(): cell.strip()
                for heading, cell in row.items()
                if heading and heading.strip() and isinstance(cell, str)
            }
    except csv.Error:
        raise NoList("it is no table") from None


def _geojson(content: bytes) -> Iterator[Mapping[str, str]]:
    """The properties of each feature; as ODK has it `id` is the value and `title` the label. Places are left out."""
    try:
        features: Any = json.loads(_text(content))["features"]
        for feature in features:
            row = {
                key: str(value)
                for key, value in (feature.get("properties") or {}).items()
                if value is not None
            }
            row.setdefault("name", str(feature.get("id") or row.get("id", "")))
            row.setdefault("label", row.get("title", row["name"]))
            yield row
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoList("it is no collection of features") from None


def _xml(content: bytes) -> Iterator[Mapping[str, str]]:
    """What stands in each `item` under the root."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise NoList("it is no plain XML") from None
    for item in root:
        yield {part.tag.rpartition("}")[2]: (part.text or "").strip() for part in item}
