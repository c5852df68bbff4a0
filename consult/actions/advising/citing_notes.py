"""Highlights, cells of the grid and approved quotes as evidence.

The words of a highlight or a cell are never copied: they are read where they stand, as long as they stand there. What
two people approved for the outside, a quote, is kept as it may be published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from consult.actions.advising import findings
from consult.actions.advising.findings import Cited, StoredEvidence, StoredFinding
from consult.actions.consultations import Consultation, consultation
from consult.actions.notes import noted, quotes
from consult.actions.notes.themes import themes
from consult.actions.refusal import Refused
from consult.evidence.findings import FROM_NOTES, EvidenceKind, Stance
from consult.store import notes as stored
from consult.store.notes import GridCell, Highlight, Quote


@dataclass(frozen=True, slots=True)
class Citable:
    """Something in the notes of a consultation. words: as they stand there now; None once their days are over.

    theme: its label, empty for a quote. day: of the session, None for notes of several. language: empty where it was not
    noted, or where it can tell who spoke. revision: of a cell. refusal: why it cannot be cited, empty when it can.
    """

    kind: EvidenceKind
    id: str
    words: str | None
    theme: str = ""
    day: date | None = None
    language: str = ""
    revision: int = 0
    refusal: str = ""


def citable(source: Consultation) -> list[Citable]:
    """Everything in its notes that can be cited, and the quotes that cannot be yet: by session and theme."""
    order = {theme.label: place for place, theme in enumerate(themes(source))}
    found = [*_quotes(source), *_highlights(source), *_cells(source)]
    return sorted(found, key=lambda one: (order.get(one.theme, -1), one.day or date.min))


def cite_from_notes(
    row: StoredFinding, kind: EvidenceKind, id_: str, by: str, stance: Stance = Stance.FOR
) -> StoredEvidence:
    """Cites a highlight, a cell of the grid or a quote. Raises Refused when it is not there or cannot be cited."""
    source = _source_of(kind, id_)
    found = next((one for one in citable(source) if (one.kind, one.id) == (kind, id_)), None)
    if found is None:
        raise Refused("not_in_the_notes")
    if found.refusal:
        raise Refused(found.refusal)
    return findings.cite(row, _cited(source, found, stance), by)


def words_of(evidence: StoredEvidence) -> str | None:
    """What a cited highlight or cell says today; None when it is gone or its days are over."""
    if evidence.kind == EvidenceKind.HIGHLIGHT:
        highlight = stored.highlight(evidence.reference)
        return _passage(highlight) if highlight else None
    cell = stored.cell(evidence.reference)
    return cell.text if cell else None


def _source_of(kind: EvidenceKind, id_: str) -> Consultation:
    found: Highlight | GridCell | Quote | None = None
    if kind in FROM_NOTES:
        find = {EvidenceKind.HIGHLIGHT: stored.highlight, EvidenceKind.GRID_CELL: stored.cell}
        found = find.get(kind, stored.quote)(id_)
    holder = found.source if isinstance(found, Quote) else found
    source = consultation(holder.consultation_id) if holder else None
    if source is None:
        raise Refused("not_in_the_notes")
    return source


def _cited(source: Consultation, found: Citable, stance: Stance) -> Cited:
    facts = {
        "theme": found.theme,
        "day": found.day.isoformat() if found.day else "",
        "language": found.language,
        "revision": found.revision,
    }
    said = found.words if found.kind is EvidenceKind.QUOTE and found.words else _where(found)
    return Cited(
        found.kind, found.id, said, {name: one for name, one in facts.items() if one}, stance, source.id
    )


def _where(found: Citable) -> str:
    """Where it stands, in Dutch as the guide is: this is kept instead of what was said there."""
    of = f", sessie van {found.day.isoformat()}" if found.day else ""
    return f"Notities over {found.theme}{of}"


def _highlights(row: Consultation) -> Iterator[Citable]:
    labels, days = _labels(row), _days(row)
    for source in noted.sources(row):
        for one in source.highlights:
            words = _passage(one)
            yield Citable(
                EvidenceKind.HIGHLIGHT,
                one.id,
                words,
                labels[one.theme],
                days.get(source.session_id or ""),
                source.language,
                refusal="" if words else "source_emptied",
            )


def _cells(row: Consultation) -> Iterator[Citable]:
    labels, days = _labels(row), _days(row)
    for one in stored.cells_of(row.id):
        yield Citable(
            EvidenceKind.GRID_CELL,
            one.id,
            one.text,
            labels[one.theme],
            days.get(one.session_id),
            revision=one.revision,
        )


def _quotes(row: Consultation) -> Iterator[Citable]:
    days = _days(row)
    for one in quotes.quotes(row):
        approved = quotes.is_approved(one)
        yield Citable(
            EvidenceKind.QUOTE,
            one.id,
            quotes.published(one),
            day=days.get(one.source.session_id or ""),
            refusal="" if approved else "quote_not_approved",
        )


def _labels(row: Consultation) -> dict[str, str]:
    return {one.name: one.label for one in themes(row)}


def _days(row: Consultation) -> dict[str, date]:
    return {one.id: one.day for one in row.sessions}


def _passage(highlight: Highlight) -> str | None:
    source = stored.source(highlight.source_id)
    if source is None or source.emptied_on:
        return None
    return noted.text_of(source).passage(highlight.start, highlight.end)
