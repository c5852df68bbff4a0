"""Rows written as older forms, other tools and spreadsheets write them."""

import pytest

from consult.instrument.definition import Type
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.kinds import Fate, kind_of
from tests.instrument.xlsform.forms import a_workbook, imported, questions, row
from tests.instrument.xlsform.round_trips import goes_around


@pytest.mark.parametrize(
    ("cell", "type_"),
    [
        ("add text prompt", Type.TEXT), ("q string", Type.TEXT), ("add integer prompt", Type.INTEGER), ("q int", Type.INTEGER),
        ("add note prompt", Type.NOTE), ("q date", Type.DATE), ("add date time prompt", Type.DATETIME),
        ("add acknowledge prompt", Type.ACKNOWLEDGE), ("add select one prompt using yes_no", Type.SELECT_ONE),
    ],
)  # fmt: skip
def test_the_first_names_of_types_are_known(cell: str, type_: Type) -> None:
    assert kind_of(cell).type is type_


def test_a_picture_is_not_asked_for_by_its_first_name_either() -> None:
    assert (kind_of("q image").fate, kind_of("q image").word) == (Fate.UNSUPPORTED, "image")
    assert kind_of("q nonsense").fate is Fate.UNKNOWN


@pytest.mark.parametrize("what", ["kobomatrix", "score", "rank"])
def test_what_stands_in_a_table_of_kobo_is_not_asked_without_what_it_is_about(what: str) -> None:
    found = questions(
        f"| begin_{what} | t | Your things |\n| integer | n | How many? |\n| end_{what} | | |\n| text | why | Why? |"
    )
    assert [str(one) for one in row(found, "n").why] == [
        f"survey!A2: type begin {what} is not supported yet."
    ]
    assert row(found, "why").fate.value == "asked"
    assert not any(one.code == "type_unknown" for one in found.remarks)


@pytest.mark.parametrize(
    ("begin", "meant"),
    [("begin gruop", "begin group"), ("beginn group", "begin group"), ("begin repet", "begin repeat")],
)
def test_what_stands_behind_a_beginning_that_is_not_understood_is_not_asked(begin: str, meant: str) -> None:
    found = questions(
        f"| text | job | Job? |\n| {begin} | w | Work | ${{job}} = 'yes' |\n| integer | hours | How many? |\n"
        "| end group | | |\n| text | why | Why? |"
    )
    assert [str(one) for one in row(found, "hours").why] == [
        f'survey!A3: unknown type "{begin}". Did you mean "{meant}"?'
    ]
    assert row(found, "why").fate.value == "asked"
    assert [one.code for one in found.remarks if one.cell == "survey!A5"] == []


def test_what_stands_in_a_repeat_without_a_name_is_not_asked_and_the_rest_is() -> None:
    found = questions(
        "| begin repeat | | Kids |\n| text | k | K? |\n| end repeat | | |\n| text | why | Why? |"
    )
    assert [str(one) for one in row(found, "k").why] == [
        "survey!B2: a repeat without a name. Give it a name."
    ]
    assert found.instrument is not None


@pytest.mark.parametrize("word", ["List group", "groups", "ending", "rend", "begins"])
def test_a_word_that_only_resembles_a_beginning_takes_nothing_along(word: str) -> None:
    found = questions(f"| text | a | A? |\n| {word} | w | W |\n| text | why | Why? |")
    assert row(found, "why").fate.value == "asked"


def test_an_end_that_is_not_understood_ends_what_was_begun() -> None:
    found = questions(
        "| begin group | w | Work | 1 = 2 |\n| text | a | A? |\n| end gruop | | |\n| text | b | B? |"
    )
    assert found.instrument is not None
    assert found.instrument.questions["b"].relevant is None
    assert [one.code for one in found.remarks if one.cell == "survey!A4"] == ["type_unknown"]


def test_a_type_in_bold_is_that_type() -> None:
    found = questions(
        "| **begin_group** | w | Work | 1 = 2 |\n| **text** | a | A? |\n| **end_group** | | |\n| text | b | B? |"
    )
    assert found.instrument is not None
    assert found.instrument.questions["a"].relevant is not None
    assert found.instrument.questions["b"].relevant is None


def test_a_group_has_no_answer_of_its_own() -> None:
    found = questions(
        "| begin group | g | G |\n| text | a | A? |\n| end group | | |\n| text | b | B? | ${g} != '' |"
    )
    assert [str(one) for one in row(found, "b").why] == [
        'survey!D5: relevant looks at "g", which is a group and has no answer of its own.'
    ]


def test_a_note_that_is_looked_at_is_worked_out_and_another_is_said() -> None:
    found = questions(
        "| integer | a | A? |\n| note | twice | Total | | | ${a} * 2 |\n| text | b | You said ${twice}. |\n"
        "| note | lonely | Total | | | ${a} * 3 |"
    )
    assert [one.fate.value for one in found.outcomes] == ["asked", "worked out", "asked", "said"]
    assert [(one.code, one.cell) for one in found.remarks if one.cell in ("survey!F3", "survey!F5")] == [
        ("shown_value", "survey!F3"),
        ("note_calculated", "survey!F5"),
    ]


def test_a_default_with_an_apostrophe_is_no_expression() -> None:
    found = imported(
        "| survey |\n| type | name | label | default |\n| text | a | A? | it's fine |\n| text | b | B? | 'yes' |\n"
        "| integer | c | C? | '1' + '2' |\n| text | d | D? | concat('a', 'b') |"
    )
    assert found.instrument is not None
    assert [found.instrument.questions[name].default for name in "abcd"] == ["it's fine", "'yes'", "", ""]
    assert found.instrument.questions["d"].begins_with is not None


