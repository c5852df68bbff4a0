"""A form with pictures and sounds: in a zip with them, or without; out again; and back."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from consult.actions import publishing
from consult.actions.importing import write_instrument
from consult.apart.workbook import WorkbookRefused
from consult.instrument.importing import imported_form
from consult.instrument.translated import State, Translations
from consult.instrument.xlsform.exporting.export import export_workbook
from consult.instrument.xlsform.imported import Imported, Wish
from consult.instrument.xlsform.list_files import NoList, rows_in
from consult.instrument.xlsform.own.kept import read_kept
from consult.instrument.xlsform.remarks import Sort
from tests.instrument.xlsform.forms import a_workbook, imported, said
from tests.instrument.xlsform.round_trips import rows
from tests.pictures import a_jpeg, a_png, an_mp3

FORM = a_workbook(
    {
        "survey": [
            ["type", "name", "label::English (en)", "label::Arabic (ar)", "media::image::English (en)", "audio::Arabic (ar)", "big-image::English (en)"],
            ["select_one homes", "home", "Where?", "أين؟", "street.jpg", "where-ar.mp3", "street.jpg"],
            ["note", "thanks", "Thanks", "شكرا", "lost.png"],
            ["text", "why", "Why?", "لماذا؟", "page.png"],
        ],
        "choices": [
            ["list_name", "name", "label::English (en)", "label::Arabic (ar)", "image"],
            ["homes", "house", "A house", "بيت", "house.png"],
            ["homes", "flat", "A flat", "شقة", "lost.png"],
        ],
        "settings": [["form_title", "default_language"], ["Homes", "English (en)"]],
    }
)  # fmt: skip
FILES = {
    "street.jpg": a_jpeg(),
    "where-ar.mp3": an_mp3(),
    "house.png": a_png(),
    "page.png": b"<html>",
    "unnamed.png": a_png(),
}


def _zipped(**more: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("form/form.xlsx", FORM)
        for name, file in (FILES | more).items():
            archive.writestr(f"form/media/{name}", file)
    return content.getvalue()


def _written(found: Imported, folder: Path) -> tuple[list[str], publishing.Checked]:
    files = write_instrument(found, folder)
    return sorted(file.name for file in files if "-media" in file.parent.name), publishing.check_file(
        files[0]
    )


def test_a_zip_brings_the_form_and_what_it_shows(tmp_path: Path) -> None:
    found = imported_form(_zipped(), "form.zip")
    names, checked = _written(found, tmp_path)
    assert names == ["house.png", "street.jpg", "where-ar.mp3"]
    assert checked.errors == ()
    assert checked.instrument is not None
    assert checked.translations is not None
    home = checked.instrument.questions["home"]
    assert (home.shown.image, home.shown.big_image) == ("street.jpg", "street.jpg")
    assert home.choices[0].shown.image == "house.png"
    arabic = checked.translations.of("ar")
    assert (arabic["home/audio"].text, arabic["home/audio"].state) == ("where-ar.mp3", State.DRAFT)
    assert arabic["home/image"].text == "street.jpg"
    assert arabic["home/alt"].state is State.MISSING


def test_a_file_that_is_missing_or_wrong_is_told_with_its_cell_and_the_form_is_taken(tmp_path: Path) -> None:
    told = said(imported_form(_zipped(), "form.zip"))
    assert (
        'choices!E3 (and 1 more: survey!E3): the file "lost.png" did not come along; the question is asked without it. '
        "Bring it in a zip with the workbook, or name its folder with --media."
    ) in told
    assert (
        'survey!E4: the file "page.png" is not shown: "page.png" is something else inside; expected a file of type image/png. '
        "Mend the file."
    ) in told


def test_what_pictures_show_is_left_to_be_written() -> None:
    found = imported_form(_zipped(), "form.zip")
    assert [one.facts for one in found.of(Sort.TO_DO) if one.code == "alternative_missing"] == [{"count": 1}]


def test_without_its_files_the_same_form_is_asked_in_words(tmp_path: Path) -> None:
    names, checked = _written(imported_form(FORM, "form.xlsx"), tmp_path)
    assert names == []
    assert checked.errors == ()
    assert checked.instrument is not None
    assert not any(question.shown for question in checked.instrument.questions.values())


@pytest.mark.parametrize("files", [FILES, {}], ids=["with its files", "without"])
def test_it_goes_out_with_every_cell_and_comes_back_the_same(files: dict[str, bytes]) -> None:
    found = imported_form(FORM, "form.xlsx", Wish(files=files))
    assert found.instrument is not None
    translations = _translations(found)
    content = export_workbook(found.instrument, translations, read_kept(found.kept))
    assert rows(content, "survey")[0]["media::image::English (en)"] == "street.jpg"
    assert rows(content, "survey")[1]["media::image::English (en)"] == "lost.png"
    assert rows(content, "choices")[1]["image"] == "lost.png"
    back = imported_form(content, "form.xlsx", Wish(files=files))
    assert back.instrument == found.instrument
    assert _translations(back) == translations
    assert sorted(back.media) == sorted(found.media)


def _translations(found: Imported) -> Translations:
    with TemporaryDirectory() as folder:
        checked = publishing.check_file(write_instrument(found, Path(folder))[0])
    assert checked.errors == ()
    assert checked.translations is not None
    return checked.translations


def test_a_zip_with_too_much_in_it_is_refused() -> None:
    with pytest.raises(WorkbookRefused, match="too_many_files"):
        imported_form(_zipped(**{"bomb.png": b"\x00" * 100_000_001}), "form.zip")


def test_a_zip_with_two_forms_is_refused_with_the_names_of_both() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("now/form.xlsx", "older/form.xlsx", "__MACOSX/._form.xlsx", "town.csv"):
            archive.writestr(name, b"x")
    with pytest.raises(WorkbookRefused) as refused:
        imported_form(content.getvalue(), "form.zip")
    assert (refused.value.code, refused.value.facts) == (
        "several_forms",
        {"forms": "now/form.xlsx, older/form.xlsx"},
    )


def test_a_zip_without_a_workbook_is_refused_as_before() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("../../etc/passwd.png", a_png())
    with pytest.raises(WorkbookRefused, match="other_zip"):
        imported_form(content.getvalue(), "form.zip")


TOWNS = a_workbook(
    {
        "survey": [
            ["type", "name", "label", "choice_filter", "parameters", "calculation"],
            ["text", "region", "Region?"],
            [
                "select_one_from_file towns.csv",
                "town",
                "Town?",
                "region = ${region}",
                "value=code label=naam",
            ],
            ["select_multiple_from_file parks.geojson", "parks", "Parks?"],
            ["calculate", "mayor", "", "", "", "pulldata('mayors', 'mayor', 'town', ${town})"],
            ["select_one_from_file lost.csv", "lost", "Lost?"],
        ],
        "settings": [["form_title", "default_language"], ["Towns", "English (en)"]],
    }
)
LISTS = {
    "towns.csv": b"code,naam,region\ngent,Gent,east\nbrugge,Brugge,west\n",
    "mayors.csv": b"town,mayor\ngent,A\nbrugge,B\n",
    "parks.geojson": b'{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "p1", "properties": {"title": "Park 1"},'
    b' "geometry": {"type": "Point", "coordinates": [3.7, 51.0]}}]}',
}


def test_lists_of_choices_come_from_files_with_their_columns() -> None:
    found = imported_form(TOWNS, "towns.xlsx", Wish(files=LISTS))
    assert found.instrument is not None
    asked = found.instrument.questions
    assert [(one.name, one.label, dict(one.columns)) for one in asked["town"].choices] == [
        ("gent", "Gent", {"region": "east"}),
        ("brugge", "Brugge", {"region": "west"}),
    ]
    assert [(one.name, one.label) for one in asked["parks"].choices] == [("p1", "Park 1")]
    assert "mayor" in asked
    assert "lost" not in asked
    assert (
        'survey!A6: the list of choices in "lost.csv" did not come along. '
        "Bring it in a zip with the workbook, or name its folder with --media."
    ) in said(found)


def test_a_form_with_lists_in_files_goes_out_and_comes_back_without_them() -> None:
    found = imported_form(TOWNS, "towns.xlsx", Wish(files=LISTS))
    assert found.instrument is not None
    translations = _translations(found)
    content = export_workbook(found.instrument, translations, read_kept(found.kept))
    assert rows(content, "survey")[1]["type"] == "select_one_from_file towns.csv"
    assert rows(content, "choices") == []
    back = imported_form(content, "form.xlsx")
    assert back.instrument == found.instrument
    assert _translations(back) == translations


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a,b\n1,2\n", 'no column "code", but a, b'),
        (b"", "it has no rows"),
        (b"\x00\x01", "it is no table"),
    ],
    ids=["columns", "empty", "binary"],
)
def test_a_file_that_holds_no_list_is_told(content: bytes, told: str) -> None:
    found = imported_form(TOWNS, "towns.xlsx", Wish(files=LISTS | {"towns.csv": content}))
    assert any(
        one.startswith(f'survey!A3: no choices can be read from "towns.csv": {told}') for one in said(found)
    )


def test_xml_that_names_entities_is_no_list() -> None:
    with pytest.raises(NoList, match="it is no plain XML"):
        rows_in("a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><places><item><name>&b;</name></item></places>')
    assert rows_in("a.xml", b"<places><item><name>x</name><label>X</label></item></places>") == [
        {"name": "x", "label": "X"}
    ]


def test_a_picture_whose_name_no_folder_takes_costs_only_itself() -> None:
    form = b"| survey |\n| type | name | label | image |\n| text | home | Home? | a?.png |"
    found = imported_form(form, "form.md", Wish(files={"a?.png": a_png()}))
    assert found.instrument is not None
    assert found.instrument.questions["home"].shown.image == ""
    assert [(one.code, one.cell) for one in found.remarks if one.cell == "survey!D2"] == [
        ("media_refused", "survey!D2")
    ]


def test_a_list_in_a_file_that_no_list_is_called_after_costs_only_its_question() -> None:
    form = "| survey |\n| type | name | label |\n| select_one_from_file don't.csv | town | Town? |\n| text | why | Why? |\n"
    found = imported(form, files={"don't.csv": b"name,label\na,A\n"})
    assert [(one.name, one.fate.value) for one in found.outcomes] == [("town", "inactive"), ("why", "asked")]
    assert found.instrument is not None
    assert any('no list is called "don\'t"' in one for one in said(found))
