"""The themes of a consultation: those of its topic guide, and those that staff add."""

from collections.abc import Sequence
from dataclasses import dataclass

from consult.actions.answering import published
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.instrument.definition import Page, Part, Type
from consult.store import audit, notes
from consult.store import consultations as rows
from consult.store.consultations import Consultation
from consult.store.notes import NoteTheme

_MOST_THEMES = 40
MOST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme as it is shown. name: what highlights and cells carry."""

    name: str
    label: str


def themes(row: Consultation) -> tuple[Theme, ...]:
    """The themes of a consultation in order: the guide's first, then those that staff added."""
    stored = {one.name: one.label for one in notes.themes_of(row.id)}
    guide = {page.name: page.title for page in _guide(row)}
    # What was noted under a theme of an earlier guide stays under it, with the label that it had.
    return tuple(Theme(name, label) for name, label in ({name: stored.get(name, label) for name, label in guide.items()} | stored).items())  # fmt: skip


def add_theme(row: Consultation, label: str, by: str) -> Theme:
    """A theme of our own. Raises Refused for one that is there."""
    known = themes(row)
    if not label:
        raise Refused("theme_unnamed")
    if label.casefold() in [one.label.casefold() for one in known]:
        raise Refused("theme_there", label=label)
    if len(known) >= _MOST_THEMES:
        raise Refused("themes_too_many", most=_MOST_THEMES)
    made = _keep(row, Theme(new_id(), label), len(known), by)
    audit.note(by, "theme added", row.id, theme=made.name)
    return made


def kept_theme(row: Consultation, name: str, by: str) -> Theme:
    """The theme with this name, stored now if it was only in the guide until something was noted under it.

    Raises Refused for one that is not there.
    """
    known = themes(row)
    theme = next((one for one in known if one.name == name), None)
    if theme is None:
        raise Refused("theme_gone")
    if name not in [one.name for one in notes.themes_of(row.id)]:
        _keep(row, theme, known.index(theme), by)
    return theme


def _keep(row: Consultation, theme: Theme, line: int, by: str) -> Theme:
    rows.add(NoteTheme(consultation_id=row.id, name=theme.name, label=theme.label, line=line, added_by=by))
    return theme


def _guide(row: Consultation) -> Sequence[Page]:
    """The pages of the newest guide on which something is talked about."""
    newest = row.newest_version
    if newest is None:
        return ()
    pages = published(newest.version).instrument.pages
    return [page for page in pages if page.part is Part.THEMES and page.title and _is_talked_about(page)]


def _is_talked_about(page: Page) -> bool:
    return any(question.type is Type.TEXT for question in page.questions)
