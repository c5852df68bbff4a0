"""Keeping what is held: backups that are whole, restores that replay withdrawals, deletion of what is due."""

import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy.engine import URL

from consult.actions import answering, clock
from consult.folder import DataFolder
from consult.store import answers as stored
from consult.store import audit, staff
from consult.store.base import db


class BackupFailed(Exception):
    """The backup was not made, and nothing was written."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge deletes, or would."""

    drafts: int
    responses_unlinked: int


def back_up(place: Path) -> None:
    """Writes the whole database to `place` while it is in use. Raises BackupFailed when the file exists or fails."""
    if place.exists():
        raise BackupFailed(f"{place} exists. Name another file, or move it away first.")
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(place.name + ".unfinished")
    unfinished.touch(mode=0o600)
    address = db.engine.url
    try:
        if address.get_backend_name() == "sqlite":
            _copy_sqlite(Path(address.database or ""), unfinished)
        else:
            _run("pg_dump", "--format=custom", f"--file={unfinished}", _libpq(address))
        unfinished.rename(place)
    finally:
        unfinished.unlink(missing_ok=True)


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


def restore(place: Path, folder: DataFolder) -> int:
    """Puts a backup in the place of the database, and deletes what was withdrawn since; how many responses that was."""
    if not place.exists():
        raise BackupFailed(f"{place} is not there.")
    address = db.engine.url
    db.session.remove()
    db.engine.dispose()
    if address.get_backend_name() == "sqlite":
        _copy_sqlite(place, Path(address.database or ""))
    else:
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", f"--dbname={_libpq(address)}", str(place))
    return replay_withdrawals(folder)


def replay_withdrawals(folder: DataFolder) -> int:
    """Deletes again what was withdrawn; how many responses were there again."""
    replayed = sum(answering.erase(id_) for id_ in set(folder.buried()))
    if replayed:
        audit.note("machine", "withdrawals replayed", "responses", n=replayed)
    return replayed


def _libpq(address: URL) -> str:
    return address.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  our own fixed programs
    except FileNotFoundError as missing:
        raise BackupFailed(f"{command[0]} is not installed: apt-get install postgresql-client") from missing
    except subprocess.CalledProcessError as failure:
        raise BackupFailed(f"{command[0]} failed: {failure.stderr.strip()}") from failure


def _forget_staff_traces() -> None:
    """What signing in left behind and nobody needs any more."""
    now = clock.now()
    staff.drop_failures_before(now - timedelta(days=1))
    staff.drop_links_before(now)
    staff.drop_sessions_begun_before(now - timedelta(days=1))


def purge(*, dry_run: bool) -> Purged:
    """Deletes expired drafts, unlinks responses from withdrawal codes whose days are over, and shuffles what is stored.

    After that nobody can find a response by its code any more, as its respondent was told. To be run every night.
    """
    today = clock.today()
    due = answering.responses_past_withdrawal(today)
    purged = Purged(stored.expired_drafts(today), len(due))
    if dry_run:
        return purged
    stored.drop_expired_drafts(today)
    for id_ in due:
        stored.unlink_response(id_)
    stored.shuffle()
    _forget_staff_traces()
    audit.note(
        "machine", "purged", "answers", drafts=purged.drafts, responses_unlinked=purged.responses_unlinked
    )
    return purged
