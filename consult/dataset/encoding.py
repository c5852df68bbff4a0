"""Documents to columns of small integers, in chunks, so that a million responses never stand in memory as objects.

An answer is its place among the column's codes, 0 first; a way of having no answer is negative, in every column alike.
A number keeps its value, and its `.missing` column is 0 where there is one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from consult.dataset.definition import Kind
from consult.dataset.layout import CIRCUMSTANCES, DAY, Column
from consult.instrument.definition import MISSING_CODES, Type
from consult.response.document import SEALED

Array: TypeAlias = NDArray[Any]
Arrays: TypeAlias = dict[str, Array]

# not_asked is -1, not_answered -2, dont_know -3, refused -4: whatever codes a version adds, these stand still.
MISSING_NUMBERS: Mapping[str, int] = {code: -1 - place for place, code in enumerate(MISSING_CODES)}
NOT_ASKED_NUMBER = -1

_Coder: TypeAlias = Callable[[list[Any]], Arrays]

_CHUNK = 20_000
_ABSENT = object()
_CODE = re.compile(r"[a-z0-9_]{1,64}")
_EPOCH = date(1970, 1, 1).toordinal()


class StoredDocument(NamedTuple):
    """What a dataset reads of a response: everything but the id, the interviewer and the consent."""

    version: str
    language: str
    mode: str
    state: str
    day: date
    document: Mapping[str, Any]


class UnknownAnswers(ValueError):
    """Documents hold what their instrument version does not know; every such value is in the sentence."""


def code_type(codes: int) -> np.dtype[Any]:
    """The smallest integers that hold this many codes beside the negative ones."""
    return np.dtype(np.int8 if codes <= 128 else np.int16 if codes <= 32_768 else np.int32)


def encode(
    responses: Iterable[StoredDocument], layouts: Mapping[str, Sequence[Column]], languages: Sequence[str]
) -> dict[str, Arrays]:
    """The columns of each version, by version; a version without responses has columns of no rows.

    languages: the codes of the column `language`. Raises UnknownAnswers with all that the versions do not know.
    """
    encoders = {version: _Encoder(version, columns, languages) for version, columns in layouts.items()}
    strangers: Counter[str] = Counter()
    for chunk in _chunks(responses):
        for version, documents in _by_version(chunk).items():
            if version in encoders:
                encoders[version].take(documents)
            else:
                strangers[version] += len(documents)
    _raise_unknown(strangers, encoders.values())
    return {version: encoder.arrays() for version, encoder in encoders.items()}


def _chunks(responses: Iterable[StoredDocument]) -> Iterator[list[StoredDocument]]:
    waiting = iter(responses)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk


def _by_version(chunk: list[StoredDocument]) -> dict[str, list[StoredDocument]]:
    found: dict[str, list[StoredDocument]] = {}
    for response in chunk:
        found.setdefault(response[0], []).append(response)
    return found


def _raise_unknown(strangers: Counter[str], encoders: Iterable["_Encoder"]) -> None:
    told = [f"{n} of version {version}, which was not given" for version, n in strangers.items()]
    for encoder in encoders:
        told += [
            f"{n} with {value} in {source} (version {encoder.version[:12]})"
            for (source, value), n in sorted(encoder.slips.items())
        ]
    if told:
        raise UnknownAnswers(
            f"responses that no instrument version explains: {'; '.join(told)}."
            " Give every version that was fielded; restore the responses from a backup when one was changed by hand."
        )


@dataclass
class _Encoder:
    """The answers to one version so far. slips: what it does not know, by source and value, counted."""

    version: str
    columns: Sequence[Column]
    languages: Sequence[str]
    parts: list[Arrays] = field(default_factory=list)
    slips: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        by_source: dict[str, list[Column]] = {}
        for column in self.columns:
            by_source.setdefault(column.source, []).append(column)
        self.coders = {source: _coder(columns) for source, columns in by_source.items()}
        circumstances = {name: codes or tuple(self.languages) for name, codes in CIRCUMSTANCES.items()}
        self.circumstances: dict[str, _Coder] = {
            name: _OneCode(name, codes, ()) for name, codes in circumstances.items()
        }
        self.take([])  # so that every column is there, of no rows

    def take(self, responses: Sequence[StoredDocument]) -> None:
        """Encodes some responses to this version."""
        part: Arrays = {DAY: _days([response[4] for response in responses])}
        for place, (name, coder) in enumerate(self.circumstances.items(), start=1):
            part |= self._coded(coder, name, [response[place] for response in responses])
        documents = [response[5] for response in responses]
        for source, coder in self.coders.items():
            part |= self._coded(coder, source, [document.get(source, _ABSENT) for document in documents])
        for name in _strange(documents, self.coders):
            self.slips[name, "an answer, though it asks no such thing"] += 1
        self.parts.append(part)

    def _coded(self, coder: _Coder, source: str, values: list[Any]) -> Arrays:
        try:
            return coder(values)
        except (KeyError, TypeError, OverflowError):
            for value in values:
                if not _is_known(coder, value):
                    self.slips[source, _told(value, coder)] += 1
            return {}

    def arrays(self) -> Arrays:
        """Everything that was taken, by column."""
        return {name: np.concatenate([part[name] for part in self.parts]) for name in self.parts[0]}


def _strange(documents: list[Mapping[str, Any]], sources: Mapping[str, Any]) -> Iterator[str]:
    for document in documents:
        if len(document) != len(sources):  # one that lacks a source was told of by that source's coder
            yield from (name for name in document if name not in sources)


def _days(days: list[date]) -> Array:
    return np.fromiter((day.toordinal() - _EPOCH for day in days), np.int32, len(days))


def _is_known(coder: _Coder, value: Any) -> bool:
    try:
        coder([value])
    except (KeyError, TypeError, OverflowError):
        return False
    return True


def _told(value: Any, coder: _Coder) -> str:
    """A value in a sentence. Only a code is quoted: anything else may be what someone wrote."""
    if value is _ABSENT:
        return "no value at all"
    if isinstance(value, list):
        return f"[{', '.join(_told(code, coder) for code in value)}]"
    is_code = isinstance(value, str) and _CODE.fullmatch(value)
    return f'"{value}"' if is_code and not getattr(coder, "is_of_text", False) else "a value of another kind"


def _coder(columns: Sequence[Column]) -> _Coder:
    """What encodes the values of one source into these columns."""
    first = columns[0]
    if first.question.type is Type.TIME and first.kind is Kind.NUMBER:
        return _Minutes(first)
    if first.kind is Kind.NUMBER:
        return _Number(first)
    if first.kind is Kind.DAY:
        return _Date(first)
    if first.kind is Kind.SEVERAL or first.kind is Kind.MISSING:
        return _SeveralCodes(columns)
    if first.is_open_calculation:
        return _Presence(first.name)
    return _OneCode(first.name, first.codes, MISSING_CODES)


class _OneCode:
    """A column of one code for each response."""

    def __init__(self, name: str, codes: Sequence[str], missing: Sequence[str]) -> None:
        self.name = name
        self.numbers: dict[Any, int] = {code: place for place, code in enumerate(codes)}
        # A calculation that compares gives these, also where another of its branches gives a code.
        truths = {True: "true", False: "false"}
        self.numbers |= {truth: self.numbers[code] for truth, code in truths.items() if code in codes}
        self.numbers |= {code: MISSING_NUMBERS[code] for code in missing}
        self.type = code_type(len(codes))

    @property
    def is_of_text(self) -> bool:
        """Whether it stands for texts, of which none may be repeated."""
        return SEALED in self.numbers

    def __call__(self, values: list[Any]) -> Arrays:
        return {self.name: np.fromiter(map(self.numbers.__getitem__, values), self.type, len(values))}


class _Presence:
    """The column of a calculation that may give anything: only whether it gave something."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, values: list[Any]) -> Arrays:
        if _ABSENT in values:
            raise KeyError(self.name)
        numbers = (MISSING_NUMBERS.get(value, 0) if isinstance(value, str) else 0 for value in values)
        return {self.name: np.fromiter(numbers, np.int8, len(values))}


