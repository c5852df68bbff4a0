"""The first run: secrets, keys of free text, database. Everything that must exist before the first answer."""

from dataclasses import dataclass
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade
from nacl.public import PrivateKey

from consult.actions import accounts, plans, publishing
from consult.actions.accounts import MACHINE, Role
from consult.folder import DataFolder
from consult.instrument.problems import InstrumentProblems
from consult.response import sealing
from consult.shipped import shipped
from consult.store.base import db


class SchemaIsOld(Exception):
    """The database's tables are older than this version of consult."""


@dataclass(frozen=True, slots=True)
class TextKeyNotes:
    """What is told once, on the day the keys are made, and kept by people: never on the server."""

    passphrase: str
    recovery_key: str


def make_text_keys(folder: DataFolder) -> TextKeyNotes | None:
    """Makes the research key and the recovery key that all free text is sealed to; None when they exist.

    The research key's private half stays in the folder under the passphrase; the recovery key's stays nowhere.
    """
    if folder.text_keys:
        return None
    research, recovery = PrivateKey.generate(), PrivateKey.generate()
    passphrase = sealing.new_passphrase()
    folder.keep_text_keys(
        {
            "research": bytes(research.public_key).hex(),
            "recovery": bytes(recovery.public_key).hex(),
            "research_locked": sealing.locked(research, passphrase),
        }
    )
    return TextKeyNotes(passphrase, sealing.grouped(bytes(recovery).hex()))


def upgrade_database() -> None:
    """Brings the tables to this version; forward only."""
    upgrade()


def check_schema() -> None:
    """Raises SchemaIsOld with the command that mends it."""
    config = current_app.extensions["migrate"].migrate.get_config()
    wanted = ScriptDirectory.from_config(config).get_current_head()
    with db.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if not found:
        raise SchemaIsOld("The database is empty. Prepare it with: consult setup")
    if found != wanted:
        raise SchemaIsOld(
            f"The database is at {found}, this version needs {wanted}. Bring it up to date with: consult db upgrade"
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a first run put into the database, and what carries the administrator's one-time link, when one was made."""

    plans: tuple[str, ...]
    instruments: tuple[str, ...]
    invitation: str | None


def load_shipped(folder: DataFolder, by: str = MACHINE) -> Loaded:
    """Loads the plans and counting rules, publishes the shipped instruments, and invites a first administrator.

    What is there already stays as it is. Raises InstrumentProblems or reading.FileRefused; then nothing is kept.
    """
    loaded = plans.load_plans(shipped("instruments"), demo=folder.is_demonstration, by=by)
    published = [_publish(path, folder, by) for path in publishing.shipped_files()]
    invitation = None
    if not accounts.members():
        _administrator, invitation = accounts.add_member("Beheer", "beheer", Role.ADMINISTRATOR, by)
    return Loaded(tuple(f"{one.name}@{one.number}" for one in loaded), tuple(published), invitation)


def _publish(path: Path, folder: DataFolder, by: str) -> str:
    checked = publishing.check_file(path, folder)
    if checked.errors or checked.instrument is None or checked.translations is None:
        raise InstrumentProblems(checked.problems)
    row, _new = publishing.publish(checked.instrument, checked.translations, by, folder)
    return f"{row.instrument}@{row.number}"
