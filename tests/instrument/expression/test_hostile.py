"""Expressions made to exhaust the machine, and whatever else can be typed: refused or worth something, never an error."""

import json
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consult.instrument.canonical_writing import structure
from consult.instrument.expression.checking import Mistake, Variable
from consult.instrument.expression.evaluation import evaluate
from consult.instrument.expression.functions import FUNCTIONS, REFUSED
from consult.instrument.expression.mistakes import mistakes
from consult.instrument.expression.parsing import DEEPEST_NESTING, DEEPEST_TREE, parse
from consult.instrument.expression.tables import Table
from consult.instrument.expression.value import Operand
from consult.instrument.expression.words import ExpressionError
from consult.instrument.loading import load_text

ANYTHING = {name: Variable("any") for name in ("a", "b", "c")}
TABLES = {
    "towns": Table("towns", ({"name": "gent", "label": "Gent", "x": "3"}, {"name": "2", "label": "Twee"})),
    "${a}": Table("towns", ({"name": "gent", "label": "Gent"},)),
}

REFUSED_AT_ONCE = {
    "100 kB": "1 + " * 25_000 + "1",
    "brackets": "(" * 9_000 + "1" + ")" * 9_000,
    "operators": "1 or 1 and 1 = 1 < 1 + 1 * (" * 500,
    "brackets never closed": "(" * 19_000,
    "minuses": "-" * 19_000 + "1",
    "one step after another": "1" + "+1" * 9_000,
    "calls in calls": "not(" * 4_000,
    "predicates in predicates": "${a}" + "[.=${a}" * 2_000,
    "predicate after predicate": "${a}" + "[1" * 6_000,
    "lists in lists": "instance('a')/root/item[name = " * 600,
    "paths": "current()/" * 1_900,
    "steps up": "../" * 6_000,
    "names never closed": "${" * 9_000,
    "texts never closed": "'a" * 9_999 + "'",
    "one long word": "x" * 19_999,
    "one long number": "9" * 19_999,
    "points": "." * 19_999,
    "bars": "|" * 19_999,
}


@pytest.mark.parametrize("source", REFUSED_AT_ONCE.values(), ids=REFUSED_AT_ONCE)
def test_an_expression_made_to_exhaust_the_machine_is_refused_at_once(source: str) -> None:
    begun = time.process_time()
    with pytest.raises(ExpressionError):
        parse(source)
    assert time.process_time() - begun < 1


