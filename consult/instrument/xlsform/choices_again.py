"""A choice that stands in its list more than once, mostly once for each region, as XLSForm can allow.

A code is one choice here. Where its rows say the same to respondents, a filter offers it wherever it would offer one of
them: it looks at the columns of every row.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tree import Node, counts_places, parts
from consult.instrument.expression.writing import written
from consult.instrument.xlsform.choice_lists import EACH, MOST_ROWS_COMPARED, FoundList
from consult.instrument.xlsform.conditions import Condition, columns_in, looked_up_in
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.row_conditions import Conditions
from consult.instrument.xlsform.survey import Candidate


def widen_filters(
    candidates: Iterable[Candidate],
    conditions: Mapping[Candidate, Conditions],
    list_of: Callable[[Candidate], FoundList | None],
    remarks: list[Remark],
) -> None:
    """Lets every filter look at all rows of a choice; a question for which that cannot be done is inactive."""
    for one in candidates:
        found, condition = list_of(one), conditions[one].choice_filter
        if found is None or condition is None:
            continue
        conditions[one].choice_filter = _widened(condition, found)
        if conditions[one].choice_filter is None:
            remarks.append(_why_not(one, condition, found))
            one.reasons.append(remarks[-1])


def refuse_lookups(
    candidates: Iterable[Candidate],
    conditions: Mapping[Candidate, Conditions],
    lists: Mapping[str, FoundList],
    remarks: list[Remark],
) -> None:
    """Makes those rows inactive that look up in a list what the rows of one choice say differently: one of them is known."""
    several = {name: {*found.varying, *found.parted} for name, found in lists.items()}
    several = {name: columns for name, columns in several.items() if columns}
    for one in candidates if several else ():
        for condition in conditions[one].all:
            for name, columns in looked_up_in(condition.expression).items():
                if columns & several.get(name, set()):
                    remarks.append(Remark("lookup_of_again", condition.place, {"list": name}))
                    one.reasons.append(remarks[-1])


def _why_not(one: Candidate, condition: Condition, found: FoundList) -> Remark:
    if _looks_at(condition, found.parted):
        return Remark("list_doubled", one.line.place("type"), {"list": found.name, "name": found.doubled})
    return Remark("filter_of_again", condition.place, {"list": found.name})


def _looks_at(condition: Condition, columns: Collection[str]) -> list[str]:
    return sorted(columns_in(condition.expression).intersection(columns)) if columns else []


def _widened(condition: Condition, found: FoundList) -> Condition | None:
    """A filter that holds for a choice when it does for one of its rows; None when that cannot be said."""
    tree = condition.expression.tree
    if _looks_at(condition, found.parted):
        return None
    looked_at = _looks_at(condition, found.varying)
    if not looked_at:
        return condition
    column = looked_at[0]
    if len(looked_at) == 1 and column + EACH in found.columns and (each := _among_each(tree, column)):
        return _with(condition, each)
    if found.most > MOST_ROWS_COMPARED or counts_places(tree):
        return None
    for number in range(2, found.most + 1):
        further = _renamed(condition.expression.tree, {one: f"{one}_{number}" for one in looked_at})
        tree = ["or", tree, further]
    return _with(condition, tree)


def _with(condition: Condition, tree: Node) -> Condition:
    return replace(condition, expression=parse(written(tree), of_choices=True))


def _among_each(tree: Node, column: str) -> Node | None:
    """The filter with its one comparison of a column as a look among all its values; None when it is another."""
    if tree[0] == "and":
        left, right = parts(tree)
        if not _mentions(left, column):
            inner = _among_each(right, column)
            return ["and", left, inner] if inner else None
        inner = None if _mentions(right, column) else _among_each(left, column)
        return ["and", inner, right] if inner else None
    if tree[0] != "=":
        return None
    sides = parts(tree)
    compared = [side for side in sides if side != ["column", column]]
    if len(compared) != 1 or _mentions(compared[0], column):
        return None
    return ["call", "selected", ["column", column + EACH], compared[0]]


def _mentions(tree: Node, column: str) -> bool:
    return tree == ["column", column] or any(_mentions(part, column) for part in parts(tree))


def _renamed(tree: Node, names: Mapping[str, str]) -> Node:
    if tree[0] == "column":
        return ["column", names.get(str(tree[1]), str(tree[1]))]
    if tree[0] == "rows":  # its columns are those of another list
        return tree
    return [_renamed(part, names) if isinstance(part, list) else part for part in tree]