class _Number:
    """A column of numbers and the one that says why there is none."""

    def __init__(self, column: Column) -> None:
        self.name, self.companion = column.name, column.companion
        self.is_broken = column.question.type in (Type.CALCULATE, Type.DECIMAL, Type.RANGE)

    def __call__(self, values: list[Any]) -> Arrays:
        kinds = (int, float) if self.is_broken else (int,)
        missing = np.fromiter((_why_no_number(value, kinds) for value in values), np.int8, len(values))
        numbers = (0 if isinstance(value, str) else value for value in values)
        type_ = np.float64 if self.is_broken else np.int64
        return {self.name: np.fromiter(numbers, type_, len(values)), self.companion: missing}


def _why_no_number(value: Any, kinds: tuple[type, ...]) -> int:
    if isinstance(value, str):
        return MISSING_NUMBERS[value]
    if type(value) not in kinds:  # a bool is an int to Python, and no number to anyone else
        raise TypeError
    return 0


class _Date:
    """A column of days that were answered, and the one that says why there is none."""

    def __init__(self, column: Column) -> None:
        self.name, self.companion = column.name, column.companion

    def __call__(self, values: list[Any]) -> Arrays:
        missing = np.fromiter((MISSING_NUMBERS.get(value, 0) for value in values), np.int8, len(values))
        days = (0 if value in MISSING_NUMBERS else _day(value) for value in values)
        return {self.name: np.fromiter(days, np.int32, len(values)), self.companion: missing}


