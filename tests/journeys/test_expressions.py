"""Python, our script and a second opinion agree on what an expression is worth."""

import math
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser

from consult.instrument.expression.evaluation import evaluate
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tree import Expression, Node
from consult.instrument.expression.value import text
from tests.journeys.engines import DAY, DECLINED, Case, Peer, Script, as_json
from tests.journeys.trees import BINARY, CASES, OPERANDS, ORDINARY, UNARY, applied, as_xpath
from tests.journeys.workbooks import all_nodes, answered_at_random, real_expressions

A_BATCH = 60  # evaluations in one call of the page
MOST_DECLINED = 0.15  # of real expressions: those that only the server works out
# Of real expressions with random answers, where the second opinion is another, for a reason in the table below.
MOST_EXPLAINED = 0.04
BATCHES = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def script(browser: Browser) -> Script:
    return Script(browser)


@pytest.fixture(scope="module")
def peer(browser: Browser) -> Peer:
    return Peer(browser)


def in_python(case: Case) -> Any:
    """What the server makes of it."""
    return evaluate(Expression("", case.tree, frozenset()), case.values, case.this, DAY)


def same(one: Any, other: Any) -> bool:
    """Whether two values are one, as far as any expression could tell: 0 and -0 are two, NaN is one."""
    kinds = {_kind(one), _kind(other)}
    if kinds != {"number"}:
        return len(kinds) == 1 and bool(one == other)
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    # A browser hands over a large number as an int, all of whose digits count: here it is the double that counts.
    return float(one) == float(other) and math.copysign(1, one) == math.copysign(1, other)


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, (int, float)) else "list" if isinstance(value, list) else "text"


def differing(script: Script, cases: list[Case]) -> Iterator[str]:
    """Where the script gives a value and it is another than Python's."""
    for case, found in zip(cases, script.values(cases), strict=True):
        if found != DECLINED and not same(found, expected := in_python(case)):
            yield f"{as_json([case])}: {found!r} in the script, {expected!r} in Python"


def disputed(peer: Peer, cases: list[Case]) -> Iterator[tuple[Case, str]]:
    """Where the second opinion is another than Python's."""
    worth = [in_python(case) for case in cases]
    asked = [_asked(case, value) for case, value in zip(cases, worth, strict=True)]
    for case, expected, question, found in zip(cases, worth, asked, peer.values(asked), strict=True):
        if not same(found, text(expected) if question[3] == "text" else expected) and found != expected:
            yield case, f"{question[0]} over {question[1]}: {found!r}, in Python {expected!r}"


def _asked(case: Case, worth: Any) -> tuple[str, list[list[str]], str, str]:
    names = {str(node[1]) for node in all_nodes(case.tree) if node[0] == "name"}
    answers = [[name, text(case.values.get(name, ""))] for name in sorted(names)]
    columns = [[f"column.{name[1:]}", text(cell)] for name, cell in case.values.items() if name[0] == "@"]
    kind = "text" if isinstance(worth, list) else _kind(worth)
    return as_xpath(case.tree), answers + columns, text(case.this), kind


def test_each_function_gives_the_same_for_each_pair_of_operands(script: Script) -> None:
    values = [{"a": one, "b": other} for one in OPERANDS for other in OPERANDS]
    ones = [Case(applied(name, 1), {"a": one}, one) for name in UNARY for one in OPERANDS]
    twos = [Case(applied(name, 2), given) for name in BINARY for given in values]
    chosen = [Case(["call", "if", ["name", "a"], ["name", "b"], ["self"]], given, "no") for given in values]
    assert list(differing(script, [*ones, *twos, *chosen]))[:5] == []


@BATCHES
@given(cases=some.lists(CASES, min_size=A_BATCH, max_size=A_BATCH))
def test_whatever_the_tree_the_script_gives_what_python_gives(script: Script, cases: list[Case]) -> None:
    assert list(differing(script, cases)) == []


@BATCHES
@given(cases=some.lists(ORDINARY, min_size=A_BATCH, max_size=A_BATCH))
def test_all_three_agree_on_what_people_write(script: Script, peer: Peer, cases: list[Case]) -> None:
    assert DECLINED not in script.values(cases)
    assert list(differing(script, cases)) == []
    assert [told for _case, told in disputed(peer, cases)] == []


