"""When the days of notes are over, as their consent promised: which they are, and what is deleted of them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from consult.actions.answering import published
from consult.actions.notes.noted import IN_THE_NOTES
from consult.consultation.definition import DocumentKind
from consult.folder import DataFolder
from consult.instrument.definition import Method
from consult.store import consultations as rows
from consult.store import notes as stored
from consult.store.consultations import Consultation, Document
from consult.store.notes import Source

_DAYS_WITHOUT_A_GUIDE = 730  # what every guide of ours promises


def notes_due(today: date) -> list[Source]:
    """The sources whose days are over, as the consent promised: counted from the last day of their consultation."""
    return [
        one
        for row in rows.consultations()
        if _last_day_of_notes(row, today) < today
        for one in stored.sources_of(row.id)
        if one.emptied_on is None
    ]


def cells_due(today: date) -> list[stored.GridCell]:
    """The cells of the grid whose days are over."""
    return [
        one
        for row in rows.consultations()
        if _last_day_of_notes(row, today) < today
        for one in stored.cells_of(row.id)
    ]


def scans_due(folder: DataFolder, today: date) -> list[Document]:
    """The notes that were filed as a document (a scan, a pdf) and whose days are over; the record that they were filed stays."""
    filed = [
        (row, one)
        for row in rows.consultations()
        for one in row.documents
        if one.reference != IN_THE_NOTES and folder.holds_file(one.checksum)
    ]
    kept = {one.checksum for row, one in filed if not _is_over(row, one, today)}
    return [one for row, one in filed if _is_over(row, one, today) and one.checksum not in kept]


def _is_over(row: Consultation, filed: Document, today: date) -> bool:
    return filed.kind == DocumentKind.NOTES and _last_day_of_notes(row, today) < today


def empty(due: Sequence[Source], cells: Sequence[stored.GridCell], today: date) -> None:
    """Deletes the text of these sources, what coders thought, quotes that two people never approved, and these cells.

    What was counted stays: how many highlights a theme had, and the quotes that were approved. Findings that cite these
    stay too: they were read while the words were there.
    """
    for source in due:
        source.text, source.emptied_on, source.remarks = "", today, []
        for one in source.highlights:
            one.memo = ""
        source.quotes = [one for one in source.quotes if len(one.approvals) > 1]
    for cell in cells:
        rows.drop(cell)
    rows.flush()


def _last_day_of_notes(row: Consultation, today: date) -> date:
    """Until when the notes of a consultation are kept; while it goes on, for another day."""
    ended = row.closed_on or row.cancelled_on
    if ended is None or row.method == Method.SURVEY:
        return today
    return ended + timedelta(days=min(_days_promised(row), default=_DAYS_WITHOUT_A_GUIDE))


def _days_promised(row: Consultation) -> Iterator[int]:
    for fielded in row.versions:
        yield published(fielded.version).instrument.retention.texts_days
