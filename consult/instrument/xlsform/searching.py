"""`search('towns', 'matches', 'region', ${region})` in an appearance: choices that lie in a file beside the workbook.

The sheet of choices then has one row, which says in which columns of the file the names and the labels stand.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from consult.apart.workbook import Sheet
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tree import Node, parts
from consult.instrument.expression.words import ExpressionError
from consult.instrument.expression.writing import written
from consult.instrument.xlsform.choice_lists import FoundChoice, FoundList, read_lists
from consult.instrument.xlsform.headings import Headings
from consult.instrument.xlsform.kinds import kind_of
from consult.instrument.xlsform.list_files import MOST_ROWS, NoList, Rows, rows_in
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tables import Line, Table
from consult.instrument.xlsform.tongues import UNMARKED

_KINDS = {"matches": "", "contains": "contains", "startswith": "starts-with", "endswith": "ends-with"}
_COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)


class NotSearched(Exception):
    """A search() that cannot be done here; it is kept as it is."""


@dataclass(frozen=True, slots=True)
class Search:
    """One search(). condition: the filter on the rows of the file."""

    file: str
    condition: str


def searched(
    survey: Table, lists: dict[str, FoundList], files: Mapping[str, bytes], remarks: list[Remark]
) -> Table:
    """The survey, in which a search() is a list with a filter; `lists` gets those lists.

    What cannot be done stays as it is, which is told where it stands.
    """
    lines = []
    for line in survey.lines:
        try:
            is_search = "search(" in line.value("appearance")
            lines.append(_searched(line, lists, files, remarks) if is_search else line)
        except (NotSearched, NoList, ExpressionError):
            lines.append(line)
    return replace(survey, lines=tuple(lines))


def _searched(
    line: Line, lists: dict[str, FoundList], files: Mapping[str, bytes], remarks: list[Remark]
) -> Line:
    kind, appearance = kind_of(line.value("type")), line.value("appearance")
    if kind.list_name not in lists or kind.or_other or line.value("choice_filter"):
        raise NotSearched
    start, end = appearance.index("search("), appearance.rfind(")") + 1
    columns = _columns(lists[kind.list_name])
    search = _read(appearance[start:end], columns.name)
    name = f"{search.file.rpartition('.')[0]}_{kind.list_name}"
    if name not in lists:
        lists[name] = _listed(name, search.file, files, columns, remarks)
    values = {
        "type": line.value("type").replace(kind.list_name, name),
        "choice_filter": search.condition,
        "appearance": f"{appearance[:start]} {appearance[end:]}".strip(),
    }
    return replace(line, values={**line.values, **values})


def _columns(found: FoundList) -> FoundChoice:
    """The one row that names the columns: the name of it that of names, each label that of labels in its language."""
    choices = list(found.choices.values())
    if (
        len(choices) != 1
        or choices[0].name.isdecimal()
        or any("," in one for one in choices[0].texts.values())
    ):
        raise NotSearched  # choices that stand before those of the file, or labels put together
    return choices[0]


def _read(written_search: str, name_column: str) -> Search:
    node = parse(written_search).tree
    arguments = parts(node)
    if node[:2] != ["call", "search"] or len(arguments) not in (1, 4, 6) or arguments[0][0] != "text":
        raise NotSearched
    file = str(arguments[0][1])
    conditions = []
    if arguments[1:]:
        conditions.append(_condition(_word(arguments[1]), _word(arguments[2]), arguments[3], name_column))
    if arguments[4:]:
        conditions.append(_condition("matches", _word(arguments[4]), arguments[5], name_column))
    return Search(file if file.endswith(".csv") else f"{file}.csv", " and ".join(conditions))


def _word(node: Node) -> str:
    if node[0] != "text":
        raise NotSearched
    return str(node[1])


def _condition(kind: str, column: str, node: Node, name_column: str) -> str:
    known = "name" if column == name_column else column
    if kind not in _KINDS or not _COLUMN.fullmatch(known):
        raise NotSearched
    if kind == "matches":
        return f"{known} = {written(node)}"
    return f"{_KINDS[kind]}({known}, {written(node)})"


def _listed(
    name: str, file: str, files: Mapping[str, bytes], columns: FoundChoice, remarks: list[Remark]
) -> FoundList:
    rows = rows_in(file, files[file]) if file in files else []
    labels = columns.texts or {UNMARKED: columns.name}
    if not 0 < len(rows) <= MOST_ROWS or not {columns.name, *labels.values()} <= rows[0].keys():
        raise NotSearched
    lines = tuple(_lines(name, file, rows, columns.name, labels))
    table = Table(Sheet(file, ()), Headings(0, ()), lines)
    (found,) = read_lists(table, remarks, allows_twice=True).values()
    return found


def _lines(name: str, file: str, rows: Rows, name_column: str, labels: Mapping[str, str]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        texts = {"label": {tag: row[column] for tag, column in labels.items() if row.get(column)}}
        others = {column: cell for column, cell in row.items() if column not in ("name", "label")}
        yield Line(file, number, {"list_name": name, "name": row.get(name_column, "")}, texts, others, ())
