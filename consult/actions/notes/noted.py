"""Notes of groups and interviews: taken in whole or not at all, highlighted by theme, and taken out when people ask."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256

from consult.actions import clock, transaction
from consult.actions.answering import published
from consult.actions.identifiers import new_id
from consult.actions.notes.themes import kept_theme
from consult.actions.refusal import Refused
from consult.consultation.definition import DocumentKind
from consult.evidence.findings import Gone
from consult.evidence.source_reading import read_source
from consult.evidence.sources import Format, Remark, SourceText, source_text
from consult.folder import DataFolder
from consult.instrument.definition import Method
from consult.store import audit
from consult.store import consultations as rows
from consult.store import notes as stored
from consult.store.citations import Cited, cited_sources_gone
from consult.store.consultations import Consultation, Document
from consult.store.notes import Highlight as Highlight  # the web may not import the tables
from consult.store.notes import Source as Source

IN_THE_NOTES = "notes"  # the reference of a document that is no file: the notes are in the database
_DAYS_WITHOUT_A_GUIDE = 730  # what every guide of ours promises
MOST_MEMO = 2000


@dataclass(frozen=True, slots=True)
class Incoming:
    """What is said of notes that come in. content: what was pasted, or the bytes of a file.

    session: the id of the session that they are of, empty when they are of several. quoting: whether everyone agreed to
    be quoted. revises: the id of the source that this is a better version of.
    """

    title: str
    language: str
    content: str | bytes
    session: str = ""
    quoting: bool = False
    revises: str = ""


def source(id_: str) -> Source | None:
    """One source."""
    return stored.source(id_)


def sources(row: Consultation) -> list[Source]:
    """The sources of a consultation, as they came in."""
    return stored.sources_of(row.id)


def read_incoming(incoming: Incoming) -> SourceText:
    """The text of what comes in; nothing is stored. Raises SourceRefused with every problem."""
    if isinstance(incoming.content, bytes):
        return read_source(incoming.content, incoming.language)
    return source_text(incoming.content, incoming.language)


def text_of(source: Source) -> SourceText:
    """A stored source as the rules read it."""
    remarks = tuple(Remark(**one) for one in source.remarks)
    return SourceText(source.text, source.language, Format(source.format), remarks)


def check_has_notes(row: Consultation) -> None:
    """Raises Refused for a consultation in which nobody spoke."""
    if row.method == Method.SURVEY:
        raise Refused("survey_has_no_notes")


def check_takes_notes(row: Consultation) -> None:
    """Raises Refused when notes cannot be added to this consultation."""
    check_has_notes(row)
    if row.cancelled_on:
        raise Refused("cancelled")


def add_source(
    row: Consultation,
    incoming: Incoming,
    by: str,
    begin: Callable[[], None] = transaction.go_on,
) -> Source:
    """Keeps notes, and records that there are notes. Raises SourceRefused, or Refused when exactly these are there.

    begin: takes the write lock, once the file was read.
    """
    text = read_incoming(incoming)
    begin()
    check_takes_notes(row)
    checksum = sha256(text.text.encode()).hexdigest()
    if checksum in [one.checksum for one in stored.sources_of(row.id)]:
        raise Refused("source_there")
    if incoming.session and incoming.session not in [one.id for one in row.sessions]:
        raise Refused("session_gone")
    revised = _revised(row, incoming.revises)
    made = Source(
        id=new_id(),
        consultation_id=row.id,
        session_id=incoming.session or None,
        revises=revised.id if revised else None,
        title=incoming.title,
        language=text.language,
        format=text.format,
        text=text.text,
        checksum=checksum,
        letters=len(text.text),
        remarks=[asdict(one) for one in text.remarks],
        quoting=incoming.quoting,
        quoting_noted_by=by if incoming.quoting else "",
        added_by=by,
        added_on=clock.today(),
    )
    rows.add(made)
    record_that_there_are_notes(row, incoming.title, checksum, by)
    audit.note(by, "source added", row.id, source=made.id, letters=made.letters, format=made.format)
    return made


def record_that_there_are_notes(row: Consultation, title: str, checksum: str, by: str) -> None:
    """Files that notes exist, which counting asks for; not for a validated consultation, whose records stay as they were."""
    held = [(one.kind, one.checksum) for one in row.documents]
    if _is_validated(row) or (DocumentKind.NOTES, checksum) in held:
        return
    proof = Document(
        id=new_id(),
        consultation_id=row.id,
        kind=DocumentKind.NOTES,
        title=title,
        checksum=checksum,
        reference=IN_THE_NOTES,
        dated=clock.today(),
        recorded_by=by,
        recorded_on=clock.today(),
    )
    rows.add(proof)
    rows.refresh(row)


def note_quoting(row: Consultation, source: Source, *, agreed: bool, by: str) -> None:
    """Notes whether who spoke agreed to be quoted. When they did not, the quotes go."""
    gone = [] if agreed else [Cited("quote", one.id) for one in source.quotes]
    if not agreed:
        source.quotes = []
    source.quoting, source.quoting_noted_by = agreed, by if agreed else ""
    rows.flush()
    cited_sources_gone(gone, Gone.NO_CONSENT, by)
    audit.note(by, "consent to quote noted", row.id, source=source.id, agreed=agreed, quotes_gone=len(gone))


def withdraw_source(row: Consultation, source: Source, folder: DataFolder, by: str) -> None:
    """Takes out what people no longer want said: the text, its highlights and quotes; who cites them is told.

    Remembered outside the database, so that a restored backup loses it again (`erase_again`).
    """
    folder.bury(source.id)
    _erase(row, source, by)


def erase_again(id_: str, by: str) -> bool:
    """Deletes a source that was withdrawn and came back with a backup; False when it is not there."""
    source = stored.source(id_)
    row = rows.consultation(source.consultation_id) if source else None
    if source is None or row is None:
        return False
    _erase(row, source, by)
    return True


def _erase(row: Consultation, source: Source, by: str) -> None:
    gone = [
        Cited("source", source.id),
        *(Cited("highlight", one.id) for one in source.highlights),
        *(Cited("quote", one.id) for one in source.quotes),
    ]
    counts = {"highlights": len(source.highlights), "quotes": len(source.quotes)}
    audit.note(by, "source withdrawn", row.id, source=source.id, **counts)
    rows.drop(source)
    cited_sources_gone(gone, Gone.WITHDRAWN, by)


def highlight(
    row: Consultation, source: Source, theme: str, passage: tuple[int, int], memo: str, by: str
) -> Highlight:
    """Puts a passage under a theme; the same passage under the same theme is one highlight, with the newest memo.

    Raises Refused when nothing is said there.
    """
    start, end = check_passage(source, passage)
    name = kept_theme(row, theme, by).name
    known = [one for one in source.highlights if (one.theme, one.start, one.end) == (name, start, end)]
    if known:
        known[0].memo = memo or known[0].memo
        rows.flush()
        return known[0]
    made = Highlight(
        id=new_id(),
        source_id=source.id,
        consultation_id=row.id,
        theme=name,
        start=start,
        end=end,
        memo=memo,
        made_by=by,
        made_on=clock.today(),
    )
    rows.add(made)
    rows.refresh(source)
    return made


def drop_highlight(source: Source, id_: str, by: str) -> None:
    """Takes a highlight away; one that somebody else took away is away."""
    for one in source.highlights:
        if one.id == id_:
            rows.drop(one)
            rows.refresh(source)
            cited_sources_gone([Cited("highlight", id_)], Gone.DROPPED, by)
            return


def check_passage(source: Source, passage: tuple[int, int]) -> tuple[int, int]:
    """The passage without the spaces around it. Raises Refused when nothing is said there."""
    start, end = passage
    try:
        said = text_of(source).passage(start, end)
    except ValueError as error:
        raise Refused("nothing_said_there") from error
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


# --- when the days of notes are over


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


def _is_validated(row: Consultation) -> bool:
    last = max(row.validations, key=lambda one: one.validated_at, default=None)
    return last is not None and not last.withdrawn_because


def _revised(row: Consultation, id_: str) -> Source | None:
    revised = stored.source(id_) if id_ else None
    if id_ and (revised is None or revised.consultation_id != row.id):
        raise Refused("source_gone")
    return revised
