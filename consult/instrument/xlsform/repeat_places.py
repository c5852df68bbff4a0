"""Which repeats the rows and groups of a workbook are in, for what expressions may look at there."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from consult.instrument.expression.checking import Variable
from consult.instrument.expression.tree import Node, parts
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.row_conditions import Conditions
from consult.instrument.xlsform.survey import Candidate

_NO_REPEAT = Variable("any", repeats=frozenset())


def placed(variable: Variable, one: Candidate) -> Variable:
    """The same answer, in the repeats around its row."""
    return replace(variable, repeats=frozenset(group.name for group in one.repeats))


def counted_by(count: Node) -> str:
    """The question whose answer says how many instances there are; "" where more than that does."""
    return str(count[1]) if count[0] == "name" else ""


def highest(constraint: Node) -> int:
    """The highest number that a constraint lets an answer be; 0 where it says none."""
    below = parts(constraint)
    if constraint[0] == "and":
        return min(filter(None, map(highest, below)), default=0)
    if constraint[0] in ("<", "<=") and below[0] == ["self"] and below[1][0] == "number":
        most = float(str(below[1][1]))
        return int(most) - (constraint[0] == "<" and most == int(most))
    return 0


def of_others(names: Set[str], groups: Set[str], rows: Iterable[Candidate]) -> dict[str, Variable]:
    """What is known of names that are no rows: a repeat is in itself, a plain group in none; of anything else nothing is."""
    found = {name: _NO_REPEAT if name in groups else Variable("any") for name in names}
    for one in rows if names & groups else ():
        for depth, group in enumerate(one.repeats, start=1):
            if group.name in found:
                around = frozenset(outer.name for outer in one.repeats[:depth])
                found[group.name] = Variable("any", repeats=around)
    return found


def about_circle(circle: Sequence[Candidate], conditions: Mapping[Candidate, Conditions]) -> Remark:
    """That rows hang on one another; where an answer in a repeat says how often it is asked, that this is not done here."""
    for one, next_ in pairwise(circle):
        for count in conditions[one].counts:
            if next_.name in count.names and next_.repeats:
                return Remark("count_from_inside", count.place, {"name": next_.name})
    return Remark("circle", circle[0].line.place(), {"way": " -> ".join(one.name for one in circle)})
