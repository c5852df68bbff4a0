"""How commands speak: data to stdout, everything else to stderr; 0 is fine, 1 a problem found, 2 a wrong call."""

import json
import sys
from typing import Any, NoReturn

import click


def tell(line: str) -> None:
    """A line for the person at the terminal."""
    click.echo(line, err=True)


def show(line: str) -> None:
    """A line of data."""
    click.echo(line)


def show_json(value: Any) -> None:
    """Data for a program."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def fail(*lines: str) -> NoReturn:
    """A problem was found: says it, and ends with 1."""
    for line in lines:
        tell(line)
    sys.exit(1)
