"""The answers of a consultation as a table, from a columnar copy that is kept up to date."""

from collections.abc import Iterator, Mapping
from datetime import date

from consult.actions.answering import published
from consult.dataset.columnar import ColumnarCopy, Days, held
from consult.dataset.encoding import StoredDocument
from consult.folder import DataFolder
from consult.store import answers
from consult.store.consultations import Consultation


class NothingAnswered(Exception):
    """A consultation that holds no responses has no dataset."""


def fresh_copy(row: Consultation, folder: DataFolder) -> ColumnarCopy:
    """The columnar copy, with the days on which anything changed read again. Raises NothingAnswered."""
    versions = {one.version: published(one.version) for one in row.versions}
    now = {version: held(ids) for version, ids in answers.ids_and_days(row.id).items()}
    if not now:
        raise NothingAnswered(row.id)
    copy = ColumnarCopy(folder.path / "copies", row.id, versions)
    if stale := copy.stale_days(now):
        copy.refresh(_documents(row.id, stale), now)
    return copy


def _documents(consultation: str, stale: Mapping[str, frozenset[date]]) -> Iterator[StoredDocument]:
    for version, days in stale.items():
        for one in answers.responses_on(consultation, version, days):
            yield StoredDocument(version, one.language, one.mode, one.state, one.day, one.document)


def fingerprint(now: Mapping[str, Days]) -> str:
    """What tells one state of a consultation's answers from another."""
    return repr(sorted((version, sorted((day, one.n, one.digest) for day, one in days.items())) for version, days in now.items()))
