"""A zip of data is opened to its tables, or refused with what is wrong and how to mend it."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from consult.dataset.opening import archives
from consult.dataset.opening.opening import open_data
from consult.dataset.opening.table import DataFileRefused


def packed(**files: str) -> bytes:
    """A zip; in the names _ stands for the point."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return content.getvalue()


def test_every_table_is_called_as_its_file_and_tells_its_places(tmp_path: Path) -> None:
    (tmp_path / "form.zip").write_bytes(
        packed(**{"form__csv": "a,KEY\n1,x\n", "form-b__csv": "c,PARENT_KEY\n2,x\n", "media/1__jpg": "x"})
    )
    opened = open_data(tmp_path / "form.zip")
    assert [(table.name, table.names, table.place(0, "a")) for table in opened.tables] == [
        ("form-b", ["c", "PARENT_KEY"], "form-b.csv:2"),
        ("form", ["a", "KEY"], "form.csv:2"),
    ]
    assert opened.remarks == ("1 other files in form.zip were left, such as 1.jpg",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 broken", "truncated|damaged|breaks off"),
        (packed(photo__jpg="x"), "without a table that is known here"),
        (packed(form__csv=""), "form.csv is empty"),
        (packed(survey__lsr="<document><x>", survey__lss=""), "the answers in it cannot be read"),
        (packed(survey__lsr="<!DOCTYPE d [<!ENTITY e 'x'>]><d>&e;</d>"), "the answers in it cannot be read"),
        (packed(survey__lsr="<document><responses/></document>"), "holds no answers"),
    ],
)  # fmt: skip
def test_a_zip_without_answers_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "data.zip").write_bytes(content)
    with pytest.raises(DataFileRefused, match=told):
        open_data(tmp_path / "data.zip")


def test_a_zip_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_INFLATED_BYTES", 1_000_000)
    (tmp_path / "data.zip").write_bytes(packed(form__csv="town\n" + "Gent\n" * 300_000))
    with pytest.raises(DataFileRefused, match="unpacks to more than 1 MB"):
        open_data(tmp_path / "data.zip")


def test_a_workbook_alone_in_a_zip_is_what_was_meant(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.append([1])
    book.save(tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.write(tmp_path / "x.xlsx", "inside/x.xlsx")
    opened = open_data(tmp_path / "x.zip")
    assert (opened.kind, opened.tables[0].names) == ("xlsx", ["a"])
