"""docs/commands.md, written from the commands themselves: `python -m tests.house.commands`."""

import tempfile
import tomllib
from collections.abc import Iterator
from os import environ
from pkgutil import resolve_name
from typing import cast

import click

from tests.house.tree import ROOT

PAGE = ROOT / "docs" / "commands.md"
_INTRODUCTION = """# Commands

Written from the commands' own help by `python -m tests.house.commands`; a test compares the two. Every command reads its
settings from `config.py` and from `CONSULT_<NAME>`; the data folder is `CONSULT_DATA`.
"""
_WIDTH = 100


def _main() -> click.Command:
    """The command that pyproject.toml installs."""
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    return cast(click.Command, resolve_name(scripts["consult"]))


def commands() -> Iterator[click.Context]:
    """The context of every command that a person can give, groups before what they hold."""
    yield from _from(_main().make_context("consult", [], resilient_parsing=True, terminal_width=_WIDTH))


def _from(context: click.Context) -> Iterator[click.Context]:
    yield context
    if not isinstance(context.command, click.Group):
        return
    for name in context.command.list_commands(context):
        below = context.command.get_command(context, name)
        if below is not None and not below.hidden:
            yield from _from(click.Context(below, parent=context, info_name=name, terminal_width=_WIDTH))


def page() -> str:
    """The whole of docs/commands.md."""
    sections = [f"## {context.command_path}\n\n```\n{context.get_help()}\n```\n" for context in commands()]
    return "\n".join([_INTRODUCTION, *sections])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        environ["CONSULT_DATA"] = folder  # listing the commands makes the application, and that a data folder
        PAGE.write_text(page())
