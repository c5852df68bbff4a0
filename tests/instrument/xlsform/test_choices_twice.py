"""A choice that stands twice in its list, as a form can allow: nobody is offered the choices of somewhere else."""

from consult.instrument.xlsform.imported import Imported
from tests.instrument.xlsform.forms import imported, row


def form(allowed: str) -> Imported:
    return imported(
        "| survey |\n| type | name | label::English (en) | choice_filter |\n| text | reg | Region? | |\n"
        "| select_one town | near | Which? | reg = ${reg} |\n| select_one town | any | Any? | |\n"
        "| choices |\n| list_name | name | label::English (en) | reg |\n| town | center | Centre | n |\n"
        f"| town | center | Centre | s |\n| town | port | Port | s |\n| settings |\n| allow_choice_duplicates |\n| {allowed} |"
    )


def test_a_filter_that_tells_two_choices_of_one_name_apart_is_not_half_applied() -> None:
    found = form("yes")
    assert [str(one) for one in row(found, "near").why] == [
        'survey!A3: list "town" has "center" more than once: a filter that tells them apart is not supported yet.'
    ]
    assert row(found, "any").fate.value == "asked"
    assert [(one.code, one.sort.value) for one in found.remarks if one.cell == "choices!B3"] == [
        ("choice_again", "inactive")
    ]
    assert not any(one.code == "setting_kept" for one in found.remarks)


def test_where_the_form_does_not_allow_it_the_choice_is_a_mistake() -> None:
    assert [one.code for one in form("no").remarks if one.cell == "choices!B3"] == ["choice_twice"]
