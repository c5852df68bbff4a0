from datetime import date, timedelta

import pytest

from consult.consultation.as_of import record_days, seen
from consult.consultation.definition import (
    Cancellation,
    Confirmation,
    ConsentGiven,
    Document,
    DocumentKind,
    Known,
    Lock,
    Participation,
    Validation,
)
from consult.consultation.evidence_items import Item, evidence_of
from consult.consultation.states import State, session_problems, state
from tests.consultation.worlds import (
    APPROVED,
    CONFIRMED,
    HELD,
    LATER,
    REPORTED,
    VALIDATED,
    a_focus_group,
    a_session,
    a_survey,
)

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (HELD - DAY, State.PLANNED),
        (HELD, State.HELD),
        (REPORTED, State.HELD),
        (APPROVED, State.DOCUMENTED),
        (VALIDATED - DAY, State.DOCUMENTED),
        (VALIDATED, State.VALIDATED),
    ],
)
def test_the_state_follows_from_the_records_of_the_day(as_of: date, expected: State):
    assert state(a_focus_group(), as_of) is expected


def test_a_survey_runs_from_its_opening_until_the_day_before_it_closes():
    survey = a_survey(closed=HELD + 10 * DAY)
    assert state(survey, HELD) is State.RUNNING
    assert state(survey, HELD + 10 * DAY) is State.HELD


def test_a_cancelled_consultation_is_cancelled_from_that_day():
    cancelled = a_focus_group(cancelled=Cancellation(APPROVED, "niemand ingeschreven"))
    assert state(cancelled, APPROVED - DAY) is State.HELD
    assert state(cancelled, APPROVED) is State.CANCELLED


def test_what_was_reported_is_locked():
    locked = a_focus_group(locked=Lock(LATER, 2025))
    assert state(locked, LATER - DAY) is State.VALIDATED
    assert state(locked, LATER) is State.LOCKED


def test_nobody_validates_a_report_that_they_wrote_own_or_approved():
    for who in ("staff-1", "staff-3"):
        by_themselves = a_focus_group(validated=Validation(VALIDATED, who))
        assert state(by_themselves, LATER) is State.DOCUMENTED
    by_its_owner = a_focus_group(owner="staff-4", validated=Validation(VALIDATED, "staff-4"))
    assert state(by_its_owner, LATER) is State.DOCUMENTED


def test_a_validation_from_before_the_approval_saw_another_report():
    too_early = a_focus_group(validated=Validation(APPROVED - DAY, "staff-2"))
    assert Item.SECOND_APPROVAL not in evidence_of(too_early, LATER)


def test_a_historic_file_without_notes_is_documented_by_its_report():
    without_notes = (a_session(notes_checksum="", notes_on=None),)
    assert state(a_focus_group(sessions=without_notes), LATER) is State.HELD
    assert state(a_focus_group(sessions=without_notes, historic=True), LATER) is State.VALIDATED


def test_a_complete_focus_group_has_every_item_of_evidence():
    assert evidence_of(a_focus_group(), LATER) == frozenset(Item)
    assert evidence_of(a_survey(), LATER) == frozenset(Item)


@pytest.mark.parametrize(
    ("changes", "lost"),
    [
        ({"theme": ""}, Item.THEME),
        ({"result": ""}, Item.THEME),
        ({"indicators": ()}, Item.THEME),
        ({"criterion": ""}, Item.THEME),
        ({"instruments": ()}, Item.INSTRUMENT),
        ({"closed": None}, Item.DATES),
        ({"sessions": (a_session(consent_version=""),)}, Item.NOTICE),
        ({"sessions": (a_session(confirmed=None),)}, Item.ATTENDANCE),
        ({"sessions": (a_session(confirmed=Confirmation(("staff-1", "staff-1"), HELD)),)}, Item.ATTENDANCE),
        ({"sessions": (a_session(), a_session(id="s2", confirmed=None))}, Item.ATTENDANCE),
        ({"sessions": (a_session(notes_checksum=""),)}, Item.DATA),
        ({"documents": ()}, Item.REPORT),
        ({"report_approved": None}, Item.REPORT),
        ({"validated": None}, Item.SECOND_APPROVAL),
    ],
)
def test_each_item_of_evidence_falls_with_its_record(changes: dict[str, object], lost: Item):
    assert evidence_of(a_focus_group(**changes), LATER) == frozenset(Item) - {lost}


def test_a_list_on_file_does_not_stand_in_for_the_two_who_confirm_but_in_a_historic_file():
    on_file = Document(DocumentKind.ATTENDANCE, "d" * 64, HELD, "staff-1")
    unconfirmed = {
        "sessions": (a_session(confirmed=None),),
        "documents": (*a_focus_group().documents, on_file),
    }
    assert Item.ATTENDANCE not in evidence_of(a_focus_group(**unconfirmed), LATER)
    assert Item.ATTENDANCE in evidence_of(a_focus_group(**unconfirmed, historic=True), LATER)


def test_consent_is_needed_in_every_language_of_a_survey():
    dutch_only = a_survey(consents=(ConsentGiven("nl", "2025-01", HELD),))
    assert Item.NOTICE not in evidence_of(dutch_only, LATER)


def test_a_record_of_tomorrow_is_not_seen_today():
    for day in record_days(a_focus_group()):
        assert record_days(seen(a_focus_group(), day)) == tuple(
            one for one in record_days(a_focus_group()) if one <= day
        )


def test_a_sound_session_has_no_problems():
    assert session_problems(a_session(), LATER) == ()


def test_all_problems_of_a_session_come_at_once():
    session = a_session(present=6, confirmed=Confirmation(("staff-1", "staff-1"), HELD - DAY))
    codes = [problem.code for problem in session_problems(session, HELD - DAY)]
    assert codes == [
        "more_in_grid_than_present",
        "confirmed_by_one_person",
        "confirmed_before_it_was_held",
        "in_the_future",
    ]


def test_the_same_card_twice_in_a_session_is_a_problem():
    twice = (Participation(1, HELD, Known.YES, card="m1"), Participation(1, HELD, Known.YES, card="m1"))
    problems = session_problems(a_session(present=2, participations=twice), CONFIRMED)
    assert [(problem.code, dict(problem.figures)) for problem in problems] == [
        ("card_twice_in_one_session", {"card": "m1"})
    ]


def test_whoever_was_present_beyond_the_grid_is_of_unknown_origin():
    session = a_session(present=11)
    assert [problem.code for problem in session_problems(session, LATER)] == ["more_present_than_in_grid"]
    assert session.everyone[-1] == Participation(3, HELD, Known.UNKNOWN)


def test_a_card_is_one_persons():
    with pytest.raises(ValueError, match="card 'm1' stands for 4 people"):
        Participation(4, HELD, Known.YES, card="m1")
