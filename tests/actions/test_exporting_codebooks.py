"""An instrument as DDI-Codebook: each shipped one, valid; a published version with its number and day; an imported workbook."""

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from flask import Flask

from consult.actions import publishing
from consult.actions.exporting_codebooks import codebook_named, codebook_of_file
from consult.actions.importing import write_instrument
from consult.instrument.languages import SOURCE
from consult.instrument.xlsform.importing import import_workbook
from consult.shipped import shipped
from consult.store import instruments
from tests.actions.closed_survey import a_closed_survey
from tests.dataset.worlds import FIRST
from tests.dataset.writing.ddi_schema import problems
from tests.xlsforms import the_small

DDI = "{ddi:codebook:2_5}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def languages_of(path: Path) -> set[str]:
    """The source and each language that the instrument has a file of wordings in."""
    name = path.relative_to(shipped("instruments")).with_suffix(".po")
    return {SOURCE, *(file.parents[1].name for file in shipped("instruments").glob(f"locale/*/{name}"))}


@pytest.mark.parametrize("path", list(publishing.shipped_files()), ids=lambda path: path.stem)
def test_every_shipped_instrument_has_a_valid_codebook_in_all_its_languages(path: Path) -> None:
    written = codebook_of_file(path)
    assert problems(written) == []
    document = fromstring(written)
    asked = {one.get(LANG) for one in document.iter(f"{DDI}qstnLit")}
    assert asked == languages_of(path)
    assert document.find(f"{DDI}fileDscr") is None


def test_an_imported_workbook_has_a_valid_codebook(tmp_path: Path) -> None:
    file = the_small("subdistrict.xlsx")
    imported = import_workbook(file.read_bytes(), file.name)
    write_instrument(imported, tmp_path)
    written = codebook_of_file(tmp_path / f"{imported.name}.yaml")
    assert problems(written) == []
    assert {one.get(LANG) for one in fromstring(written).iter(f"{DDI}qstnLit")} == {"en", "ar"}


def test_a_published_version_has_its_number_and_the_day_it_was_published(app: Flask) -> None:
    row = a_closed_survey()
    (version,) = instruments.versions_of(row.instrument)
    document = fromstring(codebook_named(f"{row.instrument}@1", app.extensions["folder"]))
    told = document.find(f"{DDI}stdyDscr/{DDI}citation/{DDI}verStmt/{DDI}version")
    assert told is not None
    assert (told.text, told.get("date")) == ("1", version.published_on.isoformat())
    assert document.findtext(f"{DDI}stdyDscr/{DDI}citation/{DDI}titlStmt/{DDI}IDNo") == row.instrument


def test_what_is_said_beside_a_question_and_the_range_of_its_numbers_are_told(
    app: Flask, tmp_path: Path
) -> None:
    wording = FIRST.replace(
        "label: Hoeveel huur?,",
        "label: Hoeveel huur?, hint: Zonder kosten., guidance_hint: Lees traag voor.,",
    ).replace(
        "  - name: earlier\n",
        """  - name: sure
    part: closing
    questions:
      - {name: sure, type: range, span: {start: 0, end: 10, step: 1}, label: Hoe zeker?, disclosure: safe}
  - name: earlier
""",
    )
    file = tmp_path / "social-housing" / "small.yaml"
    file.parent.mkdir()
    file.write_text(wording)
    written = codebook_of_file(file)
    assert problems(written) == []
    found = {one.get("name"): one for one in fromstring(written).iter(f"{DDI}var")}
    assert [
        (one.tag, one.text) for one in found["rent"].findall(f"{DDI}qstn/*") if one.get(LANG) == "nl"
    ] == [
        (f"{DDI}qstnLit", "Hoeveel huur?"),
        (f"{DDI}postQTxt", "Zonder kosten."),
        (f"{DDI}ivuInstr", "Lees traag voor."),
    ]
    span = found["sure"].find(f"{DDI}valrng/{DDI}range")
    assert span is not None
    assert span.attrib == {"UNITS": "INT", "min": "0", "max": "10"}
