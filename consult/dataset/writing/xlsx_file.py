"""Excel: a sheet of codes, one of labels in a chosen language and one with the codebook."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from consult.dataset.codebook import Count
from consult.dataset.codebook import rows as codebook_rows
from consult.dataset.definition import Dataset, Kind, Variable
from consult.dataset.whole import whole
from consult.dataset.writing.checking import NotWritable, check, is_coded, is_day
from consult.dataset.writing.sheet_reading import Day, read_sheet
from consult.dataset.writing.workbook import DAY, MOST_COLUMNS, MOST_ROWS, CellColumn, Workbook
from consult.instrument.languages import LANGUAGES

DATA, LABELS, CODEBOOK = "data", "labels", "codebook"
_DAY_ZERO = pd.Timestamp(1899, 12, 30)  # Excel counts days from here

_Told = Callable[[Variable, str], str]


def write_xlsx(dataset: Dataset, path: Path, language: str, count: Count | None = None) -> None:
    """Writes a dataset to `path`, whole or not at all. Raises NotWritable.

    The sheet of labels reads from right to left when `language` does. count: as for the codebook.
    """
    check(dataset)
    _check_size(dataset)
    right_to_left = LANGUAGES[language].direction == "rtl"
    with whole(path) as unfinished, Workbook(unfinished) as workbook:
        codes = [_column(dataset, name, name, lambda _, code: code) for name in dataset.variables]
        workbook.add_sheet(DATA, codes, len(dataset))
        labels = [
            _column(
                dataset,
                name,
                variable.label(language).text,
                lambda of, code: of.value_label(code, language).text,
            )
            for name, variable in dataset.variables.items()
        ]
        workbook.add_sheet(LABELS, labels, len(dataset), right_to_left=right_to_left)
        told = list(codebook_rows(dataset.variables, count))
        workbook.add_sheet(CODEBOOK, _columns_of(told), len(told) - 1, right_to_left=right_to_left)


def _check_size(dataset: Dataset) -> None:
    if len(dataset) >= MOST_ROWS or len(dataset.variables) > MOST_COLUMNS:
        raise NotWritable(
            f"{len(dataset)} rows by {len(dataset.variables)} columns; Excel opens at most {MOST_ROWS - 1} by"
            f" {MOST_COLUMNS}. Choose CSV, Parquet or SPSS, or fewer variables."
        )


def _column(dataset: Dataset, name: str, heading: str, told: _Told) -> CellColumn:
    column, variable = dataset.frame[name], dataset.variables[name]
    if is_coded(column):
        texts = [told(variable, str(code)) for code in column.cat.categories]
        return CellColumn(heading, texts, column.cat.codes.to_list())
    if is_day(column):
        places, days = pd.factorize(column)
        return CellColumn(heading, [(day - _DAY_ZERO).days for day in days], places.tolist(), DAY)
    places, values = pd.factorize(column)
    if variable.kind is Kind.SEVERAL and told(variable, "1") != "1":
        return CellColumn(heading, [told(variable, str(value)) for value in values], places.tolist())
    return CellColumn(heading, [value.item() for value in np.asarray(values)], places.tolist())


def _columns_of(table: Sequence[Sequence[str]]) -> list[CellColumn]:
    """The columns of a table whose first line is headings; an empty text is an empty cell."""
    columns = []
    for heading, *cells in zip(*table, strict=True):
        values = list(dict.fromkeys(cell for cell in cells if cell))
        places = {"": -1} | {value: place for place, value in enumerate(values)}
        columns.append(CellColumn(heading, values, [places[cell] for cell in cells]))
    return columns


def read_xlsx(path: Path, sheet: str = DATA) -> pd.DataFrame:
    """What is in a sheet of a file that `write_xlsx` wrote, with None where a cell is empty; a day is a day."""
    table = read_sheet(path, sheet)
    frame = {}
    for heading, column in table.items():
        values = pd.Series(column, dtype=object)
        days = any(isinstance(value, Day) for value in column)
        frame[heading] = _DAY_ZERO + pd.to_timedelta(values.astype(float), unit="D") if days else values
    return pd.DataFrame(frame)
