"""What leaves, what does not and why, and what would help when nothing may."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest

from consult.disclosure.engine import grouping
from consult.disclosure.hierarchy import NO_ANSWER, flat
from consult.disclosure.profile import ProfileDoesNotFit, Treatment
from consult.disclosure.refusal import ReleaseRefused
from consult.disclosure.release import in_place, release
from consult.disclosure.roles import Role
from tests.disclosure.worlds import AGE, a_key, a_profile, a_table


def test_a_key_is_recoded_until_every_group_is_large_enough() -> None:
    table = a_table(age=["20", "25", "30", "35"], opinion=["yes", "no", "yes", "no"])
    released = release(table, a_profile({"age": a_key(AGE), "opinion": Role.SAFE}))
    assert list(released.frame["age"]) == ["20-29", "20-29", "30-39", "30-39"]
    assert list(released.frame["opinion"]) == ["yes", "no", "yes", "no"]
    assert (released.report.k, released.report.recoded["age"].name) == (2, "ten years")


def test_a_row_that_stands_alone_is_left_out_within_the_limit() -> None:
    table = a_table(age=["20", "20", "20", "35"])
    released = release(table, a_profile({"age": a_key(AGE)}, suppression=0.25))
    assert list(released.frame["age"]) == ["20", "20", "20"]
    assert (released.report.suppressed, released.report.loss) == (1, pytest.approx(0.25))
    assert list(in_place(released)["age"]) == ["20", "20", "20", "*"]


def test_a_column_without_a_role_does_not_leave() -> None:
    released = release(a_table(age=["20", "20"], name=["Ann", "Bo"]), a_profile({"age": a_key(AGE)}))
    assert list(released.frame) == ["age"]
    assert released.report.withheld == {"name": "has no role"}


@pytest.mark.parametrize(
    ("role", "why"),
    [
        (Role.DIRECT, "names a person"),
        (Role.FREE_TEXT, "is free text"),
        (Role.WITHHELD, "is withheld by the profile"),
    ],
)
def test_what_names_a_person_or_is_free_text_does_not_leave(role: Role, why: str) -> None:
    released = release(
        a_table(age=["20", "20"], said=["x", "y"]), a_profile({"age": a_key(AGE), "said": role})
    )
    assert released.report.withheld == {"said": why}


def test_every_way_of_having_no_answer_becomes_one_in_a_key() -> None:
    table = a_table(age=["refused", "dont_know", "", None, "20", "20"])
    released = release(table, a_profile({"age": a_key(AGE)}))
    assert Counter(released.frame["age"]) == {NO_ANSWER: 4, "20": 2}


def test_who_did_not_answer_is_a_group_of_its_own() -> None:
    """A wildcard would put the one who refused in the group of the others, where an intruder excludes it."""
    released = release(a_table(age=["refused", "20", "20"]), a_profile({"age": a_key(AGE)}, suppression=0.4))
    assert list(released.frame["age"]) == ["20", "20"]


def test_a_group_that_agrees_on_what_is_sensitive_is_joined_with_another() -> None:
    table = a_table(age=["20", "20", "25", "25"], faith=["a", "a", "b", "b"])
    released = release(table, a_profile({"age": a_key(AGE), "faith": Role.SENSITIVE}, l=2))
    assert set(released.frame["age"]) == {"20-29"}
    assert released.report.l == 2


def test_the_risks_that_remain_are_told() -> None:
    report = release(a_table(age=["20", "20", "25", "25", "25"]), a_profile({"age": a_key(AGE)})).report
    assert (report.highest_risk, report.average_risk) == (0.5, 0.4)


def test_a_table_without_a_key_is_one_group() -> None:
    released = release(a_table(opinion=["yes", "no"]), a_profile({"opinion": Role.SAFE}))
    assert (released.report.k, released.report.loss) == (2, 0.0)


def test_fewer_rows_than_k_are_refused() -> None:
    with pytest.raises(ReleaseRefused, match="2 rows are fewer than k = 5.*Wait for more answers"):
        release(a_table(age=["20", "20"]), a_profile({"age": a_key(AGE)}, k=5))


def test_a_refusal_names_the_variable_that_would_help_and_how_much() -> None:
    table = a_table(age=["20", "20", "25", "25"], town=["a", "b", "c", "d"])
    profile = a_profile({"age": a_key(AGE), "town": a_key(coarsest=0)})
    with pytest.raises(ReleaseRefused) as refused:
        release(table, profile)
    assert refused.value.advice[0] == (
        "Withholding 'town' would leave out 0 of 4 rows instead of 4, which is enough."
    )
    assert "'town'" in refused.value.advice[1]


def test_a_sensitive_variable_on_which_all_agree_is_named() -> None:
    table = a_table(age=["20", "20"], faith=["a", "a"])
    with pytest.raises(ReleaseRefused, match="Withholding 'faith' would leave out 0 of 2"):
        release(table, a_profile({"age": a_key(AGE), "faith": Role.SENSITIVE}, l=2))


def test_too_much_loss_is_refused_with_what_each_key_costs() -> None:
    table = a_table(age=["20", "25", "30", "35"], town=["a", "b", "c", "d"])
    with pytest.raises(ReleaseRefused, match=r"loss would be 0\.67.*Without key variable 'town' .* be 0\.33"):
        release(table, a_profile({"age": a_key(AGE), "town": a_key()}, loss_limit=0.5))


def test_everything_that_a_hierarchy_misses_is_told_at_once() -> None:
    table = a_table(age=["20", "41", "40"], town=["a", "b", "b"])
    profile = a_profile({"age": a_key(AGE), "town": a_key(flat("towns", ["a"]))})
    with pytest.raises(ProfileDoesNotFit) as told:
        release(table, profile)
    assert "age: hierarchy age misses '40', '41'." in told.value.problems[0]
    assert "town: hierarchy towns misses 'b'." in told.value.problems[1]


def test_a_profile_that_names_what_is_not_there_is_refused() -> None:
    with pytest.raises(ProfileDoesNotFit, match="names column 'aeg', which is not there"):
        release(a_table(age=["20", "20"]), a_profile({"aeg": a_key(AGE)}))


def test_a_constant_column_and_one_without_answers_are_released() -> None:
    table = a_table(same=["x"] * 4, none=[""] * 4, age=["20", "20", "25", "25"])
    released = release(table, a_profile({"same": a_key(), "none": a_key(), "age": a_key(AGE)}))
    assert released.report.loss == 0
    assert set(released.frame["none"]) == {NO_ANSWER}


def test_a_key_with_ten_thousand_values_is_told_or_not_told() -> None:
    table = a_table(id=[str(number) for number in range(10_000)], age=["20", "25"] * 5_000)
    released = release(table, a_profile({"id": a_key(), "age": a_key(AGE)}, k=5, suppression=0.05))
    assert set(released.frame["id"]) == {"*"}
    assert released.report.recoded["age"].level == 0


def test_column_names_may_be_of_any_script() -> None:
    table = a_table(**{"age-group": ["20", "20"], "المدينة": ["غنت", "غنت"]})
    released = release(table, a_profile({"age-group": a_key(AGE), "المدينة": a_key()}))
    assert list(released.frame) == ["age-group", "المدينة"]


def test_a_star_in_the_table_is_not_taken_for_a_value() -> None:
    with pytest.raises(ProfileDoesNotFit, match="stands for a row left out"):
        release(a_table(town=["*", "*"]), a_profile({"town": a_key()}))


def test_the_same_table_is_released_in_the_same_way() -> None:
    rng = np.random.default_rng(3)
    table = a_table(age=list(rng.choice(list(AGE.paths), 60)), town=list(rng.choice(list("abcd"), 60)))
    profile = a_profile({"age": a_key(AGE), "town": a_key()}, k=5, suppression=0.1)
    first, second = release(table, profile), release(table, profile)
    pd.testing.assert_frame_equal(first.frame, second.frame)
    assert first.report == second.report


def test_an_engine_that_is_wrong_releases_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second implementation looks at what the first one made."""
    weights = np.bincount
    monkeypatch.setattr(grouping.np, "bincount", lambda *given, **named: weights(*given, **named) + 1)
    with pytest.raises(RuntimeError, match="a group has 1 rows; promised are at least 2"):
        release(a_table(age=["20", "25", "25"]), a_profile({"age": Treatment(Role.KEY, AGE)}))
