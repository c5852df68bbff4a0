"""Actuals as an append-only ledger: signed entries, each with its source, rule and proof, never edited.

An entry takes effect on the day of the record that changed the verdict, not on the day of booking: the ledger as of a
day says what the records as of that day say. What a locked year lacks is booked on the first day after it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

from consult.consultation.as_of import record_days, seen
from consult.consultation.definition import Consultation
from consult.plan.counting import Verdict, verdict
from consult.plan.definition import Indicator, Plan
from consult.plan.rule import CountingRule
from consult.plan.tally import grouped, opening

# Fields that prove nothing: mending a title, citing a finding or locking a year leaves the proof as it was. What is
# unconfirmed counts for nothing, so that no line rests on it.
_NO_PROOF = frozenset({"title", "cited_on", "locked", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """`amount` more (or, when negative, fewer) for an indicator, because of `source`, from the day `on`.

    indicator: its key. source: the id of the consultation or activity. evidence_hash: of the records that made it so.
    by: who booked it. validated_by: the second person behind the source record.
    """

    indicator: str
    indicator_version: int
    amount: int
    source: str
    rule: str
    rule_version: int
    evidence_hash: str
    on: date
    booked_on: date
    by: str
    validated_by: str


@dataclass(frozen=True, slots=True)
class Booking:
    """Who settles the ledger, on which day, and the last day of the years that are locked."""

    by: str
    on: date
    locked_until: date | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """What the ledger must hold about one source and one indicator: nothing else tells two sums apart."""

    indicator: str
    source: str


def total(entries: Iterable[LedgerEntry], indicator: str, as_of: date) -> int:
    """What the indicator (its key) stands at on the day `as_of`."""
    return sum(entry.amount for entry in entries if entry.indicator == indicator and entry.on <= as_of)


def entries_to_settle(
    consultations: Sequence[Consultation],
    plan: Plan,
    rule: CountingRule,
    entries: Sequence[LedgerEntry],
    booking: Booking,
) -> tuple[LedgerEntry, ...]:
    """What to append to `entries` so that they equal the tally on every day up to that of the booking.

    Settling twice appends nothing the second time. A source that stopped counting, or that is gone, gets its amount back
    with the opposite sign.
    """
    wanted = _wanted(consultations, plan, rule, booking.on)
    booked = _booked(entries, plan)
    by_id = {one.id: one for one in consultations}
    return tuple(
        _entry(line, day, amount, by_id.get(line.source), plan, rule, booking)
        for line in sorted({*wanted, *booked}, key=lambda line: (line.source, line.indicator))
        for day, amount in differences(wanted.get(line, {}), booked.get(line, {}), booking.locked_until)
    )


def evidence_hash(consultation: Consultation, as_of: date) -> str:
    """SHA-256 over the canonical records of `as_of` and before: the same records give the same hash, in any order."""
    records = {
        name: value for name, value in asdict(seen(consultation, as_of)).items() if name not in _NO_PROOF
    }
    return hash_of_records(records)


def hash_of_records(records: Mapping[str, object]) -> str:
    """SHA-256 over records in an order of their own."""
    return sha256(
        json.dumps(_canonical(dict(records)), sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


def history(
    consultations: Sequence[Consultation], plan: Plan, rule: CountingRule, until: date
) -> tuple[tuple[date, Mapping[str, Verdict]], ...]:
    """Each day on which some verdict changed, with every consultation's verdict from that day on."""
    in_order = sorted(consultations, key=opening)
    changes = {one.id: dict(_changes(one, plan, rule, until)) for one in in_order}
    current = {one.id: Verdict(0, 0, 0, 0) for one in in_order}
    steps = []
    for day in sorted({day for of_one in changes.values() for day in of_one}):
        current |= {id_: of_one[day] for id_, of_one in changes.items() if day in of_one}
        steps.append((day, grouped(in_order, current, rule)))
    return tuple(steps)


def _changes(
    one: Consultation, plan: Plan, rule: CountingRule, until: date
) -> Iterator[tuple[date, Verdict]]:
    before = Verdict(0, 0, 0, 0)
    for day in (day for day in record_days(one) if day <= until):
        now = verdict(one, rule, plan, day)
        if (now.counts, now.persons) != (before.counts, before.persons):
            yield day, now
            before = now


Amounts = dict[date, int]


def _wanted(
    consultations: Sequence[Consultation], plan: Plan, rule: CountingRule, until: date
) -> dict[_Line, Amounts]:
    """The rise or fall of every line, by the day on which it happened."""
    amounts: defaultdict[_Line, Amounts] = defaultdict(dict)
    start: tuple[date, Mapping[str, Verdict]] = (date.min, {})
    for (_, before), (day, after) in pairwise((start, *history(consultations, plan, rule, until))):
        for id_, now in after.items():
            was = before.get(id_, Verdict(0, 0, 0, 0))
            amounts[_Line(plan.consultations.key, id_)][day] = now.counts - was.counts
            amounts[_Line(plan.people_reached.key, id_)][day] = now.persons - was.persons
    return amounts


def _booked(entries: Sequence[LedgerEntry], plan: Plan) -> dict[_Line, Amounts]:
    """What stands in the ledger for the two indicators that consultations feed; activities feed the others."""
    amounts: defaultdict[_Line, Amounts] = defaultdict(dict)
    ours = (plan.consultations.key, plan.people_reached.key)
    for entry in entries:
        if entry.indicator in ours:
            of_line = amounts[_Line(entry.indicator, entry.source)]
            of_line[entry.on] = of_line.get(entry.on, 0) + entry.amount
    return amounts


def differences(wanted: Amounts, booked: Amounts, locked_until: date | None) -> Iterator[tuple[date, int]]:
    """The days on which `booked` is not what is `wanted`, with what it takes."""
    wanted = _after_lock(wanted, booked, locked_until)
    for day in sorted({*wanted, *booked}):
        difference = wanted.get(day, 0) - booked.get(day, 0)
        if difference:
            yield day, difference


def _after_lock(wanted: Amounts, booked: Amounts, locked_until: date | None) -> Amounts:
    """`wanted` with the locked days as they are booked; what they lack falls on the first day that is open."""
    if locked_until is None:
        return wanted
    locked = {day: amount for day, amount in booked.items() if day <= locked_until}
    carried = sum(amount for day, amount in wanted.items() if day <= locked_until) - sum(locked.values())
    first_open = locked_until + timedelta(days=1)
    open_ = {day: amount for day, amount in wanted.items() if day > locked_until}
    return locked | open_ | {first_open: open_.get(first_open, 0) + carried}


def _entry(
    line: _Line,
    day: date,
    amount: int,
    source: Consultation | None,
    plan: Plan,
    rule: CountingRule,
    booking: Booking,
) -> LedgerEntry:
    indicator = _indicator(line, plan)
    validated = source.validated if source else None
    return LedgerEntry(
        indicator=line.indicator,
        indicator_version=indicator.version,
        amount=amount,
        source=line.source,
        rule=rule.id,
        rule_version=rule.version,
        evidence_hash=evidence_hash(source, day) if source else "",
        on=day,
        booked_on=booking.on,
        by=booking.by,
        validated_by=validated.by if validated else "",
    )


def _indicator(line: _Line, plan: Plan) -> Indicator:
    return plan.consultations if line.indicator == plan.consultations.key else plan.people_reached


def _canonical(value: object) -> object:
    """Plain values only; a collection of records in an order of its own, because a database keeps none."""
    if isinstance(value, dict):
        return {str(key): _canonical(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return sorted((_canonical(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value.isoformat() if isinstance(value, date) else value
