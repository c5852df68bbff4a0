"""The ledger of what activities count for: the same append-only lines as those of consultations."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date

from consult.plan.activities import missing_for
from consult.plan.activity import Activity, record_days, seen
from consult.plan.activity_links import takes_activities
from consult.plan.definition import Indicator, Plan
from consult.plan.ledger import Amounts, Booking, LedgerEntry, differences, hash_of_records

# What an activity must have before it counts is the same for every plan and every reading of its sentences.
RULE, RULE_VERSION = "activities", 1
_NO_PROOF = frozenset({"title", "project"})

_Line = tuple[str, str]  # the key of an indicator and the id of an activity


def activity_entries_to_settle(
    activities: Sequence[Activity], plan: Plan, entries: Sequence[LedgerEntry], booking: Booking
) -> tuple[LedgerEntry, ...]:
    """What to append to `entries` so that they say what the activities say, on every day up to that of the booking.

    Settling twice appends nothing the second time. What is gone, or lost its link, gets its amount back with the
    opposite sign.
    """
    wanted, booked = _wanted(activities, plan, booking.on), _booked(entries, plan)
    by_id = {one.id: one for one in activities}
    return tuple(
        _entry(line, day, amount, by_id.get(line[1]), plan, booking)
        for line in sorted({*wanted, *booked})
        for day, amount in differences(wanted.get(line, {}), booked.get(line, {}), booking.locked_until)
    )


def evidence_hash(activity: Activity, as_of: date) -> str:
    """SHA-256 over the records of a day and before that make an activity count."""
    records = asdict(seen(activity, as_of))
    return hash_of_records({name: value for name, value in records.items() if name not in _NO_PROOF})


def _wanted(activities: Sequence[Activity], plan: Plan, until: date) -> dict[_Line, Amounts]:
    return {
        (indicator.key, one.id): dict(_changes(one, indicator, plan, until))
        for indicator in plan.indicators
        if takes_activities(indicator)
        for one in activities
        if indicator.key in one.links
    }


def _changes(one: Activity, indicator: Indicator, plan: Plan, until: date) -> Iterator[tuple[date, int]]:
    before = 0
    for day in (day for day in record_days(one) if day <= until):
        now = 0 if missing_for(one, indicator, plan, day) else 1
        if now != before:
            yield day, now - before
            before = now


def _booked(entries: Sequence[LedgerEntry], plan: Plan) -> dict[_Line, Amounts]:
    """What stands in the ledger for everything but the two indicators that consultations feed."""
    theirs = (plan.consultations.key, plan.people_reached.key)
    amounts: defaultdict[_Line, Amounts] = defaultdict(dict)
    for entry in entries:
        if entry.indicator not in theirs:
            of_line = amounts[entry.indicator, entry.source]
            of_line[entry.on] = of_line.get(entry.on, 0) + entry.amount
    return dict(amounts)


def _entry(
    line: _Line, day: date, amount: int, source: Activity | None, plan: Plan, booking: Booking
) -> LedgerEntry:
    key, id_ = line
    validated = source.validated if source else None
    return LedgerEntry(
        indicator=key,
        indicator_version=next((one.version for one in plan.indicators if one.key == key), 1),
        amount=amount,
        source=id_,
        rule=RULE,
        rule_version=RULE_VERSION,
        evidence_hash=evidence_hash(source, day) if source else "",
        on=day,
        booked_on=booking.on,
        by=booking.by,
        validated_by=validated.by if validated else "",
    )
