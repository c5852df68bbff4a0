"""The expressions of one row of a survey."""

from dataclasses import dataclass, field

from consult.instrument.expression.parsing import parse
from consult.instrument.xlsform.conditions import Condition, read_condition
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.survey import Candidate, is_literal


@dataclass
class Conditions:
    """The expressions of one row. relevant: those of the groups around it and its own; all have to hold."""

    relevant: list[Condition] = field(default_factory=list)
    counts: list[Condition] = field(default_factory=list)  # how often the repeats around it are asked
    choice_filter: Condition | None = None
    constraint: Condition | None = None
    default: Condition | None = None
    calculation: Condition | None = None

    @property
    def deciding(self) -> list[Condition]:
        """Those that the row cannot do without."""
        return [*self.relevant, *self.counts, *(one for one in (self.choice_filter, self.calculation) if one)]

    @property
    def names(self) -> frozenset[str]:
        """What they look at."""
        return frozenset().union(*(condition.names for condition in self.deciding))

    @property
    def all(self) -> list[Condition]:
        """Every one of them."""
        return [*self.deciding, *(one for one in (self.constraint, self.default) if one)]


def as_given(one: Candidate, remarks: list[Remark]) -> Condition | Remark | None:
    """What a row holds that nobody answers, as a calculation: what it begins with."""
    if one.kind.word in ("today", "get today"):
        return Condition("calculation", parse("today()"), one.line)
    given = one.line.value("default")
    if given and not is_literal(given):
        return read_condition(one.line, "default", remarks)
    quote = '"' if "'" in given else "'"
    return Condition("default", parse(f"{quote}{given}{quote}"), one.line)
