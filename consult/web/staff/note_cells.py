"""The grid of one session: a field for each theme to paste into; what a colleague changed meanwhile is never overwritten."""

from typing import Any, cast

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField

from consult.actions import accounts
from consult.actions.attendance import GroupSession
from consult.actions.consultations import Consultation
from consult.actions.notes import grid, noted
from consult.actions.notes.grid import MOST_LETTERS, GridCell, Typed
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import consultation_or_404
from consult.web.staff.display import moment
from consult.web.staff.fields import Most, StaffForm
from consult.web.staff.gate import begin_changes
from consult.web.staff.notes import session_days


@staff.route("/consultations/<consultation_id>/notes/grid/<session_id>", methods=["GET", "POST"])
def fill_grid(consultation_id: str, session_id: str) -> ResponseReturnValue:
    """What was said in this session, theme by theme."""
    row = consultation_or_404(consultation_id)
    session = next((one for one in row.sessions if one.id == session_id), None) or abort(404)
    noted.check_takes_notes(row)
    themes = grid.themes_to_fill(row)
    form = _form(row, session, [name for name, _label in themes])
    clashing: dict[str, GridCell] = {}
    if request.method == "POST" and form.validate():
        begin_changes()
        clashing = _fill(row, session, form, [name for name, _label in themes])
        if not clashing:
            address = url_for("staff.notes_of_consultation", consultation_id=row.id, done="grid-filled")
            return redirect(f"{address}#grid")
    return render_template(
        "staff/note_cells.html",
        row=row,
        session=session,
        day=session_days(row)[session.id],
        themes=themes,
        form=form,
        clashing=clashing,
        revisions=_revisions(row, session, keep=bool(form.errors) and not clashing),
    )


def _form(row: Consultation, session: GroupSession, names: list[str]) -> StaffForm:
    """A form with a field for each theme."""
    made = type(
        "CellsForm", (StaffForm,), {_field(name): TextAreaField("", [Most(MOST_LETTERS)]) for name in names}
    )
    known = grid.cells(row)
    start = {_field(name): known[name, session.id].text for name in names if (name, session.id) in known}
    return cast(StaffForm, made(request.form, data=start))


def _fill(row: Consultation, session: GroupSession, form: StaffForm, names: list[str]) -> dict[str, GridCell]:
    typed = {
        name: Typed(form[_field(name)].data or "", _seen(name))
        for name in names
        if _field(name) in request.form
    }
    clashing = grid.fill(row, session, typed, by=g.member.id, title=_("Notities in het rooster"))
    people = accounts.names()
    for name, cell in clashing.items():
        who = people.get(cell.changed_by, cell.changed_by)
        form.blame(
            _("%(who)s veranderde dit intussen (%(when)s). Voeg beide teksten samen en bewaar opnieuw.", who=who, when=moment(cell.changed_at)),
            _field(name),
        )  # fmt: skip
    return clashing


def _revisions(row: Consultation, session: GroupSession, *, keep: bool) -> dict[str, int]:
    """The revision that the shown form rests on: what is there now, or what was seen when the form is shown again."""
    if keep:
        return {name: _seen(name) for name, _label in grid.themes_to_fill(row)}
    return {theme: one.revision for (theme, of), one in grid.cells(row).items() if of == session.id}


def _seen(name: str) -> int:
    seen: Any = request.form.get(f"seen-{name}", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else 0


def _field(name: str) -> str:
    return f"cell-{name}"
