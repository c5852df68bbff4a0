"""Python, our script and a second opinion agree on what an expression is worth."""

import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser

from consult.instrument.expression.evaluation import evaluate
from consult.instrument.expression.functions import PatternError
from consult.instrument.expression.tree import Expression
from tests.journeys.engines import DAY, DECLINED, Case, Script, as_json
from tests.journeys.trees import CASES

A_BATCH = 60  # evaluations in one call of the page
MOST_DECLINED = 0.25


@pytest.fixture(scope="module")
def script(browser: Browser) -> Script:
    return Script(browser)


def in_python(case: Case) -> Any:
    """What the server makes of it."""
    try:
        return evaluate(Expression("", case.tree, frozenset()), case.values, case.this, DAY)
    except PatternError:
        return DECLINED


def same(one: Any, other: Any) -> bool:
    """Whether two values are one, as far as any expression could tell: 0 and -0 are two, NaN is one."""
    kinds = {
        bool if isinstance(value, bool) else float if isinstance(value, (int, float)) else type(value)
        for value in (one, other)
    }
    if kinds != {float}:
        return len(kinds) == 1 and bool(one == other)
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return bool(one == other) and math.copysign(1, one) == math.copysign(1, other)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(cases=some.lists(CASES, min_size=A_BATCH, max_size=A_BATCH))
def test_python_and_the_script_give_the_same_value(script: Script, cases: list[Case]) -> None:
    for case, found in zip(cases, script.values(cases), strict=True):
        expected = in_python(case)
        assert found == DECLINED or same(found, expected), f"{as_json([case])}: {found!r}, not {expected!r}"
