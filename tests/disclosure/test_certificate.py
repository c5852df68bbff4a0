"""The certificate says what a file is; the folder is verified from it alone."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consult.disclosure.certificate import Source, as_text, certificate, checksum, verify_folder
from consult.disclosure.csv_table import write_table
from consult.disclosure.release import release
from consult.disclosure.roles import Role
from tests.disclosure.worlds import AGE, a_key, a_profile, a_table

TABLE = a_table(age=["20", "25", "30", "35"], faith=["a", "b", "a", "b"], opinion=["yes", "no", "=1+1", "-5"])
PROFILE = a_profile({"age": a_key(AGE), "faith": Role.SENSITIVE, "opinion": Role.SAFE}, l=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    released = release(TABLE, PROFILE)
    file = tmp_path / "survey.csv"
    write_table(file, released.frame, ",")
    told = certificate(released, PROFILE, Source("survey", "f00d"), [file])
    (tmp_path / "certificate.json").write_text(as_text(told))
    return tmp_path


def test_the_certificate_says_what_was_reached_and_what_was_lost(folder: Path) -> None:
    told = json.loads((folder / "certificate.json").read_text())
    assert told["reached"] == {"k": 2, "l": 2, "groups": 2}
    assert told["rows"] == {"in": 4, "released": 4, "suppressed": 0}
    assert told["keys"]["age"] == {"level": 1, "of": 2, "name": "ten years", "loss": pytest.approx(1 / 3)}
    assert told["information_loss"] == pytest.approx(1 / 3, abs=1e-6)
    assert (told["risk"]["prosecutor"], told["risk"]["marketer"]) == (0.5, 0.5)
    assert told["files"]["survey.csv"]["sha256"] == checksum(folder / "survey.csv")
    assert told["profile"]["sha256"] == PROFILE.hash
    assert told["source"]["response_set"] == "f00d"


def test_a_folder_as_it_was_released_is_right(folder: Path) -> None:
    assert verify_folder(folder) == ()


def test_a_flipped_cell_is_found(folder: Path) -> None:
    file = folder / "survey.csv"
    file.write_text(file.read_text().replace("20-29", "30-39", 1))
    told = verify_folder(folder)
    assert told[0] == "survey.csv: was changed after it was released. Do not use it; export again."
    assert "survey.csv: a group has 1 rows; promised are at least 2." in told


def test_a_cell_flipped_by_someone_who_mends_the_checksum_is_found(folder: Path) -> None:
    file, about = folder / "survey.csv", folder / "certificate.json"
    before = checksum(file)
    file.write_text(file.read_text().replace("20-29", "20", 1))
    about.write_text(about.read_text().replace(before, checksum(file)))
    assert "survey.csv: column 'age' has 1 values that its level does not have." in verify_folder(folder)


def test_a_row_that_is_gone_is_found(folder: Path) -> None:
    file = folder / "survey.csv"
    file.write_text("\n".join(file.read_text().splitlines()[:-1]) + "\n")
    assert "survey.csv: rows is 3; the certificate says 4." in verify_folder(folder)


def test_a_file_that_is_gone_cannot_be_read_or_was_added_is_told(folder: Path) -> None:
    (folder / "names.csv").write_text("name\nAnn\n")
    assert verify_folder(folder) == ("names.csv: stands in no certificate. Remove it from the release.",)
    (folder / "survey.csv").write_bytes(b"\xff\xfe\x00")
    assert "survey.csv: cannot be read. Do not use it; export again." in verify_folder(folder)
    (folder / "survey.csv").unlink()
    assert "survey.csv: is not there. Export again." in verify_folder(folder)


def test_a_folder_without_a_certificate_is_no_release(tmp_path: Path) -> None:
    assert "holds no certificate" in verify_folder(tmp_path)[0]


def test_text_that_a_spreadsheet_would_run_is_disarmed_and_a_negative_number_is_not(folder: Path) -> None:
    assert [line.split(",")[2] for line in (folder / "survey.csv").read_text().splitlines()[1:]] == [
        "yes",
        "no",
        "'=1+1",
        "-5",
    ]


def test_the_certificate_tells_no_value_that_was_not_released() -> None:
    profile = replace(PROFILE, suppression=0.5, safety=replace(PROFILE.safety, l=1))
    released = release(a_table(age=["20", "20", "35"], faith=["a"] * 3, opinion=["x"] * 3), profile)
    told = certificate(released, profile, Source("survey", ""), [])
    assert told["promise"]["keys"] == {"age": ["20"]}


@pytest.mark.parametrize(
    "damage",
    [
        lambda told: told.pop("files"),
        lambda told: told.pop("promise"),
        lambda told: told["files"].update({"../survey.csv": {"sha256": "0", "bytes": 1}}),
        lambda told: told.update(files=["survey.csv"]),
    ],
)
def test_a_certificate_that_is_not_whole_verifies_nothing(
    folder: Path, damage: Callable[[Any], object]
) -> None:
    about = folder / "certificate.json"
    told = json.loads(about.read_text())
    damage(told)
    about.write_text(json.dumps(told))
    assert (
        "certificate.json: is no whole certificate, so nothing beside it can be verified. Export again."
        in (verify_folder(folder))
    )


def test_a_damaged_file_that_is_no_text_is_not_even_opened(folder: Path) -> None:
    about = folder / "certificate.json"
    told = json.loads(about.read_text())
    told["files"]["survey.sav"] = {"sha256": "0" * 64, "bytes": 3}
    about.write_text(json.dumps(told))
    (folder / "survey.sav").write_bytes(b"$FL2 cut short")

    def read(file: Path) -> None:
        assert file.suffix != ".sav"

    assert "survey.sav: was changed after it was released. Do not use it; export again." in (
        verify_folder(folder, read)
    )
