"""What a finding rests on fell away: the finding, and what is advised on it, has to be looked at again."""

from collections.abc import Iterable

from consult.store import audit, findings
from consult.store.findings import StoredFinding

VALIDATION_WITHDRAWN, CANCELLED, SOURCE_WITHDRAWN = "validation_withdrawn", "cancelled", "source_withdrawn"


def consultation_fell_away(consultation: str, because: str, by: str) -> None:
    """Every finding on a consultation that no longer holds is to be reviewed. because: VALIDATION_WITHDRAWN or CANCELLED."""
    _to_review(findings.findings_on(consultation), f"{because} {consultation}", by)


def source_withdrawn(kind: str, reference: str, because: str, by: str) -> None:
    """A source (a quote, a highlight ...) may no longer be used: every citation says why, every finding is to be reviewed."""
    cited = findings.evidence_citing(kind, reference)
    for one in cited:
        one.withdrawn = because
    _to_review({one.finding_id: one.finding for one in cited}.values(), f"{SOURCE_WITHDRAWN} {kind}", by)


def _to_review(rows: Iterable[StoredFinding], why: str, by: str) -> None:
    for row in rows:
        if why not in row.review:
            row.review = [*row.review, why]
            audit.note(by, "finding to review", row.id, why=why)
    findings.flush()
