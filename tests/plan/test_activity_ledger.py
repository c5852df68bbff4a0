"""The ledger says of activities what their records say, on every day, however often it is settled."""

from dataclasses import replace
from datetime import date

import pytest

from consult.consultation.definition import Validation
from consult.plan.activity import Activity
from consult.plan.activity_ledger import activity_entries_to_settle, evidence_hash
from consult.plan.ledger import Booking, LedgerEntry, entries_to_settle, total
from tests.plan.activity_worlds import HELD, SAID, VALIDATED, a_plan_with_talks, a_talk
from tests.plan.worlds import LEVL_1

PLAN = a_plan_with_talks()
TODAY = Booking("ann", date(2026, 1, 31))


def settled(
    activity: Activity | None, *before: LedgerEntry, booking: Booking = TODAY
) -> tuple[LedgerEntry, ...]:
    return activity_entries_to_settle([activity] if activity else [], PLAN, before, booking)


def told(entries: tuple[LedgerEntry, ...]) -> list[tuple[str, int, date]]:
    return [(one.indicator, one.amount, one.on) for one in entries]


def test_a_talk_is_booked_on_each_indicator_on_the_day_of_its_validation() -> None:
    entries = settled(a_talk())
    assert told(entries) == [("jap-2025/R7-a", 1, VALIDATED), ("mjp/OD3.2-a", 1, VALIDATED)]
    assert {(one.source, one.by, one.validated_by, one.rule) for one in entries} == {
        ("talk", "ann", "bob", "activities")
    }


def test_settling_twice_books_nothing_more() -> None:
    assert settled(a_talk(), *settled(a_talk())) == ()


def test_a_validation_that_was_taken_back_is_booked_back_from_that_day() -> None:
    back = date(2025, 10, 1)
    before = settled(a_talk())
    entries = settled(a_talk(validated=Validation(VALIDATED, "bob", withdrawn_on=back)), *before)
    assert told(entries) == [("jap-2025/R7-a", -1, back), ("mjp/OD3.2-a", -1, back)]
    assert [total((*before, *entries), "jap-2025/R7-a", day) for day in (HELD, VALIDATED, back)] == [0, 1, 0]


def test_a_link_that_was_taken_away_gives_its_amount_back() -> None:
    before = settled(a_talk())
    assert told(settled(a_talk(links=("mjp/OD3.2-a",)), *before)) == [("jap-2025/R7-a", -1, VALIDATED)]


def test_a_talk_that_is_gone_gives_everything_back() -> None:
    assert told(settled(None, *settled(a_talk()))) == [
        ("jap-2025/R7-a", -1, VALIDATED),
        ("mjp/OD3.2-a", -1, VALIDATED),
    ]


def test_a_locked_year_stays_and_its_correction_falls_on_the_first_open_day() -> None:
    before = settled(a_talk())
    locked = Booking("ann", date(2026, 1, 31), locked_until=date(2025, 12, 31))
    assert told(settled(None, *before, booking=locked))[0] == ("jap-2025/R7-a", -1, date(2026, 1, 1))


def test_activities_and_consultations_leave_each_others_lines_alone() -> None:
    talks = settled(a_talk())
    assert entries_to_settle([], PLAN, LEVL_1, talks, TODAY) == ()
    consultation = replace(talks[0], indicator=PLAN.consultations.key, source="group")
    assert settled(None, consultation) == ()


@pytest.mark.parametrize(
    ("changes", "same"), [({"title": "Anders"}, True), ({"said": SAID + " Later meer daarover."}, False)]
)
def test_the_proof_changes_with_what_proves_and_not_with_the_title(
    changes: dict[str, str], same: bool
) -> None:
    assert (evidence_hash(a_talk(), VALIDATED) == evidence_hash(a_talk(**changes), VALIDATED)) is same
