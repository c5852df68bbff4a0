"""Projects, partners, consultations and the records from which every condition of counting is derived."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import cast

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ScalarSelect,
    Table,
    UniqueConstraint,
    bindparam,
    select,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from consult.store.base import Base, Id, db
from consult.store.batches import HistoricBatch
from consult.store.instruments import InstrumentVersion
from consult.store.writing import add as add
from consult.store.writing import drop as drop
from consult.store.writing import flush as flush
from consult.store.writing import refresh as refresh

_METHODS = "method IN ('survey', 'focus-group', 'interview', 'discussion-table', 'citizen-panel')"


class Project(Base):
    """A report's trajectory, such as "Sociale huisvesting 2025"."""

    __tablename__ = "projects"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    title: Mapped[str]
    report: Mapped[str]
    theme: Mapped[str]
    result: Mapped[str]  # the Resultaat of the annual plan, e.g. "R7"
    year: Mapped[int]
    demo: Mapped[bool] = mapped_column(default=False)
    consultations: Mapped[list[Consultation]] = relationship(
        back_populates="project", order_by="Consultation.title", lazy="selectin"
    )


class Partner(Base):
    """An organisation that may organise a consultation with LEVL's instrument, under a written agreement."""

    __tablename__ = "partners"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)


class Consultation(Base):
    """The unit that is counted: a survey wave, a held session, an event, a panel cycle or an interview series."""

    __tablename__ = "consultations"
    __table_args__ = (
        CheckConstraint(_METHODS, name="method"),
        CheckConstraint("(cancelled_on IS NULL) = (cancelled_because = '')", name="cancelled_with_a_reason"),
        CheckConstraint("closed_on IS NULL OR opened_on IS NOT NULL", name="closed_after_opened"),
        CheckConstraint("closed_on IS NULL OR closed_on >= opened_on", name="closes_on_or_after_it_opens"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    project_id: Mapped[str] = mapped_column(Id, ForeignKey("projects.id"), index=True)
    title: Mapped[str]
    method: Mapped[str]
    theme: Mapped[str]
    result: Mapped[str] = mapped_column(default="")
    indicators: Mapped[list[str]] = mapped_column(default=list)  # e.g. ["OD2.1-a", "OD2.1-b"]
    criterion: Mapped[str] = mapped_column(default="")  # the named definition of the target group
    instrument: Mapped[str] = mapped_column(default="")  # family, e.g. "social-housing/survey"
    partner_id: Mapped[str | None] = mapped_column(Id, ForeignKey("partners.id"))  # None: LEVL itself
    longer_because: Mapped[str] = mapped_column(default="")  # why an interview series took over six months
    opened_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]
    cancelled_because: Mapped[str] = mapped_column(default="")
    historic: Mapped[bool] = mapped_column(default=False)  # "historisch dossier", brought in from a workbook
    batch_id: Mapped[str | None] = mapped_column(Id, ForeignKey("historic_batches.id"), index=True)
    demo: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[str]
    created_at: Mapped[datetime]

    project: Mapped[Project] = relationship(back_populates="consultations")
    partner: Mapped[Partner | None] = relationship(lazy="joined")
    batch: Mapped[HistoricBatch | None] = relationship(lazy="joined")
    versions: Mapped[list[FieldedVersion]] = relationship(
        order_by=lambda: (FieldedVersion.since, _number_fielded()), lazy="selectin"
    )
    sessions: Mapped[list[GroupSession]] = relationship(
        order_by="GroupSession.day, GroupSession.id", lazy="selectin"
    )
    documents: Mapped[list[Document]] = relationship(
        order_by="Document.recorded_on, Document.id", lazy="selectin"
    )
    approvals: Mapped[list[ReportApproval]] = relationship(
        order_by="ReportApproval.approved_on", lazy="selectin"
    )
    validations: Mapped[list[Validation]] = relationship(order_by="Validation.validated_at", lazy="selectin")

    @property
    def newest_version(self) -> FieldedVersion | None:
        """The version that new responses take; None before one was chosen."""
        return self.versions[-1] if self.versions else None


class FieldedVersion(Base):
    """An instrument version that a consultation uses, since a day. New responses take the newest."""

    __tablename__ = "fielded_versions"

    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), primary_key=True)
    version: Mapped[str] = mapped_column(Id, ForeignKey("instrument_versions.id"), primary_key=True)
    since: Mapped[date]


def _number_fielded() -> ScalarSelect[int]:
    # A correction goes out on the day of opening: of two versions since one day the number tells which is the newer.
    numbers = select(InstrumentVersion.number).where(InstrumentVersion.id == FieldedVersion.version)
    return numbers.correlate(FieldedVersion).scalar_subquery()


