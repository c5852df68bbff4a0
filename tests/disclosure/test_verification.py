"""The second implementation finds what is wrong, each thing by itself."""

from dataclasses import replace

import pandas as pd
import pytest

from consult.disclosure.verification import Promise, broken, seen

PROMISE = Promise(
    k=2,
    l=2,
    columns={"age": "key", "faith": "sensitive", "n": "tick"},
    keys={"age": ["20-29", "30-39"]},
    sensitive={"faith": ["faith"]},
    ticks={"n": ["n"]},
)


def a_frame(**columns: list[str]) -> pd.DataFrame:
    right = {"age": ["20-29"] * 2 + ["30-39"] * 2, "faith": ["a", "b", "a", "b"], "n": ["1", "1", "0", "0"]}
    return pd.DataFrame({**right, **columns})


def test_a_table_as_promised_breaks_nothing() -> None:
    assert broken(a_frame(), PROMISE) == ()
    found = seen(a_frame(), PROMISE)
    assert (found.rows, found.k, found.l, found.groups) == (4, 2, 2, 2)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"age": ["20-29"] * 3 + ["30-39"]}, "a group has 1 rows"),
        ({"faith": ["a", "a", "a", "b"]}, "a group has 1 different sensitive values"),
        ({"age": ["20-29"] * 2 + ["31"] * 2}, "has 2 values that its level does not have"),
        ({"n": ["1", "0", "0", "0"]}, "held by fewer than 2 rows"),
        ({"name": ["x"] * 4}, "column 'name' may not leave"),
    ],
)
def test_each_broken_promise_is_found(columns: dict[str, list[str]], sentence: str) -> None:
    assert any(sentence in told for told in broken(a_frame(**columns), PROMISE))


@pytest.mark.parametrize("role", ["direct", "free-text", "withheld", ""])
def test_a_column_in_a_role_that_never_leaves_is_found(role: str) -> None:
    promise = replace(PROMISE, columns={**PROMISE.columns, "n": role})
    assert broken(a_frame(), promise) == ("column 'n' may not leave.",)


def test_a_column_that_is_gone_is_found() -> None:
    assert broken(a_frame().drop(columns="faith"), PROMISE) == ("column 'faith' is not there.",)


def test_rows_left_out_in_place_are_no_group() -> None:
    frame = pd.concat([a_frame(), pd.DataFrame([["*"] * 3], columns=["age", "faith", "n"])])
    assert broken(frame, replace(PROMISE, in_place=True)) == ()
    assert broken(frame, PROMISE) != ()


def test_columns_of_one_question_are_one_sensitive_variable() -> None:
    frame = pd.DataFrame({"age": ["20-29"] * 2, "g1": ["0", "0"], "g2": ["0", "1"]})
    promise = replace(
        PROMISE,
        columns={"age": "key", "g1": "sensitive", "g2": "sensitive"},
        sensitive={"g": ["g1", "g2"]},
        ticks={},
    )
    assert seen(frame, promise).l == 2
