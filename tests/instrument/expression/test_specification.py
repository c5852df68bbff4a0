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
from consult.instrument.loading import load_text
from consult.instrument.routing import route
from tests.heads import head
from tests.instrument.expression.specification import Asked, Example, asked, examples, tables, towns

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


FORM = (
    head("household", "Gezin", consent="Waarom.")
    + """\
pages:
  - {name: members, part: core, questions: [{name: members, type: integer, label: Hoeveel?, disclosure: safe}]}
  - repeat: member
    label: Lid
    count: "${members}"
    most: 3
    pages:
      - name: about
        part: core
        title: Over dit lid
        questions:
          - {name: age, type: integer, label: Leeftijd?, disclosure: key}
          - {name: weight, type: integer, label: Gewicht?, disclosure: safe}
          - {name: name, type: text, label: Naam?, disclosure: direct}
          - {name: invited, type: text, label: Wie nog?, disclosure: direct}
          - {name: fed, type: text, label: At het?, disclosure: safe}
          - {name: of_member, type: calculate, calculation: MEMBER, disclosure: safe}
  - repeat: house
    label: Huis
    count: "2"
    most: 2
    pages:
      - repeat: floor
        label: Verdieping
        count: "2"
        most: 2
        pages:
          - name: room
            part: core
            questions:
              - {name: room, type: text, label: Kamer?, disclosure: safe}
              - {name: of_floor, type: calculate, calculation: FLOOR, disclosure: safe}
  - name: last
    part: core
    questions:
      - {name: wish, type: text, label: Wens?, disclosure: safe}
      - {name: after, type: calculate, calculation: AFTER, disclosure: safe}
"""
)


@pytest.mark.parametrize("example", asked(), ids=lambda example: f"{example.expression} {example.place}")
def test_an_example_in_a_form_that_repeats_has_the_value_that_the_page_says(example: Asked) -> None:
    kind, *numbers = example.place.removeprefix("in ").split()
    form = FORM
    for place in ("AFTER", "MEMBER", "FLOOR"):
        form = form.replace(place, json.dumps(example.expression if place == kind.upper() else "1"))
    instrument = load_text(form, "household.yaml")
    found = route(instrument, {"members": 3, **example.answers}, DAY)
    calculation = instrument.questions["_".join(["after" if not numbers else f"of_{kind}", *numbers])]
    assert calculation.calculation
    assert as_json(evaluate(calculation.calculation, found.known, None, DAY)) == example.value


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
    written = " ".join(example.expression for example in (*examples(), *asked()))
    assert set(FUNCTIONS) - set(re.findall(r"[a-z][\w:-]*(?=\()", written)) == set()


def test_every_refused_function_is_on_the_page_with_what_to_write_instead() -> None:
    assert dict(tables("function", "instead")) == {f"{name}()": instead for name, instead in REFUSED.items()}
