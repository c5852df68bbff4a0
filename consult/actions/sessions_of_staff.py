"""Signing in and out: sessions that live on the server, and waiting after too many wrong passwords."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from consult.actions import clock, transaction
from consult.actions.accounts import sign_in_name
from consult.actions.identifiers import hash_of, new_secret
from consult.actions.passwords import is_right
from consult.actions.refusal import Refused
from consult.response.sealing import token
from consult.store import audit, staff
from consult.store.staff import FailedSignIn, StaffMember, StaffSession

IDLE = timedelta(minutes=60)
ABSOLUTE = timedelta(hours=12)
FAILURES_BEFORE_WAITING = 5
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(minutes=15)  # longer would let anyone lock a colleague out for a day
_TOLD_AGAIN_AFTER = timedelta(hours=1)
_TOUCH_AFTER = timedelta(minutes=1)  # not a write for each page


def sign_in(typed_name: str, password: str, key: bytes) -> StaffMember:
    """The staff member who knows this password. Raises Refused; the failure is counted even so.

    key: what failures are counted under, so that a password typed in the wrong field is not kept in clear.
    """
    name = sign_in_name(typed_name)
    counted_under = token(key, name)
    before = _count_as_failed(counted_under)
    person = staff.member_named(name)
    known = person.password if person and person.active else ""
    right = is_right(password, known)
    # Only now the lock: a hash takes as long as fifty people who send their answers.
    transaction.start_over_writing()
    if not right or person is None or person.password != known:
        _note_failure(counted_under, person, before)
        raise Refused("sign_in_wrong")
    failed = staff.failed_sign_in(counted_under)
    if failed:
        staff.drop(failed)
    return person


def open_session(person: StaffMember) -> str:
    """A new session; what its cookie carries. Sessions that are over are cleared on the way."""
    for old in staff.sessions_of(person.id):
        if _is_over(old):
            staff.drop(old)
    secret, now = new_secret(), clock.now()
    staff.add(StaffSession(id=hash_of(secret), staff_id=person.id, began_at=now, seen_at=now))
    audit.note(person.id, "signed in", person.id)
    return secret


def session_behind(secret: str) -> StaffSession | None:
    """The open session that a cookie stands for; None when it ended, was idle too long or its member left."""
    found = staff.session(hash_of(secret))
    if found is None or _is_over(found) or not found.member.active:
        return None
    return found


def keep_alive(session: StaffSession) -> None:
    """Notes that the session is in use, at most once a minute, and lets go of the lock at once: a page takes long to make."""
    if clock.now() - session.seen_at < _TOUCH_AFTER:
        return
    transaction.start_over_writing()
    session.seen_at = clock.now()
    transaction.commit()


def open_sessions(person: StaffMember) -> list[StaffSession]:
    """Where someone is signed in, newest first."""
    return [one for one in staff.sessions_of(person.id) if not _is_over(one)]


def end_session(person: StaffMember, id_: str) -> None:
    """Ends one of someone's own sessions."""
    if id_ in [one.id for one in staff.sessions_of(person.id)]:
        staff.drop_session(id_)
        audit.note(person.id, "signed out", person.id)


def _is_over(session: StaffSession) -> bool:
    return any(clock.now() >= limit for limit in _limits(session))


def _limits(session: StaffSession) -> Iterator[datetime]:
    yield session.seen_at + IDLE
    yield session.began_at + ABSOLUTE


def _wait_if_needed(counted_under: str) -> None:
    failed = staff.failed_sign_in(counted_under)
    if failed is None:
        return
    left = failed.last_at + _wait_after(failed.failures) - clock.now()
    if left > timedelta(0):
        raise Refused("sign_in_wait", minutes=-(-left // timedelta(minutes=1)))


def _wait_after(failures: int) -> timedelta:
    if failures < FAILURES_BEFORE_WAITING:
        return timedelta(0)
    # The exponent is bounded: a name that was tried a thousand times would overflow.
    doublings = min(failures - FAILURES_BEFORE_WAITING, 10)
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << doublings))


def _count_as_failed(counted_under: str) -> datetime | None:
    """When it failed before, if it did. Counts before the password is looked at, so that guesses sent side by side wait too; being right takes it back.

    In a transaction of its own: the refusal that may follow leaves nothing of its own transaction.
    """
    transaction.start_over_writing()
    _wait_if_needed(counted_under)
    failed = staff.failed_sign_in(counted_under)
    before = failed.last_at if failed else None
    if failed is None:
        staff.add(FailedSignIn(sign_in_name=counted_under, failures=1, last_at=clock.now()))
    else:
        failed.failures, failed.last_at = failed.failures + 1, clock.now()
    transaction.commit()
    return before


def _note_failure(counted_under: str, person: StaffMember | None, before: datetime | None) -> None:
    """A line when waiting begins, and again when someone goes on after an hour or more; also for a name that does not exist.

    Not for each wrong password: nothing is ever taken out of the audit, so that anyone could fill it.
    """
    failed = staff.failed_sign_in(counted_under)
    failures = failed.failures if failed else 0
    goes_on = before is not None and clock.now() - before >= _TOLD_AGAIN_AFTER
    if failures == FAILURES_BEFORE_WAITING or (failures > FAILURES_BEFORE_WAITING and goes_on):
        audit.note("machine", "sign-in refused", person.id if person else "nobody")
    transaction.commit()
