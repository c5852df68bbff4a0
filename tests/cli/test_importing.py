"""The importer at a terminal: what it says, what it writes, and how it ends."""

import json
from pathlib import Path

import pytest
from flask import Flask

from consult.store import instruments
from tests.cli.conftest import Typed
from tests.instrument.limesurvey.surveys import Survey
from tests.web.staff.test_importing import FORM, MENDED, SHOWN
from tests.xlsforms import REAL_WORKBOOKS, the_real, the_small


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "form.md"
    file.write_bytes(FORM)
    return file


def test_without_a_folder_it_only_says_what_the_form_becomes(typed: Typed, form: Path) -> None:
    done = typed("instrument", "import", str(form))
    assert done.exit_code == 0
    assert (
        "2 questions are asked, 0 notes said, 0 values worked out; 1 rows are kept inactive, 1 left out;"
        in done.output
    )
    assert "Nothing was written." in done.output
    assert list(form.parent.rglob("*.yaml")) == []


def test_a_program_reads_every_row_and_every_cell(typed: Typed, form: Path) -> None:
    told = json.loads(typed("instrument", "import", str(form), "--json").stdout)
    assert told["counts"] == {
        "asked": 2,
        "said": 0,
        "worked out": 0,
        "looked up": 0,
        "inactive": 1,
        "dropped": 1,
    }
    assert {one["name"]: one["fate"] for one in told["rows"]} == {
        "rents": "asked", "rent": "inactive", "room": "asked", "device": "dropped",
    }  # fmt: skip
    (slip,) = [one for one in told["remarks"] if one["code"] == "expression_wrong"]
    assert slip["cells"] == ["survey!E3"]


def test_every_cell_is_listed_with_what_it_says_when_that_is_asked(typed: Typed, tmp_path: Path) -> None:
    rows = [f"| integer | {letter} | How many of 3? | Hoeveel {letter}? |" for letter in "abcdefgh"]
    file = tmp_path / "numbered.md"
    heads = "| type | name | label::English (en) | label::Nederlands (nl) |"
    file.write_text("\n".join(["| survey |", heads, *rows]))
    short = typed("instrument", "import", str(file)).output
    assert "Say --cells for every cell, with what it says." in short
    assert "survey!D9  Hoeveel h?" not in short
    long = typed("instrument", "import", str(file), "--cells").output
    for row, letter in enumerate("abcdefgh", start=2):
        assert f"      survey!D{row}  Hoeveel {letter}?" in long


def test_what_it_writes_is_checked_and_published_like_any_instrument(
    app: Flask, typed: Typed, form: Path, tmp_path: Path
) -> None:
    form.write_bytes(MENDED)
    typed(
        "instrument",
        "import",
        str(form),
        "-o",
        str(tmp_path / "out"),
        "--report",
        "social-housing",
        "--name",
        "huren",
    )
    written = tmp_path / "out" / "social-housing" / "huren.yaml"
    assert typed("instrument", "check", str(written)).exit_code == 0
    assert typed("instrument", "publish", str(written)).exit_code == 0
    assert [row.number for row in instruments.versions_of("social-housing/huren")] == [1]


def test_other_files_of_that_name_are_not_replaced_unless_it_is_said(
    typed: Typed, form: Path, tmp_path: Path
) -> None:
    out = ("-o", str(tmp_path / "out"))
    typed("instrument", "import", str(form), *out)
    assert typed("instrument", "import", str(form), *out).exit_code == 0, "the same again is no change"
    form.write_bytes(MENDED)
    refused = typed("instrument", "import", str(form), *out)
    assert refused.exit_code == 1
    assert "is there already, with other content. Say --replace" in refused.output
    assert typed("instrument", "import", str(form), *out, "--replace").exit_code == 0


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_file_that_is_no_workbook_ends_with_one_and_says_what_to_do(
    typed: Typed, form: Path, as_json: tuple[str, ...]
) -> None:
    form.write_bytes(b"%PDF-1.4")
    done = typed("instrument", "import", str(form), *as_json)
    assert done.exit_code == 1
    assert "this is no workbook but PDF. Save the form as .xlsx" in done.output
    if as_json:
        assert json.loads(done.stdout)["refused"] == "other_kind"


def test_a_form_that_asks_nothing_here_ends_with_one(typed: Typed, form: Path) -> None:
    form.write_text("| survey |\n| type | name | label |\n| geopoint | a | Where is it? |")
    done = typed("instrument", "import", str(form), "-o", str(form.parent / "out"))
    assert done.exit_code == 1
    assert "Nothing of it can be asked here" in done.output
    assert not (form.parent / "out").exists()


def test_a_reviewed_language_is_complete(typed: Typed, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    typed("instrument", "import", str(the_small("subdistrict.xlsx")), "-o", out, "--reviewed", "ar")
    written = f"{out}/social-housing/subdistrict-profiling-tool.yaml"
    (told,) = json.loads(typed("instrument", "check", written, "--json").stdout)
    assert told["ok"]
    assert set(told["translations"]["ar"]) == {"reviewed"}


def test_a_survey_of_limesurvey_is_taken_like_a_workbook(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "wonen.lss"
    file.write_bytes(Survey(("nl", "fr")).ask("Q1", "Y").ask("Q2", "|").written)
    done = typed("instrument", "import", str(file), "-o", str(tmp_path / "out"))
    assert "wonen.lss (lss): Titel nl, in nl, fr" in done.output
    assert "group 1, question Q2: questions of LimeSurvey's type | are not supported." in done.output
    assert (tmp_path / "out" / "social-housing" / "wonen.limesurvey.json").is_file()
    written = tmp_path / "out" / "social-housing" / "wonen.yaml"
    assert typed("instrument", "check", str(written)).exit_code == 0
    exported = tmp_path / "again.xlsx"
    assert typed("instrument", "export", str(written), "-o", str(exported)).exit_code == 0


def test_a_survey_that_breaks_off_is_refused_with_its_line(typed: Typed, tmp_path: Path) -> None:
    file = tmp_path / "wonen.lss"
    file.write_bytes(Survey().ask("Q1", "Y").written[:300])
    done = typed("instrument", "import", str(file))
    assert done.exit_code == 1
    assert "wonen.lss: the survey breaks off or is damaged: line 2" in done.output


def test_a_value_that_is_only_shown_is_told_with_how_to_show_it(typed: Typed, form: Path) -> None:
    form.write_bytes(SHOWN)
    done = typed("instrument", "import", str(form))
    assert (
        "survey!E3: what nobody can answer (read_only, or a calculation) is worked out and not shown."
        in done.output
    )
    assert "Show it in the label of another question with ${its name}." in done.output
    assert "Left to you:" in done.output


@pytest.mark.parametrize("name", REAL_WORKBOOKS)
def test_the_whole_report_of_a_real_workbook_is_told(typed: Typed, name: str) -> None:
    done = typed("instrument", "import", str(the_real(name)))
    assert done.exit_code == 0
    assert done.output.endswith("Nothing was written. Say -o with a folder to make an instrument of it.\n")


def test_publishing_tells_what_the_form_could_not_say(typed: Typed, tmp_path: Path) -> None:
    form = tmp_path / "form.md"
    form.write_text("| survey |\n| type | name | label |\n| integer | rent | How much? |\n", encoding="utf-8")
    assert typed("instrument", "import", str(form), "-o", str(tmp_path)).exit_code == 0
    told = typed("instrument", "publish", str(tmp_path / "social-housing" / "form.yaml")).stderr
    assert "1 questions have no disclosure role" in told
    assert "consultations with this form count no people" in told
