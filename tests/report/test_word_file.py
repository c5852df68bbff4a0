"""The Word file: real styles, headings that repeat, words for pictures, directions, and no person or clock in it."""

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from consult.report.document import Prose, generated
from consult.report.word_file import word_file
from consult.report.word_reading import NotAReport, standing
from tests.report.worlds import ARABIC, a_report


@pytest.fixture(scope="module")
def file() -> Any:
    return docx.Document(io.BytesIO(word_file(a_report())))


def test_every_part_has_its_real_style(file: Any) -> None:
    styles = {one.style.name for one in file.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote", "List Bullet"} <= styles


def test_captions_are_numbered_by_a_field_tables_and_figures_apart(file: Any) -> None:
    captions = [one for one in file.paragraphs if one.style.name == "Caption"]
    fields = [one._p.find(qn("w:fldSimple")) for one in captions]
    shown = [(one.get(qn("w:instr")).split()[1], one.find(f".//{qn('w:t')}").text) for one in fields]
    assert shown == [("Figuur", "1"), ("Tabel", "1"), ("Tabel", "2")]


def test_the_headings_of_a_table_come_back_on_every_page(file: Any) -> None:
    assert len(file.tables) == 2
    for table in file.tables:
        first, *others = (row._tr.trPr for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert all(one.find(qn("w:tblHeader")) is None and one.find(qn("w:cantSplit")) is not None for one in others)  # fmt: skip


def test_a_picture_says_what_it_shows(file: Any) -> None:
    assert [one._inline.docPr.get("descr") for one in file.inline_shapes] == ["33 mensen zijn eigenaar."]


def test_arabic_is_read_from_the_right_and_says_its_language(file: Any) -> None:
    quote = next(one for one in file.paragraphs if one.style.name == "Quote")
    assert quote.text == ARABIC
    assert quote._p.pPr.find(qn("w:bidi")) is not None
    about = quote.runs[0]._r.rPr
    assert about.find(qn("w:rtl")) is not None
    assert about.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"
    in_a_table = file.tables[1].rows[1].cells[1].paragraphs[0]
    assert in_a_table._p.pPr.find(qn("w:bidi")) is not None


def test_it_is_dutch_of_belgium(file: Any) -> None:
    defaults = file.styles.element.find(qn("w:docDefaults"))
    assert [one.get(qn("w:val")) for one in defaults.iter(qn("w:lang"))] == ["nl-BE"]


def test_it_names_the_organisation_and_a_day_and_nobody(file: Any) -> None:
    about = file.core_properties
    assert (about.author, about.last_modified_by, about.title) == ("LEVL vzw", "", "Sociale huisvesting")
    assert {about.created.replace(tzinfo=None), about.modified.replace(tzinfo=None)} == {datetime(2026, 4, 2)}  # noqa: DTZ001  as the library reads it


def test_no_clock_is_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(word_file(a_report()))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_page_says_that_it_is_a_draft(file: Any) -> None:
    assert file.sections[0].header.paragraphs[0].text == "ONTWERP"


def test_an_edition_shows_no_place_to_write() -> None:
    told = "\n".join(one.text for one in docx.Document(io.BytesIO(word_file(a_report(is_draft=False)))).paragraphs)  # fmt: skip
    assert "Geschreven." in told
    assert "Nog te schrijven" not in told


def test_each_generated_block_is_found_again_and_no_prose() -> None:
    report = a_report(is_draft=False)
    found = standing(word_file(report), report)
    assert set(found) == set(generated(report))
    assert found["l"] == "Eén.\nTwee."
    assert not any(block.id in found for block in report.blocks if isinstance(block, Prose))


def test_a_file_that_is_no_word_document_is_refused_in_words() -> None:
    with pytest.raises(NotAReport, match=r"\.docx"):
        standing(b"%PDF-1.7", a_report())
