"""What was typed becomes a value, or a problem that names the control to go to."""

import pytest

from consult.instrument.definition import Instrument
from consult.response.answer import read
from consult.response.reading import Problem


def kinds(instrument: Instrument, question: str, typed: dict[str, list[str]]) -> list[str]:
    return [problem.kind for problem in read(instrument.questions[question], typed).problems]


def test_a_choice_is_kept_by_its_code(small: Instrument) -> None:
    assert read(small.questions["tenure"], {"tenure": ["social"]}).values == {"tenure": "social"}


def test_a_choice_that_is_not_in_the_list_is_refused(small: Instrument) -> None:
    reading = read(small.questions["tenure"], {"tenure": ["palace"]})
    assert reading.values == {}
    assert reading.problems == (Problem("unknown_choice", "tenure", "tenure"),)


def test_dont_know_is_an_answer_only_where_it_is_offered(small: Instrument) -> None:
    assert kinds(small, "tenure", {"tenure": ["dont_know"]}) == ["unknown_choice"]
    assert read(small.questions["earlier"], {"earlier": ["dont_know"]}).values == {"earlier": "dont_know"}


def test_other_carries_its_text_and_the_text_counts_only_with_other(small: Instrument) -> None:
    typed = {"tenure": ["other"], "tenure_other": [" bij mijn tante "]}
    assert read(small.questions["tenure"], typed).values == {
        "tenure": "other",
        "tenure_other": "bij mijn tante",
    }
    typed = {"tenure": ["social"], "tenure_other": ["bij mijn tante"]}
    assert read(small.questions["tenure"], typed).values == {"tenure": "social"}


def test_ticks_are_kept_in_the_order_of_the_list(small: Instrument) -> None:
    assert read(small.questions["effects"], {"effects": ["work", "health"]}).values == {
        "effects": ["health", "work"]
    }


@pytest.mark.parametrize("ticked", [["none", "health"], ["dont_know", "health"]])
def test_a_choice_that_excludes_the_others_stands_alone(small: Instrument, ticked: list[str]) -> None:
    assert kinds(small, "effects", {"effects": ticked}) == ["exclusive_choice"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("650", 650),
        ("٦٥٠", 650),
        ("۶۵۰", 650),
        (" 1 200 ", 1200),
        ("-3", -3),
        ("€ 1.200", 1200),
        ("800 euro", 800),
        ("1.234.567", 1234567),
    ],
)
def test_a_number_is_read_in_the_digits_that_people_type(small: Instrument, typed: str, value: int) -> None:
    assert read(small.questions["rent"], {"rent": [typed]}).values == {"rent": value}


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("veel", "not_a_number"),
        ("6,5", "not_a_number"),
        ("--4", "not_a_number"),
        ("²", "not_a_number"),
        ("9" * 11, "too_many_digits"),
    ],
)
def test_what_is_no_whole_number_is_told(small: Instrument, typed: str, kind: str) -> None:
    assert kinds(small, "rent", {"rent": [typed]}) == [kind]


def test_a_typed_number_wins_from_dont_know(small: Instrument) -> None:
    assert read(small.questions["rent"], {"rent": ["650"], "rent.missing": ["dont_know"]}).values == {
        "rent": 650
    }
    assert read(small.questions["rent"], {"rent": [""], "rent.missing": ["dont_know"]}).values == {
        "rent": "dont_know"
    }


def test_each_row_of_a_matrix_is_a_variable(small: Instrument) -> None:
    reading = read(small.questions["trust"], {"trust_clear": ["yes"], "trust_fair": ["maybe"]})
    assert reading.values == {"trust_clear": "yes"}
    assert reading.problems == (Problem("unknown_choice", "trust", "trust_fair"),)


def test_a_text_beyond_its_limit_is_told_with_both_lengths(small: Instrument) -> None:
    (problem,) = read(small.questions["change"], {"change": ["x" * 5001]}).problems
    assert (problem.kind, problem.limits) == ("too_long", {"limit": 5000, "length": 5001})