# --- the expressions of real forms


@pytest.fixture(scope="module")
def real_cases() -> list[Case]:
    chance = random.Random(5)
    return [answered_at_random(expression, chance) for expression in real_expressions() for _ in range(6)]


def test_the_script_agrees_on_the_expressions_of_real_forms(script: Script, real_cases: list[Case]) -> None:
    assert len(real_cases) > 3_000
    assert list(differing(script, real_cases)) == []
    assert script.values(real_cases).count(DECLINED) <= MOST_DECLINED * len(real_cases)


def test_the_second_opinion_agrees_on_the_expressions_of_real_forms(
    peer: Peer, real_cases: list[Case]
) -> None:
    found = list(disputed(peer, real_cases))
    assert [told for case, told in found if not explained(case.tree)] == []
    assert len(found) <= MOST_EXPLAINED * len(real_cases)


def explained(tree: Node) -> bool:
    """Whether a tree can be worth something else elsewhere, for one of the reasons in the table below."""
    return any(map(_takes_an_element_for_true, all_nodes(tree))) or any(
        map(_reads_otherwise, all_nodes(tree))
    )


def _takes_an_element_for_true(node: Node) -> bool:
    operands = {"or": node[1:], "and": node[1:]}.get(str(node[0]), [])
    if node[:2] in (["call", "if"], ["call", "not"], ["call", "boolean"]):
        operands = node[2:3]
    return any(isinstance(one, list) and one[0] in ("name", "self") for one in operands)


def _reads_otherwise(node: Node) -> bool:
    makes_a_day = ("date", "format-date", "format-date-time")
    return node[0] == "call" and node[1] in (*makes_a_day, "count", "sum", "min", "max")


@pytest.mark.parametrize(
    ("source", "answer", "ours", "theirs"),
    [
        # An element of the form is true because it is there, also when nobody answered it. Here no answer is not true.
        pytest.param("${tenure} and true()", "", False, True, id="an element is true"),
        # And it counts as one.
        pytest.param("count(${tenure})", "", 0.0, 1, id="an element is one"),
        # Members that are no number are passed over, as JavaRosa does: not every instance need be answered.
        pytest.param("sum(${tenure}) > -1", "", True, False, id="a sum of nothing"),
        # Empty here: an answer that is no day cannot become one.
        pytest.param("date(${tenure})", "social", "", "Invalid Date", id="no day"),
        # It reads a list of codes as a browser reads a date written by hand.
        pytest.param("format-date(${tenure}, '%Y')", "no 5", "", "2001", id="a day in any writing"),
        # ODK documents that the whole text has to match.
        pytest.param("regex(${tenure}, '[0-9]{4}')", "12345", False, True, id="a pattern is searched for"),
        # XPath rounds halves up, also below zero.
        pytest.param("round(${tenure} - 5)", "2.5", -2.0, -3.0, id="halves go away from zero"),
        # XPath writes no exponents.
        pytest.param("string(${tenure} div 1000)", "0.00025", "0.00000025", "2.5e-7", id="small numbers"),
    ],
)
def test_where_the_second_opinion_is_another(
    peer: Peer, source: str, answer: str, ours: Any, theirs: Any
) -> None:
    case = Case(parse(source).tree, {"tenure": answer})
    assert in_python(case) == ours
    assert peer.values([_asked(case, ours)]) == [theirs]


# --- what the script leaves to the server


@pytest.mark.parametrize(
    "source",
    [
        "regex('a', '(a+)+$')",  # slow in a browser
        r"regex('a', '\w+\s')",  # spaces are others in a browser
        "regex('a', '.')",  # and so are line ends
        "format-date(today(), '%Y')",
        "'2026-11-03T14:30' > 5",
    ],
)
def test_what_is_rare_or_read_in_two_ways_is_left_to_the_server(script: Script, source: str) -> None:
    assert script.values([Case(parse(source).tree, {})]) == [DECLINED]


def test_what_is_not_known_on_the_page_is_left_to_the_server(script: Script) -> None:
    unknown = {"rent": None}
    cases = [
        Case(parse(source).tree, unknown) for source in ("${rent} > 5", "true() or ${rent}", "${other} = ''")
    ]
    assert script.values(cases) == [DECLINED, True, True]
