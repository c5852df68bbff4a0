"""SPSS: numbers with labels in one language, the ways of having no answer as user-missing values above the codes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat

from consult.dataset.definition import Dataset, Kind, Variable
from consult.dataset.numbering import cut, missing_range, numbers_of, spss_names
from consult.dataset.whole import whole
from consult.dataset.writing.checking import check, is_coded, is_day
from consult.instrument.definition import NOT_ASKED

_LONGEST_LABEL_BYTES, _LONGEST_VALUE_LABEL_BYTES, _LONGEST_TITLE_BYTES = 255, 120, 64
_DAYS_BEFORE_1970 = 141_428  # SPSS counts seconds since 14 October 1582
_SECONDS_A_DAY = 86_400
# Where the header says when it was written (PSPP, "System File Format"): the same dataset is the same bytes.
_WRITTEN_AT, _ALWAYS = 92, b"01 Jan 80" + b"00:00:00"


@dataclass(frozen=True)
class _Column:
    """A column as SPSS takes it. numbers: of its codes, {} when it holds no codes."""

    values: Any
    numbers: Mapping[str, int]
    measure: str
    format: str


def write_sav(dataset: Dataset, path: Path, language: str, title: str = "") -> None:
    """Writes a dataset to `path` with its labels in `language`, whole or not at all. Raises NotWritable."""
    check(dataset)
    names = spss_names(dataset.variables)
    columns = {name: _column(dataset, name) for name in dataset.variables}
    frame = pd.DataFrame({names[name]: column.values for name, column in columns.items()})
    with whole(path) as unfinished:
        pyreadstat.write_sav(
            frame,
            unfinished,
            file_label=cut(title, _LONGEST_TITLE_BYTES),
            column_labels={names[name]: _label(dataset.variables[name], language) for name in columns},
            variable_value_labels={
                names[name]: _value_labels(dataset.variables[name], column.numbers, language)
                for name, column in columns.items()
                if column.numbers
            },
            missing_ranges={
                names[name]: [{"lo": found[0], "hi": found[1]}]
                for name, column in columns.items()
                if column.numbers and (found := missing_range(dataset.variables[name], column.numbers))
            },
            variable_measure={names[name]: column.measure for name, column in columns.items()},
            variable_format={names[name]: column.format for name, column in columns.items()},
            row_compress=True,
        )
        _forget_when(unfinished)


def _forget_when(file: Path) -> None:
    with file.open("r+b") as header:
        header.seek(_WRITTEN_AT)
        header.write(_ALWAYS)


def _label(variable: Variable, language: str) -> str:
    return cut(variable.label(language).text, _LONGEST_LABEL_BYTES)


def _value_labels(variable: Variable, numbers: Mapping[str, int], language: str) -> dict[int | float, str]:
    return {
        number: cut(variable.value_label(code, language).text, _LONGEST_VALUE_LABEL_BYTES)
        for code, number in numbers.items()
    }


def _column(dataset: Dataset, name: str) -> _Column:
    column, variable = dataset.frame[name], dataset.variables[name]
    if is_day(column):
        days = column.to_numpy().astype("datetime64[D]").astype(np.float64)  # NaT is NaN
        days[column.isna().to_numpy()] = np.nan
        return _Column((days + _DAYS_BEFORE_1970) * float(_SECONDS_A_DAY), {}, "scale", "SDATE10")
    if is_coded(column):
        numbers = numbers_of(variable)
        by_place = np.array([*(float(numbers[code]) for code in column.cat.categories), np.nan])
        return _Column(by_place[column.cat.codes.to_numpy()], numbers, "nominal", "F8.0")
    return _of_numbers(dataset, name)


def _of_numbers(dataset: Dataset, name: str) -> _Column:
    """Numbers, with the reason where there is none, when the dataset has it."""
    column, variable = dataset.frame[name], dataset.variables[name]
    several = variable.kind is Kind.SEVERAL
    largest = math.ceil(column.max()) if column.notna().any() else 0
    numbers = numbers_of(variable, largest)
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    if variable.companion in dataset.frame:
        gaps = np.isnan(values)
        values[gaps] = _reasons(dataset.frame[variable.companion], numbers)[gaps]
    return _Column(values, numbers, "nominal" if several else "scale", _format(column))


def _reasons(companion: "pd.Series[Any]", numbers: Mapping[str, int]) -> Any:
    # No reason beside no answer: this choice was not offered to who answered the question.
    by_place = np.array(
        [*(numbers.get(str(code), np.nan) for code in companion.cat.categories), numbers[NOT_ASKED]]
    )
    return by_place[companion.cat.codes.to_numpy()].astype(np.float64)


def _format(column: "pd.Series[Any]") -> str:
    return "F12.2" if pd.api.types.is_float_dtype(column.dtype) else "F12.0"


def read_sav(path: Path) -> tuple[pd.DataFrame, Any]:
    """What is in the file: numbers, user-missing ones among them, and what it says of its variables."""
    found: tuple[pd.DataFrame, Any] = pyreadstat.read_sav(path, user_missing=True)
    return found
