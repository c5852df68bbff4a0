"""What the documentation says of our importer beside pyxform is what was pinned workbook by workbook."""

import re

from tests.house.tree import ROOT
from tests.instrument.xlsform.test_exporting_elsewhere import ACCEPTED, REFUSED
from tests.instrument.xlsform.test_real_workbooks import REAL

# By workbook: rows in use, inactive and dropped.
FOUND = {name: (sum(counts[:3]), counts[3], counts[4]) for name, counts in REAL.items()}


def told() -> list[tuple[str, ...]]:
    """The lines of the table in the documentation."""
    page = (ROOT / "docs" / "xlsform-import.md").read_text("utf-8").partition("## Beside pyxform")[2]
    return [
        tuple(cell.strip(" *") for cell in line.split("|")[1:-1]) for line in page.splitlines() if "|" in line
    ][2:]


def test_the_table_has_the_numbers_of_every_workbook() -> None:
    *lines, together = told()
    assert sorted(tuple(map(int, line[1:4])) for line in lines) == sorted(FOUND.values())
    assert tuple(map(int, together[1:4])) == tuple(map(sum, zip(*FOUND.values(), strict=True)))


def test_the_table_says_which_pyxform_accepts() -> None:
    *lines, together = told()
    assert [line[4] == "accepts" for line in lines].count(True) == len(ACCEPTED)
    assert together[4] == f"{len(ACCEPTED)} of {len(ACCEPTED | REFUSED)}"


def test_the_readme_has_the_same_sums() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    ours = re.search(r"`consult instrument import` \| 10 of 10 \| (\d+) \| (\d+) \| (\d+) \|", readme)
    theirs = re.search(r"pyxform 4\.5\.0 \| 7 of 10 \| (\d+) \| (\d+) in the forms", readme)
    assert ours is not None
    assert theirs is not None
    assert tuple(map(int, ours.groups())) == tuple(map(sum, zip(*FOUND.values(), strict=True)))
    accepted = sum(sum(counts) for name, counts in FOUND.items() if name in ACCEPTED)
    assert tuple(map(int, theirs.groups())) == (accepted, sum(map(sum, FOUND.values())) - accepted)
