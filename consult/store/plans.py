"""Plans and counting rules as versioned data, and the append-only ledger of what counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base, Id, db
from consult.store.writing import add as add

_LEDGER = 7262  # the number of our advisory lock


class PlanVersion(Base):
    """A plan as loaded from its file; a changed file becomes a new version."""

    __tablename__ = "plan_versions"

    hash: Mapped[str] = mapped_column(Id, primary_key=True)
    plan: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    loaded_at: Mapped[datetime]
    demo: Mapped[bool] = mapped_column(default=False)


class RuleVersion(Base):
    """A counting rule as loaded from its file."""

    __tablename__ = "rule_versions"

    hash: Mapped[str] = mapped_column(Id, primary_key=True)
    rule: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    loaded_at: Mapped[datetime]


class LedgerLine(Base):
    """One booking: an indicator went up or down by `amount` because of `source`. Never changed, never deleted."""

    __tablename__ = "ledger"
    __table_args__ = (CheckConstraint("amount <> 0", name="amount_moves_something"),)

    line: Mapped[int] = mapped_column(primary_key=True)
    plan: Mapped[str] = mapped_column(index=True)
    indicator: Mapped[str]
    indicator_version: Mapped[int]
    amount: Mapped[int]
    source: Mapped[str] = mapped_column(Id)
    rule: Mapped[str]
    rule_version: Mapped[int]
    evidence_hash: Mapped[str] = mapped_column(Id)
    effective_on: Mapped[date]
    booked_at: Mapped[datetime]
    booked_by: Mapped[str]
    validated_by: Mapped[str]


def newest_plan(plan: str) -> PlanVersion | None:
    """The newest version of a plan."""
    found = select(PlanVersion).where(PlanVersion.plan == plan).order_by(PlanVersion.number.desc()).limit(1)
    return db.session.execute(found).scalar_one_or_none()


def newest_plans() -> list[PlanVersion]:
    """The newest version of each plan."""
    found = db.session.execute(select(PlanVersion).order_by(PlanVersion.plan, PlanVersion.number)).scalars()
    return list({row.plan: row for row in found}.values())


def newest_rule(rule: str) -> RuleVersion | None:
    """The newest version of a counting rule."""
    found = select(RuleVersion).where(RuleVersion.rule == rule).order_by(RuleVersion.number.desc()).limit(1)
    return db.session.execute(found).scalar_one_or_none()


def newest_rules() -> list[RuleVersion]:
    """The newest version of each counting rule."""
    found = db.session.execute(select(RuleVersion).order_by(RuleVersion.rule, RuleVersion.number)).scalars()
    return list({row.rule: row for row in found}.values())


def wait_for_turn() -> None:
    """Waits until no other transaction settles: two that book the same difference would book it twice."""
    if db.engine.dialect.name == "postgresql":  # SQLite has one writer
        db.session.execute(select(func.pg_advisory_xact_lock(_LEDGER)))


def ledger_of(plan: str) -> list[LedgerLine]:
    """Every line of a plan's ledger, in the order of booking."""
    return list(
        db.session.execute(
            select(LedgerLine).where(LedgerLine.plan == plan).order_by(LedgerLine.line)
        ).scalars()
    )