AT_THE_LIMIT = {
    "brackets": "(" * DEEPEST_NESTING + "1" + ")" * DEEPEST_NESTING,
    "calls": "abs(" * (DEEPEST_NESTING - 1) + "1" + ")" * (DEEPEST_NESTING - 1),
    "choices": "if(1 = 1, 2, " * (DEEPEST_NESTING - 1) + "1" + ")" * (DEEPEST_NESTING - 1),
    "predicates": "count(${a}[" * (DEEPEST_NESTING // 2) + "1" + "])" * (DEEPEST_NESTING // 2),
    "lists": "count(instance('t')/root/item[" * (DEEPEST_NESTING // 2) + "1" + "])" * (DEEPEST_NESTING // 2),
    "minuses": "-" * (DEEPEST_TREE - 1) + "1",
    "operators": "1 or 1 and 1 = 1 < 1 + 1 * (" * 28 + "1" + ")" * 28,
    "additions": "1" + " + 1" * (DEEPEST_TREE - 1),
    "alternatives": "${a} = 'x'" + " or ${a} = 'x'" * (DEEPEST_TREE - 3),
    "unions": "count(${a}" + " | ${a}" * (DEEPEST_TREE - 3) + ")",
    "many arguments": "concat(" + ", ".join(["${a}"] * 3_000) + ")",
}


@pytest.mark.parametrize("source", AT_THE_LIMIT.values(), ids=AT_THE_LIMIT)
def test_what_is_just_allowed_fits_on_a_stack_that_is_half_full(source: str) -> None:
    """A page is made some hundred calls deep already; Python stops at a thousand."""
    assert _below(400, lambda: _judged(source)) == []


@pytest.mark.parametrize("source", AT_THE_LIMIT.values(), ids=AT_THE_LIMIT)
def test_what_is_just_allowed_can_be_published(source: str) -> None:
    instrument = load_text(FILE.replace("EXPRESSION", source), "limit.yaml")
    assert _below(300, lambda: json.loads(json.dumps(structure(instrument)))) == structure(instrument)


FILE = """
instrument: social-housing/limit
title: Grens
method: survey
report: social-housing
languages: [nl]
retention: {texts_days: 730, withdrawal_days: 30}
counting: none
consent: {version: "1", text: Lees dit., agree: Ik doe mee}
choices:
  t: [{name: x, label: Iks}]
pages:
  - name: one
    part: core
    questions:
      - {name: a, type: select_one t, label: Wat?, disclosure: key}
      - {name: worked_out, type: calculate, calculation: "EXPRESSION", disclosure: safe}
"""


def _judged(source: str) -> list[Mistake]:
    expression = parse(source)
    evaluate(expression, {"a": "x"})
    return mistakes(expression, ANYTHING, tables={"t": Table("t", ())})


def _below(frames: int, what: Callable[[], object]) -> object:
    return _below(frames - 1, what) if frames else what()


def test_a_pattern_that_would_run_for_hours_is_matched_at_once() -> None:
    begun = time.process_time()
    assert evaluate(parse("regex(., '(a+)+$')"), {}, "a" * 100_000 + "!") is False
    assert evaluate(parse("regex(., '(a|aa)+$')"), {}, "a" * 100_000 + "!") is False
    assert time.process_time() - begun < 1


def test_two_long_lists_are_not_multiplied() -> None:
    many: tuple[Operand, ...] = tuple(f"a{number}" for number in range(50_000))
    others: tuple[Operand, ...] = tuple(f"b{number}" for number in range(50_000))
    begun = time.process_time()
    for sign in ("=", "!=", "<", "<=", ">", ">="):
        evaluate(parse(f"${{a}} {sign} ${{b}}"), {"a": many, "b": others})
    assert time.process_time() - begun < 2


PIECES = [
    *(f"{name}(" for name in (*FUNCTIONS, *REFUSED, "instance", "pulldata", "current")),
    *("${a}", "${b}", "${ c }", "'x'", '"y z"', "''", "'${a}'", "3", ".5", "1.", "'2026-11-03'", "'towns'"),
    *(
        ")",
        ")",
        ")",
        "]",
        "[",
        ",",
        ",",
        "(",
        ".",
        "..",
        "/",
        "|",
        "-",
        "+",
        "*",
        " div ",
        " mod ",
        "=",
        "!=",
    ),
    *(
        "<",
        ">=",
        " and ",
        " or ",
        ")/root/item",
        "name",
        "label",
        "x",
        "\n",
        "\u00a0",
        "\ud800",
        "é",
        "${",
        "'",
    ),
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("instance(")
@example("current(")
@example("${a}[")
def test_whatever_is_typed_is_read_or_refused_with_a_column_inside_it(source: str) -> None:
    assert all(1 <= column <= len(source) + 1 for column in _columns_told(source))


def _columns_told(source: str) -> list[int]:
    try:
        expression = parse(source)
    except ExpressionError as error:
        return [error.column]
    assert json.loads(json.dumps(expression.tree)) == expression.tree
    return [mistake.column for mistake in mistakes(expression, ANYTHING, Variable("any"), TABLES)]


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    calls = st.sampled_from(sorted(FUNCTIONS)).flatmap(
        lambda name: st.lists(
            inner, min_size=FUNCTIONS[name].least, max_size=FUNCTIONS[name].most or FUNCTIONS[name].least
        ).map(lambda arguments: f"{name}({', '.join(arguments)})")
    )
    signs = st.sampled_from(["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "|"])
    operations = st.builds(lambda left, sign, right: f"({left} {sign} {right})", inner, signs, inner)
    filtered = st.builds(lambda whole, predicate: f"({whole})[{predicate}]", inner, inner)
    return calls | operations | filtered | inner.map(lambda part: f"-{part}")


EXPRESSIONS = st.recursive(
    st.sampled_from(
        [
            *("${a}", "${b}", "${c}", ".", "''", "'x'", "'gent'", "0", "1", "2.5", "'2026-11-03'", "'-1'"),
            *("position(..)", "'%Y-%m'", "'SHA-1'", "'hex'", "'${a}'", "'(a+)+'", "true()", "instance('towns')/root/item"),
            *("instance('towns')/root/item[name = ${a}]/x", "pulldata('towns', 'label', 'name', ${b})"),
            *("instance('towns')/root/item[position() = last()]/label", "count(${a}[. = ${b}])"),
        ]
    ),
    _combined,
    max_leaves=8,
)  # fmt: skip
_ONE = st.one_of(
    st.text(max_size=5),
    st.sampled_from(
        ["gent", "yes", "2026-11-03", "2026-11-03T14:30", "18:00", "9" * 400, "\ud800", "0001-01-01"]
    ),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.booleans(),
    st.lists(st.sampled_from("abc"), max_size=3),
)
ANSWERS = st.recursive(_ONE, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=6)


@settings(max_examples=600)
@given(EXPRESSIONS, ANSWERS, ANSWERS, ANSWERS, ANSWERS)
def test_no_answer_whatever_makes_a_checked_expression_fail(
    source: str, a: Operand, b: Operand, c: Operand, this: Operand
) -> None:
    try:
        expression = replace(parse(source), tables=TABLES)
    except ExpressionError:
        return
    if mistakes(expression, ANYTHING, Variable("any")) == []:
        value = evaluate(expression, {"a": a, "b": b, "c": c}, this)
        assert not isinstance(value, tuple)
