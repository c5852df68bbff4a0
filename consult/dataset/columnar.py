"""The columnar copy: the answers to each version of a consultation as a Parquet file of small integers.

Derived from the stored documents, thrown away and made again at will. It holds no id, and its rows are shuffled at every
writing. What it was made of is told beside it, by day: how many responses, and the sum of their ids' hashes. A day on
which anything came, was withdrawn or got another id differs, and only such days are read again from the database; a
day is a column of the file anyway, so that this links a row to nothing new.
"""

import json
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from consult.dataset.building import (
    Codes,
    Versions,
    codes_of,
    columns_of,
    languages_of,
    recoded,
    rows_of,
    typed,
    united,
)
from consult.dataset.definition import Dataset, Variable
from consult.dataset.encoding import Array, Arrays, StoredDocument, encode
from consult.dataset.layout import DAY
from consult.dataset.variables import variables_of
from consult.dataset.whole import whole

FORMAT = 1
_ABOUT = b"consult"
_EPOCH = date(1970, 1, 1)
_MODULUS = 1 << 256


class CopyOutOfStep(Exception):
    """Responses came or went while the copy was being made."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the database holds of a day: how many responses, and the sum of the hashes of their ids, in hexadecimal."""

    n: int
    digest: str


Days = Mapping[date, Held]


def held(responses: Iterable[tuple[str, date]]) -> dict[date, Held]:
    """What is held of each day, from the id and day of every response; the order does not matter."""
    counts: Counter[date] = Counter()
    sums: Counter[date] = Counter()
    for id_, day in responses:
        counts[day] += 1
        sums[day] += int.from_bytes(sha256(id_.encode()).digest())
    return {day: Held(n, f"{sums[day] % _MODULUS:064x}") for day, n in counts.items()}


@dataclass(frozen=True)
class ColumnarCopy:
    """The files of one consultation. folder: of all copies; versions: oldest first, all that were fielded."""

    folder: Path
    consultation: str
    versions: Versions

    @cached_property
    def variables(self) -> Mapping[str, Variable]:
        """What is known of every column."""
        return variables_of(self.versions)

    # --- is it fresh

    def stale_days(self, now: Mapping[str, Days]) -> dict[str, frozenset[date]]:
        """The days that have to be read again, by version; none when the copy is fresh.

        now: what the database holds, by version and day.
        """
        was = {version: self._made_of(version) for version in self.versions}
        found = {version: _differing(was[version] or {}, now.get(version, {})) for version in self.versions}
        return {version: days for version, days in found.items() if days or was[version] is None}

    def _made_of(self, version: str) -> dict[date, Held] | None:
        """What the file was made of; None when there is none, or one in an older format or that was not told of."""
        try:
            told = json.loads(self._state(version).read_text())
            about = _about(self._file(version))
        except (OSError, ValueError, pa.ArrowException):
            return None
        if about.get("token") != told.get("token") or about.get("format") != FORMAT:
            return None
        return {date.fromisoformat(day): Held(**one) for day, one in told["days"].items()}

    # --- writing

    def refresh(self, responses: Iterable[StoredDocument], now: Mapping[str, Days]) -> None:
        """Puts the stale days right. responses: all responses of exactly `stale_days(now)`, and no others.

        Raises CopyOutOfStep when they are not what `now` says, UnknownAnswers; then the copy is as it was.
        """
        stale = self.stale_days(now)
        languages = languages_of(self.variables)
        columns = columns_of(self.versions)
        fresh = encode(responses, columns, languages)
        codes = codes_of(columns, languages)
        _check_stale(fresh, stale)
        for version, days in stale.items():
            kept = self._without(version, days, codes[version])
            arrays = {name: np.concatenate([kept[name], fresh[version][name]]) for name in kept}
            _check(arrays[DAY], now.get(version, {}))
            self._write(version, arrays, codes[version], now.get(version, {}))

    def drop(self) -> None:
        """Removes the copy; the next `refresh` makes it anew from everything."""
        for version in self.versions:
            self._state(version).unlink(missing_ok=True)
            self._file(version).unlink(missing_ok=True)

    def _without(self, version: str, days: frozenset[date], codes: Codes) -> Arrays:
        """The rows of the file that stay, in the codes of now; no rows when there is no file to trust."""
        if self._made_of(version) is None:
            return encode([], columns_of(self.versions), languages_of(self.variables))[version]
        arrays, was = _read(self._file(version), list(codes))
        stays = ~np.isin(arrays[DAY], [(day - _EPOCH).days for day in days])
        # A later version may have brought a language: the numbers of that column move.
        return {name: recoded(arrays[name][stays], was[name], codes[name]) for name in codes}

    def _write(self, version: str, arrays: Arrays, codes: Codes, days: Days) -> None:
        self._file(version).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        order = np.random.default_rng().permutation(len(arrays[DAY]))
        token = secrets.token_hex(
            16
        )  # ties the file to what is told of it, also when two processes write at once
        about = {"format": FORMAT, "token": token, "codes": codes}
        table = pa.table({name: _arrow(name, array[order]) for name, array in arrays.items()})
        with whole(self._file(version)) as unfinished:
            pq.write_table(
                table.replace_schema_metadata({_ABOUT: json.dumps(about)}), unfinished, compression="zstd"
            )
        told = {"token": token, "days": {day.isoformat(): asdict(one) for day, one in sorted(days.items())}}
        with whole(self._state(version)) as unfinished:
            unfinished.write_text(json.dumps(told))

    # --- reading

    def numbers(self, names: Iterable[str]) -> Arrays:
        """These columns over all versions, as `encoding` numbers them in the codes of the variables. Raises KeyError.

        One order of rows for all columns of one call, and the same while the copy is not written again.
        """
        wanted = {name: self.variables[name] for name in names}
        read = {version: _read(self._file(version), list(wanted)) for version in self.versions}
        return united(
            {version: arrays for version, (arrays, _) in read.items()},
            {version: codes for version, (_, codes) in read.items()},
            wanted,
        )

    def dataset(self, rng: np.random.Generator | None = None) -> Dataset:
        """The whole copy as a dataset, rows in random order."""
        numbers = self.numbers(self.variables)
        order = (rng or np.random.default_rng()).permutation(len(numbers[DAY]))
        frame = typed({name: array[order] for name, array in numbers.items()}, self.variables)
        return Dataset(frame, dict(self.variables))

    def _file(self, version: str) -> Path:
        return self.folder / self.consultation / f"{version}.parquet"

    def _state(self, version: str) -> Path:
        return self.folder / self.consultation / f"{version}.json"


