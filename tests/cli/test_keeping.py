"""setup, check, staff, backup, restore, purge, audit."""

import json
from pathlib import Path

from flask import Flask

from consult.store.base import db
from tests.cli.conftest import Typed
from tests.worlds import an_open_survey, published_shipped


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


def test_a_dry_run_of_purge_says_what_it_would_do(typed: Typed) -> None:
    told = json.loads(typed("purge", "--dry-run", "--json").stdout)
    assert told == {"drafts": 0, "responses_unlinked": 0, "dry_run": True}


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
