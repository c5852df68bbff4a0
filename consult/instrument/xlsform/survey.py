"""The rows of the survey as candidates: what asks something, in which groups, and what can be none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from consult.instrument.expression.checking import nearest_name
from consult.instrument.source.questions import RESERVED_NAMES
from consult.instrument.xlsform.kinds import TYPE_WORDS, Fate, Kind, kind_of
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tables import Line

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}", re.ASCII)
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
        return "field-list" in self.line.value("appearance").casefold().split()

    @property
    def is_table(self) -> bool:
        """Whether its questions are the rows of a table."""
        return "table-list" in self.line.value("appearance").casefold().split()


@dataclass(eq=False)
class Candidate:
    """A row that asks, says or works out something. reasons: why it is inactive; empty while it is not."""

    name: str
    kind: Kind
    line: Line
    groups: tuple[Group, ...]
    required: bool = False
    reasons: list[Remark] = field(default_factory=list)

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
        self.groups: list[Group] = []
        self.group_names: set[str] = set()
        self.seen: dict[str, str] = {}

    def read(self, lines: tuple[Line, ...]) -> None:
        """Every row in its place."""
        for line in lines:
            self._take(line)
        for group in self.groups:
            what = "repeat" if group.is_repeat else "group"
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
        elif kind.fate is Fate.END:
            self._end(kind, line)
        else:
            self._candidate(kind, line)

    def _end(self, kind: Kind, line: Line) -> None:
        if not self.groups:
            self._note("end_without_begin", line, "type", what=kind.word)
            return
        last = self.groups.pop()
        opened = "repeat" if last.is_repeat else "group"
        if opened != kind.word:
            self._note("wrong_end", line, "type", found=f"end {kind.word}", open=opened)

    def _candidate(self, kind: Kind, line: Line) -> None:
        found = Candidate(line.value("name"), kind, line, tuple(self.groups))
        if kind.fate is Fate.DROPPED:
            self._note("type_of_device", line, "type", type=kind.word)
            self.dropped.append(found)
            return
        found.reasons += self._why_not(found)
        found.required = self._required(line) if found.is_active else False
        self.candidates.append(found)

    def _why_not(self, found: Candidate) -> Iterator[Remark]:
        kind, line = found.kind, found.line
        if kind.fate is Fate.UNKNOWN:
            nearest = nearest_name(kind.word.casefold(), TYPE_WORDS)
            mend = f'Did you mean "{nearest}"?' if nearest else "Use a type of XLSForm."
            yield self._note("type_unknown", line, "type", type=kind.word, nearest=mend)
        elif kind.fate is Fate.UNSUPPORTED:
            yield self._note("type_unsupported", line, "type", type=kind.word)
        yield from self._why_not_named(found)
        if repeat := next((group for group in found.groups if group.is_repeat), None):
            yield self._note("in_repeat", repeat.line, "type", name=repeat.name)
        elif table := next((group for group in found.groups if group.is_table), None):
            yield self._note("in_table_list", table.line, "appearance")
        for property_ in ("disabled", "read_only"):
            if is_yes(line.value(property_)) and kind.fate is Fate.ASKED:
                yield self._note(property_, line, property_)
        appearance = line.value("appearance").casefold().split()
        if shown := {"label", "list-nolabel"}.intersection(appearance):
            yield self._note("label_kept", line, "appearance", appearance=sorted(shown)[0])

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
        if value not in _NO:
            code = "dynamic_required" if re.search(r"[$(=]", value) else "flag_wrong"
            self._note(code, line, "required", value=line.value("required"))
        return False


def is_yes(value: str) -> bool:
    """Whether a cell says yes, in one of the ways people write it."""
    return value.casefold() in _YES
