"""Wij vroegen, u zei, wij deden: written in every language, read by a second person; its QR code and the slip to hand out."""

import io
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Any

import segno
from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from wtforms import TextAreaField

from consult.actions import feedback as actions
from consult.actions.advising.findings import ChangedMeanwhile
from consult.actions.consultations import Consultation
from consult.instrument.languages import LANGUAGES
from consult.shipped import shipped
from consult.web.addresses import public
from consult.web.interface import _
from consult.web.protection import allow_style
from consult.web.respond.feedback import slip_lines
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import consultation_or_404
from consult.web.staff.fields import Most, StaffForm
from consult.web.staff.meanwhile import Meanwhile, StartedFrom, show_both
from consult.web.staff.sentences import done


@staff.get("/consultations/<consultation_id>/feedback")
def feedback(consultation_id: str) -> ResponseReturnValue:
    """What is written, what waits, and what people read now."""
    row = consultation_or_404(consultation_id)
    page = actions.page_of(row)
    return render_template(
        "staff/feedback.html",
        row=row,
        page=page,
        texts=actions.texts_of(row),
        languages=[LANGUAGES[tag] for tag in actions.languages_of(row)],
        lacking=[LANGUAGES[tag].dutch_name for tag in actions.lacking(row)],
        parts=_parts(),
        published=actions.editions_of(row),
        is_behind=actions.is_behind(row),
        is_new=actions.is_new(row),
        may_publish=page is not None and actions.may_publish(page, g.member.id),
        address=feedback_address(row),
        said=done(request.args.get("done")),
    )


@staff.route("/consultations/<consultation_id>/feedback/write", methods=["GET", "POST"])
def write_feedback(consultation_id: str) -> ResponseReturnValue:
    """Every text in every language on one page. Who saves second sees both."""
    row = consultation_or_404(consultation_id)
    page = actions.page_of(row)
    form = _form(row, actions.texts_of(row) | {"version": str(page.version if page else 0)})
    meanwhile: Meanwhile | None = None
    if request.method == "POST" and form.validate():
        texts = {name: (form[name].data or "").strip() for name in actions.names(row)}
        try:
            actions.write(row, texts, form.version.number, g.member.id)
            return _to(row, "feedback-written")
        except ChangedMeanwhile as changed:
            meanwhile = show_both(form, changed, {}, _names(row))
    return render_template(
        "staff/feedback_form.html",
        row=row,
        form=form,
        languages=[LANGUAGES[tag] for tag in actions.languages_of(row)],
        parts=_parts(),
        names=_names(row),
        meanwhile=meanwhile,
    )


@staff.post("/consultations/<consultation_id>/feedback/to-read")
def send_feedback_to_read(consultation_id: str) -> ResponseReturnValue:
    """It waits for a second reader."""
    row = consultation_or_404(consultation_id)
    actions.ask_second_reader(row, _version_read(), g.member.id)
    return _to(row, "feedback-to-read")


@staff.post("/consultations/<consultation_id>/feedback/publish")
def publish_feedback(consultation_id: str) -> ResponseReturnValue:
    """A second reader agrees, and from now on everyone can read it."""
    row = consultation_or_404(consultation_id)
    actions.publish(row, _version_read(), g.member.id)
    return _to(row, "feedback-published")


@staff.get("/consultations/<consultation_id>/feedback.svg")
def feedback_qr(consultation_id: str) -> ResponseReturnValue:
    """The QR code of its address, for the slip and for a poster."""
    picture = io.BytesIO()
    # Level Q still reads with a quarter of the code worn off, as that of a survey's address.
    address = feedback_address(consultation_or_404(consultation_id))
    segno.make(address, error="q", micro=False).save(picture, kind="svg", scale=12, border=3)
    return Response(picture.getvalue(), mimetype="image/svg+xml")


@staff.get("/consultations/<consultation_id>/feedback/slip")
def feedback_slip(consultation_id: str) -> ResponseReturnValue:
    """The thank-you slip, four on a sheet of A4, in every language of the consultation."""
    row = consultation_or_404(consultation_id)
    allow_style(b64encode(sha256(_slip_sheet().encode()).digest()).decode())
    lines = list(slip_lines(actions.languages_of(row)))
    return render_template(
        "print/thank-you-slip.html",
        row=row,
        sheet=_slip_sheet(),
        lines=lines,
        address=feedback_address(row),
    )


def feedback_address(row: Consultation) -> str:
    """Where those who took part read what was done."""
    return public(f"feedback/{row.id}/")


def _version_read() -> int:
    """The version that stood on the page whose button was pressed."""
    sent = request.form.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0


def _to(row: Consultation, act: str) -> ResponseReturnValue:
    return redirect(url_for("staff.feedback", consultation_id=row.id, done=act))


def _form(row: Consultation, start: dict[str, Any]) -> Any:
    """A form with a field for each text."""
    fields = {name: TextAreaField("", [Most(1500)]) for name in actions.names(row)}
    made = type("FeedbackForm", (StaffForm,), {**fields, "version": StartedFrom("")})
    return made(request.form, data=start)


def _parts() -> dict[str, str]:
    return {"asked": _("Wij vroegen"), "said": _("U zei"), "done": _("Wij deden")}


def _names(row: Consultation) -> dict[str, str]:
    parts = _parts()
    pairs = (name.split(".") for name in actions.names(row))
    return {f"{tag}.{part}": f"{LANGUAGES[tag].dutch_name}, {parts[part]}" for tag, part in pairs}


@cache
def _slip_sheet() -> Markup:
    return Markup((shipped("templates") / "print" / "thank-you-slip.css").read_text(encoding="utf-8"))  # noqa: S704  our own file
