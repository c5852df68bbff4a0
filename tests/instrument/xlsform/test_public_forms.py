"""Forms that nobody here has made: whatever is in the folder that CONSULT_TEST_FORMS names comes in, row by row.

`public_forms` beside this says how to fill it with those of pyxform's own tests.
"""

import json
import os
from pathlib import Path

import pytest

from consult.apart.workbook import WorkbookRefused
from consult.instrument.xlsform.headings import headings
from consult.instrument.xlsform.imported import Fate
from consult.instrument.xlsform.importing import import_workbook
from consult.instrument.xlsform.kinds import Fate as TypeFate
from consult.instrument.xlsform.kinds import kind_of
from consult.instrument.xlsform.own.kept import read_kept
from consult.instrument.xlsform.sentences import REFUSALS

_FRAMES = (TypeFate.BEGIN, TypeFate.END)


def _forms() -> list[Path]:
    folder = os.environ.get("CONSULT_TEST_FORMS", "")
    if not folder:
        pytest.skip("not run: name a folder of forms in CONSULT_TEST_FORMS")
    return sorted(Path(folder).iterdir())


def _rows(kept: str) -> int:
    """How many rows of the survey say something else than where a group begins and ends."""
    workbook = read_kept(kept).workbook
    sheet = workbook.sheet("survey")
    found = headings(sheet, "survey") if sheet else None
    column = found.first("type") if found else None
    if sheet is None or found is None or column is None:
        return 0
    types = [sheet.cell(row, column.index).strip() for row in range(found.row + 1, len(sheet.rows))]
    return sum(bool(type_) and kind_of(type_).fate not in _FRAMES for type_ in types)


def _score(file: Path) -> dict[str, int]:
    try:
        imported = import_workbook(file.read_bytes(), file.name)
    except WorkbookRefused as refused:
        found, mend = REFUSALS[refused.code]
        return {f"refused: {(found + mend).format(**refused.facts)}": 1}
    told = {one.cell for one in imported.outcomes}  # a row of a loop is asked several times
    assert _rows(imported.kept) == len(told), f"{file.name}: a row is lost"
    assert all(one.why for one in imported.outcomes if one.fate is Fate.INACTIVE), (
        f"{file.name}: a row without why"
    )
    assert all(map(str, imported.remarks))
    return {
        "with questions": imported.instrument is not None,
        **{fate.value: imported.count(fate) for fate in Fate},
    }


def test_every_form_comes_in_or_is_refused_with_a_reason() -> None:
    sums: dict[str, int] = {}
    for file in _forms():
        for key, number in _score(file).items():
            sums[key] = sums.get(key, 0) + number
    print(json.dumps(sums))
