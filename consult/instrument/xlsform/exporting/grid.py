"""A sheet that is being written: rows under headings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from consult.apart.workbook import Sheet


@dataclass
class Grid:
    """A sheet whose cells can still change. heading: the row that names its columns, from 0."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    heading: int = 0

    @classmethod
    def of(cls, name: str, headings: Iterable[str], rows: Iterable[Mapping[str, str]]) -> "Grid":
        """The rows under these headings, of which those that stay empty are left out."""
        filled = [dict(row) for row in rows]
        used = [heading for heading in dict.fromkeys(headings) if any(row.get(heading) for row in filled)]
        return cls(name, [used, *([row.get(heading, "") for heading in used] for row in filled)])

    def cell(self, row: int, column: int) -> str:
        """The text at a place, empty outside the rows."""
        return self.rows[row][column] if column < len(self.rows[row]) else ""

    def write(self, row: int, column: int, text: str) -> None:
        """Puts a text at a place."""
        cells = self.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = text

    def column(self, heading: str) -> int:
        """The column of a heading; a new one, to the right of everything, when there is none."""
        spelled = self.spelled(heading)
        if spelled not in self.rows[self.heading]:
            self.write(self.heading, max(len(row) for row in self.rows), spelled)
        return self.rows[self.heading].index(spelled)

    def spelled(self, heading: str) -> str:
        """A heading with the colons of this sheet: one `::` makes other tools read every `label:English` as one word."""
        others = self.rows[self.heading]
        single = any(":" in other for other in others) and not any("::" in other for other in others)
        return heading.replace("::", ":") if single else heading

    def say(self, row: int, heading: str, text: str) -> None:
        """Puts a text under a heading."""
        self.write(row, self.column(heading), text)

    def sheet(self) -> Sheet:
        """The sheet as it stands."""
        return Sheet(self.name, tuple(tuple(row) for row in self.rows))
