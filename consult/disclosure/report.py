"""What a release gives up, and what risk remains."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from consult.disclosure.columns import Columns
from consult.disclosure.engine.encoding import Encoded
from consult.disclosure.engine.grouping import Grouped
from consult.disclosure.verification import Promise, seen


@dataclass(frozen=True, slots=True)
class Recoded:
    """What became of a key variable. level: 0 is as it was. of: its coarsest level. loss: 0 for nothing, 1 for all."""

    level: int
    of: int
    name: str
    loss: float


@dataclass(frozen=True)
class Report:
    """What a release gives up and what risk remains. k, l: what was reached; l is None without a sensitive variable.

    loss: information loss over all key cells (NCP; a row left out loses all). risk: that a row is recognised, by an
    intruder who knows that his target is in it (highest), and on average (marketer).
    """

    rows_in: int
    rows_released: int
    k: int
    l: int | None  # noqa: E741  the word of the field
    groups: int
    recoded: Mapping[str, Recoded]
    loss: float
    withheld: Mapping[str, str]

    @property
    def suppressed(self) -> int:
        """How many rows were left out."""
        return self.rows_in - self.rows_released

    @property
    def highest_risk(self) -> float:
        """The prosecutor's risk. The journalist's is the same: no larger population than the rows given is known."""
        return 1 / self.k

    @property
    def average_risk(self) -> float:
        """The marketer's risk."""
        return self.groups / self.rows_released


def report_on(
    encoded: Encoded, chosen: Grouped, columns: Columns, frame: pd.DataFrame, promise: Promise
) -> Report:
    """The report on a table of which these rows are kept, at these levels.

    frame: the table as it leaves, one row a person, from which k, l and the number of groups are counted anew; k is 0
    when no row is left. `chosen` and `encoded` tell what was given up: recoding and loss by key, from 0 to 1.
    """
    found = seen(frame, promise)
    return Report(
        rows_in=encoded.total,
        rows_released=found.rows,
        k=found.k or 0,
        l=found.l,
        groups=found.groups,
        recoded={
            one.name: Recoded(level, one.hierarchy.height, one.hierarchy.levels[level], loss)
            for one, level, loss in zip(encoded.keys, chosen.levels, _losses(encoded, chosen), strict=True)
        },
        loss=chosen.loss,
        withheld={name: why for name, why in columns.withheld.items() if name not in promise.columns},
    )


def _losses(encoded: Encoded, chosen: Grouped) -> list[float]:
    """Of each key variable its loss; a row that is left out loses all."""
    return [
        float((encoded.rows * np.where(chosen.kept, column.losses[level], 1.0)).sum()) / encoded.total
        for column, level in zip(encoded.columns, chosen.levels, strict=True)
    ]
