"""A list of choices in a file of its own: read with the instrument, part of its version, told where it is wrong."""

from pathlib import Path

import pytest

from consult.instrument.loading import load
from consult.instrument.problems import InstrumentProblems

FILE = """\
instrument: social-housing/towns
title: Steden
method: survey
report: social-housing
languages: [nl]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "1", text: Lees dit., agree: Ik doe mee}
choices:
  provinces: [{name: ov, label: Oost-Vlaanderen}, {name: wv, label: West-Vlaanderen}]
  towns: {file: towns.csv, value: code, label: naam}
pages:
  - name: province
    part: core
    questions:
      - {name: province, type: select_one provinces, label: Provincie?, disclosure: key}
  - name: town
    part: core
    questions:
      - {name: town, type: select_one towns, label: Stad?, choice_filter: "prov = ${province}", disclosure: key}
      - {name: people, type: calculate, calculation: "pulldata('towns', 'people', 'name', ${town})", disclosure: key}
"""
_WITHOUT_PEOPLE = "".join(line for line in FILE.splitlines(keepends=True) if "people" not in line)
TOWNS = "code;naam;prov;people\ngent;Gent;ov;264000\nbrugge;Brugge, stad;wv;119000\n"


def _written(folder: Path, text: str = FILE, towns: str = TOWNS) -> Path:
    path = folder / "social-housing" / "towns.yaml"
    (path.parent / "towns-media").mkdir(parents=True)
    (path.parent / "towns-media" / "towns.csv").write_text(towns, "utf-8")
    path.write_text(text, "utf-8")
    return path


def test_its_columns_are_the_value_the_label_and_what_filters_look_at(tmp_path: Path) -> None:
    town = load(_written(tmp_path)).questions["town"]
    assert [(one.name, one.label, dict(one.columns)) for one in town.choices] == [
        ("gent", "Gent", {"prov": "ov", "people": "264000"}),
        ("brugge", "Brugge, stad", {"prov": "wv", "people": "119000"}),
    ]


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("towns.csv", "town.csv", ':10:17 no file "town.csv"; it lies beside the instrument'),
        ("towns.csv", "../towns.csv", ':10:17 "../towns.csv" as a list of choices;'),
        ("value: code", "value: cod", ':10:35 no column "cod"; one of code, naam, prov, people.'),
        ("file: towns.csv, ", "", ':10:10 "file" is missing in "towns"'),
    ],
    ids=["misspelt", "upwards", "column", "nameless"],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, was: str, now: str, told: str) -> None:
    path = _written(tmp_path, FILE.replace(was, now))
    with pytest.raises(InstrumentProblems) as refused:
        load(path)
    first = " ".join(str(refused.value.problems[0]).removeprefix(str(path)).split())
    assert first.startswith(told), first


def test_a_name_that_stands_twice_in_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InstrumentProblems, match='choice "gent" is used twice in "towns"'):
        load(_written(tmp_path, towns=TOWNS + "gent;Gent;ov;1\n"))


def test_a_cell_keeps_its_line_ends_and_a_sign_that_parts_lines_elsewhere(tmp_path: Path) -> None:
    towns = 'code;naam;prov\nsint;"Sint-\nNiklaas";ov\n'
    town = load(_written(tmp_path, towns=towns, text=_WITHOUT_PEOPLE)).questions["town"]
    assert [(one.name, one.label) for one in town.choices] == [("sint", "Sint-\nNiklaas")]


@pytest.mark.parametrize(
    ("towns", "told"),
    [
        ('code;naam;prov\ngent;"' + "x" * 140_000 + ";ov\n", "towns.csv is no table"),
        ("code;naam;prov\ngent;Gent\u202etneG;ov\n", "towns.csv: invisible characters U+202E"),
    ],
    ids=["unclosed quote", "turned direction"],
)
def test_a_file_that_is_no_table_or_hides_signs_is_told(tmp_path: Path, towns: str, told: str) -> None:
    with pytest.raises(InstrumentProblems) as refused:
        load(_written(tmp_path, towns=towns, text=_WITHOUT_PEOPLE))
    assert [problem.found for problem in refused.value.problems][0] == told


@pytest.mark.usefixtures("within_seconds")
def test_thousands_of_mistakes_in_one_list_are_all_told(tmp_path: Path) -> None:
    """20,000 wrong names took 8 s on a quiet machine while each was looked for in the file."""
    table = "".join(f"    t{number}<,Stad,ov\n" for number in range(20_000))
    text = _WITHOUT_PEOPLE.replace(
        "  towns: {file: towns.csv, value: code, label: naam}\n", f"  towns: |\n    name,label,prov\n{table}"
    )
    with pytest.raises(InstrumentProblems) as refused:
        load(_written(tmp_path, text=text))
    lines = {problem.found: problem.line for problem in refused.value.problems}
    assert len(lines) == 20_000
    assert lines['"t0<" in the table of "towns"'] == 12
    assert lines['"t19999<" in the table of "towns"'] == 20_011
