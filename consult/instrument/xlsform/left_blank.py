"""A survey in which nobody answers what cannot be answered here: its expressions and texts without those answers.

The workbook itself keeps its cells, and goes out with them.
"""

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace

from consult.instrument.definition import Type
from consult.instrument.expression.value import Value, text, truth
from consult.instrument.xlsform.choice_lists import FoundList
from consult.instrument.xlsform.conditions import Condition
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.row_conditions import Conditions
from consult.instrument.xlsform.survey import Candidate, Group
from consult.instrument.xlsform.tables import Line
from consult.instrument.xlsform.unanswered import Unanswered, Verdict, rewritten

_REFERENCE = re.compile(r"\$\{\s*([^{}]+?)\s*\}")
_LAST_TIME = "last-saved#"
Texts = Mapping[str, str]


class LeftBlank:
    """The rows of a survey with their conditions, in which the answers that never come are left out."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        by_name: Mapping[str, Candidate],
        conditions: Mapping[Candidate, Conditions],
        of_groups: MutableMapping[tuple[Group, str], Condition | Remark | None],
        remarks: list[Remark],
    ) -> None:
        self.candidates, self.by_name, self.conditions = candidates, by_name, conditions
        self.of_groups, self.remarks = of_groups, remarks
        self.absent: Mapping[str, Value] = {}
        self._done: dict[int, tuple[Condition, Condition]] = {}  # by what it was, which lives as long

    def settle(
        self,
        lists: Mapping[str, Mapping[str, FoundList]],
        chosen_from: Mapping[Candidate, FoundList | None],
    ) -> None:
        """Leaves them out everywhere, makes inactive what could never be asked, and says both."""
        self.found = Unanswered(self.candidates, self.by_name, self.conditions, chosen_from)
        self.absent = dict.fromkeys(self.found.absent, "")
        for one, verdict in self.found.verdicts.items():
            self._refuse(one, verdict)
        for key, condition in self.of_groups.items():
            if isinstance(condition, Condition):
                self.of_groups[key] = self._demanded(condition)
        for one in self.candidates:
            if one.is_active:
                self._rewrite(one)
        self._silence_groups()
        for of_sheet in lists.values():
            for found in of_sheet.values():
                self._silence_choices(found)

    def _refuse(self, one: Candidate, verdict: Verdict) -> None:
        self.remarks.append(verdict.remark)
        one.reasons.append(verdict.remark)

    # --- expressions

    def _rewrite(self, one: Candidate) -> None:
        conditions = self.conditions[one]
        self._tell_constant(one, conditions)
        relevant = [self._demanded(condition) for condition in conditions.relevant]
        conditions.relevant = [condition for condition in relevant if condition]
        counts = [self._replaced(condition) for condition in conditions.counts]
        conditions.counts = [condition for condition in counts if condition]
        if conditions.choice_filter:
            conditions.choice_filter = self._demanded(conditions.choice_filter)
        if conditions.calculation:
            conditions.calculation = self._replaced(conditions.calculation)
        if conditions.constraint:
            conditions.constraint = self._constraint(conditions.constraint)
        if conditions.required:
            conditions.required = self._required(one, conditions.required)
        if conditions.default:
            found = self.found.fold(conditions.default, self.absent)
            one.default_left = found is not None and found.value == ""
            conditions.default = None if one.default_left else self._replaced(conditions.default)
        self._silence(one)

    def _tell_constant(self, one: Candidate, conditions: Conditions) -> None:
        value, names = self.found.known.get(one.name, ""), self.found.rests_on.get(one.name, frozenset())
        if value != "" and conditions.calculation and self.by_name[one.name] is one:
            facts = {"value": text(value), "names": ", ".join(sorted(names))}
            self.remarks.append(Remark("always_the_same", conditions.calculation.place, facts))

    def _constraint(self, condition: Condition) -> Condition | None:
        """A constraint; none where it always holds, and none where no answer would ever satisfy it."""
        found = self.found.fold(condition, self.absent)
        if found is not None and found.value is not None and not truth(found.value):
            self._tell(condition)
            self.remarks.append(Remark("constraint_kept", condition.place))
            return None
        return self._demanded(condition)

    def _required(self, one: Candidate, condition: Condition) -> Condition | None:
        """Of whom a row has to be answered; none where that is everyone, or nobody."""
        found = self.found.fold(condition, self.absent)
        if found is None or found.value is None:
            return self._replaced(condition)
        one.required = truth(found.value)
        self._tell(condition)
        return None

    def _demanded(self, condition: Condition) -> Condition | None:
        """What a condition still demands; none when it always holds."""
        found = self.found.fold(condition, self.absent)
        if found is not None and found.value is not None and truth(found.value):
            self._tell(condition)
            return None
        return self._replaced(condition)

    def _replaced(self, condition: Condition) -> Condition:
        """The condition without those answers; the same one for all rows that share it."""
        known = self._done.get(id(condition))
        if known is None:
            found = self.found.fold(condition, self.absent)
            new = rewritten(found, condition) if found else condition
            known = self._done[id(condition)] = condition, new
            if found:
                self._tell(condition)
        return known[1]

    def _tell(self, condition: Condition) -> None:
        self._say(condition.names, condition.place)

    def _say(self, names: frozenset[str], place: str) -> None:
        for name in sorted(filter(self._is_silent, names)):
            shown = name.replace(".", "#", 1)  # as it is written, of the last time
            self.remarks.append(Remark("taken_unanswered", place, {"name": shown}))

    # --- texts

    def _silence(self, one: Candidate) -> None:
        """Takes the answers that never come out of the texts of a row; a note that then says nothing is none."""
        shown = "".join(one.line.texts.get("label", {}).values())
        one.line = self._line(one.line)
        if shown and one.kind.type is Type.NOTE and not any(one.line.texts.get("label", {}).values()):
            named = filter(self._is_silent, _REFERENCE.findall(shown))
            names = frozenset().union(*(self.found.rests_on.get(name, [name]) for name in named))
            self._refuse(one, Verdict("always_empty", one.line.place("label"), names))

    def _silence_groups(self) -> None:
        groups = {group: group for one in self.candidates for group in one.groups}
        changed = {
            group: replace(group, line=line)
            for group in groups
            if (line := self._line(group.line)) is not group.line
        }
        for one in self.candidates if changed else ():
            one.groups = tuple(changed.get(group, group) for group in one.groups)
        for group, property_ in list(self.of_groups):
            if group in changed:
                self.of_groups[changed[group], property_] = self.of_groups[group, property_]

    def _silence_choices(self, found: FoundList) -> None:
        for name, choice in found.choices.items() if found.shows else ():
            texts = {"label": choice.texts}
            found.choices[name] = replace(
                choice, texts=self._texts(choice.line, texts).get("label", choice.texts)
            )
        found.shows = [
            text for choice in found.choices.values() for text in choice.texts.values() if "${" in text
        ]

    def _line(self, line: Line) -> Line:
        texts = self._texts(line, line.texts)
        return replace(line, texts={**line.texts, **texts}) if texts else line

    def _texts(self, line: Line, texts: Mapping[str, Texts]) -> dict[str, Texts]:
        """The properties of which a text shows such an answer, without it."""
        changed: dict[str, Texts] = {}
        for property_, of_property in texts.items():
            named = {name for one in of_property.values() for name in _REFERENCE.findall(one)}
            if silent := frozenset(filter(self._is_silent, named)):
                self._say(silent, line.place(property_))
                changed[property_] = {tag: self._silent(one) for tag, one in of_property.items()}
        return changed

    def _is_silent(self, name: str) -> bool:
        return name in self.absent or name.startswith(_LAST_TIME)

    def _silent(self, written: str) -> str:
        left = _REFERENCE.sub(lambda found: "" if self._is_silent(found[1]) else found[0], written)
        return left if left == written else left.strip()
