"""A session is planned, moved or called off with a reason, and held; its recruitment is counts and nothing else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from consult.actions import accounts, attendance, clock, consultations, planned_sessions, recruiting
from consult.actions.accounts import Role
from consult.actions.attendance import Held, SessionRefused
from consult.actions.consultations import Consultation
from consult.actions.planned_sessions import Plan, PlannedSession
from consult.actions.records import standing
from consult.actions.refusal import Refused
from consult.consultation.states import State
from consult.instrument.definition import Method
from consult.store.base import db
from tests.web.staff.world import a_consultation, a_project, people

TODAY, SOON, LATER = date(2026, 4, 2), date(2026, 4, 20), date(2026, 5, 4)
A_PLAN = Plan(SOON, "evening", "oost-vlaanderen", "neighbourhood", ("nl", "ar"), True, facilitator="partner")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """2 April 2026."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 4, 2, 9, tzinfo=UTC))


def a_group(method: Method = Method.FOCUS_GROUP) -> Consultation:
    return a_consultation(a_project(), method)


def planned(row: Consultation, plan: Plan = A_PLAN) -> PlannedSession:
    return planned_sessions.plan_session(row, plan, "ann")


def held(row: Consultation, plan: PlannedSession, n: int = 6) -> attendance.GroupSession:
    """It took place: seen from the day after."""
    return planned_sessions.hold(row, plan, Held(plan.day, n, (people(n, day=plan.day),)), "ann")


