"""demo: make the demonstration."""

import shutil
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import setting_up, transaction
from consult.actions.demonstration import doors, story
from consult.cli.saying import fail, tell
from consult.folder import NotADataFolder
from consult.store.base import db


@click.command()
@click.option(
    "--responses", default=180, show_default=True, type=click.IntRange(min=20), help="In the first wave."
)
@click.option(
    "--seed", default=2026, show_default=True, type=int, help="The same seed gives the same answers."
)
@click.option("--keep", is_flag=True, help="Keep a demonstration that is there.")
@with_appcontext
def demo(responses: int, seed: int, keep: bool) -> None:
    """Fill the data folder with a synthetic demonstration; what a demonstration held before is replaced."""
    folder = current_app.extensions["folder"]
    if current_app.config["DATABASE_URL"]:
        fail("A demonstration lives in its own data folder on SQLite. Unset CONSULT_DATABASE_URL.")
    try:
        folder.mark_as_demonstration()
    except NotADataFolder as refused:
        fail(str(refused))
    setting_up.upgrade_database()
    if doors.is_there():
        if keep:
            tell(f"The demonstration is there: {folder.path}")
            return
        _empty(folder.path)
        setting_up.upgrade_database()
    setting_up.make_text_keys(folder)
    transaction.rollback()  # ends the reading above, so that what follows begins as a transaction that writes
    transaction.begin_writing()
    story.demonstrate(folder, responses, seed)
    transaction.commit()
    tell(f"DEMO, synthetic: {responses} responses in the first wave, seed {seed}, in {folder.path}")


def _empty(path: Path) -> None:
    db.session.remove()
    db.engine.dispose()
    for file in ("consult.sqlite", "consult.sqlite-wal", "consult.sqlite-shm", "withdrawn.txt"):
        (path / file).unlink(missing_ok=True)
    shutil.rmtree(path / "files", ignore_errors=True)


COMMANDS = (demo,)
