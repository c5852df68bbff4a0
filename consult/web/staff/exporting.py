"""Instruments to take along: the workbook that ODK, Kobo and others read."""

from pathlib import PurePosixPath

from flask import Response, abort
from flask.typing import ResponseReturnValue

from consult.actions import consultations, exporting_instruments, publishing
from consult.instrument.problems import InstrumentProblems
from consult.instrument.xlsform.exporting.file_writing import MEDIA_TYPE
from consult.web.staff.blueprint import staff
from consult.web.staff.gate import folder


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


def _download(content: bytes, name: str) -> Response:
    response = Response(content, mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