@pytest.fixture
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    """15 May 2026: what was planned for April is over."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 5, 15, 9, tzinfo=UTC))


def codes(refused: pytest.ExceptionInfo[SessionRefused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_planned_session_leaves_the_consultation_planned(both_databases: str, app: Flask) -> None:
    row = a_group()
    plan = planned(row)
    assert (plan.is_to_come, plan.languages, plan.facilitator) == (True, ["nl", "ar"], "partner")
    assert (standing(row).state, row.sessions) == (State.PLANNED, [])


def test_it_is_held_once_attendance_is_recorded(
    both_databases: str, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = a_group()
    plan = planned(row)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 4, 21, 9, tzinfo=UTC))
    session = held(row, plan)
    assert (plan.session_id, plan.is_to_come) == (session.id, False)
    assert planned_sessions.plan_behind(session) is plan
    with pytest.raises(Refused, match="plan_is_over"):
        planned_sessions.call_off(row, plan, "te laat", "ann")


def test_a_session_deleted_as_a_mistake_is_to_come_again(
    both_databases: str, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = a_group()
    plan = planned(row)
    recruiting.record_recruitment(row, plan, "", 12, None, "ann")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 4, 21, 9, tzinfo=UTC))
    session = held(row, plan)
    recruiting.record_recruitment(row, plan, "", 12, 5, "ann")
    attendance.delete_session(row, session, "ann")
    db.session.refresh(plan)
    assert (plan.is_to_come, [one.came for one in plan.recruitment]) == (True, [None])


def test_another_day_is_a_move_that_keeps_the_old_day_its_reason_and_who_was_invited(
    both_databases: str, app: Flask
) -> None:
    row = a_group()
    before = planned(row)
    recruiting.record_recruitment(row, before, "Buurthuis", 12, None, "ann")
    now = planned_sessions.change_plan(row, before, replace(A_PLAN, day=LATER), "De zaal was bezet.", "ann")
    assert (before.called_off_because, before.moved_to, before.recruitment) == (
        "De zaal was bezet.",
        now.id,
        [],
    )
    assert (now.day, [line.invited for line in now.recruitment]) == (LATER, [12])
    assert [one.is_to_come for one in planned_sessions.planned_of(row)] == [False, True]


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_moved_or_called_off_without_a_reason(app: Flask, reason: str) -> None:
    row = a_group()
    plan = planned(row)
    with pytest.raises(Refused, match="no_reason_to_move"):
        planned_sessions.change_plan(row, plan, replace(A_PLAN, part_of_day="morning"), reason, "ann")
    with pytest.raises(Refused, match="no_reason_to_move"):
        planned_sessions.call_off(row, plan, reason, "ann")
    assert plan.is_to_come


def test_what_else_changes_is_no_move(app: Flask) -> None:
    row = a_group()
    plan = planned(row)
    now = planned_sessions.change_plan(row, plan, replace(A_PLAN, place="brussel"), "", "ann")
    assert (now, now.place, len(planned_sessions.planned_of(row))) == (plan, "brussel", 1)


def test_the_database_refuses_an_end_without_a_reason(both_databases: str, app: Flask) -> None:
    plan = planned(a_group())
    plan.called_off_on = TODAY
    with pytest.raises(IntegrityError, match="called_off_with_a_reason"):
        db.session.flush()
    db.session.rollback()


def test_a_focus_group_is_planned_once_and_again_after_it_was_called_off(app: Flask) -> None:
    row = a_group()
    plan = planned(row)
    with pytest.raises(Refused, match="focus_group_is_planned"):
        planned(row)
    planned_sessions.call_off(row, plan, "Niemand kon.", "ann")
    assert planned(row, replace(A_PLAN, day=LATER)).is_to_come


def test_a_survey_has_no_planned_sessions(app: Flask) -> None:
    with pytest.raises(Refused, match="survey_has_no_sessions"):
        planned(a_group(Method.SURVEY))


def test_every_problem_of_a_plan_is_told_at_once(app: Flask) -> None:
    with pytest.raises(SessionRefused) as refused:
        planned(a_group(), replace(A_PLAN, day=date(2026, 3, 1), note_taker="Jan Janssens"))
    assert codes(refused) == ["planned_in_the_past", "nobody_of_ours"]
    with pytest.raises(SessionRefused) as refused:
        planned(a_group(), replace(A_PLAN, day=date(2062, 4, 1)))
    assert codes(refused) == ["planned_too_far_ahead"]


def test_a_member_of_staff_leads_by_id(app: Flask) -> None:
    member, _link = accounts.add_member("Fay", "fay", Role.FACILITATOR)
    assert planned(a_group(), replace(A_PLAN, facilitator=member.id)).facilitator == member.id


def test_an_interview_series_is_planned_over_at_most_six_months(both_databases: str, app: Flask) -> None:
    row = a_group(Method.INTERVIEW)
    planned(row)
    planned(row, replace(A_PLAN, day=date(2026, 10, 20)))  # six months to the day
    with pytest.raises(SessionRefused) as refused:
        planned(row, replace(A_PLAN, day=date(2026, 10, 21)))
    assert codes(refused) == ["series_too_long"]
    row.longer_because = "De partner sloot in de zomer."
    assert planned(row, replace(A_PLAN, day=date(2026, 10, 21))).is_to_come


def test_a_day_that_was_called_off_makes_no_series_longer(app: Flask) -> None:
    row = a_group(Method.INTERVIEW)
    planned_sessions.call_off(row, planned(row), "Ziek.", "ann")
    assert planned(row, replace(A_PLAN, day=date(2026, 11, 30))).is_to_come


def test_response_is_how_many_of_those_invited_came(both_databases: str, app: Flask, may: None) -> None:
    row = a_group()
    plan = planned(row, replace(A_PLAN, day=date(2026, 5, 15)))
    recruiting.record_recruitment(row, plan, "Buurthuis", 12, None, "ann")
    recruiting.record_recruitment(row, plan, "", 5, None, "ann")
    assert recruiting.response([plan]) == recruiting.Response(17, None)
    held(row, plan, n=8)
    recruiting.record_recruitment(row, plan, "Buurthuis", 12, 4, "ann")
    assert recruiting.response([plan]) == recruiting.Response(17, None)
    recruiting.record_recruitment(
        row, plan, "", 5, 2, "ann"
    )  # two more came uninvited, and count all the same
    assert recruiting.response([plan]) == recruiting.Response(17, 6)
    recruiting.record_recruitment(row, plan, "Buurthuis", 0, None, "ann")
    assert [(line.partner_id, line.invited) for line in plan.recruitment] == [(None, 5)]
    assert recruiting.response([]) is None


@pytest.mark.parametrize(
    ("invited", "came", "why"), [(3, 4, "more_came_than_invited"), (9, 7, "more_came_than_present")]
)
def test_more_cannot_come_than_were_invited_or_were_there(
    app: Flask, may: None, invited: int, came: int, why: str
) -> None:
    row = a_group()
    plan = planned(row, replace(A_PLAN, day=date(2026, 5, 15)))
    held(row, plan, n=6)
    with pytest.raises(Refused, match=why):
        recruiting.record_recruitment(row, plan, "", invited, came, "ann")
    assert plan.recruitment == []


def test_nobody_came_before_it_was_held(app: Flask) -> None:
    row = a_group()
    with pytest.raises(Refused, match="came_before_it_was_held"):
        recruiting.record_recruitment(row, planned(row), "", 4, 2, "ann")


def test_what_was_cancelled_takes_no_plan(app: Flask) -> None:
    row = a_group()
    consultations.cancel(row, "Geen partner gevonden.", "ann")
    with pytest.raises(Refused, match="cancelled"):
        planned(row)
