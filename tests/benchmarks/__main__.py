"""`make bench`: plays the same journeys against every contestant in turn and writes docs/benchmarks/journeys.md."""

import argparse
import asyncio
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.contestants import CONTESTANTS
from tests.benchmarks.driver import Round, play
from tests.benchmarks.journey import answers, tally
from tests.benchmarks.servers import ROOT, THREADS, WORKERS, Server, serving
from tests.benchmarks.statements import PageCost, page_cost

_TABLE = ROOT / "docs" / "benchmarks" / "journeys.md"
_WARM_UP = 30


@dataclass(frozen=True)
class Result:
    """Everything that is known of one contestant after the last round."""

    name: str
    rounds: list[Round]
    cost: PageCost
    memory_bytes: int
    lost_or_doubled: int

    def middle(self, measure: Callable[[Round], float]) -> float:
        """The median over the rounds."""
        return median(measure(one) for one in self.rounds)


@dataclass(frozen=True)
class Measure:
    """One line of the table."""

    title: str
    of: Callable[[Result], float]
    digits: int = 1


_MEASURES = (
    Measure("journeys per second", lambda result: result.middle(lambda one: one.journeys_per_second)),
    Measure("p50, ms per request", lambda result: result.middle(lambda one: one.latency_ms(0.50))),
    Measure("p95, ms per request", lambda result: result.middle(lambda one: one.latency_ms(0.95))),
    Measure(
        "server CPU, ms per journey", lambda result: result.middle(lambda one: one.cpu_ms_per_journey), 2
    ),
    Measure("requests per journey", lambda result: result.middle(lambda one: one.requests_per_journey)),
    Measure("SQL statements, to show a page (most)", lambda result: result.cost.statements_to_show, 0),
    Measure("SQL statements, to keep and go on (most)", lambda result: result.cost.statements_to_keep, 0),
    Measure("first page, kB gzipped", lambda result: result.cost.first_page_bytes / 1000),
    Measure("memory of all processes, MB PSS", lambda result: result.memory_bytes / 1e6, 0),
    Measure("journeys that broke", lambda result: sum(len(one.errors) for one in result.rounds), 0),
    Measure("responses lost or doubled", lambda result: result.lost_or_doubled, 0),
)


def main() -> None:
    """Measures, prints and writes."""
    asked = _arguments()
    results = _measure(asked.rounds, asked.journeys, asked.clients)
    text = "\n".join(_page(results, asked))
    print(text)
    _TABLE.parent.mkdir(parents=True, exist_ok=True)
    _TABLE.write_text(text)
    sys.exit("\n".join(_complaints(results)) or 0)


def _complaints(results: list[Result]) -> list[str]:
    """What makes the figures worthless: a journey that broke, a response that was lost or stored twice."""
    broken = [
        f"{result.name}: {error}" for result in results for one in result.rounds for error in one.errors
    ]
    lost = [
        f"{one.name}: {one.lost_or_doubled} responses lost or doubled"
        for one in results
        if one.lost_or_doubled
    ]
    return broken[:20] + lost


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--journeys", type=int, default=400, help="for each contestant in each round")
    parser.add_argument("--clients", type=int, default=8, help="respondents at the same time")
    return parser.parse_args()


def _measure(rounds: int, journeys: int, clients: int) -> list[Result]:
    """All contestants are up at once and take turns, so that a slow minute of the machine hits each of them."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(one, _folder(stack))) for one in CONTESTANTS]
        played: dict[str, list[Round]] = {server.contestant.name: [] for server in servers}
        for server in servers:
            asyncio.run(play(server, range(_WARM_UP), clients))
        for number in range(rounds):
            respondents = range(_WARM_UP + number * journeys, _WARM_UP + (number + 1) * journeys)
            for server in servers:
                played[server.contestant.name].append(asyncio.run(play(server, respondents, clients)))
        return [
            _result(server, played[server.contestant.name], _WARM_UP + rounds * journeys)
            for server in servers
        ]


def _folder(stack: ExitStack) -> Path:
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="consult-benchmark-")))


def _result(server: Server, rounds: list[Round], respondents: int) -> Result:
    sent, held = tally(map(answers, range(respondents))), tally(server.contestant.stored(server.folder))
    return Result(
        name=server.contestant.name,
        rounds=rounds,
        cost=page_cost(server.contestant),
        memory_bytes=server.memory_bytes(),
        lost_or_doubled=(sent - held).total() + (held - sent).total(),
    )


def _page(results: list[Result], asked: argparse.Namespace) -> Iterator[str]:
    yield "# Journeys\n"
    yield "A journey is the form opened, twenty questions on four pages answered and sent, and the thank-you page."
    yield f"Medians of {asked.rounds} interleaved rounds of {asked.journeys} journeys, {asked.clients} respondents at once;"
    yield f"granian, WSGI, {WORKERS} worker, {THREADS} threads; SQLite, WAL, `synchronous=FULL`, a commit for each page;"
    yield f"{os.cpu_count()} cores shared with the load itself, Python {platform.python_version()}. Written by `make bench`.\n"
    yield from _table(results)
    yield ""


def _table(results: list[Result]) -> Iterator[str]:
    baseline, *others = results
    yield (
        "| | "
        + " | ".join(
            [result.name for result in results] + [f"{one.name} / {baseline.name}" for one in others]
        )
        + " |"
    )
    yield "|---|" + "---:|" * (len(results) + len(others))
    for measure in _MEASURES:
        values = [measure.of(result) for result in results]
        shown = [f"{value:,.{measure.digits}f}" for value in values]
        ratios = [f"{value / values[0]:.2f}x" if values[0] else "" for value in values[1:]]
        yield f"| {measure.title} | " + " | ".join(shown + ratios) + " |"


if __name__ == "__main__":
    main()
