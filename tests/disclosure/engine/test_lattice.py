"""The search finds the best choice of levels: as trying all of them does, and as ARX does on real tables."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.disclosure.csv_table import read_table
from consult.disclosure.engine.encoding import Encoded, Integers, Key, Told, encode
from consult.disclosure.engine.grouping import Rule, grouped
from consult.disclosure.engine.lattice import best_levels
from consult.disclosure.hierarchy import hierarchy
from consult.disclosure.hierarchy_files import read_hierarchy
from consult.disclosure.refusal import ReleaseRefused
from tests.disclosure.worlds import FIXTURES, the_whole

ADULT = ("sex", "age", "race", "marital-status", "education", "native-country", "workclass", "occupation")
GSS = ("year", "age", "marital", "race", "rincome", "relig")

FRUIT = hierarchy("fruit", {"a": ["ab", "abc"], "b": ["ab", "abc"], "c": ["c_", "abc"], "d": ["d_", "d__"]})
SIDE = hierarchy("side", {"l": ["*"], "r": ["*"]})

row = st.tuples(st.sampled_from("abcd"), st.sampled_from("lr"), st.sampled_from("aaabcd"), st.integers(0, 2))
rows = st.integers(1, 60).flatmap(
    lambda many: st.lists(row, min_size=many, max_size=many)
)  # small ones bound nothing


def an_encoded(table: list[tuple[str, str, str, int]]) -> Encoded:
    keys = [Key("first", FRUIT), Key("second", SIDE), Key("third", FRUIT)]
    columns = {key.name: [row[place] for row in table] for place, key in enumerate(keys)}
    told: Integers = np.array([row[3] for row in table], np.int64)
    return encode(keys, columns, {"told": [Told(told + 1)]}, len(table))


@settings(deadline=None, max_examples=150)
@given(rows, st.integers(1, 6), st.integers(1, 3), st.integers(0, 20))
def test_the_search_finds_what_trying_everything_finds(
    table: list[tuple[str, str, str, int]], k: int, values: int, most: int
) -> None:
    encoded, rule = an_encoded(table), Rule(k, values, most)
    tried = (
        grouped(encoded, levels, rule)
        for levels in product(*(range(key.hierarchy.height + 1) for key in encoded.keys))
    )
    feasible = [one.loss for one in tried if one.suppressed <= most]
    best = best_levels(encoded, rule)
    assert (best is None) == (not feasible)
    if best is not None:
        assert best.loss == pytest.approx(min(feasible), abs=1e-9)


def test_a_level_is_chosen_by_hand() -> None:
    table = [("a", "l", "c", 0), ("b", "l", "c", 1), ("a", "r", "c", 0), ("b", "r", "c", 1)]
    best = best_levels(an_encoded(table), Rule(2, 2, 0))
    assert best is not None
    assert best.levels == (
        1,
        0,
        0,
    )  # a and b become ab, which joins two of four values: a third, of one key in three
    assert best.loss == pytest.approx(1 / 9)


def test_too_many_ways_of_recoding_are_refused_with_what_to_do() -> None:
    keys = [Key(str(number), FRUIT) for number in range(12)]
    encoded = encode(keys, {key.name: ["a", "b"] for key in keys}, {}, 2)
    with pytest.raises(ReleaseRefused, match="16777216 ways.*Withhold key variables"):
        best_levels(encoded, Rule(2, 1, 0))


def real(table: str, keys: tuple[str, ...], sensitive: str = "") -> Encoded:
    """A benchmark table with the hierarchies beside the tests."""
    frame = read_table(the_whole(f"{table}.csv"))
    files = {name: FIXTURES / f"{table}_hierarchy_{name}.csv" for name in keys}
    told = {sensitive: [Told(np.unique(frame[sensitive], return_inverse=True)[1] + 1)]} if sensitive else {}
    read = [Key(name, read_hierarchy(file, file.name)) for name, file in files.items()]
    return encode(read, {name: list(frame[name]) for name in keys}, told, len(frame))


@pytest.mark.parametrize(
    ("table", "keys", "sensitive", "k", "values", "loss"),
    [
        ("adult", (*ADULT, "salary-class"), "", 5, 1, 0.2696),
        ("adult", (*ADULT, "salary-class"), "", 10, 1, 0.3178),
        ("adult", ADULT, "salary-class", 5, 2, 0.3588),
        ("adult", ADULT, "salary-class", 10, 2, 0.3877),
        ("gss", GSS, "", 5, 1, 0.2184),
        ("gss", GSS, "", 10, 1, 0.2840),
    ],
)
def test_on_real_tables_the_loss_is_the_optimum_that_arx_finds(
    table: str, keys: tuple[str, ...], sensitive: str, k: int, values: int, loss: float
) -> None:
    """Full-domain optimum with at most 5 % left out, to four decimals (privacy.md, 2)."""
    encoded = real(table, keys, sensitive)
    best = best_levels(encoded, Rule(k, values, encoded.total // 20))
    assert best is not None
    assert round(best.loss, 4) == loss
