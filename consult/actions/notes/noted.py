"""Notes of groups and interviews: taken in whole or not at all, and taken out when people ask."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha256

from consult.actions import clock, transaction
from consult.actions.identifiers import new_id
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
from consult.store.notes import Source as Source  # the web may not import the tables

IN_THE_NOTES = "notes"  # the reference of a document that is no file: the notes are in the database


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
    made = _source(row, incoming, text, checksum, by)
    rows.add(made)
    record_that_there_are_notes(row, incoming.title, checksum, by)
    audit.note(by, "source added", row.id, source=made.id, letters=made.letters, format=made.format)
    return made


def _source(row: Consultation, incoming: Incoming, text: SourceText, checksum: str, by: str) -> Source:
    revised = _revised(row, incoming.revises)
    return Source(
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


def _is_validated(row: Consultation) -> bool:
    last = max(row.validations, key=lambda one: one.validated_at, default=None)
    return last is not None and not last.withdrawn_because


def _revised(row: Consultation, id_: str) -> Source | None:
    revised = stored.source(id_) if id_ else None
    if id_ and (revised is None or revised.consultation_id != row.id):
        raise Refused("source_gone")
    return revised
