"""What a table shows, in words: the text alternative of its figure. Told from a ProtectedTable alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from consult.disclosure.counts import Kind
from consult.disclosure.tables import SUPPRESSED, Cell, ProtectedTable, Reason, Withheld
from consult.evidence.words import Words, words
from consult.instrument.languages import LANGUAGES


class Order(StrEnum):
    """In what order bars stand."""

    SIZE = "size"  # largest first, what is suppressed last
    SCALE = "scale"  # as the question has its codes


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands beside a figure, in one language. rows, columns: by code. by: the title of the columns' question.

    agreement: the columns (or rows, of a frequency) run from one side over the middle to the other.
    """

    language: str
    title: str
    rows: Mapping[str, str]
    by: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    agreement: bool = False

    @property
    def words(self) -> Words:
        """The fixed sentences."""
        return words(self.language)

    @property
    def mirrored(self) -> bool:
        """Whether it is read from right to left."""
        return LANGUAGES[self.language].direction == "rtl"


def alternative(table: ProtectedTable | Withheld, labels: Labels, order: Order = Order.SIZE) -> str:
    """What the figure shows, in words; of a withheld table, why there is none."""
    say = labels.words
    if isinstance(table, Withheld):
        return _why_none(table, labels)
    if table.kind is Kind.CROSS:
        opening = say.cross.format(title=labels.title, by=labels.by, base=table.base)
        return " ".join([opening, *(_group(table, labels, row) for row in range(len(table.cells)))])
    template = say.several if table.kind is Kind.MULTIPLE else say.frequency
    places = in_order(table, order)
    shown = [_gave(table, labels, row) for row in places if table.cells[row][0] is not SUPPRESSED]
    hidden = [labels.rows[table.rows.codes[row]] for row in places if table.cells[row][0] is SUPPRESSED]
    told = [template.format(title=labels.title, base=table.base)]
    told += [f"{'; '.join(shown)}."] if shown else []
    told += [say.hidden.format(labels=_joined(hidden, say))] if hidden else []
    return " ".join(told)


def _why_none(table: Withheld, labels: Labels) -> str:
    say = labels.words
    template = say.withheld_base if table.reason is Reason.BASE_TOO_SMALL else say.withheld
    return template.format(title=labels.title, limit=table.limit)


def _group(table: ProtectedTable, labels: Labels, row: int) -> str:
    """One row of a cross-table in a sentence."""
    say, group = labels.words, labels.rows[table.rows.codes[row]]
    base = table.row_totals[row]
    if base is SUPPRESSED:
        return say.group_hidden.format(group=group)
    names = [labels.columns[code] for code in table.columns.codes] if table.columns else []
    cells = list(zip(names, table.cells[row], strict=True))
    parts = [
        say.gave.format(label=name, percentage=percent(table.percentage(row, place)), count=cell)
        for place, (name, cell) in enumerate(cells)
        if cell is not SUPPRESSED
    ]
    hidden = [name for name, cell in cells if cell is SUPPRESSED]
    parts += [f"{_joined(hidden, say)}: {say.suppressed}"] if hidden else []
    return say.of_group.format(group=group, base=base, parts="; ".join(parts))


def _gave(table: ProtectedTable, labels: Labels, row: int) -> str:
    label, cell = labels.rows[table.rows.codes[row]], table.cells[row][0]
    return labels.words.gave.format(label=label, percentage=percent(table.percentage(row)), count=cell)


def _joined(names: Sequence[str], say: Words) -> str:
    return say.joined.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def percent(share: float | None) -> str:
    """Whole per cents: a decimal would promise more than a few hundred answers can keep."""
    return "–" if share is None else f"{share:.0f} %"


def in_order(table: ProtectedTable, order: Order) -> list[int]:
    """The rows of a frequency in the order in which they are told."""
    places = list(range(len(table.cells)))
    return places if order is Order.SCALE else sorted(places, key=lambda row: _size(table.cells[row][0]))


def _size(cell: Cell) -> int:
    return 1 if cell is SUPPRESSED else -cell
