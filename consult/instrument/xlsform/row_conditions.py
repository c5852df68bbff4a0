"""The expressions of one row of a survey."""

from dataclasses import dataclass, field

from consult.instrument.expression.parsing import parse
from consult.instrument.source.required import is_expression
from consult.instrument.xlsform.conditions import Condition, read_condition
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.survey import Candidate, is_literal, is_no, is_yes


@dataclass
class Conditions:
    """The expressions of one row. relevant: those of the groups around it and its own; all have to hold."""

    relevant: list[Condition] = field(default_factory=list)
    counts: list[Condition] = field(default_factory=list)  # how often the repeats around it are asked
    choice_filter: Condition | None = None
    constraint: Condition | None = None
    default: Condition | None = None
    required: Condition | None = None
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
    def judging(self) -> list[Condition]:
        """Those that judge its answer, without which it can be asked."""
        return [one for one in (self.constraint, self.required) if one]

    @property
    def all(self) -> list[Condition]:
        """Every one of them."""
        return [*self.deciding, *self.judging, *([self.default] if self.default else [])]


def required_of(one: Candidate, remarks: list[Remark]) -> Condition | None:
    """Of whom a row has to be answered; what everyone has to answer, or nobody, says so by itself."""
    written = one.line.value("required")
    if not is_expression(written) or is_yes(written) or is_no(written):
        return None
    condition = read_condition(one.line, "required", remarks)
    if isinstance(condition, Condition):
        return condition
    remarks.append(required_kept(one))
    return None


def required_kept(one: Candidate) -> Remark:
    """That nobody has to answer a row, since it cannot be told of whom it is required."""
    return Remark("dynamic_required", one.line.place("required"), {"value": one.line.value("required")})


def as_given(one: Candidate, remarks: list[Remark]) -> Condition | Remark | None:
    """What a row holds that nobody answers, as a calculation: what it begins with."""
    if one.kind.word in ("today", "get today"):
        return Condition("calculation", parse("today()"), one.line)
    given = one.line.value("default")
    if given and not is_literal(given):
        return read_condition(one.line, "default", remarks)
    quote = '"' if "'" in given else "'"
    return Condition("default", parse(f"{quote}{given}{quote}"), one.line)
