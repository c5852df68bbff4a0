"""Small tables, hierarchies and profiles, and the big files that a clone elsewhere does not have."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from consult.disclosure.hierarchy import Hierarchy, hierarchy
from consult.disclosure.profile import Audience, ReleaseProfile, Safety, Treatment
from consult.disclosure.roles import Role
from consult.disclosure.table import AnyTable
from tests.elsewhere import real_file
from tests.house.tree import ROOT

FIXTURES = ROOT / "tests" / "data" / "disclosure"

AGE = hierarchy(
    "age", {"20": ["20-29"], "25": ["20-29"], "30": ["30-39"], "35": ["30-39"]}, levels=["ten years"]
)


def a_table(**columns: Sequence[Any]) -> AnyTable:
    """A table of text with these columns."""
    return AnyTable(pd.DataFrame(columns, dtype=object))


def a_key(hierarchy: Hierarchy | None = None, coarsest: int | None = None) -> Treatment:
    """A key variable, told or not told when it has no hierarchy."""
    return Treatment(Role.KEY, hierarchy, coarsest=coarsest)


def a_profile(
    variables: Mapping[str, Treatment | Role],
    k: int = 2,
    l: int = 1,  # noqa: E741  the word of the field
    suppression: float = 0.0,
    loss_limit: float = 1.0,
) -> ReleaseProfile:
    """A profile for a table from elsewhere."""
    treatments = {
        name: one if isinstance(one, Treatment) else Treatment(one) for name, one in variables.items()
    }
    safety = Safety(k, l, threshold=5, threshold_identity=10, smallest_base=30)
    return ReleaseProfile("test", Audience.TABLE, safety, suppression, treatments, loss_limit)


def the_whole(name: str) -> Path:
    """A big file that is not in the project; the test that asks for it is named as not run when it is absent."""
    return real_file("disclosure", name)
