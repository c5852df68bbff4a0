"""The rows of the survey as candidates: what asks something, in which groups, and what can be none."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from consult.instrument.definition import Type
from consult.instrument.expression.checking import nearest_name
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.words import ExpressionError
from consult.instrument.source.questions import RESERVED_NAMES
from consult.instrument.source.required import is_expression
from consult.instrument.xlsform.kinds import TYPE_WORDS, Fate, Kind, kind_of
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tables import Line

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}", re.ASCII)
_LOOKS_AT_ITSELF = re.compile(r"\bonce\s*\(|(?<![\w.)\]'\"])\.(?![\w.])")
_WITHOUT_SECONDS = re.compile(r"^([0-9]{1,2}:[0-9]{2}):00(?:\.0+)?$")  # a spreadsheet's times have them
_FROM_HIGH = re.compile(r"\bstep\s*=\s*-", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{\s*([^{}]+?)\s*\}")
_UNSUPPORTED_FRAMES = ("loop", "kobomatrix", "score", "rank")  # what stands in them asks about each of a list
_ON_ONE_SCREEN = frozenset(["field-list", "table-list"])  # a table is one screen in ODK
_FRAMES = ("group", "repeat", *_UNSUPPORTED_FRAMES)
_YES = {"yes", "true", "true()", "1", "oui", "ja"}
_NO = {"", "no", "false", "false()", "0", "non", "nee"}


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A group or a repeat that rows stand in."""

    name: str
    line: Line
    is_repeat: bool

    @property
    def is_one_page(self) -> bool:
        """Whether its questions are shown at once."""
        return not _ON_ONE_SCREEN.isdisjoint(self.line.value("appearance").casefold().split())


@dataclass(eq=False)
class Candidate:
    """A row that asks, says or works out something. reasons: why it is inactive; empty while it is not."""

    name: str
    kind: Kind
    line: Line
    groups: tuple[Group, ...]
    required: bool = False
    reasons: list[Remark] = field(default_factory=list)
    default_left: bool = False  # what it would begin with is no answer to it
    is_shown: bool = False  # though it has no words: a picture, a sound or a film that came along

    @property
    def default(self) -> str:
        """The answer that it begins with; "" when it begins with none, or with one that is worked out."""
        given = self.line.value("default")
        if not is_literal(given) or self.default_left:
            return ""
        return _WITHOUT_SECONDS.sub(r"\1", given) if self.kind.type is Type.TIME else given

    @property
    def repeats(self) -> tuple[Group, ...]:
        """The repeats that it stands in, outermost first."""
        return tuple(group for group in self.groups if group.is_repeat)

    @property
    def is_read_only(self) -> bool:
        """Whether it shows an answer that nobody can change."""
        asks = self.kind.type not in (None, Type.NOTE, Type.CALCULATE)
        return asks and is_yes(self.line.value("read_only"))

    @property
    def is_active(self) -> bool:
        """Whether it is part of the instrument."""
        return not self.reasons


