"""Any table as CSV, in and out, every cell as text: for `consult anonymise` and for who verifies what it wrote."""

import csv
import re
from pathlib import Path

import pandas as pd

from consult.dataset.disarming import armed, disarmed

_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?([eE][-+]?\d+)?")


class NoTable(Exception):
    """The file holds no table. Says what is wrong and how to mend it."""


def read_table(file: Path, delimiter: str = "") -> pd.DataFrame:
    """The rows of a file, as text; an empty cell is an empty text. delimiter: found in the first line when not given.

    Raises NoTable with every mistake.
    """
    rows = list(_rows(file, delimiter))
    if not rows:
        raise NoTable(
            f"{file.name} is empty. Give a first line with the names of the columns, and rows below it."
        )
    names, *cells = rows
    if problems := _problems(file.name, names, cells):
        raise NoTable("\n".join(problems))
    return pd.DataFrame(cells, columns=names, dtype=object)


def delimiter_of(file: Path) -> str:
    """The character between the columns: of the usual ones, the one that the first line has most of."""
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        head = lines.readline()
    outside = "".join(head.split('"')[::2])  # a quoted name may hold any of them
    return max(",;\t|", key=outside.count)


def write_table(file: Path, frame: pd.DataFrame, delimiter: str) -> None:
    """Writes rows of text, each cell such that no spreadsheet takes it for a formula."""
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter=delimiter, lineterminator="\n")
        writer.writerow([_cell(str(name)) for name in frame])
        writer.writerows(
            [_cell(str(cell)) for cell in row] for row in frame.itertuples(index=False, name=None)
        )


def read_released(file: Path, delimiter: str = "") -> pd.DataFrame | None:
    """The rows of a file that `write_table` wrote; None for a file that is no CSV. Raises NoTable.

    delimiter: with which it was written; found in the first line when not given.
    """
    if file.suffix != ".csv":
        return None
    return read_table(file, delimiter).map(armed).rename(columns=armed)


def _cell(text: str) -> str:
    # A negative number begins as a formula does, and is none.
    return text if _NUMBER.fullmatch(text) else disarmed(text)


def _rows(file: Path, delimiter: str) -> list[list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return [row for row in csv.reader(lines, delimiter=delimiter or delimiter_of(file)) if row]
    except UnicodeDecodeError as error:
        raise NoTable(f"{file.name} is no text in UTF-8. Save it as CSV in UTF-8.") from error
    except csv.Error as error:
        raise NoTable(f"{file.name} is no CSV: {error}. Save it as CSV in UTF-8.") from error


def _problems(file: str, names: list[str], cells: list[list[str]]) -> list[str]:
    problems = []
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        problems.append(
            f"{file}:1  columns {', '.join(map(repr, twice))} stand there twice. Give each its own name."
        )
    if "" in names:
        problems.append(f"{file}:1  column {names.index('') + 1} has no name. Give it one.")
    problems += [
        f"{file}:{line}  has {len(row)} cells, the first line {len(names)}. Put quotes around a cell with a separator."
        for line, row in enumerate(cells, start=2)
        if len(row) != len(names)
    ][:20]
    return problems
