"""An instrument as a file for other systems, at a terminal: what is written, and what is refused and how to go on."""

from pathlib import Path

import pytest
from flask import Flask

from consult.actions import publishing
from consult.instrument.version import canonical
from consult.instrument.xlsform.importing import import_workbook
from tests.cli.conftest import Typed
from tests.instrument.xlsform.round_trips import files_of, rows
from tests.web.staff.test_importing import MENDED


@pytest.fixture
def own(app: Flask, typed: Typed, tmp_path: Path) -> Path:
    """The file of an instrument that the installation imported."""
    form = tmp_path / "form.md"
    form.write_bytes(MENDED)
    folder = publishing.own_instruments(app.extensions["folder"])
    typed("instrument", "import", str(form), "-o", str(folder))
    return folder / "social-housing" / "renting.yaml"


def test_a_shipped_instrument_is_written_with_all_its_languages(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    done = typed("instrument", "export", "social-housing/survey", "--to", "xlsform", "-o", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"Written: {file}" in done.stderr
    checked = publishing.check_file(publishing.file_of("social-housing/survey"))
    assert checked.instrument is not None
    assert checked.translations is not None
    back = files_of(import_workbook(file.read_bytes(), file.name))
    assert canonical(*back) == canonical(checked.instrument, checked.translations)


def test_what_the_installation_imported_keeps_the_cells_of_its_workbook(
    typed: Typed, own: Path, tmp_path: Path
) -> None:
    file = tmp_path / "form.xlsx"
    assert typed("instrument", "export", "social-housing/renting", "-o", str(file)).exit_code == 0
    written = rows(file.read_bytes(), "survey")
    assert [row["name"] for row in written] == ["rents", "rent", "room"]  # the device is left out
    assert written[1]["relevant"] == "${rents}='yes'"


def test_a_published_version_goes_out_also_when_its_file_is_gone(
    typed: Typed, own: Path, tmp_path: Path
) -> None:
    typed("instrument", "publish", "social-housing/renting")
    own.unlink()
    for number, name in enumerate(["social-housing/renting", "social-housing/renting@1"]):
        file = tmp_path / f"form{number}.xlsx"
        assert typed("instrument", "export", name, "-o", str(file)).exit_code == 0
        assert rows(file.read_bytes(), "settings")[0]["form_title"] == "Renting"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("social-housing/survei", "did you mean 'social-housing/survey'?"),
        ("social-housing/survey@3", "social-housing/survey@3: no such instrument or version;"),
    ],
)
def test_a_name_that_is_unknown_is_told_with_the_nearest(
    typed: Typed, tmp_path: Path, name: str, said: str
) -> None:
    done = typed("instrument", "export", name, "-o", str(tmp_path / "form.xlsx"))
    assert done.exit_code == 1
    assert said in done.stderr
    assert list(tmp_path.glob("form*")) == []


def test_a_file_that_is_there_is_not_written_over_unless_it_is_said(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_text("mine")
    done = typed("instrument", "export", "social-housing/interview", "-o", str(file))
    assert done.exit_code == 1
    assert f"{file} exists. Name another file, or say --force to write over it." in done.stderr
    assert file.read_text() == "mine"
    assert (
        typed("instrument", "export", "social-housing/interview", "-o", str(file), "--force").exit_code == 0
    )
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("nowhere/form.xlsx", "cannot be written (No such file or directory). Choose another folder."),
        ("form.csv", "Let it end in .xlsx."),
    ],
)
def test_a_place_that_cannot_be_written_is_told(typed: Typed, tmp_path: Path, file: str, said: str) -> None:
    done = typed("instrument", "export", "social-housing/interview", "-o", str(tmp_path / file))
    assert done.exit_code == 1
    assert said in done.stderr


def test_an_instrument_with_problems_is_told_with_each(typed: Typed, own: Path, tmp_path: Path) -> None:
    own.write_text(
        own.read_text().replace("type: integer", "type: intger").replace("part: core", "part: cor")
    )
    done = typed("instrument", "export", "social-housing/renting", "-o", str(tmp_path / "form.xlsx"))
    assert done.exit_code == 1
    assert 'unknown type "intger"' in done.stderr
    assert '"part" is "cor"' in done.stderr


def test_a_damaged_workbook_is_not_taken_for_none(typed: Typed, own: Path, tmp_path: Path) -> None:
    own.with_suffix(".xlsform.json").write_text("{}")
    done = typed("instrument", "export", "social-housing/renting", "-o", str(tmp_path / "form.xlsx"))
    assert done.exit_code == 1
    assert "renting.xlsform.json: what was kept of the workbook cannot be read." in done.stderr


def test_an_instrument_is_written_as_a_ddi_codebook(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "survey.xml"
    done = typed("instrument", "export", "social-housing/survey", "--to", "ddi", "-o", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    assert b'xmlns="ddi:codebook:2_5"' in file.read_bytes()[:200]
    wrong = typed(
        "instrument", "export", "social-housing/survey", "--to", "ddi", "-o", str(tmp_path / "a.xlsx")
    )
    assert wrong.exit_code == 1
    assert "other systems know a codebook by its name. Let it end in .xml." in wrong.stderr
