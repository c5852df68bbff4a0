"""Who comes in: passwords, one-time links, sessions with limits, waiting after wrong passwords."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from consult.actions import accounts, clock, sessions_of_staff
from consult.actions.accounts import Role
from consult.actions.identifiers import hash_of
from consult.actions.refusal import Refused
from consult.store import audit, staff
from consult.store.base import db
from consult.store.staff import StaffMember

KEY = b"k" * 32
PASSWORD = "drie stenen aan zee"
MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch):
    """Sets the clock."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(MORNING)
    return set_clock


def a_member(name: str = "nour", role: Role = Role.POLICY) -> StaffMember:
    _, secret = accounts.add_member(name.title(), name, role)
    db.session.commit()
    member = accounts.choose_first_password(secret, PASSWORD)
    db.session.commit()
    return member


def refusal_of(call, *arguments: object) -> str:
    with pytest.raises(Refused) as refused:
        call(*arguments)
    return refused.value.reason


def test_a_one_time_link_works_once(app: Flask, at) -> None:
    _, secret = accounts.add_member("Nour", "nour", Role.POLICY)
    db.session.commit()
    accounts.choose_first_password(secret, PASSWORD)
    assert refusal_of(accounts.choose_first_password, secret, PASSWORD) == "link_spent"


def test_a_one_time_link_dies_after_seven_days(app: Flask, at) -> None:
    _, secret = accounts.add_member("Nour", "nour", Role.POLICY)
    at(MORNING + timedelta(days=7) - timedelta(seconds=1))
    assert accounts.invited(secret)
    at(MORNING + timedelta(days=7))
    assert accounts.invited(secret) is None


def test_the_database_holds_only_the_hash_of_a_link_and_of_a_cookie(app: Flask, at) -> None:
    member, link = accounts.add_member("Nour", "nour", Role.POLICY)
    cookie = sessions_of_staff.open_session(member)
    assert staff.link(hash_of(link))
    assert staff.link(link) is None
    assert staff.session(hash_of(cookie))
    assert staff.session(cookie) is None


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("elf letters", "password_short"),
        ("Wachtwoord123!", "password_common"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
        ("123456789012345", "password_common"),
        ("nour-de-beheerder", None),
    ],
)
def test_a_password_is_long_and_not_what_everybody_tries(
    app: Flask, password: str, reason: str | None
) -> None:
    _, secret = accounts.add_member("Nour", "nour", Role.POLICY)
    if reason:
        assert refusal_of(accounts.choose_first_password, secret, password) == reason
    else:
        accounts.choose_first_password(secret, password)


def test_a_sign_in_name_is_taken_once_however_it_is_written(app: Flask, at) -> None:
    a_member("nour")
    assert refusal_of(accounts.add_member, "Nour", " NOUR ", Role.POLICY) == "name_taken"


def test_signing_in_needs_the_right_password_of_an_active_member(app: Flask, at) -> None:
    member = a_member()
    assert sessions_of_staff.sign_in("Nour ", PASSWORD, KEY).id == member.id
    assert refusal_of(sessions_of_staff.sign_in, "nour", "something else", KEY) == "sign_in_wrong"
    assert refusal_of(sessions_of_staff.sign_in, "nobody", PASSWORD, KEY) == "sign_in_wrong"


def test_five_failures_in_a_row_make_anyone_wait_even_with_the_right_password(
    both_databases: str, app: Flask, at
) -> None:
    a_member()
    for _ in range(5):
        assert refusal_of(sessions_of_staff.sign_in, "nour", "wrong wrong wrong", KEY) == "sign_in_wrong"
        db.session.rollback()  # what the refused request does; the count must survive it
    assert refusal_of(sessions_of_staff.sign_in, "nour", PASSWORD, KEY) == "sign_in_wait"
    at(MORNING + timedelta(minutes=1))
    assert sessions_of_staff.sign_in("nour", PASSWORD, KEY)
    db.session.commit()
    assert refusal_of(sessions_of_staff.sign_in, "nour", "wrong wrong wrong", KEY) == "sign_in_wrong"


