"""What having been asked tells of who was asked: routing must not give away a key variable that was recoded or withheld.

Only tenants of social housing are asked how long they waited; an answer to that tells the tenure, whatever the column
`tenure` was recoded to. Such a question does not leave, unless all rows that look alike on what it follows from would be
asked it alike.
"""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from consult.disclosure.columns import Columns
from consult.disclosure.table import MISSING, SEVERAL, DescribedTable
from consult.disclosure.wording import say
from consult.instrument.definition import MISSING_CODES, Disclosure
from consult.instrument.expression.evaluation import is_true
from consult.instrument.expression.parsing import parse


def withhold_what_tells(
    table: DescribedTable, columns: Columns, secret: Collection[str], shown: Mapping[str, list[str]]
) -> None:
    """Takes out of `columns` what would tell a secret, with the reason.

    secret: the key variables that leave in no form or in a recoded one. shown: of those that leave, what is shown.
    """
    told: dict[str, list[str]] = {}  # by routing, which many columns share
    for name in list(columns.leaving):
        routing = table.variables[name].relevant
        if routing not in told:
            told[routing] = _told(table, routing, secret, shown)
        if told[routing]:
            _withhold(
                columns, name, say("is asked of some only, which tells {keys}", keys=", ".join(told[routing]))
            )


def withheld_keys(table: DescribedTable, columns: Columns) -> frozenset[str]:
    """The key variables of the instruments that do not leave, not even recoded; several answers by their question."""
    keys = (variable for variable in table.variables.values() if variable.role is Disclosure.KEY)
    names = {one.question if one.kind in (SEVERAL, MISSING) else one.name for one in keys}
    return frozenset(names - {*columns.keys})


def _withhold(columns: Columns, name: str, why: str) -> None:
    del columns.leaving[name]
    columns.withheld[name] = why
    for question, names in list(columns.sensitive.items()):
        columns.sensitive[question] = [one for one in names if one != name]
        if not columns.sensitive[question]:
            del columns.sensitive[question]


def _told(
    table: DescribedTable, routing: str, secret: Collection[str], shown: Mapping[str, list[str]]
) -> list[str]:
    """The secrets that a routing tells; "" asks everyone."""
    if not routing:
        return []
    expression = parse(routing)
    follows = sorted(expression.names)
    told = [name for name in follows if name in secret]
    if not told or not all(name in table.frame for name in follows):
        return told  # what is no column of its own (several answers, a screening question) cannot be tried
    rows = _distinct(table.frame, follows, {name: shown[name] for name in follows if name in shown}, secret)
    asked = [
        is_true(expression, {name: row[name] for name in follows if row[name] not in _NONE})
        for row in rows.to_dict("records")
    ]
    alike = rows.drop(columns=follows).assign(**{_ONE: 0})
    differs = pd.Series(asked, dtype=int).groupby([alike[name].to_numpy() for name in alike]).nunique() > 1
    return told if bool(differs.any()) else []


_NONE = {*MISSING_CODES, ""}
_ONE = "of all"


def _distinct(
    frame: pd.DataFrame, follows: list[str], shown: Mapping[str, list[str]], secret: Collection[str]
) -> pd.DataFrame:
    """Each combination of what a question follows from, once, beside what is shown of it."""
    open_ = [name for name in follows if name not in secret and name not in shown]
    seen = {f"shown {name}": frame[name] for name in open_}
    seen |= {f"shown {name}": pd.Series(values, index=frame.index) for name, values in shown.items()}
    distinct = pd.DataFrame({**{name: frame[name] for name in follows}, **seen}).drop_duplicates(
        ignore_index=True
    )
    return pd.DataFrame({name: _texts(distinct[name]) for name in distinct})


def _texts(column: "pd.Series[Any]") -> list[str]:
    return ["" if pd.isna(value) else str(value) for value in column.tolist()]
