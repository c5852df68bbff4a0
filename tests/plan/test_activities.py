"""When a talk, a dialogue or a newsletter counts for an indicator, and everything that it misses before it does."""

from datetime import date
from typing import Any

import pytest

from consult.consultation.definition import Cancellation, Validation
from consult.plan.activities import indicator_standings, missing, missing_for, sentences
from consult.plan.activity import Activity, ActivityKind, tells_of_a_person
from consult.plan.activity_links import linkable_near, refused_link, suggested
from consult.plan.missing import Missing
from tests.plan.activity_worlds import HELD, NOTED, SAID, VALIDATED, a_plan_with_talks, a_talk

PLAN = a_plan_with_talks()
LATER = date(2026, 1, 31)


def codes(activity: Activity, as_of: date = LATER) -> list[str]:
    return [one.code for one in missing(activity, PLAN, as_of)]


def counted(*activities: Activity, as_of: date = LATER) -> dict[str, int]:
    return {one.indicator.id: one.counted for one in indicator_standings(activities, PLAN, as_of)}


def test_a_talk_with_everything_counts_for_each_indicator_it_is_linked_to() -> None:
    assert codes(a_talk()) == []
    assert counted(a_talk()) == {"R7-a": 1, "OD3.2-a": 1, "OD4.2-d": 0}


def test_a_kind_alone_counts_for_nothing() -> None:
    assert counted(a_talk(links=())) == {"R7-a": 0, "OD3.2-a": 0, "OD4.2-d": 0}
    assert counted(a_talk(links=("jap-2025/R7-a",))) == {"R7-a": 1, "OD3.2-a": 0, "OD4.2-d": 0}


def test_a_link_decides_where_it_counts_and_not_the_kind() -> None:
    assert counted(a_talk(links=("mjp/OD4.2-d",)))["OD4.2-d"] == 1


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({"demo": True}, ["demonstration"]),
        ({"with_whom": "  "}, ["with_whom"]),
        ({"links": ()}, ["link"]),
        ({"links": ("jap-2025/R7-b",)}, ["link"]),
        ({"day": None, "held": False}, ["date"]),
        ({"held": False}, ["held"]),
        ({"day": date(2021, 12, 31)}, ["outside_plan"]),
        ({"said": "Het was een goed gesprek."}, ["notes"]),
        ({"validated": None}, ["second_approval"]),
        ({"validated": Validation(VALIDATED, "ann")}, ["second_approval"]),
        ({"noted_by": "bob"}, ["second_approval"]),
        ({"validated": Validation(date(2025, 9, 18), "bob")}, ["second_approval"]),
        ({"validated": Validation(VALIDATED, "bob", withdrawn_on=date(2025, 10, 1))}, ["second_approval"]),
    ],
)
def test_one_thing_that_is_not_there_is_one_thing_missing(
    changes: dict[str, Any], lacking: list[str]
) -> None:
    assert codes(a_talk(**changes)) == lacking


def test_everything_that_is_missing_is_told_at_once() -> None:
    bare = Activity("bare", "Gesprek", ActivityKind.TALK)
    assert codes(bare) == ["with_whom", "link", "date", "notes", "second_approval"]
    assert missing(bare, PLAN, LATER)[3] == Missing("notes", 0, 2)


def test_a_newsletter_is_with_nobody() -> None:
    assert codes(a_talk(kind=ActivityKind.NEWSLETTER, with_whom="")) == []


def test_what_is_planned_never_counts_before_its_day() -> None:
    assert codes(a_talk(), HELD.replace(day=17)) == ["future", "notes", "second_approval"]
    assert codes(a_talk(), HELD) == ["notes", "second_approval"]
    assert codes(a_talk(), NOTED) == ["second_approval"]
    assert codes(a_talk(), VALIDATED) == []


def test_a_cancelled_talk_misses_one_thing_that_nothing_mends() -> None:
    talk = a_talk(cancelled=Cancellation(date(2025, 10, 1), "afgelast"), links=())
    assert codes(talk) == ["cancelled"]
    assert missing_for(talk, PLAN.indicator("R7-a"), PLAN, LATER) == (Missing("cancelled"),)


def test_an_indicator_of_a_year_plan_counts_what_was_held_in_its_year() -> None:
    talk = a_talk(
        day=date(2024, 9, 18), noted_on=date(2024, 9, 19), validated=Validation(date(2024, 9, 25), "bob")
    )
    assert counted(talk) == {"R7-a": 0, "OD3.2-a": 1, "OD4.2-d": 0}
    assert missing_for(talk, PLAN.indicator("R7-a"), PLAN, LATER) == (Missing("another_year", 2024, 2025),)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("", 0),
        ("Goed gesprek.", 0),
        ("De raadgever vroeg cijfers.", 1),
        ("De raadgever vroeg o.a. cijfers van de VMSW.", 1),
        (SAID, 2),
        ("ze vroegen cijfers per gemeente\nwij sturen die in oktober", 2),
        ("Ze vroegen: wat nu? “Wij sturen het verslag op.”", 2),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text: str, n: int) -> None:
    assert sentences(text) == n


@pytest.mark.parametrize(
    "text",
    ["kabinet Wonen, raadgever", "Stad Gent (dienst Wonen)", "VVSG", "4 schepenen", "Mr. Wonen vzw"[4:]],
)
def test_an_organisation_or_a_function_is_nobody(text: str) -> None:
    assert not tells_of_a_person(text)


@pytest.mark.parametrize(
    "text", ["raadgever@kabinet.be", "kabinet, 0470 12 34 56", "mevrouw Peeters", "dhr. De Smet"]
)
def test_what_is_of_a_person_is_recognised(text: str) -> None:
    assert tells_of_a_person(text)


@pytest.mark.parametrize(
    ("indicator", "reason"),
    [
        ("R7-a", ""),
        ("R7-b", "link_counts_nothing"),
        ("OD2.1-a", "link_counts_consultations"),
        ("OD2.1-b", "link_counts_nothing"),
    ],
)
def test_only_an_indicator_that_counts_takes_a_link(indicator: str, reason: str) -> None:
    assert refused_link(PLAN.indicator(indicator)) == reason


def test_the_kind_and_the_resultaat_suggest_and_nothing_more() -> None:
    assert [one.id for one in suggested(ActivityKind.TALK, "R7", PLAN)] == ["OD3.2-a", "R7-a"]
    assert [one.id for one in suggested(ActivityKind.NEWSLETTER, "R7", PLAN)] == ["OD4.2-d"]
    assert [one.id for one in linkable_near("R7", PLAN)] == ["R7-a", "OD3.2-a"]
