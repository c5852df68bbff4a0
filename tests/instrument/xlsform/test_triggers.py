"""The column trigger of a form from elsewhere: taken along where it can be applied, kept with a remark where not."""

from consult.instrument.xlsform.importing import import_workbook
from tests.instrument.xlsform.forms import imported
from tests.instrument.xlsform.round_trips import files_of
from tests.instrument.xlsform.test_exporting_kept import out

FORM = """\
| survey |
| type | name | label | calculation | trigger |
| integer | cars | Cars? | | |
| integer | bikes | Bikes? | | |
| calculate | wheels | | ${cars} * 4 | ${bikes} |
| calculate | both | | ${cars} * 4 | ${cars},${bikes} |
| integer | seats | Seats? | ${cars} * 5 | ${cars} |
| calculate | early | | ${cars} * 6 | ${later} |
| calculate | lost | | ${cars} * 7 | ${nothing} |
| integer | later | Later? | | |
"""


def test_a_calculate_takes_the_questions_before_it_along():
    found = imported(FORM).instrument
    assert {one.name: one.trigger for one in found.questions.values() if one.trigger} == {
        "wheels": ("bikes",),
        "both": ("cars", "bikes"),
    }


def test_any_other_is_kept_and_told():
    found = imported(FORM)
    (of_a_question,) = [one for one in found.remarks if one.facts == {"property": "trigger"}]
    (of_calculates,) = [one for one in found.remarks if one.code == "trigger_kept"]
    assert (of_a_question.cell, of_calculates.cell, of_calculates.also) == (
        "survey!E6", "survey!E7", ("survey!E8",),
    )  # fmt: skip


def test_it_goes_out_as_it_came():
    found = imported(FORM)
    content, instrument, translations = out(found)
    again = import_workbook(content, "form.xlsx")
    assert files_of(again) == (instrument, translations)
    assert again.instrument.questions["both"].trigger == ("cars", "bikes")


def test_a_name_that_is_called_otherwise_is_so_in_the_trigger():
    found = imported(FORM.replace("bikes", "other.bikes")).instrument
    (trigger,) = found.questions["wheels"].trigger
    assert trigger in found.questions
