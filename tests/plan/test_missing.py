"""What staff are asked next, in the order in which things happen."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from consult.consultation.as_of import record_days
from consult.consultation.definition import Cancellation, Consultation, Known, Participation
from consult.plan.counting import verdict
from consult.plan.missing import Missing, missing
from tests.consultation.worlds import (
    APPROVED,
    CONFIRMED,
    HELD,
    LATER,
    REPORTED,
    VALIDATED,
    a_focus_group,
    a_session,
)
from tests.plan.test_ledger import focus_groups
from tests.plan.worlds import LEVL_1, PLAN

DAY = timedelta(days=1)


def codes(consultation: Consultation, as_of: date) -> list[str]:
    return [str(one.code) for one in missing(consultation, LEVL_1, PLAN, as_of)]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (
            HELD - DAY,
            [
                "notice",
                "dates",
                "participations",
                "people",
                "attendance",
                "data",
                "report",
                "approval",
                "second_approval",
            ],
        ),
        (HELD, ["attendance", "data", "report", "approval", "second_approval"]),
        (CONFIRMED, ["report", "approval", "second_approval"]),
        (REPORTED, ["approval", "second_approval"]),
        (APPROVED, ["second_approval"]),
        (VALIDATED, []),
    ],
)
def test_the_list_grows_shorter_as_things_happen(as_of: date, expected: list[str]):
    assert codes(a_focus_group(), as_of) == expected


def test_people_and_sessions_are_missing_by_number():
    few = (Participation(2, HELD, Known.YES),)
    sessions = (
        a_session(present=2, participations=few),
        a_session(id="s2", present=0, participations=(), confirmed=None),
    )
    assert missing(a_focus_group(sessions=sessions), LEVL_1, PLAN, LATER) == (
        Missing("people", 2, 3),
        Missing("attendance", 1, 2),
    )


def test_an_unlinked_consultation_is_first_asked_for_its_link():
    assert codes(a_focus_group(indicators=(), validated=None), LATER) == ["link", "theme", "second_approval"]


def test_a_cancelled_consultation_misses_nothing_that_can_be_done():
    assert codes(a_focus_group(cancelled=Cancellation(HELD, "niemand kwam")), LATER) == ["cancelled"]


@given(focus_groups())
def test_nothing_is_missing_exactly_when_it_counts(one: Consultation):
    for day in record_days(one):
        counts = verdict(one, LEVL_1, PLAN, day).counts > 0
        assert counts == (missing(one, LEVL_1, PLAN, day) == ())
