"""What came out of a workbook, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from consult.instrument.definition import Instrument, Method, Report
from consult.instrument.xlsform.remarks import Remark, Sort


class Fate(StrEnum):
    """What became of a row."""

    ASKED = "asked"
    SAID = "said"  # a note
    WORKED_OUT = "worked out"
    LOOKED_UP = "looked up"  # it names a file that came along
    INACTIVE = "inactive"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row that is a question or like one. why: the remarks that made it inactive."""

    name: str
    cell: str
    type: str
    fate: Fate
    why: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """What whoever imports says beside the workbook.

    name: without its report, "" for that of the workbook. source: the language of texts that say none, and the one that
    the others are translations of; "" for the fullest. reviewed: the languages that a speaker has read.
    """

    report: Report = Report.SOCIAL_HOUSING
    name: str = ""
    method: Method = Method.SURVEY
    source: str = ""
    reviewed: frozenset[str] = frozenset()
    files: Mapping[str, bytes] = field(
        default_factory=dict, repr=False
    )  # what came along with the workbook, by name


@dataclass(frozen=True)
class Imported:
    """An instrument and everything that is to be said about it.

    kind: what the file really is. text: the instrument as YAML, "" when nothing can be asked. catalogues: gettext files
    by language. kept: every cell of the workbook as it was, and what is inactive, as JSON.
    """

    kind: str
    name: str
    title: str
    languages: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    remarks: tuple[Remark, ...]
    text: str
    catalogues: Mapping[str, str]
    kept: str
    instrument: Instrument | None
    media: Mapping[str, bytes] = field(default_factory=dict, repr=False)  # what it shows, by name
    said_at: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)  # by cell of a remark

    def count(self, *fates: Fate) -> int:
        """How many rows met one of these fates."""
        return sum(outcome.fate in fates for outcome in self.outcomes)

    def of(self, sort: Sort) -> tuple[Remark, ...]:
        """The remarks of one sort."""
        return tuple(remark for remark in self.remarks if remark.sort is sort)
