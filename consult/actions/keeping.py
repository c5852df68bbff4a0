"""Keeping what is held: backups that are whole, restores that replay withdrawals, deletion of what is due."""

import os
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import URL

from consult.actions import answering, clock
from consult.actions.notes import expiring, noted
from consult.folder import DataFolder
from consult.store import answers as stored
from consult.store import audit, consultations, drafts, staff
from consult.store.base import db

_PURGED = "purged"
_OURS = {"alembic_version", "responses", "audit"}  # of the first migration on


class BackupFailed(Exception):
    """The backup was not made, and nothing was written."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge deletes, or would."""

    drafts: int
    responses_unlinked: int
    texts: int
    notes: int


def back_up(place: Path) -> None:
    """Writes the whole database to `place` while it is in use. Raises BackupFailed when the file exists or fails."""
    if place.exists():
        raise BackupFailed(f"{place} exists. Name another file, or move it away first.")
    if not place.parent.is_dir():
        raise BackupFailed(f"There is no folder {place.parent}. Make it first, or name another place.")
    unfinished = place.with_name(place.name + ".unfinished")
    unfinished.touch(mode=0o600)
    address = db.engine.url
    try:
        if address.get_backend_name() == "sqlite":
            _copy_sqlite(Path(address.database or ""), unfinished)
        else:
            _run(address, "pg_dump", "--format=custom", f"--file={unfinished}", f"--dbname={_libpq(address)}")
        unfinished.rename(place)
    finally:
        unfinished.unlink(missing_ok=True)


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)


def restore(place: Path, folder: DataFolder) -> int:
    """Puts a backup in the place of the database, and deletes what was withdrawn since; how many responses that was.

    Raises BackupFailed, with the database as it was, for a file that is no whole backup. On SQLite the database of
    before stays beside the new one (`before_restore`).
    """
    if not place.exists():
        raise BackupFailed(f"{place} is not there.")
    address = db.engine.url
    db.session.remove()
    db.engine.dispose()
    if address.get_backend_name() == "sqlite":
        _restore_sqlite(place, Path(address.database or ""))
    else:
        whole_or_not = ("--single-transaction", "--exit-on-error", "--clean", "--if-exists", "--no-owner")
        _run(address, "pg_restore", *whole_or_not, f"--dbname={_libpq(address)}", str(place))
    return replay_withdrawals(folder)


def before_restore() -> Path | None:
    """Where SQLite's database of before the restore lies; None when there is none."""
    if db.engine.url.get_backend_name() != "sqlite":
        return None
    kept = _kept_before(Path(db.engine.url.database or ""))
    return kept if kept.exists() else None


def _kept_before(live: Path) -> Path:
    return live.with_name(live.name + ".before-restore")


def _restore_sqlite(place: Path, live: Path) -> None:
    _check_sqlite(place)
    kept = _kept_before(live)
    if kept.exists():
        raise BackupFailed(f"{kept} is there from an earlier restore. Move it away, or delete it, first.")
    if live.exists():
        kept.touch(mode=0o600)
        _copy_sqlite(live, kept)
    _copy_sqlite(place, live)


def _check_sqlite(place: Path) -> None:
    """Raises BackupFailed for a file that is no SQLite database, is damaged, or holds other tables than ours."""
    unchanging = f"{place.resolve().as_uri()}?immutable=1"  # looking at it leaves no log beside it
    try:
        with closing(sqlite3.connect(unchanging, uri=True)) as backup:
            found = [row[0] for row in backup.execute("PRAGMA integrity_check(1)")]
            tables = {row[0] for row in backup.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        found, tables = [str(error)], set()
    if found != ["ok"]:
        raise BackupFailed(f"{place} is no whole SQLite database: {found[0]}. Nothing was changed.")
    if missing := sorted(_OURS - tables):
        raise BackupFailed(
            f"{place} is no backup of consult: it has no table {', '.join(missing)}. Nothing was changed."
        )


def replay_withdrawals(folder: DataFolder) -> int:
    """Deletes again what was withdrawn; how many responses and notes were there again."""
    for copy in folder.copies.glob("*"):
        folder.forget_copy(copy.name)
    buried = set(folder.buried())
    replayed = sum(answering.erase(id_) or noted.erase_again(id_, "machine") for id_ in buried)
    if replayed:
        audit.note("machine", "withdrawals replayed", "responses", n=replayed)
    return replayed


def _libpq(address: URL) -> str:
    """The address for PostgreSQL's own programs, without the password: everybody on a machine can read a command."""
    bare = URL.create(
        "postgresql", address.username, None, address.host, address.port, address.database, address.query
    )
    return bare.render_as_string()


def _run(address: URL, *command: str) -> None:
    environment = os.environ | ({"PGPASSWORD": str(address.password)} if address.password else {})
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603  our own fixed programs
    except FileNotFoundError as missing:
        raise BackupFailed(f"{command[0]} is not installed: apt-get install postgresql-client") from missing
    except subprocess.CalledProcessError as failure:
        raise BackupFailed(f"{command[0]} failed: {failure.stderr.strip()}") from failure


def _texts_due(today: date) -> list[tuple[str, str]]:
    """The consultations and versions whose free text is past its days after closing, as the consent promised."""
    return [
        (row.id, fielded.version)
        for row in consultations.consultations()
        if row.closed_on is not None
        for fielded in row.versions
        if row.closed_on
        + timedelta(days=answering.published(fielded.version).instrument.retention.texts_days)
        < today
    ]


def _forget_staff_traces() -> None:
    """What signing in left behind and nobody needs any more."""
    now = clock.now()
    staff.drop_failures_before(now - timedelta(days=1))
    staff.drop_links_before(now)
    staff.drop_sessions_begun_before(now - timedelta(days=1))


def last_purged() -> datetime | None:
    """When the nightly work was last done; None when it never was."""
    line = audit.newest(_PURGED)
    return line.at if line is not None else None


def purge(folder: DataFolder, *, dry_run: bool) -> Purged:
    """Deletes expired drafts, free text and notes past their days (scans of them too), unlinks responses from withdrawal codes whose days are over, and shuffles what is stored.

    After that nobody can find a response by its code any more, as its respondent was told. To be run every night.
    """
    today = clock.today()
    due = answering.responses_past_withdrawal(today)
    texts_due = _texts_due(today)
    texts = sum(stored.texts_held(*one) for one in texts_due)
    sources_due, cells_due = expiring.notes_due(today), expiring.cells_due(today)
    scans_due = expiring.scans_due(folder, today)
    notes_due = len(sources_due) + len(cells_due) + len(scans_due)
    purged = Purged(drafts.expired(today), len(due), texts, notes_due)
    if dry_run:
        return purged
    drafts.drop_expired(today)
    for id_ in due:
        stored.unlink_response(id_)
    for consultation, version in texts_due:
        stored.drop_texts(consultation, version)
    expiring.empty(sources_due, cells_due, today)
    for scan in scans_due:
        folder.forget_file(scan.checksum)
    stored.shuffle()
    _forget_staff_traces()
    audit.note("machine", _PURGED, "answers", **asdict(purged))
    return purged
