"""What is written is what is read back, in every format, and a file is there whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import pytest

from consult.dataset.definition import Dataset, Kind, Variable
from consult.dataset.whole import whole
from consult.dataset.writing.checking import NotWritable
from consult.dataset.writing.files import FORMATS, UnknownFormat, differences, read_back, write
from consult.instrument.definition import Disclosure
from tests.dataset.worlds import FIRST, SECOND, a_dataset, a_response, second, versions

every_format = pytest.mark.parametrize("format_", FORMATS)


@pytest.fixture
def full() -> Dataset:
    """A dataset with a column of each kind and every way of having no answer."""
    return a_dataset(
        a_response(
            tenure="private", rent=600, twice=1200.5, effects=["health", "other"], effects_other="sealed"
        ),
        a_response(tenure="refused", rent="dont_know", effects="dont_know", trust_clear="not_answered"),
        a_response(rent=-3, effects=["none"], change="not_answered", earlier="dont_know"),
        second(tenure="owner", effects=["work"]),
        of=versions(FIRST, SECOND),
    )


def a_column(values: list[str], name: str = "q", **described: object) -> Dataset:
    """A dataset of one column of codes."""
    codes = tuple(dict.fromkeys(values))
    variable = Variable(name=name, kind=Kind.CHOICE, role=Disclosure.KEY, codes=codes, missing=())
    frame = pd.DataFrame({name: pd.Categorical(values, categories=list(codes))})
    return Dataset(frame, {name: replace(variable, **described)})  # type: ignore[arg-type]


@every_format
def test_a_file_read_back_is_the_dataset(format_: str, full: Dataset, tmp_path: Path) -> None:
    path = tmp_path / f"small.{format_}"
    write(full, path, "ar", "Klein")
    read = read_back(path, full.variables)
    assert differences(full, read) == []
    pd.testing.assert_frame_equal(read, full.frame, check_categorical=False)


@every_format
def test_a_changed_cell_is_seen(format_: str, full: Dataset, tmp_path: Path) -> None:
    path = tmp_path / f"small.{format_}"
    write(full, path, "nl")
    other = full.frame.copy()
    other.loc[0, "tenure"] = "social"
    other.loc[1, "rent"] = 1
    assert differences(replace(full, frame=other), read_back(path, full.variables)) == ["tenure", "rent"]


@every_format
def test_the_same_dataset_is_the_same_bytes(format_: str, full: Dataset, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write(full, tmp_path / f"{name}.{format_}", "nl", "Klein")
    assert (tmp_path / f"one.{format_}").read_bytes() == (tmp_path / f"two.{format_}").read_bytes()


@every_format
def test_a_table_of_no_rows_can_be_written(format_: str, tmp_path: Path) -> None:
    empty = a_dataset()
    path = tmp_path / f"empty.{format_}"
    write(empty, path, "nl")
    read = read_back(path, empty.variables)
    assert list(read.columns) == list(empty.variables)
    assert len(read) == 0


@every_format
@pytest.mark.parametrize(
    "spoil",
    [
        lambda answers: answers | {"tenure": "social"},
        lambda answers: dict.fromkeys(answers, "refused") | {"change": "refused"},
    ],
    ids=["constant", "all missing"],
)
def test_a_column_in_which_everyone_is_alike_can_be_written(
    format_: str, spoil: Callable[[dict[str, object]], dict[str, object]], tmp_path: Path
) -> None:
    response = a_response()
    dataset = a_dataset(*[response._replace(document=spoil(dict(response.document)))] * 3)
    path = tmp_path / f"alike.{format_}"
    write(dataset, path, "nl")
    assert differences(dataset, read_back(path, dataset.variables)) == []


@every_format
def test_a_column_of_ten_thousand_values_can_be_written(format_: str, tmp_path: Path) -> None:
    many = a_column([f"c{number}" for number in range(10_000)])
    path = tmp_path / f"many.{format_}"
    write(many, path, "nl")
    assert differences(many, read_back(path, many.variables)) == []


@every_format
@pytest.mark.parametrize("name", ["marital-status", "العمر", "a" * 80, "2nd", "with", "x."])
def test_a_column_of_any_name_can_be_written(format_: str, name: str, tmp_path: Path) -> None:
    dataset = a_column(["yes", "no"], name)
    path = tmp_path / f"named.{format_}"
    write(dataset, path, "nl")
    assert differences(dataset, read_back(path, dataset.variables)) == []


@every_format
@pytest.mark.parametrize("code", ["=1+1", "+32", "-1", "@sum", "\tx", "'=x", "'s morgens", 'a "b", c\nd'])
def test_a_code_that_a_spreadsheet_would_run_comes_back_as_it_was(
    format_: str, code: str, tmp_path: Path
) -> None:
    dataset = a_column([code, "no"], labels={"nl": code})
    path = tmp_path / f"armed.{format_}"
    write(dataset, path, "nl")
    assert differences(dataset, read_back(path, dataset.variables)) == []


@pytest.mark.parametrize("code", ["=1+1", "+32", "-1", "@sum", "\tx"])
def test_no_spreadsheet_runs_what_is_in_a_cell(code: str, tmp_path: Path) -> None:
    dataset = a_column(
        [code, "no"], value_labels={"nl": {code: f"{code} label", "no": "Nee"}}, labels={"nl": code}
    )
    write(dataset, tmp_path / "x.csv", "nl")
    assert (tmp_path / "x.csv").read_text().splitlines()[1].strip('"')[0] == "'"
    write(dataset, tmp_path / "x.xlsx", "nl")
    workbook = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [
        cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    assert [cell.value for cell in cells if str(cell.value)[0] in "=+-@\t\r" or cell.data_type == "f"] == []


# --- refusals, and nothing half


@every_format
def test_codes_without_a_description_are_refused_and_the_file_stays_as_it_was(
    format_: str, tmp_path: Path
) -> None:
    path = tmp_path / f"kept.{format_}"
    path.write_bytes(b"before")
    dataset = a_column(["yes", "castle"], codes=("yes",))
    with pytest.raises(NotWritable, match="q has codes without a description: castle"):
        write(dataset, path, "nl")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"before"]


def test_a_column_of_words_is_refused_with_every_such_column() -> None:
    variables = {name: Variable(name, Kind.TEXT) for name in ("one", "two")}
    dataset = Dataset(pd.DataFrame({"one": ["a"], "two": [np.nan]}).astype({"two": object}), variables)
    with pytest.raises(NotWritable, match=r"one holds .*; two holds object"):
        write(dataset, Path("x.csv"), "nl")


def test_a_dataset_without_variables_is_refused() -> None:
    with pytest.raises(NotWritable, match="no variables"):
        write(Dataset(pd.DataFrame(), {}), Path("x.csv"), "nl")


def test_a_format_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownFormat, match='no format "ods"; choose from csv, xlsx, sav, parquet'):
        write(a_column(["yes"]), Path("x.ods"), "nl")


def test_more_rows_than_excel_opens_are_refused(tmp_path: Path) -> None:
    variable = {"q": Variable("q", Kind.SEVERAL, codes=("0", "1"))}
    tall = Dataset(pd.DataFrame({"q": np.zeros(1_048_576, np.int8)}), variable)
    with pytest.raises(NotWritable, match="1048576 rows by 1 columns; Excel opens at most 1048575"):
        write(tall, tmp_path / "x.xlsx", "nl")
    assert list(tmp_path.iterdir()) == []


def test_what_broke_half_way_leaves_nothing(tmp_path: Path) -> None:
    def break_half_way() -> None:
        with whole(tmp_path / "x.csv") as unfinished:
            unfinished.write_text("half")
            raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        break_half_way()
    assert list(tmp_path.iterdir()) == []


# --- SPSS


def written_sav(dataset: Dataset, tmp_path: Path, language: str = "nl") -> tuple[pd.DataFrame, object]:
    write(dataset, tmp_path / "x.sav", language, "Klein")
    frame, about = pyreadstat.read_sav(tmp_path / "x.sav", user_missing=True)
    return frame, about


def test_spss_has_labels_in_arabic(full: Dataset, tmp_path: Path) -> None:
    _, about = written_sav(full, tmp_path, "ar")
    labels = about.column_names_to_labels  # type: ignore[attr-defined]
    values = about.variable_value_labels  # type: ignore[attr-defined]
    assert labels["tenure"] == "كيف تسكن؟"
    assert labels["effects_health"] == "العواقب؟ :: الصحة"
    assert values["tenure"][2.0] == "سكن اجتماعي"
    assert values["tenure"][88.0] == "أفضل عدم الإجابة"


def test_spss_knows_which_values_are_missing(full: Dataset, tmp_path: Path) -> None:
    frame, about = written_sav(full, tmp_path)
    ranges = about.missing_ranges  # type: ignore[attr-defined]
    assert ranges["tenure"] == [{"lo": 66.0, "hi": 99.0}]
    assert frame["tenure"].tolist() == [3.0, 88.0, 2.0, 1.0]
    assert ranges["rent"] == [{"lo": 666.0, "hi": 999.0}]  # above the highest rent, 600
    assert frame["rent"].tolist() == [600.0, 777.0, -3.0, 666.0]
    assert frame["effects_health"].tolist() == [1.0, 77.0, 0.0, 0.0]
    assert frame["effects_work"].tolist() == [66.0, 77.0, 66.0, 1.0]
    assert "effects.missing" not in ranges


def test_spss_does_not_say_when_it_was_written(full: Dataset, tmp_path: Path) -> None:
    _, about = written_sav(full, tmp_path)
    assert about.creation_time.year == 1980  # type: ignore[attr-defined]


def test_spss_knows_the_measure(full: Dataset, tmp_path: Path) -> None:
    _, about = written_sav(full, tmp_path)
    measure = about.variable_measure  # type: ignore[attr-defined]
    assert (measure["tenure"], measure["rent"], measure["effects_none"]) == ("nominal", "scale", "nominal")


def test_a_long_label_is_cut_between_letters(tmp_path: Path) -> None:
    arabic = "ع" * 300
    dataset = a_column(["yes"], labels={"ar": arabic}, value_labels={"ar": {"yes": arabic}})
    _, about = written_sav(dataset, tmp_path, "ar")
    label = about.column_names_to_labels["q"]  # type: ignore[attr-defined]
    value = about.variable_value_labels["q"][1.0]  # type: ignore[attr-defined]
    assert label == "ع" * 126 + "…"
    assert value == "ع" * 58 + "…"


# --- Excel, read by another program than wrote it


def test_excel_has_codes_labels_and_codebook(full: Dataset, tmp_path: Path) -> None:
    write(full, tmp_path / "x.xlsx", "ar")
    workbook = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert workbook.sheetnames == ["data", "labels", "codebook"]
    data, labels = (list(workbook[name].iter_rows(values_only=True)) for name in ("data", "labels"))
    place = data[0].index("tenure")
    assert [row[place] for row in data] == ["tenure", "private", "refused", "social", "owner"]
    assert [row[place] for row in labels] == [
        "كيف تسكن؟",
        "سكن خاص",
        "أفضل عدم الإجابة",
        "سكن اجتماعي",
        "Eigenaar",
    ]
    place = data[0].index("effects_health")
    assert [row[place] for row in labels][1:] == ["تم اختياره", None, "لم يتم اختياره", "لم يتم اختياره"]
    assert data[1][data[0].index("day")] == pd.Timestamp(2026, 3, 2)


def test_the_sheet_of_arabic_labels_reads_from_right_to_left(full: Dataset, tmp_path: Path) -> None:
    write(full, tmp_path / "x.xlsx", "ar")
    workbook = openpyxl.load_workbook(tmp_path / "x.xlsx")
    directions = {sheet.title: bool(sheet.sheet_view.rightToLeft) for sheet in workbook}
    assert directions == {"data": False, "labels": True, "codebook": True}
    write(full, tmp_path / "nl.xlsx", "nl")
    assert not openpyxl.load_workbook(tmp_path / "nl.xlsx")["labels"].sheet_view.rightToLeft


def test_a_letter_that_xml_cannot_hold_breaks_no_workbook(tmp_path: Path) -> None:
    dataset = a_column(["yes"], labels={"nl": "a\x00b & <c>\ud800"})
    write(dataset, tmp_path / "x.xlsx", "nl")
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")["labels"]["A1"].value == "ab & <c>"
