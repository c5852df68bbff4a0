"""`consult anonymise`: any table, no database, everything or nothing."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from click.testing import CliRunner, Result

from consult.cli.main import main
from consult.disclosure.certificate import verify_folder
from consult.disclosure.csv_table import read_table
from tests.disclosure.worlds import FIXTURES, the_whole
from tests.house.tree import ROOT

PROFILE = "profile: towns\naudience: table\nk: 2\nvariables:\n  town: key\n  opinion: safe\n"


def run(tmp_path: Path, table: Path, profile: Path, *more: str) -> Result:
    """Runs the command as typed, into a folder of its own."""
    (tmp_path / "out").mkdir(exist_ok=True)
    files = ("-o", f"{tmp_path}/out/out.csv", "--certificate", f"{tmp_path}/out/certificate.json")
    return CliRunner().invoke(
        main, ["anonymise", str(table), "--profile", str(profile), *files, *more], catch_exceptions=False
    )


def written(tmp_path: Path, text: str, profile: str = PROFILE) -> tuple[Path, Path]:
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    (tmp_path / "profile.yaml").write_text(profile, encoding="utf-8")
    return tmp_path / "in.csv", tmp_path / "profile.yaml"


def nothing_was_written(tmp_path: Path) -> bool:
    return list((tmp_path / "out").iterdir()) == []


def test_a_table_leaves_with_its_certificate_and_verifies(tmp_path: Path) -> None:
    ended = run(tmp_path, FIXTURES / "adult150.csv", FIXTURES / "adult150.yaml")
    assert ended.exit_code == 0
    assert "143 of 150 rows may leave, 7 were left out." in ended.stderr
    told = json.loads((tmp_path / "out" / "certificate.json").read_text())
    assert (told["reached"]["k"], told["information_loss"]) == (5, pytest.approx(0.5349, abs=5e-5))
    assert verify_folder(tmp_path / "out") == ()
    frame = read_table(tmp_path / "out" / "out.csv")
    assert list(frame) == ["sex", "age", "race", "education", "native-country", "salary-class"]
    keys = zip(*(frame[name] for name in list(frame)[:5]), strict=True)
    assert min(Counter(keys).values()) >= 5


def test_the_order_of_the_rows_is_kept_only_when_asked(tmp_path: Path) -> None:
    lines = [f"{town},{number}" for number, town in enumerate(["a"] * 40 + ["b"] * 40 + ["c"])]
    table, profile = written(tmp_path, "\n".join(["town,opinion", *lines]), PROFILE + "suppression: 0.05\n")
    run(tmp_path, table, profile, "--keep-order")
    kept = (tmp_path / "out" / "out.csv").read_text().splitlines()[1:]
    assert kept == [*lines[:-1], "*,*"]
    run(tmp_path, table, profile)
    shuffled = (tmp_path / "out" / "out.csv").read_text().splitlines()[1:]
    assert shuffled != lines[:-1]
    assert sorted(shuffled) == sorted(lines[:-1])


def test_hyphens_arabic_and_formulas_survive(tmp_path: Path) -> None:
    profile = "profile: x\naudience: table\nk: 2\nvariables:\n  home-town: key\n  الرأي: safe\n"
    text = "home-town;الرأي\nغنت;=cmd()\nغنت;+32 9\n"
    ended = run(tmp_path, *written(tmp_path, text, profile), "--keep-order")
    assert ended.exit_code == 0
    assert (tmp_path / "out" / "out.csv").read_text(
        encoding="utf-8"
    ) == "home-town;الرأي\nغنت;'=cmd()\nغنت;'+32 9\n"


@pytest.mark.parametrize(
    ("text", "profile", "told"),
    [
        ("town,opinion\na,x\n", PROFILE, "1 rows are fewer than k = 2"),
        ("town,opinion\n", PROFILE, "0 rows are fewer than k = 2"),
        ("", PROFILE, "in.csv is empty"),
        ("town,town\na,b\n", PROFILE, 'in.csv: column "town" stands there 2 times'),
        ("town,opinion\na\nb,x,y\n", PROFILE, "in.csv:3  has 3 cells, the first line 2"),
        ("place,opinion\na,x\na,y\n", PROFILE, "names column 'town', which is not there"),
        ("town,opinion\na,x\na,y\n", PROFILE.replace("k: 2", "k: 1"), "profile.yaml:3:1  k is 1"),
        ("town,opinion\na,x\na,y\n", PROFILE + "suppression: 5\n", "profile.yaml:7:1  suppression is 5"),
        ("town,opinion\na,x\na,y\n", PROFILE + "loss_limit: -1\n", "profile.yaml:7:1  loss_limit is -1"),
        (
            "town,opinion\na,x\nb,y\n",
            PROFILE + "loss_limit: 0.1\n",
            "Refused: the information loss would be 1.00",
        ),
        (
            "town,opinion\na,x\nb,y\n",
            PROFILE.replace("town: key", "town: {role: key, hierarchy: no.csv}"),
            "no.csv",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    tmp_path: Path, text: str, profile: str, told: str
) -> None:
    ended = run(tmp_path, *written(tmp_path, text, profile))
    assert ended.exit_code == 1
    assert told in ended.stderr
    assert nothing_was_written(tmp_path)


def test_a_table_that_is_no_table_is_refused(tmp_path: Path) -> None:
    table, profile = written(tmp_path, "")
    table.write_bytes(b"town,opinion\n\x00\x01,x\n")
    assert "is no table that is known here" in run(tmp_path, table, profile).stderr


def test_the_table_is_never_written_over(tmp_path: Path) -> None:
    table, profile = written(tmp_path, "town,opinion\na,x\na,y\n")
    words = ["anonymise", str(table), "--profile", str(profile), "-o", str(table), "--certificate", "c.json"]
    ended = CliRunner().invoke(main, words)
    assert (ended.exit_code, table.read_text()) == (1, "town,opinion\na,x\na,y\n")


def test_a_folder_that_is_not_there_leaves_nothing(tmp_path: Path) -> None:
    table, profile = written(tmp_path, "town,opinion\na,x\na,y\n")
    words = ["anonymise", str(table), "--profile", str(profile), "-o", str(tmp_path / "out.csv")]
    ended = CliRunner().invoke(main, [*words, "--certificate", str(tmp_path / "nowhere" / "c.json")])
    assert ended.exit_code == 1
    assert "Nothing was written." in ended.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in.csv", "profile.yaml"]


@pytest.mark.parametrize(("name", "loss"), [("adult", 0.2696), ("adult-sensitive", 0.3588), ("gss", 0.2184)])
def test_the_benchmark_tables_are_anonymised_at_their_optimum(tmp_path: Path, name: str, loss: float) -> None:
    table = the_whole(f"{name.partition('-')[0]}.csv")
    assert run(tmp_path, table, FIXTURES / f"{name}.yaml", "--keep-order").exit_code == 0
    told = json.loads((tmp_path / "out" / "certificate.json").read_text())
    assert round(told["information_loss"], 4) == loss


def test_other_commands_load_no_table_library() -> None:
    """The respondents' door is a process of this command too."""
    program = "import sys, consult.cli.main; print('pandas' in sys.modules)"
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "False"


