"""Programs that read apart: nothing of consult in them, and no more memory or time than they were given."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from consult.apart import process, survey_program
from consult.apart.process import read_apart
from consult.apart.spreadsheet_program import Limits
from consult.apart.workbook import WorkbookRefused
from tests.instrument.xlsform.forms import a_workbook

ROOM = Path(process.__file__).parent
PROGRAMS = sorted(file.stem for file in ROOM.glob("*_program.py"))
SMALL = a_workbook({"one": [["a"]]})
_LISTS_WHAT_IS_LOADED = """
import runpy, sys
runpy.run_path(sys.argv[1])
print([name for name in sys.modules if name.startswith(("consult", "flask", "pandas"))])
"""


def test_there_is_a_program_for_spreadsheets_and_one_for_surveys() -> None:
    assert PROGRAMS == ["spreadsheet_program", "survey_program"]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_loads_nothing_of_ours(program: str) -> None:
    command = [sys.executable, "-I", "-c", _LISTS_WHAT_IS_LOADED, str(ROOM / f"{program}.py")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_imports_nothing_of_ours_later_either(program: str) -> None:
    tree = ast.parse((ROOM / f"{program}.py").read_text())
    named = {one.module or "." for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    named |= {name.name for one in ast.walk(tree) if isinstance(one, ast.Import) for name in one.names}
    assert [name for name in named if name.startswith(("consult", "."))] == []


def why(limits: tuple[int, ...], seconds: int = 20, program: str = "spreadsheet_program") -> str:
    with pytest.raises(WorkbookRefused) as refused:
        read_apart(program, SMALL, limits, seconds)
    return refused.value.code


def test_a_program_that_wants_more_memory_than_it_was_given_is_no_answer() -> None:
    assert why(Limits(memory=1_000_000)) == "too_much"


def test_a_program_that_works_longer_than_it_may_is_no_answer() -> None:
    assert why(Limits(), seconds=-10) == "too_much", "no seconds at all, with those to spare"


def test_what_a_program_refuses_is_told_with_its_facts() -> None:
    assert why(survey_program.Limits(), program="survey_program") == "lss_not_in_archive"