def test_the_time_of_a_spreadsheet_is_what_a_question_begins_with() -> None:
    sheet = [
        ["type", "name", "label", "default"],
        ["time", "at", "When?", "09:30:00"],
        ["time", "on", "When?", "09:30:15"],
    ]
    found = import_workbook(a_workbook({"survey": sheet}), "form.xlsx")
    assert found.instrument is not None
    assert [one.default for one in found.instrument.questions.values()] == ["09:30", ""]


def test_a_page_of_questions_without_any_label_is_headed_by_the_name_of_its_first() -> None:
    found = imported(
        "| survey |\n| type | name | appearance |\n| begin group | g | field-list |\n| text | street | |\n"
        "| text | number | |\n| end group | | |"
    )
    assert found.instrument is not None
    assert [page.title for page in found.instrument.pages] == ["street"]


def test_sheets_in_a_text_can_be_named_by_headings_above_their_tables() -> None:
    found = imported(
        "# A form\n\n## survey\n\n| type | name | label |\n|---|---|---|\n| select_one l | a | A? |\n\n"
        "## choices\n\n| list_name | name | label |\n|---|---|---|\n| l | x | X |\n"
    )
    assert found.instrument is not None
    assert [one.name for one in found.instrument.questions["a"].choices] == ["x"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "survey\n,type,name,label\n,select_one l,a,A?\nchoices\n,list_name,name,label\n,l,x,X\n"
            "survey\n,type,label,name,relevant\n,text,C?,c,${a} = 'y'\nchoices\n,list_name,name,label\n,l,y,Y\n"
        ),
        (
            "| survey |\n| | type | name | label |\n| | select_one l | a | A? |\n| choices |\n| | list_name | name | label |\n| | l | x | X |\n"
            "| survey |\n| | type | label | name | relevant |\n| | text | C? | c | ${a} = 'y' |\n| choices |\n"
            "| | list_name | name | label |\n| | l | y | Y |\n"
        ),
    ],
)
def test_a_text_that_comes_back_to_a_sheet_is_read_whole(text: str) -> None:
    found = import_workbook(text.encode(), "form.csv")
    assert found.instrument is not None
    asked = found.instrument.questions
    assert ([one.name for one in asked["a"].choices], asked["c"].label) == (["x", "y"], "C?")
    assert asked["c"].relevant is not None
    assert goes_around(found)


def test_what_stands_in_a_group_that_is_switched_off_is_not_asked() -> None:
    found = imported(
        "| survey |\n| type | name | label | disabled |\n| begin group | g | G | yes |\n| text | a | A? | |\n"
        "| end group | | | |\n| text | b | B? | |"
    )
    assert [(one.name, one.fate.value) for one in found.outcomes] == [("a", "inactive"), ("b", "asked")]
    assert [one.code for one in row(found, "a").why] == ["disabled"]


def test_a_csv_whose_lines_end_as_on_an_old_macintosh_is_read() -> None:
    found = import_workbook(b"type,name,label\rtext,a,A?\rtext,b,B?\r", "form.csv")
    assert [one.name for one in found.outcomes] == ["a", "b"]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [("relevent", "relevant"), ("choise_filter", "choice_filter"), ("Relevant?", "relevant")],
)
def test_what_stands_under_a_heading_with_a_slip_is_a_condition_not_known(heading: str, meant: str) -> None:
    found = imported(
        f"| survey |\n| type | name | label | {heading} |\n| text | job | Job? | |\n| select_one l | boss | Boss? | ${{job}} = 'x' |\n"
        "| choices |\n| list_name | name | label |\n| l | a | A |"
    )
    assert [(one.name, one.fate.value) for one in found.outcomes] == [("job", "asked"), ("boss", "inactive")]
    assert str(row(found, "boss").why[0]).endswith(f'Did you mean "{meant}"?')
    assert row(found, "boss").why[0].cell == "survey!D3"


def test_a_heading_in_bold_is_that_heading_and_one_of_its_own_is_no_slip() -> None:
    found = imported(
        "| survey |\n| type | name | label | **relevant** | relevant to whom |\n| text | a | A? | 1 = 2 | us |"
    )
    assert found.instrument is not None
    assert found.instrument.questions["a"].relevant is not None
    assert [one.code for one in found.remarks if one.cell == "survey!E1"] == ["unknown_column"]


@pytest.mark.parametrize(
    ("parameters", "span"),
    [
        ("start=1; end=5, step=2", (1, 5, 2)), ("Start = 0 end = 1 step = 0.25", (0, 1, 0.25)), ("", (1, 10, 1)),
        ("start=0 end=10 tick_interval=5", (0, 10, 1)), ("start=10 end=0 step=-1", (0, 10, 1)), ("start=10 end=1 step=-4", (2, 10, 4)),
        ("increment=0.5 end=21.5", None), ("start=0.5 end=X step=0.5", None), ("start", None), ("start=5 end=5 step=-1", None),
        ("start=5 end=1", None), ("start=1 end=5 step=0", None),
    ],
)  # fmt: skip
def test_a_range_is_asked_on_the_scale_of_its_author_or_not(
    parameters: str, span: tuple[float, float, float] | None
) -> None:
    found = imported(
        f"| survey |\n| type | name | label | parameters |\n| range | a | A? | {parameters} |\n| text | b | B? | |"
    )
    assert found.instrument is not None
    asked = found.instrument.questions.get("a")
    assert (
        asked and asked.span and tuple(map(float, (asked.span.start, asked.span.end, asked.span.step)))
    ) == span
    assert goes_around(found)
