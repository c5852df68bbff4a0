"""Staff members: who may come in, with which role. Signing in itself is in `sessions_of_staff`."""

from datetime import timedelta
from enum import StrEnum

from consult.actions import clock, transaction
from consult.actions.identifiers import hash_of, new_id, new_secret
from consult.actions.passwords import check_password, hashed, is_right
from consult.actions.refusal import Refused
from consult.store import audit, staff
from consult.store.staff import OneTimeLink
from consult.store.staff import StaffMember as StaffMember  # the web may not import the tables

LINK_DAYS = 7
LANGUAGES = ("nl", "en")
MACHINE = "machine"


class Role(StrEnum):
    """What a staff member does here; `web/staff/access.py` says what each may do."""

    ADMINISTRATOR = "administrator"
    POLICY = "policy"
    RESEARCHER = "researcher"
    FACILITATOR = "facilitator"
    INSPECTOR = "inspector"


def members() -> list[StaffMember]:
    """Every staff member by name."""
    return staff.members()


def member(id_: str) -> StaffMember | None:
    """One staff member."""
    return staff.member(id_)


def member_named(typed_name: str) -> StaffMember | None:
    """The staff member with this sign-in name."""
    return staff.member_named(sign_in_name(typed_name))


def names() -> dict[str, str]:
    """The name behind each staff id, for a page that says who did what."""
    return {one.id: one.name for one in staff.members()}


def sign_in_name(typed: str) -> str:
    """A sign-in name as it is kept: how it was capitalised or spaced does not matter."""
    return typed.strip().casefold()


def add_member(name: str, typed_name: str, role: Role, by: str = MACHINE) -> tuple[StaffMember, str]:
    """A new staff member and what their one-time link carries, which is shown once and never stored."""
    if staff.member_named(sign_in_name(typed_name)):
        raise Refused("name_taken", name=sign_in_name(typed_name))
    newcomer = StaffMember(
        id=new_id(), name=name.strip(), sign_in_name=sign_in_name(typed_name), role=role, active=True
    )
    staff.add(newcomer)
    audit.note(by, "staff member added", newcomer.id, role=role)
    return newcomer, invite(newcomer, by)


def invite(person: StaffMember, by: str = MACHINE) -> str:
    """What a fresh one-time link carries. Older links of the same person stop working."""
    if not person.active:
        raise Refused("not_active")
    staff.drop_links_of(person.id)
    secret = new_secret()
    expires = clock.now() + timedelta(days=LINK_DAYS)
    staff.add(OneTimeLink(id=hash_of(secret), staff_id=person.id, expires_at=expires))
    audit.note(by, "one-time link made", person.id)
    return secret


def invited(secret: str) -> StaffMember | None:
    """Whom a one-time link is for; None when it was used, replaced or is older than its days."""
    link = staff.link(hash_of(secret))
    if link is None or link.expires_at <= clock.now() or not link.member.active:
        return None
    return link.member


def choose_first_password(secret: str, password: str) -> StaffMember:
    """Uses a one-time link: the password holds from now on, older sessions end, the link is spent.

    A transaction of its own: hashing is slow, so the lock is taken after it.
    """
    person = invited(secret)
    if person is None:
        raise Refused("link_spent")
    check_password(password, person.sign_in_name)
    chosen = hashed(password)
    transaction.start_over_writing()
    person = invited(secret)  # someone may have used it meanwhile
    if person is None:
        raise Refused("link_spent")
    person.password = chosen
    staff.drop_links_of(person.id)
    staff.drop_sessions_of(person.id)
    audit.note(person.id, "password chosen", person.id)
    return person


def change_password(person: StaffMember, old: str, new: str) -> None:
    """Another password, for whoever knows the old one; every session ends, the caller opens a new one.

    A transaction of its own, like that of the first password.
    """
    known = person.password
    if not is_right(old, known):
        raise Refused("password_wrong")
    check_password(new, person.sign_in_name)
    chosen = hashed(new)
    transaction.start_over_writing()
    if person.password != known:
        raise Refused("password_wrong")
    person.password = chosen
    staff.drop_sessions_of(person.id)
    audit.note(person.id, "password changed", person.id)


def change_language(person: StaffMember, language: str) -> None:
    """The language of this person's pages."""
    if language not in LANGUAGES:
        raise Refused("language_unknown")
    person.language = language


def change_role(person: StaffMember, role: Role, by: str) -> None:
    """Another role; what it allows holds from the next page on."""
    if person.role == Role.ADMINISTRATOR and role != Role.ADMINISTRATOR:
        _keep_an_administrator(person)
    audit.note(by, "role changed", person.id, before=person.role, after=role)
    person.role = role


def deactivate(person: StaffMember, by: str) -> None:
    """Ends someone's access now, open sessions and links included. What they did stays in the records."""
    _keep_an_administrator(person)
    person.active = False
    staff.drop_sessions_of(person.id)
    staff.drop_links_of(person.id)
    audit.note(by, "staff member deactivated", person.id)


def reactivate(person: StaffMember, by: str) -> str:
    """Gives access back, by a one-time link; the old password does not return."""
    person.active = True
    person.password = ""
    audit.note(by, "staff member reactivated", person.id)
    return invite(person, by)


def _keep_an_administrator(person: StaffMember) -> None:
    others = [one for one in staff.members() if one.id != person.id]
    if not any(one.active and one.role == Role.ADMINISTRATOR for one in others):
        raise Refused("last_administrator")
