"""evaluate: one expression of the instruments' language, worked out."""

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import click

from consult.cli.saying import fail, show, show_json
from consult.instrument.expression.evaluation import evaluate as work_out
from consult.instrument.expression.parsing import ExpressionError, parse


@click.command()
@click.argument("expression")
@click.option(
    "--answers", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON: {name: value}."
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
    try:
        value = work_out(
            parse(expression), {k: v for k, v in values.items() if v is not None}, this=this, today=day
        )
    except ExpressionError as error:
        fail(str(error))
    if as_json:
        show_json({"expression": expression, "value": _plain(value)})
    else:
        show(json.dumps(_plain(value), ensure_ascii=False))


def _plain(value: Any) -> Any:
    """JSON knows neither NaN nor infinity; a whole number is written without a point."""
    if not isinstance(value, float):
        return value
    if math.isnan(value) or math.isinf(value):
        return str(value)
    return int(value) if value == int(value) else value


COMMANDS = (evaluate,)