def _about(file: Path) -> dict[str, Any]:
    metadata = pq.read_schema(file).metadata or {}
    return dict(json.loads(metadata.get(_ABOUT, b"{}")))


def _read(file: Path, names: list[str]) -> tuple[Arrays, Codes]:
    """Columns of a file that are there, with the codes that their numbers stand for; the day in any case."""
    with pq.ParquetFile(file, memory_map=True) as parquet:
        codes = json.loads(parquet.schema_arrow.metadata[_ABOUT])["codes"]
        there = [name for name in dict.fromkeys([*names, DAY]) if name in parquet.schema_arrow.names]
        # As one name may hold a dot, columns are picked by place: by name, Parquet reads a dot as "inside of".
        table = parquet.reader.read_all(
            column_indices=[parquet.schema_arrow.names.index(name) for name in there]
        )
    return {name: _numpy(table[name]) for name in there}, {
        name: tuple(found) for name, found in codes.items()
    }


def _arrow(name: str, array: Array) -> pa.Array:
    return pa.array(array).cast(pa.date32()) if name == DAY else pa.array(array)


def _numpy(column: pa.ChunkedArray) -> Array:
    whole_column = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if pa.types.is_date32(whole_column.type):
        whole_column = whole_column.cast(pa.int32())
    numbers: Array = whole_column.to_numpy(zero_copy_only=False)
    return numbers


def _differing(was: Days, now: Days) -> frozenset[date]:
    return frozenset(day for day in {*was, *now} if was.get(day) != now.get(day))


def _check_stale(fresh: Mapping[str, Arrays], stale: Mapping[str, frozenset[date]]) -> None:
    for version, arrays in fresh.items():
        if version not in stale and rows_of(arrays):
            raise CopyOutOfStep(
                f"responses to version {version[:12]} were given, of which the copy is fresh."
            )


def _check(days: Array, now: Days) -> None:
    there = {
        _EPOCH + timedelta(days=int(day)): int(n)
        for day, n in zip(*np.unique(days, return_counts=True), strict=True)
    }
    expected = {day: one.n for day, one in now.items()}
    if there != expected:
        odd = sorted(day.isoformat() for day in {*there, *expected} if there.get(day) != expected.get(day))
        raise CopyOutOfStep(
            f"responses of {', '.join(odd[:5])} came or went while the columnar copy was made. Make it again."
        )
