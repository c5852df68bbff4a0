"""Which tables tell, by how many people were asked, what another table hides.

Only tenants of social housing are asked how long they waited. Where the table of tenure hides how many tenants there are,
the number of people that were asked, or that answered, tells it: then that table is withheld as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from consult.disclosure.tables import SUPPRESSED, Protected, ProtectedTable, Withheld
from consult.instrument.definition import MISSING_CODES, NOT_ASKED


@dataclass(frozen=True, slots=True)
class Tabulated:
    """One question as it would be told. rests_on: the variables by which it was decided who is asked, over any number of steps."""

    table: Protected
    no_answer: ProtectedTable | None
    rests_on: Sequence[str]


def tables_that_tell(frame: pd.DataFrame, told: Mapping[str, Tabulated]) -> frozenset[str]:
    """The questions that must not be told beside the others, by name.

    frame: one row a person, a column of codes for each question, `not_asked` or <NA> where it was not asked. A question
    tells when among those whose answer to what it rests on is hidden some were asked it and some were not. What is
    withheld hides more, so it is looked for until nothing is added.
    """
    telling: set[str] = set()
    before = -1
    while before != (before := len(telling)):  # what is withheld hides what others rest on
        for name, one in told.items():
            sources = [source for source in one.rests_on if source in told and source != name]
            if name not in telling and any(
                _tells(frame, name, source, told[source], withheld=source in telling) for source in sources
            ):
                telling.add(name)
    return frozenset(telling)


def _tells(frame: pd.DataFrame, name: str, source: str, by: Tabulated, *, withheld: bool) -> bool:
    """Whether among those whose answer to `source` is hidden, some were asked and some were not."""
    hidden = _hidden_rows(frame, source, by, withheld=withheld)
    asked = _asked(frame, name)[hidden]
    return bool(asked.any() and not asked.all())


def _hidden_rows(frame: pd.DataFrame, source: str, by: Tabulated, *, withheld: bool) -> NDArray[np.bool_]:
    everyone = np.ones(len(frame), bool)
    if withheld or isinstance(by.table, Withheld):
        return everyone
    if source not in frame:  # several answers: who ticked what is hidden as soon as one of them is
        return everyone if not by.table.complete else ~everyone
    hidden = _hidden_codes(by)
    return frame[source].astype(object).fillna(NOT_ASKED).isin(hidden).to_numpy()


def _hidden_codes(by: Tabulated) -> list[str]:
    assert isinstance(by.table, ProtectedTable)
    hidden = [
        code for code, cells in zip(by.table.rows.codes, by.table.cells, strict=True) if SUPPRESSED in cells
    ]
    if by.no_answer is None:
        return [*hidden, *MISSING_CODES]
    kinds = zip(by.no_answer.rows.codes, by.no_answer.cells, strict=True)
    return hidden + [code for code, cells in kinds if SUPPRESSED in cells]


def _asked(frame: pd.DataFrame, name: str) -> NDArray[np.bool_]:
    column: pd.Series[Any] = frame[name] if name in frame else frame[f"{name}.missing"]
    return (column.astype(object) != NOT_ASKED).to_numpy()
