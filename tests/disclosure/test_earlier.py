"""Releases laid side by side, and sets of responses that differ by a few."""

from datetime import date

import pytest

from consult.disclosure.earlier import Change, ResponseSet, change, hold_together
from consult.disclosure.hierarchy import hierarchy
from consult.disclosure.profile import ReleaseProfile
from consult.disclosure.release import Released, release
from consult.disclosure.roles import Role
from tests.disclosure.worlds import a_key, a_profile, a_table

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)

AGE = hierarchy("age", {"20": ["young"], "25": ["young"], "60": ["old"], "65": ["old"]}, levels=["two"])
HOME = hierarchy("home", {"Gent": ["east"], "Aalst": ["east"], "Genk": ["limburg"]}, levels=["province"])


def released_as(**profile: ReleaseProfile) -> list[Released]:
    """Eight people: two of each age, and of each place two or four, but not two of each age in a place."""
    table = a_table(
        age=["20", "20", "25", "25", "60", "60", "65", "65"],
        home=["Gent", "Aalst", "Gent", "Aalst", "Genk", "Genk", "Genk", "Genk"],
        income=["low", "high", "low", "high", "low", "high", "low", "low"],
    )
    return [release(table, one) for one in profile.values()]


def test_the_same_release_twice_tells_no_more() -> None:
    profile = a_profile({"age": a_key(AGE)})
    one, other = released_as(one=profile, other=profile)
    assert hold_together(one, other)


def test_two_recodings_that_cut_each_other_smaller_do_not_leave_both() -> None:
    """By age two of twenty years, by place two from Gent among the young: together one of twenty from Gent."""
    by_age = a_profile({"age": a_key(AGE)})
    by_home = a_profile({"home": a_key(HOME)})
    one, other = released_as(one=by_age, other=by_home)
    assert (one.report.k, other.report.k) == (2, 2)
    assert not hold_together(one, other)


def test_a_coarser_release_beside_a_finer_one_leaves() -> None:
    """The researcher has groups of two already, and the public nothing more than groups of four."""
    fine, coarse = a_profile({"age": a_key(AGE)}), a_profile({"age": a_key(AGE)}, k=4)
    one, other = released_as(one=fine, other=coarse)
    assert (one.report.recoded["age"].level, other.report.recoded["age"].level) == (0, 1)
    assert hold_together(one, other)


def test_a_row_that_only_one_file_has_is_known_by_its_absence_from_the_other() -> None:
    """The second leaves out the one from Genk; whoever has both knows which of the three he is."""
    table = a_table(age=["20", "20", "20"], home=["Gent", "Gent", "Genk"])
    one = release(table, a_profile({"age": a_key()}))
    other = release(table, a_profile({"home": a_key()}, suppression=0.34))
    assert (one.report.rows_released, other.report.rows_released) == (3, 2)
    assert not hold_together(one, other)


def test_what_is_sensitive_stays_mixed_in_the_groups_of_both() -> None:
    """Each file by itself mixes incomes; both keys together tell them apart."""
    table = a_table(age=[*"2222", *"6666"], home=[*"ppqqppqq"], income=[*"llhhhhll"])
    rule = {"income": Role.SENSITIVE}
    by_age = release(table, a_profile({"age": a_key(), **rule}, l=2))
    by_home = release(table, a_profile({"home": a_key(), **rule}, l=2))
    assert (by_age.report.l, by_home.report.l) == (2, 2)
    assert hold_together(by_age, by_age)
    assert not hold_together(by_age, by_home)
    assert hold_together(
        release(table, a_profile({"age": a_key()})), release(table, a_profile({"home": a_key()}))
    )


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({"v": {MONDAY: 3}}, {"v": {MONDAY: 3}}, Change(0, 0)),
        ({"v": {MONDAY: 3}}, {"v": {MONDAY: 2}}, Change(0, 1)),
        ({"v": {MONDAY: 3}}, {"v": {MONDAY: 3, TUESDAY: 4}}, Change(4, 0)),
        ({"v": {MONDAY: 3}}, {"v": {TUESDAY: 3}}, Change(3, 3)),
        ({"v": {MONDAY: 3}}, {"w": {MONDAY: 3}}, Change(3, 3)),
    ],
)
def test_what_came_and_what_went_is_counted_by_day(
    before: ResponseSet, now: ResponseSet, expected: Change
) -> None:
    assert change(before, now) == expected


def test_a_few_that_came_or_went_tell_who() -> None:
    assert not Change(0, 0).would_tell_who
    assert Change(0, 1).would_tell_who
    assert Change(9, 50).would_tell_who
    assert not Change(10, 0).would_tell_who
