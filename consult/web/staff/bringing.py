"""Answers from elsewhere by page: a file is looked at, everything that would be lost is shown, then it comes in or not."""

import secrets
from dataclasses import replace
from importlib import import_module
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import previews, progress
from consult.actions.consultations import Consultation
from consult.reading import FileRefused
from consult.response.bringing.incoming import Lost
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.bringing_sentences import (
    changed,
    columns,
    days,
    loss_name,
    lost,
    recalculated,
    why_not,
)
from consult.web.staff.consultations import consultation_or_404
from consult.web.staff.gate import begin_changes, folder

if TYPE_CHECKING:
    from consult.actions.bringing import Incoming, Wanted

_MEGABYTE = 1_048_576
_MOST_TOLD = 200  # of one kind of loss; the command tells all of them with --json
_INTERPRETED = "interpreted"  # asked aloud too, through an interpreter


def _bringing() -> Any:
    return import_module("consult.actions.bringing")  # with pandas: only when a file is opened


@staff.route("/consultations/<consultation_id>/bring-in", methods=["GET", "POST"])
def bring_in_answers(consultation_id: str) -> ResponseReturnValue:
    """Asks for the file; once it is sent, shows what would come in, and stores nothing."""
    row = consultation_or_404(consultation_id)
    _bringing().check_takes_answers(row)
    if request.method == "GET":
        return _page(row)
    most = current_app.config["MAX_UPLOAD_BYTES"]
    sent = {name: file.read(most + 1) for name, file in request.files.items()}
    if not sent.get("file"):
        return _page(row, [_("Kies eerst een bestand.")])
    name = Path(request.files["file"].filename or "").name[:80] or "file"
    kept = b"\0".join((name.encode(), sent.get("mapping", b"").replace(b"\0", b""), sent["file"]))
    return _look(row, kept, previews.keep_preview(folder(), kept, g.member.id))


@staff.post("/consultations/<consultation_id>/bring-in/confirm")
def confirm_answers(consultation_id: str) -> ResponseReturnValue:
    """Brings in the file that was looked at."""
    row, checksum = consultation_or_404(consultation_id), request.form.get("checksum", "")
    try:
        kept = previews.previewed(folder(), checksum, g.member.id)
    except FileNotFoundError:
        return _page(
            row, [_("Dit bestand is al ingevoerd, of er ging meer dan een uur voorbij. Kies het opnieuw.")]
        )
    made = _bringing()
    wanted = _wanted()
    try:
        incoming = _incoming(row, kept, wanted)
        made.bring_in(
            row, incoming, folder(), wanted, g.member.id,
            accept_losses=bool(request.form.get("accept")), begin=begin_changes,
        )  # fmt: skip
    except made.BringingRefused as refused:
        return _look(row, kept, checksum, [why_not(problem) for problem in refused.problems])
    progress.settle(g.member.id)
    previews.forget_preview(folder(), checksum, g.member.id)
    return redirect(url_for("staff.consultation", consultation_id=row.id, done="answers-brought-in"))


def _wanted() -> "Wanted":
    made = _bringing()
    mode, same = request.form.get("mode", ""), request.form.get("same", "")
    aloud = mode in (made.ALOUD, _INTERPRETED)
    wanted: Wanted = made.Wanted(
        mode=made.ALOUD if aloud else mode if mode in made.MODES else made.MODES[0],
        interpreter=mode == _INTERPRETED,
        same=made.Same(same) if same in {one.value for one in made.Same} else None,
    )
    return wanted


def _incoming(row: Consultation, kept: bytes, wanted: "Wanted") -> "Incoming":
    """What is in a file that was kept with its name and its mapping, read from files of their own for as long as it takes."""
    name, mapping, content = kept.split(b"\0", 2)
    with TemporaryDirectory() as place:
        file = Path(place) / (Path(name.decode(errors="replace")).name or secrets.token_hex(4))
        file.write_bytes(content)
        if mapping:
            mapped = Path(place) / "mapping.yaml"
            mapped.write_bytes(mapping)
            wanted = replace(wanted, mapping=mapped)
        incoming: Incoming = _bringing().look(row, file, folder(), wanted)
    return incoming


def _look(
    row: Consultation, kept: bytes, checksum: str, problems: list[str] | None = None
) -> ResponseReturnValue:
    made, opening = _bringing(), import_module("consult.dataset.opening.table")
    wanted = _wanted()
    try:
        incoming = _incoming(row, kept, wanted)
    except opening.DataFileRefused as refused:
        return _page(row, list(refused.problems), language="en")
    except FileRefused as refused_mapping:
        return _page(row, [str(problem) for problem in refused_mapping.problems], language="en")
    except made.BringingRefused as refused_rows:
        return _page(row, [why_not(problem) for problem in refused_rows.problems])
    return render_template(
        "staff/bring_in_preview.html", row=row, incoming=incoming, losses=_by_kind(incoming.understood.lost), odd=_by_kind(incoming.understood.odd), checksum=checksum,
        mode=_INTERPRETED if wanted.interpreter else wanted.mode, problems=problems or [],
        changed=changed(incoming.changed, incoming.told_apart), columns=columns, recalculated=[recalculated(one) for one in incoming.understood.recalculated],
        days=days(min(incoming.days), max(incoming.days)) if incoming.days else "",
    )  # fmt: skip


def _page(row: Consultation, problems: list[str] | None = None, language: str = "") -> ResponseReturnValue:
    most = current_app.config["MAX_UPLOAD_BYTES"] // _MEGABYTE
    return render_template(
        "staff/bring_in.html", row=row, problems=problems or [], language=language, most=most
    )


def _by_kind(ones: list[Lost]) -> list[tuple[str, int, list[str]]]:
    """What is lost by kind: the heading, how many there are, and the first of them."""
    found = []
    for loss, same in groupby(ones, key=lambda one: one.loss):
        told = list(same)
        lines = [lost(one) for one in told[:_MOST_TOLD]]
        if len(told) > _MOST_TOLD:
            lines.append(_("… en nog %(n)s") % {"n": len(told) - _MOST_TOLD})
        found.append((loss_name(loss), len(told), lines))
    return found
