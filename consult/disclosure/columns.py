"""What becomes of every column of a table under a profile: a key, leaves as it is, or does not leave, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from consult.disclosure.profile import Audience, ProfileDoesNotFit, ReleaseProfile, Treatment
from consult.disclosure.roles import NEVER_LEAVE, Role, allowed_instead, may_become, role_between
from consult.disclosure.table import MISSING, ROW, SEVERAL, Described, DescribedTable
from consult.disclosure.wording import say

_REASONS = {
    Role.DIRECT: say("names a person"),
    Role.FREE_TEXT: say("is free text"),
    Role.WITHHELD: say("is withheld by the profile"),
}


@dataclass
class Columns:
    """The columns of a table, sorted. keys, leaving: names. multis, sensitive: the columns of each question."""

    keys: list[str] = field(default_factory=list)
    leaving: dict[str, Role] = field(default_factory=dict)
    multis: dict[str, list[str]] = field(default_factory=dict)
    sensitive: dict[str, list[str]] = field(default_factory=dict)
    withheld: dict[str, str] = field(default_factory=dict)


def sort_columns(table: DescribedTable, profile: ReleaseProfile) -> Columns:
    """Every column of the table in its place. Raises ProfileDoesNotFit with everything that cannot be so."""
    problems = list(_problems(table, profile))
    if problems:
        raise ProfileDoesNotFit(tuple(problems))
    sorted_ = Columns()
    for variable in table.variables.values():
        _place(sorted_, variable, _role(variable, profile))
    return sorted_


def treatment(variable: Described, profile: ReleaseProfile) -> Treatment:
    """What the profile says of a column; the columns of a question with several go by the question's name too."""
    if variable.name in profile.variables:
        return profile.variables[variable.name]
    if variable.kind in (SEVERAL, ROW, MISSING):
        return profile.variables.get(variable.question, Treatment())
    return Treatment()


def _role(variable: Described, profile: ReleaseProfile) -> Role | None:
    role = role_between(variable.role, treatment(variable, profile).role)
    return Role.MULTI if role is Role.KEY and variable.kind == SEVERAL else role


def _place(columns: Columns, variable: Described, role: Role | None) -> None:
    name, question = variable.name, variable.question or variable.name
    if role is None:
        columns.withheld[name] = say("has no role")
    elif role in NEVER_LEAVE:
        columns.withheld[name] = _REASONS[role]
    elif variable.kind == MISSING and role in (Role.KEY, Role.MULTI):
        columns.withheld[name] = say("is told by the key variable itself")
    elif role is Role.KEY:
        columns.keys.append(name)
    elif role is Role.MULTI:
        columns.multis.setdefault(question, []).append(name)
        columns.withheld[name] = say("is told by a summary of the question")
    else:
        columns.leaving[name] = role
        if role is Role.SENSITIVE:
            columns.sensitive.setdefault(question, []).append(name)


def _problems(table: DescribedTable, profile: ReleaseProfile) -> Iterator[str]:
    known = {variable.name for variable in table.variables.values()}
    known |= {variable.question for variable in table.variables.values()}
    for name in profile.variables:
        if name not in known:
            yield f"profile {profile.name} names column {name!r}, which is not there. Remove it or correct its name."
    for variable in table.variables.values():
        yield from _role_problems(variable, profile)


def _role_problems(variable: Described, profile: ReleaseProfile) -> Iterator[str]:
    asked = treatment(variable, profile)
    if asked.role is Role.MULTI and variable.kind not in (SEVERAL, MISSING):
        yield f"{variable.name} is multi in profile {profile.name}, but takes one answer. Make it a key."
    if asked.role is not None and variable.role is not None and not may_become(variable.role, asked.role):
        yield (
            f"{variable.name} is {variable.role} in its instrument and {asked.role} in profile {profile.name}, which"
            f" protects less. Make it {allowed_instead(variable.role)}."
        )
    if asked.ticks and profile.audience in (Audience.PUBLIC, Audience.REPORT):
        yield f"{variable.name}: single ticks are not for the public. Remove `ticks` from profile {profile.name}."
