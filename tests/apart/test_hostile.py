"""Spreadsheets that are broken, or were made to fill a computer: refused in seconds, with what to do."""

import io
import resource
import zipfile
from contextlib import suppress

import pytest

from consult.apart.sentences import REFUSALS
from consult.apart.spreadsheets import open_spreadsheet
from consult.apart.workbook import WorkbookRefused
from tests.instrument.xlsform.forms import a_workbook, inside, with_file

FORM = {"survey": [["type", "name", "label"], ["text", "a", "What is it?"]]}
SHEET = "xl/worksheets/sheet1.xml"
pytestmark = pytest.mark.usefixtures("within_seconds")


def why_refused(content: bytes) -> str:
    with pytest.raises(WorkbookRefused) as refused:
        open_spreadsheet(content, "form.xlsx")
    what, mend = (sentence.format(**refused.value.facts) for sentence in REFUSALS[refused.value.code])
    assert mend.endswith(".")
    return what


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(share: float) -> None:
    whole = a_workbook(FORM)
    assert "breaks off or is damaged" in why_refused(whole[: int(len(whole) * share)])


def test_every_byte_that_is_damaged_is_a_refusal_or_a_workbook() -> None:
    """Whatever a bad disk does to a workbook, nothing but a refusal comes out of it."""
    whole = bytearray(a_workbook(FORM))
    for place in range(40, len(whole), len(whole) // 25):
        broken = bytes(whole[:place]) + bytes([whole[place] ^ 0xFF]) + bytes(whole[place + 1 :])
        with suppress(WorkbookRefused):
            open_spreadsheet(broken, "form.xlsx")


def test_a_zip_of_something_else_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("letter.txt", "Dear Sir")
    assert why_refused(content.getvalue()) == "a zip file that is no Excel workbook"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = with_file(a_workbook(FORM), "xl/media/picture.bin", b"\x00" * 150_000_000)
    assert len(bomb) < 300_000
    assert "unpacks to more than 100 MB" in why_refused(bomb)


def test_a_zip_that_lies_about_its_size_is_counted_by_what_comes_out() -> None:
    bomb = bytearray(with_file(a_workbook(FORM), "xl/media/picture.bin", b"\x00" * 150_000_000))
    told = (150_000_000).to_bytes(4, "little")
    while (place := bomb.find(told)) >= 0:
        bomb[place : place + 4] = (1000).to_bytes(4, "little")
    assert any(word in why_refused(bytes(bomb)) for word in ("unpacks to more", "damaged"))


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("file", [SHEET, "xl/styles.xml", "xl/workbook.xml"])
def test_entities_that_multiply_or_reach_outside_are_refused(declared: bytes, file: str) -> None:
    whole = a_workbook(FORM)
    text = inside(whole, file)
    body = text[text.index(b"?>") + 2 :] if text.startswith(b"<?xml") else text
    assert "DOCTYPE" in why_refused(with_file(whole, file, declared + body))


def test_entities_in_another_encoding_are_refused_too() -> None:
    whole = a_workbook(FORM)
    text = LAUGHS.decode().replace('"1.0"?', '"1.0" encoding="UTF-16"?') + "<worksheet/>"
    assert "DOCTYPE" in why_refused(with_file(whole, SHEET, text.encode("utf-16")))


def test_a_cell_at_the_far_corner_fills_no_memory() -> None:
    whole = a_workbook(FORM)
    sheet = inside(whole, SHEET).replace(
        b"</sheetData>",
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
    )
    assert "something stands in cell XFD1048576" in why_refused(with_file(whole, SHEET, sheet))


def test_the_server_keeps_its_memory_whatever_the_workbook() -> None:
    """Reading happens in a process of its own, which may not use more than it was given."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(WorkbookRefused):
        open_spreadsheet(
            with_file(a_workbook(FORM), "xl/media/picture.bin", b"\x00" * 150_000_000), "form.xlsx"
        )
    assert (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000
    )  # kB, of which 150 MB is the test's own
