"""Files beside a form in which other rows look things up: csv-external, xml-external and search()."""

import pytest

from consult.instrument.definition import Instrument
from consult.instrument.xlsform.exporting.export import export_workbook
from consult.instrument.xlsform.imported import Fate, Imported, Wish
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.own.kept import read_kept
from tests.instrument.xlsform.forms import row, said
from tests.instrument.xlsform.round_trips import files_of, rows

FILES = {
    "towns.csv": b"code,naam,name_fr,region\ngent,Gent,Gand,east\nbrugge,Brugge,Bruges,west\n",
    "mayors.xml": b"<mayors><item><town>gent</town><mayor>A</mayor></item><item><town>brugge</town><mayor>B</mayor></item></mayors>",
}
LOOKED_UP = """\
| survey |
| type | name | label | calculation |
| csv-external | towns | | |
| xml-external | mayors | | |
| csv-external | lost | | |
| text | town | Which town? | |
| calculate | region | | pulldata('towns', 'region', 'code', ${town}) |
| calculate | mayor | | instance('mayors')/root/item[town = ${town}]/mayor |
| calculate | gone | | instance('lost')/root/item[town = ${town}]/mayor |
"""
SEARCHED = """\
| survey |
| type | name | label::English (en) | label::French (fr) | appearance |
| text | region | Region? | Région ? | |
| select_one towns | town | Town? | Ville ? | APPEARANCE |
| choices |
| list_name | name | label::English (en) | label::French (fr) |
| towns | code | naam | name_fr |
"""


def brought(text: str, files: dict[str, bytes] | None = None) -> Imported:
    return import_workbook(text.encode(), "form.md", Wish(files=FILES if files is None else files))


def asked(found: Imported) -> Instrument:
    assert found.instrument is not None
    return found.instrument


def comes_back(found: Imported) -> Imported:
    instrument, translations = files_of(found)
    content = export_workbook(instrument, translations, read_kept(found.kept))
    again = import_workbook(content, "form.xlsx")
    assert files_of(again) == (instrument, translations)
    return again


def test_rows_that_name_a_file_are_lists_to_look_things_up_in() -> None:
    found = brought(LOOKED_UP)
    assert {one.name: one.fate.value for one in found.outcomes} == {
        "towns": "looked up", "mayors": "looked up", "lost": "inactive", "town": "asked", "region": "worked out",
        "mayor": "worked out", "gone": "inactive",
    }  # fmt: skip
    lists = asked(found).choice_lists
    assert [dict(one.columns) for one in lists["mayors"]] == [
        {"mayor": "A", "town": "gent"}, {"mayor": "B", "town": "brugge"},
    ]  # fmt: skip
    assert [dict(one.columns) for one in lists["towns"]] == [
        {"code": "gent", "region": "east"}, {"code": "brugge", "region": "west"},
    ]  # fmt: skip


def test_a_file_that_did_not_come_along_is_named() -> None:
    assert [one.found for one in row(brought(LOOKED_UP), "lost").why] == [
        'the list of choices in "lost.csv" did not come along.'
    ]


def test_they_go_out_as_they_came_and_come_back_without_the_files() -> None:
    again = comes_back(brought(LOOKED_UP))
    assert [one.name for one in again.outcomes if one.fate is Fate.LOOKED_UP] == ["towns", "mayors"]


@pytest.mark.parametrize(
    ("appearance", "filter_"),
    [
        ("search('towns')", ""),
        ("minimal search('towns', 'matches', 'region', ${region})", "region = ${region}"),
        ("search('towns.csv', 'contains', 'naam', 'g')", "contains(naam, 'g')"),
        (
            "search('towns', 'startswith', 'naam', ${region}, 'region', 'east')",
            "starts-with(naam, ${region}) and region = 'east'",
        ),
        ("search('towns', 'matches', 'code', ${region})", "name = ${region}"),
    ],
)
def test_a_search_is_a_list_with_a_filter(appearance: str, filter_: str) -> None:
    found = brought(SEARCHED.replace("APPEARANCE", appearance))
    town = asked(found).questions["town"]
    assert [(one.name, one.label) for one in town.choices] == [("gent", "Gent"), ("brugge", "Brugge")]
    assert (town.choice_filter.source if town.choice_filter else "") == filter_
    assert town.appearance == ("minimal" if "minimal" in appearance else "")
    assert 'msgstr "Gand"' in found.catalogues["fr"]
    comes_back(found)


def test_a_form_that_searches_keeps_its_cells() -> None:
    found = brought(SEARCHED.replace("APPEARANCE", "search('towns', 'matches', 'region', ${region})"))
    instrument, translations = files_of(found)
    content = export_workbook(instrument, translations, read_kept(found.kept))
    assert rows(content, "survey")[1]["appearance"] == "search('towns', 'matches', 'region', ${region})"
    assert rows(content, "survey")[1]["type"] == "select_one towns"


@pytest.mark.parametrize(
    "appearance",
    [
        "search('lost')",
        "search(${region})",
        "search('towns', 'like', 'region', 'x')",
        "search('towns', 'matches'",
    ],
)
def test_a_search_that_cannot_be_done_is_kept(appearance: str) -> None:
    found = brought(SEARCHED.replace("APPEARANCE", appearance))
    assert row(found, "town").fate is Fate.INACTIVE
    assert "survey!E3: type search() is not supported yet." in said(found)


def test_a_search_in_columns_that_are_not_there_is_kept() -> None:
    found = brought(SEARCHED.replace("APPEARANCE", "search('towns')").replace("naam", "label_nl"))
    assert row(found, "town").fate is Fate.INACTIVE


@pytest.mark.parametrize(
    "rows_of_list",
    [
        "| towns | 1 | Elsewhere | Ailleurs |\n| towns | code | naam | name_fr |",
        "| towns | code | naam, region | name_fr |",
    ],
)
def test_a_search_with_choices_of_its_own_or_labels_put_together_is_kept(rows_of_list: str) -> None:
    form = SEARCHED.replace("APPEARANCE", "search('towns')").replace(
        "| towns | code | naam | name_fr |", rows_of_list
    )
    assert row(brought(form), "town").fate is Fate.INACTIVE


def test_a_file_that_two_questions_read_by_other_columns_is_asked_as_the_first_has_it() -> None:
    found = brought(
        "| survey |\n| type | name | label | parameters |\n| select_one_from_file towns.csv | a | A? | value=code label=naam |\n"
        "| select_one_from_file towns.csv | b | B? | value=code label=name_fr |\n| select_one_from_file towns.csv | c | C? | label=naam value=code |"
    )
    assert [one.fate.value for one in found.outcomes] == ["asked", "inactive", "asked"]
    (why,) = row(found, "b").why
    assert (why.cell, why.found) == (
        "survey!D3",
        'another question reads "towns.csv" by the columns code, naam, and a list has one of each.',
    )
