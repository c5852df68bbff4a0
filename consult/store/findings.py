"""Findings with their evidence, recommendations with what became of them, and every text that either ever had."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base, Id, db
from consult.store.consultations import Consultation, Project
from consult.store.writing import add as add
from consult.store.writing import drop as drop
from consult.store.writing import flush as flush


class StoredFinding(Base):
    """A finding of a project. answers: by question, the concern and why; `review`: why it has to be looked at again."""

    __tablename__ = "findings"
    __table_args__ = (
        CheckConstraint("stage IN ('draft', 'reading', 'settled')", name="stage"),
        CheckConstraint("(stage = 'settled') = (read_by <> '')", name="settled_by_a_second_reader"),
        CheckConstraint("read_by = '' OR read_by <> written_by", name="read_by_someone_else"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    project_id: Mapped[str] = mapped_column(Id, ForeignKey("projects.id"), index=True)
    statement: Mapped[str]
    theme: Mapped[str] = mapped_column(default="")
    counter_evidence: Mapped[str] = mapped_column(default="")
    also_heard: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    stage: Mapped[str] = mapped_column(default="draft")
    review: Mapped[list[str]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)
    hands: Mapped[list[str]] = mapped_column(default=list)  # everyone who wrote in it or cited for it
    written_by: Mapped[str]
    written_at: Mapped[datetime]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]
    read_by: Mapped[str] = mapped_column(default="")
    read_on: Mapped[date | None]
    demo: Mapped[bool] = mapped_column(default=False)

    project: Mapped[Project] = relationship()
    consultations: Mapped[list[Consultation]] = relationship(
        secondary="finding_consultations", order_by="Consultation.title", lazy="selectin"
    )
    evidence: Mapped[list[StoredEvidence]] = relationship(
        back_populates="finding", order_by="StoredEvidence.cited_at, StoredEvidence.id", lazy="selectin"
    )


class FindingConsultation(Base):
    """A finding rests on a consultation."""

    __tablename__ = "finding_consultations"

    finding_id: Mapped[str] = mapped_column(Id, ForeignKey("findings.id"), primary_key=True)
    consultation_id: Mapped[str] = mapped_column(
        Id, ForeignKey("consultations.id"), primary_key=True, index=True
    )


class StoredEvidence(Base):
    """One piece of evidence as it was when it was cited. reference: its id in its own register, or where it stands."""

    __tablename__ = "evidence"
    __table_args__ = (
        CheckConstraint("stance IN ('for', 'against')", name="stance"),
        CheckConstraint("said <> ''", name="it_says_something"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    finding_id: Mapped[str] = mapped_column(Id, ForeignKey("findings.id"), index=True)
    kind: Mapped[str]
    reference: Mapped[str] = mapped_column(index=True)
    said: Mapped[str]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    stance: Mapped[str] = mapped_column(default="for")
    consultation_id: Mapped[str | None] = mapped_column(Id, ForeignKey("consultations.id"), index=True)
    withdrawn: Mapped[str] = mapped_column(default="")  # why it may no longer be used
    cited_by: Mapped[str]
    cited_at: Mapped[datetime]

    finding: Mapped[StoredFinding] = relationship(back_populates="evidence")
    consultation: Mapped[Consultation | None] = relationship()


class StoredRecommendation(Base):
    """A recommendation of a project: what it asks, of whom, and which objectives it serves (keys, see `plan`)."""

    __tablename__ = "recommendations"
    __table_args__ = (CheckConstraint("government IN ('local', 'flemish', 'federal')", name="government"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    project_id: Mapped[str] = mapped_column(Id, ForeignKey("projects.id"), index=True)
    plan: Mapped[str]  # the plan that its objectives stand in
    title: Mapped[str]
    explanation: Mapped[str] = mapped_column(default="")
    addressee: Mapped[str]
    government: Mapped[str]
    domain: Mapped[str] = mapped_column(default="")
    objectives: Mapped[list[str]]
    results: Mapped[list[str]] = mapped_column(default=list)
    policy: Mapped[list[str]] = mapped_column(default=list)
    success: Mapped[str] = mapped_column(default="")
    further_study: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    written_by: Mapped[str]
    written_at: Mapped[datetime]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]
    demo: Mapped[bool] = mapped_column(default=False)

    project: Mapped[Project] = relationship()
    findings: Mapped[list[StoredFinding]] = relationship(
        secondary="recommendation_findings",
        order_by="StoredFinding.written_at, StoredFinding.id",
        lazy="selectin",
    )
    follow_up: Mapped[list[FollowUp]] = relationship(
        back_populates="recommendation", order_by="FollowUp.day, FollowUp.noted_at", lazy="selectin"
    )


class RecommendationFinding(Base):
    """A recommendation rests on a finding."""

    __tablename__ = "recommendation_findings"

    recommendation_id: Mapped[str] = mapped_column(Id, ForeignKey("recommendations.id"), primary_key=True)
    finding_id: Mapped[str] = mapped_column(Id, ForeignKey("findings.id"), primary_key=True, index=True)


class FollowUp(Base):
    """One thing that happened to a recommendation, with its proof. Noted once and never changed. activity: in which talk."""

    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint(
            "step IN ('handed-over', 'answered', 'adopted', 'partly', 'rejected', 'no-answer')", name="step"
        ),
        CheckConstraint("step = 'handed-over' OR words <> '' OR checksum <> ''", name="proven"),
        CheckConstraint("step <> 'handed-over' OR (to_whom <> '' AND forum <> '')", name="handed_to_someone"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    recommendation_id: Mapped[str] = mapped_column(Id, ForeignKey("recommendations.id"), index=True)
    step: Mapped[str]
    day: Mapped[date]
    to_whom: Mapped[str] = mapped_column(default="")  # an office, never a private person
    forum: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    checksum: Mapped[str] = mapped_column(default="")  # SHA-256 of the file that proves it
    media_type: Mapped[str] = mapped_column(default="")
    activity_id: Mapped[str | None] = mapped_column(Id, ForeignKey("activities.id"), index=True)
    noted_by: Mapped[str]
    noted_at: Mapped[datetime]

    recommendation: Mapped[StoredRecommendation] = relationship(back_populates="follow_up")


class TextVersion(Base):
    """The texts of a finding or a recommendation in one version: what someone else wrote is never lost."""

    __tablename__ = "text_versions"

    subject: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    texts: Mapped[dict[str, Any]]
    written_by: Mapped[str]
    written_at: Mapped[datetime]


def finding(id_: str) -> StoredFinding | None:
    """One finding."""
    return db.session.get(StoredFinding, id_)


def findings_of(project: str | None = None) -> list[StoredFinding]:
    """Every finding, of one project or of all, oldest first."""
    found = select(StoredFinding).order_by(StoredFinding.written_at, StoredFinding.id)
    if project is not None:
        found = found.where(StoredFinding.project_id == project)
    return list(db.session.execute(found).scalars())


def findings_on(consultation: str) -> list[StoredFinding]:
    """Every finding that rests on a consultation, or cites from it."""
    resting = select(FindingConsultation.finding_id).where(
        FindingConsultation.consultation_id == consultation
    )
    citing = select(StoredEvidence.finding_id).where(StoredEvidence.consultation_id == consultation)
    found = select(StoredFinding).where(StoredFinding.id.in_(resting.union(citing)))
    return list(db.session.execute(found.order_by(StoredFinding.written_at, StoredFinding.id)).scalars())


def rested_on_since() -> dict[str, datetime]:
    """Of every consultation that a finding rests on: since when one does, by the texts that findings had."""
    found = (
        select(
            FindingConsultation.consultation_id, TextVersion.written_at, TextVersion.texts["consultations"]
        )
        .join(TextVersion, TextVersion.subject == FindingConsultation.finding_id)
        .order_by(TextVersion.written_at)
    )
    since: dict[str, datetime] = {}
    for consultation, written_at, rested_on in db.session.execute(found):
        if consultation in rested_on:
            since.setdefault(consultation, written_at)
    return since


def evidence(id_: str) -> StoredEvidence | None:
    """One piece of evidence."""
    return db.session.get(StoredEvidence, id_)


def evidence_citing(kind: str, reference: str) -> list[StoredEvidence]:
    """Every citation of one source."""
    found = select(StoredEvidence).where(StoredEvidence.kind == kind, StoredEvidence.reference == reference)
    return list(db.session.execute(found).scalars())


def recommendation(id_: str) -> StoredRecommendation | None:
    """One recommendation."""
    return db.session.get(StoredRecommendation, id_)


def recommendations_of(project: str | None = None) -> list[StoredRecommendation]:
    """Every recommendation, of one project or of all, oldest first."""
    found = select(StoredRecommendation).order_by(StoredRecommendation.written_at, StoredRecommendation.id)
    if project is not None:
        found = found.where(StoredRecommendation.project_id == project)
    return list(db.session.execute(found).scalars())


def recommendations_on(finding: str) -> list[StoredRecommendation]:
    """Every recommendation that rests on a finding."""
    resting = select(RecommendationFinding.recommendation_id).where(
        RecommendationFinding.finding_id == finding
    )
    found = select(StoredRecommendation).where(StoredRecommendation.id.in_(resting))
    return list(db.session.execute(found.order_by(StoredRecommendation.written_at)).scalars())


def follow_up(id_: str) -> FollowUp | None:
    """One thing that happened."""
    return db.session.get(FollowUp, id_)


def hold(row: StoredFinding | StoredRecommendation) -> None:
    """Reads a row anew and keeps others from changing it until the commit."""
    db.session.refresh(row, with_for_update={"of": type(row)})


def text_version(subject: str, version: int) -> TextVersion | None:
    """The texts of one version."""
    return db.session.get(TextVersion, (subject, version))


def text_versions(subject: str) -> list[TextVersion]:
    """Every version, newest first."""
    found = select(TextVersion).where(TextVersion.subject == subject).order_by(TextVersion.version.desc())
    return list(db.session.execute(found).scalars())


def refresh(row: Base) -> None:
    """Reads a row and what belongs to it anew, after one was added or dropped."""
    db.session.flush()
    db.session.refresh(row)
