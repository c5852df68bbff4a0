"""Parquet: codes as dictionaries, numbers and days as such; labels stand in the fields' metadata."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from consult.dataset.definition import Dataset, Variable
from consult.dataset.whole import whole
from consult.dataset.writing.checking import check, is_coded, is_day


def write_parquet(dataset: Dataset, path: Path) -> None:
    """Writes a dataset to `path`, whole or not at all. Raises NotWritable."""
    check(dataset)
    arrays = [_array(dataset.frame[name]) for name in dataset.variables]
    fields = [
        pa.field(name, array.type, metadata=_labels(dataset.variables[name]))
        for name, array in zip(dataset.variables, arrays, strict=True)
    ]
    with whole(path) as unfinished:
        pq.write_table(pa.table(arrays, schema=pa.schema(fields)), unfinished, compression="zstd")


def _array(column: "pd.Series[Any]") -> pa.Array:
    if is_coded(column):
        codes = pa.array([str(code) for code in column.cat.categories], pa.string())
        places = column.cat.codes.to_numpy().astype("int32")
        return pa.DictionaryArray.from_arrays(pa.array(places, mask=places < 0), codes)
    return pa.array(column).cast(pa.date32()) if is_day(column) else pa.array(column)


def _labels(variable: Variable) -> dict[str, str]:
    return {
        "labels": json.dumps(dict(variable.labels), ensure_ascii=False),
        "value_labels": json.dumps(
            {tag: dict(labels) for tag, labels in variable.value_labels.items()}, ensure_ascii=False
        ),
    }


def read_parquet(path: Path) -> pd.DataFrame:
    """What is in the file: codes as categoricals, numbers as nullable integers and floats (<NA>), days as datetime64 (NaT)."""
    frame: pd.DataFrame = pq.read_table(path).to_pandas(types_mapper=_NULLABLE.get, ignore_metadata=True)
    return frame


_NULLABLE = {
    pa.int8(): pd.Int8Dtype(),
    pa.int16(): pd.Int16Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
}
