"""How the project is written: sizes, names, words, and nothing of the machine that it was written on."""

import re
from pathlib import Path

import pytest

from tests.house.tree import ROOT, modules, places, written_files

_MOST_LINES = 400

# A function without a home means that a noun is missing (CONTRIBUTING.md).
_DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "services"}

_LEFT_FOR_LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# Behind a bracket it is a step in an expression: instance('towns')/root/item.
_OF_A_MACHINE = re.compile(r"(?<![\w.)])/(root|home/\w+|Users/\w+|work/[\w.]+|tmp/wt)\b[\w/.-]*")
_NPM_LOCK = ROOT / "tests" / "npm" / "package-lock.json"
_AN_ADDRESS = re.compile(r"\S*://\S*|--(extra-)?index-url.*|--find-links.*")


def test_no_module_is_longer_than_a_reader_holds() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text().splitlines()) for file in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > _MOST_LINES} == {}


def test_no_module_is_a_drawer() -> None:
    assert [str(file.relative_to(ROOT)) for file in modules() if _DRAWERS & _names_on_the_way(file)] == []


def _names_on_the_way(file: Path) -> set[str]:
    return set(file.relative_to(ROOT).with_suffix("").parts)


def test_nothing_is_left_for_later_in_a_comment() -> None:
    assert places(written_files(), _LEFT_FOR_LATER) == []


def test_no_path_of_a_machine_stands_in_the_tree() -> None:
    assert places(written_files(), _OF_A_MACHINE) == []


def test_no_lock_file_names_a_package_host() -> None:
    """A clone may fetch its packages from wherever its machine is told to; the hashes say that they are the same."""
    assert places([*sorted(ROOT.glob("*.lock")), _NPM_LOCK], _AN_ADDRESS) == []


@pytest.mark.parametrize(
    ("line", "forbidden"),
    [
        ("# TODO: later", _LEFT_FOR_LATER),
        ('open("/home/someone/file")', _OF_A_MACHINE),
        ("see /root/.config", _OF_A_MACHINE),
        ("flask==3.1 @ https://host/flask.whl", _AN_ADDRESS),
        ("--index-url simple", _AN_ADDRESS),
    ],
)
def test_a_forbidden_line_is_found(line: str, forbidden: re.Pattern[str]) -> None:
    assert forbidden.search(line)


@pytest.mark.parametrize(
    "line",
    ["the /f/ address", "docs/home/page", "a /homepage", "https://host/work", "instance('a')/root/item"],
)
def test_an_address_of_the_site_is_no_path_of_a_machine(line: str) -> None:
    assert not _OF_A_MACHINE.search(line)
