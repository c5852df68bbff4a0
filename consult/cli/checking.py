"""check: the doctor."""

from collections.abc import Iterator

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions.checking import Finding, Weight, check_house, check_installation
from consult.cli.saying import show, show_json

_MARKS = {Weight.FINE: "ok      ", Weight.WARNING: "warning ", Weight.PROBLEM: "PROBLEM "}


@click.command()
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def check(as_json: bool) -> None:
    """Look over what ships and what this installation holds; ends with 1 when there is a problem."""
    findings = list(_findings())
    if as_json:
        show_json(
            [{"weight": one.weight, "subject": one.subject, "sentence": one.sentence} for one in findings]
        )
    else:
        for one in findings:
            show(f"{_MARKS[one.weight]}{one.subject}: {one.sentence}")
    if any(one.weight is Weight.PROBLEM for one in findings):
        raise SystemExit(1)


def _findings() -> Iterator[Finding]:
    folder = current_app.extensions["folder"]
    yield from check_house(folder)
    if (folder.path / "consult.sqlite").exists() or current_app.config["DATABASE_URL"]:
        yield from check_installation(folder)
    else:
        yield Finding(
            Weight.WARNING,
            "installation",
            f"{folder.path} holds no database yet. Make it with: consult setup",
        )


COMMANDS = (check,)
