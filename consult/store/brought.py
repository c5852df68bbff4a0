"""That an answer from elsewhere was brought in, so that nobody brings it in twice; never which response it became."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ForeignKey, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Id, db

_AT_ONCE = 500


class BroughtAnswer(Base):
    """One row of a file that came in: a keyed hash of what told it apart there, and nothing that it said."""

    __tablename__ = "brought_answers"
    __table_args__ = {"sqlite_with_rowid": False}  # a rowid would number them in the order of arrival

    consultation: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(Id, primary_key=True)


def known(consultation: str) -> set[str]:
    """The digests of everything that was brought into a consultation."""
    found = select(BroughtAnswer.digest).where(BroughtAnswer.consultation == consultation)
    return set(db.session.execute(found).scalars())


def remember(consultation: str, digests: Iterable[str]) -> None:
    """Notes that these rows came in."""
    rows = [{"consultation": consultation, "digest": digest} for digest in sorted(digests)]
    for start in range(0, len(rows), _AT_ONCE):
        db.session.execute(insert(BroughtAnswer), rows[start : start + _AT_ONCE])