class SurveyReading:
    """The survey being read from top to bottom."""

    def __init__(self, remarks: list[Remark]) -> None:
        self.remarks = remarks
        self.candidates: list[Candidate] = []
        self.dropped: list[Candidate] = []
        self.looked_up: list[Candidate] = []  # rows that name a file, and are no questions
        self.groups: list[Group] = []
        self.group_names: set[str] = set()
        self.seen: dict[str, str] = {}
        self.looked_at: set[str] = set()

    def read(self, lines: tuple[Line, ...]) -> None:
        """Every row in its place."""
        self.looked_at = {name for line in lines for name in _looked_at(line)}
        for line in lines:
            self._take(line)
        for group in self.groups:
            what = kind_of(group.line.value("type")).word
            self._note("begin_without_end", group.line, "type", what=what)

    def _note(self, code: str, line: Line, property_: str = "", **facts: object) -> Remark:
        remark = Remark(code, line.place(property_), facts)
        self.remarks.append(remark)
        return remark

    def _take(self, line: Line) -> None:
        if not line.value("type"):
            if line.value("name") or line.texts:
                self._note("type_missing", line, "type")
            return
        kind = kind_of(line.value("type"))
        if kind.fate is Fate.BEGIN:
            self.groups.append(Group(line.value("name"), line, kind.word == "repeat"))
            self.group_names.add(line.value("name"))
            if kind.word not in _FRAMES:
                self._unknown(kind, line)
        elif kind.fate is Fate.END:
            self._end(kind, line)
        else:
            self._candidate(kind, line)

    def _end(self, kind: Kind, line: Line) -> None:
        if not self.groups:
            self._note("end_without_begin", line, "type", what=kind.word)
            return
        last = self.groups.pop()
        opened = kind_of(last.line.value("type")).word
        if kind.word not in _FRAMES:
            self._unknown(kind, line)
        elif opened != kind.word and opened in _FRAMES:
            self._note("wrong_end", line, "type", found=f"end {kind.word}", open=opened)

    def _candidate(self, kind: Kind, line: Line) -> None:
        found = Candidate(line.value("name"), self._as_shown(kind, line), line, tuple(self.groups))
        if kind.fate is Fate.LOOKED_UP:
            self.looked_up.append(found)
            return
        if kind.fate is Fate.DROPPED:
            self._note("type_of_device", line, "type", type=kind.word)
            self.dropped.append(found)
            return
        found.reasons += self._why_not(found)
        found.required = self._required(line) if found.is_active else False
        self.candidates.append(found)

    def _as_shown(self, kind: Kind, line: Line) -> Kind:
        """What a row is when nobody can answer it: a heading over a table and a text are said, the rest is worked out."""
        if kind.type is Type.NOTE and line.value("calculation"):
            return self._as_looked_at(kind, line)
        if kind.type in (None, Type.NOTE, Type.CALCULATE):
            return kind
        if kind.type is Type.RANGE and _FROM_HIGH.search(line.value("parameters")):
            self._note("range_turned", line, "parameters")
        if is_worked_out(line):
            self._note("shown_value" if line.texts.get("label") else "typed_value", line, "calculation")
            return replace(kind, type=Type.CALCULATE, list_name="", or_other=False)
        if "label" in line.value("appearance").casefold().split():
            self._note("table_unrolled", line, "appearance")
            return replace(kind, type=Type.NOTE, list_name="", or_other=False)
        if not is_yes(line.value("read_only")) or is_literal(line.value("default")):
            return kind
        if line.value("calculation") or line.value("default"):
            self._note("shown_value", line, "read_only")
            return replace(kind, type=Type.CALCULATE, list_name="", or_other=False)
        return replace(kind, type=Type.NOTE, list_name="", or_other=False)

    def _as_looked_at(self, kind: Kind, line: Line) -> Kind:
        """A note that holds what its calculation gives: worked out where something looks at it, else said."""
        if line.value("name") in self.looked_at:
            self._note("shown_value", line, "calculation")
            return replace(kind, type=Type.CALCULATE)
        self._note("note_calculated", line, "calculation")
        return kind

    def _why_not(self, found: Candidate) -> Iterator[Remark]:
        kind, line = found.kind, found.line
        if kind.fate is Fate.UNKNOWN:
            yield self._unknown(kind, line)
        elif kind.fate is Fate.UNSUPPORTED:
            yield self._note("type_unsupported", line, "type", type=kind.word)
        if kind.list_name and "search(" in line.value("appearance"):
            # The rows of the sheet only say which columns of a file hold the choices.
            yield self._note("type_unsupported", line, "appearance", type="search()")
        for group in found.groups:
            around = kind_of(group.line.value("type"))
            if is_yes(group.line.value("disabled")):
                yield self._note("disabled", group.line, "disabled")
            if group.is_repeat and not group.name:
                yield self._note("name_missing", group.line, "name", type="repeat")
            if around.word in _UNSUPPORTED_FRAMES:
                yield self._note("type_unsupported", group.line, "type", type=f"begin {around.word}")
            elif around.word not in _FRAMES:
                yield self._unknown(around, group.line)
        yield from self._why_not_named(found)
        if is_yes(line.value("disabled")) and kind.fate is Fate.ASKED:
            yield self._note("disabled", line, "disabled")

    def _unknown(self, kind: Kind, line: Line) -> Remark:
        nearest = nearest_name(kind.word.casefold(), TYPE_WORDS)
        mend = f'Did you mean "{nearest}"?' if nearest else "Use a type of XLSForm."
        return self._note("type_unknown", line, "type", type=kind.word, nearest=mend)

    def _why_not_named(self, found: Candidate) -> Iterator[Remark]:
        name, line = found.name, found.line
        if not name:
            yield self._note("name_missing", line, "name", type=found.kind.word)
        elif name in self.seen:
            yield self._note("name_twice", line, "name", name=name, first=self.seen[name])
        elif not NAME.fullmatch(name):
            yield self._note("name_wrong", line, "name", name=name)
        elif name in RESERVED_NAMES:
            yield self._note("name_taken", line, "name", name=name)
        self.seen.setdefault(name, line.place("name"))

    def _required(self, line: Line) -> bool:
        value = line.value("required").casefold()
        if value in _YES:
            return True
        if value not in _NO and not is_expression(value):
            self._note("flag_wrong", line, "required", value=line.value("required"))
        return False


def is_worked_out(line: Line) -> bool:
    """Whether a row of any type holds what its calculation gives, whatever someone would type in.

    One that a change elsewhere triggers, or that looks at itself, only begins with it.
    """
    calculation = line.value("calculation")
    begins = line.value("trigger") and line.texts.get("label")
    return bool(calculation) and not begins and not _LOOKS_AT_ITSELF.search(calculation)


def _looked_at(line: Line) -> Iterator[str]:
    """The names in its expressions and texts."""
    texts = (text for of_property in line.texts.values() for text in of_property.values())
    for cell in (*line.values.values(), *texts):
        yield from _REFERENCE.findall(cell)


def rows_of(line: Line) -> dict[str, Mapping[str, str]]:
    """The rows of a matrix by name, with their texts: such lines come from surveys that have tables, not from workbooks."""
    return {key.removeprefix("row/"): texts for key, texts in line.texts.items() if key.startswith("row/")}


def is_literal(default: str) -> bool:
    """Whether a default says an answer, and not an expression that gives one. An apostrophe makes none: it's fine."""
    if not default or re.search(r"\$\{|\(|\bdiv\b|\bmod\b", default):
        return False
    try:
        return not re.search(r"'|\"", default) or parse(default).tree[0] == "text"
    except ExpressionError:
        return True


def is_no(value: str) -> bool:
    """Whether a cell says no, or nothing."""
    return value.casefold() in _NO


def is_yes(value: str) -> bool:
    """Whether a cell says yes, in one of the ways people write it."""
    return value.casefold() in _YES
