"""Files of data are opened by what they are; what they say of their values is kept; what is wrong is said at once."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import pytest
import xlsxwriter

from consult.dataset.opening.describing import Holds, describe
from consult.dataset.opening.opening import open_data
from consult.dataset.opening.table import DataFileRefused, SourceTable
from tests.elsewhere import real_file

FRAME = pd.DataFrame({"home": [1.0, 2.0, 99.0, 1.0], "woonplaats": ["Gent", "Genk", "", "Gent"]})

Write: TypeAlias = Callable[[Path], object]


def cells(table: SourceTable) -> list[list[str]]:
    return [list(row) for row in table.cells.itertuples(index=False, name=None)]


def a_csv(path: Path) -> None:
    path.write_text('home;woonplaats\n1;Gent\n2;"Genk"\n99;\n1;Gent\n', encoding="utf-8")


def a_windows_csv(path: Path) -> None:
    path.write_bytes("home\twoonplaats\n1\tGent\n2\tGenk\n99\t\n1\tGent\n".encode("utf-16"))


def an_xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("antwoorden")
        for row, values in enumerate([["home", "woonplaats"], *FRAME.to_numpy().tolist()]):
            sheet.write_row(row, 0, values)


def a_sav(path: Path) -> None:
    pyreadstat.write_sav(
        FRAME,
        str(path),
        column_labels={"home": "Woont u goed?"},
        variable_value_labels={"home": {1: "Ja", 2: "نعم", 99: "Zegt het niet"}},
        missing_ranges={"home": [99]},
    )


def a_dta(path: Path) -> None:
    pyreadstat.write_dta(FRAME, str(path), variable_value_labels={"home": {1: "Ja", 2: "Nee"}})


def a_parquet(path: Path) -> None:
    FRAME.to_parquet(path)


@pytest.mark.parametrize(
    ("write", "kind"),
    [
        (a_csv, "csv"),
        (a_windows_csv, "csv"),
        (an_xlsx, "xlsx"),
        (a_sav, "sav"),
        (a_dta, "dta"),
        (a_parquet, "parquet"),
    ],
)
def test_each_kind_gives_the_same_cells_whatever_the_file_is_called(
    tmp_path: Path, write: Write, kind: str
) -> None:
    write(tmp_path / f"data.{kind}")
    renamed = (tmp_path / f"data.{kind}").rename(tmp_path / "data.txt")
    opened = open_data(renamed)
    assert opened.kind == kind
    (table,) = opened.tables
    assert table.names == ["home", "woonplaats"]
    assert cells(table) == [["1", "Gent"], ["2", "Genk"], ["99", ""], ["1", "Gent"]]


def test_an_spss_file_tells_what_its_values_mean_and_which_are_missing(tmp_path: Path) -> None:
    a_sav(tmp_path / "data.sav")
    column = open_data(tmp_path / "data.sav").table().column("home")
    assert column.label == "Woont u goed?"
    assert column.value_labels == {"1": "Ja", "2": "نعم", "99": "Zegt het niet"}
    assert column.missing == {"99"}
    (home, town) = describe(open_data(tmp_path / "data.sav").table())
    assert [(one.value, one.n, one.missing) for one in home.values] == [
        ("1", 2, False),
        ("2", 1, False),
        ("99", 1, True),
    ]
    assert (town.filled, town.empty, town.different) == (3, 1, 2)


def test_two_values_with_one_label_stay_two_values(tmp_path: Path) -> None:
    pyreadstat.write_sav(
        FRAME, str(tmp_path / "x.sav"), variable_value_labels={"home": {1: "Ja", 2: "Ja", 99: "Ja"}}
    )
    home = next(iter(describe(open_data(tmp_path / "x.sav").table())))
    assert [(one.value, one.label, one.n) for one in home.values] == [
        ("1", "Ja", 2),
        ("2", "Ja", 1),
        ("99", "Ja", 1),
    ]


def test_the_places_are_those_that_the_reader_of_the_file_sees(tmp_path: Path) -> None:
    an_xlsx(tmp_path / "data.xlsx")
    a_csv(tmp_path / "data.csv")
    a_parquet(tmp_path / "data.parquet")
    assert open_data(tmp_path / "data.xlsx").table().place(2, "woonplaats") == "antwoorden!B4"
    assert open_data(tmp_path / "data.csv").table().place(2, "woonplaats") == "line 4"
    assert open_data(tmp_path / "data.parquet").table().place(2, "woonplaats") == "row 3"


def test_text_of_an_old_windows_program_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes("stad\nLuik\nCréteil\n".encode("cp1252"))
    opened = open_data(tmp_path / "x.csv")
    assert cells(opened.table()) == [["Luik"], ["Créteil"]]
    assert "is no UTF-8 and was read as Windows-1252" in opened.remarks[0]


def test_a_formula_without_a_value_is_told_with_its_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "data"
    for row in (["a", "b"], [1, "=A2*2"]):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    said = open_data(tmp_path / "x.xlsx").remarks
    assert [one for one in said if one.startswith("data!B2 is a formula without a value")]


def a_zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(900):
                member.write(b" " * 1_000_000)


def laughs(path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "xl/workbook.xml", f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]><workbook>&l9;</workbook>'
        )


def a_truncated_xlsx(path: Path) -> None:
    an_xlsx(path)
    path.write_bytes(path.read_bytes()[:3000])


def a_truncated_sav(path: Path) -> None:
    a_sav(path)
    path.write_bytes(path.read_bytes()[:200])


def a_truncated_parquet(path: Path) -> None:
    a_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])


@pytest.mark.parametrize(
    ("write", "told"),
    [
        (a_zip_bomb, "unpacks to more than 800 MB"),
        (laughs, "holds an XML document type"),
        (a_truncated_xlsx, "breaks off or is damaged"),
        (a_truncated_sav, "cannot be read"),
        (a_truncated_parquet, "cannot be read as Parquet"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b"%PDF-1.7 x"), "is a PDF"),
        (lambda path: path.write_bytes(b"\xfd7zXZ\x00 x"), "haven::write_sav"),
        (lambda path: path.write_text('{"a": 1}'), "is JSON"),
        (lambda path: path.write_text("<html><table></table></html>"), "is a web page"),
        (lambda path: path.write_bytes(bytes(range(256))), "no table that is known here"),
        (lambda path: path.write_text("a,b,a\n1,2,3\n"), 'column "a" stands there 2 times'),
        (lambda path: path.write_text("a,b\n1\n1,2,3\n"), "3  has 3 cells, the first line 2"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, write: Write, told: str) -> None:
    write(tmp_path / "data.xlsx")
    with pytest.raises(DataFileRefused) as refused:
        open_data(tmp_path / "data.xlsx")
    assert told in str(refused.value)


def test_a_column_is_described_by_what_it_holds(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    pd.DataFrame(
        {
            "leeg": [""] * 60,
            "dag": [f"2026-03-{1 + n % 28:02}" for n in range(60)],
            "huur": [str(500 + n) for n in range(60)],
            "gewicht": [f"{n / 7:.4f}" for n in range(60)],
            "woont": rng.permutation(["ja", "nee"] * 30),
            "tekst": [f"antwoord {n}" for n in range(60)],
        }
    ).to_csv(tmp_path / "x.csv", index=False)
    told = {one.name: one for one in describe(open_data(tmp_path / "x.csv").table())}
    assert {name: one.holds for name, one in told.items()} == {
        "leeg": Holds.NOTHING, "dag": Holds.DAYS, "huur": Holds.WHOLE_NUMBERS, "gewicht": Holds.NUMBERS,
        "woont": Holds.CODES, "tekst": Holds.TEXT,
    }  # fmt: skip
    assert (told["huur"].least, told["huur"].most) == ("500", "559")
    assert (told["dag"].least, told["dag"].most) == ("2026-03-01", "2026-03-28")
    assert [(one.value, one.n) for one in told["woont"].values] == [("ja", 30), ("nee", 30)]


def the_households() -> Path:
    """A workbook of REACH with five sheets."""
    return real_file("microdata", "impact-initiatives-hppu_humind.data__dummy_raw_data.xlsx")


def test_real_files_are_described_as_their_own_readers_count_them() -> None:
    kobo = open_data(the_households())
    assert [(table.name, table.cells.shape) for table in kobo.tables] == [
        ("main", (241, 367)), ("roster", (965, 33)), ("edu_ind", (965, 18)), ("health_ind", (965, 25)), ("nut_ind", (965, 41)),
    ]  # fmt: skip
    own = pd.read_excel(
        the_households(),
        "main",
        dtype=object,
        engine="openpyxl",
    )
    told = {one.name: one for one in describe(kobo.table("main"))}
    for name in ("enum_gender", "survey_modality"):
        assert {one.value: one.n for one in told[name].values} == own[name].value_counts().to_dict()
    phones = {one.value: one.n for one in told["etc_access_to_phone"].values}
    assert (told["etc_access_to_phone"].holds, phones["smartphone"]) == (
        Holds.SEVERAL,
        int(own["etc_access_to_phone/smartphone"].sum()),
    )
    hebrew = open_data(real_file("microdata", "pyreadstat__hebrews.sav")).table()
    assert (hebrew.names, len(hebrew.cells)) == (["ותק_ב"], 99)
    survey = open_data(real_file("microdata", "quantipy__ExampleDataA.csv")).table()
    assert survey.cells.shape == (8255, 78)


def test_a_cell_whose_formula_failed_holds_no_answer(tmp_path: Path) -> None:
    file = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("antwoorden")
        sheet.write_row(0, 0, ["home", "rent"])
        sheet.write_row(1, 0, ["Gent", 650])
        sheet.write_formula(2, 0, "=VLOOKUP(1,A1:A2,2)", None, "#N/A")
        sheet.write(2, 1, 700)
    opened = open_data(file)
    assert cells(opened.tables[0]) == [["Gent", "650"], ["", "700"]]
    assert opened.remarks == (
        '1 cells of sheet "antwoorden" show an error such as #N/A, and were read as empty',
    )
