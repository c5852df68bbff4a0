"""Files that know what their values mean: SPSS, Stata, Parquet."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from consult.dataset.opening.table import DataFileRefused, SourceColumn, SourceTable

_DAMAGED = "It is damaged, or breaks off: copy or export it again."


def read_sav(path: Path) -> SourceTable:
    """An SPSS file, with its labels and user-missing values as they stand. Raises DataFileRefused."""
    frame, known = _read(pyreadstat.read_sav, path, user_missing=True)
    ranges: Mapping[str, list[dict[str, Any]]] = known.missing_ranges or {}
    missing = {name: _within(frame[name], ranges[name]) for name in ranges if name in frame}
    return _labelled(frame, known, missing)


def read_dta(path: Path) -> SourceTable:
    """A Stata file, with its labels; .a to .z count as missing. Raises DataFileRefused."""
    frame, known = _read(pyreadstat.read_dta, path, user_missing=True)
    letters: Mapping[str, list[str]] = known.missing_user_values or {}
    missing = {name: frozenset(map(str, values)) for name, values in letters.items()}
    return _labelled(frame, known, missing)


def read_parquet(path: Path) -> SourceTable:
    """A Parquet file. Raises DataFileRefused."""
    try:
        frame = pd.read_parquet(path)
    except Exception as error:  # pyarrow raises its own for each way of being damaged
        raise DataFileRefused(
            f"{path.name} cannot be read as Parquet: {_first_line(error)}. {_DAMAGED}"
        ) from error
    columns = tuple(SourceColumn(str(name), storage=str(kind)) for name, kind in frame.dtypes.items())
    return SourceTable("", columns, _texts(frame), first=1)


def _read(reader: Callable[..., Any], path: Path, **how: Any) -> tuple[pd.DataFrame, Any]:
    try:
        frame, known = reader(str(path), **how)
    except Exception as error:  # pyreadstat raises its own, and UnicodeDecodeError, MemoryError, OSError
        raise DataFileRefused(f"{path.name} cannot be read: {_first_line(error)}. {_DAMAGED}") from error
    return frame, known


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def _labelled(frame: pd.DataFrame, known: Any, missing: Mapping[str, frozenset[str]]) -> SourceTable:
    texts, labels = _texts(frame), dict(known.column_names_to_labels)
    values: Mapping[str, Mapping[Any, str]] = known.variable_value_labels
    storage: Mapping[str, str] = known.original_variable_types
    columns = tuple(
        SourceColumn(
            name,
            labels.get(name) or "",
            {cell_text(value): label for value, label in values.get(name, {}).items()},
            missing.get(name, frozenset()),
            str(storage.get(name, "")),
        )
        for name in map(str, frame)
    )
    return SourceTable("", columns, texts, first=1)


def _within(column: "pd.Series[Any]", ranges: list[dict[str, Any]]) -> frozenset[str]:
    """The values of a column that its file calls missing, as single values or as a range."""
    found = {value for value in column.dropna().unique() for one in ranges if _lies(value, one)}
    return frozenset(map(cell_text, found)) | {
        cell_text(one["lo"]) for one in ranges if one["lo"] == one["hi"]
    }


def _lies(value: Any, within: Mapping[str, Any]) -> bool:
    try:
        return bool(within["lo"] <= value <= within["hi"])
    except TypeError:  # a text beside numbers
        return False


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Every cell as text under its column's number."""
    texts = {
        number: [cell_text(value) for value in frame.iloc[:, number]] for number in range(frame.shape[1])
    }
    return pd.DataFrame(texts, columns=range(frame.shape[1]), dtype=object)


def cell_text(value: Any) -> str:
    """A value as a spreadsheet shows it: 1.0 is 1, a day has no time, nothing is an empty text."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    if isinstance(value, pd.Timestamp):
        return str(value.date()) if value == value.normalize() else value.isoformat()
    return "" if value is pd.NA else str(value)
