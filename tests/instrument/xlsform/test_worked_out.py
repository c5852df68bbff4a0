"""Rows that nobody answers, though their type could be asked; and questions that show nothing but their name."""

from consult.instrument.xlsform.importing import import_workbook
from tests.instrument.xlsform.forms import imported, questions, row
from tests.instrument.xlsform.round_trips import files_of
from tests.instrument.xlsform.test_exporting_kept import out

FORM = """\
| survey |
| type | name | label | calculation | trigger |
| integer | cars | Cars? | | |
| integer | wheels | | ${cars} * 4 | |
| integer | doors | Doors? | ${cars} * 5 | |
| integer | seats | Seats? | ${cars} * 5 | ${cars} |
| integer | since | Since? | once(2000 + ${cars}) | |
| integer | bikes | | | |
| note | silent | | | |
"""


def test_a_calculation_makes_a_row_of_any_type_worked_out() -> None:
    found = imported(FORM)
    assert {one.name: one.fate.value for one in found.outcomes} == {
        "cars": "asked", "wheels": "worked out", "doors": "worked out", "seats": "asked", "since": "asked",
        "bikes": "asked", "silent": "inactive",
    }  # fmt: skip
    assert found.instrument is not None
    wheels = found.instrument.questions["wheels"].calculation
    assert wheels is not None
    assert wheels.source == "${cars} * 4"


def test_a_question_without_a_text_shows_its_name_and_a_note_is_not_said() -> None:
    found = imported(FORM)
    assert found.instrument is not None
    assert found.instrument.questions["bikes"].label == "bikes"
    assert [one.code for one in row(found, "silent").why] == ["label_missing"]


def test_the_day_is_known_of_every_response_and_can_be_looked_at() -> None:
    found = imported(
        "| survey |\n| type | name | label | calculation |\n| today | filled_in | | |\n| start | start | | |\n"
        "| date | born | Born? | |\n| calculate | age | | int((${filled_in} - ${born}) div 365.25) |"
    )
    assert [one.fate.value for one in found.outcomes] == ["worked out", "dropped", "asked", "worked out"]
    assert found.instrument is not None
    day = found.instrument.questions["filled_in"].calculation
    assert day is not None
    assert day.source == "today()"
    content, instrument, translations = out(found)
    assert files_of(import_workbook(content, "form.xlsx")) == (instrument, translations)


def test_a_group_that_runs_over_a_list_is_no_repeat() -> None:
    found = questions(
        "| begin loop over cars | l | |\n| integer | n | How many %(label)s? |\n| end loop | | |",
        "| cars | a | A |",
    )
    assert found.instrument is not None
    assert (found.instrument.repeats, found.instrument.questions["a_n"].label) == ({}, "How many A?")
    assert not any(one.code in ("wrong_end", "repeat_most") for one in found.remarks)


def test_yes_in_a_condition_always_holds_as_other_tools_read_it() -> None:
    found = questions("| text | a | A? | yes |\n| text | b | B? | NO |")
    assert found.instrument is not None
    conditions = [one.relevant.source for one in found.instrument.questions.values() if one.relevant]
    assert conditions == ["true()", "false()"]
