"""Commands as they are typed, on the application of a test."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo

from consult.cli.main import main
from consult.store.base import db

Typed = Callable[..., Result]


@pytest.fixture
def typed(app: Flask) -> Typed:
    """Runs `consult` with these words; `.output` is stdout, `.stderr` the rest, `.exit_code` how it ended."""

    def run(*words: str, input: str | None = None) -> Result:
        db.session.remove()  # each command is a process of its own
        script = ScriptInfo(create_app=lambda: app)
        return CliRunner().invoke(main, list(words), obj=script, input=input, catch_exceptions=False)

    return run
