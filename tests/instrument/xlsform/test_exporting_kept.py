"""An imported instrument goes out as the workbook that it came from: every cell as it was, except what staff changed since."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from consult.actions import publishing
from consult.actions.importing import write_instrument
from consult.apart.workbook import Sheet
from consult.instrument.definition import Instrument
from consult.instrument.translated import Translations
from consult.instrument.version import canonical
from consult.instrument.xlsform.exporting.export import export_workbook
from consult.instrument.xlsform.imported import Fate, Imported
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.kinds import Fate as TypeFate
from consult.instrument.xlsform.kinds import kind_of
from consult.instrument.xlsform.own.kept import Kept, read_kept
from tests.instrument.xlsform.forms import imported
from tests.instrument.xlsform.round_trips import files_of, rows
from tests.xlsforms import the_real

# How many rows tell of the device or the minute, and how many of those others look at.
REAL = {
    "onaio__onadata__subdistrict": (2, 0),
    "onaio__onadata__tutorial_arabic": (0, 0),
    "onaio__onadata__good_eats": (1, 0),
    "onaio__onadata__multi_lingual": (0, 0),
    "getodk__web-forms__ifrc": (6, 0),
    "getodk__web-forms__socio": (0, 0),
    "impact-initiatives": (4, 0),
    "PMA-2020__ppp__BFR5-Female": (5, 0),
    "PMA-2020__ppp__BFR5-Selection": (5, 1),
    "unhcr-americas": (3, 2),
}
FORM = """\
| survey |
| type | name | label | label::French (fr) | hint | relevant | required | appearance | remark |
| start | start | | | | | | | keep me |
| select_one yn | lives | Lives here? | Habite ici ? | | | yes | | ask first |
| begin group | household | Household | Ménage | | ${lives} = 'yes' | | field-list | |
| note | hello | **Hello** | Bonjour | | | | | |
| select one from yn | alone | Alone? | Seul ? | Tick one. | | TRUE | horizontal | |
| end group | | | | | | | | |
| geopoint | where | Where? | Où ? | | | | | |
| integer | people | How many? | Combien ? | | ${lives} = 'yes' and ${start} != '' | | | |
| text | name_of_house | Name? | Nom ? | | | | | |
| choices |
| list name | name | label | label::French (fr) | extra |
| yn | yes | Yes | Oui | 1 |
| yn | no | No | Non | 2 |
| other | x | X | X | 3 |
| settings |
| form_title | form_id | default_language |
| House | house | English |
"""


def out(found: Imported, change: Callable[[str], str] = str) -> tuple[bytes, Instrument, Translations]:
    """The workbook of an import, after its file was changed, and what it was written from."""
    with TemporaryDirectory() as folder:
        path = write_instrument(found, Path(folder))[0]
        path.write_text(change(found.text), "utf-8")
        checked = publishing.check_file(path)
    assert checked.instrument is not None, checked.problems
    assert checked.translations is not None
    content = export_workbook(checked.instrument, checked.translations, read_kept(found.kept))
    return content, checked.instrument, checked.translations


def comes_back(content: bytes, instrument: Instrument, translations: Translations) -> bool:
    """Whether the workbook holds exactly this instrument."""
    return canonical(*files_of(import_workbook(content, "form.xlsx"))) == canonical(instrument, translations)


# --- nothing was changed


@cache
def real(name: str) -> tuple[Kept, bytes, Instrument, Translations, Imported]:
    """A real workbook as it was kept, as it goes out, and as it is read again."""
    file = the_real(name)
    found = import_workbook(file.read_bytes(), file.name)
    content, instrument, translations = out(found)
    return read_kept(found.kept), content, instrument, translations, import_workbook(content, "form.xlsx")


def of_device(sheet: Sheet) -> list[int]:
    """The rows of a survey that tell of the device or the minute."""
    type_ = next(index for index, cell in enumerate(sheet.rows[0]) if cell.strip() == "type")
    return [
        number
        for number in range(1, len(sheet.rows))
        if kind_of(sheet.cell(number, type_)).fate is TypeFate.DROPPED
    ]


@pytest.mark.parametrize("name", REAL)
def test_a_real_workbook_comes_back_as_it_went(name: str) -> None:
    _kept, _content, instrument, translations, again = real(name)
    assert canonical(*files_of(again)) == canonical(instrument, translations)


@pytest.mark.parametrize("name", REAL)
def test_a_real_workbook_keeps_every_cell_but_those_of_the_device(name: str) -> None:
    before, _content, _instrument, _translations, again = real(name)
    after = read_kept(again.kept)
    assert [sheet.name for sheet in after.workbook.sheets] == [sheet.name for sheet in before.workbook.sheets]
    for old, new in zip(before.workbook.sheets, after.workbook.sheets, strict=True):
        if old.name != "survey":
            assert new.rows == old.rows
            continue
        gone, (dropped, emptied) = of_device(old), REAL[name]
        assert len(gone) == len(after.dropped) == dropped
        stayed = [row for number, row in enumerate(old.rows) if number not in gone]
        assert len(new.rows) == len(stayed) + emptied
        assert [row for row in new.rows if row[-1:] != ("''",)] == stayed


@pytest.mark.parametrize("name", REAL)
def test_sent_out_twice_it_is_the_same_file(name: str) -> None:
    _kept, content, _instrument, _translations, again = real(name)
    assert out(again)[0] == content


def test_rows_columns_and_order_stay_and_ours_come_after() -> None:
    content, instrument, translations = out(imported(FORM, source="en"))
    survey = rows(content, "survey")
    assert list(survey[4])[:6] == ["type", "name", "label", "label::French (fr)", "hint", "required"]
    assert survey[4]["type"] == "select one from yn"
    assert survey[4]["appearance"] == "horizontal"
    assert survey[1]["remark"] == "ask first"
    assert survey[1]["consult::page"] == "lives"
    assert rows(content, "choices")[2] == {
        "list name": "other",
        "name": "x",
        "label": "X",
        "label::French (fr)": "X",
        "extra": "3",
    }
    assert comes_back(content, instrument, translations)


def test_what_is_inactive_stays_and_says_so() -> None:
    found = imported(FORM, source="en")
    content, _instrument, _translations = out(found)
    inactive = [one.name for one in found.outcomes if one.fate is Fate.INACTIVE]
    assert inactive == ["where", "people"]
    again = import_workbook(content, "form.xlsx")
    assert [one.name for one in again.outcomes if one.fate is Fate.INACTIVE] == ["start", *inactive]
    assert [row["name"] for row in rows(content, "survey") if row.get("consult::asked") == "no"] == [
        "start",
        *inactive,
    ]


def test_what_would_tell_of_the_device_is_left_out_and_counted() -> None:
    content, _instrument, _translations = out(imported(FORM, source="en"))
    first = rows(content, "survey")[0]
    assert (first["type"], first["name"], first["calculation"], first["remark"]) == (
        "calculate",
        "start",
        "''",
        "keep me",
    )
    notes = [row["1"] for row in rows(content, "_consult") if row["consult"] == "note"]
    assert notes[-1] == (
        "1 rows of the original are left out or emptied, since they would tell who answers, when exactly or with which "
        "device: start (start)."
    )


def test_a_row_of_the_device_that_nothing_looks_at_is_not_there() -> None:
    form = "| survey |\n| type | name | label |\n| deviceid | id | |\n| text | a | A? |\n"
    content, instrument, translations = out(imported(form))
    assert [row["name"] for row in rows(content, "survey")] == ["a"]
    assert comes_back(content, instrument, translations)


# --- staff changed something


def test_a_label_that_staff_changed_is_changed_in_its_cell_alone() -> None:
    content, instrument, translations = out(
        imported(FORM, source="en"), lambda text: text.replace("Lives here?", "Do you live here?")
    )
    assert rows(content, "survey")[1]["label"] == "Do you live here?"
    assert rows(content, "survey")[1]["label::French (fr)"] == "Habite ici ?"
    assert instrument.questions["lives"].label == "Do you live here?"
    assert comes_back(content, instrument, translations)


def test_what_staff_took_out_is_gone_and_what_they_added_stands_in_its_place() -> None:
    def change(text: str) -> str:
        start = text.index("      - name: name_of_house")
        return text[:start] + (
            "      - {name: garden, type: select_multiple yn or_other, label: Garden?, disclosure: safe, dont_know: true}\n"
        )

    content, instrument, translations = out(imported(FORM, source="en"), change)
    survey = rows(content, "survey")
    assert [row.get("name") for row in survey] == [
        *("start", "lives", "household", "hello", "alone", "garden", None, "where", "people"),
    ]
    assert survey[5]["type"] == "select_multiple yn or_other"
    assert survey[5]["consult::dont_know"] == "yes"
    assert comes_back(content, instrument, translations)


def test_roles_conditions_and_choices_that_staff_gave_come_along() -> None:
    def change(text: str) -> str:
        text = text.replace("disclosure: undecided", "disclosure: sensitive", 1)
        return text.replace("label: 'No'\n", "label: Never\n    - name: maybe\n      label: Maybe\n")

    content, instrument, translations = out(imported(FORM, source="en"), change)
    assert rows(content, "survey")[1]["consult::disclosure"] == "sensitive"
    assert [(row["name"], row["label"]) for row in rows(content, "choices")] == [
        *(("yes", "Yes"), ("no", "Never"), ("maybe", "Maybe"), ("x", "X")),
    ]
    assert comes_back(content, instrument, translations)


def test_a_new_order_comes_along() -> None:
    def change(text: str) -> str:
        front, *pages = text.split("\n  - name: ")
        return "\n  - name: ".join([front, pages[0], pages[2].rstrip("\n"), pages[1]]) + "\n"

    content, instrument, translations = out(imported(FORM, source="en"), change)
    assert list(instrument.questions) == ["lives", "name_of_house", "hello", "alone"]
    assert comes_back(content, instrument, translations)


def test_choices_in_a_new_order_come_along() -> None:
    def change(text: str) -> str:
        first, second = "    - name: 'yes'\n      label: 'Yes'\n", "    - name: 'no'\n      label: 'No'\n"
        return text.replace(first + second, second + first)

    content, instrument, translations = out(imported(FORM, source="en"), change)
    assert [choice.name for choice in instrument.choice_lists["yn"]] == ["no", "yes"]
    assert comes_back(content, instrument, translations)
    again = read_kept(import_workbook(content, "form.xlsx").kept)
    assert [sheet.rows[0] for sheet in again.workbook.sheets if sheet.name == "choices"] == [
        ("list name", "name", "label", "label::French (fr)", "extra")
    ]


def test_sheets_with_one_colon_keep_to_one() -> None:
    """Other tools read `label:English` as one word as soon as any heading of the sheet has two colons."""
    form = "| survey |\n| type | name | label:English | label:French |\n| text | a | A? | Quoi ? |\n"
    content, instrument, translations = out(imported(form))
    assert [heading for heading in rows(content, "survey")[0] if "::" in heading] == []
    assert rows(content, "survey")[0]["consult:page"] == "a"
    assert comes_back(content, instrument, translations)


def test_a_workbook_that_was_kept_by_an_earlier_version_goes_out_as_it_came(tmp_path: Path) -> None:
    found = imported(FORM, source="en")
    path = write_instrument(found, tmp_path)[1]
    old = {"format": 1, "unmarked": None, "instrument": "", "catalogues": {}}
    written = {**json.loads(path.read_text("utf-8")), **old}
    kept = read_kept(json.dumps(written))
    checked = publishing.check_file(path.with_name("house.yaml"))
    assert checked.instrument is not None
    assert checked.translations is not None
    content = export_workbook(checked.instrument, checked.translations, kept)
    assert comes_back(content, checked.instrument, checked.translations)


def test_the_changed_label_of_a_choice_called_video_goes_out_as_its_label() -> None:
    form = """\
| survey |
| type | name | label |
| select_one media | best | Best? |
| choices |
| list_name | name | label |
| media | video | Film |
| media | n/a | None |
"""
    content, instrument, translations = out(
        imported(form, source="en"), lambda text: text.replace("label: Film", "label: Films")
    )
    assert [one["label"] for one in rows(content, "choices")] == ["Films", "None"]
    assert comes_back(content, instrument, translations)
