"""backup, restore, purge, audit verify."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import auditing, keeping, progress, transaction
from consult.cli.saying import fail, show, tell


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(file: Path) -> None:
    """Write the whole database to FILE, while it is in use."""
    try:
        keeping.back_up(file)
    except keeping.BackupFailed as failure:
        fail(str(failure))
    tell(f"Written: {file}")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def restore(file: Path, yes: bool) -> None:
    """Put the backup FILE in the place of the database; withdrawals since are replayed."""
    if not yes:
        click.confirm(
            "Everything since this backup will be lost. Stop the server first. Go on?", abort=True, err=True
        )
    try:
        replayed = keeping.restore(file, current_app.extensions["folder"])
    except keeping.BackupFailed as failure:
        fail(str(failure))
    transaction.commit()
    transaction.erase_deleted_bytes()
    tell(f"Restored; {replayed} withdrawn responses were deleted again.")
    if kept := keeping.before_restore():
        tell(f"The database of before is kept as {kept}. Delete it when all is well: no purge reaches it.")


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be deleted.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def purge(dry_run: bool, as_json: bool) -> None:
    """Delete drafts, free text and notes past their days, and unlink responses from codes past theirs; for every night."""
    transaction.begin_writing()
    purged = keeping.purge(current_app.extensions["folder"], dry_run=dry_run)
    if not dry_run:
        progress.settle("machine")  # answers that were taken back since no longer count
    transaction.commit()
    if not dry_run:
        transaction.erase_deleted_bytes()
    if as_json:
        show(json.dumps(asdict(purged) | {"dry_run": dry_run}))
    else:
        would = "Would delete" if dry_run else "Deleted"
        show(
            f"{would} {purged.drafts} drafts, {purged.texts} free texts and {purged.notes} notes; "
            f"unlinked {purged.responses_unlinked} responses from their codes."
        )


@click.group()
def audit() -> None:
    """The log of what staff and machine did."""


@audit.command()
@with_appcontext
def verify() -> None:
    """Look for a line that was edited, deleted or moved."""
    breaks = auditing.breaks()
    if breaks:
        fail(*(f"audit line {one.line}: {one.found}" for one in breaks))
    show("The audit log holds.")


COMMANDS = (backup, restore, purge, audit)
