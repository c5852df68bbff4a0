"""A survey sheet that was written or kept here, row by row: what its XLSForm cells say by themselves, and what our columns add."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from consult.instrument.definition import Type
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.words import ExpressionError
from consult.instrument.source.required import is_expression
from consult.instrument.source.triggers import named_in, written_of
from consult.instrument.xlsform.conditions import Condition, all_of, read_condition
from consult.instrument.xlsform.drafting import appearance_taken
from consult.instrument.xlsform.kinds import Fate, Kind, kind_of
from consult.instrument.xlsform.own.columns import (
    EXPRESSIONS,
    NOTHING,
    OF_CHOICES,
    OURS,
    PROPERTIES,
    TEXTS,
    Property,
    own_text,
)
from consult.instrument.xlsform.row_checks import is_randomized, spans
from consult.instrument.xlsform.survey import is_literal, is_no, is_yes
from consult.instrument.xlsform.tables import Line

ASKED, PAGE, TEXT, ROW, POSITION = (OURS + word for word in ("asked", "page", "text", "row", "position"))
CHOICE_POSITION = OF_CHOICES + "position"
_TABLE = "table-list"


@dataclass(eq=False)
class FormRow:
    """A row that can be a question. groups: those around it that may have a condition, within its innermost repeat, which

    carries those of the groups outside it. page: the group that is its page.
    rows: the lines of a matrix, which is a group itself.
    """

    line: Line
    kind: Kind
    groups: tuple[Line, ...]
    page: Line | None
    repeat: str = ""  # the innermost that it stands in
    rows: list[Line] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name."""
        return self.line.value("name")

    @property
    def is_left_out(self) -> bool:
        """Whether it was said to be no question of the instrument."""
        return self.line.others.get(ASKED, "") == "no"


class FormReading:
    """The rows of a form. said: the lines that show a text of the instrument itself. is_ours: nobody else wrote it."""

    def __init__(self, *, is_ours: bool) -> None:
        self.is_ours = is_ours
        self.rows: list[FormRow] = []
        self.pages: dict[str, Line] = {}
        self.repeats: dict[str, Line] = {}
        self.said: dict[str, Line] = {}
        self._open: list[Line] = []
        self._matrix: tuple[FormRow, int] | None = None

    def read(self, lines: Iterable[Line]) -> "FormReading":
        """Every line in its place."""
        for line in lines:
            kind = kind_of(line.value("type"))
            if TEXT in line.others and kind.fate is not Fate.BEGIN:
                self.said[line.others[TEXT]] = line
            elif kind.fate is Fate.BEGIN:
                self._begin(line, kind)
            elif kind.fate is Fate.END:
                self._end()
            elif self._matrix:
                self._matrix[0].rows.append(line)
            elif line.value("type"):
                self.rows.append(self._row(line, kind))
        return self

    def _begin(self, line: Line, kind: Kind) -> None:
        if kind.word == "repeat":
            self.repeats[line.value("name")] = line
        elif self.is_ours and PAGE in line.others and not self._is_matrix(line):
            self.pages[line.others[PAGE]] = line
        elif kind.word == "group" and self._is_matrix(line):
            row = self._row(line, kind)
            self.rows.append(row)
            self._matrix = row, len(self._open)
        self._open.append(line)

    def _is_matrix(self, line: Line) -> bool:
        if line.others.get(OURS + "type", "").startswith(Type.MATRIX):
            return True
        return self.is_ours and _TABLE in line.value("appearance").split()

    def _end(self) -> None:
        if self._open:
            self._open.pop()
        if self._matrix and len(self._open) <= self._matrix[1]:
            self._matrix = None

    def _row(self, line: Line, kind: Kind) -> FormRow:
        pages = [group for group in self._open if group in self.pages.values()]
        repeats = [place for place, group in enumerate(self._open) if group in self.repeats.values()]
        inside = self._open[repeats[-1]].value("name") if repeats else ""
        within = self._open[repeats[-1] + 1 :] if repeats else self._open
        groups = tuple(group for group in within if group not in pages)
        return FormRow(line, kind, groups, pages[-1] if pages else None, inside)

    # --- what the cells say

    def plain(self, row: FormRow) -> dict[str, str]:
        """What the XLSForm cells of a row say by themselves, by the key of the property."""
        type_ = Type.MATRIX if row.rows else row.kind.type
        found = {"type": _type_of(row)}
        for one in PROPERTIES:
            if one.column and (not one.types or type_ in one.types):
                found[one.key] = self._cell(row, one, type_)
        return found

    def _cell(self, row: FormRow, one: Property, type_: Type | None) -> str:
        if one.key == "relevant":
            return all_of(filter(None, (self._expression(line, one.key) for line in (*row.groups, row.line))))
        if one.key in EXPRESSIONS:
            return self._expression(row.line, one.key)
        # A group can be required nowhere: of a matrix its rows say it.
        line = row.rows[0] if row.rows and one.key == "required" else row.line
        cell = line.value(one.column)
        if one.key == "required" and is_expression(cell) and not is_yes(cell):
            return "" if is_no(cell) else self._expression(line, one.key)
        if one.key in ("required", "read_only"):
            return "yes" if is_yes(cell) else ""
        if one.key == "default":
            return cell if self.is_ours or is_literal(cell) else self._expression(row.line, "default")
        if one.key == "span":
            return " ".join(f"{part}={number}" for part, number in spans(cell).items())
        if one.key == "randomize":
            return "randomize=true" if is_randomized(cell) else ""
        if one.key == "trigger":
            return written_of(named_in(cell))
        if one.key == "appearance":
            return appearance_taken(type_, cell)
        return cell

    def _expression(self, line: Line, key: str) -> str:
        if not self.is_ours:
            condition = read_condition(line, key, [])
            return condition.expression.source if isinstance(condition, Condition) else ""
        try:
            return parse(line.value(key), of_choices=key == "choice_filter").source if line.value(key) else ""
        except ExpressionError:
            return line.value(key)  # the loader says what is wrong with it

    def condition_of(self, line: Line, key: str = "relevant") -> str:
        """The condition of the group that is a page or a repeat, or how often it is asked."""
        return self._expression(line, key)


def with_ours(plain: Mapping[str, str], line: Line) -> dict[str, str]:
    """What a row says once our columns have spoken."""
    ours = {
        key: own_text(line.others[OURS + key])
        for key in ("type", *(one.key for one in PROPERTIES))
        if OURS + key in line.others
    }
    return {**plain, **ours}


def texts_of(row: FormRow) -> Iterator[tuple[str, Mapping[str, str], Line]]:
    """The texts that the cells of a row have: their key, by language, and where they stand."""
    if row.kind.type is Type.CALCULATE:
        return
    for property_ in TEXTS:
        line = row.rows[0] if row.rows and property_ == "required_message" else row.line
        if line.others.get(OURS + property_) != NOTHING:
            yield f"{row.name}/{property_}", line.texts.get(property_, {}), line
    for line in row.rows:
        yield f"{row.name}/row/{row_name(row, line)}", line.texts.get("label", {}), line


def row_name(row: FormRow, line: Line) -> str:
    """What a line of a matrix is called there: its variable without the name of the matrix."""
    return line.others.get(ROW, "") or line.value("name").removeprefix(f"{row.name}_")


def _type_of(row: FormRow) -> str:
    if row.rows:
        return f"{Type.MATRIX} {kind_of(row.rows[0].value('type')).list_name}"
    if row.kind.type is None:
        return row.kind.word
    words = (row.kind.type.value, row.kind.list_name, "or_other" if row.kind.or_other else "")
    return " ".join(word for word in words if word)
