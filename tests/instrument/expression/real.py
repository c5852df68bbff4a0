"""Expressions as people really write them: all of ten public workbooks."""

import json
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tests.house.tree import ROOT

FILE = ROOT / "tests" / "data" / "expressions" / "workbooks.jsonl"


class Real(NamedTuple):
    """One expression, and the column of the workbook that it stands in."""

    column: str
    source: str

    @property
    def of_choices(self) -> bool:
        """Whether it filters choices."""
        return self.column == "choice_filter"


@cache
def real_expressions() -> Sequence[Real]:
    """Each of them once."""
    lines = map(json.loads, FILE.read_text(encoding="utf-8").splitlines())
    return tuple(Real(line["in"], line["expression"]) for line in lines)
