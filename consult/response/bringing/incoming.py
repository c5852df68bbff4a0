"""Answers that were given elsewhere, as they arrive and as they were understood. Plain values: the door loads no tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class IncomingTable:
    """A table of answers. rows: a text for each column. value_labels: by column, what its file says values mean.

    place: where a cell stands, from a row counted from 0 and a column's name. others: what else the file holds.
    """

    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    place: Callable[[int, str], str]
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    others: Sequence["OtherTable"] = ()


class OtherTable(NamedTuple):
    """A table of the same file that no question can take, such as the members of households."""

    name: str
    rows: int
    columns: int


class Matched(NamedTuple):
    """A column and what it answers. choice: of several that are columns of their own, the one that this ticks."""

    column: str
    variable: str
    question: str
    choice: str = ""


class Loss(StrEnum):
    """Why something of the file does not come along, or comes along though our form would not have taken it (ODD)."""

    COLUMN = "column"  # no question for it
    TABLE = "table"  # no question repeats
    VALUE = "value"  # no choice for it
    INVALID = "invalid"  # the question takes no such answer
    CONSTRAINT = "constraint"  # the question's own rule refuses it
    NOT_OFFERED = "not-offered"  # by the other answers of this row the choice was not among those offered
    OFF_ROUTE = "off-route"  # by the other answers of this row it was not asked


ODD = frozenset({Loss.CONSTRAINT, Loss.NOT_OFFERED, Loss.OFF_ROUTE})


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that does not come along, or only just. n: in how many rows. place: of the first. value: of a value, what stood there."""

    loss: Loss
    column: str
    n: int
    place: str = ""
    value: str = ""
    question: str = ""
