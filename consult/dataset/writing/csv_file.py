"""Comma-separated values: codes, UTF-8, one line for each response; a day as 2026-03-02, nothing where nothing is."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv

from consult.dataset.definition import Dataset
from consult.dataset.disarming import armed, disarmed
from consult.dataset.whole import whole
from consult.dataset.writing.checking import check, is_coded, is_day

_ROWS_AT_ONCE = 50_000  # text of all rows at once would be the largest thing in memory


def write_csv(dataset: Dataset, path: Path) -> None:
    """Writes the codes of a dataset to `path`, whole or not at all. Raises NotWritable."""
    check(dataset)
    with whole(path) as unfinished:
        first = _table(dataset.frame.iloc[:0])
        with pa_csv.CSVWriter(unfinished, first.schema) as file:
            for start in range(0, len(dataset), _ROWS_AT_ONCE):
                file.write_table(_table(dataset.frame.iloc[start : start + _ROWS_AT_ONCE]))


def _table(frame: pd.DataFrame) -> pa.Table:
    return pa.table({disarmed(str(name)): _column(frame[name]) for name in frame})


def _column(column: "pd.Series[Any]") -> pa.Array:
    if is_coded(column):
        texts = pa.array([disarmed(str(code)) for code in column.cat.categories], pa.string())
        places = pa.array(column.cat.codes.to_numpy(), mask=(column.cat.codes < 0).to_numpy())
        return pa.DictionaryArray.from_arrays(places, texts).dictionary_decode()
    return pa.array(column).cast(pa.date32()) if is_day(column) else pa.array(column)


def read_csv(path: Path) -> pd.DataFrame:
    """What is in the file, a categorical of texts for each column, NaN where a cell is empty; disarmed cells as they were."""
    with path.open(encoding="utf-8", newline="") as file:
        names = [armed(name) for name in next(csv.reader(file))]
    types = {disarmed(name): pa.string() for name in names}
    options = pa_csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    table = pa_csv.read_csv(path, convert_options=options).rename_columns(names)
    return pd.DataFrame({name: _texts(table[name]) for name in names})


def _texts(column: pa.ChunkedArray) -> "pd.Series[Any]":
    coded = column.dictionary_encode().to_pandas()
    found: pd.Series[Any] = coded.cat.rename_categories([armed(text) for text in coded.cat.categories])
    return found
