"""What having been asked tells of who was asked: routing must not give away a key variable that was recoded or withheld.

Only tenants of social housing are asked how long they waited; an answer to that tells the tenure, whatever the column
`tenure` was recoded to. Such a question does not leave, unless all rows that look alike on what it follows from would be
asked it alike.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
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
    follows = Following(table)
    before = -1
    while before != (before := len(columns.withheld)):  # what goes hides what it told of others
        hidden = _Hidden(frozenset(secret), frozenset({*secret, *columns.withheld}), shown)
        told: dict[str, list[str]] = {}  # by routing, which many columns share
        for name in list(columns.leaving):
            why = _why_it_tells(table, name, follows, hidden, told) if name in columns.leaving else ""
            if why:
                _withhold(columns, name, why)
                if reason := _reason_alone(table, columns, name):
                    _withhold(columns, reason, why)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """secret: what may not be told. hidden: what is not shown, of whatever reason. shown: of what is recoded, how it is shown."""

    secret: frozenset[str]
    hidden: frozenset[str]
    shown: Mapping[str, list[str]]


def _why_it_tells(
    table: DescribedTable, name: str, follows: "Following", hidden: _Hidden, told: dict[str, list[str]]
) -> str:
    for routing in table.variables[name].routings:
        if routing not in told:
            told[routing] = _told(table, routing, follows.names(routing), hidden)
        if told[routing]:
            return say("is asked of some only, which tells {keys}", keys=", ".join(told[routing]))
    if from_ := _worked_out_from(table, name, follows, hidden):
        return say("is worked out from {keys}, which it tells", keys=", ".join(from_))
    return ""


def withheld_secrets(table: DescribedTable, columns: Columns) -> frozenset[str]:
    """The variables of the instruments that do not leave, not even recoded; several answers by their question.

    Free text is none: that somebody wrote something tells nothing of what.
    """
    withheld = (table.variables[name] for name in columns.withheld if name in table.variables)
    names = {
        one.question if one.kind in (SEVERAL, MISSING) else one.name
        for one in withheld
        if one.role not in (None, Disclosure.FREE_TEXT, Disclosure.WEIGHT)
    }
    return frozenset(names - {*columns.keys, *columns.leaving} - _still_told(table, columns))


def _still_told(table: DescribedTable, columns: Columns) -> set[str]:
    """The questions of which some column leaves as it is."""
    return {table.variables[name].question for name in columns.leaving if name in table.variables}


@dataclass
class Following:
    """What each expression rests on, over any number of steps: a question by its own routing, a calculation by what it is of."""

    table: DescribedTable
    of_question: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        """Gathers the expressions of each question and calculation."""
        self.of_question = {}
        for variable in self.table.variables.values():
            expressions = [*variable.routings, variable.calculation]
            self.of_question.setdefault(variable.question or variable.name, []).extend(
                filter(None, expressions)
            )
            self.of_question.setdefault(variable.name, []).extend(filter(None, expressions))

    def names(self, expression: str) -> list[str]:
        """The variables that it rests on, in order."""
        found: set[str] = set()
        left = [expression] if expression else []
        while left:
            new = parse(left.pop(), written_out=True).names - found
            found |= new
            left += [one for name in new for one in dict.fromkeys(self.of_question.get(name, []))]
        return sorted(found)


def _worked_out_from(table: DescribedTable, name: str, follows: Following, hidden: _Hidden) -> list[str]:
    """The secrets that a calculated column tells: rows that look alike have other values of it."""
    calculation = table.variables[name].calculation
    if not calculation:
        return []
    rests_on = follows.names(calculation)
    told = [one for one in rests_on if one in hidden.secret]
    if not told or not all(one in table.frame for one in rests_on):
        return told
    rows = _distinct(table.frame, rests_on, hidden, name)
    return told if _differs(rows.drop(columns=[*rests_on, name]), rows[name].tolist()) else []


def _withhold(columns: Columns, name: str, why: str) -> None:
    del columns.leaving[name]
    columns.withheld[name] = why
    for question, names in list(columns.sensitive.items()):
        columns.sensitive[question] = [one for one in names if one != name]
        if not columns.sensitive[question]:
            del columns.sensitive[question]


def _reason_alone(table: DescribedTable, columns: Columns, gone: str) -> str:
    """The column that says why another has no answer, once that one is gone: of a secret it would tell the rest."""
    reason = table.variables[gone].companion
    is_needed = any(table.variables[name].companion == reason for name in columns.leaving)
    return reason if reason in columns.leaving and not is_needed else ""


def _told(table: DescribedTable, routing: str, follows: list[str], hidden: _Hidden) -> list[str]:
    """The secrets that a routing tells; "" asks everyone. follows: what it rests on."""
    if not routing:
        return []
    expression = parse(routing, written_out=True)
    told = [name for name in follows if name in hidden.secret]
    if not told or not all(name in table.frame for name in follows):
        return told  # what is no column of its own (several answers, a screening question) cannot be tried
    rows = _distinct(table.frame, follows, hidden)
    asked = [
        is_true(expression, {name: row[name] for name in follows if row[name] not in _NONE})
        for row in rows.to_dict("records")
    ]
    return told if _differs(rows.drop(columns=follows), asked) else []


def _differs(shown: pd.DataFrame, outcomes: list[Any]) -> bool:
    """Whether rows that look alike come out otherwise."""
    alike = shown.assign(**{_ONE: 0})
    numbers = pd.Series(pd.factorize(np.array(outcomes, dtype=object))[0])
    return bool((numbers.groupby([alike[name].to_numpy() for name in alike]).nunique() > 1).any())


_NONE = {*MISSING_CODES, ""}
_ONE = "of all"


def _distinct(frame: pd.DataFrame, follows: list[str], hidden: _Hidden, beside: str = "") -> pd.DataFrame:
    """Each combination of what a column follows from, once, beside what is shown of it. beside: the column itself."""
    shown = {name: hidden.shown[name] for name in follows if name in hidden.shown}
    open_ = [name for name in follows if name not in hidden.hidden and name not in shown]
    seen = {f"shown {name}": frame[name] for name in open_}
    seen |= {f"shown {name}": pd.Series(values, index=frame.index) for name, values in shown.items()}
    follows = [*follows, beside] if beside else follows
    distinct = pd.DataFrame({**{name: frame[name] for name in follows}, **seen}).drop_duplicates(
        ignore_index=True
    )
    return pd.DataFrame({name: _texts(distinct[name]) for name in distinct})


def _texts(column: "pd.Series[Any]") -> list[str]:
    return ["" if pd.isna(value) else str(value) for value in column.tolist()]
