"""evaluate: one expression of the instruments' language, worked out."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import click

from consult.cli.saying import fail, show, show_json, tell
from consult.instrument.expression.checking import Mistake, Variable
from consult.instrument.expression.evaluation import evaluate as work_out
from consult.instrument.expression.mistakes import mistakes
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tree import Expression
from consult.instrument.expression.value import Operand
from consult.instrument.expression.value import text as in_words
from consult.instrument.expression.words import ExpressionError


@click.command()
@click.argument("expression")
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON: {name: value}; {"set": [...]} for all answers in a repeat.',
)
@click.option("--this", help="What `.` stands for.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that today() gives.")
@click.option("--json", "as_json", is_flag=True)
def evaluate(expression: str, answers: Path | None, this: str | None, today: Any, as_json: bool) -> None:
    """Work out EXPRESSION over the answers in a file."""
    try:
        values = json.loads(answers.read_text(encoding="utf-8")) if answers else {}
    except ValueError as error:
        fail(f'{answers}  {error}; expected JSON such as {{"tenure": "social", "children": 2}}')
    if not isinstance(values, dict):
        fail(f"{answers}  found {type(values).__name__}; expected one object: {{name: value}}")
    day: date | None = today.date() if today else None
    compiled = _compiled(expression)
    for name in sorted(compiled.names - values.keys()):
        tell(f"{name} is not in the answers: it is empty here")
    given = {name: _operand(name, value) for name, value in values.items() if value is not None}
    value = work_out(compiled, given, this=this, today=day)
    if as_json:
        show_json({"expression": expression, "value": _plain(value)})
    else:
        show(json.dumps(_plain(value), ensure_ascii=False))


def _operand(name: str, value: Any) -> Operand:
    """An answer as an expression sees it."""
    if isinstance(value, dict) and value.keys() == {"set"} and isinstance(value["set"], list):
        return tuple(_operand(name, member) for member in value["set"])
    if isinstance(value, list) and all(isinstance(code, str) for code in value):
        return value
    if not isinstance(value, (str, int, float)):
        found = json.dumps(value, ensure_ascii=False)
        fail(
            f'{name}  found {found}; expected a text, a number, true, false, ["a", "b"] or {{"set": [1, 2]}}'
        )
    return value


def _compiled(source: str) -> Expression:
    """The expression, or an end with everything that is wrong with it. Any name may be asked: it is then empty."""
    try:
        compiled = parse(source)
    except ExpressionError as error:
        fail(f"{source}  {error}")
    anything = {name: Variable("any") for name in compiled.names}
    if wrong := mistakes(compiled, anything, this=Variable("any")):
        fail(*(_told(source, mistake) for mistake in wrong))
    return compiled


def _told(source: str, mistake: Mistake) -> str:
    nearest = f'. Did you mean "{mistake.nearest}"?' if mistake.nearest else ""
    return f"{source}  column {mistake.column}: {mistake.found}; expected {mistake.expected}{nearest}"


def _plain(value: Any) -> Any:
    """JSON knows neither NaN nor infinity; a whole number is written without a point."""
    if not isinstance(value, float):
        return value
    if math.isnan(value) or math.isinf(value):
        return in_words(value)
    return int(value) if value == int(value) else value


COMMANDS = (evaluate,)
