"""A table under a profile -> what may leave of it: drop, recode, protect, verify. Pure: nothing is read or written.

This is the one door: the files of a researcher and `consult anonymise` both come through here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from consult.disclosure.columns import Columns, sort_columns, treatment
from consult.disclosure.describing import described
from consult.disclosure.engine.advice import advice_on_groups, advice_on_loss
from consult.disclosure.engine.encoding import NO_ANSWER, Encoded, Integers, Key, Told, encode, joined
from consult.disclosure.engine.grouping import Grouped, Rule, left_out_together
from consult.disclosure.engine.lattice import best_levels
from consult.disclosure.hierarchy import ALL
from consult.disclosure.keys import key, key_values
from consult.disclosure.multi import summary, ticks_that_may_leave
from consult.disclosure.profile import Audience, ProfileDoesNotFit, ReleaseProfile, Treatment
from consult.disclosure.refusal import ReleaseRefused
from consult.disclosure.report import Report, report_on
from consult.disclosure.routing import withheld_secrets, withhold_what_tells
from consult.disclosure.table import MISSING, SEVERAL, DescribedTable
from consult.disclosure.verification import Promise, broken
from consult.disclosure.wording import say
from consult.instrument.definition import MISSING_CODES


@dataclass(frozen=True)
class Released:
    """What may leave. frame: in the order of the table. kept: which rows of the table it has. promise: what was verified."""

    frame: pd.DataFrame
    variables: Mapping[str, Any]
    report: Report
    kept: npt.NDArray[np.bool_]
    promise: Promise


def release(table: DescribedTable, profile: ReleaseProfile) -> Released:
    """What may leave of a table under a profile that was fitted to it.

    Raises ProfileDoesNotFit, ReleaseRefused with the reason and what would help, and RuntimeError when the second
    implementation finds a promise broken: then nothing leaves and the engine is wrong.
    """
    columns = sort_columns(table, profile)
    _check_rows(len(table.frame), profile)
    withheld = withheld_secrets(table, columns)
    withhold_what_tells(table, columns, withheld, {})
    values, asked = _values(table, columns, profile)
    keys = _keys(table, values, asked)
    encoded = encode(keys, values, _sensitive(table, columns), len(table.frame))
    chosen = _chosen(encoded, profile)
    kept = chosen.kept[encoded.pattern_of]
    shown = _recoded(keys, values, chosen)
    coarser = {one.name for one, level in zip(keys, chosen.levels, strict=True) if level > 0}
    withhold_what_tells(table, columns, withheld | coarser, shown)
    frame, roles, ticks = _frame(table, columns, profile, shown, kept)
    promise = _promise(profile, columns, keys, chosen, roles, ticks)
    _verify(frame, promise)
    report = report_on(encoded, chosen, columns, frame, promise)
    return Released(frame, described(table, frame, keys, chosen), report, kept, promise)


def in_place(released: Released) -> pd.DataFrame:
    """All rows of the table in its order; a row that was left out has `*` in every cell."""
    whole = pd.DataFrame(ALL, index=range(len(released.kept)), columns=released.frame.columns, dtype=object)
    whole.loc[released.kept] = released.frame.astype(object).to_numpy()
    return whole


def _check_rows(rows: int, profile: ReleaseProfile) -> None:
    if rows < profile.safety.k:
        raise ReleaseRefused(
            say(
                "{rows} rows are fewer than k = {k}: whatever is recoded, the group stays too small.",
                rows=rows,
                k=profile.safety.k,
            ),
            [say("Wait for more answers, or tell of them in words that two people approved.")],
        )


_Values = dict[str, list[str]]


def _values(
    table: DescribedTable, columns: Columns, profile: ReleaseProfile
) -> tuple[_Values, dict[str, Treatment]]:
    """Of each key variable its values and what the profile asks of it; of a question with several answers a summary."""
    values = {name: key_values(table.frame[name], profile.missing) for name in columns.keys}
    asked = {name: treatment(table.variables[name], profile) for name in columns.keys}
    for question, names in columns.multis.items():
        choices = [table.variables[name].choice or name for name in names]
        told = summary(question, table.frame[names], choices)
        values |= told
        asked |= dict.fromkeys(told, Treatment())
        asked[f"{question}.main"] = replace(treatment(table.variables[names[0]], profile), dates=False)
    return values, asked


def _keys(table: DescribedTable, values: _Values, asked: Mapping[str, Treatment]) -> list[Key]:
    keys: list[Key] = []
    problems: list[str] = []
    for name, told in values.items():
        is_known = name in table.variables
        codes = table.variables[name].codes if is_known else ()
        days = is_known and pd.api.types.is_datetime64_any_dtype(table.frame[name])
        try:
            keys.append(key(name, told, codes, asked[name], days=days))
        except ProfileDoesNotFit as error:
            problems.extend(error.problems)
    if problems:
        raise ProfileDoesNotFit(tuple(problems))
    return keys


def _sensitive(table: DescribedTable, columns: Columns) -> dict[str, list[Told]]:
    """What has to differ within a group: a sensitive column; of a question with several, all together and each apart.

    Who is known to have given one of two religious grounds gave a religious ground.
    """
    return {
        variable: [Told(values_together(table.frame[names])), *_each(table, names)]
        for variable, names in columns.sensitive.items()
    }


def _each(table: DescribedTable, names: list[str]) -> Iterator[Told]:
    if len(names) < 2:
        return
    for name in names:
        if table.variables[name].kind == SEVERAL:
            yield Told(
                (table.frame[name].to_numpy(dtype=float, na_value=0) == 1).astype(np.int64), is_tick=True
            )
        elif table.variables[name].kind != MISSING:
            yield Told(values_together(table.frame[[name]]))


def values_together(frame: pd.DataFrame) -> Integers:
    """Of each row a number for what stands in all columns together; NO_ANSWER where none of them holds an answer."""
    coded = [pd.factorize(_answers(frame[name]), use_na_sentinel=True) for name in frame]
    together, _ = joined(
        [codes.astype(np.int64) + 1 for codes, _ in coded], [len(u) + 1 for _, u in coded], len(frame)
    )
    return np.unique(np.append(together, NO_ANSWER), return_inverse=True)[1][:-1].astype(np.int64)


def _answers(column: "pd.Series[Any]") -> "pd.Series[Any]":
    """A column with nothing where there is no answer, whatever the reason."""
    return column.astype(object).where(~column.isin([*MISSING_CODES, ""]) & column.notna(), None)


def _chosen(encoded: Encoded, profile: ReleaseProfile) -> Grouped:
    safety = profile.safety
    rule = Rule(safety.k, safety.l, int(profile.suppression * encoded.total + 1e-9))
    best = best_levels(encoded, rule)
    if best is None or not best.kept.any():
        raise ReleaseRefused(
            say(
                "k = {k} and l = {l} are not reached: even recoded as far as is allowed, more than {most} of {total}"
                " rows would have to be left out.",
                k=safety.k,
                l=safety.l,
                most=rule.most_suppressed,
                total=encoded.total,
            ),
            advice_on_groups(encoded, rule),
        )
    if profile.audience is not Audience.TABLE:  # there are tables of everyone beside it
        best = _with_safe_rest(encoded, best, rule)
    if best.loss > profile.loss_limit:
        raise ReleaseRefused(
            say(
                "the information loss would be {loss:.2f}, more than the limit {limit:.2f}.",
                loss=round(best.loss, 4),
                limit=profile.loss_limit,
            ),
            advice_on_loss(encoded, rule),
        )
    return best


def _with_safe_rest(encoded: Encoded, best: Grouped, rule: Rule) -> Grouped:
    """The same, with nobody left out or enough together. Raises ReleaseRefused where that is more than may be left out."""
    safe = left_out_together(encoded, best, rule)
    if safe.suppressed <= rule.most_suppressed and safe.kept.any():
        return safe
    whole = best_levels(encoded, replace(rule, most_suppressed=0))
    if whole is not None:
        return whole
    raise ReleaseRefused(
        say(
            "the {n} rows that would be left out are too few, or too much alike: beside the tables of everyone they could"
            " be worked out. To leave out enough would be more than {most} of {total} rows.",
            n=best.suppressed,
            most=rule.most_suppressed,
            total=encoded.total,
        ),
        advice_on_groups(encoded, rule),
    )


def _recoded(keys: list[Key], values: _Values, chosen: Grouped) -> dict[str, list[str]]:
    return {
        one.name: [one.hierarchy.paths[value][level] for value in values[one.name]]
        for one, level in zip(keys, chosen.levels, strict=True)
    }


def _frame(
    table: DescribedTable,
    columns: Columns,
    profile: ReleaseProfile,
    recoded: Mapping[str, list[str]],
    kept: npt.NDArray[np.bool_],
) -> tuple[pd.DataFrame, dict[str, str], dict[str, list[str]]]:
    """The rows that are kept, with the role of each column, in the order of the table; what is new comes last."""
    remaining = table.frame.loc[kept].reset_index(drop=True)
    ticks = _ticks(remaining, table, columns, profile)
    of_ticks = {name for names in ticks.values() for name in names}
    released: dict[str, Any] = {}
    roles: dict[str, str] = {}
    for name in (*map(str, table.frame), *(new for new in recoded if new not in table.frame)):
        if name in recoded:
            released[name] = pd.Categorical(np.asarray(recoded[name], dtype=object)[kept])
            roles[name] = "key"
        elif name in columns.leaving or name in of_ticks:
            released[name] = remaining[name]
            roles[name] = "tick" if name in of_ticks else str(columns.leaving[name])
    return pd.DataFrame(released, index=remaining.index), roles, ticks


def _ticks(
    remaining: pd.DataFrame, table: DescribedTable, columns: Columns, profile: ReleaseProfile
) -> dict[str, list[str]]:
    return {
        question: ticks_that_may_leave(remaining[names], profile.safety.k)
        for question, names in columns.multis.items()
        if treatment(table.variables[names[0]], profile).ticks
    }


def _promise(
    profile: ReleaseProfile,
    columns: Columns,
    keys: list[Key],
    chosen: Grouped,
    roles: Mapping[str, str],
    ticks: Mapping[str, list[str]],
) -> Promise:
    return Promise(
        k=profile.safety.k,
        l=profile.safety.l,
        columns=roles,
        keys={
            one.name: sorted(one.hierarchy.leaves_under[level])
            for one, level in zip(keys, chosen.levels, strict=True)
        },
        sensitive=columns.sensitive,
        ticks=ticks,
    )


def _verify(frame: pd.DataFrame, promise: Promise) -> None:
    if wrong := broken(frame, promise):
        raise RuntimeError(f"the engine broke its promise, nothing leaves: {' '.join(wrong)}")
