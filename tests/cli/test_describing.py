"""`consult dataset describe`: what a file holds, at a terminal and for programs; needs no database."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from consult.cli.main import main


def described(file: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["dataset", "describe", str(file), *more], catch_exceptions=False)


def test_the_codebook_of_a_csv_is_printed(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("woont,huur\nja,500\nnee,\nja,650\n", encoding="utf-8")
    told = described(tmp_path / "x.csv")
    assert told.exit_code == 0
    assert told.stdout.splitlines()[:4] == [
        "csv: 3 rows, 2 columns",
        "  woont: codes, 2 different; 3 filled, 0 empty",
        "          ja         2",
        "         nee         1",
    ]


def test_the_same_as_json_is_for_programs(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("woont\nja\nnee\nja\n", encoding="utf-8")
    told = json.loads(described(tmp_path / "x.csv", "--json").stdout)
    (column,) = told["tables"][0]["columns"]
    assert (told["kind"], column["name"], column["values"][0]) == (
        "csv", "woont", {"value": "ja", "label": "", "n": 2, "missing": False},
    )  # fmt: skip


def test_what_cannot_be_read_ends_with_1_and_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.rda").write_bytes(b"RDX3\nX\n")
    told = described(tmp_path / "x.rda")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "write_sav" in told.stderr
