"""What other tools make of our workbooks: pyxform, which ODK and Kobo convert forms with, accepts every one it can.

It runs where it is installed: in this environment, or in that of the Python which CONSULT_PYXFORM names.
"""

import json
import os
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from consult.actions import publishing
from consult.actions.exporting_instruments import export_file
from consult.instrument.xlsform.exporting.export import export_workbook
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.own.kept import read_kept
from tests.instrument.xlsform.forms import imported
from tests.instrument.xlsform.round_trips import files_of, small, written
from tests.instrument.xlsform.test_exporting import MATRIX, RARER, REPEATS, TENURE, TOWNS
from tests.instrument.xlsform.test_exporting_kept import FORM, out
from tests.xlsforms import the_real

# Of the ten, those that pyxform does not accept as they are; of our exports, those that stay so.
REFUSED = {"PMA-2020__ppp__BFR5-Female", "getodk__web-forms__ifrc", "unhcr-americas"}
STILL_REFUSED = {"PMA-2020__ppp__BFR5-Female", "unhcr-americas"}  # the ifrc form was an .xls called .xlsx
ACCEPTED = {
    "PMA-2020__ppp__BFR5-Selection",
    "getodk__web-forms__socio",
    "impact-initiatives",
    "onaio__onadata__good_eats",
    "onaio__onadata__multi_lingual",
    "onaio__onadata__subdistrict",
    "onaio__onadata__tutorial_arabic",
}


@cache
def _python() -> str:
    python = os.environ.get("CONSULT_PYXFORM", sys.executable if find_spec("pyxform") else "")
    if not python:
        pytest.skip("pyxform is not installed, which make does; name a Python that has it in CONSULT_PYXFORM")
    return python


def said_of(*files: Path) -> dict[str, str]:
    """The mistake that pyxform stops at in each file, "" for none."""
    program = Path(__file__).with_name("pyxform_apart.py")
    done = subprocess.run(
        [_python(), str(program), *map(str, files)], capture_output=True, check=True, timeout=300
    )
    return {Path(file).stem: said for file, said in json.loads(done.stdout).items()}


def test_pyxform_accepts_every_shipped_instrument(tmp_path: Path) -> None:
    _python()
    files = []
    for path in publishing.shipped_files():
        files.append(tmp_path / f"{path.parent.name}-{path.stem}.xlsx")
        files[-1].write_bytes(export_file(path))
    assert set(said_of(*files).values()) == {""}


def test_pyxform_accepts_tables_filters_lists_with_other_and_odd_names(tmp_path: Path) -> None:
    files = []
    for number, text in enumerate((TENURE, MATRIX, TOWNS, RARER, REPEATS)):
        files.append(tmp_path / f"{number}.xlsx")
        files[-1].write_bytes(written(small(text)))
    assert said_of(*files) == dict.fromkeys("01234", "")


def test_pyxform_accepts_choices_in_a_new_order(tmp_path: Path) -> None:
    def change(text: str) -> str:
        first, second = "    - name: 'yes'\n      label: 'Yes'\n", "    - name: 'no'\n      label: 'No'\n"
        return text.replace(first + second, second + first)

    content, instrument, _translations = out(imported(FORM, source="en"), change)
    assert [choice.name for choice in instrument.choice_lists["yn"]] == ["no", "yes"]
    file = tmp_path / "form.xlsx"
    file.write_bytes(content)
    assert said_of(file) == {"form": ""}


@pytest.mark.parametrize("name", sorted(ACCEPTED | REFUSED))
def test_what_pyxform_accepted_it_accepts_from_us_too(name: str, tmp_path: Path) -> None:
    _python()
    original, exported = the_real(name), tmp_path / "exported.xlsx"
    found = import_workbook(original.read_bytes(), original.name)
    exported.write_bytes(export_workbook(*files_of(found), read_kept(found.kept)))
    said = said_of(original, exported)
    assert bool(said[original.stem]) == (name in REFUSED), said[original.stem]
    assert bool(said["exported"]) == (name in STILL_REFUSED), said["exported"]
