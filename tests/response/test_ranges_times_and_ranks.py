"""Ranges, times, moments, places in a rank, one box to tick: what is typed, and what it is worth."""

import pytest

from consult.instrument.definition import ACKNOWLEDGED, Question
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.response.answer import read
from consult.response.document import compose
from consult.response.judging import problems, read_all
from tests.kinds import FILE, INSTRUMENT, TODAY, a_version


def _question(name: str) -> Question:
    return INSTRUMENT.questions[name]


@pytest.mark.parametrize(("typed", "score"), [("0", 0), ("10", 10), ("٧", 7), ("7,0", 7)])
def test_a_range_takes_every_number_that_it_holds(typed: str, score: int) -> None:
    assert read(_question("score"), {"score": [typed]}).values == {"score": score}


@pytest.mark.parametrize("typed", ["11", "-1"])
def test_a_range_takes_no_number_beyond_it(typed: str) -> None:
    (problem,) = read(_question("score"), {"score": [typed]}).problems
    assert (problem.kind, problem.limits) == ("out_of_range", {"least": "0", "most": "10"})


def test_a_number_between_two_steps_is_told_the_steps() -> None:
    (problem,) = read(_question("score"), {"score": ["7,5"]}).problems
    steps = {"step": "1", "first": "0", "second": "1", "third": "2"}
    assert (problem.kind, problem.limits) == ("out_of_steps", {"least": "0", "most": "10", **steps})


@pytest.mark.parametrize("typed", ["0,8", "6"])
def test_a_range_in_quarters_always_tells_its_steps(typed: str) -> None:
    (problem,) = read(_question("share"), {"share": [typed]}).problems
    steps = {"step": "0.25", "first": "0", "second": "0.25", "third": "0.5"}
    assert (problem.kind, problem.limits) == ("out_of_steps", {"least": "0", "most": "5", **steps})


def test_a_range_in_quarters_takes_three_quarters() -> None:
    assert read(_question("share"), {"share": ["0,75"]}).values == {"share": 0.75}


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("14:30", "14:30"),
        ("8u05", "08:05"),
        ("8 h", "08:00"),
        ("7.15", "07:15"),
        ("١٤:٣٠", "14:30"),
        ("9", "09:00"),
    ],
)
def test_a_time_is_read_however_it_is_typed(typed: str, time: str) -> None:
    assert read(_question("leaves"), {"leaves": [typed]}).values == {"leaves": time}


@pytest.mark.parametrize("typed", ["24:00", "12:60", "noon", "12:5", "123:00"])
def test_what_is_no_time_is_a_problem(typed: str) -> None:
    assert [one.kind for one in read(_question("leaves"), {"leaves": [typed]}).problems] == ["not_a_time"]


def test_a_moment_is_a_day_and_a_time() -> None:
    typed = {"met": ["2/3/2026"], "met.time": ["9:05"]}
    assert read(_question("met"), typed).values == {"met": "2026-03-02T09:05"}
    assert read(_question("met"), {"met": ["2026-03-02T09:05:44.120+01:00"]}).values == {
        "met": "2026-03-02T09:05"
    }


def test_half_a_moment_says_which_half_is_missing() -> None:
    assert [(one.kind, one.field) for one in read(_question("met"), {"met.time": ["9:05"]}).problems] == [
        ("not_a_date", "met")
    ]
    assert [one.field for one in read(_question("met"), {"met": ["2026-03-02"]}).problems] == ["met.time"]


def test_each_choice_of_a_rank_has_its_place() -> None:
    typed = {"order_rent": ["2"], "order_room": ["1"]}
    assert read(_question("order"), typed).values == {"order_rent": "2", "order_room": "1"}


def test_a_rank_that_came_from_elsewhere_is_its_choices_in_order() -> None:
    assert read(_question("order"), {"order": ["quiet", "rent"]}).values == {
        "order_quiet": "1",
        "order_rent": "2",
    }


def test_two_choices_on_one_place_are_both_named() -> None:
    typed = {"order_rent": ["1"], "order_room": ["1"], "order_quiet": ["4"]}
    found = [(one.kind, one.field) for one in read(_question("order"), typed).problems]
    assert found == [
        ("unknown_choice", "order_quiet"),
        ("same_place", "order_rent"),
        ("same_place", "order_room"),
    ]


def test_an_acknowledge_that_is_required_is_ticked() -> None:
    assert [one.question for one in problems(read_all(INSTRUMENT, {}, TODAY), ["first"])] == ["heard"]
    assert problems(read_all(INSTRUMENT, {"heard": [ACKNOWLEDGED]}, TODAY), ["first"]) == ()


def test_expressions_see_a_rank_as_its_choices_in_order() -> None:
    first = read_all(INSTRUMENT, {"order_rent": ["2"], "order_room": ["1"]}, TODAY)
    other = read_all(INSTRUMENT, {"order_rent": ["1"], "order_room": ["2"]}, TODAY)
    assert [page.name for page in first.route.pages] == ["first", "second"]
    assert [page.name for page in other.route.pages] == ["first"]


def test_what_may_not_be_changed_is_stored_as_it_was_given() -> None:
    answers = read_all(INSTRUMENT, {"place": ["Antwerpen"]}, TODAY)
    composed = compose(INSTRUMENT, answers, frozenset(["first"]))
    assert composed.texts == {"place": "Gent"}
    assert (
        composed.document["people"] == "not_answered"
    )  # a default is an answer once its page was sent with it


def test_a_version_says_all_of_it_again() -> None:
    assert a_version().instrument.questions == INSTRUMENT.questions


@pytest.mark.parametrize(
    ("was", "now", "problem"),
    [
        ("span: {start: 0, end: 10}", "span: {start: 10, end: 0}", "from 10 to 0 in steps of 1"),
        ("span: {start: 0, end: 10}", "span: {start: 0, end: ten}", '"ten" is no number'),
        (", span: {start: 0, end: 10}", "", '"span" is missing'),
        ('default: "Gent", read_only', "read_only", '"default" is missing'),
        ("rank needs", "rank need", 'unknown list "need"'),
    ],
)
def test_a_mistake_is_told_with_what_was_found(was: str, now: str, problem: str) -> None:
    assert was in FILE
    with pytest.raises(InstrumentProblems) as refused:
        load_text(FILE.replace(was, now), "kinds.yaml")
    assert [problem in one.sentence for one in refused.value.problems].count(True) == 1
