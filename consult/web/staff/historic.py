"""The past from a workbook: the empty one to fill in, a preview of what would come in, bringing it in, confirming it."""

from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import accounts, plans
from consult.actions.accounts import MACHINE
from consult.actions.consultations import Consultation
from consult.actions.historic import batches, taking_in
from consult.actions.historic.cells import WorkbookRefused
from consult.actions.historic.columns import CONSULTATION_COLUMNS
from consult.actions.historic.taking_in import Brought
from consult.actions.historic.workbook import MEDIA_TYPE, template
from consult.actions.previews import forget_preview, keep_preview, previewed
from consult.actions.records import recorded
from consult.consultation.definition import Known
from consult.plan.counting import people
from consult.web.interface import _
from consult.web.staff import historic_sentences as told
from consult.web.staff.blueprint import staff
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.sentences import done
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
    # Under its checksum: what is confirmed is what was seen.
    checksum = keep_preview(folder(), content, g.member.id) if brought.incoming else ""
    lines = [(one, why(one.judged, brought.tally)) for one in brought.incoming]
    return render_template("staff/historic_preview.html", brought=brought, lines=lines, checksum=checksum)


@staff.post("/historic/bring-in")
def bring_in_past() -> ResponseReturnValue:
    """Brings in the workbook that was previewed; what was recorded since is taken into account."""
    checksum, by = request.form.get("checksum", ""), g.member.id
    try:
        content = previewed(folder(), checksum, by)
    except FileNotFoundError:
        return _page(
            problems=[
                ("", _("Deze werkmap is al ingevoerd, of er ging meer dan een uur voorbij. Kies ze opnieuw."))
            ]
        )
    try:
        brought = _bring_in(content, dry_run=False)
    except WorkbookRefused as refused:
        return _page(problems=[(told.place(one), told.told(one)) for one in refused.problems])
    forget_preview(folder(), checksum, by)
    if not brought.batch:  # a colleague brought in the same rows meanwhile
        return redirect(url_for("staff.progress"))
    return redirect(url_for("staff.batch", batch_id=brought.batch, done="past-brought-in"))


@staff.get("/historic/batches/<batch_id>")
def batch(batch_id: str) -> ResponseReturnValue:
    """What came in with one workbook, for whoever compares it with the papers."""
    found = _batch_or_404(batch_id)
    return render_template(
        "staff/batch.html",
        batch=found,
        rows=batches.consultations_in(found),
        reached=_reached,
        names=accounts.names() | {MACHINE: _("het systeem")},
        said=done(request.args.get("done")),
    )


@staff.post("/historic/batches/<batch_id>/confirm")
def confirm_batch(batch_id: str) -> ResponseReturnValue:
    """A second person agrees: from now on it counts."""
    batches.confirm(_batch_or_404(batch_id), by=g.member.id)
    return redirect(url_for("staff.batch", batch_id=batch_id, done="past-confirmed"))


def _batch_or_404(id_: str) -> batches.HistoricBatch:
    return batches.batch(id_) or abort(404)


def _reached(row: Consultation) -> int:
    """How many of the target group its lines hold; who came back with a card is one person."""
    return people([one for one in recorded(row).everyone if one.target_group is Known.YES])


@staff.get("/historic/template.xlsx")
def historic_template() -> ResponseReturnValue:
    """The empty workbook."""
    response = Response(template(), mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="historisch-dossier.xlsx"'
    return response


def _bring_in(content: bytes, *, dry_run: bool) -> Brought:
    return taking_in.bring_in(
        content, g.member.id, demo=folder().is_demonstration, dry_run=dry_run, begin=begin_changes
    )


def _page(problems: list[tuple[str, str]] | None = None) -> ResponseReturnValue:
    return render_template(
        "staff/historic.html",
        problems=problems or [],
        columns=CONSULTATION_COLUMNS,
        most=current_app.config["MAX_UPLOAD_BYTES"] // _MEGABYTE,
    )
