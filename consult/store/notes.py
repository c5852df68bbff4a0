"""Notes of groups and interviews, sealed: sources, what was highlighted in them by theme, the theme x session grid, quotes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base, Id, db
from consult.store.consultations import GroupSession
from consult.store.sealed import Sealed


class Source(Base):
    """Notes or a transcript as they came in. Its text never changes; a better one is a new row that revises this one.

    remarks: what was left out or noticed while it was read. quoting: whether who spoke agreed to be quoted, noted by staff.
    When its days are over its text goes and the row stays (`emptied_on`), so that a withdrawal still finds its quotes.
    """

    __tablename__ = "sources"
    __table_args__ = (
        CheckConstraint("format IN ('pasted', 'txt', 'docx', 'vtt')", name="format"),
        CheckConstraint("(emptied_on IS NULL) = (length(text) > 0)", name="empty_when_its_days_are_over"),
        CheckConstraint("quoting OR quoting_noted_by = ''", name="consent_that_someone_noted"),
        UniqueConstraint("consultation_id", "checksum"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    session_id: Mapped[str | None] = mapped_column(Id, ForeignKey("group_sessions.id"), index=True)
    revises: Mapped[str | None] = mapped_column(Id, ForeignKey("sources.id", ondelete="SET NULL"))
    title: Mapped[str]
    language: Mapped[str]
    format: Mapped[str]
    text: Mapped[str] = mapped_column(Sealed)
    checksum: Mapped[str] = mapped_column(Id)  # SHA-256 of the text
    letters: Mapped[int]
    remarks: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    quoting: Mapped[bool] = mapped_column(default=False)
    quoting_noted_by: Mapped[str] = mapped_column(default="")
    added_by: Mapped[str]
    added_on: Mapped[date]
    emptied_on: Mapped[date | None]

    highlights: Mapped[list[Highlight]] = relationship(
        order_by="Highlight.start, Highlight.end, Highlight.id", cascade="all, delete-orphan", lazy="selectin"
    )
    quotes: Mapped[list[Quote]] = relationship(
        back_populates="source",
        order_by="Quote.start, Quote.id",
        cascade="all, delete-orphan",
        lazy="selectin",
    )


class NoteTheme(Base):
    """A theme of one consultation: from its topic guide (`name` is that of the page), or added by staff."""

    __tablename__ = "note_themes"
    __table_args__ = (UniqueConstraint("consultation_id", "label"),)

    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), primary_key=True)
    name: Mapped[str] = mapped_column(Id, primary_key=True)
    label: Mapped[str]
    line: Mapped[int]
    added_by: Mapped[str]


class GridCell(Base):
    """What was said on a theme in a session, pasted or typed, with no codebook. revision: rises with each change."""

    __tablename__ = "grid_cells"
    __table_args__ = (
        ForeignKeyConstraint(
            ["consultation_id", "theme"],
            ["note_themes.consultation_id", "note_themes.name"],
            name="fk_grid_cells_theme",
        ),
        UniqueConstraint("session_id", "theme"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, index=True)
    session_id: Mapped[str] = mapped_column(Id, ForeignKey("group_sessions.id"))
    theme: Mapped[str] = mapped_column(Id)
    text: Mapped[str] = mapped_column(Sealed)
    revision: Mapped[int]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class Highlight(Base):
    """A passage of a source that is about a theme: letters [start, end). Its memo is what the coder thought."""

    __tablename__ = "highlights"
    __table_args__ = (
        CheckConstraint('start >= 0 AND "end" > start', name="a_passage"),
        ForeignKeyConstraint(
            ["consultation_id", "theme"],
            ["note_themes.consultation_id", "note_themes.name"],
            name="fk_highlights_theme",
        ),
        UniqueConstraint("source_id", "theme", "start", "end"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    source_id: Mapped[str] = mapped_column(Id, ForeignKey("sources.id"), index=True)
    consultation_id: Mapped[str] = mapped_column(Id)
    theme: Mapped[str] = mapped_column(Id)
    start: Mapped[int]
    end: Mapped[int]
    memo: Mapped[str] = mapped_column(Sealed, default="")
    made_by: Mapped[str]
    made_on: Mapped[date]


class Quote(Base):
    """A passage after redaction: there is none that nobody reviewed. text: as it may be read, in its own language.

    redactions: what was covered, as [start, end, reason] within the passage. attribution: the class that it is ascribed
    to. writers: who worked on it; someone who did so alone cannot approve it.
    """

    __tablename__ = "quotes"
    __table_args__ = (
        CheckConstraint('start >= 0 AND "end" > start', name="a_passage"),
        CheckConstraint("reviewed_by <> ''", name="reviewed_before_it_is_a_quote"),
        CheckConstraint(
            "attribution IN ('participant', 'target-group', 'first-time', 'earlier')", name="attribution"
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    source_id: Mapped[str] = mapped_column(Id, ForeignKey("sources.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    language: Mapped[str]
    text: Mapped[str] = mapped_column(Sealed)
    redactions: Mapped[list[list[Any]]]
    translation: Mapped[str] = mapped_column(Sealed, default="")
    attribution: Mapped[str]
    writers: Mapped[list[str]]
    reviewed_by: Mapped[str]
    reviewed_on: Mapped[date]

    source: Mapped[Source] = relationship(back_populates="quotes", lazy="joined")
    approvals: Mapped[list[QuoteApproval]] = relationship(
        order_by="QuoteApproval.approved_on, QuoteApproval.approved_by",
        cascade="all, delete-orphan",
        lazy="selectin",
    )


class QuoteApproval(Base):
    """A staff member says that a quote shows nobody and says what was said; two are asked. A change of the quote takes them away."""

    __tablename__ = "quote_approvals"

    quote_id: Mapped[str] = mapped_column(Id, ForeignKey("quotes.id"), primary_key=True)
    approved_by: Mapped[str] = mapped_column(primary_key=True)
    approved_on: Mapped[date]


def source(id_: str) -> Source | None:
    """One source."""
    return db.session.get(Source, id_)


def sources_of(consultation: str) -> list[Source]:
    """The sources of a consultation, as they came in."""
    found = (
        select(Source)
        .where(Source.consultation_id == consultation)
        .order_by(Source.added_on, Source.title, Source.id)
    )
    return list(db.session.execute(found).scalars())


def highlight(id_: str) -> Highlight | None:
    """One highlight."""
    return db.session.get(Highlight, id_)


def cell(id_: str) -> GridCell | None:
    """One cell of a grid."""
    return db.session.get(GridCell, id_)


def themes_of(consultation: str) -> list[NoteTheme]:
    """The themes of a consultation that something was noted under, or that staff added."""
    found = (
        select(NoteTheme)
        .where(NoteTheme.consultation_id == consultation)
        .order_by(NoteTheme.line, NoteTheme.label)
    )
    return list(db.session.execute(found).scalars())


def cells_of(consultation: str) -> list[GridCell]:
    """The filled cells of a consultation's grid, in no order."""
    found = select(GridCell).where(GridCell.consultation_id == consultation)
    return list(db.session.execute(found).scalars())


def hold_cells(session: str) -> list[GridCell]:
    """The cells of a session, read anew; others cannot fill them until the commit."""
    db.session.execute(select(GroupSession.id).where(GroupSession.id == session).with_for_update())
    found = select(GridCell).where(GridCell.session_id == session)
    return list(db.session.execute(found.execution_options(populate_existing=True)).scalars())


def notes_at(session: str) -> bool:
    """Whether anything was noted of a session: it cannot be deleted then."""
    counts = [
        db.session.execute(select(func.count()).where(of.session_id == session)).scalar_one()
        for of in (Source, GridCell)
    ]
    return any(counts)


def quote(id_: str) -> Quote | None:
    """One quote."""
    return db.session.get(Quote, id_)


def quotes_of(consultation: str | None = None) -> list[Quote]:
    """The quotes of a consultation, or of all, in the order of their sources."""
    found = select(Quote).join(Source).order_by(Source.added_on, Source.id, Quote.start, Quote.id)
    if consultation is not None:
        found = found.where(Source.consultation_id == consultation)
    return list(db.session.execute(found).scalars())
