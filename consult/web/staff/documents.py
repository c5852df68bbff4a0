"""Documents: filed with a consultation, downloaded, approved; and the addresses of a survey as a QR code."""

import io

import segno
from flask import Response, abort, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict, FileStorage
from wtforms import FileField, ValidationError

from consult.actions import clock, documents
from consult.actions.consultations import Consultation, check_changeable
from consult.actions.documents import ENDINGS, Document, Filed
from consult.actions.refusal import Refused
from consult.consultation.definition import DocumentKind
from consult.web.interface import _
from consult.web.staff.access import may_file, may_read
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import consultation_or_404, public_address, to_step
from consult.web.staff.display import document_kinds
from consult.web.staff.fields import Day, Line, Most, Needed, OneOf, StaffForm
from consult.web.staff.gate import begin_changes, folder

_MEGABYTE = 1_048_576
_STEPS = {
    DocumentKind.REPORT: "report",
    DocumentKind.ATTENDANCE: "fieldwork",
    DocumentKind.NOTES: "data",
    DocumentKind.DATASET: "data",
    DocumentKind.AGREEMENT: "plan",
}


class DocumentForm(StaffForm):
    """A file and what it is."""

    kind = OneOf("", [Needed()])
    title = Line("", [Needed(), Most(120)])
    dated = Day([Needed()])
    file = FileField("")

    def validate_file(self, field: FileField) -> None:
        """A form that is shown again has lost its file; a broken file name makes a text of it."""
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(_("Kies een bestand."))


@staff.route("/consultations/<consultation_id>/documents/new", methods=["GET", "POST"])
def file_document(consultation_id: str) -> ResponseReturnValue:
    """Asks for a file and what it is."""
    row = consultation_or_404(consultation_id)
    check_changeable(row)
    kinds = [(kind, name) for kind, name in document_kinds().items() if may_file(g.member.role, kind)]
    asked = request.args.get("kind", kinds[0][0])
    form = DocumentForm(CombinedMultiDict([request.files, request.form]), kind=asked, dated=clock.today())
    form.kind.choices = kinds
    if request.method == "POST" and form.validate():
        with form.showing_refusals("file"):
            return _file(row, form)
    most = current_app.config["MAX_UPLOAD_BYTES"] // _MEGABYTE
    return render_template("staff/document_form.html", form=form, row=row, most=most)


@staff.get("/documents/<document_id>")
def download_document(document_id: str) -> ResponseReturnValue:
    """The file itself, always as a download: a browser never opens what someone uploaded."""
    document = documents.document(document_id) or abort(404)
    if not may_read(g.member.role, document.kind):
        abort(403)
    try:
        content = folder().file(document.checksum)
    except FileNotFoundError as error:
        raise Refused("file_gone") from error
    response = Response(content, mimetype="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(document)}"'
    return response


@staff.post("/consultations/<consultation_id>/dataset")
def fix_dataset(consultation_id: str) -> ResponseReturnValue:
    """Records what a closed survey holds."""
    row = consultation_or_404(consultation_id)
    documents.fix_dataset(row, folder(), by=g.member.id)
    return to_step(row, "data", "dataset-fixed")


@staff.post("/consultations/<consultation_id>/documents/<document_id>/approve")
def approve_report(consultation_id: str, document_id: str) -> ResponseReturnValue:
    """Approves a report for this consultation."""
    row = consultation_or_404(consultation_id)
    report = documents.document(document_id) or abort(404)
    documents.approve_report(row, report, by=g.member.id)
    return to_step(row, "report", "approved")


@staff.get("/consultations/<consultation_id>/address.svg")
def address_as_svg(consultation_id: str) -> ResponseReturnValue:
    """The QR code of a survey's address, for the screen."""
    return _qr(consultation_or_404(consultation_id), "svg", "image/svg+xml")


@staff.get("/consultations/<consultation_id>/address.png")
def address_as_png(consultation_id: str) -> ResponseReturnValue:
    """The same for a poster: large enough to print."""
    return _qr(consultation_or_404(consultation_id), "png", "image/png")


def _qr(row: Consultation, kind: str, mimetype: str) -> Response:
    picture = io.BytesIO()
    # Level Q still reads with a quarter of the code worn off a poster.
    segno.make(public_address(row), error="q", micro=False).save(picture, kind=kind, scale=12, border=3)
    return Response(picture.getvalue(), mimetype=mimetype)


def _file(row: Consultation, form: DocumentForm) -> ResponseReturnValue:
    kind = DocumentKind(form.kind.data)
    filed = Filed(kind, form.title.data or "", form.dated.data or clock.today())
    content = form.file.data.read(current_app.config["MAX_UPLOAD_BYTES"] + 1)
    documents.file_document(row, filed, content, folder(), by=g.member.id, begin=begin_changes)
    return to_step(row, _STEPS[kind], "filed")


def _file_name(document: Document) -> str:
    """A name made here from the kind and the day: one that was typed could hold anything."""
    return f"{document.kind}-{document.dated.isoformat()}-{document.checksum[:8]}.{ENDINGS.get(document.media_type, 'bin')}"
