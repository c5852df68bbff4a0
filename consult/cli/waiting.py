"""waiting: everything that waits for a second pair of eyes, with who may do it."""

import click
from flask.cli import with_appcontext

from consult.actions import accounts
from consult.actions import waiting as queue
from consult.cli.saying import show, show_json, tell
from consult.web.staff import waiting_kinds as kinds


@click.command()
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def waiting(as_json: bool) -> None:
    """Everything that waits for a second pair of eyes, over all projects, longest first."""
    members = accounts.members()
    lines = [(one, kinds.who_may(one, members)) for one in queue.everything()]
    if as_json:
        show_json(
            [
                {
                    "kind": one.kind.value,
                    "id": one.id,
                    "title": one.title,
                    "project": one.project,
                    "since": one.since.isoformat(),
                    "who": [member.sign_in_name for member in who],
                }
                for one, who in lines
            ]
        )
        return
    for one, who in lines:
        names = ", ".join(member.name for member in who) or "niemand"
        show(f"{one.since}  {kinds.place(one.kind).name}: {_about(one)} ({names})")
    tell(f"{len(lines)} wachten.")


def _about(one: queue.Waiting) -> str:
    about = f"{one.project}: {one.title}" if one.project else kinds.title(one)
    return f"{about}, {one.id}"


COMMANDS = (waiting,)
