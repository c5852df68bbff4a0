"""The theme x session grid: what was said on a theme in a session, pasted without any codebook; nobody overwrites anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from consult.actions import clock
from consult.actions.identifiers import new_id
from consult.actions.notes.noted import check_takes_notes, record_that_there_are_notes
from consult.actions.notes.themes import kept_theme, themes
from consult.evidence.findings import Gone
from consult.evidence.sources import normal
from consult.store import audit
from consult.store import consultations as rows
from consult.store import notes as stored
from consult.store.citations import Cited, cited_sources_gone
from consult.store.consultations import Consultation, GroupSession
from consult.store.notes import GridCell as GridCell  # the web may not import the tables

MOST_LETTERS = 20_000
_NONE_YET = 0  # the revision of a cell that nobody filled


@dataclass(frozen=True, slots=True)
class Typed:
    """What someone typed in a cell, and the revision that they saw when they began."""

    text: str
    revision: int


def cells(row: Consultation) -> dict[tuple[str, str], GridCell]:
    """The filled cells by theme and session."""
    return {(one.theme, one.session_id): one for one in stored.cells_of(row.id)}


def fill(
    row: Consultation, session: GroupSession, typed: Mapping[str, Typed], by: str, title: str
) -> dict[str, GridCell]:
    """Keeps what was typed for a session, by theme; cells that somebody changed meanwhile are given back, unchanged.

    title: what these notes are called where they prove that there are notes.
    """
    check_takes_notes(row)
    known = {one.theme: one for one in stored.hold_cells(session.id)}
    wanted = {theme: one for theme, one in typed.items() if normal(one.text) != _text(known.get(theme))}
    clashing = {
        theme: known[theme]
        for theme, one in wanted.items()
        if theme in known and one.revision != known[theme].revision
    }
    changed = {theme: one for theme, one in wanted.items() if theme not in clashing}
    for theme, one in changed.items():
        _keep(row, session, theme, known.get(theme), normal(one.text), by)
    if changed:
        _after_a_change(row, session, changed, by, title)
    return clashing


def _after_a_change(
    row: Consultation, session: GroupSession, changed: Mapping[str, Typed], by: str, title: str
) -> None:
    rows.flush()
    words = "\n".join(normal(one.text) for one in changed.values())
    if words.strip() and not any(one.kind == "notes" for one in row.documents):
        record_that_there_are_notes(row, title, sha256(words.encode()).hexdigest(), by)
    audit.note(by, "grid filled", row.id, session=session.id, cells=len(changed))


def _keep(
    row: Consultation, session: GroupSession, theme: str, cell: GridCell | None, text: str, by: str
) -> None:
    if cell is not None and not text:
        rows.drop(cell)
        cited_sources_gone([Cited("grid-cell", cell.id)], Gone.DROPPED, by)
        return
    if cell is not None:
        cited_sources_gone([Cited("grid-cell", cell.id)], Gone.CHANGED, by)
    else:
        cell = GridCell(
            id=new_id(),
            consultation_id=row.id,
            session_id=session.id,
            theme=kept_theme(row, theme, by).name,
            revision=_NONE_YET,
        )
    cell.text, cell.revision = text, cell.revision + 1
    cell.changed_by, cell.changed_at = by, clock.now()
    rows.add(cell)


def themes_to_fill(row: Consultation) -> list[tuple[str, str]]:
    """Name and label of each theme, as the rows of the grid."""
    return [(one.name, one.label) for one in themes(row)]


def _text(cell: GridCell | None) -> str:
    return cell.text if cell is not None else ""
