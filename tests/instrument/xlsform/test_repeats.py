"""A workbook that repeats: each way to name an answer is taken, and many instances are no reason to lose it."""

import pytest

from tests.instrument.xlsform.forms import imported, said

HEAD = """
| survey |
| type | name | label::English (en) | relevant | calculation | repeat_count |
| integer | people | How many? | | | |
| begin_repeat | house | House | | | 15 |
| begin_repeat | member | Member | | | 15 |
| integer | age | How old? | | | |
| text | work | Work? | ../g/age > 17 and ${house}/age < 70 | | |
| end_repeat | | | | | |
| end_repeat | | | | | |
"""


@pytest.mark.parametrize(
    "source",
    [
        "${member}/age",
        "sum(${age})",
        "sum(/data/house/member/age)",
        "sum(${member}[age > 17]/age)",
        "count(/data/house[count(member[age > 17]) > 1])",
        "indexed-repeat(${age}, ${house}, 1, ${member}, indexed-repeat(${age}, ${house}, 1, ${member}, 1))",
    ],
)
def test_an_expression_over_hundreds_of_instances_is_taken(source: str) -> None:
    found = imported(f"{HEAD}| calculate | found | | | {source} | |")
    assert said(found) == []
    assert found.instrument
    assert "found" in found.instrument.questions


def test_what_is_asked_of_the_wrong_repeat_is_told_and_the_rest_is_taken() -> None:
    found = imported(f"{HEAD}| calculate | found | | | indexed-repeat(${{people}}, ${{member}}, 1) | |")
    assert any('indexed-repeat() of "people", which is not in "member"' in one for one in said(found))
    assert found.instrument
    assert {"age_1_1", "work_15_15"} <= found.instrument.questions.keys()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("count(${member}[people > 1])", '"people" with [...]'),
        ("count(${house}[wrok != ''])", 'unknown name "wrok"'),
        ("sum(${people}[age > 1]/age)", '"age" with [...]'),
    ],
)
def test_what_is_looked_for_in_the_wrong_repeat_is_told_and_the_rest_is_taken(
    source: str, found: str
) -> None:
    form = imported(f"{HEAD}| calculate | found | | | {source} | |")
    assert any(found in one for one in said(form)), said(form)
    assert form.instrument
    assert "found" not in form.instrument.questions


def test_repeats_that_come_to_thousands_of_questions_are_asked_less_often() -> None:
    many = "\n".join(f"| text | q{number} | What? | | | |" for number in range(20))
    found = imported(HEAD.replace("| text | work", f"{many}\n| text | work").replace("| 15 |", "| 30 |"))
    assert found.instrument
    assert found.instrument.repeats["member"].most == 7
    assert any('the repeat "member" is asked at most 7 times' in str(one) for one in found.remarks)


@pytest.mark.parametrize(
    ("constraint", "most"),
    [(". <= 15", 15), (". > 0 and . < 8", 7), (". < 5.5", 5), (". <= 1000", 10), (". > 3", 10), ("", 10)],
)
def test_a_repeat_is_asked_as_often_as_the_answer_that_counts_it_may_say(constraint: str, most: int) -> None:
    found = imported(
        f"| survey |\n| type | name | label | constraint | repeat_count |\n| integer | n | How many? | {constraint} | |\n"
        "| begin repeat | kid | Kid | | ${n} |\n| text | k | K? | | |\n| end repeat | | | | |"
    )
    assert found.instrument is not None
    assert found.instrument.repeats["kid"].most == most


def test_a_repeat_that_its_own_answers_go_on_with_is_not_supported_and_no_mistake() -> None:
    found = imported(
        "| survey |\n| type | name | label | calculation | repeat_count |\n| text | z | Z? | | |\n"
        "| calculate | times | | count(${plant}) | |\n"
        "| begin repeat | plant | Plant | | if(${times} = 0 or ${plant}[position()=${times}]/more = 'yes', ${times} + 1, ${times}) |\n"
        "| text | species | Species? | | |\n| text | more | More? | | |\n| end repeat | | | | |"
    )
    assert [one.name for one in found.outcomes if one.fate.value == "asked"] == ["z"]
    assert not any(one.code == "circle" for one in found.remarks)
    assert [(one.sort.value, one.cell) for one in found.remarks if one.code == "count_from_inside"] == [
        ("inactive", "survey!E4")
    ]
