"""Rows that nobody answers, though their type could be asked; and questions that show nothing but their name."""

from tests.instrument.xlsform.forms import imported, row

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
