"""What cannot be written is said before anything is."""

from typing import Any

import pandas as pd

from consult.dataset.definition import Dataset


class NotWritable(ValueError):
    """The dataset does not fit the file; every reason is in the sentence, and nothing was written."""


def check(dataset: Dataset) -> None:
    """Raises NotWritable when a column holds what its variable does not describe, naming each."""
    if not dataset.variables:
        raise NotWritable("the dataset has no variables. Choose at least one that may leave.")
    told = [found for name in dataset.variables if (found := _wrong(dataset, name))]
    if told:
        raise NotWritable(f"{'; '.join(told)}. Describe in the variable what its column holds.")


def _wrong(dataset: Dataset, name: str) -> str:
    column, variable = dataset.frame[name], dataset.variables[name]
    if isinstance(column.dtype, pd.CategoricalDtype):
        strange = [str(code) for code in column.cat.categories if code not in variable.values]
        return f"{name} has codes without a description: {', '.join(strange[:10])}" if strange else ""
    if is_number(column) or is_day(column):
        return ""
    return f"{name} holds {column.dtype}, where a dataset holds codes, numbers and days"


def is_coded(column: "pd.Series[Any]") -> bool:
    """Whether a column holds codes."""
    return isinstance(column.dtype, pd.CategoricalDtype)


def is_number(column: "pd.Series[Any]") -> bool:
    """Whether a column holds numbers, the 0/1 of several choices among them."""
    return pd.api.types.is_numeric_dtype(column.dtype)


def is_day(column: "pd.Series[Any]") -> bool:
    """Whether a column holds days."""
    return pd.api.types.is_datetime64_dtype(column.dtype)
