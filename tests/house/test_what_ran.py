"""Tests that silently stop running turn a run of CI red."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

_SETTINGS = """
[pytest]
testpaths = .
markers =
    browser: in a browser
    postgres: on PostgreSQL
    soak: long
"""
_BOTH = """
import pytest

@pytest.mark.browser
def test_in_a_browser(): pass

@pytest.mark.postgres
def test_on_postgres(): pass
"""
_BROWSER_SKIPPED = """
import pytest

@pytest.mark.browser
@pytest.mark.skipif(True, reason="chromium is not installed")
def test_in_a_browser(): pass

@pytest.mark.browser
def test_of_something_else(): pass

@pytest.mark.postgres
def test_on_postgres(): pass
"""
_LEFT_OUT = (
    _BOTH
    + """
@pytest.mark.parametrize("n", [1, 2])
def test_with_real_files(n): pytest.skip("not run: there is no folder")
"""
)
_MODULE_SKIPPED = """
import pytest
pytest.importorskip("a_package_that_nobody_has")
"""
_EXPECTED_TO_FAIL = (
    _BOTH
    + """
@pytest.mark.xfail
def test_that_fails(): raise AssertionError
"""
)
_NO_BROWSER = "import pytest\n@pytest.mark.postgres\ndef test_on_postgres(): pass\n"


def run(folder: Path, *words: str, ci: bool = True, **tests: str) -> tuple[int, str]:
    """How a run of these tests ends, and what it says."""
    (folder / "pytest.ini").write_text(_SETTINGS)
    (folder / "conftest.py").write_text('pytest_plugins = ["tests.what_ran"]\n')
    for name, text in tests.items():
        (folder / f"test_{name}.py").write_text(text)
    known = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "CI"))}
    said = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
        cwd=folder,
        env=known | {"PYTHONPATH": str(ROOT)} | ({"CI": "true"} if ci else {}),
        capture_output=True,
        text=True,
    )
    return said.returncode, said.stdout


def test_a_run_says_how_much_ran_where_and_what_did_not(tmp_path: Path) -> None:
    ended, said = run(tmp_path, both=_LEFT_OUT)
    assert ended == 0
    assert "Passed 1 in a browser, 1 on PostgreSQL; not run: 2\n  2 x there is no folder\n" in said


def test_two_workers_count_as_one(tmp_path: Path) -> None:
    ended, said = run(tmp_path, "-n", "2", both=_LEFT_OUT)
    assert ended == 0
    assert "Passed 1 in a browser, 1 on PostgreSQL; not run: 2\n" in said


def test_a_browser_that_is_not_there_fails_in_ci(tmp_path: Path) -> None:
    ended, said = run(tmp_path, some=_BROWSER_SKIPPED)
    assert ended == 1
    assert "skipped in CI: chromium is not installed." in said


def test_at_home_a_browser_that_is_not_there_is_skipped(tmp_path: Path) -> None:
    ended, said = run(tmp_path, ci=False, some=_BROWSER_SKIPPED)
    assert ended == 0
    assert "not run: 1\n  1 x chromium is not installed\n" in said


def test_a_module_that_skips_itself_fails_in_ci(tmp_path: Path) -> None:
    ended, said = run(tmp_path, both=_BOTH, lacking=_MODULE_SKIPPED)
    assert ended != 0
    assert "skipped in CI: could not import 'a_package_that_nobody_has'" in said


def test_what_is_expected_to_fail_is_no_skip(tmp_path: Path) -> None:
    assert run(tmp_path, both=_EXPECTED_TO_FAIL)[0] == 0


def test_a_whole_run_in_ci_without_a_browser_fails(tmp_path: Path) -> None:
    ended, said = run(tmp_path, "-m", "not soak", some=_NO_BROWSER)
    assert ended == 1
    assert "No test ran in a browser: the whole run has failed." in said


@pytest.mark.parametrize("words", [["test_some.py"], ["-k", "postgres"], ["-m", "postgres"]], ids=" ".join)
def test_a_part_of_the_tests_may_do_without(tmp_path: Path, words: list[str]) -> None:
    assert run(tmp_path, *words, some=_NO_BROWSER)[0] == 0
