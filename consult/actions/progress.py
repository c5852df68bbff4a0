"""How far a plan is, and the ledger that its actuals are the sum of."""

from collections.abc import Sequence
from datetime import date

from consult.actions import clock, plans
from consult.actions.activity_records import all_activities
from consult.actions.records import all_consultations
from consult.consultation.definition import Consultation
from consult.plan.activities import IndicatorStanding, indicator_standings
from consult.plan.activity import Activity
from consult.plan.activity_ledger import activity_entries_to_settle
from consult.plan.definition import Plan
from consult.plan.ledger import Booking, LedgerEntry, entries_to_settle
from consult.plan.rule import CountingRule
from consult.plan.tally import Tally, count
from consult.store import plans as rows
from consult.store.plans import LedgerLine


def report_progress(plan: Plan, as_of: date, rule: CountingRule) -> Tally:
    """How far `plan` is on a day under a rule, from every consultation of the house."""
    return count(all_consultations(), plan, rule, as_of)


def readings(plan: Plan, as_of: date) -> list[Tally]:
    """The same records under every rule, that of the plan first: what other readings of its sentence would give."""
    consultations = all_consultations()
    ours_first = sorted(plans.rules(), key=lambda rule: rule.id != plan.rule)
    return [count(consultations, plan, rule, as_of) for rule in ours_first]


def report_indicators(plan: Plan, as_of: date) -> tuple[IndicatorStanding, ...]:
    """How far every indicator that counts activities is on a day, whatever the reading of the other sentence."""
    return indicator_standings(all_activities(), plan, as_of)


def settle(by: str) -> int:
    """Books in the ledger of each plan what the records made different; how many lines that took.

    To be called in the transaction of whatever may have changed a verdict, after it.
    """
    rows.wait_for_turn()
    loaded = plans.plans()
    consultations = all_consultations() if loaded else ()
    activities = all_activities() if loaded else ()
    return sum(_settle(plan, consultations, activities, by) for plan in loaded)


def ledger(plan: Plan) -> list[LedgerEntry]:
    """Every line of a plan's ledger, in the order of booking."""
    return [_entry(row) for row in rows.ledger_of(plan.id)]


def _settle(
    plan: Plan, consultations: Sequence[Consultation], activities: Sequence[Activity], by: str
) -> int:
    booking = Booking(by, clock.today())
    so_far = [entry for entry in ledger(plan) if entry.on <= booking.on]
    entries = (
        *entries_to_settle(consultations, plan, plans.rule(plan.rule), so_far, booking),
        *activity_entries_to_settle(activities, plan, so_far, booking),
    )
    for entry in entries:
        rows.add(_line(entry, plan))
    return len(entries)


def _line(entry: LedgerEntry, plan: Plan) -> LedgerLine:
    return LedgerLine(
        plan=plan.id,
        indicator=entry.indicator,
        indicator_version=entry.indicator_version,
        amount=entry.amount,
        source=entry.source,
        rule=entry.rule,
        rule_version=entry.rule_version,
        evidence_hash=entry.evidence_hash,
        effective_on=entry.on,
        booked_at=clock.now(),
        booked_by=entry.by,
        validated_by=entry.validated_by,
    )


def _entry(row: LedgerLine) -> LedgerEntry:
    return LedgerEntry(
        indicator=row.indicator,
        indicator_version=row.indicator_version,
        amount=row.amount,
        source=row.source,
        rule=row.rule,
        rule_version=row.rule_version,
        evidence_hash=row.evidence_hash,
        on=row.effective_on,
        booked_on=row.booked_at.astimezone(clock.BRUSSELS).date(),
        by=row.booked_by,
        validated_by=row.validated_by,
    )
