"""setup, check, staff, backup, restore, purge, audit."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import make_url

from consult.actions import clock, keeping
from consult.app import create_app
from consult.cli.main import main
from consult.store.base import db
from tests.actions.test_keeping import send
from tests.cli.conftest import Typed
from tests.worlds import OPENED, an_open_survey, published_shipped


def test_setup_twice_changes_nothing_the_second_time(typed: Typed) -> None:
    first, second = typed("setup"), typed("setup")
    assert first.exit_code == second.exit_code == 0
    assert "/staff/welcome/" in first.stdout
    assert "/staff/welcome/" not in second.stdout
    assert json.loads(typed("instrument", "list", "--json").stdout)["shipped_only"] == []


def test_the_doctor_finds_a_set_up_installation_in_order(typed: Typed) -> None:
    typed("setup")
    result = typed("check", "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert not [one for one in told if one["weight"] == "problem"]
    assert any("texts in ar not reviewed" in one["sentence"] for one in told)


def test_a_colleague_is_added_once_and_gets_a_new_link_on_demand(typed: Typed) -> None:
    add = ("staff", "add", "an", "--name", "An", "--role", "policy")
    assert "/staff/welcome/" in typed(*add).stdout
    assert "There is a staff member 'an' already" in typed(*add).stderr
    assert "/staff/welcome/" in typed("staff", "link", "an").stdout
    assert typed("staff", "link", "niemand").exit_code == 1
    (one,) = json.loads(typed("staff", "list", "--json").stdout)
    assert one == {"sign_in_name": "an", "name": "An", "role": "policy", "active": True}


def test_a_backup_never_overwrites_and_a_restore_brings_all_back(
    both_databases: str, app: Flask, typed: Typed, tmp_path: Path
) -> None:
    an_open_survey(published_shipped("social-housing/survey"))
    file = tmp_path / "backup"
    assert typed("backup", str(file)).exit_code == 0
    assert "exists" in typed("backup", str(file)).stderr
    db.session.execute(db.text("UPDATE consultations SET title = 'weg'"))
    db.session.commit()
    assert typed("restore", str(file), "--yes").exit_code == 0
    assert db.session.execute(db.text("SELECT title FROM consultations")).scalar_one() == "Survey wonen"


def test_a_restore_of_nothing_is_told(typed: Typed, tmp_path: Path) -> None:
    result = typed("restore", str(tmp_path / "nergens"), "--yes")
    assert result.exit_code == 1
    assert "is not there" in result.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"not a database", "is no whole SQLite database: file is not a database"),
        (b"", "has no table alembic_version, audit, responses"),
    ],
)
def test_a_restore_of_something_else_changes_nothing(
    app: Flask, typed: Typed, tmp_path: Path, content: bytes, told: str
) -> None:
    an_open_survey(published_shipped("social-housing/survey"))
    file = tmp_path / "other"
    file.write_bytes(content)
    result = typed("restore", str(file), "--yes")
    assert result.exit_code == 1
    assert told in result.stderr
    assert db.session.execute(db.text("SELECT title FROM consultations")).scalar_one() == "Survey wonen"


def test_a_restore_of_a_damaged_backup_changes_nothing(app: Flask, typed: Typed, tmp_path: Path) -> None:
    an_open_survey(published_shipped("social-housing/survey"))
    file = tmp_path / "backup"
    typed("backup", str(file))
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    result = typed("restore", str(file), "--yes")
    assert result.exit_code == 1
    assert "is no whole SQLite database" in result.stderr
    assert db.session.execute(db.text("SELECT title FROM consultations")).scalar_one() == "Survey wonen"


def test_the_database_of_before_a_restore_is_kept_and_never_overwritten(
    app: Flask, typed: Typed, tmp_path: Path
) -> None:
    file, kept = tmp_path / "backup", Path(app.config["DATA"]) / "consult.sqlite.before-restore"
    typed("backup", str(file))
    an_open_survey(published_shipped("social-housing/survey"))
    assert f"is kept as {kept}" in typed("restore", str(file), "--yes").stderr
    assert db.session.execute(db.text("SELECT count(*) FROM consultations")).scalar_one() == 0
    assert kept.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(kept)) as before:
        assert before.execute("SELECT title FROM consultations").fetchall() == [("Survey wonen",)]
    assert "from an earlier restore" in typed("restore", str(file), "--yes").stderr


@pytest.mark.parametrize("both_databases", ["postgres"], indirect=True)
@pytest.mark.postgres
def test_a_restore_that_fails_on_postgresql_leaves_everything(
    both_databases: str, app: Flask, typed: Typed, tmp_path: Path
) -> None:
    an_open_survey(published_shipped("social-housing/survey"))
    file = tmp_path / "backup"
    typed("backup", str(file))
    db.session.execute(db.text("CREATE VIEW of_a_colleague AS SELECT title FROM projects"))
    db.session.execute(db.text("UPDATE consultations SET title = 'van na de backup'"))
    db.session.commit()
    result = typed("restore", str(file), "--yes")  # the table cannot be dropped from under the view
    assert result.exit_code == 1
    assert "pg_restore failed" in result.stderr
    assert db.session.execute(db.text("SELECT title FROM consultations")).scalar_one() == "van na de backup"


def test_a_password_is_on_no_command_line() -> None:
    address = make_url("postgresql+psycopg://consult:geheim@db.example.org:5433/consult?sslmode=require")
    said = keeping._libpq(address)
    assert said == "postgresql://consult@db.example.org:5433/consult?sslmode=require"


def test_a_dry_run_of_purge_says_what_it_would_do(typed: Typed) -> None:
    told = json.loads(typed("purge", "--dry-run", "--json").stdout)
    assert told == {"drafts": 0, "responses_unlinked": 0, "texts": 0, "notes": 0, "dry_run": True}


def _told_of_nightly_work(typed: Typed) -> list[str]:
    findings = json.loads(typed("check", "--json").stdout)
    return [one["sentence"] for one in findings if one["subject"] == "nightly work"]


def test_the_doctor_misses_the_nightly_work_where_there_are_responses(app: Flask, typed: Typed) -> None:
    survey = an_open_survey(published_shipped("social-housing/survey"))
    assert _told_of_nightly_work(typed) == []
    send(app, survey, OPENED)
    (told,) = _told_of_nightly_work(typed)
    assert "did its work never yet" in told
    typed("purge")
    today = clock.today()  # an audit line has the machine's own moment
    with clock.at(today + timedelta(days=1)):
        assert _told_of_nightly_work(typed) == []
    with clock.at(today + timedelta(days=3)):
        (told,) = _told_of_nightly_work(typed)
    assert "did its work not since 20" in told


def test_the_audit_log_of_a_new_installation_holds(typed: Typed) -> None:
    typed("setup")
    assert typed("audit", "verify").stdout == "The audit log holds.\n"


def test_what_setup_showed_once_can_be_tried(app: Flask, typed: Typed) -> None:
    (Path(app.config["DATA"]) / "text-keys.json").unlink()
    shown = typed("setup").stderr
    passphrase = next(line.split()[-1] for line in shown.splitlines() if "research passphrase" in line)
    recovery = next(line.split()[-1] for line in shown.splitlines() if "recovery key" in line)
    assert (
        typed("text-key", "check", input=passphrase.lower() + "\n").stdout
        == "This is the research passphrase.\n"
    )
    assert typed("text-key", "check", input=recovery + "\n").stdout == "This is the recovery key.\n"
    wrong = typed("text-key", "check", input=recovery[:-1] + "\n")
    assert wrong.exit_code == 1
    assert "Check every letter" in wrong.stderr


@pytest.mark.parametrize(
    "words", [("count", "--plan", "mjp-2022-2026"), ("staff", "list"), ("release", "list")]
)
def test_before_setup_a_command_says_what_to_do(tmp_path: Path, words: tuple[str, ...]) -> None:
    empty = create_app({"DATA": tmp_path / "nothing", "SECURE_COOKIES": False})
    told = CliRunner().invoke(main, list(words), obj=ScriptInfo(create_app=lambda: empty))
    assert (told.exit_code, told.stderr) == (1, "The database is empty. Prepare it with: consult setup\n")
