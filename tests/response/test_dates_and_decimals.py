"""Days and numbers with a fraction, as people type them in any of the languages."""

from datetime import date

import pytest

from consult.instrument.definition import Question, Type
from consult.instrument.loading import load_text
from consult.response.answer import read
from consult.response.judging import problems, read_all
from tests.instrument.test_elsewhere import FILE

DAY, AMOUNT = Question("day", Type.DATE, "Day?"), Question("amount", Type.DECIMAL, "How much?")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-02", "2026-11-02"),
        ("2/11/2026", "2026-11-02"),
        ("٢/١١/٢٠٢٦", "2026-11-02"),
        ("29-02-2024", "2024-02-29"),
    ],
)
def test_a_day_is_read_however_it_is_typed(typed: str, day: str) -> None:
    assert read(DAY, {"day": [typed]}).values == {"day": day}


@pytest.mark.parametrize("typed", ["30/02/2026", "soon", "2026", "2026-13-01", "02/11/26"])
def test_what_is_no_day_is_a_problem(typed: str) -> None:
    assert [one.kind for one in read(DAY, {"day": [typed]}).problems] == ["not_a_date"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("2,5", 2.5), ("2.5", 2.5), ("٢٫٥", 2.5), ("-0,25", -0.25), ("7", 7.0), (" 1 200,5 ", 1200.5)],
)
def test_a_fraction_is_read_however_it_is_typed(typed: str, number: float) -> None:
    assert read(AMOUNT, {"amount": [typed]}).values == {"amount": number}


@pytest.mark.parametrize("typed", ["much", "1,2,3", "1e9", "12345678901"])
def test_what_is_no_number_is_a_problem(typed: str) -> None:
    assert [one.kind for one in read(AMOUNT, {"amount": [typed]}).problems] == ["not_a_decimal"]


def test_a_choice_that_is_offered_no_more_has_to_be_made_anew() -> None:
    elsewhere = load_text(FILE, "elsewhere.yaml")
    answers = read_all(elsewhere, {"Region": ["n"], "_town": ["b"]}, date(2026, 11, 2))
    assert "_town" not in answers.values
    assert [(one.kind, one.question) for one in problems(answers, ["town"])] == [("required", "_town")]


def test_nobody_has_to_choose_where_nothing_is_offered() -> None:
    elsewhere = load_text(FILE, "elsewhere.yaml")
    assert problems(read_all(elsewhere, {}, date(2026, 11, 2)), ["town"]) == ()
