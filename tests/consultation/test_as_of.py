"""A record is seen from its day on, and a validation until the day on which it was taken back."""

from datetime import date

from consult.consultation.as_of import record_days, seen
from consult.consultation.definition import Validation
from tests.consultation.worlds import VALIDATED, a_focus_group

BACK, AGAIN, LATER = date(2025, 5, 2), date(2025, 6, 3), date(2025, 12, 31)
FIRST = Validation(VALIDATED, "staff-2", withdrawn_on=BACK)
SECOND = Validation(AGAIN, "staff-4")


def test_a_validation_holds_until_the_day_it_was_taken_back() -> None:
    group = a_focus_group(validated=FIRST)
    before = seen(group, date(2025, 5, 1)).validated
    assert before == Validation(VALIDATED, "staff-2")
    assert seen(group, BACK).validated is None


def test_each_of_two_validations_held_in_its_own_days() -> None:
    group = a_focus_group(validated_before=(FIRST,), validated=SECOND)
    held = [seen(group, day).validated for day in (VALIDATED, BACK, AGAIN, LATER)]
    assert [one.by if one else "" for one in held] == ["staff-2", "", "staff-4", "staff-4"]


def test_what_was_seen_once_is_seen_the_same_again() -> None:
    group = a_focus_group(validated_before=(FIRST,), validated=SECOND)
    assert seen(seen(group, LATER), LATER) == seen(group, LATER)


def test_the_day_of_taking_back_is_a_day_on_which_something_changed() -> None:
    group = a_focus_group(validated_before=(FIRST,), validated=SECOND)
    assert {VALIDATED, BACK, AGAIN} <= set(record_days(group))
