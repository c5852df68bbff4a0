"""What nobody can answer here, and what follows from it: whatever looks at such an answer sees that of one who left it blank.

A picture, a signature and a place are taken by a device that is not there; a text that only the form's own tool fills in stays
empty. What then could never be asked, or would always be empty, is no part of the instrument, and says so.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite

from consult.instrument.definition import Type
from consult.instrument.expression.evaluation import COLUMN, is_true
from consult.instrument.expression.folding import Folded, NotFolded, folded
from consult.instrument.expression.lookups import LAST, PLACE
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.value import Value, number, truth
from consult.instrument.expression.words import ExpressionError
from consult.instrument.expression.writing import written
from consult.instrument.xlsform.choice_lists import FoundList
from consult.instrument.xlsform.conditions import LAST_SAVED, Condition
from consult.instrument.xlsform.kinds import TAKEN_BY_DEVICE, kind_of
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.row_conditions import Conditions
from consult.instrument.xlsform.survey import Candidate, Group, is_no

_OF_TRUTH = ("relevant", "constraint", "choice_filter", "required")
# Some tools fill these in with the present, though nobody may change them.
_FILLED_IN = (Type.DATE, Type.TIME, Type.DATETIME)


@dataclass(frozen=True)
class Verdict:
    """That a row is never part of the instrument: why, and the answers that this hangs on."""

    code: str
    place: str
    names: frozenset[str]

    @property
    def remark(self) -> Remark:
        """The same as a fact of the report."""
        return Remark(self.code, self.place, {"names": ", ".join(sorted(self.names))})


class Unanswered:
    """The answers that never come, those that are always the same because of it, and the rows that fall away.

    known: by name, "" for what is never answered. rests_on: the unanswerable rows behind each of these.
    absent: those of them that are no part of the instrument.
    """

    def __init__(
        self,
        candidates: Iterable[Candidate],
        by_name: Mapping[str, Candidate],
        conditions: Mapping[Candidate, Conditions],
        lists: Mapping[Candidate, FoundList | None],
    ) -> None:
        rows = list(candidates)
        twice = {one.name for one in rows if any(why.code == "name_twice" for why in one.reasons)}
        self.candidates = [one for one in rows if one.name not in twice and by_name.get(one.name) is one]
        self.by_name, self.conditions, self.lists = by_name, conditions, lists
        self.known: dict[str, Value] = {}
        self.rests_on: dict[str, frozenset[str]] = {}
        self.verdicts: dict[Candidate, Verdict] = {}
        self.places = dict(_places(self.candidates))
        self._lookers = self._by_name_looked_at()
        self._waiting: deque[Candidate] = deque()
        for one in self.candidates:
            if is_never_answered(one):
                self._learn(one.name, "", frozenset([one.name]))
        for name in of_last_time(conditions.values()):
            self._learn(name, "", frozenset([name.replace(".", "#", 1)]))
        while self._waiting:  # what is never asked may take others along
            self._look_at(self._waiting.popleft())

    @property
    def absent(self) -> frozenset[str]:
        """The names to which no answer comes and that nothing in the instrument has."""
        return frozenset(
            name for name, value in self.known.items() if value == "" and not self._is_there(name)
        )

    def _is_there(self, name: str) -> bool:
        """Whether the instrument has something of this name, though it be empty."""
        one = self.by_name.get(name)
        return one is not None and one not in self.verdicts and one.kind.type is Type.CALCULATE

    def _by_name_looked_at(self) -> dict[str, list[Candidate]]:
        """The rows that look at each name: a form can have 3,000, of which each looks at the next."""
        found: dict[str, list[Candidate]] = {}
        for one in self.candidates:
            for name in sorted(self.conditions[one].names):
                found.setdefault(name, []).append(one)
        return found

    def _learn(self, name: str, value: Value, names: frozenset[str]) -> None:
        self.known[name], self.rests_on[name] = value, names
        self._waiting += self._lookers.get(name, ())

    def _look_at(self, one: Candidate) -> None:
        """What follows for one row from what is known so far."""
        if one.kind.type is None or one in self.verdicts:
            return
        verdict = self._never(one)
        if verdict is not None:
            self.verdicts[one] = verdict
            self._learn(one.name, "", self.rests_on.get(one.name, verdict.names))
            return
        condition = self.conditions[one].calculation
        found = self.fold(condition, self.known) if condition else None
        if condition is None or found is None or found.value is None or one.name in self.known:
            return
        if found.value == "" or (isinstance(found.value, float) and not isfinite(found.value)):
            self.verdicts[one] = Verdict("always_empty", condition.place, self._behind(condition))
            self._learn(one.name, "", self._behind(condition))
        elif not (self.conditions[one].relevant or one.repeats or one.line.value("trigger")):
            self._learn(one.name, found.value, self._behind(condition))

    def _never(self, one: Candidate) -> Verdict | None:
        conditions = self.conditions[one]
        for condition in conditions.relevant:
            found = self.fold(condition, self.known)
            if found is not None and found.value is not None and not truth(found.value):
                return Verdict("never_asked", condition.place, self._behind(condition))
        for condition in conditions.counts:
            found = self.fold(condition, self.known)
            if found is not None and found.value is not None and not number(found.value) >= 1:
                return Verdict("never_asked", condition.place, self._behind(condition))
        choices = conditions.choice_filter
        if choices is not None and not one.kind.or_other and self._offers_nothing(one, choices):
            return Verdict("never_offered", choices.place, self._behind(choices))
        return None

    def _offers_nothing(self, one: Candidate, condition: Condition) -> bool:
        found, choices = self.fold(condition, self.known), self.lists.get(one)
        if found is None:
            return False
        if found.value is not None:
            return not truth(found.value)
        expression = rewritten(found, condition).expression
        if expression.names or choices is None:
            return False
        return not any(
            is_true(
                expression,
                {
                    COLUMN + "name": name,
                    PLACE: place,
                    LAST: len(choices.choices),
                    **{COLUMN + key: cell for key, cell in choice.columns.items()},
                },
            )
            for place, (name, choice) in enumerate(choices.choices.items(), start=1)
        )

    def _behind(self, condition: Condition) -> frozenset[str]:
        names = (self.rests_on[name] for name in condition.names if name in self.known)
        return frozenset().union(*names)

    def fold(self, condition: Condition, known: Mapping[str, Value]) -> Folded | None:
        """What is left of a condition; None when it looks at nothing that is known, or cannot be told."""
        seen = {name: known[name] for name in condition.names & known.keys()}
        inside = self.places.get(condition.line.order, ())
        around = [self.by_name[name].repeats for name in seen if name in self.by_name]
        if not seen or any(repeats != inside[: len(repeats)] for repeats in around):
            return None
        try:
            found = folded(condition.expression, seen, of_truth=condition.key in _OF_TRUTH)
            if found.touched:  # what is left can have no writing: then it stays as it was, and is told
                rewritten(found, condition)
        except (NotFolded, ExpressionError):
            return None
        return found if found.touched else None


def rewritten(found: Folded, condition: Condition) -> Condition:
    """The condition as it was folded."""
    source = written(found.tree)
    return replace(condition, expression=parse(source, of_choices=condition.key == "choice_filter"))


def is_never_answered(one: Candidate) -> bool:
    """Whether no answer to a row can come here, and its author can do without."""
    line = one.line
    if any(line.value(property_) for property_ in ("default", "calculation", "trigger")):
        return False
    if one.kind.type is None:
        return one.kind.word.casefold().split(" ")[0] in TAKEN_BY_DEVICE and is_no(line.value("required"))
    if one.kind.type is Type.CALCULATE:
        return one.kind.word == "hidden"
    return one.kind.type is Type.NOTE and kind_of(line.value("type")).type not in _FILLED_IN


def of_last_time(conditions: Iterable[Conditions]) -> Iterator[str]:
    """The names under which conditions look at what was answered the last time."""
    for of_row in conditions:
        for condition in of_row.all:
            yield from (name for name in condition.names if name.startswith(LAST_SAVED))


def _places(candidates: Iterable[Candidate]) -> Iterator[tuple[tuple[int, ...], tuple[Group, ...]]]:
    """The repeats around every row and every group, by where its line stands."""
    for one in candidates:
        yield one.line.order, one.repeats
        for depth, group in enumerate(one.groups):
            yield group.line.order, tuple(outer for outer in one.groups[:depth] if outer.is_repeat)
