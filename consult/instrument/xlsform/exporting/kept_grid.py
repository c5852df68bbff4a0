"""A sheet of someone else's workbook, in which cells are changed under its own headings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from consult.apart.workbook import Sheet
from consult.instrument.languages import LANGUAGES
from consult.instrument.xlsform.exporting.grid import Grid
from consult.instrument.xlsform.headings import Column, Headings
from consult.instrument.xlsform.tongues import identity


@dataclass
class KeptGrid(Grid):
    """Such a sheet. Rows that are removed or inserted keep the others in their places until it is closed."""

    columns: list[Column] = field(default_factory=list)
    unmarked: str = ""
    _removed: set[int] = field(default_factory=set)
    _inserted: dict[int, list[list[str]]] = field(default_factory=dict)

    @classmethod
    def kept(cls, sheet: Sheet, found: Headings | None, unmarked: str) -> "KeptGrid":
        """The sheet under the headings that were found in it. unmarked: the language of columns that say none."""
        rows = [list(row) for row in sheet.rows]
        columns = list(found.columns) if found else []
        return cls(sheet.name, rows, found.row if found else 0, columns, unmarked)

    def said(self, row: int, property_: str) -> str:
        """The cell of a property."""
        column = self._of(property_)
        return self.cell(row, column.index).strip() if column else ""

    def put(self, row: int, property_: str, text: str) -> None:
        """Puts a text under the heading of a property, whatever it is called here."""
        self.write(row, self._column(property_), text)

    def put_under(self, row: int, heading: str, text: str) -> None:
        """Puts a text under a heading that has no meaning of its own."""
        known = next((one.index for one in self.columns if one.heading == heading), None)
        self.write(row, self.column(heading) if known is None else known, text)

    def put_text(self, row: int, property_: str, tag: str, text: str) -> None:
        """Puts a text under the heading of a property in a language. An empty one empties every such cell."""
        marked, bare = self._in_language(property_, tag)
        if not text:
            for column in (*marked, *bare):
                self.write(row, column.index, "")
            return
        filled = [column for column in marked if self.cell(row, column.index).strip()]
        known = [*filled[-1:], *marked[-1:], *bare[:1]]
        self.write(row, known[0].index if known else self._new(property_, self._name(tag)), text)

    def insert(self, after: int, rows: Sequence[Mapping[str, str]]) -> None:
        """Adds rows under a row. rows: texts by heading, as our own forms have them."""
        for cells in rows:
            self.rows.append([])
            row = len(self.rows) - 1
            for heading, text in cells.items():
                if text:
                    self._put_cell(row, heading, text)
            self._inserted.setdefault(after, []).append(self.rows.pop())

    def remove(self, row: int) -> None:
        """Takes a row out."""
        self._removed.add(row)

    def close(self) -> None:
        """Removes and inserts what was asked for."""
        rows: list[list[str]] = []
        for number, row in enumerate(self.rows):
            if number not in self._removed:
                rows.append(row)
            rows += self._inserted.get(number, [])
        self.rows, self._removed, self._inserted = rows, set(), {}

    # --- columns

    def _of(self, property_: str) -> Column | None:
        return next((column for column in self.columns if column.property == property_), None)

    def _column(self, property_: str) -> int:
        known = self._of(property_)
        return known.index if known else self._new(property_, "")

    def _new(self, property_: str, language: str) -> int:
        heading = f"{property_}::{language}" if language else property_
        if not self.rows:
            self.rows.append([])
        index = self.column(heading)
        self.columns.append(Column(index, heading, property_, language))
        return index

    def _in_language(self, property_: str, tag: str) -> tuple[list[Column], list[Column]]:
        of_property = [column for column in self.columns if column.property == property_]
        marked = [one for one in of_property if one.language and identity(one.language) == tag]
        bare = [one for one in of_property if not one.language and self.unmarked == tag]
        return marked, bare

    def _name(self, tag: str) -> str:
        """What the sheet calls a language; two names would be two languages to other tools."""
        spoken = (one.language for one in self.columns if one.language and identity(one.language) == tag)
        return next(spoken, f"{LANGUAGES[tag].own_name} ({tag})")

    def _put_cell(self, row: int, heading: str, text: str) -> None:
        property_, _colons, language = heading.partition("::")
        if property_ == "consult":
            self.say(row, heading, text)
        elif language:
            self.put_text(row, property_, identity(language), text)
        elif property_ in {column.property for column in self.columns} or not self.columns:
            self.put(row, property_, text)
        else:
            self.put_under(row, heading, text)
