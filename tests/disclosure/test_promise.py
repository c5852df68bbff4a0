"""The promise: no released group is smaller than k, whatever the table and the profile."""

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.disclosure.hierarchy import Hierarchy, flat, hierarchy
from consult.disclosure.profile import ReleaseProfile, Treatment
from consult.disclosure.refusal import ReleaseRefused
from consult.disclosure.release import Released, in_place, release
from consult.disclosure.roles import Role
from consult.disclosure.table import AnyTable
from consult.disclosure.verification import Promise, broken
from tests.disclosure.worlds import a_profile

VALUES = ("a", "b", "c", "d", "e", "refused", "")


def _two_levels(groups: list[int]) -> Hierarchy:
    return hierarchy("x", {value: [f"g{group}", "*"] for value, group in zip("abcde", groups, strict=True)})


hierarchies = st.one_of(
    st.just(flat("x", "abcde")), st.lists(st.integers(0, 2), min_size=5, max_size=5).map(_two_levels)
)
keys = st.builds(
    lambda tree, coarsest: Treatment(Role.KEY, tree, coarsest=coarsest),
    hierarchies,
    st.one_of(st.none(), st.integers(0, 1)),
)
others = st.sampled_from([Role.SENSITIVE, Role.SAFE, Role.WEIGHT, Role.DIRECT, Role.FREE_TEXT]).map(Treatment)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[AnyTable, ReleaseProfile]:
    """A table with some columns and rows, and a profile for it."""
    variables = draw(
        st.dictionaries(st.sampled_from(("u", "v-w", "x", "ع")), st.one_of(keys, others), min_size=1)
    )
    rows = draw(st.integers(0, 40))
    column = st.lists(st.sampled_from(VALUES), min_size=rows, max_size=rows)
    frame = pd.DataFrame({name: draw(column) for name in [*variables, "nobody said"]}, dtype=object)
    profile = a_profile(
        variables,
        k=draw(st.integers(2, 12)),
        l=draw(st.integers(1, 3)),
        suppression=draw(st.sampled_from((0.0, 0.05, 0.3, 1.0))),
    )
    return AnyTable(frame), profile


def _released(table: AnyTable, profile: ReleaseProfile) -> Released | None:
    try:
        return release(table, profile)
    except ReleaseRefused as refused:
        return None if refused.advice else pytest.fail("a refusal that does not say what would help")


@settings(deadline=None, max_examples=200)
@given(worlds())
def test_no_released_group_is_smaller_than_k(world: tuple[AnyTable, ReleaseProfile]) -> None:
    table, profile = world
    released = _released(table, profile)
    if released is None:
        return
    names = [name for name, treatment in profile.variables.items() if treatment.role is Role.KEY]
    rows = list(zip(*(released.frame[name] for name in names), strict=True)) or [()] * len(released.frame)
    assert min(Counter(rows).values()) >= profile.safety.k
    assert len(table.frame) - len(rows) <= profile.suppression * len(table.frame) + 1e-9


@settings(deadline=None, max_examples=200)
@given(worlds())
def test_the_second_implementation_agrees_with_what_leaves(world: tuple[AnyTable, ReleaseProfile]) -> None:
    table, profile = world
    released = _released(table, profile)
    if released is None:
        return
    promise = released.promise
    assert broken(released.frame, promise) == ()
    told = {name: getattr(promise, name) for name in ("k", "l", "columns", "keys", "sensitive")}
    assert broken(in_place(released), Promise(**told, in_place=True)) == ()
    never = {name for name, one in profile.variables.items() if one.role in (Role.DIRECT, Role.FREE_TEXT)}
    assert not set(released.frame) & (never | {"nobody said"})