class _Minutes:
    """A column of times of the day, in minutes since midnight, and the one that says why there is none."""

    def __init__(self, column: Column) -> None:
        self.name, self.companion = column.name, column.companion

    def __call__(self, values: list[Any]) -> Arrays:
        missing = np.fromiter((MISSING_NUMBERS.get(value, 0) for value in values), np.int8, len(values))
        minutes = (0 if value in MISSING_NUMBERS else _minutes(value) for value in values)
        return {self.name: np.fromiter(minutes, np.int64, len(values)), self.companion: missing}


def _minutes(value: Any) -> int:
    try:
        time = datetime.strptime(value, "%H:%M")  # noqa: DTZ007 - no moment, a time of any day
    except ValueError:
        raise KeyError(value) from None
    return time.hour * 60 + time.minute


def _day(value: Any) -> int:
    try:
        return date.fromisoformat(value.partition("T")[0]).toordinal() - _EPOCH
    except ValueError:
        raise KeyError(value) from None


class _SeveralCodes:
    """A column 0/1 for each choice, and the one that says why the question was not answered."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = [column for column in columns if column.kind is Kind.SEVERAL]
        self.companion = next(column.name for column in columns if column.kind is Kind.MISSING)
        self.places = {column.choice: place for place, column in enumerate(self.columns)}
        self.patterns: dict[Any, int] = {code: place for place, code in enumerate(MISSING_CODES)}
        # One row for each pattern of ticks that was met: people tick in far fewer ways than there are people.
        self.ticks = [[MISSING_NUMBERS[code]] * (len(self.columns) + 1) for code in MISSING_CODES]

    def __call__(self, values: list[Any]) -> Arrays:
        met = np.fromiter(map(self._pattern, values), np.int64, len(values))
        ticked = np.array(self.ticks, np.int8)[met]
        arrays = {column.name: ticked[:, place] for place, column in enumerate(self.columns)}
        return {**arrays, self.companion: ticked[:, -1]}

    def _pattern(self, value: Any) -> int:
        key = tuple(value) if isinstance(value, list) else value
        if key not in self.patterns:
            self._meet(key)
        return self.patterns[key]

    def _meet(self, codes: Any) -> None:
        if not isinstance(codes, tuple) or not codes:
            raise KeyError(codes)
        row = [0] * (len(self.columns) + 1)  # the last is of the companion: there is an answer
        for code in codes:
            row[self.places[code]] = 1
        self.patterns[codes] = len(self.ticks)
        self.ticks.append(row)
