"""Some instances of a repeat, as ODK's documentation writes them: by what they were answered, and by their place."""

from datetime import date

import pytest

from consult.instrument.definition import Instrument
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.routing import route
from tests.instrument.test_repeating import FILE

# Ages 40, 14 and 9; only the last has toys, of 5 and 3.
ANSWERS = {
    "size": 3,
    "age_1": 40,
    "age_2": 14,
    "age_3": 9,
    "price_3_1": 5,
    "toy_more_3_1": "OK",
    "price_3_2": 3,
}


def _household(calculation: str, within: str = "1") -> Instrument:
    total = f"  - {{name: asked, type: calculate, calculation: {calculation!r}, disclosure: safe}}"
    file = FILE.replace("      - {name: minors,", f"    {total}\n      - {{name: minors,")
    own = f"          - {{name: own, type: calculate, calculation: {within!r}, disclosure: safe}}\n"
    return load_text(
        file.replace("      - name: school\n", f"{own}      - name: school\n", 1), "household.yaml"
    )


@pytest.mark.parametrize(
    ("calculation", "expected"),
    [
        ("sum(${member}[age < 18]/age)", 23),
        ("count(${member}[./age < 18])", 2),
        ('count(/data/member[age < 18 and called = ""])', 2),
        ("count(${member}[age < ${size} * 4])", 1),
        ("sum(${member}/age)", 63),
        ("max(/data/member/age)", 40),
        ("${member}[2]/age", 14),
        ("${member}[last()]/age", 9),
        ("${member}[position() = last() - 1]/age", 14),
        ("${member}[age < 18][1]/age", 14),
        ("${member}[age < 18][last()]/age", 9),
        ("${member}[age > 90]/age", None),
        ("sum(${member}[age < 18]/price)", 8),
        ('sum(${member}[school = "yes"]/age)', 0),
        ('join(" ", ${member}[contains("age [x]", "]")]/age)', "40 14 9"),
    ],
)
def test_some_instances_are_told_by_what_they_were_answered(calculation: str, expected: object) -> None:
    found = route(_household(calculation), ANSWERS, date(2026, 3, 2)).calculated
    assert found.get("asked") == expected


def test_an_instance_looks_at_the_one_before_it() -> None:
    before = "${member}[position() = position(current()/..) - 1]/age"
    found = route(_household("1", before), ANSWERS, date(2026, 3, 2)).calculated
    assert [found.get(f"own_{number}") for number in (1, 2, 3)] == [None, 40, 14]


def test_a_name_from_outside_the_repeat_is_told_beside_its_question() -> None:
    with pytest.raises(InstrumentProblems) as told:
        _household("count(${member}[size > 2])")
    expected = 'found "size" in [...]; expected a question of the repeat "member"'
    assert [expected in one.sentence for one in told.value.problems] == [True]
