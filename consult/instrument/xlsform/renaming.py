"""Names that XLSForm allows and that no answer here is stored under: another takes their place, everywhere at once.

`q1.2`, `âge` and `العمر` are names there; here they become columns of SPSS and Excel files. A choice called `refused`
would be read as no answer. The workbook itself keeps its cells: it is read this way each time.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from consult.instrument.definition import MISSING_CODES
from consult.instrument.source.questions import RESERVED_NAMES
from consult.instrument.source.section import CODE, is_list_name
from consult.instrument.xlsform.kinds import Fate, kind_of
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.shared_names import as_made_columns, beside_repeats, named_rows
from consult.instrument.xlsform.survey import NAME
from consult.instrument.xlsform.tables import Line, Table

_LONGEST = 64
_REFERENCE = re.compile(r"\$\{\s*([^{}]+?)\s*\}")
_LITERAL = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_LOOKED_UP = re.compile(r"(\binstance\(\s*)(['\"])(.*?)\2")
_EXPRESSIONS = frozenset(
    [
        "relevant",
        "constraint",
        "calculation",
        "trigger",
        "choice_filter",
        "repeat_count",
        "required",
        "default",
    ]
)


@dataclass(frozen=True)
class Renames:
    """names: of questions and groups, codes: of choices, lists: of those, by what the workbook calls them.

    rows: names of rows that share theirs with an earlier row in another group, by where the row stands.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[tuple[int, ...], str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)

    def applied(self, table: Table) -> Table:
        """The same sheet under the other names."""
        if not (self.names or self.rows or self.codes or self.lists):
            return table
        return replace(table, lines=tuple(map(self._line, table.lines)))

    def undone(self, text: str) -> str:
        """An expression or a text with the names of the workbook again."""
        names = {new: old for old, new in self.names.items()}
        codes = {new: old for old, new in self.codes.items()}
        return _with_codes(_with_lists(_with_names(text, names), self._lists_undone), codes)

    def list_undone(self, name: str) -> str:
        """A list by the name that it has in the workbook."""
        return self._lists_undone.get(name, name)

    def type_undone(self, cell: str) -> str:
        """A type cell with the list of the workbook again."""
        return _of_list(cell, self._lists_undone)

    @property
    def _lists_undone(self) -> Mapping[str, str]:
        return {new: old for old, new in self.lists.items()}

    def _line(self, line: Line) -> Line:
        is_choice = "list_name" in line.values
        texts = {
            property_: {tag: _with_names(text, self.names) for tag, text in of_property.items()}
            for property_, of_property in line.texts.items()
        }
        others = line.others
        if is_choice:
            others = {heading: self.codes.get(cell, cell) for heading, cell in others.items()}
        values = {
            property_: self._value(line, property_, cell, is_choice=is_choice)
            for property_, cell in line.values.items()
        }
        return replace(line, values=values, texts=texts, others=others)

    def _value(self, line: Line, property_: str, cell: str, *, is_choice: bool) -> str:
        if property_ == "list_name":
            return self.lists.get(cell, cell)
        if property_ == "type":
            return _of_list(cell, self.lists)
        if property_ == "name":
            if is_choice:
                return self.codes.get(cell, cell)
            return self.rows.get(line.order) or self.names.get(_composed(cell), cell)
        if property_ in _EXPRESSIONS:
            named = _with_lists(_with_names(cell, self.names), self.lists)
            return self.codes.get(cell) or _with_codes(named, self.codes)
        return cell


def renames_of(survey: Table, choices: Iterable[Table]) -> Renames:
    """What has to be called otherwise. The same workbook always gives the same."""
    sheets = list(choices)
    written = [line.value("name") for line in survey.lines]
    free = _Free(written)
    odd = [name for name in dict.fromkeys(written) if _is_odd(name)]
    names = {_composed(name): free.name(_plain(name)) for name in odd}
    rows = named_rows(survey)
    made = [name for name in as_made_columns(rows, sheets) if _composed(name) not in names]
    names |= {_composed(name): free.name(f"{name}_own") for name in made}
    beside = {
        one.line.order: free.name(
            _plain("_".join((*one.inside[-1:], one.name, *([] if one.inside else ["own"]))))
        )
        for one in beside_repeats(rows)
    }
    rows_apart = dict(_apart(survey, sheets, free)) | beside
    return Renames(names, rows_apart, _codes(sheets), _lists(sheets))


def said(renames: Renames, survey: Table, choices: Iterable[Table]) -> Iterator[Remark]:
    """What the report says of it; `survey` and `choices` as they were written."""
    for line in survey.lines:
        name = line.value("name")
        stored = renames.rows.get(line.order) or renames.names.get(_composed(name))
        if stored and NAME.fullmatch(name):
            yield Remark("name_shared", line.place("name"), {"name": name, "stored": stored})
        elif stored:
            yield Remark("name_replaced", line.place("name"), {"name": name, "stored": stored})
    told: set[str] = set()
    for line in (line for table in choices for line in table.lines):
        if stored := renames.codes.get(line.value("name")):
            facts = {"name": line.value("name"), "stored": stored}
            yield Remark("choice_replaced", line.place("name"), facts)
        name = line.value("list_name")
        if name in renames.lists and name not in told:
            told.add(name)
            yield Remark(
                "list_replaced", line.place("list_name"), {"name": name, "stored": renames.lists[name]}
            )