def test_a_password_typed_as_a_name_is_not_kept(app: Flask, at) -> None:
    refusal_of(sessions_of_staff.sign_in, "my secret phrase", "", KEY)
    kept = db.session.execute(db.select(staff.FailedSignIn.sign_in_name)).scalars().all()
    assert kept
    assert "my secret phrase" not in kept


@pytest.mark.parametrize(
    ("used_after", "seen_again_after", "open_then"),
    [
        ([], timedelta(minutes=59), True),
        ([], timedelta(minutes=60), False),
        ([timedelta(minutes=50 * n) for n in range(1, 14)], timedelta(minutes=700), True),
        ([timedelta(minutes=50 * n) for n in range(1, 15)], timedelta(minutes=720), False),
    ],
)
def test_a_session_ends_when_idle_for_an_hour_and_after_twelve(
    app: Flask, at, used_after: list[timedelta], seen_again_after: timedelta, open_then: bool
) -> None:
    cookie = sessions_of_staff.open_session(a_member())
    db.session.commit()
    for moment in used_after:
        at(MORNING + moment)
        session = sessions_of_staff.session_behind(cookie)
        assert session
        sessions_of_staff.keep_alive(session)
        db.session.commit()
    at(MORNING + seen_again_after)
    assert bool(sessions_of_staff.session_behind(cookie)) is open_then


def test_deactivating_ends_sessions_and_links_at_once(app: Flask, at) -> None:
    a_member("ann", Role.ADMINISTRATOR)
    member = a_member()
    cookie = sessions_of_staff.open_session(member)
    link = accounts.invite(member)
    accounts.deactivate(member, by="ann")
    assert sessions_of_staff.session_behind(cookie) is None
    assert accounts.invited(link) is None
    assert refusal_of(sessions_of_staff.sign_in, "nour", PASSWORD, KEY) == "sign_in_wrong"


def test_the_last_administrator_cannot_leave(app: Flask, at) -> None:
    only = a_member("ann", Role.ADMINISTRATOR)
    assert refusal_of(accounts.deactivate, only, only.id) == "last_administrator"
    assert refusal_of(accounts.change_role, only, Role.POLICY, only.id) == "last_administrator"
    a_member("bo", Role.ADMINISTRATOR)
    accounts.deactivate(only, by="bo")


def test_changing_a_password_needs_the_old_one_and_ends_every_session(app: Flask, at) -> None:
    member = a_member()
    cookie = sessions_of_staff.open_session(member)
    assert (
        refusal_of(accounts.change_password, member, "not it at all", "vier bomen in de tuin")
        == "password_wrong"
    )
    accounts.change_password(member, PASSWORD, "vier bomen in de tuin")
    assert sessions_of_staff.session_behind(cookie) is None


def test_acts_on_accounts_leave_lines_without_passwords_or_links(app: Flask, at) -> None:
    _, link = accounts.add_member("Nour", "nour", Role.POLICY)
    db.session.commit()
    accounts.choose_first_password(link, PASSWORD)
    written = [(line.act, str(line.details)) for line in audit.lines()]
    assert [act for act, _ in written] == ["password chosen", "one-time link made", "staff member added"]
    assert not any(PASSWORD in details or link in details for _, details in written)


def test_wrong_passwords_leave_a_line_when_waiting_begins_and_not_each_time(app: Flask, at) -> None:
    def lines() -> int:
        return len([line for line in audit.lines() if line.act == "sign-in refused"])

    counts = []
    for attempt in range(7):
        at(MORNING + timedelta(minutes=5 * attempt))
        refusal_of(sessions_of_staff.sign_in, "nobody", "wrong wrong wrong", KEY)
        counts.append(lines())
    assert counts == [0, 0, 0, 0, 1, 1, 1]
    at(MORNING + timedelta(hours=2))
    refusal_of(sessions_of_staff.sign_in, "nobody", "wrong wrong wrong", KEY)
    assert lines() == 2
