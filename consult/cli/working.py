"""work: what takes too long for a page. `consult run` starts one beside the server; there is no broker."""

import logging
import os
import subprocess
import sys
import time
from importlib import import_module
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import transaction
from consult.actions.releases import asking
from consult.cli.saying import tell

log = logging.getLogger(__name__)

_SECONDS_BETWEEN = 1.0


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then stop.")
@click.option("--beside", type=int, hidden=True, help="Stop when this process has ended.")
@with_appcontext
def work(once: bool, beside: int | None) -> None:
    """Make the releases that were asked for on a page. `consult run` does this by itself."""
    while beside is None or _is_there(beside):
        if not _do_one() and once:
            return
        if not once:
            time.sleep(_SECONDS_BETWEEN)


def _do_one() -> bool:
    """Makes the release that waits longest; whether there was one."""
    waiting = asking.next_waiting()
    if waiting is None:
        transaction.rollback()
        return False
    name = f"{waiting.consultation.title}, {waiting.profile}"
    transaction.start_over_writing()
    is_ours = asking.take(waiting)
    transaction.commit()
    if not is_ours:
        return True
    try:
        _releasing().make(waiting, current_app.extensions["folder"])
    except (
        Exception
    ):  # the ledger has it as refused; the next one must not wait for someone to start this again
        log.exception("release failed")
    else:
        tell(f"release of {name}: done")
    return True


def _releasing() -> Any:
    # By name and not by import: the process that serves respondents must stay without pandas.
    return import_module("consult.actions.releases.making")


def _is_there(process: int) -> bool:
    return os.getppid() == process


def start_beside() -> None:
    """Starts a process that does the work of this server, and ends with it."""
    ours = [sys.executable, "-c", "from consult.cli.main import main; main()"]
    subprocess.Popen([*ours, "work", "--beside", str(os.getpid())])  # noqa: S603  our own words only


COMMANDS = (work,)
