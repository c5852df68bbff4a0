"""What leaves for a translator, as a workbook or a gettext file, and is read back unchanged."""

from io import BytesIO

import openpyxl
import polib
import pytest

from consult.instrument.catalogue import Entry, Provenance
from consult.instrument.languages import language
from consult.instrument.standing import standings
from consult.instrument.translators.po_file import po_bytes, read_po
from consult.instrument.translators.sheet_file import read_sheet, sheet_bytes

PAGES = """\
pages:
  - name: one
    part: core
    questions: [{name: years, type: integer, label: Hoeveel jaar wacht u?, disclosure: safe, translator_note: Hele jaren.}]
"""
NAME, AR = "social-housing/test", language("ar")


@pytest.fixture
def texts(load_after_front):
    entries = {
        "title": Entry(
            "title", "Wonen", "السكن\nهنا", Provenance("reviewed", "Amina, 2026-11-20", "f3, 2026-11-21")
        ),
        "years/label": Entry("years/label", "Hoeveel jaar?", "=كم سنة؟", Provenance("machine")),
    }
    return standings(load_after_front(PAGES), entries)


@pytest.fixture
def sheet(texts):
    return openpyxl.load_workbook(BytesIO(sheet_bytes(NAME, AR, texts)), rich_text=True)["consult"]


def test_only_the_translations_can_be_typed(sheet):
    open_cells = {
        cell.column_letter for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert sheet.protection.sheet
    assert open_cells == {"F"}
    assert all(cell.protection.locked for row in sheet.iter_rows(max_row=2) for cell in row)


def test_an_arabic_sheet_runs_from_right_to_left(sheet, texts):
    assert sheet.sheet_view.rightToLeft
    french = openpyxl.load_workbook(BytesIO(sheet_bytes(NAME, language("fr"), texts)))["consult"]
    assert not french.sheet_view.rightToLeft


def test_each_row_has_source_note_state_and_what_changed(sheet):
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=3)}
    _id, source, note, state, change, text, _was = (cell.value for cell in rows["years/label"])
    assert (source, note, state) == ("Hoeveel jaar wacht u?", "Hele jaren.", "stale")
    assert str(change) == "Hoeveel jaar wacht u?"
    assert [str(part) for part in change if getattr(part, "font", None) and part.font.u] == [" wacht u"]
    assert text == "=كم سنة؟"  # a text, never a formula
    assert rows["years/label"][5].data_type == "s"
    assert rows["consent/agree"][3].value == "missing"


@pytest.mark.parametrize(
    ("file", "told"),
    [("street.png", "unless there is a picture"), ("street.mp3", "the recording in this language")],
)
def test_the_name_of_a_file_says_what_to_do_with_it(load_after_front, file, told):
    shows = {"street.png": "image: street.png, alt: Een straat", "street.mp3": "audio: street.mp3"}[file]
    instrument = load_after_front(PAGES.replace("label: Hoe", f"{shows}, label: Hoe"))
    notes = {one.source: one.note for one in standings(instrument, {})}
    assert told in notes[file]
    assert notes["Hoeveel jaar wacht u?"] == "Hele jaren."


@pytest.mark.parametrize(("write", "read"), [(sheet_bytes, read_sheet), (po_bytes, read_po)])
def test_what_left_comes_back_as_it_was(texts, write, read):
    content = write(NAME, AR if write is sheet_bytes else "ar", texts)
    returned = read(content, "a.xlsx" if write is sheet_bytes else "a.po")
    assert (returned.name, returned.language) == (NAME, "ar")
    assert [(one.key, one.source, one.text) for one in returned.texts] == [
        (one.key, one.source, one.text) for one in texts
    ]


def test_a_gettext_file_shows_the_older_source_to_a_translators_program(texts):
    catalogue = polib.pofile(po_bytes(NAME, "ar", texts).decode())
    stale = next(entry for entry in catalogue if entry.msgctxt == "years/label")
    assert (stale.fuzzy, stale.previous_msgid, stale.msgid) == (
        True,
        "Hoeveel jaar?",
        "Hoeveel jaar wacht u?",
    )
    assert "Hele jaren." in stale.comment
