"""The chain is imported one way, and light processes stay light."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

_LISTS_WHAT_IS_LOADED = """
import sys
from consult.app import create_app
create_app({"DOORS": "respond", "DATA": sys.argv[1]})
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
_HEAVY = {"pandas", "numpy", "matplotlib", "openpyxl", "pyarrow", "docx", "python_calamine"}


def test_every_import_contract_is_kept() -> None:
    """The contracts stand in pyproject.toml; a module that no layer names breaks them too."""
    program = Path(sys.executable).with_name("lint-imports")
    told = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout


def test_a_process_with_the_respondents_door_alone_loads_nothing_heavy(tmp_path: Path) -> None:
    """Contracts see imports as written; only a running process shows what a parent package drags in."""
    here = os.environ | {"PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-c", _LISTS_WHAT_IS_LOADED, str(tmp_path)]
    loaded = subprocess.run(program, cwd=tmp_path, env=here, capture_output=True, text=True, check=True)
    assert "flask" in loaded.stdout.split()
    assert _HEAVY & set(loaded.stdout.split()) == set()


def test_the_init_of_every_package_is_empty() -> None:
    """What an `__init__` imports is loaded by whoever needs only a neighbour."""
    filled = [
        file.relative_to(ROOT) for file in (ROOT / "consult").rglob("__init__.py") if file.read_text().strip()
    ]
    assert filled == []


def test_the_staff_door_loads_no_table_library_before_a_table_is_asked_for(tmp_path: Path) -> None:
    """And neither does the command itself, which opens the respondents' door too."""
    here = os.environ | {"PYTHONPATH": str(ROOT)}
    lists = _LISTS_WHAT_IS_LOADED.replace('"DOORS": "respond", ', "").replace(
        "import sys", "import sys, consult.cli.main"
    )
    program = [sys.executable, "-c", lists, str(tmp_path)]
    loaded = subprocess.run(program, cwd=tmp_path, env=here, capture_output=True, text=True, check=True)
    assert {"pandas", "matplotlib", "scipy"} & set(loaded.stdout.split()) == set()
