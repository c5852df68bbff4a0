"""Two people wrote at once: both texts side by side, in words, and what each wrote kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import HiddenField, ValidationError

from consult.actions import accounts
from consult.actions.advising.findings import ChangedMeanwhile
from consult.web.interface import _
from consult.web.staff.chain_words import text_names
from consult.web.staff.fields import StaffForm


class StartedFrom(HiddenField):
    """The version that someone began to write from."""

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Refuses what no form of ours sends."""
        sent = str(self.data or "")
        if not (sent.isascii() and sent.isdigit() and len(sent) < 9):
            raise ValidationError(_("Dit formulier is onvolledig. Laad de pagina opnieuw."))

    @property
    def number(self) -> int:
        """The version as a number."""
        return int(self.data or 0)


@dataclass(frozen=True)
class SideBySide:
    """One text as both wrote it."""

    name: str
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Meanwhile:
    """What someone else saved while this person was writing."""

    by: str
    lines: tuple[SideBySide, ...]


def show_both(
    form: StaffForm,
    changed: ChangedMeanwhile,
    words: Mapping[str, Mapping[str, str]],
    names: Mapping[str, str] | None = None,
) -> Meanwhile:
    """Puts both texts together in the form, and says where they differ.

    words: what the values of a field mean, by field. names: what each text is called, where it is not one of the chain. What was left alone takes the other's text; saving again keeps
    what then stands in the form.
    """
    for name, value in changed.merge.texts.items():
        if name in form:
            form[name].data = value
    form["version"].data = str(changed.version)
    names = text_names() if names is None else names
    lines = tuple(
        SideBySide(
            one.name,
            names[one.name],
            _told(one.theirs, words.get(one.name, {})),
            _told(one.mine, words.get(one.name, {})),
        )
        for one in changed.merge.changes
    )
    return Meanwhile(accounts.names().get(changed.by, changed.by), lines)


def _told(value: Any, words: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if isinstance(value, list):
        return "; ".join(words.get(one, one) for one in value) or "–"
    return words.get(value, value) or "–"
