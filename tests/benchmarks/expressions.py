"""`python -m tests.benchmarks.expressions`: the expressions of ten public workbooks, read, checked and evaluated.

Writes docs/benchmarks/expressions.md. Ends with an error when an evaluation costs more than the limit.
"""

import argparse
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from statistics import median, quantiles

from consult.instrument.expression.checking import Variable
from consult.instrument.expression.evaluation import COLUMN, evaluate
from consult.instrument.expression.mistakes import mistakes
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tree import Expression, Node, parts
from consult.instrument.expression.value import Operand
from tests.house.tree import ROOT
from tests.instrument.expression.real import real_expressions

_TABLE = ROOT / "docs" / "benchmarks" / "expressions.md"
_LIMIT_MICROSECONDS = 10.0
_RESPONDENTS = 20
_DAY = date(2026, 11, 3)


@dataclass(frozen=True)
class Costs:
    """Microseconds for each expression, medians over the rounds."""

    reading: Sequence[float]
    checking: Sequence[float]
    evaluating: Sequence[float]


def measure(rounds: int) -> Costs:
    """What each expression costs to read and to check once, and to evaluate for one respondent."""
    real = [one for one in real_expressions() if _supported(parse(one.source, of_choices=one.of_choices))]
    compiled = [parse(one.source, of_choices=one.of_choices) for one in real]
    answers = [_answers(expression) for expression in compiled]
    return Costs(
        [
            _microseconds(lambda one=one: parse.__wrapped__(one.source, of_choices=one.of_choices), rounds)
            for one in real
        ],
        [_microseconds(lambda one=one: _supported(one), rounds) for one in compiled],
        [
            _microseconds(lambda one=one, given=given: _evaluated(one, given), rounds) / _RESPONDENTS
            for one, given in zip(compiled, answers, strict=True)
        ],
    )


def _microseconds(work: Callable[[], object], rounds: int) -> float:
    work()  # compiled, and in the caches of the processor
    return median(_once(work) for _ in range(rounds)) * 1e6


def _once(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _evaluated(expression: Expression, respondents: Sequence[Mapping[str, Operand]]) -> None:
    for values in respondents:
        evaluate(expression, values, values.get("."), _DAY)


def _supported(expression: Expression) -> bool:
    known = {name: Variable("any") for name in (*expression.names, *_columns(expression.tree))}
    return not mistakes(expression, known, Variable("any"))


def _columns(node: Node) -> set[str]:
    own = {COLUMN + str(node[1])} if node[0] == "column" else set[str]()
    return own.union(*map(_columns, parts(node)))


def _answers(expression: Expression) -> list[Mapping[str, Operand]]:
    """Respondents who give the answers that an expression asks about, others, or none."""
    random = Random(expression.source)
    pool: list[Operand] = [
        "",
        "other",
        0,
        3,
        40,
        "2026-01-31",
        ["other", "more"],
        *_literals(expression.tree),
    ]
    names = [*sorted(expression.names), *sorted(_columns(expression.tree)), "."]
    return [{name: random.choice(pool) for name in names} for _ in range(_RESPONDENTS)]


def _literals(node: Node) -> Iterator[Operand]:
    if node[0] in ("text", "number"):
        yield node[1] if isinstance(node[1], str) else float(str(node[1]))
    for part in parts(node):
        yield from _literals(part)


def written(costs: Costs, rounds: int) -> str:
    """The table for docs/benchmarks."""
    lines = [
        "# Expressions",
        "",
        f"{len(costs.evaluating)} distinct expressions of ten public workbooks, each over {_RESPONDENTS} respondents who give the answers",
        "that it asks about, others, or none. Microseconds for one expression and one respondent; medians of",
        f"{rounds} rounds on a shared core, Python {platform.python_version()}. The limit is {_LIMIT_MICROSECONDS:.0f} for the mean of evaluating, which a page does",
        "for each of its questions; reading and checking happen once, when an instrument is loaded. Written by",
        "`python -m tests.benchmarks.expressions`.",
        "",
        "| microseconds | mean | median | 95 % under | slowest |",
        "|---|---:|---:|---:|---:|",
        *(
            _line(title, found)
            for title, found in (
                ("evaluate", costs.evaluating),
                ("read", costs.reading),
                ("check", costs.checking),
            )
        ),
        "",
    ]
    return "\n".join(lines)


def _line(title: str, found: Sequence[float]) -> str:
    mean = sum(found) / len(found)
    figures = (mean, median(found), quantiles(found, n=20)[-1], max(found))
    return f"| {title} | " + " | ".join(f"{figure:.1f}" for figure in figures) + " |"


def main() -> None:
    """Measures, prints and writes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=9)
    asked.add_argument("--dry-run", action="store_true", help="print only")
    options = asked.parse_args()
    costs = measure(options.rounds)
    text = written(costs, options.rounds)
    print(text)
    if not options.dry_run:
        _TABLE.write_text(text)
    mean = sum(costs.evaluating) / len(costs.evaluating)
    sys.exit(f"an evaluation costs {mean:.1f} microseconds" if mean > _LIMIT_MICROSECONDS else 0)


if __name__ == "__main__":
    main()
