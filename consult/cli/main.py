"""The `consult` command: one group of verbs for each room that a person may enter from a terminal."""

from importlib import import_module
from typing import Any

import click
from flask.cli import FlaskGroup, ScriptInfo
from sqlalchemy.exc import OperationalError, ProgrammingError

from consult.actions import setting_up
from consult.app import create_app
from consult.cli import (
    activities,
    advising,
    checking,
    citing,
    consultations,
    counting,
    demonstrating,
    expressions,
    instruments,
    keeping,
    notes,
    people,
    planning,
    releases,
    reporting,
    serving,
    tabulating,
    text_keys,
    translating,
    waiting,
    working,
)
from consult.cli.saying import fail

# Commands that need pandas, loaded when they are given: the process that serves respondents must stay without it.
_HEAVY = {
    "anonymise": "consult.cli.anonymising",
    "dataset": "consult.cli.describing",
    "responses": "consult.cli.bringing",
}


class Commands(FlaskGroup):
    """The commands, of which some are loaded only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted({*super().list_commands(ctx), *_HEAVY})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of this name, None when there is none."""
        if name in _HEAVY and name not in self.commands:
            for command in import_module(_HEAVY[name]).COMMANDS:
                self.add_command(command)
        return super().get_command(ctx, name)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; where the database is not ready it says so, and which command mends it."""
        try:
            return super().invoke(ctx)
        except (OperationalError, ProgrammingError):
            with ctx.ensure_object(ScriptInfo).load_app().app_context():
                try:
                    setting_up.check_schema()
                except setting_up.SchemaIsOld as old:
                    fail(str(old))
            raise


main = Commands(
    create_app=create_app,
    add_default_commands=False,
    add_version_option=False,
    help="Surveys and consultations: ask, hold, count. Run `consult run` to open the doors.",
)
for commands in (
    serving,
    checking,
    instruments,
    expressions,
    translating,
    planning,
    consultations,
    waiting,
    activities,
    counting,
    tabulating,
    releases,
    notes,
    advising,
    citing,
    reporting,
    people,
    keeping,
    text_keys,
    demonstrating,
    working,
):
    for command in commands.COMMANDS:
        main.add_command(command)
