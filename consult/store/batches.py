"""Workbooks of the past that were brought in, each waiting for someone else than its importer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Id, db


class HistoricBatch(Base):
    """The consultations that came in with one workbook; they count once someone else confirmed them."""

    __tablename__ = "historic_batches"
    __table_args__ = (
        CheckConstraint("(confirmed_by = '') = (confirmed_at IS NULL)", name="confirmed_by_someone_on_a_day"),
        CheckConstraint("confirmed_by <> brought_by", name="confirmed_by_someone_else"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    workbook: Mapped[str] = mapped_column(
        default=""
    )  # SHA-256; empty for what came in before batches were kept
    brought_by: Mapped[str]
    brought_at: Mapped[datetime]
    confirmed_by: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None]


def batch(id_: str) -> HistoricBatch | None:
    """One batch."""
    return db.session.get(HistoricBatch, id_)


def batches() -> list[HistoricBatch]:
    """Every batch, oldest first."""
    return list(db.session.execute(select(HistoricBatch).order_by(HistoricBatch.brought_at)).scalars())
