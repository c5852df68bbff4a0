"""Which rows become part of the instrument, and why the others do not.

A row is active when everything about it can be done as its author meant it. What is asked of the wrong people, or with the
wrong choices, is worse than what is not asked: then the row is kept as it is, and inactive.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from consult.instrument.definition import Type
from consult.instrument.expression.checking import Variable, circles
from consult.instrument.expression.evaluation import COLUMN
from consult.instrument.expression.tables import Table as LookupTable
from consult.instrument.source.questions import is_worked_out
from consult.instrument.source.triggers import named_in
from consult.instrument.xlsform.choice_lists import FoundList
from consult.instrument.xlsform.conditions import (
    Condition,
    faults_of,
    nothing_worked_out,
    read_condition,
    unknown_name,
)
from consult.instrument.xlsform.kinds import FILES
from consult.instrument.xlsform.left_blank import LeftBlank
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.repeat_places import of_others, placed
from consult.instrument.xlsform.row_checks import (
    SHUFFLED,
    about_list,
    chosen_from,
    is_randomized,
    spans,
    unchoosable,
    unshowable,
)
from consult.instrument.xlsform.row_conditions import Conditions, as_given, required_kept, required_of
from consult.instrument.xlsform.survey import Candidate, Group, is_literal, rows_of
from consult.instrument.xlsform.unanswered import of_last_time
from consult.instrument.xlsform.variables import variable_of

DEEPEST_CHAIN = 100  # of calculations that each use the one before; real forms have five
_PROPERTIES_KEPT = ("trigger", "rows", "autoplay")


class Deciding:
    """The rows of a survey, decided about together, since they hang on one another."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        dropped: Iterable[Candidate],
        group_names: set[str],
        lists: Mapping[str, Mapping[str, FoundList]],
        languages: Sequence[str],
        remarks: list[Remark],
    ) -> None:
        self.candidates, self.lists, self.languages, self.remarks = candidates, lists, languages, remarks
        self.dropped = {one.name for one in dropped}
        self.group_names = group_names
        self.by_name = {one.name: one for one in reversed(candidates)}
        self.by_name |= {
            f"{one.name}_{row}": one
            for one in candidates
            for row in rows_of(one.line)
            if one.kind.type is Type.MATRIX
        }
        self.places = {one.name: place for place, one in reversed(list(enumerate(candidates)))}
        self.conditions: dict[Candidate, Conditions] = {}
        self._sheets: dict[str, str] = {}
        self._of_group: dict[tuple[Group, str], Condition | Remark | None] = {}

    def decide(self) -> None:
        """Gives every row that cannot be active its reasons."""
        for one in self.candidates:
            self.conditions[one] = self._read(one)
        self.dropped |= set(of_last_time(self.conditions.values()))
        LeftBlank(self.candidates, self.by_name, self.conditions, self._of_group, self.remarks).settle(
            self.lists, {one: self.list_of(one) for one in self.candidates if one.kind.list_name}
        )
        for one in self.candidates:
            self._look_at(one)
        variables = self._variables()
        for one in self.candidates:
            self._judge(one, variables)
        self._break_circles()
        self._cut_chains()
        self.follow()

    def follow(self) -> None:
        """Makes inactive what hangs on rows that have become so."""
        while self._fallen():
            pass  # each may take others along

    def leave_out(self, one: Candidate, property_: str) -> None:
        """Asks a row without its default or its constraint."""
        setattr(self.conditions[one], property_, None)
        one.default_left |= property_ == "default"

    def active(self) -> list[Candidate]:
        """The rows that are part of the instrument, in order."""
        return [one for one in self.candidates if one.is_active]

    def list_of(self, one: Candidate) -> FoundList | None:
        """The choices of a row; those of the other sheet when its own does not have them."""
        others = [] if one.kind.sheet == FILES else [sheet for sheet in self.lists if sheet != FILES]
        sheets = [one.kind.sheet, *others]
        return next(
            (
                self.lists[sheet][one.kind.list_name]
                for sheet in sheets
                if one.kind.list_name in self.lists.get(sheet, {})
            ),
            None,
        )

    @cached_property
    def lists_by_name(self) -> dict[str, FoundList]:
        """The lists that an expression may look things up in; of two with one name that of the sheet choices."""
        sheets = [self.lists[sheet] for sheet in sorted(self.lists, reverse=True)]
        return {found.name: found for of_sheet in sheets for found in of_sheet.values() if not found.broken}

    @cached_property
    def _tables(self) -> dict[str, LookupTable]:
        return {
            name: LookupTable(
                name, tuple({**one.columns, "name": one.name} for one in found.choices.values())
            )
            for name, found in self.lists_by_name.items()
        }

    # --- one row by itself

    def _read(self, one: Candidate) -> Conditions:
        found = Conditions()
        for group in one.groups:
            self._relevant(one, found, self.condition_of(group, "relevant"))
            if group.is_repeat:
                self._relevant(one, found, self.condition_of(group, "repeat_count"))
        self._relevant(one, found, read_condition(one.line, "relevant", self.remarks))
        if one.kind.type in (Type.SELECT_ONE, Type.SELECT_MULTIPLE) and not self._lacks_file(one):
            found.choice_filter = self._needed(one, "choice_filter")
        if one.kind.type is Type.CALCULATE or "calculation" in one.line.unread:
            found.calculation = self._needed(one, "calculation")
            if not one.line.value("calculation") and one.is_active:
                given = as_given(one, self.remarks)
                found.calculation = given if isinstance(given, Condition) else None
                one.reasons += [given] if isinstance(given, Remark) else []
        elif one.kind.type is not Type.NOTE:
            constraint = read_condition(one.line, "constraint", self.remarks)
            found.constraint = constraint if isinstance(constraint, Condition) else None
            if isinstance(constraint, Remark):
                self.remarks.append(Remark("constraint_kept", one.line.place("constraint")))
            found.default = self._begins_with(one)
            found.required = required_of(one, self.remarks)
        return found

    def _lacks_file(self, one: Candidate) -> bool:
        """Whether its choices lie in a file that did not come along: whatever filters them cannot be judged."""
        return one.kind.sheet == FILES and self.list_of(one) is None

    def _begins_with(self, one: Candidate) -> Condition | None:
        """A default that is worked out; what only a control begins with decides about nothing."""
        written = one.line.value("default")
        if not is_worked_out(written) or is_literal(written) or one.kind.type in (Type.MATRIX, Type.RANK):
            return None
        condition = read_condition(one.line, "default", [])  # one that cannot be read is kept, which is told
        return condition if isinstance(condition, Condition) else None

    def condition_of(self, group: Group, property_: str) -> Condition | Remark | None:
        """An expression of a group: whether it is relevant, or how often it is repeated."""
        key = group, property_
        if key not in self._of_group:
            self._of_group[key] = read_condition(group.line, property_, self.remarks)
        return self._of_group[key]

    def _relevant(self, one: Candidate, found: Conditions, condition: Condition | Remark | None) -> None:
        if isinstance(condition, Remark):
            one.reasons.append(condition)
        elif condition is not None and condition.key == "repeat_count":
            found.counts.append(condition)
        elif condition is not None:
            found.relevant.append(condition)

    def _needed(self, one: Candidate, property_: str) -> Condition | None:
        condition = read_condition(one.line, property_, self.remarks)
        if isinstance(condition, Remark):
            one.reasons.append(condition)
            return None
        return condition

    def _refuse(self, one: Candidate, remark: Remark) -> None:
        self.remarks.append(remark)
        one.reasons.append(remark)

    def _look_at(self, one: Candidate) -> None:
        if one.kind.type is None:
            return
        if one.kind.type is Type.CALCULATE:
            if one.is_active and not one.line.value("calculation") and one.kind.word == "calculate":
                self._refuse(one, nothing_worked_out(one.line))
            return
        labels = one.line.texts.get("label", {})
        if one.is_active and not any(labels.get(tag) for tag in self.languages):
            self._unlabelled(one)
        if one.kind.type in (Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.RANK, Type.MATRIX):
            for remark in (
                ()
                if chosen_from(one)
                else about_list(
                    one, self.list_of(one), [name for lists in self.lists.values() for name in lists]
                )
            ):
                self._refuse(one, remark)
            self._keep_lists_apart(one)
        if one.kind.type is Type.RANGE and not spans(one.line.value("parameters")):
            facts = {"parameters": one.line.value("parameters")}
            self._refuse(one, Remark("range_wrong", one.line.place("parameters"), facts))
        kept = list(_PROPERTIES_KEPT)
        taken = one.kind.type is Type.RANGE or one.kind.sheet == FILES
        shuffled = is_randomized(one.line.value("parameters")) and one.kind.type in SHUFFLED
        kept += [] if taken or shuffled else ["parameters"]
        begins = is_literal(one.line.value("default")) or self.conditions[one].default or one.default_left
        kept += [] if begins else ["default"]
        for property_ in kept:
            if one.is_active and (one.line.value(property_) or one.line.texts.get(property_)):
                self.remarks.append(
                    Remark("property_kept", one.line.place(property_), {"property": property_})
                )

    def _unlabelled(self, one: Candidate) -> None:
        """A note without a text says nothing; a question can be asked by its name, as other tools do."""
        facts = {"name": one.name}
        if one.kind.type is Type.NOTE or not one.name:
            self._refuse(one, Remark("label_missing", one.line.place("label"), facts))
        else:
            self.remarks.append(Remark("label_absent", one.line.place("label"), facts))

    def _keep_lists_apart(self, one: Candidate) -> None:
        """Two sheets can have a list of one name; an instrument has one, so that the second would ask the wrong choices."""
        found = self.list_of(one)
        first = self._sheets.setdefault(one.kind.list_name, found.sheet if found else "")
        if found is not None and found.sheet != first:
            facts = {"list": one.kind.list_name, "sheets": f"{first}, {found.sheet}"}
            self._refuse(one, Remark("list_in_two_sheets", one.line.place("type"), facts))

    # --- rows together

    def _variables(self) -> dict[str, Variable]:
        return {name: placed(variable_of(one, self.list_of(one)), one) for name, one in self.by_name.items()}

    def _judge(self, one: Candidate, variables: Mapping[str, Variable]) -> None:
        conditions = self.conditions[one]
        for condition in conditions.deciding:
            for remark in self._faults(one, condition, variables, None):
                self._refuse(one, remark)
        for judges in conditions.judging:
            own = variables.get(one.name) if judges.key == "constraint" else None
            faults = list(self._faults(one, judges, variables, own))
            self.remarks.extend(faults)
            if faults:
                self._keep(one, judges)
        if conditions.default and list(self._faults(one, conditions.default, variables, None)):
            self._keep_default(one)

    def _keep_default(self, one: Candidate) -> None:
        self.conditions[one].default = None
        self.remarks.append(Remark("property_kept", one.line.place("default"), {"property": "default"}))

    def _faults(
        self, one: Candidate, condition: Condition, variables: Mapping[str, Variable], own: Variable | None
    ) -> Iterator[Remark]:
        for name in sorted(condition.names - self.by_name.keys() - self.dropped - self.group_names):
            yield unknown_name(condition, name, list(self.by_name))
        others = of_others(condition.names - variables.keys(), self.group_names, self.by_name.values())
        columns = {}
        if condition.key == "choice_filter":
            found = self.list_of(one)
            named = found.columns if found else {"name"}
            columns = {COLUMN + name: Variable("any") for name in named}
        yield from faults_of(condition, {**variables, **others, **columns}, own, self._tables)

    def _keep(self, one: Candidate, condition: Condition) -> None:
        """Asks a question without its constraint, or of all who like without what makes it required."""
        if condition.key == "constraint":
            self.conditions[one].constraint = None
            self.remarks.append(Remark("constraint_kept", condition.place))
        else:
            self.conditions[one].required = None
            self.remarks.append(required_kept(one))

    def _break_circles(self) -> None:
        depends = {
            one.name: sorted(
                {
                    name
                    for condition in self.conditions[one].deciding
                    for name in condition.names & self.by_name.keys()
                }
            )
            for one in self.active()
        }
        for circle in circles(depends):
            remark = Remark("circle", self.by_name[circle[0]].line.place(), {"way": " -> ".join(circle)})
            self.remarks.append(remark)
            for name in dict.fromkeys(circle):
                self.by_name[name].reasons.append(remark)

    def _cut_chains(self) -> None:
        """Makes inactive what stands on more calculations after one another than anyone can follow."""
        depths: dict[str, int] = {}
        for _round in range(DEEPEST_CHAIN + 1):  # a calculation may stand below what needs it
            deeper = {one.name: self._depth(one, depths) for one in self.active()}
            if deeper == depths:
                return
            depths = deeper
        for one in self.active():
            if depths[one.name] > DEEPEST_CHAIN:
                self._refuse(one, Remark("chain_too_long", one.line.place(), {"most": DEEPEST_CHAIN}))

    def _depth(self, one: Candidate, depths: Mapping[str, int]) -> int:
        step, names = one.kind.type is Type.CALCULATE, self.conditions[one].names
        return min(step + max((depths.get(name, 0) for name in names), default=0), DEEPEST_CHAIN + 1)

    def _fallen(self) -> list[Candidate]:
        return [one for one in self.candidates if one.is_active and self._falls(one)]

    def _falls(self, one: Candidate) -> bool:
        """Whether this row now becomes inactive, since something that it hangs on is not there in time."""
        conditions = self.conditions[one]
        for condition in conditions.deciding:
            later = [] if condition.key == "calculation" else self._later(one, condition)
            for remark in (*self._absent(condition), *later):
                self._refuse(one, remark)
        for remark in self._about_texts(one) if one.is_active else ():
            self._refuse(one, remark)
        for judges in conditions.judging if one.is_active else ():
            absent = [*self._absent(judges), *self._later(one, judges)]
            self.remarks.extend(absent)
            if absent:
                self._keep(one, judges)
        begins = conditions.default
        if one.is_active and begins and (any(self._absent(begins)) or any(self._later(one, begins))):
            self._keep_default(one)
        return not one.is_active

    def _absent(self, condition: Condition) -> Iterator[Remark]:
        for name in sorted(condition.names):
            known = self.by_name.get(name)
            if any(group.name == name for one in self.active() for group in one.repeats):
                continue
            if known is not None and known.is_active and known.kind.type is not Type.NOTE:
                continue
            code = "depends_on_dropped" if known is None and name in self.dropped else "depends_on_inactive"
            yield Remark(code, condition.place, {"what": condition.key, "name": name})

    def _later(self, one: Candidate, condition: Condition) -> Iterator[Remark]:
        here = self.places[one.name]
        for name in sorted(condition.names):
            if any(self.places[asked] >= here and asked != one.name for asked in self.foundations(name)):
                yield Remark("depends_on_later", condition.place, {"what": condition.key, "name": name})

    def foundations(self, name: str) -> frozenset[str]:
        """The asked rows that a name rests on: itself, or those behind its calculation."""
        found, waiting, seen = set[str](), [name], {name}
        while waiting:
            one = self.by_name.get(waiting.pop())
            if one is None or not one.is_active:
                continue
            if one.kind.type is not Type.CALCULATE:
                found.add(one.name)
                continue
            used = self.conditions[one].names.union(named_in(one.line.value("trigger"))) - seen
            seen |= used
            waiting.extend(used)
        return frozenset(found)

    def _about_texts(self, one: Candidate) -> Iterator[Remark]:
        for property_ in ("label", "hint"):
            texts = one.line.texts.get(property_, {})
            for tag in self.languages:
                for name, why in self._unshowable(one, texts.get(tag, "")):
                    yield Remark(
                        "placeholder_kept", one.line.place(property_, tag), {"name": name, "why": why}
                    )
        for text in self.shown_by_choices(one):
            for name, why in self._unshowable(one, text):
                yield Remark("choice_placeholder", one.line.place("type"), {"name": name, "why": why})
        if why := unchoosable(one, self.by_name, self.places):
            facts = {"name": one.kind.list_name, "why": why}
            yield Remark("repeat_not_offered", one.line.place("type"), facts)

    def _unshowable(self, one: Candidate, text: str) -> Iterator[tuple[str, str]]:
        return unshowable(one, text, self.by_name, self.places, self.foundations)

    def shown_by_choices(self, one: Candidate) -> list[str]:
        """The labels of its choices that show answers."""
        found = self.list_of(one) if one.kind.list_name else None
        return found.shows if found else []
