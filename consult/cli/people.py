"""staff add | list: who works with consult. There is no e-mail: a link is printed, and handed over by hand."""

import click
from flask.cli import with_appcontext

from consult.actions import accounts, transaction
from consult.actions.accounts import Role
from consult.actions.refusal import Refused
from consult.cli.saying import fail, show, show_json, tell
from consult.cli.serving import welcome_address

_ROLES = click.Choice([role.value for role in Role])


@click.group()
def staff() -> None:
    """Staff members: add, list, send a new link."""


@staff.command()
@click.argument("sign_in_name")
@click.option("--name", required=True, help="Name as colleagues see it.")
@click.option("--role", type=_ROLES, required=True)
@with_appcontext
def add(sign_in_name: str, name: str, role: str) -> None:
    """Add a staff member and print the one-time link with which they choose a password."""
    transaction.begin_writing()
    try:
        _newcomer, secret = accounts.add_member(name, sign_in_name, Role(role))
    except Refused:
        fail(f"There is a staff member {sign_in_name!r} already. New link: consult staff link {sign_in_name}")
    transaction.commit()
    tell("Open this link once, within 7 days:")
    show(welcome_address(secret))


@staff.command()
@click.argument("sign_in_name")
@with_appcontext
def link(sign_in_name: str) -> None:
    """Print a new one-time link for a staff member; links that were not used no longer work."""
    transaction.begin_writing()
    person = accounts.member_named(sign_in_name)
    if person is None:
        fail(f"There is no staff member {sign_in_name!r}. See: consult staff list")
    secret = accounts.invite(person)
    transaction.commit()
    tell("Open this link once, within 7 days:")
    show(welcome_address(secret))


@staff.command("list")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_(as_json: bool) -> None:
    """Every staff member with their role."""
    people = accounts.members()
    if as_json:
        show_json(
            [
                {"sign_in_name": one.sign_in_name, "name": one.name, "role": one.role, "active": one.active}
                for one in people
            ]
        )
        return
    for one in people:
        show(f"{one.sign_in_name}  {one.role}  {one.name}{'' if one.active else '  (inactive)'}")


COMMANDS = (staff,)
