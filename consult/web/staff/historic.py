"""The past from a workbook: the empty one to fill in, a preview of what would come in, and bringing it in."""

from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import historic, plans
from consult.actions.historic import Brought
from consult.actions.historic_cells import WorkbookRefused
from consult.actions.historic_columns import CONSULTATION_COLUMNS
from consult.actions.historic_workbook import MEDIA_TYPE, template
from consult.web.interface import _
from consult.web.staff import historic_sentences as told
from consult.web.staff.blueprint import staff
from consult.web.staff.gate import folder
from consult.web.staff.verdicts import why

_MEGABYTE = 1_048_576


@staff.route("/historic", methods=["GET", "POST"], endpoint="historic")
def ask_workbook() -> ResponseReturnValue:
    """Asks for the workbook; once it is sent, shows what would come in or every problem, and stores nothing."""
    if request.method == "GET":
        return _page()
    file = request.files.get("workbook")
    content = file.read(current_app.config["MAX_UPLOAD_BYTES"] + 1) if file else b""
    if not content:
        return _page(problems=[("", _("Kies eerst een bestand."))])
    try:
        brought = _bring_in(content, dry_run=True)
    except WorkbookRefused as refused:
        return _page(problems=[(told.place(one), told.told(one)) for one in refused.problems])
    except plans.NotThere:
        return _page(
            problems=[
                (
                    "",
                    _(
                        "Er is nog geen plan geladen. Een beheerder laadt het met het commando: consult plan load"
                    ),
                )
            ]
        )
    # Kept under its checksum: what is confirmed is what was seen, and the workbook itself is the source of these records.
    checksum = folder().keep_file(content) if brought.incoming else ""
    lines = [(one, why(one.judged, brought.tally)) for one in brought.incoming]
    return render_template("staff/historic_preview.html", brought=brought, lines=lines, checksum=checksum)


@staff.post("/historic/bring-in")
def bring_in_past() -> ResponseReturnValue:
    """Brings in the workbook that was previewed; what was recorded since is taken into account."""
    try:
        content = folder().file(request.form.get("checksum", ""))
    except FileNotFoundError:
        abort(404)
    try:
        _bring_in(content, dry_run=False)
    except WorkbookRefused as refused:
        return _page(problems=[(told.place(one), told.told(one)) for one in refused.problems])
    return redirect(url_for("staff.progress", done="past-brought-in"))


@staff.get("/historic/template.xlsx")
def historic_template() -> ResponseReturnValue:
    """The empty workbook."""
    response = Response(template(), mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="historisch-dossier.xlsx"'
    return response


def _bring_in(content: bytes, *, dry_run: bool) -> Brought:
    return historic.bring_in(content, g.member.id, demo=folder().is_demonstration, dry_run=dry_run)


def _page(problems: list[tuple[str, str]] | None = None) -> ResponseReturnValue:
    return render_template(
        "staff/historic.html",
        problems=problems or [],
        columns=CONSULTATION_COLUMNS,
        most=current_app.config["MAX_UPLOAD_BYTES"] // _MEGABYTE,
    )
