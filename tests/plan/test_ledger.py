"""The ledger says, on every day, what the records say on that day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from consult.consultation.definition import (
    Cancellation,
    Confirmation,
    Consultation,
    Document,
    DocumentKind,
    Known,
    Participation,
    ReportApproval,
    Validation,
)
from consult.plan.ledger import Booking, LedgerEntry, entries_to_settle, evidence_hash, total
from consult.plan.rule import CountingRule
from consult.plan.tally import count
from tests.consultation.worlds import HELD, LATER, VALIDATED, a_focus_group, a_session
from tests.plan.worlds import LEVL_1, PER_TRAJECTORY, PLAN

DAY = timedelta(days=1)
HELD_KEY, REACHED_KEY = "mjp/OD2.1-a", "mjp/OD2.1-b"
BOOKING = Booking("staff-1", LATER)


def settled(
    consultations: Sequence[Consultation],
    entries: Sequence[LedgerEntry] = (),
    rule: CountingRule = LEVL_1,
    booking: Booking = BOOKING,
) -> tuple[LedgerEntry, ...]:
    return (*entries, *entries_to_settle(consultations, PLAN, rule, entries, booking))


def test_a_consultation_is_booked_on_the_day_of_the_last_record_that_made_it_count():
    entries = settled([a_focus_group()])
    assert [(entry.indicator, entry.amount, entry.on) for entry in entries] == [
        (HELD_KEY, 1, VALIDATED),
        (REACHED_KEY, 8, VALIDATED),
    ]
    assert total(entries, HELD_KEY, VALIDATED - DAY) == 0
    assert total(entries, HELD_KEY, VALIDATED) == 1


def test_an_entry_names_its_rule_its_proof_and_its_two_people():
    entry = settled([a_focus_group()])[0]
    assert (entry.rule, entry.rule_version, entry.indicator_version) == ("LEVL-1", 1, 1)
    assert (entry.by, entry.validated_by, entry.booked_on) == ("staff-1", "staff-2", LATER)
    assert entry.evidence_hash == evidence_hash(a_focus_group(), VALIDATED)


def test_settling_twice_appends_nothing():
    entries = settled([a_focus_group()])
    assert settled([a_focus_group()], entries) == entries


def test_a_consultation_that_stops_counting_gives_its_amount_back():
    entries = settled([a_focus_group()])
    cancelled = a_focus_group(cancelled=Cancellation(VALIDATED + 5 * DAY, "verslag ingetrokken"))
    after = settled([cancelled], entries)
    assert [(entry.amount, entry.on) for entry in after[2:]] == [
        (-1, VALIDATED + 5 * DAY),
        (-8, VALIDATED + 5 * DAY),
    ]
    assert total(after, HELD_KEY, LATER) == 0


def test_a_source_that_is_gone_is_taken_back_and_nothing_is_erased():
    entries = settled([a_focus_group()])
    after = settled([], entries)
    assert after[:2] == entries
    assert (total(after, HELD_KEY, LATER), total(after, REACHED_KEY, LATER)) == (0, 0)


def test_a_locked_year_never_changes_and_its_correction_falls_in_the_open_year():
    lock = date(2025, 12, 31)
    entries = settled([a_focus_group()])
    unvalidated = [a_focus_group(validated=None)]
    booking = Booking("staff-1", date(2026, 2, 1), locked_until=lock)
    after = settled(unvalidated, entries, booking=booking)
    assert (total(after, HELD_KEY, lock), total(after, HELD_KEY, lock + DAY)) == (1, 0)
    assert settled(unvalidated, after, booking=booking) == after


def test_entries_of_activities_are_left_alone():
    talk = replace(settled([a_focus_group()])[0], indicator="mjp/OD3.2-a", source="talk-1")
    assert settled([], [talk]) == (talk,)


def test_the_proof_does_not_depend_on_the_order_in_which_a_database_gives_records():
    two = (a_session(), a_session(id="s2"))
    there = a_focus_group(sessions=two)
    back = a_focus_group(sessions=two[::-1])
    assert evidence_hash(there, LATER) == evidence_hash(back, LATER)
    assert evidence_hash(there, LATER) != evidence_hash(a_focus_group(), LATER)


def test_mending_a_title_leaves_the_proof_as_it_was():
    assert evidence_hash(a_focus_group(title="Focusgroep wonen"), LATER) == evidence_hash(
        a_focus_group(), LATER
    )


days = st.integers(0, 40).map(lambda number: HELD + timedelta(days=number))
grids = st.lists(st.tuples(st.integers(1, 6), st.sampled_from(Known)), min_size=1, max_size=3)


@st.composite
def focus_groups(draw: st.DrawFn) -> Consultation:
    """Any order of the records that make a focus group count, some of them absent, some of them undoing."""
    day = draw(days)
    grid = tuple(Participation(people, day, target) for people, target in draw(grids))
    session = a_session(
        day=day,
        present=sum(one.count for one in grid),
        participations=grid,
        confirmed=draw(st.none() | days.map(lambda on: Confirmation(("staff-1", "staff-2"), on))),
        notes_on=draw(days),
    )
    return a_focus_group(
        id=f"c{draw(st.integers(0, 10**9))}",
        project=draw(st.sampled_from(["p", "q"])),
        sessions=(session,),
        opened=day,
        closed=day,
        documents=(Document(DocumentKind.REPORT, "c" * 64, draw(days), "staff-1"),),
        report_approved=ReportApproval(draw(days), "staff-3"),
        validated=draw(st.none() | days.map(lambda on: Validation(on, "staff-2"))),
        cancelled=draw(st.none() | st.none() | days.map(lambda on: Cancellation(on, "reden"))),
    )


worlds = st.lists(focus_groups(), max_size=4, unique_by=lambda one: one.id)


@given(worlds, worlds, st.sampled_from([LEVL_1, PER_TRAJECTORY]), days)
def test_the_ledger_as_of_a_day_is_the_tally_as_of_that_day(
    earlier: list[Consultation], later: list[Consultation], rule: CountingRule, as_of: date
):
    entries = settled(later, settled(earlier, rule=rule), rule=rule)
    tally = count(later, PLAN, rule, as_of)
    assert total(entries, HELD_KEY, as_of) == tally.counted
    assert total(entries, REACHED_KEY, as_of) == tally.persons
    assert settled(later, entries, rule=rule) == entries


@given(worlds, worlds, days)
def test_locking_freezes_what_was_reported_and_loses_nothing(
    earlier: list[Consultation], later: list[Consultation], lock: date
):
    reported = settled(earlier)
    after = settled(later, reported, booking=replace(BOOKING, locked_until=lock))
    assert total(after, REACHED_KEY, lock) == total(reported, REACHED_KEY, lock)
    assert total(after, REACHED_KEY, LATER) == count(later, PLAN, LEVL_1, LATER).persons
