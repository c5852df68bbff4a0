"""Reports: what staff write in them, what waits for a second reader, and the editions that are frozen; and what those who took part read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base, Id, db
from consult.store.consultations import Consultation, Project


class ReportProse(Base):
    """What staff wrote at one place of a report (`place`, such as `summary`); every version stays in `text_versions`."""

    __tablename__ = "report_prose"
    __table_args__ = (UniqueConstraint("project_id", "place"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    project_id: Mapped[str] = mapped_column(Id, ForeignKey("projects.id"), index=True)
    place: Mapped[str]
    text: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class ReportProposal(Base):
    """An edition as it waits for a second reader: the very bytes that they read. One for each project at most."""

    __tablename__ = "report_proposals"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    project_id: Mapped[str] = mapped_column(Id, ForeignKey("projects.id"), unique=True)
    number: Mapped[int]
    language: Mapped[str]
    title: Mapped[str]
    page: Mapped[str] = mapped_column(Id)  # SHA-256 of the HTML file
    word: Mapped[str] = mapped_column(Id)  # of the Word file
    values: Mapped[dict[str, Any]]
    blocks: Mapped[dict[str, Any]]
    proposed_by: Mapped[str]
    proposed_on: Mapped[date]

    project: Mapped[Project] = relationship()


class ReportEdition(Base):
    """A published report, frozen: its files by their checksum, and the values that it cites with their cells.

    blocks: what each generated block said, to lay a next draft beside. The database refuses to change or delete one.
    """

    __tablename__ = "report_editions"
    __table_args__ = (
        UniqueConstraint("project_id", "number"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("proposed_by <> approved_by", name="read_by_someone_else"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    project_id: Mapped[str] = mapped_column(Id, ForeignKey("projects.id"), index=True)
    number: Mapped[int]
    language: Mapped[str]
    title: Mapped[str]
    page: Mapped[str] = mapped_column(Id)
    word: Mapped[str] = mapped_column(Id)
    values: Mapped[dict[str, Any]]
    blocks: Mapped[dict[str, Any]]
    proposed_by: Mapped[str]
    approved_by: Mapped[str]
    published_on: Mapped[date]
    demo: Mapped[bool] = mapped_column(default=False)

    project: Mapped[Project] = relationship()


class FeedbackPage(Base):
    """What those who took part in a consultation will read: asked, said and done, by language; waits while `stage` says so."""

    __tablename__ = "feedback_pages"
    __table_args__ = (CheckConstraint("stage IN ('draft', 'reading')", name="stage"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), unique=True)
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    stage: Mapped[str] = mapped_column(default="draft")
    version: Mapped[int] = mapped_column(default=1)
    hands: Mapped[list[str]] = mapped_column(default=list)  # everyone who wrote in it
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]

    consultation: Mapped[Consultation] = relationship()


class FeedbackEdition(Base):
    """A feedback page as it was published. steps: what had become of it by then. Never changed; a newer one takes its place."""

    __tablename__ = "feedback_editions"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint("written_by <> approved_by", name="read_by_someone_else"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    number: Mapped[int]
    title: Mapped[str]
    texts: Mapped[dict[str, Any]]
    steps: Mapped[list[dict[str, Any]]]
    written_by: Mapped[str]
    approved_by: Mapped[str]
    published_on: Mapped[date]
    demo: Mapped[bool] = mapped_column(default=False)


def prose_of(project: str) -> list[ReportProse]:
    """Everything that staff wrote in the report of a project."""
    found = select(ReportProse).where(ReportProse.project_id == project).order_by(ReportProse.place)
    return list(db.session.execute(found).scalars())


def prose_at(project: str, place: str) -> ReportProse | None:
    """What stands at one place, read anew and held until the commit."""
    found = select(ReportProse).where(ReportProse.project_id == project, ReportProse.place == place)
    return db.session.execute(
        found.with_for_update().execution_options(populate_existing=True)
    ).scalar_one_or_none()


def proposal_of(project: str) -> ReportProposal | None:
    """What waits for a second reader."""
    found = select(ReportProposal).where(ReportProposal.project_id == project)
    return db.session.execute(found).scalar_one_or_none()


def proposals() -> list[ReportProposal]:
    """Every edition that waits, of all projects."""
    found = select(ReportProposal).order_by(ReportProposal.proposed_on, ReportProposal.id)
    return list(db.session.execute(found).scalars())


def edition(id_: str) -> ReportEdition | None:
    """One edition."""
    return db.session.get(ReportEdition, id_)


def editions(project: str | None = None) -> list[ReportEdition]:
    """The editions of one project or of all, newest first."""
    found = select(ReportEdition).order_by(ReportEdition.published_on.desc(), ReportEdition.number.desc())
    if project is not None:
        found = found.where(ReportEdition.project_id == project)
    return list(db.session.execute(found).scalars())


def next_number(project: str) -> int:
    """The number of the next edition of a project."""
    newest = select(func.max(ReportEdition.number)).where(ReportEdition.project_id == project)
    return (db.session.execute(newest).scalar_one() or 0) + 1


def feedback_page(consultation: str) -> FeedbackPage | None:
    """What is being written for those who took part in a consultation."""
    found = select(FeedbackPage).where(FeedbackPage.consultation_id == consultation)
    return db.session.execute(found).scalar_one_or_none()


def feedback_pages_to_read() -> list[FeedbackPage]:
    """Every page that waits for a second reader."""
    found = select(FeedbackPage).where(FeedbackPage.stage == "reading").order_by(FeedbackPage.id)
    return list(db.session.execute(found).scalars())


def feedback_editions(consultation: str) -> list[FeedbackEdition]:
    """What was published for a consultation, newest first."""
    found = select(FeedbackEdition).where(FeedbackEdition.consultation_id == consultation)
    return list(db.session.execute(found.order_by(FeedbackEdition.number.desc())).scalars())


def newest_feedback() -> list[FeedbackEdition]:
    """The newest edition of each consultation, by title."""
    found = select(FeedbackEdition).order_by(FeedbackEdition.title, FeedbackEdition.number)
    return list({one.consultation_id: one for one in db.session.execute(found).scalars()}.values())


def has_feedback(consultation: str) -> bool:
    """Whether there is a page to send those who took part to."""
    found = select(FeedbackEdition.id).where(FeedbackEdition.consultation_id == consultation).limit(1)
    return db.session.execute(found).first() is not None


def hold(row: FeedbackPage) -> None:
    """Reads a row anew and keeps others from changing it until the commit."""
    db.session.refresh(row, with_for_update={"of": FeedbackPage})
