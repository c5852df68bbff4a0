"""Instruments to take along: the workbook that ODK, Kobo and others read, the codebook for archives, the file itself."""

from importlib import import_module
from pathlib import PurePosixPath

from flask import Response, abort
from flask.typing import ResponseReturnValue

from consult.actions import consultations, exporting_instruments, publishing
from consult.instrument.problems import InstrumentProblems
from consult.instrument.xlsform.exporting.file_writing import MEDIA_TYPE
from consult.web.staff.blueprint import staff
from consult.web.staff.gate import folder
from consult.web.staff.walking import checked_or_404

_XML, _YAML = "application/xml", "application/yaml"


@staff.get("/instruments/<version_id>/form.xlsx")
def export_version(version_id: str) -> ResponseReturnValue:
    """A published version as a workbook."""
    version = next((one for one in consultations.published_versions() if one.id == version_id), None)
    if version is None:
        abort(404)
    content = exporting_instruments.export_version(version, folder())
    return _download(content, f"{PurePosixPath(version.instrument).name}-{version.number}")


@staff.get("/instruments/own/<report>/<name>/form.xlsx")
def export_own(report: str, name: str) -> ResponseReturnValue:
    """An instrument of the installation itself as a workbook; not found while its file has problems, which its page tells."""
    for path in publishing.own_files(folder()):
        if (path.parent.name, path.stem) == (report, name):
            try:
                return _download(exporting_instruments.export_file(path, folder()), name)
            except InstrumentProblems:
                break
    return abort(404)


@staff.get("/instruments/of/<report>/<name>/files/<kind>")
def download_instrument(report: str, name: str, kind: str) -> ResponseReturnValue:
    """An instrument as it stands now, published or not: as a workbook, as a codebook, or its file; which tells its own problems."""
    path = checked_or_404(report, name).path
    if kind == "yaml":
        return _download(path.read_bytes(), name, kind, _YAML)
    try:
        if kind == "xlsx":
            return _download(exporting_instruments.export_file(path, folder()), name)
        if kind == "ddi":
            # Variables are known to the table library, which a page of staff does not load.
            codebooks = import_module("consult.actions.exporting_codebooks")
            return _download(codebooks.codebook_of_file(path, folder()), f"{name}-ddi", "xml", _XML)
    except InstrumentProblems:
        pass  # which its page tells
    return abort(404)


def _download(content: bytes, name: str, ending: str = "xlsx", mimetype: str = MEDIA_TYPE) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response
