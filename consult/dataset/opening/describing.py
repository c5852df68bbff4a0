"""The codebook of a file that came from elsewhere: what each column holds, as far as the file tells."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from consult.dataset.opening.table import SourceColumn, SourceTable

_WHOLE = re.compile(r"[-+]?\d{1,18}")
_DECIMAL = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?|\d{1,2}[/.]\d{1,2}[/.]\d{4}")
_MOST_CODES = 20  # more different values than these are no codes, unless the file labels them
_TEXT_FROM = 80  # letters: a value this long is a text, however few there are


class Holds(StrEnum):
    """What the values of a column are."""

    NOTHING = "nothing"
    CODES = "codes"
    SEVERAL = "several codes"  # parted by spaces, as Kobo and ODK write them, with a column `<name>/<code>` for each
    WHOLE_NUMBERS = "whole numbers"
    NUMBERS = "numbers"
    DAYS = "days"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class DescribedValue:
    """One value of a column of codes. n: in how many rows. label: "" when the file has none."""

    value: str
    label: str
    n: int
    missing: bool


@dataclass(frozen=True, slots=True)
class DescribedColumn:
    """One column. filled, empty: rows; `empty` has nothing in the cell. different: values. values: of codes, in order."""

    name: str
    label: str
    holds: Holds
    storage: str
    filled: int
    empty: int
    different: int
    least: str
    most: str
    values: tuple[DescribedValue, ...]


def describe(table: SourceTable) -> Iterator[DescribedColumn]:
    """Every column of a table, in order."""
    names = set(table.names)
    for number, column in enumerate(table.columns):
        yield _described(column, Counter(table.cells[number]), names)


def _described(column: SourceColumn, counts: Counter[str], beside: Container[str]) -> DescribedColumn:
    empty = counts.pop("", 0)
    filled, different = counts.total(), len(counts)
    holds = Holds.SEVERAL if _is_split(column.name, counts, beside) else _holds(column, counts)
    if holds is Holds.SEVERAL:
        counts = _by_code(counts)
    numbers = sorted(float(value.replace(",", ".")) for value in counts) if _is_numeric(holds) else []
    days = sorted(counts) if holds is Holds.DAYS else []
    return DescribedColumn(
        column.name,
        column.label,
        holds,
        column.storage,
        filled=filled,
        empty=empty,
        different=different,
        least=_number(numbers[0]) if numbers else days[0] if days else "",
        most=_number(numbers[-1]) if numbers else days[-1] if days else "",
        values=tuple(_values(column, counts)) if holds in (Holds.CODES, Holds.SEVERAL) else (),
    )


def _is_split(name: str, counts: Mapping[str, int], beside: Container[str]) -> bool:
    codes = {code for value in counts for code in value.split()}
    return bool(codes) and all(f"{name}/{code}" in beside for code in codes)


def _by_code(counts: Mapping[str, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, n in counts.items():
        for code in set(value.split()):
            found[code] += n
    return found


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


def _is_numeric(holds: Holds) -> bool:
    return holds in (Holds.WHOLE_NUMBERS, Holds.NUMBERS)


def _holds(column: SourceColumn, counts: Mapping[str, int]) -> Holds:
    if column.value_labels and len(counts) <= max(_MOST_CODES, 2 * len(column.value_labels)):
        return Holds.CODES
    if not counts:
        return Holds.NOTHING
    if all(_DAY.fullmatch(value) for value in counts):
        return Holds.DAYS
    if len(counts) > _MOST_CODES or any(len(value) > _TEXT_FROM for value in counts):
        return _uncoded(counts)
    return Holds.CODES


def _uncoded(counts: Mapping[str, int]) -> Holds:
    if all(_WHOLE.fullmatch(value) for value in counts):
        return Holds.WHOLE_NUMBERS
    return Holds.NUMBERS if all(_DECIMAL.fullmatch(value) for value in counts) else Holds.TEXT


def _values(column: SourceColumn, counts: Mapping[str, int]) -> Iterator[DescribedValue]:
    for value in sorted({*counts, *column.value_labels}, key=_by_number):
        label = column.value_labels.get(value, "")
        yield DescribedValue(value, label, counts.get(value, 0), value in column.missing)


def _by_number(value: str) -> tuple[float, str]:
    return (float(value), value) if re.fullmatch(r"-?\d{1,15}(\.\d+)?", value) else (float("inf"), value)
