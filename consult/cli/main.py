"""The `consult` command: one group of verbs for each room that a person may enter from a terminal."""

from flask.cli import FlaskGroup

from consult.app import create_app
from consult.cli import (
    checking,
    counting,
    demonstrating,
    expressions,
    instruments,
    keeping,
    people,
    planning,
    serving,
    tabulating,
    text_keys,
)

main = FlaskGroup(
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
    planning,
    counting,
    tabulating,
    people,
    keeping,
    text_keys,
    demonstrating,
):
    for command in commands.COMMANDS:
        main.add_command(command)
