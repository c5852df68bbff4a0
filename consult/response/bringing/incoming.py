"""Answers that were given elsewhere, as they arrive and as they were understood. Plain values: the door loads no tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class IncomingTable:
    """A table of answers. rows: a text for each column. By column, as its file says: labels, value_labels, and missing,
    the values that it calls no answer.

    place: where a cell stands, from a row counted from 0 and a column's name. others: what else the file holds.
    """

    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    place: Callable[[int, str], str]
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    name: str = ""
    others: Sequence["IncomingTable"] = ()


class Matched(NamedTuple):
    """A column and what it answers. variable: in a repeat as it is written, without the number of an instance.

    choice: of several that are columns of their own, the one that this ticks; of a rank, the place whose choice it holds.
    table: of a repeat, where that is another one than that of the responses.
    """

    column: str
    variable: str
    question: str
    choice: str = ""
    table: str = ""


class Recalculated(NamedTuple):
    """A column of what is worked out here anew. n: in how many rows the file has another value. places: of the first ones."""

    column: str
    variable: str
    n: int
    places: tuple[str, ...]


class Loss(StrEnum):
    """Why something of the file does not come along, or comes along though our form would not have taken it (ODD)."""

    COLUMN = "column"  # no question for it
    TABLE = "table"  # no question repeats
    ORPHAN = "orphan"  # of a repeat, and nobody knows of whose answers
    BEYOND = "beyond"  # more instances of a repeat than the instrument has
    SPLIT = "split"  # the column of one choice says otherwise than the column of all choices
    VALUE = "value"  # no choice for it
    UNPROMPTED = "unprompted"  # only an interviewer can note it
    EXCLUSIVE = "exclusive"  # a choice that stands alone, with others
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
