"""The formats of a written dataset, and reading a file back to see that it holds what it should."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from consult.dataset.definition import Dataset, Kind, Variable
from consult.dataset.numbering import numbers_of, spss_names
from consult.dataset.writing.csv_file import read_csv, write_csv
from consult.dataset.writing.parquet_file import read_parquet, write_parquet
from consult.dataset.writing.sav_file import read_sav, write_sav
from consult.dataset.writing.xlsx_file import read_xlsx, write_xlsx
from consult.instrument.definition import Type

FORMATS = ("csv", "xlsx", "sav", "parquet")

Variables = Mapping[str, Variable]


class UnknownFormat(ValueError):
    """There is no such format."""


def write(dataset: Dataset, path: Path, language: str, title: str = "") -> None:
    """Writes a dataset in the format that the suffix of `path` names. Raises UnknownFormat, NotWritable."""
    writing: dict[str, Callable[[], None]] = {
        "csv": lambda: write_csv(dataset, path),
        "xlsx": lambda: write_xlsx(dataset, path, language),
        "sav": lambda: write_sav(dataset, path, language, title),
        "parquet": lambda: write_parquet(dataset, path),
    }
    writing[_format(path)]()


def read_back(path: Path, variables: Variables | None = None) -> pd.DataFrame:
    """What a written file holds.

    With the variables: codes, numbers and days, typed as the dataset was. Without: as they lie there (of SPSS numbers,
    of CSV text). Raises UnknownFormat, and KeyError when the file lacks a variable.
    """
    format_ = _format(path)
    if format_ == "sav":
        frame, about = read_sav(path)
        return frame if variables is None else _from_spss(frame, about, variables)
    frame = {"csv": read_csv, "xlsx": read_xlsx, "parquet": read_parquet}[format_](path)
    if variables is None:
        return frame
    return pd.DataFrame({name: _typed(frame[name], variable) for name, variable in variables.items()})


def differences(dataset: Dataset, read: pd.DataFrame) -> list[str]:
    """The columns whose values in a file that was read back are not those of the dataset; empty when all are."""
    missing = [str(name) for name in dataset.frame if name not in read]
    added = [str(name) for name in read if name not in dataset.frame]
    there = [name for name in dataset.variables if name not in missing]
    return missing + added + [name for name in there if not _same(dataset.frame[name], read[name])]


def _same(one: "pd.Series[Any]", other: "pd.Series[Any]") -> bool:
    return len(one) == len(other) and bool((_plain(one) == _plain(other)).all())


def _plain(column: "pd.Series[Any]") -> Any:
    # A mark for nothing that no code can be: <NA> would equal nothing, not even itself.
    return column.astype(object).where(column.notna(), "\0").to_numpy()


def _format(path: Path) -> str:
    found = path.suffix.removeprefix(".")
    if found not in FORMATS:
        raise UnknownFormat(f'no format "{found}"; choose from {", ".join(FORMATS)}')
    return found


def _typed(column: "pd.Series[Any]", variable: Variable) -> Any:
    if variable.kind is Kind.DAY:
        return pd.to_datetime(column.astype(object)).astype("datetime64[s]")
    if variable.kind in (Kind.NUMBER, Kind.SEVERAL):
        numbers = pd.to_numeric(column.astype(object), errors="raise")
        return numbers.astype(_number_type(variable, numbers))
    return pd.Categorical(column.astype(object), categories=list(variable.values))


def _number_type(variable: Variable, numbers: "pd.Series[Any]") -> Any:
    if variable.kind is Kind.SEVERAL:
        return pd.Int8Dtype()
    # A codebook does not say which numbers have fractions: the numbers do.
    broken = variable.type in (Type.CALCULATE, Type.DECIMAL) or bool((numbers.dropna() % 1 != 0).any())
    return pd.Float64Dtype() if broken else pd.Int64Dtype()


def _from_spss(frame: pd.DataFrame, about: Any, variables: Variables) -> pd.DataFrame:
    names = spss_names(variables)
    found = {}
    for name, variable in variables.items():
        column = frame[names[name]]
        if variable.kind in (Kind.NUMBER, Kind.SEVERAL):
            gone = about.missing_ranges.get(names[name], [])
            column = column.mask(_within(column, gone))
        elif variable.kind is not Kind.DAY:
            column = column.map({number: code for code, number in numbers_of(variable).items()})
        found[name] = _typed(column, variable)
    return pd.DataFrame(found)


def _within(column: "pd.Series[Any]", ranges: list[dict[str, float]]) -> Any:
    inside = np.zeros(len(column), bool)
    for found in ranges:
        inside |= ((column >= found["lo"]) & (column <= found["hi"])).to_numpy()
    return inside
