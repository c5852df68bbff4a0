"""Forms whose choices show answers, or are the answers that were given in a repeat."""

from consult.instrument.xlsform.exporting.export import export_workbook
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.own.kept import read_kept
from tests.instrument.xlsform.forms import imported, row, said
from tests.instrument.xlsform.round_trips import rows
from tests.untranslated import untranslated

FAMILY = """\
| survey |
| type | name | label |
| text | town | Town? |
| begin repeat | member | Member |
| text | called | Name? |
| end repeat | | |
| select_one ${called} | head | Who signed? |
| select_one helps | helper | Who helps? |
| select_one early | first | First? |
| choices |
| list_name | name | label |
| helps | town | The town of ${town} |
| helps | nobody | Nobody |
| early | later | After ${first} |
| settings |
| form_title | default_language |
| Family | English |
"""


def test_the_names_given_in_a_repeat_are_choices_once_it_is_over() -> None:
    found = imported(FAMILY)
    assert found.instrument is not None
    head = found.instrument.questions["head"]
    assert (head.chooses_from, [one.label for one in head.choices[:2]]) == (
        "called",
        ["${called_1}", "${called_2}"],
    )


def test_a_choice_that_shows_an_earlier_answer_is_offered_and_one_that_shows_a_later_one_is_not() -> None:
    found = imported(FAMILY)
    assert found.instrument is not None
    assert found.instrument.questions["helper"].choices[0].label == "The town of ${town}"
    assert [one.code for one in row(found, "first").why] == ["choice_placeholder"]
    assert "survey!A8: a choice shows ${first}: it is not answered yet." in said(found)


def test_what_cannot_be_chosen_from_is_told() -> None:
    found = imported(FAMILY.replace("${called} |", "${town} |"))
    assert (
        "survey!A6: ${town} cannot be chosen from: it is no question in a repeat whose answers can be shown."
        in said(found)
    )


def test_such_a_form_comes_back_as_it_went() -> None:
    found = imported(FAMILY)
    assert found.instrument is not None
    content = export_workbook(found.instrument, untranslated(found.instrument), read_kept(found.kept))
    assert import_workbook(content, "form.xlsx").instrument == found.instrument
    ours = export_workbook(found.instrument, untranslated(found.instrument))
    assert import_workbook(ours, "form.xlsx").instrument == found.instrument


def test_an_order_for_everyone_of_a_rank_is_taken_and_goes_out_again() -> None:
    found = imported(
        "| survey |\n| type | name | label | parameters |\n| rank l | q | What first? | randomize=true |\n"
        "| choices |\n| list_name | name | label |\n| l | a | A |\n| l | b | B |\n"
    )
    assert found.instrument is not None
    assert found.instrument.questions["q"].randomize
    ours = export_workbook(found.instrument, untranslated(found.instrument))
    assert import_workbook(ours, "form.xlsx").instrument == found.instrument


def test_an_order_for_everyone_is_taken_and_goes_out_again() -> None:
    form = FAMILY.replace("| type | name | label |", "| type | name | label | parameters |", 1).replace(
        "Who helps? |", "Who helps? | randomize=true, seed=42 |"
    )
    found = imported(form)
    assert found.instrument is not None
    assert found.instrument.questions["helper"].randomize
    assert not any("parameters" in one for one in said(found))
    content = export_workbook(found.instrument, untranslated(found.instrument), read_kept(found.kept))
    assert "randomize=true, seed=42" in [one.get("parameters") for one in rows(content, "survey")]
    assert import_workbook(content, "form.xlsx").instrument == found.instrument
    ours = export_workbook(found.instrument, untranslated(found.instrument))
    assert import_workbook(ours, "form.xlsx").instrument == found.instrument
