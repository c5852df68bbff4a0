"""run, setup: the server and the first run."""

import os
import signal
import socket
from functools import partial

import click
from flask import current_app
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import Interfaces

from consult.actions import setting_up, transaction
from consult.cli import working
from consult.cli.saying import fail, show, tell
from consult.folder import DataFolder, NotADataFolder
from consult.instrument.problems import InstrumentProblems
from consult.loopback import is_loopback
from consult.reading import FileRefused


@click.command()
@click.option("--host", help="Address to listen on (CONSULT_HOST).")
@click.option("--port", type=int, help="Port to listen on (CONSULT_PORT).")
@click.option("--workers", type=int, help="Processes (CONSULT_WORKERS).")
@with_appcontext
def run(host: str | None, port: int | None, workers: int | None) -> None:
    """Open the doors: serve the respondents' and the staff's pages."""
    config = current_app.config
    host, port, workers = host or config["HOST"], port or config["PORT"], workers or config["WORKERS"]
    _check_ready(current_app.extensions["folder"])
    _check_address(host)
    _check_free(host, port)
    tell(f"consult listens on http://{host}:{port}/  (Ctrl-C to stop)")
    for line in _addresses(host, port):
        tell(line)
    transaction.rollback()
    if "staff" in config["DOORS"].split():
        working.start_beside()
    server = Granian(
        "consult.app:create_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        factory=True,
        log_access=False,  # an access log would tie an address and a second to a page of answers
        websockets=False,
        workers_kill_timeout=_LONGEST_ENDING,
    )
    _let_workers_be_ended()
    server.serve()


def _let_workers_be_ended() -> None:
    """A worker that is told to end before it serves ends.

    Forked with the server's handler it would set a flag that nobody in it reads, and the server would wait for it. No signal
    comes in while the two part; of Ctrl-C every process of a terminal hears, and it is the server that ends its workers.
    """
    told = {signal.SIGTERM, signal.SIGINT}

    def in_worker() -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, told)

    os.register_at_fork(
        before=partial(signal.pthread_sigmask, signal.SIG_BLOCK, told),
        after_in_parent=partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, told),
        after_in_child=in_worker,
    )


_LONGEST_ENDING = 30  # seconds in which a worker answers what it was asked; then it is ended


def _check_ready(folder: DataFolder) -> None:
    """Ends with 1 when an answer could not be kept: an old schema, a lost key, no keys for free text."""
    try:
        setting_up.check_schema()
        folder.server_key("answers")
    except (setting_up.SchemaIsOld, NotADataFolder) as lacking:
        fail(str(lacking))
    if not folder.text_keys:
        fail("There are no keys for free text yet. Make them with: consult setup")


def _check_address(host: str) -> None:
    """Ends with 1 when what is for this machine alone would be open to others."""
    if is_loopback(host):
        return
    if current_app.extensions["folder"].is_demonstration:
        fail(
            f"A demonstration is served on a loopback address only, not on {host}: its doors have no password."
        )
    if not current_app.config["SECURE_COOKIES"]:
        fail(f"SECURE_COOKIES is off; that is allowed on a loopback address only, not on {host}.")


def _check_free(host: str, port: int) -> None:
    """Ends with 1 when another server has the address: the two would answer in turns, each from its own data."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # one that just ended is no other
        try:
            tried.bind((host, port))
        except OSError as error:
            fail(
                f"Port {port} of {host} cannot be taken: {error.strerror}. Stop what has it, or name another with --port."
            )


def _addresses(host: str, port: int) -> list[str]:
    doors = current_app.config["DOORS"].split()
    base = f"http://{host}:{port}"
    lines = [f"  staff        {base}/staff/"] if "staff" in doors else []
    if current_app.extensions["folder"].is_demonstration:
        lines.insert(0, f"  demonstration, all doors   {base}/")
    return lines


@click.command()
@with_appcontext
def setup() -> None:
    """Prepare a new installation: database, keys of free text, plan, instruments, first administrator."""
    folder = current_app.extensions["folder"]
    setting_up.upgrade_database()
    notes = setting_up.make_text_keys(folder)
    if notes is not None:
        tell(
            "Keys of free text, shown this once. Write both down; different people keep them, not on this machine."
        )
        tell(f"  research passphrase   {notes.passphrase}")
        tell(f"  recovery key          {notes.recovery_key}")
    transaction.begin_writing()
    try:
        loaded = setting_up.load_shipped(folder)
    except (InstrumentProblems, FileRefused) as refused:
        fail(*(str(problem) for problem in refused.problems))
    transaction.commit()
    tell(f"Plans and rules: {', '.join(loaded.plans)}")
    tell(f"Instruments: {', '.join(loaded.instruments)}")
    if loaded.invitation is not None:
        tell("First administrator: open this link once, within 7 days, and choose a password.")
        show(welcome_address(loaded.invitation))
    tell(f"Ready: {folder.path}")


def welcome_address(secret: str) -> str:
    """The one-time link of a staff member, at the address where this installation listens."""
    config = current_app.config
    base = config["PUBLIC_ADDRESS"] or f"http://{config['HOST']}:{config['PORT']}"
    return f"{base.rstrip('/')}/staff/welcome/{secret}"


COMMANDS = (run, setup)