def test_an_spss_file_leaves_by_its_codes(tmp_path: Path) -> None:
    frame = pd.DataFrame({"town": [1.0] * 6 + [2.0] * 6, "opinion": ["x", "y"] * 6})
    table, profile = tmp_path / "in.sav", written(tmp_path, "")[1]
    pyreadstat.write_sav(frame, str(table), variable_value_labels={"town": {1: "Gent", 2: "Genk"}})
    ended = run(tmp_path, table, profile)
    assert ended.exit_code == 0, ended.stderr
    lines = (tmp_path / "out" / "out.csv").read_text().splitlines()
    assert lines[0] == "town,opinion"
    assert Counter(line.partition(",")[0] for line in lines[1:]) == {"1": 6, "2": 6}


def test_a_named_sheet_is_the_table(tmp_path: Path) -> None:
    table, profile = tmp_path / "in.xlsx", written(tmp_path, "")[1]
    with pd.ExcelWriter(table, engine="xlsxwriter") as book:
        pd.DataFrame({"other": [1]}).to_excel(book, sheet_name="eerst", index=False)
        pd.DataFrame({"town": ["a"] * 4, "opinion": list("xyxy")}).to_excel(
            book, sheet_name="data", index=False
        )
    assert run(tmp_path, table, profile).exit_code == 1
    assert run(tmp_path, table, profile, "--sheet", "data").exit_code == 0
    assert 'There is no sheet "dat"' in run(tmp_path, table, profile, "--sheet", "dat").stderr


def test_a_name_that_holds_separators_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    lines = ['"a;b;c",x,y,z', *["1,2,3,4"] * 4]
    profile = "profile: odd\naudience: table\nk: 2\nvariables:\n  'a;b;c': safe\n"
    ended = run(tmp_path, *written(tmp_path, "\n".join(lines), profile))
    assert ended.exit_code == 0, ended.stderr
    assert (tmp_path / "out" / "out.csv").read_text().splitlines() == ["a;b;c", *["1"] * 4]


def test_a_hierarchy_with_an_endless_cell_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "towns.csv").write_text(f"a;{'x' * 140_000};*\n", encoding="utf-8")
    profile = PROFILE.replace("town: key", "town: {role: key, hierarchy: towns.csv}")
    ended = run(tmp_path, *written(tmp_path, "town,opinion\na,x\na,y\n", profile))
    assert ended.exit_code == 1
    assert "towns.csv:1:1  is no CSV" in ended.stderr
    assert nothing_was_written(tmp_path)
