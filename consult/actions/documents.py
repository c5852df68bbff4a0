"""Documents that prove something: filed by content, never by name; reports approved; the dataset of a survey fixed."""

import io
import unicodedata
import zipfile
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from consult.actions import clock, transaction
from consult.actions.consultations import check_changeable, check_nobody_sends
from consult.actions.identifiers import new_id
from consult.actions.refusal import Refused
from consult.consultation.definition import DocumentKind
from consult.folder import DataFolder
from consult.instrument.definition import Method
from consult.store import answers, audit
from consult.store import consultations as rows
from consult.store.base import compact_json
from consult.store.consultations import Consultation, ReportApproval
from consult.store.consultations import Document as Document  # the web may not import the tables

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {
    "application/pdf": "pdf",
    _DOCX: "docx",
    "text/plain; charset=utf-8": "txt",
    "text/plain; charset=utf-16": "txt",
    "image/png": "png",
    "image/jpeg": "jpg",
}
_BEGINNINGS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!")  # of Windows, of Linux, and a script for either
IN_THE_DATABASE = (
    "database"  # the reference of a survey's dataset: the responses themselves, not a copy of them
)
RESPONSE_LOG = "response-log"  # the reference of its log: a file of ours, made here


@dataclass(frozen=True, slots=True)
class Filed:
    """What is said of an uploaded file."""

    kind: DocumentKind
    title: str
    dated: date


def document(id_: str) -> Document | None:
    """One document."""
    return rows.document(id_)


def media_type(content: bytes) -> str:
    """What a file is by its content; its name proves nothing. Raises Refused when it is nothing we keep."""
    if not content:
        raise Refused("file_empty")
    for beginning, found in _BEGINNINGS.items():
        if content.startswith(beginning):
            return found
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    return _text_type(content)


def file_document(
    row: Consultation,
    filed: Filed,
    content: bytes,
    folder: DataFolder,
    by: str,
    begin: Callable[[], None] = transaction.go_on,
) -> Document:
    """Keeps a file for a consultation. The same bytes filed twice as the same kind are refused.

    begin: takes the write lock, once the file was looked through.
    """
    type_ = media_type(content)
    checksum = sha256(content).hexdigest()
    begin()
    check_changeable(row)
    if filed.dated > clock.today():
        raise Refused("dated_in_the_future")
    if (filed.kind, checksum) in [(one.kind, one.checksum) for one in row.documents]:
        raise Refused("filed_before")
    made = _add(row, filed, by, checksum=folder.keep_file(content), media_type=type_)
    audit.note(by, "document filed", row.id, kind=filed.kind, document=made.id, bytes=len(content))
    return made


def fix_dataset(row: Consultation, folder: DataFolder, by: str) -> tuple[Document, Document]:
    """Records what a closed survey holds: a checksum over its responses, and the log of how many came on each day.

    The dataset stays in the database, so that a withdrawal still reaches it; the checksum tells what was reported on.
    """
    check_changeable(row)
    if row.method != Method.SURVEY:
        raise Refused("not_a_survey")
    if row.closed_on is None:
        raise Refused("not_closed")
    check_nobody_sends(row)
    checksum, n = _checksum_of_responses(row)
    if n == 0:
        raise Refused("no_responses")
    today = clock.today()
    if checksum in [one.checksum for one in row.documents]:
        raise Refused("filed_before")
    dataset = _add(
        row, Filed(DocumentKind.DATASET, str(n), today), by, checksum=checksum, reference=IN_THE_DATABASE
    )
    log = _add(
        row,
        Filed(DocumentKind.ATTENDANCE, str(n), today),
        by,
        checksum=folder.keep_file(_response_log(row)),
        media_type="text/plain; charset=utf-8",
        reference=RESPONSE_LOG,
    )
    audit.note(by, "dataset fixed", row.id, responses=n)
    return dataset, log


def approve_report(row: Consultation, report: Document, by: str) -> None:
    """Approves a report, or the section of another consultation's report that tells of this one.

    Raises Refused before the last day is known, and for a report that is dated before it.
    """
    check_changeable(row)
    if report not in _reports_of_project(row):
        raise Refused("not_a_report_of_this_project")
    if report.id in [one.document_id for one in row.approvals]:
        raise Refused("approved_before")
    if row.closed_on is None:
        raise Refused("not_over")
    if not may_tell_of(row, report):
        raise Refused("report_before_the_last_day")
    rows.add(
        ReportApproval(
            document_id=report.id, consultation_id=row.id, approved_by=by, approved_on=clock.today()
        )
    )
    rows.refresh(row)
    audit.note(by, "report approved", row.id, document=report.id)


def may_tell_of(row: Consultation, report: Document) -> bool:
    """Whether a report can be about this consultation: no earlier than its last day, which must be known."""
    return row.closed_on is not None and report.dated >= row.closed_on


def told_in(report: Document, row: Consultation) -> list[Consultation]:
    """The consultations of the project, besides `row`, for which this report was approved."""
    return [
        one
        for one in row.project.consultations
        if one.id != row.id and report.id in [approval.document_id for approval in one.approvals]
    ]


def reports_for(row: Consultation) -> Sequence[Document]:
    """Its own reports, those approved for it, and those of the project that may tell of it; newest first."""
    approved = {one.document_id for one in row.approvals}
    found = [
        one
        for one in _reports_of_project(row)
        if one.consultation_id == row.id or one.id in approved or may_tell_of(row, one)
    ]
    return sorted(found, key=lambda one: (one.dated, one.consultation_id == row.id), reverse=True)


def _reports_of_project(row: Consultation) -> list[Document]:
    return [
        document
        for one in row.project.consultations
        for document in reversed(one.documents)
        if document.kind == DocumentKind.REPORT
    ]


def _add(row: Consultation, filed: Filed, by: str, **columns: str) -> Document:
    made = Document(
        id=new_id(),
        consultation_id=row.id,
        kind=filed.kind,
        title=filed.title,
        dated=filed.dated,
        recorded_by=by,
        recorded_on=clock.today(),
        **columns,
    )
    rows.add(made)
    rows.refresh(row)
    return made


def _checksum_of_responses(row: Consultation) -> tuple[str, int]:
    """SHA-256 over one line per response, lines sorted, and how many there are.

    Without the ids: purging replaces them once nobody can withdraw, and the sum must still come out after that.
    """
    lines = sorted(compact_json([one.version, one.document]) for one in answers.responses_of(row.id))
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest(), len(lines)


def _response_log(row: Consultation) -> bytes:
    """Days with their number of responses; classes of people are left out, since a day may hold one person."""
    per_day: dict[str, int] = {}
    for tally, n in answers.tallies_of(row.id):
        per_day[tally.day.isoformat()] = per_day.get(tally.day.isoformat(), 0) + n
    return "".join(f"{day}\t{n}\n" for day, n in sorted(per_day.items())).encode()


def _office_type(content: bytes) -> str:
    """Only the list of parts is read: nothing is unpacked, so a zip bomb stays folded."""
    try:
        parts = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise Refused("file_type") from error
    if not {"[Content_Types].xml", "word/document.xml"} <= parts:
        raise Refused("file_type")
    if any(part.casefold().endswith("vbaproject.bin") for part in parts):
        raise Refused("file_macros")
    return _DOCX


def _text_type(content: bytes) -> str:
    """Text in UTF-8, or in UTF-16 that says so. A program whose bytes happen to be letters is a program."""
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("file_type") from error
    if content.startswith(_PROGRAMS) or any(_is_control(letter) for letter in text):
        raise Refused("file_type")
    return f"text/plain; charset={encoding}"


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" and letter not in "\t\n\r\f"
