"""The real workbooks, which are not in the project: a test that asks for one is named as not run when it is absent."""

from pathlib import Path

from tests.elsewhere import real_file
from tests.house.tree import ROOT

REAL_WORKBOOKS = (
    "onaio__onadata__subdistrict",
    "onaio__onadata__tutorial_arabic",
    "onaio__onadata__good_eats",
    "onaio__onadata__multi_lingual",
    "getodk__web-forms__ifrc",
    "getodk__web-forms__socio",
    "impact-initiatives",
    "PMA-2020__ppp__BFR5-Female",
    "PMA-2020__ppp__BFR5-Selection",
    "unhcr-americas",
)


def the_real(name: str) -> Path:
    """The workbook whose name begins so."""
    return real_file("xlsforms", f"{name}*")


def the_small(name: str) -> Path:
    """A reduced workbook with its licence in tests/data/xlsforms/SOURCES.md."""
    return ROOT / "tests" / "data" / "xlsforms" / name
