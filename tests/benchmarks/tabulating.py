"""`python -m tests.benchmarks.tabulating`: 20 frequencies and 3 cross-tables, protected, beside DuckDB on the same Parquet.

Writes docs/benchmarks/tables.md. DuckDB counts and protects nothing: it is what counting costs elsewhere.
"""

import argparse
import platform
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import duckdb
import numpy as np
import pandas as pd

from consult.disclosure.counts import TableRule, Variable
from consult.disclosure.tables import ProtectedTable
from consult.evidence.tabulation import Page, page
from consult.instrument.definition import MISSING_CODES
from tests.house.tree import ROOT

_TABLE = ROOT / "docs" / "benchmarks" / "tables.md"
_RULE = TableRule(threshold=5, threshold_identity=10, smallest_base=30)
_LIMIT_SECONDS = 0.5

_LANGUAGE = Variable("q00", tuple(f"language{number:02}" for number in range(15)), identity=True)
_QUESTIONS = (
    _LANGUAGE,
    *(
        Variable(f"q{number:02}", tuple(f"c{code}" for code in range(2 + number % 7)))
        for number in range(1, 20)
    ),
)
_CROSSED = ((_LANGUAGE, _QUESTIONS[3]), (_LANGUAGE, _QUESTIONS[5]), (_QUESTIONS[4], _QUESTIONS[6]))


@dataclass(frozen=True)
class Answers:
    """The dataset as tabulation sees it."""

    frame: pd.DataFrame


@dataclass(frozen=True)
class Round:
    """One run: seconds on the clock, and of all cores together."""

    wall: float
    cpu: float


def answers(rows: int) -> Answers:
    """Skewed answers: the rarest languages are spoken by a handful, 3 % gave no answer to a question."""
    random = np.random.default_rng(20_261_121)
    return Answers(pd.DataFrame({one.name: _column(random, one, rows) for one in _QUESTIONS}))


def _column(random: np.random.Generator, variable: Variable, rows: int) -> "pd.Categorical[str]":
    codes = [*variable.codes, *MISSING_CODES]
    steep = 2.6 if variable is _LANGUAGE else 0.8
    weights = 1 / np.arange(1, len(variable.codes) + 1) ** steep
    shares = np.concatenate([0.97 * weights / weights.sum(), [0.01, 0.01, 0.007, 0.003]])
    return pd.Categorical.from_codes(random.choice(len(codes), rows, p=shares), categories=codes)


def tabulated(dataset: Answers) -> Page:
    """What is measured of consult."""
    return page(dataset, _QUESTIONS, _CROSSED, _RULE)


def counted_by_duckdb(parquet: Path) -> list[list[tuple[object, ...]]]:
    """What is measured of DuckDB: the same counts, from the file, unprotected."""
    singles = [f"select {one.name}, count(*) from '{parquet}' group by all" for one in _QUESTIONS]
    pairs = [f"select {a.name}, {b.name}, count(*) from '{parquet}' group by all" for a, b in _CROSSED]
    connection = duckdb.connect()
    return [connection.execute(query).fetchall() for query in [*singles, *pairs]]


def measure(work: Callable[[], object]) -> Round:
    """One run of `work`."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Round(time.perf_counter() - wall, time.process_time() - cpu)


def compare(rows: int, rounds: int) -> tuple[Mapping[str, list[Round]], Page]:
    """Interleaved rounds after one to warm up, and what consult told."""
    dataset = answers(rows)
    with tempfile.TemporaryDirectory() as folder:
        parquet = Path(folder) / "answers.parquet"
        dataset.frame.to_parquet(parquet)
        contestants: Mapping[str, Callable[[], object]] = {
            "consult, protected": lambda: tabulated(dataset),
            "DuckDB from Parquet, unprotected": lambda: counted_by_duckdb(parquet),
        }
        told = tabulated(dataset)
        counted_by_duckdb(parquet)
        results: dict[str, list[Round]] = {name: [] for name in contestants}
        for _ in range(rounds):
            for name, work in contestants.items():
                results[name].append(measure(work))
    return results, told


def written(rows: int, results: Mapping[str, Sequence[Round]], told: Page) -> str:
    """The table for docs/benchmarks."""
    names, rounds = list(results), len(next(iter(results.values())))
    walls = [median(one.wall for one in results[name]) for name in names]
    cpus = [median(one.cpu for one in results[name]) for name in names]
    tables = [one.answers for one in told.frequencies] + list(told.crossed)
    hidden = sum(len(one.primary | one.complementary) for one in tables if isinstance(one, ProtectedTable))
    small = sum(len(one.primary) for one in tables if isinstance(one, ProtectedTable))
    lines = [
        "# Tables",
        "",
        f"20 frequency tables and 3 cross-tables over {rows:,} responses, as one page that no table of it undoes:",
        f"{small} small cells and totals, {hidden - small} more hidden to protect them, all attacked by linear programming.",
        f"From a warm copy in memory, medians of {rounds} interleaved rounds; 2 shared cores, Python {platform.python_version()}.",
        f"The limit is {_LIMIT_SECONDS} s. Written by `python -m tests.benchmarks.tabulating`.",
        "",
        f"| | {' | '.join(names)} | {names[0]} / {names[1]} |",
        "|---|---:|---:|---:|",
        f"| seconds | {' | '.join(f'{one:.3f}' for one in walls)} | {walls[0] / walls[1]:.2f}x |",
        f"| CPU seconds | {' | '.join(f'{one:.3f}' for one in cpus)} | {cpus[0] / cpus[1]:.2f}x |",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measures, prints and writes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--dry-run", action="store_true", help="print only")
    options = asked.parse_args()
    text = written(options.rows, *compare(options.rows, options.rounds))
    print(text)
    if not options.dry_run:
        _TABLE.write_text(text)


if __name__ == "__main__":
    main()
