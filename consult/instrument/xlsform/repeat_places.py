"""Which repeats the rows and groups of a workbook are in, for what expressions may look at there."""

from collections.abc import Iterable, Set
from dataclasses import replace

from consult.instrument.expression.checking import Variable
from consult.instrument.xlsform.survey import Candidate

_NO_REPEAT = Variable("any", repeats=frozenset())


def placed(variable: Variable, one: Candidate) -> Variable:
    """The same answer, in the repeats around its row."""
    return replace(variable, repeats=frozenset(group.name for group in one.repeats))


def of_others(names: Set[str], groups: Set[str], rows: Iterable[Candidate]) -> dict[str, Variable]:
    """What is known of names that are no rows: a repeat is in itself, a plain group in none; of anything else nothing is."""
    found = {name: _NO_REPEAT if name in groups else Variable("any") for name in names}
    for one in rows if names & groups else ():
        for depth, group in enumerate(one.repeats, start=1):
            if group.name in found:
                around = frozenset(outer.name for outer in one.repeats[:depth])
                found[group.name] = Variable("any", repeats=around)
    return found
