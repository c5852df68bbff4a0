"""Every example of docs/expressions.md is as the page says."""

import json
import math
import re
from dataclasses import replace
from datetime import date

import pytest

from consult.instrument.expression.checking import Mistake, Variable
from consult.instrument.expression.evaluation import evaluate
from consult.instrument.expression.functions import FUNCTIONS, REFUSED
from consult.instrument.expression.mistakes import mistakes
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.value import Value
from consult.instrument.expression.words import ExpressionError
from tests.instrument.expression.specification import Example, examples, tables, towns

DAY = date(2026, 11, 3)
TABLES = {"towns": towns(), "${town}": towns()}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.expression)
def test_an_example_has_the_value_that_the_page_says(example: Example) -> None:
    expression = replace(parse(example.expression), tables=TABLES)
    assert as_json(evaluate(expression, example.answers, example.answers.get("."), DAY)) == example.value


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.expression)
def test_an_example_is_one_that_authors_can_write(example: Example) -> None:
    expression = parse(example.expression)
    anything = {name: Variable("any") for name in expression.names}
    assert mistakes(expression, anything, Variable("any"), TABLES) == []


def as_json(value: Value) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    whole = isinstance(value, float) and value == int(value)
    return json.dumps(int(value) if whole else value, ensure_ascii=False)  # type: ignore[arg-type]


ASKED = {
    "age": Variable("number"),
    "n": Variable("number"),
    "tenure": Variable("one", frozenset({"social", "private"})),
    "help": Variable("many", frozenset({"x"})),
    "why": Variable("text"),
}


@pytest.mark.parametrize("row", list(tables("expression", "column", "found", "expected", "nearest")))
def test_a_mistake_is_told_as_the_page_says(row: list[str]) -> None:
    source, *told = row
    assert told == told_about(source)


def told_about(source: str) -> list[str]:
    try:
        found = mistakes(parse(source), ASKED, None, TABLES)[0]
    except ExpressionError as error:
        found = Mistake(error.column, error.found, error.expected)
    return [str(found.column), found.found, found.expected, found.nearest]


def test_every_function_has_an_example() -> None:
    written = " ".join(example.expression for example in examples())
    assert set(FUNCTIONS) - set(re.findall(r"[a-z][\w:-]*(?=\()", written)) == set()


def test_every_refused_function_is_on_the_page_with_what_to_write_instead() -> None:
    assert dict(tables("function", "instead")) == {f"{name}()": instead for name, instead in REFUSED.items()}
