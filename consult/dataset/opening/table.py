"""A file of data that came from elsewhere, once it is opened: tables of texts, every cell with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from consult.apart.workbook import letters


class DataFileRefused(Exception):
    """The file is not read, and why; one sentence for each thing that is wrong, each saying how to mend it."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """What a file says of one of its columns.

    label: its text. value_labels: what values mean, by value as it stands in the cells. missing: the values that the
    file itself calls missing. storage: what the file keeps it as ("" where a file keeps text only).
    """

    name: str
    label: str = ""
    value_labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    storage: str = ""


@dataclass(frozen=True)
class SourceTable:
    """One table. cells: texts, one column for each of `columns` in their order, "" where a cell is empty.

    name: of its sheet, or of its file where in_a_file (of a zip); "" in a file that holds one table. first: the line or row of a spreadsheet that `cells` begins at.
    """

    name: str
    columns: tuple[SourceColumn, ...]
    cells: pd.DataFrame
    first: int = 2
    in_a_file: bool = False

    def place(self, row: int, column: str = "") -> str:
        """Where a cell stands, row counted from 0: `main!C7` in a sheet, `line 7` in a text, `row 7` elsewhere."""
        line = row + self.first
        if self.in_a_file:
            return f"{self.name}.csv:{line}"
        if self.name:
            at = letters(self.names.index(column)) if column in self.names else ""
            return f"{self.name}!{at}{line}"
        return f"line {line}" if self.first == 2 else f"row {line}"

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> SourceColumn:
        """One column. Raises KeyError."""
        found = next((one for one in self.columns if one.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


@dataclass(frozen=True, slots=True)
class DataFile:
    """The tables of a file. kind: what it really is: csv, xlsx, xls, sav, dta, parquet, zip or lsa. remarks: what to know of it."""

    kind: str
    tables: tuple[SourceTable, ...]
    remarks: tuple[str, ...] = ()

    def table(self, name: str = "") -> SourceTable:
        """The table of this name; without a name the first. Raises DataFileRefused."""
        for table in self.tables:
            if name in ("", table.name):
                return table
        names = (
            ", ".join(f'"{table.name}"' for table in self.tables if table.name) or "one table without a name"
        )
        raise DataFileRefused(f'There is no sheet "{name}"; the file has {names}.')
