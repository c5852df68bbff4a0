"""What a finding rests on fell away: the finding, and what is advised on it, has to be looked at again."""

from collections.abc import Collection, Iterable
from datetime import datetime

from consult.evidence.findings import EvidenceKind, Gone, Stage
from consult.store import audit, findings
from consult.store.citations import Cited, on_cited_sources_gone
from consult.store.findings import StoredFinding

VALIDATION_WITHDRAWN, CANCELLED = "validation_withdrawn", "cancelled"
_TO_REVIEW = "finding to review"  # the act in the audit log
_NO_WORDS = "–"  # where the words of a quote stood


def consultation_fell_away(consultation: str, because: str, by: str) -> None:
    """Every finding on a consultation that no longer holds is to be reviewed. because: VALIDATION_WITHDRAWN or CANCELLED."""
    _to_review(findings.findings_on(consultation), f"{because} {consultation}", by)


@on_cited_sources_gone
def sources_gone(gone: Collection[Cited], because: Gone, by: str) -> None:
    """Every citation of these says why it may no longer be used, and every finding that cites them is to be reviewed."""
    for kind, reference in gone:
        if because is Gone.CHANGED and kind == EvidenceKind.GRID_CELL:
            _reads_otherwise(reference, by)
        else:
            _may_no_longer_be_used(kind, reference, because, by)


def since(row: StoredFinding) -> datetime:
    """When something that it rests on fell away last."""
    told = (line.at for line in audit.lines(row.id) if line.act == _TO_REVIEW)
    return max(told, default=row.changed_at)


def _may_no_longer_be_used(kind: str, reference: str, because: Gone, by: str) -> None:
    cited = findings.evidence_citing(kind, reference)
    for one in cited:
        one.withdrawn = because
        if (
            kind == EvidenceKind.QUOTE
        ):  # the one kind whose words were copied: who takes them back takes them from here too
            one.said = _NO_WORDS
    _to_review({one.finding_id: one.finding for one in cited}.values(), f"{because} {kind}", by)


def _reads_otherwise(cell: str, by: str) -> None:
    """A cell is read live, so it can still be used; whoever read the finding read other words. A draft nobody read yet."""
    cited = findings.evidence_citing(EvidenceKind.GRID_CELL, cell)
    read = {one.finding_id: one.finding for one in cited if one.finding.stage != Stage.DRAFT}
    _to_review(read.values(), f"{Gone.CHANGED} {EvidenceKind.GRID_CELL}", by)


def _to_review(rows: Iterable[StoredFinding], why: str, by: str) -> None:
    for row in rows:
        if why not in row.review:
            row.review = [*row.review, why]
            audit.note(by, _TO_REVIEW, row.id, why=why)
    findings.flush()
