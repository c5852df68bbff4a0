"""A label shows what is worked out as soon as everything behind it was asked, wherever the calculation stands."""

from consult.instrument.routing import route
from consult.instrument.xlsform.importing import import_workbook
from tests.instrument.xlsform.forms import imported, row
from tests.instrument.xlsform.round_trips import files_of
from tests.instrument.xlsform.test_exporting_kept import out

HEAD = "| survey |\n| type | name | label | calculation | appearance |\n"


def test_what_rests_on_no_answer_is_shown_from_the_first_question_on() -> None:
    rows = "".join(f"| text | q{number} | What about ${{place}}? | | |\n" for number in range(40))
    found = imported(HEAD + "| calculate | place | | 'Gent' | |\n| today | day | | | |\n" + rows)
    assert {one.fate.value for one in found.outcomes} == {"worked out", "asked"}
    assert found.instrument is not None
    assert len(found.instrument.questions) == 42
    assert route(found.instrument, {}).calculated["place"] == "Gent"
    content, instrument, translations = out(found)
    assert files_of(import_workbook(content, "form.xlsx")) == (instrument, translations)


def test_a_calculation_between_the_questions_of_a_page_is_shown_when_it_needs_none_of_them() -> None:
    found = imported(
        HEAD
        + "| text | z | Who? | | |\n| begin group | g | Street | | field-list |\n| text | a | Which? | | |\n"
        "| calculate | c | | concat(${z}, '!') | |\n| text | b | Why, ${c} | | |\n| end group | | | | |"
    )
    assert found.instrument is not None
    assert [[one.name for one in page.questions] for page in found.instrument.pages] == [
        ["z"],
        ["a", "c", "b"],
    ]
    assert route(found.instrument, {"z": "An"}).calculated["c"] == "An!"


def test_a_calculation_below_the_label_that_shows_it_is_shown_too() -> None:
    found = imported(
        HEAD
        + "| integer | n | How many? | | |\n| text | why | Why ${twice}? | | |\n| text | end | So? | | |\n"
        "| calculate | twice | | ${once} * 2 | |\n| calculate | once | | ${n} | |"
    )
    assert [one.fate.value for one in found.outcomes] == [
        "asked",
        "asked",
        "asked",
        "worked out",
        "worked out",
    ]
    assert found.instrument is not None
    assert route(found.instrument, {"n": "3"}).calculated["twice"] == 6


def test_a_calculation_that_rests_on_what_is_asked_later_cannot_be_shown() -> None:
    found = imported(
        HEAD
        + "| calculate | twice | | ${n} * 2 | |\n| text | why | Why ${twice}? | | |\n| integer | n | How many? | | |"
    )
    assert [one.code for one in row(found, "why").why] == ["placeholder_kept"]
    assert "it is not answered yet" in str(row(found, "why").why[0])
    assert found.instrument is not None
