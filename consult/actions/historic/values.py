"""One consultation of the past as its row in the workbook tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from consult.instrument.definition import Method


@dataclass(frozen=True, slots=True)
class Filed:
    """Where a document lies and which day it bears."""

    at: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Who approved, as written, and when."""

    by: str = ""
    on: date | None = None


Named = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PastSession:
    """One session of a series or a panel. places: the address of each cell, to blame it by."""

    row: int
    project: str
    title: str
    day: date | None
    target: int
    others: int
    unknown: int
    places: Mapping[str, str]
    faulty: bool = False

    @property
    def named(self) -> Named:
        """What ties it to its consultation: project and title, however they are capitalised."""
        return self.project.casefold(), self.title.casefold()


@dataclass(frozen=True, slots=True)
class Past:
    """A row of the sheet of consultations. faulty: the cells that already have a problem and prove nothing.

    earlier: how many of the target group said yes, no, or are unknown; None where nothing was filled in.
    """

    row: int
    places: Mapping[str, str]
    project: str
    report_word: str
    title: str
    method: Method | None
    theme: str
    result: str
    organiser: str
    partner: str
    agreement: Filed
    first: date | None
    last: date | None
    criterion: str
    target: int
    others: int
    unknown: int
    earlier: tuple[int | None, ...]
    report: Filed
    attendance_at: str
    approved: Said
    second: Said
    longer_because: str = ""
    remark: str = ""
    faulty: frozenset[str] = frozenset()
    sessions: tuple[PastSession, ...] = ()

    @property
    def named(self) -> Named:
        """Project and title, however they are capitalised."""
        return self.project.casefold(), self.title.casefold()

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same consultation as one that is already held. Not its days: they may have been corrected."""
        return (*self.named, self.method.value if self.method else "")

    @property
    def present(self) -> int:
        """Everyone who was there."""
        return self.target + self.others + self.unknown

    def holding(self, sessions: Iterable[PastSession]) -> "Past":
        """This consultation with its sessions, in the order of their days."""
        in_order = sorted(sessions, key=lambda one: one.day or date.min)
        return replace(self, sessions=tuple(in_order))

    def is_sound(self, *keys: str) -> bool:
        """Whether none of these cells has a problem of its own."""
        return not any(self.places.get(key) in self.faulty for key in keys)
