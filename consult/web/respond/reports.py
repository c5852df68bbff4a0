"""The published reports, for anyone: a list, an edition as a page, its Word file. No cookie, and nothing of another site."""

import re
from base64 import b64encode
from hashlib import sha256

from flask import Response, current_app, render_template
from werkzeug.exceptions import NotFound

from consult.actions import editions
from consult.actions.editions import Files, ReportEdition
from consult.folder import DataFolder
from consult.web.protection import allow_embedded_pictures, allow_style
from consult.web.respond import compiling
from consult.web.respond.feedback import not_too_often, public

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@public.get("/reports")
def reports() -> str:
    """The newest edition of every report."""
    not_too_often("reports")
    allow_style(*compiling.style_digests())
    folder: DataFolder = current_app.extensions["folder"]
    return render_template(
        "print/reports.html",
        editions=editions.newest(),
        style=compiling.style(),
        demo=folder.is_demonstration,
    )


@public.get("/reports/<edition_id>")
def edition(edition_id: str) -> Response:
    """An edition, in the bytes that were frozen."""
    return html_report(_files(edition_id)[1].page)


@public.get("/reports/<edition_id>/report.docx")
def edition_as_word(edition_id: str) -> Response:
    """Its Word file."""
    row, files = _files(edition_id)
    return as_download(files.word, WORD, f"rapport-{row.published_on.isoformat()}-editie-{row.number}.docx")


def html_report(page: bytes) -> Response:
    """A report as it stands, with leave for its one sheet and the figures inside it."""
    if found := _SHEET.search(page):
        allow_style(b64encode(sha256(found[1]).digest()).decode())
    allow_embedded_pictures()
    return Response(page, mimetype="text/html")


def as_download(content: bytes, mimetype: str, name: str) -> Response:
    """A file under a name that is made here."""
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _files(edition_id: str) -> tuple[ReportEdition, Files]:
    not_too_often("reports")
    row = editions.edition(edition_id)
    if row is None:
        raise NotFound
    try:
        return row, editions.files(row, current_app.extensions["folder"])
    except FileNotFoundError:
        raise NotFound from None
