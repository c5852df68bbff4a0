"""What a program or the time made of a file: a lost quotation mark, a formula that failed, a question that is gone."""

from io import BytesIO

import openpyxl
import pytest
from flask import Flask

from consult.actions import translating, translating_files
from consult.actions.translating_files import Brought
from consult.folder import DataFolder
from consult.instrument.translators.returned import ReturnRefused
from tests.actions.translating_world import AR, NAME, catalogue, small_instrument, text


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    small_instrument(found)
    return found


@pytest.mark.parametrize(
    "torn",
    ['msgstr "كم سنة تنتظر؟', 'msgstr كم سنة تنتظر؟"', "msgstr كم سنة تنتظر؟", 'msgstr "كم "سنة" تنتظر؟"'],
)
def test_a_text_that_lost_a_quotation_mark_loses_no_letter(folder: DataFolder, torn: str) -> None:
    left = translating_files.export(NAME, AR, "po", folder).decode()
    broken = left.replace('msgstr "كم سنة تنتظر؟"', torn)
    line = broken.split("\n").index(torn) + 1
    with pytest.raises(ReturnRefused) as refused:
        translating_files.take(Brought(broken.encode(), "a.po"), folder, "amina")
    assert [(one.line, one.kind) for one in refused.value.problems] == [
        (line, "a text that does not stand between two quotation marks")
    ]
    assert text(folder).text == "كم سنة تنتظر؟"


def test_a_catalogue_that_lost_one_is_told_by_the_check(folder: DataFolder) -> None:
    path = catalogue(folder)
    path.write_text(path.read_text("utf-8").replace('كم سنة تنتظر؟"', "كم سنة تنتظر؟"), encoding="utf-8")
    (problem,) = translating.checked_as(NAME, folder).errors
    assert problem.kind == "a text that does not stand between two quotation marks"


@pytest.mark.parametrize(("value", "type_"), [("#REF!", "e"), ("#N/A", "e"), (True, "b")])
def test_what_a_formula_came_to_is_no_translation(folder: DataFolder, value: object, type_: str) -> None:
    book = openpyxl.load_workbook(BytesIO(translating_files.export(NAME, AR, "xlsx", folder)))
    (row,) = [row for row in book["consult"].iter_rows(min_row=3) if row[0].value == "title"]
    row[5].value, row[5].data_type = value, type_
    content = BytesIO()
    book.save(content)
    with pytest.raises(ReturnRefused) as refused:
        translating_files.take(Brought(content.getvalue(), "a.xlsx"), folder, "amina")
    problem, *_of_the_words = refused.value.problems
    shown = "TRUE" if value is True else value
    assert str(problem).startswith(
        f"a.xlsx consult!{row[5].coordinate}  {shown}, which a spreadsheet program worked out"
    )
    assert text(folder, "title").text == "السكن"


def test_the_translation_of_a_question_that_is_gone_is_not_put_under_another(folder: DataFolder) -> None:
    gone = '\n\n#. consult: machine\nmsgctxt "helps/label"\nmsgid "Hielp dat?"\nmsgstr "نعم؟"\n'
    file = translating_files.export(NAME, AR, "po", folder) + gone.encode()
    with pytest.raises(ReturnRefused) as refused:
        translating_files.take(Brought(file, "a.po"), folder, "amina")
    (told,) = map(str, refused.value.problems)
    assert 'unknown id "helps/label"; an id as it left. If it is the id with which it left, ' in told
    assert "take the line away" in told
