"""Reading the audit log."""

from consult.store import audit
from consult.store.audit import AuditLine, Break


def breaks() -> list[Break]:
    """Every place where the chain of lines does not hold."""
    return list(audit.breaks())


def lines(subject: str | None = None) -> list[AuditLine]:
    """The newest lines first."""
    return audit.lines(subject)
