"""What a run of the tests really ran: what was left out is counted, and where every change is judged it may not be more than is known.

In CI a skipped test is a failed one, unless its reason begins with `not run: `: something that `make` does not install
(a folder of real files, another's package from npm). A browser or a database server that `make system` should have
installed is no such reason. And a whole run in which no test opened a browser or a PostgreSQL database has failed.
"""

import os
from collections import Counter
from collections.abc import Generator
from typing import Any

import pytest

NOT_RUN = "not run: "
_KINDS = {"browser": "in a browser", "postgres": "on PostgreSQL"}
_WHOLE = ("", "not soak")


def pytest_configure(config: pytest.Config) -> None:
    """Counts where the reports of all workers come together."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Count(config))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that may not be skipped has failed."""
    report = yield
    return _judged(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """So has a module that skips itself."""
    report = yield
    return _judged(report)


def _judged(report: Any) -> Any:
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        why = _why(report)
        if not why.startswith(NOT_RUN):
            report.outcome = "failed"
            report.longrepr = (
                f"skipped in CI: {why}. What make installs has to be there; see tests/what_ran.py."
            )
    return report


def _why(report: Any) -> str:
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return str(told).removeprefix("Skipped: ")


class _Count:
    """How many tests of each kind passed, and what was not run."""

    def __init__(self, config: pytest.Config) -> None:
        option = config.option
        by_testpaths = config.args_source is pytest.Config.ArgsSource.TESTPATHS
        self._is_whole = (
            by_testpaths and option.markexpr in _WHOLE and not (option.keyword or option.collectonly)
        )
        self._passed: Counter[str] = Counter()
        self._not_run: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One test, or a step of it, ended."""
        if report.passed and report.when == "call":
            self._passed.update(kind for kind in _KINDS if kind in report.keywords)
        elif report.skipped and not hasattr(report, "wasxfail"):
            self._not_run[_why(report).removeprefix(NOT_RUN)] += 1

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A whole run in CI without a browser or without PostgreSQL has failed."""
        if self._missing() and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """What ran, and what did not and why."""
        ran = ", ".join(f"{self._passed[kind]} {where}" for kind, where in _KINDS.items())
        terminalreporter.write_line(f"Passed {ran}; not run: {self._not_run.total()}")
        for why, times in self._not_run.most_common():
            terminalreporter.write_line(f"  {times} x {why}")
        for kind in self._missing():
            terminalreporter.write_line(f"No test ran {_KINDS[kind]}: the whole run has failed.", red=True)

    def _missing(self) -> list[str]:
        may_miss = not (os.environ.get("CI") and self._is_whole)
        return [] if may_miss else [kind for kind in _KINDS if not self._passed[kind]]
