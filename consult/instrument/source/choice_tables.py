"""Long lists of choices as tables: lines of name,label and whatever columns a choice filter looks at."""

import csv
import io
import re
from collections.abc import Iterator, Mapping

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from consult.instrument.definition import MISSING_CODES, Choice
from consult.instrument.media.files import OF_CHOICES
from consult.instrument.media.shown import Shown, shown_in
from consult.instrument.problems import Said
from consult.instrument.source.choice_files import table_in
from consult.instrument.source.section import CODE, Section

_COLUMN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)


_BLANK = "name,label\nblank,blank"  # in place of a file that cannot be read, which is told
_OURS = ("name", "label", *OF_CHOICES)


def read_choice_tables(front: Section) -> dict[str, tuple[Choice, ...]]:
    """The lists that are written as a table, by name."""
    node = front.values.get("choices")
    if not isinstance(node, MappingNode):
        return {}
    section = Section(front.reading, node, "the lists of choices", [key.value for key, _value in node.value])
    tables = {name: _table(section, name, value) for name, value in section.values.items()}
    return {
        name: tuple(_choices(section, name, table)) for name, table in tables.items() if table is not None
    }


def _table(section: Section, name: str, value: Node) -> str | None:
    """The table of a list, written here or in a file of its own; None for one that is written choice by choice."""
    if isinstance(value, ScalarNode):
        return str(value.value)
    inner = section.section(name, ("file", "value", "label")) if isinstance(value, MappingNode) else None
    if inner is None:
        return None
    inner.need("file")
    found = table_in(inner, section.reading.folder) if "file" in inner else None
    return _BLANK if found is None else found


def _choices(section: Section, name: str, table: str) -> Iterator[Choice]:
    lines = csv.DictReader(io.StringIO(table, newline=""), restkey="")
    headings = list(lines.fieldnames or ())
    _check_headings(section, name, headings)
    seen: set[str] = set()
    for line in lines:
        row = {heading: (line.get(heading) or "").strip() for heading in headings}
        code = row.get("name", "")
        _check(section, name, code, row.get("label", ""), seen, too_long="" in line, line=lines.line_num)
        seen.add(code)
        columns = tuple((key, value) for key, value in row.items() if key not in _OURS and value)
        yield Choice(code, row.get("label", ""), columns=columns, shown=_shown(row))


def _shown(row: Mapping[str, str]) -> Shown:
    return shown_in({key: row[key] for key in OF_CHOICES if row.get(key)})


def _check_headings(section: Section, name: str, headings: list[str]) -> None:
    wrong = [heading for heading in headings if not _COLUMN.fullmatch(heading)]
    if headings[:2] != ["name", "label"] or wrong or len(set(headings)) < len(headings):
        found = Said(
            'the table of "%(name)s" begins with "%(headings)s"', name=name, headings=",".join(headings)
        )
        expected = "its first line is name,label and then the columns for a choice filter, each a name"
        section.problem(name, found, expected, "Write that line.")


def _check(
    section: Section, name: str, code: str, label: str, seen: set[str], *, too_long: bool, line: int
) -> None:
    def problem(found: str, expected: str, mend: str) -> None:
        node = section.values[name]
        if isinstance(node, ScalarNode) and node.style == "|":
            section.reading.problem_on(node, line, found, expected, mend)
        else:  # a file of its own, whose lines are no lines of this one
            section.problem(name, found, expected, mend)

    if not CODE.fullmatch(code) or code in MISSING_CODES:
        problem(
            Said('"%(code)s" in the table of "%(name)s"', code=code, name=name),
            "the name of a choice, which is not one of a missing answer",
            "Rename it.",
        )
    elif code in seen:
        problem(
            Said('choice "%(code)s" is used twice in "%(name)s"', code=code, name=name),
            "names of choices must be unique",
            "Rename one.",
        )
    elif not label:
        problem(
            Said('choice "%(code)s" of "%(name)s" has no label', code=code, name=name),
            "every choice is read by people",
            "Write it.",
        )
    elif too_long:
        problem(
            Said('choice "%(code)s" of "%(name)s" has too many cells', code=code, name=name),
            "a cell with a comma stands in quotes",
            "Quote it.",
        )
