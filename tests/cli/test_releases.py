"""`consult release`: what a researcher types, and what is said when it cannot be."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from consult.actions import clock
from consult.actions.releases import asking
from consult.store.base import db
from tests.actions.closed_survey import TODAY, a_closed_survey
from tests.cli.conftest import Typed


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def test_a_release_is_exported_verified_and_listed(app: Flask, typed: Typed, tmp_path: Path) -> None:
    row = a_closed_survey()
    out = tmp_path / "uit"
    typed_words = (
        "release",
        "export",
        row.title,
        "--profile",
        "researcher",
        "--format",
        "csv,sav",
        "-o",
        str(out),
    )
    done = typed(*typed_words, "--agreement", "dossier 12", "--agreed-on", "2026-03-30")
    assert done.exit_code == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == [
        "survey-wonen-researcher-codebook.csv", "survey-wonen-researcher-codebook.html",
        "survey-wonen-researcher-codebook.xml",
        "survey-wonen-researcher.csv", "survey-wonen-researcher.sav",
    ]  # fmt: skip
    assert "56 of 61 rows; k = 11, l = none." in done.stderr
    assert typed("release", "verify", str(out)).exit_code == 0
    (listed,) = json.loads(typed("release", "list", "--json").output)["releases"]
    assert (listed["profile"], listed["rows"]["released"], listed["agreed_on"]) == (
        "researcher",
        56,
        "2026-03-30",
    )


def test_a_ddi_codebook_that_was_changed_is_found(app: Flask, typed: Typed, tmp_path: Path) -> None:
    row = a_closed_survey()
    out = tmp_path / "uit"
    typed("release", "export", row.id, "--profile", "researcher", "--format", "csv", "-o", str(out))
    codebook = out / "survey-wonen-researcher-codebook.xml"
    told = codebook.read_text()
    assert "onder vrijgaveprofiel researcher" in told
    assert "telt minstens 11 rijen" in told
    assert "<caseQnty>56</caseQnty>" in told
    codebook.write_text(told.replace("<caseQnty>56", "<caseQnty>57"))
    changed = typed("release", "verify", str(out))
    assert changed.exit_code == 1
    assert "survey-wonen-researcher-codebook.xml: was changed after it was released." in changed.stderr


def test_a_flipped_cell_is_found(app: Flask, typed: Typed, tmp_path: Path) -> None:
    row = a_closed_survey()
    out = tmp_path / "uit"
    typed("release", "export", row.id, "--profile", "researcher", "--format", "csv", "-o", str(out))
    file = out / "survey-wonen-researcher.csv"
    file.write_text(file.read_text().replace("social", "owner", 1))
    told = typed("release", "verify", str(out))
    assert told.exit_code == 1
    assert "survey-wonen-researcher.csv: was changed after it was released. Do not use it" in told.stderr


def test_a_folder_that_is_no_release_is_told(typed: Typed, tmp_path: Path) -> None:
    told = typed("release", "verify", str(tmp_path))
    assert (told.exit_code, "holds no certificate" in told.stderr) == (1, True)


def test_a_place_that_cannot_be_written_to_stops_it_before_anything_is_released(
    typed: Typed, tmp_path: Path
) -> None:
    row = a_closed_survey()
    (tmp_path / "file").write_text("x")
    told = typed("release", "export", row.id, "--profile", "researcher", "-o", str(tmp_path / "file" / "uit"))
    assert told.exit_code == 1
    assert "cannot be made: Not a directory. Nothing was released" in told.stderr
    assert asking.releases_of() == []


def test_a_release_of_too_few_writes_nothing_and_says_what_would_help(
    app: Flask, typed: Typed, tmp_path: Path
) -> None:
    row = a_closed_survey()
    profile = app.extensions["folder"].path / "exports" / "researcher.yaml"
    profile.write_text(profile.read_text().replace("audience: researcher", "audience: researcher\nk: 62"))
    out = tmp_path / "uit"
    told = typed("release", "export", row.id, "--profile", "researcher", "-o", str(out))
    assert told.exit_code == 1
    assert "61 rows are fewer than k = 62" in told.stderr
    assert "Wait for more answers" in told.stderr
    assert not out.exists()


def test_a_folder_that_holds_something_is_left_alone(app: Flask, typed: Typed, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    told = typed("release", "export", a_closed_survey().id, "--profile", "researcher", "-o", str(tmp_path))
    assert (told.exit_code, "is not empty" in told.stderr) == (1, True)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["mine.txt"]


def test_a_preview_tells_what_is_lost_and_writes_nothing(app: Flask, typed: Typed) -> None:
    row = a_closed_survey()
    told = json.loads(typed("release", "preview", row.id, "--profile", "researcher", "--json").output)
    assert (told["rows_in"], told["rows_released"], told["suppressed"], told["k"]) == (61, 56, 5, 11)
    assert not (app.extensions["folder"].path / "releases").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--profile", "reseacher"), "there is no release profile 'reseacher'; there are: internal, public"),
        (("--profile", "researcher", "--format", "csv,doc"), "the profile does not allow doc; it allows csv"),
        (("--profile", "researcher", "--language", "xx"), "there is no language xx; there are nl,"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    app: Flask, typed: Typed, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    told = typed("release", "export", a_closed_survey().id, *words, "-o", str(tmp_path / "uit"))
    assert (told.exit_code, said in told.stderr) == (1, True), told.stderr


def test_an_open_survey_says_when_a_release_can_be_made(app: Flask, typed: Typed, tmp_path: Path) -> None:
    row = a_closed_survey()
    row.closed_on = None
    db.session.commit()
    told = typed("release", "export", row.id, "--profile", "researcher", "-o", str(tmp_path / "uit"))
    assert "A release can be made the day after it is closed." in told.stderr


def test_a_release_is_recalled_by_its_id(app: Flask, typed: Typed, tmp_path: Path) -> None:
    row = a_closed_survey()
    out = str(tmp_path / "uit")
    words = ("release", "export", row.id, "--profile", "researcher", "--format", "csv", "--json", "-o", out)
    id_ = json.loads(typed(*words).stdout)["release"]
    assert typed("release", "recall", id_, "--because", "vernietigd").exit_code == 0
    assert "vernietigd" not in typed("release", "list").output
    assert "recalled" in typed("release", "list").output
    assert typed("release", "recall", id_, "--because", "nog eens").exit_code == 1