class GroupSession(Base):
    """One held session of a group or one interview: who was present, as counts; never a name."""

    __tablename__ = "group_sessions"
    __table_args__ = (CheckConstraint("present >= 0", name="present_is_a_count"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    day: Mapped[date]
    place: Mapped[str] = mapped_column(default="")  # a province or Brussels, never an address
    present: Mapped[int]  # people at the table, staff and interpreters not counted
    languages: Mapped[list[str]] = mapped_column(default=list)
    interpreter: Mapped[bool] = mapped_column(default=False)
    consent_version: Mapped[str] = mapped_column(default="")  # what was read aloud
    recorded_by: Mapped[str]
    recorded_on: Mapped[date]

    grid: Mapped[list[GridRow]] = relationship(
        order_by="GridRow.line", cascade="all, delete-orphan", lazy="selectin"
    )
    confirmations: Mapped[list[AttendanceConfirmation]] = relationship(
        order_by="AttendanceConfirmation.confirmed_on", lazy="selectin"
    )


class GridRow(Base):
    """A line of the anonymous participant grid: how many people of one class were present."""

    __tablename__ = "grid_rows"
    __table_args__ = (
        CheckConstraint("target_group IN ('yes', 'no', 'unknown')", name="target_group"),
        CheckConstraint("earlier IN ('yes', 'no', 'unknown')", name="earlier"),
        CheckConstraint("n >= 1", name="n_is_a_count"),
        CheckConstraint("card = '' OR n = 1", name="a_card_is_one_person"),
    )

    session_id: Mapped[str] = mapped_column(Id, ForeignKey("group_sessions.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]
    target_group: Mapped[str]
    earlier: Mapped[str]
    gave_input: Mapped[bool]
    card: Mapped[str] = mapped_column(default="")  # number of a card inside one panel cycle; leads to no name


class AttendanceConfirmation(Base):
    """A staff member says that the attendance of a session is right; two are asked."""

    __tablename__ = "attendance_confirmations"

    session_id: Mapped[str] = mapped_column(Id, ForeignKey("group_sessions.id"), primary_key=True)
    confirmed_by: Mapped[str] = mapped_column(primary_key=True)
    confirmed_on: Mapped[date]


class Document(Base):
    """A file that proves something, kept by its checksum in the data folder; historic ones may be a reference."""

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("kind IN ('report', 'attendance', 'notes', 'dataset', 'agreement')", name="kind"),
        CheckConstraint("checksum <> '' OR reference <> ''", name="a_file_or_where_it_lies"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    checksum: Mapped[str] = mapped_column(default="")  # SHA-256 of the stored file
    media_type: Mapped[str] = mapped_column(default="application/octet-stream")
    reference: Mapped[str] = mapped_column(default="")  # where a document of the past lies (historic only)
    dated: Mapped[date]  # the day the document itself bears
    recorded_by: Mapped[str]
    recorded_on: Mapped[date]


class ReportApproval(Base):
    """A staff member approves the report of a consultation."""

    __tablename__ = "report_approvals"

    document_id: Mapped[str] = mapped_column(Id, ForeignKey("documents.id"), primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), primary_key=True)
    approved_by: Mapped[str]
    approved_on: Mapped[date]


class Validation(Base):
    """A second person validates a consultation, or takes that back; the last one holds."""

    __tablename__ = "validations"
    __table_args__ = (UniqueConstraint("consultation_id", "validated_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    consultation_id: Mapped[str] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    validated_by: Mapped[str]
    validated_on: Mapped[date]
    validated_at: Mapped[datetime]
    withdrawn_because: Mapped[str] = mapped_column(
        default=""
    )  # not empty: this line takes the validation back


def projects() -> list[Project]:
    """Every project, newest year first."""
    return list(db.session.execute(select(Project).order_by(Project.year.desc(), Project.title)).scalars())


def project(id_: str) -> Project | None:
    """One project."""
    return db.session.get(Project, id_)


def consultations() -> list[Consultation]:
    """Every consultation, with what counting reads loaded in a constant number of statements.

    Read anew: what another transaction recorded since this one first looked is in it.
    """
    found = (
        select(Consultation)
        .options(joinedload(Consultation.project).lazyload(Project.consultations))
        .order_by(Consultation.title)
    )
    return list(db.session.execute(found.execution_options(populate_existing=True)).scalars())


def consultation(id_: str) -> Consultation | None:
    """One consultation."""
    return db.session.get(Consultation, id_)


_consultations = cast(Table, Consultation.__table__).c
_FIELDED = (
    select(
        _consultations.id,
        _consultations.title,
        FieldedVersion.version,
        _consultations.opened_on,
        _consultations.closed_on,
        _consultations.cancelled_on.is_not(None),
    )
    .join(FieldedVersion, FieldedVersion.consultation_id == _consultations.id)
    .join(InstrumentVersion, InstrumentVersion.id == FieldedVersion.version)
    .where(_consultations.id == bindparam("id_"), _consultations.method == "survey")
    .order_by(FieldedVersion.since.desc(), InstrumentVersion.number.desc())
    .limit(1)
)


_VERSIONS_FIELDED = (
    select(FieldedVersion.version)
    .join(InstrumentVersion, InstrumentVersion.id == FieldedVersion.version)
    .where(FieldedVersion.consultation_id == bindparam("id_"))
    .order_by(FieldedVersion.since.desc(), InstrumentVersion.number.desc())
)


def fielded(id_: str) -> tuple[str, str, str, date | None, date | None, bool] | None:
    """What a respondent's page needs of a survey: id, title, newest version, opened, closed, cancelled."""
    row = db.session.connection().execute(_FIELDED, {"id_": id_}).first()
    return tuple(row) if row is not None else None


def versions_fielded(id_: str) -> tuple[str, ...]:
    """Every version that a consultation asked, the newest first."""
    return tuple(db.session.execute(_VERSIONS_FIELDED, {"id_": id_}).scalars())


def partners() -> list[Partner]:
    """Every partner by name."""
    return list(db.session.execute(select(Partner).order_by(Partner.name)).scalars())


def session(id_: str) -> GroupSession | None:
    """One session."""
    return db.session.get(GroupSession, id_)


def document(id_: str) -> Document | None:
    """One document."""
    return db.session.get(Document, id_)


@contextmanager
def all_or_nothing(*, keep: bool) -> Iterator[None]:
    """What happens inside stays when it ends well and is to be kept; else nothing of it does."""
    inside = db.session.begin_nested()
    try:
        yield
        db.session.flush()
    except BaseException:
        inside.rollback()
        raise
    if keep:
        inside.commit()
    else:
        inside.rollback()
