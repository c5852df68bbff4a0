"""What a demonstration's start page opens: its surveys, and its people by role."""

from consult.actions import accounts, consultations
from consult.actions.accounts import Role, StaffMember
from consult.actions.consultations import Consultation
from consult.actions.demonstration import cast
from consult.instrument.definition import Method


def is_there() -> bool:
    """Whether the demonstration was played in this database before."""
    return all(accounts.member_named(name) for name in cast.STAFF)


def open_surveys() -> list[Consultation]:
    """The surveys of the demonstration that take answers today, for its start page."""
    return [
        row
        for project in consultations.projects()
        for row in project.consultations
        if project.demo and row.method == Method.SURVEY and row.opened_on and not row.closed_on
    ]


def role_player(role: Role) -> StaffMember | None:
    """The demonstration's staff member with a role."""
    for sign_in_name, (_name, played) in cast.STAFF.items():
        if played is role:
            return accounts.member_named(sign_in_name)
    return None
