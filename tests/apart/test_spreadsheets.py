"""What comes out of a spreadsheet: texts, each at its place."""

from datetime import date, datetime, time

import pytest

from consult.apart.spreadsheet_program import Limits
from consult.apart.spreadsheets import looks_like_a_spreadsheet, open_spreadsheet
from consult.apart.workbook import WorkbookRefused
from tests.instrument.xlsform.forms import a_workbook


def test_values_become_texts_as_a_reader_sees_them() -> None:
    row = ["rent", 1.0, 0.25, True, date(2026, 3, 2), datetime(2026, 3, 2, 9, 30), time(14, 30), None]  # noqa: DTZ001  a cell has no zone
    sheet = open_spreadsheet(a_workbook({"data": [row]}), "data.xlsx").sheets[0]
    assert sheet.rows == (("rent", "1", "0.25", "TRUE", "2026-03-02", "2026-03-02T09:30:00", "14:30:00"),)


def test_a_sheet_keeps_its_name_and_every_cell_its_place() -> None:
    book = open_spreadsheet(a_workbook({"one": [["", "b"], [], ["a"]], "two": []}), "two.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["one", "two"]
    assert book.sheets[0].rows == (("", "b"), (), ("a",))
    assert book.sheets[0].cell(0, 1) == "b"
    assert book.sheets[0].cell(9, 9) == ""


def test_cells_that_are_no_text_are_known_from_those_that_read_so() -> None:
    sheet = open_spreadsheet(a_workbook({"one": [[True, "TRUE", "#REF!", 1]]}), "one.xlsx").sheets[0]
    assert sheet.rows == (("TRUE", "TRUE", "#REF!", "1"),)
    assert (sheet.booleans, sheet.errors) == (("A1",), ("C1",))


def test_who_reads_it_says_how_many_rows_it_may_have() -> None:
    content = a_workbook({"list": [["a"]] * 3})
    assert len(open_spreadsheet(content, "list.xlsx", Limits(rows=3)).sheets[0].rows) == 3
    with pytest.raises(WorkbookRefused) as refused:
        open_spreadsheet(content, "list.xlsx", Limits(rows=2))
    assert (refused.value.code, refused.value.facts["rows"]) == ("sheet_too_large", 3)


def test_a_file_that_is_called_otherwise_is_read_as_what_it_is() -> None:
    book = open_spreadsheet(a_workbook({"one": [["a"]]}), "form.xls")
    assert book.kind == "xlsx"
    assert book.oddities == (("misnamed", {"named": ".xls", "really": ".xlsx"}),)


@pytest.mark.parametrize(
    ("content", "does"), [(b"PK\x03\x04...", True), (b"name,label", False), (b"", False)]
)
def test_a_spreadsheet_is_known_by_how_it_begins(content: bytes, does: bool) -> None:
    assert looks_like_a_spreadsheet(content) is does
