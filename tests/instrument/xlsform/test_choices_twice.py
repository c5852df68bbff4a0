"""A choice that stands twice in its list, as a form can allow: nobody is offered the choices of somewhere else."""

import pytest

from consult.instrument.routing import offered
from consult.instrument.xlsform.imported import Imported
from consult.instrument.xlsform.importing import import_workbook
from tests.instrument.xlsform.forms import imported, row
from tests.instrument.xlsform.round_trips import files_of, goes_around
from tests.instrument.xlsform.test_exporting_kept import out

REGIONS = (
    "| list_name | name | label | reg | far |\n| town | aalst | Aalst | n | 1 |\n| town | 98 | Other | n | 1 |\n\
| town | binche | Binche | s | 2 |\n| town | 98 | Other | s | 1 |\n| town | 98 | Other | s | 2 |\n"
)


def form(allowed: str, choices: str = REGIONS, filter_: str = "reg = ${reg}") -> Imported:
    return imported(
        "| survey |\n| type | name | label | choice_filter |\n| text | reg | Region? | |\n"
        f"| select_one town | near | Which? | {filter_} |\n| select_one town | any | Any? | |\n"
        f"| choices |\n{choices}| settings |\n| allow_choice_duplicates |\n| {allowed} |"
    )


def names(found: Imported, **known: str | float) -> list[str]:
    assert found.instrument is not None
    return [one.name for one in offered(found.instrument.questions["near"], known)]


@pytest.mark.parametrize(
    "filter_",
    [
        "reg = ${reg}",
        "${reg} = reg",
        "${reg} != '' and reg = ${reg}",
        "selected(${reg}, reg)",
        "reg = ${reg} and far > 0",
        "not(reg != ${reg})",
        "reg = ${reg} and ('n' = reg or far = 2)",
    ],
)
def test_each_is_offered_where_one_of_its_rows_would_be(filter_: str) -> None:
    found = form("yes", filter_=filter_)
    assert names(found, reg="n") == ["aalst", "98"]
    assert names(found, reg="s") == ["binche", "98"]
    assert names(found, reg="x") == []


def test_each_row_is_compared_by_itself() -> None:
    found = form("yes", filter_="reg = ${reg} and far = 2")
    assert (names(found, reg="n"), names(found, reg="s")) == ([], ["binche", "98"])


@pytest.mark.parametrize("filter_", ["reg = ${reg}", "selected(${reg}, reg)"])
def test_its_rows_go_out_as_they_came_in(filter_: str) -> None:
    assert goes_around(form("yes", filter_=filter_))


def test_a_word_that_staff_change_changes_in_all_its_rows() -> None:
    content, _instrument, _translations = out(form("yes"), lambda text: text.replace("Other", "Elsewhere"))
    again = import_workbook(content, "form.xlsx")
    assert {str(one.label) for one in files_of(again)[0].questions["near"].choices} == {
        "Aalst",
        "Binche",
        "Elsewhere",
    }
    assert again.kept.count("Elsewhere") > 3
    assert '"Other"' not in again.kept


def test_hundreds_of_rows_of_one_choice_are_compared_at_once() -> None:
    many = "".join(f"| town | 98 | Other | r{one} | |\n" for one in range(300))
    found = form("yes", REGIONS + many)
    assert names(found, reg="r288") == ["98"]
    assert row(form("yes", REGIONS + many, "selected(${reg}, reg)"), "near").why[0].code == "filter_of_again"


def test_a_code_that_only_looks_like_a_number_is_compared_as_one() -> None:
    found = form("yes", REGIONS.replace("| n |", "| 01 |").replace("| s |", "| 2 |"))
    assert names(found, reg=1.0) == ["aalst", "98"]


def test_of_two_choices_of_one_name_with_other_texts_neither_is_asked_by_a_filter() -> None:
    found = form("yes", REGIONS.replace("Other | s | 1", "Elsewhere | s | 1"))
    assert [str(one) for one in row(found, "near").why] == [
        'survey!A3: list "town" has "98" more than once with other texts: a filter that tells them apart is not supported.'
    ]
    assert row(found, "any").fate.value == "asked"
    assert [one.code for one in found.remarks if one.cell == "choices!B5"] == ["choice_again"]


def test_what_the_rows_of_one_choice_say_differently_is_not_looked_up() -> None:
    looked_up = "| survey |\n| type | name | label | calculation |\n| text | t | T? | |\n| calculate | c | | {} |\n| choices |\n"
    item = "instance('town')/root/item"
    for column, why in (("far", []), ("reg", ["lookup_of_again"])):
        choices = REGIONS.replace("| s | 2 |\n| town | 98 | Other | s | 1 |", "| s | 1 |").replace(
            "| s | 2", "| s | 1"
        )
        found = imported(looked_up.format(f"{item}[name = ${{t}}]/{column}") + choices)
        assert [one.code for one in row(found, "c").why] == why


def test_in_a_file_a_choice_may_stand_twice_unasked() -> None:
    found = imported(
        "| survey |\n| type | name | label | choice_filter |\n| text | reg | Region? | |\n"
        "| select_one_from_file towns.csv | near | Which? | reg = ${reg} |",
        files={"towns.csv": b"name,label,reg\naalst,Aalst,n\n98,Other,n\n98,Other,s\n"},
    )
    assert (names(found, reg="n"), names(found, reg="s")) == (["aalst", "98"], ["98"])
    assert goes_around(found)


def test_where_the_form_does_not_allow_it_the_choice_is_a_mistake_and_offered_all_the_same() -> None:
    found = form("no")
    assert [(one.code, one.sort.value) for one in found.remarks if one.cell == "choices!B5"] == [
        ("choice_joined_unasked", "problem")
    ]
    assert names(found, reg="s") == ["binche", "98"]
    assert goes_around(found)


def test_with_other_texts_it_is_a_mistake_that_only_touches_filters_which_tell_its_rows_apart() -> None:
    other = REGIONS.replace("Other | s | 1", "Elsewhere | s | 1")
    assert row(form("no", other), "near").why[0].code == "list_doubled"
    found = form("no", other, "name != ${reg}")
    assert row(found, "near").fate.value == "asked"
    assert [one.code for one in found.remarks if one.cell == "choices!B5"] == ["choice_twice"]
