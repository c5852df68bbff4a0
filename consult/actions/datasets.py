"""The answers of a consultation as a table, from a columnar copy that is kept up to date."""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256

from consult.actions.answering import published
from consult.dataset.columnar import ColumnarCopy, Days, held
from consult.dataset.encoding import StoredDocument
from consult.folder import DataFolder
from consult.store import answers
from consult.store.consultations import Consultation


class NothingAnswered(Exception):
    """A consultation that holds no responses has no dataset."""


def days_held(row: Consultation) -> dict[str, Days]:
    """What the database holds of a consultation, by version and day."""
    return {version: held(ids) for version, ids in answers.ids_and_days(row.id).items()}


def fresh_copy(row: Consultation, folder: DataFolder, now: Mapping[str, Days] | None = None) -> ColumnarCopy:
    """The columnar copy, with the days on which anything changed read again. now: `days_held`, where it is known.

    Raises NothingAnswered.
    """
    now = days_held(row) if now is None else now
    if not now:
        raise NothingAnswered(row.id)
    versions = {one.version: published(one.version) for one in row.versions}
    copy = ColumnarCopy(folder.copies, row.id, versions)
    if stale := copy.stale_days(now):
        copy.refresh(_documents(row.id, stale), now)
    return copy


def _documents(consultation: str, stale: Mapping[str, frozenset[date]]) -> Iterator[StoredDocument]:
    for version, days in stale.items():
        for one in answers.responses_on(consultation, version, days):
            yield StoredDocument(version, one.language, one.mode, one.state, one.day, one.document)


def fingerprint(now: Mapping[str, Days]) -> str:
    """One state of a consultation's answers: another when any response came, went or was given another id."""
    told = sorted(
        (version, day.isoformat(), one.n, one.digest)
        for version, days in now.items()
        for day, one in days.items()
    )
    return sha256(repr(told).encode()).hexdigest()
