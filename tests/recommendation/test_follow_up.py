"""What became of a recommendation: in an order that can have happened, and proven."""

from datetime import date

import pytest

from consult.recommendation.follow_up import FORMULATED, OUTCOMES, Happened, Problem, Step, problems, standing

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 18), date(2026, 10, 1), date(2026, 11, 4)
HANDED = Happened(Step.HANDED_OVER, OCTOBER, "kabinet Wonen", "overleg")


def test_it_begins_formulated_and_stands_where_it_came_last() -> None:
    assert standing([]) == FORMULATED
    assert standing([Happened(Step.PARTLY, NOVEMBER, words="Brief."), HANDED]) == Step.PARTLY


def test_what_happened_on_one_day_follows_one_another() -> None:
    assert standing([Happened(Step.ANSWERED, OCTOBER, words="Brief."), HANDED]) == Step.ANSWERED


def test_handing_over_names_to_whom_and_where() -> None:
    bare = Happened(Step.HANDED_OVER, OCTOBER)
    assert problems(bare, [], NOVEMBER) == (Problem.TO_WHOM, Problem.FORUM)
    assert problems(HANDED, [], NOVEMBER) == ()


@pytest.mark.parametrize("step", [Step.ANSWERED, *OUTCOMES])
def test_nothing_is_answered_before_it_was_handed_over(step: Step) -> None:
    told = Happened(step, NOVEMBER, words="Brief van 4 november.")
    assert problems(told, [], NOVEMBER) == (Problem.NOT_HANDED_OVER,)
    assert problems(told, [HANDED], NOVEMBER) == ()


@pytest.mark.parametrize("step", [Step.ANSWERED, *OUTCOMES])
def test_an_answer_or_an_outcome_needs_proof_in_words_or_a_file(step: Step) -> None:
    assert problems(Happened(step, NOVEMBER), [HANDED], NOVEMBER) == (Problem.NO_PROOF,)
    assert problems(Happened(step, NOVEMBER, has_file=True), [HANDED], NOVEMBER) == ()


def test_every_problem_is_told_at_once() -> None:
    early = Happened(Step.ADOPTED, SEPTEMBER)
    assert problems(early, [HANDED], SEPTEMBER.replace(day=1)) == (
        Problem.IN_THE_FUTURE,
        Problem.BEFORE_HANDING_OVER,
        Problem.NO_PROOF,
    )
