"""Translations at a terminal: how far, out, and back."""

import json
from pathlib import Path

import pytest
from flask import Flask

from consult.actions import accounts
from consult.actions.accounts import Role
from consult.folder import DataFolder
from consult.instrument.translated import State
from consult.store.base import db
from tests.actions.translating_world import AR, LABEL, NAME, small_instrument, text
from tests.cli.conftest import Typed


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    small_instrument(found)
    accounts.add_member("Amina", "amina", Role.POLICY)
    db.session.commit()
    return found


def test_a_program_reads_how_far_each_section_is(typed: Typed, folder: DataFolder) -> None:
    told = json.loads(typed("translate", "status", NAME, "--json").stdout)
    assert told == {
        NAME: {AR: {"around": {"machine": 3}, "core": {"machine": 1}, "background": {"machine": 3}}}
    }


def test_a_person_reads_a_table(typed: Typed, folder: DataFolder) -> None:
    told = typed("translate", "status", NAME)
    lines = told.stdout.splitlines()
    assert told.stderr == "around: the title, introduction, consent and thanks around the questions\n"
    assert lines[0] == NAME
    assert lines[1].split() == ["around", "core", "background"]
    assert lines[2].split() == ["ar", "3", "machine", "1", "machine", "3", "machine"]


def test_the_interface_of_respondents_is_counted_too(typed: Typed, folder: DataFolder) -> None:
    told = json.loads(typed("translate", "status", "interface", "--json").stdout)["interface"]
    assert {"ar", "en", "fr"} <= set(told)
    assert all(sum(counts["interface"].values()) > 50 for counts in told.values())


@pytest.mark.parametrize("kind", ["po", "xlsx"])
def test_the_interface_goes_out_and_comes_back_reviewed(
    typed: Typed, folder: DataFolder, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / f"interface.{kind}"
    assert typed("translate", "export", "interface", AR, "--to", kind, "-o", str(file)).exit_code == 0
    if kind == "po":
        told = file.read_text("utf-8").replace("#. consult: machine", "#. consult: reviewed")
        file.write_text(told, encoding="utf-8")
    done = typed("translate", "import", str(file), "--by", "amina", "--reviewed-by", "Leyla A.")
    assert (done.exit_code, done.stderr) == (0, "")
    told = json.loads(typed("translate", "status", "interface", "--json").stdout)["interface"][AR]
    assert {state for counts in told.values() for state in counts} == {"reviewed"}


@pytest.mark.parametrize("kind", ["po", "xlsx"])
def test_a_file_goes_out_and_comes_back(typed: Typed, folder: DataFolder, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"small.{kind}"
    assert typed("translate", "export", NAME, AR, "--to", kind, "-o", str(file)).exit_code == 0
    if kind == "po":
        file.write_text(file.read_text("utf-8").replace("كم سنة تنتظر؟", "كم سنة انتظرت؟"), encoding="utf-8")
    done = typed("translate", "import", str(file), "--by", "amina", "--translator", "Nour H.")
    assert done.exit_code == 0
    changed = "1 texts changed (1 draft), 6" if kind == "po" else "0 texts changed (none), 7"
    assert done.stdout == f"{NAME} in ar: {changed} as they were\n"
    assert text(folder).state is (State.DRAFT if kind == "po" else State.MACHINE)


def test_a_dry_run_says_what_would_change(typed: Typed, folder: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "small.po"
    typed("translate", "export", NAME, AR, "--to", "po", "-o", str(file))
    file.write_text(file.read_text("utf-8").replace("كم سنة تنتظر؟", "كم سنة انتظرت؟"), encoding="utf-8")
    told = json.loads(typed("translate", "import", str(file), "--by", "amina", "--dry-run", "--json").stdout)
    assert (told["ok"], told["changed"]) == (True, {LABEL: "draft"})
    assert text(folder).state is State.MACHINE


def test_a_file_with_problems_ends_with_one_and_names_each(
    typed: Typed, folder: DataFolder, tmp_path: Path
) -> None:
    file = tmp_path / "small.po"
    typed("translate", "export", NAME, AR, "--to", "po", "-o", str(file))
    file.write_text(file.read_text("utf-8").replace('msgctxt "title"', 'msgctxt "titel"'), encoding="utf-8")
    done = typed("translate", "import", str(file), "--by", "amina")
    assert done.exit_code == 1
    assert 'unknown id "titel"' in done.stderr
    assert done.stderr.endswith("Nothing was taken.\n")
    unknown = typed("translate", "import", str(file), "--by", "nobody")
    assert "there is no staff member 'nobody'" in unknown.stderr
    assert 'unknown id "titel"' in unknown.stderr
    tried = typed("translate", "import", str(file), "--by", "amina", "--dry-run")
    assert tried.exit_code == 1
    assert 'unknown id "titel"' in tried.stderr
    assert tried.stderr.endswith("Nothing would be taken.\n")
    assert tried.stdout == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("export", "social-housing/smal", AR, "--to", "po", "-o", "x.po"),
            "did you mean 'social-housing/small'?",
        ),
        (("export", NAME, "so", "--to", "po", "-o", "x.po"), "is not translated into 'so'"),
        (("export", NAME, AR, "--to", "po", "-o", "/nowhere/x.po"), "cannot be written to"),
        (("status", "social-housing/smal"), "there is no instrument 'social-housing/smal'"),
    ],
)
def test_what_cannot_be_done_says_why(
    typed: Typed, folder: DataFolder, words: tuple[str, ...], told: str
) -> None:
    done = typed("translate", *words)
    assert done.exit_code == 1
    assert told in done.stderr


def test_who_brings_it_in_is_a_staff_member(typed: Typed, folder: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text("")
    done = typed("translate", "import", str(tmp_path / "a.po"), "--by", "nobody")
    assert "there is no staff member 'nobody'" in done.stderr
