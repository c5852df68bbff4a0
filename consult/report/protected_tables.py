"""A protected table as a block and as a figure: every number printed with the cell that it is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from consult.dataset.words import MISSING_LABELS
from consult.disclosure.tables import SUPPRESSED, Cell, ProtectedTable
from consult.evidence.figures import Format, draw
from consult.evidence.telling import Labels, Order, alternative, percent
from consult.report.document import Block, Figure, Number, Paragraph, Said, Table
from consult.report.material import Tabled
from consult.report.wording import Speech


def told(id_: str, one: Tabled, say: Speech) -> Block:
    """The figure of a table with the table behind it; of a withheld one, why there is none."""
    if not isinstance(one.table, ProtectedTable):
        return Paragraph(id_, Said(alternative(one.table, one.labels), say.source), quiet=True)
    table, drawing = table_of(f"{id_}.table", one, say), _Drawing(f"{one.table!r} {one.labels!r}", one)
    return Figure(
        id_,
        table.caption,
        _drawn(drawing, Format.SVG),
        _drawn(drawing, Format.PNG),
        alternative(one.table, one.labels, Order.SCALE),
        table,
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What is drawn; `shown` is all of it that a figure shows, by which it is drawn once."""

    shown: str
    of: Tabled = field(compare=False)


@lru_cache(maxsize=256)
def _drawn(drawing: _Drawing, form: Format) -> bytes:
    table = drawing.of.table
    assert isinstance(table, ProtectedTable)
    return draw(table, drawing.of.labels, Order.SCALE, form)


def table_of(id_: str, one: Tabled, say: Speech) -> Table:
    """The numbers of a table, with what is too small in words and never as zero."""
    table, labels = one.table, one.labels
    assert isinstance(table, ProtectedTable)
    caption = say("%(title)s per %(by)s", title=labels.title, by=labels.by) if labels.by else labels.title
    base = say("%(source)s. n = %(base)s, niet gewogen.", source=one.consultation, base=table.base)
    kinds, numbers = _no_answer(one, say)
    return Table(
        id_,
        caption,
        _headings(one, say),
        tuple(_rows(table, labels, say)),
        note=" ".join(filter(None, (base, kinds))),
        numbers=(
            *_numbers(one, table),
            Number(str(table.base), f"{one.reference}#base"),
            *numbers,
        ),
    )


def _headings(one: Tabled, say: Speech) -> tuple[str, ...]:
    assert isinstance(one.table, ProtectedTable)
    if one.table.columns is None:
        return say("Antwoord"), say("Aantal"), say("Aandeel")
    groups = (one.labels.columns[code] for code in one.table.columns.codes)
    return (say("Antwoord"), *groups, say("Samen"))


def _rows(table: ProtectedTable, labels: Labels, say: Speech) -> Iterator[tuple[Said, ...]]:
    for row, code in enumerate(table.rows.codes):
        name = Said(labels.rows[code], say.source)
        if table.columns is None:
            yield name, _count(table.cells[row][0], say), Said(_share(table, row, 0) or "–")
        else:
            cells = (_both(table, row, column, say) for column in range(len(table.cells[row])))
            yield name, *cells, _count(table.row_totals[row], say)


def _count(cell: Cell, say: Speech) -> Said:
    return Said(say("te klein om te tonen") if cell is SUPPRESSED else str(cell))


def _share(table: ProtectedTable, row: int, column: int) -> str:
    share = table.percentage(row, column)
    return "" if share is None else percent(share)


def _both(table: ProtectedTable, row: int, column: int, say: Speech) -> Said:
    share, count = _share(table, row, column), _count(table.cells[row][column], say)
    return Said(f"{share} ({count.text})") if share else count


def _numbers(one: Tabled, table: ProtectedTable) -> Iterator[Number]:
    for row, code in enumerate(table.rows.codes):
        for column in range(len(table.cells[row])):
            group = table.columns.codes[column] if table.columns else ""
            yield from _of_cell(table, row, column, one.cell(code, group))
        if table.columns and (total := table.row_totals[row]) is not SUPPRESSED:
            yield Number(str(total), f"{one.cell(code)}#whole")


def _of_cell(table: ProtectedTable, row: int, column: int, reference: str) -> Iterator[Number]:
    cell = table.cells[row][column]
    if cell is not SUPPRESSED:
        yield Number(str(cell), f"{reference}#count")
        if share := _share(table, row, column):
            yield Number(share, f"{reference}#percent")


def _no_answer(one: Tabled, say: Speech) -> tuple[str, tuple[Number, ...]]:
    """Why people gave no answer, in words; nothing where that may not be told or there were none."""
    kinds = one.no_answer
    if not isinstance(kinds, ProtectedTable):
        return "", ()
    shown = [
        (code, cells[0])
        for code, cells in zip(kinds.rows.codes, kinds.cells, strict=True)
        if cells[0] is not SUPPRESSED and cells[0]
    ]
    if not shown:
        return "", ()
    said = ", ".join(f"{MISSING_LABELS[code][say.language].lower()} {count}" for code, count in shown)
    numbers = tuple(Number(str(count), f"{one.reference}/{code}#no_answer") for code, count in shown)
    return say("Geen antwoord: %(said)s.", said=said), numbers


def hidden_labels(one: Tabled) -> tuple[str, ...]:
    """The answers of a frequency that are not shown apart."""
    if not isinstance(one.table, ProtectedTable) or one.table.columns:
        return ()
    pairs = zip(one.table.rows.codes, one.table.cells, strict=True)
    return tuple(one.labels.rows[code] for code, cells in pairs if cells[0] is SUPPRESSED)
