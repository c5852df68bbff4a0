"""`python -m tests.benchmarks.exports`: writes 100,000 responses by 33 variables in every format; see docs/benchmarks.

The columnar copy and the dataset that it starts from are measured too. Ends with an error when a limit is passed.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from consult.actions import publishing
from consult.dataset.building import build
from consult.dataset.columnar import ColumnarCopy, held
from consult.dataset.definition import Dataset, Kind
from consult.dataset.encoding import StoredDocument
from consult.dataset.writing.files import differences, read_back, write
from consult.instrument.version import PublishedInstrument, published
from consult.response.document import compose
from consult.response.draft import Draft
from consult.response.judging import read_all
from consult.response.synthetic import answered
from tests.benchmarks.servers import ROOT

_TABLE = ROOT / "docs" / "benchmarks" / "exports.md"
_LIMITS = {"csv": 3.0, "sav": 4.0, "xlsx": 40.0}  # seconds, for 100,000 x 33
_VARIABLES = 33
_WALKS = 400  # synthetic respondents; each response is one of them, drawn anew
_FIRST_DAY = date(2026, 1, 5)


@dataclass(frozen=True)
class Measured:
    """One thing that was done: how long it took and how much memory it needed above what was there."""

    what: str
    seconds: float
    memory_mb: float
    note: str = ""


def main() -> None:
    """Measures, prints and writes."""
    rows = _arguments().rows
    with tempfile.TemporaryDirectory(prefix="consult-exports-") as folder:
        results = list(_measure(rows, Path(folder)))
    text = "\n".join(_page(results, rows))
    print(text)
    _TABLE.write_text(text + "\n")
    late = [
        one.what for one in results if one.seconds > _LIMITS.get(one.what, float("inf")) and rows <= 100_000
    ]
    wrong = [one.what for one in results if "differ" in one.note]
    sys.exit("\n".join([f"{what}: too slow" for what in late] + [f"{what}: wrong" for what in wrong]) or 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.exports", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    return parser.parse_args()


def _measure(rows: int, folder: Path) -> Iterator[Measured]:
    survey = _survey()
    responses = list(_responses(survey, rows))
    full, measured = _timed("dataset from documents", lambda: build(responses, {"v": survey}))
    yield Measured(measured.what, measured.seconds, measured.memory_mb, f"{len(full.variables)} variables")
    yield from _columnar(survey, responses, folder)
    narrow = _narrowed(full)
    for format_ in ("csv", "sav", "parquet", "xlsx"):
        yield from _format(narrow, folder / f"export.{format_}")


def _survey() -> PublishedInstrument:
    checked = publishing.check_file(publishing.file_of("social-housing/survey"))
    assert checked.instrument is not None
    assert checked.translations is not None
    return published(checked.instrument, checked.translations)


def _responses(survey: PublishedInstrument, rows: int) -> Iterator[StoredDocument]:
    rng = Random(2026)
    walked = []
    for _ in range(_WALKS):
        draft = answered(survey.instrument, Draft("", "v", "", {}), rng, _FIRST_DAY)
        answers = read_all(survey.instrument, draft.typed, _FIRST_DAY)
        walked.append(compose(survey.instrument, answers, draft.seen))
    for _ in range(rows):
        one, day = rng.choice(walked), _FIRST_DAY + timedelta(days=rng.randrange(90))
        yield StoredDocument("v", rng.choice(("nl", "ar")), "web", one.state, day, one.document)


def _narrowed(full: Dataset) -> Dataset:
    """The first 33 columns that are neither free text nor one choice of several."""
    names = [
        name
        for name, variable in full.variables.items()
        if variable.kind not in (Kind.TEXT, Kind.SEVERAL, Kind.MISSING)
    ]
    wide = full.only(names)
    kept = list(wide.variables)[:_VARIABLES]
    return Dataset(wide.frame[kept], {name: wide.variables[name] for name in kept})


def _columnar(
    survey: PublishedInstrument, responses: list[StoredDocument], folder: Path
) -> Iterator[Measured]:
    copy = ColumnarCopy(folder, "c", {"v": survey})
    ids = [(str(number), response.day) for number, response in enumerate(responses)]
    now, measured = _timed("what is held, by day", lambda: {"v": held(ids)})
    yield measured
    yield _timed("columnar copy, made", lambda: copy.refresh(responses, now))[1]
    names = [name for name, variable in copy.variables.items() if variable.kind in (Kind.CHOICE, Kind.ROW)][
        :20
    ]
    yield _timed("20 variables of it as numbers", lambda: copy.numbers(names))[1]
    yield _timed("20 variables of it as numbers, again", lambda: copy.numbers(names))[1]
    today = responses[0].day
    ids.append(("new", today))
    later = {"v": held(ids)}
    of_today = [*(response for response in responses if response.day == today), responses[0]]
    yield _timed("columnar copy, one day put right", lambda: copy.refresh(of_today, later))[1]


def _format(dataset: Dataset, path: Path) -> Iterator[Measured]:
    _, written = _timed(path.suffix[1:], lambda: write(dataset, path, "ar", "Wonen"))
    read, measured = _timed(f"{path.suffix[1:]}, read back", lambda: read_back(path, dataset.variables))
    wrong = differences(dataset, read)
    yield Measured(written.what, written.seconds, written.memory_mb, f"{path.stat().st_size / 1e6:.1f} MB")
    yield Measured(
        measured.what, measured.seconds, measured.memory_mb, f"differ: {wrong}" if wrong else "the same"
    )


def _timed(what: str, job: Callable[[], Any]) -> tuple[Any, Measured]:
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here (proc(5))
    start = time.perf_counter()
    found = job()
    seconds = time.perf_counter() - start
    return found, Measured(what, seconds, _memory("VmHWM") - before)


def _memory(line: str) -> float:
    """Megabytes, of one line of what Linux tells about this process."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(told.split()[1]) / 1000 for told in status if told.startswith(line))


def _page(results: list[Measured], rows: int) -> Iterator[str]:
    yield "# Exports\n"
    yield f"{rows:,} synthetic responses to `social-housing/survey`; files of {_VARIABLES} variables, labels in Arabic."
    yield "The workbook holds them twice, as codes and as labels, with the codebook. Memory is the peak above what the"
    yield f"process held before. {os.cpu_count()} cores, Python {platform.python_version()}."
    yield "Written by `python -m tests.benchmarks.exports`.\n"
    yield "| | seconds | limit | MB | |"
    yield "|---|---:|---:|---:|---|"
    for one in results:
        limit = f"{_LIMITS[one.what]:.0f}" if one.what in _LIMITS and rows == 100_000 else ""
        yield f"| {one.what} | {one.seconds:.2f} | {limit} | {one.memory_mb:.0f} | {one.note} |"


if __name__ == "__main__":
    main()
