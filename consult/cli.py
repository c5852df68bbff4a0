"""The `consult` command."""

from flask.cli import FlaskGroup

from consult.app import create_app

main = FlaskGroup(create_app=create_app, add_default_commands=False, help=__doc__)
