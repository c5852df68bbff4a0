"""What the importer says of a workbook: facts with their cell, and the English sentences that tell them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from consult.instrument.xlsform.sentences import SENTENCES

NAMED = 5  # of the cells that a remark is about beside the first


class Sort(StrEnum):
    """What a remark means for the instrument."""

    PROBLEM = "problem"  # a mistake in the workbook; what it touches is kept and inactive
    INACTIVE = "inactive"  # no mistake, but not supported: kept and inactive
    DROPPED = "dropped"  # would tell who someone is or which device they hold: left out on purpose
    CHANGED = "changed"  # taken, in another form than the workbook has it
    TO_DO = "to-do"  # what staff decide before it is fielded


@dataclass(frozen=True, slots=True)
class Remark:
    """One fact. code: a key of SENTENCES. cell: survey!B7, or "" when it is about the whole. also: more such cells."""

    code: str
    cell: str = ""
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)
    also: tuple[str, ...] = ()

    @property
    def sort(self) -> Sort:
        """What it means."""
        return Sort(SENTENCES[self.code][0])

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell that it is about, the first one first."""
        return tuple(cell for cell in (self.cell, *self.also) if cell)

    @property
    def found(self) -> str:
        """What was found, in English."""
        return SENTENCES[self.code][1].format(**self.facts)

    @property
    def mend(self) -> str:
        """How to mend it, or what to do, in English; "" when there is nothing to do."""
        return SENTENCES[self.code][2].format(**self.facts)

    def __str__(self) -> str:
        more = (
            f" (and {len(self.also)} more: {', '.join(self.also[:NAMED])}{', ...' if len(self.also) > NAMED else ''})"
            if self.also
            else ""
        )
        return " ".join(part for part in (f"{self.cell or 'the form'}{more}:", self.found, self.mend) if part)


def gathered(remarks: list[Remark]) -> tuple[Remark, ...]:
    """The same fact at many cells as one remark, where it was first said."""
    cells: dict[tuple[str, str], list[str]] = {}
    first: dict[tuple[str, str], Remark] = {}
    for remark in remarks:
        key = (remark.code, str(sorted(remark.facts.items())))
        first.setdefault(key, remark)
        if remark.cell not in cells.setdefault(key, []):
            cells[key].append(remark.cell)
    return tuple(
        Remark(one.code, one.cell, one.facts, (*one.also, *cells[key][1:])) for key, one in first.items()
    )
