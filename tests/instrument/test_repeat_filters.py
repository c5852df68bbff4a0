"""Some instances of a repeat, as ODK's documentation writes them: by what they were answered, and by their place."""

from datetime import date

import pytest

from consult.instrument.definition import Instrument
from consult.instrument.expression.evaluation import evaluate, is_true
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.value import Value
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.routing import route
from tests.instrument.test_repeating import FILE

# Ages 40, 14 and 9; only the last has toys, of 5 and 3.
MEMBERS: dict[str, Value] = {"member_1": 1, "member_2": 1, "member_3": 1}
ANSWERS: dict[str, Value] = {
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


@pytest.mark.parametrize(
    ("calculation", "expected"),
    [
        # What is there comes first, in the home of each: the second toy of anyone, whoever has none.
        ("sum(${toy}[2]/price)", 3),
        ("sum(${toy}[last()]/price)", 3),
        ("count(${member}[count(toy[price > 2]) = 2])", 1),
        ("sum(${member}[toy[2]/price = 3]/age)", 9),
        ("count(${member}[age > 10][position() != last()][. = 1])", 1),
        ("sum(${member}[age < 18 and count(${member}[age > 18]) = 1]/age)", 23),
        ("count(${age}[. > 10 and count(${member}) = last()])", 2),
        ("count(${toy})", 2),
        ("count(${member}[count(${age}[. > 35]) = 1])", 3),
    ],
)
def test_repeats_in_repeats_are_looked_through_by_their_own_places(
    calculation: str, expected: object
) -> None:
    found = route(_household(calculation), ANSWERS, date(2026, 3, 2)).calculated
    assert found.get("asked") == expected


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("count(${member})", [3, 3, 3]),
        ("${member}/age", [40, 14, 9]),
        ("count(${member}[age < ${age}])", [2, 1, None]),
        ("count(${member}[position() < position(current()/..)])", [None, 1, 2]),
        ("sum(${toy}[price > 4]/price)", [None, None, 5]),
    ],
)
def test_from_inside_an_instance_all_of_its_repeat_are_looked_through(
    within: str, expected: list[object]
) -> None:
    found = route(_household("1", within), ANSWERS, date(2026, 3, 2)).calculated
    assert [found.get(f"own_{number}") or None for number in (1, 2, 3)] == expected


def test_an_answer_is_judged_by_those_of_the_others() -> None:
    alone = "count(${member}[age = current()/.]) = 1"
    file = FILE.replace('constraint: ". < 120"', f'constraint: "{alone}"')
    constraint = load_text(file, "household.yaml").questions["age_2"].constraint
    assert constraint is not None
    there = {"member_1": 1, "member_2": 1, "age_1": 40}
    assert is_true(constraint, {**there, "age_2": 14}, this=14)
    assert not is_true(constraint, {**there, "age_2": 40}, this=40)


def test_in_brackets_after_plain_answers_a_point_is_not_the_answer_itself() -> None:
    same = parse("count(${age}[. = current()/.])")
    assert evaluate(same, {"age": (1, 2, 2)}, this=2) == 2


def test_nothing_of_what_looks_through_a_repeat_is_left_in_what_is_kept() -> None:
    calculation = _household("sum(${member}[age < 18][last()]/age)").questions["asked"].calculation
    assert calculation is not None
    assert "where" not in str(calculation.tree)
    again = parse(calculation.source, written_out=True)
    assert evaluate(again, ANSWERS | MEMBERS) == evaluate(calculation, ANSWERS | MEMBERS) == 9


@pytest.mark.parametrize(
    ("calculation", "found", "expected"),
    [
        ("count(${member}[size > 2])", '"size" with [...]', 'a question of the repeat "member"'),
        ("sum(${member}[age > 2]/size)", '"size" with [...]', 'a question of the repeat "member"'),
        ("count(${toy}[age > 2])", '"age" with [...]', 'a question of the repeat "toy"'),
        ("count(${size}[age > 2])", '"age" with [...]', "that after the name of a repeat"),
        ("sum(${size}[. > 2]/age)", '"age" with [...]', "that after the name of a repeat"),
        ("sum((${age} | ${price})[. > 2]/age)", '"age" with [...]', "that after the name of a repeat"),
        ("count(${member}[aeg > 2])", 'unknown name "aeg"', "the name of a question"),
        ("sum(${member}[age > 2]/aeg)", 'unknown name "aeg"', "the name of a question"),
        ("count(${memebr}[age > 2])", 'unknown name "memebr"', "the name of a question"),
    ],
)
def test_what_cannot_be_looked_at_is_told_where_it_stands(
    calculation: str, found: str, expected: str
) -> None:
    with pytest.raises(InstrumentProblems) as told:
        _household(calculation)
    (problem,) = told.value.problems
    assert (problem.found, problem.expected[: len(expected)]) == (found, expected)
    line = FILE[: FILE.index("      - {name: minors,")].count("\n") + 2
    assert problem.line in (line, line + 1)


def test_places_in_places_that_would_be_hundreds_of_thousands_of_names_are_refused() -> None:
    file = FILE.replace("most: 4", "most: 30").replace(
        "sum(${price})", "count(${member}[age > 1][last()][last()][last()][last()])"
    )
    with pytest.raises(InstrumentProblems) as told:
        load_text(file, "household.yaml")
    assert "expressions that name more than" in told.value.problems[0].sentence


def test_what_would_be_too_deep_to_read_again_is_told_beside_its_question() -> None:
    deep = "1"
    for _level in range(28):
        deep = f"count(${{member}}[age > 1 or age > {deep}])"
    with pytest.raises(InstrumentProblems) as told:
        load_text(FILE.replace("most: 4", "most: 1").replace("sum(${price})", deep), "household.yaml")
    (problem,) = told.value.problems
    assert "brackets inside one another" in problem.sentence
    assert problem.line == FILE[: FILE.index("{name: worth")].count("\n") + 1
