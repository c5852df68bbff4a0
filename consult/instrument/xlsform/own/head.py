"""The sheet `_consult`: what an instrument is and promises, its pages and lists, which XLSForm has no words for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from consult.apart.workbook import Sheet, Workbook
from consult.instrument.definition import Instrument, Page, Part, Repeat

SHEET = "_consult"
FORMAT = "1"
_LISTED = frozenset({"page", "repeat", "list", "exclusive", "dropped", "note"})
Row = tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """The sheet, read. values: what a key says, of those that stand once. rows: those that stand more often.

    is_ours: whether every row of the form was written here; else it is the workbook of someone else, with our columns.
    unmarked: the language of its columns that say none.
    """

    is_ours: bool
    unmarked: str
    values: Mapping[str, Row] = field(default_factory=dict)
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)

    def word(self, key: str) -> str:
        """The one word of a key, "" when it is absent."""
        return next(iter(self.values.get(key, ())), "")

    @property
    def languages(self) -> Row:
        """The tags that it is offered in, the source first."""
        return self.values.get("languages", ())


def head_of(workbook: Workbook) -> Head | None:
    """The head of a workbook that was written here; None for any other."""
    sheet = workbook.sheet(SHEET)
    lines = [_trimmed(row) for row in sheet.rows if any(cell.strip() for cell in row)] if sheet else []
    if not lines or lines[0][0] != "consult":
        return None
    values = {line[0]: line[1:] for line in lines if line[0] not in _LISTED}
    rows = {key: tuple(line[1:] for line in lines if line[0] == key) for key in _LISTED}
    form = (*values["consult"], "", "")
    return Head(form[1] == "ours", next(iter(values.get("unmarked", ())), ""), values, rows)


def _trimmed(row: Sequence[str]) -> Row:
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def head_rows(
    instrument: Instrument, unmarked: str, dropped: Sequence[Row], *, is_ours: bool, conditions: bool
) -> Iterator[Row]:
    """The rows of the sheet. conditions: whether those of pages are said here, since no group says them."""
    yield "consult", FORMAT, "ours" if is_ours else "kept"
    yield from ((key, *cells) for key, cells in _values(instrument, unmarked) if any(cells))
    yield from _layout(instrument.written or instrument.pages, "", conditions=conditions)
    for name, choices in instrument.choice_lists.items():
        columns = dict.fromkeys(column for choice in choices for column, _value in choice.columns)
        yield "list", name, *columns
        exclusive = [choice.name for choice in choices if choice.exclusive]
        if exclusive:
            yield "exclusive", name, *exclusive
    yield from (("dropped", *cells) for cells in dropped)
    yield from (("note", sentence) for sentence in _notes(dropped))


def _layout(items: Iterable[Page | Repeat], around: str, *, conditions: bool) -> Iterator[Row]:
    """The pages and repeats in order, each with the repeat that it stands in."""
    for item in items:
        relevant = item.relevant.source if item.relevant and conditions else ""
        if isinstance(item, Page):
            part = item.part.value if item.part is not Part.CORE else ""
            yield "page", item.name, part, relevant, around
        else:
            count = item.count.source if item.count and conditions else ""
            yield "repeat", item.name, str(item.most), relevant, around, count
            yield from _layout(item.pages, item.name, conditions=conditions)


def _values(instrument: Instrument, unmarked: str) -> Iterator[tuple[str, Sequence[str]]]:
    yield "instrument", [instrument.name]
    yield "method", [instrument.method.value]
    yield "report", [instrument.report.value if instrument.report else ""]
    yield "languages", instrument.languages
    yield "unmarked", [unmarked]
    yield "results", instrument.results
    yield "indicators", instrument.indicators
    yield "criterion", [instrument.criterion]
    yield "target_group", [instrument.target_group]
    yield "earlier", [instrument.earlier]
    yield "counts", ["" if instrument.counts else "no"]
    yield "estimated_minutes", [str(instrument.estimated_minutes or "")]
    yield "quick_exit", ["yes" if instrument.quick_exit else ""]
    yield "texts_days", [str(instrument.retention.texts_days)]
    yield "withdrawal_days", [str(instrument.retention.withdrawal_days)]
    yield "consent_version", [instrument.consent.version]


def _notes(dropped: Sequence[Row]) -> Iterator[str]:
    yield (
        "Written by consult. The sheets survey, choices and settings are an XLSForm. Columns that begin with consult:: and "
        "sheets that begin with _consult hold what XLSForm has no words for; other tools pass them over. Keep them, and "
        "consult reads the instrument back as it was."
    )
    if dropped:
        yield (
            f"{len(dropped)} rows of the original are left out or emptied, since they would tell who answers, when exactly or "
            "with which device: " + ", ".join(f"{row[0]} ({row[1]})" for row in dropped) + "."
        )


def head_sheet(rows: Iterator[Row]) -> Sheet:
    """The rows as a sheet."""
    return Sheet(SHEET, tuple(rows))