# --- names


class _Free:
    """The names that are still free."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.taken = {*taken, *RESERVED_NAMES}

    def name(self, wanted: str) -> str:
        """The wanted name, with a number behind it when it is taken."""
        found, number = wanted[:_LONGEST], 2
        while found in self.taken:
            found, number = f"{wanted[: _LONGEST - 4]}_{number}", number + 1
        self.taken.add(found)
        return found


def _composed(name: str) -> str:
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def _is_odd(name: str) -> bool:
    """Whether XLSForm allows a name that cannot be kept here."""
    if NAME.fullmatch(name):
        return name in RESERVED_NAMES
    # Beyond U+FFFF XML takes anything, emoji too.
    plain = [sign for sign in name if sign not in "_.-" and sign <= "\uffff"]
    starts = name[:1].isalpha() or name[:1] == "_" or name[:1] > "\uffff"
    return starts and {unicodedata.category(sign)[0] for sign in plain} <= {"L", "M", "N"}


def _plain(name: str) -> str:
    """A name in letters without accents; of another script only that it is one."""
    parted = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in parted if not unicodedata.combining(sign))
    plain = re.sub(r"[^A-Za-z0-9_-]+", "_", letters).strip("_" if not name.startswith("_") else "")
    return plain if re.match(r"[A-Za-z]|_+[A-Za-z0-9]", plain) else f"name_{plain}".rstrip("_")


def _apart(survey: Table, choices: Iterable[Table], free: _Free) -> Iterator[tuple[tuple[int, ...], str]]:
    """Rows named as one before them in another group, which XLSForm allows where nothing looks at either."""
    looked_at = {name for table in (survey, *choices) for line in table.lines for name in _looked_at(line)}
    inside: list[str] = []
    seen: dict[str, tuple[str, ...]] = {}
    for line in survey.lines:
        fate, name = kind_of(line.value("type")).fate, line.value("name")
        if fate is Fate.END:
            del inside[-1:]
        elif fate is Fate.BEGIN:
            inside.append(name)
        elif name and line.value("type"):
            first = seen.setdefault(name, tuple(inside))
            if first != tuple(inside) and inside and name not in looked_at:
                yield line.order, free.name(_plain(f"{inside[-1]}_{name}"))


def _looked_at(line: Line) -> Iterator[str]:
    for cell in line.values.values():
        yield from _REFERENCE.findall(cell)
    for of_property in line.texts.values():
        for text in of_property.values():
            yield from _REFERENCE.findall(text)


# --- choices


def _codes(sheets: Iterable[Table]) -> dict[str, str]:
    written = Counter(line.value("name") for table in sheets for line in table.lines)
    taken, found = set(written), dict[str, str]()
    for name in written:
        if name in MISSING_CODES or (name and "${" not in name and not CODE.fullmatch(name)):
            found[name] = _code(name, taken)
            taken.add(found[name])
    return found


def _lists(sheets: Iterable[Table]) -> dict[str, str]:
    written = dict.fromkeys(line.value("list_name") for table in sheets for line in table.lines)
    taken, found = set(written), dict[str, str]()
    for name in written:
        if name and not is_list_name(name):
            found[name] = _code(name, taken)
            taken.add(found[name])
    return found


def _code(name: str, taken: set[str]) -> str:
    plain = " ".join(re.sub(r"[\"'<>`\\/]", "_", name).split())
    code, number = plain[:_LONGEST].strip(), 2
    if name in MISSING_CODES:
        code = f"{name}_"
    while code in taken:
        code, number = f"{plain[: _LONGEST - 4].strip()}_{number}", number + 1
    return code


# --- where they stand


def _with_names(text: str, names: Mapping[str, str]) -> str:
    if not names or "${" not in text:
        return text
    return _REFERENCE.sub(lambda found: _reference(found, names), text)


def _reference(found: re.Match[str], names: Mapping[str, str]) -> str:
    name = names.get(_composed(found[1]))
    return f"${{{name}}}" if name else found[0]


def _with_codes(text: str, codes: Mapping[str, str]) -> str:
    if not codes:
        return text
    return _LITERAL.sub(lambda found: _literal(found, codes), text)


def _literal(found: re.Match[str], codes: Mapping[str, str]) -> str:
    code = codes.get(found[1] or found[2] or "")
    if code is None:
        return found[0]
    quote = '"' if "'" in code else found[0][0]
    return f"{quote}{code}{quote}"


def _with_lists(text: str, lists: Mapping[str, str]) -> str:
    """An expression that looks in other lists: instance('a_b')."""
    if not lists:
        return text
    return _LOOKED_UP.sub(
        lambda found: f"{found[1]}{found[2]}{lists.get(found[3], found[3])}{found[2]}", text
    )


def _of_list(cell: str, lists: Mapping[str, str]) -> str:
    """A type cell with another list: `select_one a_b or_other`."""
    name = kind_of(cell).list_name if lists else ""
    return cell.replace(name, lists[name]) if name in lists else cell
