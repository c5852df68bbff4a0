"""Which question a column answers: by its name here or in the form that people had, by the label they saw, or as somebody says."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from consult.instrument.definition import OTHER, Instrument, Question, Type
from consult.instrument.elsewhere import SEPARATORS, NamesElsewhere
from consult.instrument.instance_names import Named, named_in, suffix_of
from consult.instrument.version import PublishedInstrument
from consult.response.bringing.incoming import IncomingTable, Matched
from consult.response.bringing.labelled import Labels
from consult.response.bringing.mapping import LEFT_OUT, ResponseMapping
from consult.response.bringing.of_tools import id_named

_INSTANCE = re.compile(r"\[(\d+)\]/")  # member[2]/age
_BRACKETED = re.compile(r"([^\[\]]+)\[([^\[\]]+)\]")  # help[family], as LimeSurvey heads a column
# help[family]. Who helped? [Family], as LimeSurvey heads a column with code and text
_CODE_BEFORE = re.compile(r"([A-Za-z][\w-]*(?:\[[^\[\]]+\])?)(?:\.|:| -) ")


def id_column(names: Iterable[str], mapping: ResponseMapping) -> str:
    """The column that tells one response from another, "" when there is none."""
    if mapping.id:
        return "" if mapping.id == LEFT_OUT else mapping.id
    return id_named(names)


@dataclass(frozen=True)
class Columns:
    """The columns of a table against the questions of a version. within: the repeats that the table is of, outermost first."""

    published: PublishedInstrument
    mapping: ResponseMapping = field(default_factory=ResponseMapping)
    elsewhere: NamesElsewhere = field(default_factory=NamesElsewhere)
    within: tuple[str, ...] = ()

    @property
    def instrument(self) -> Instrument:
        """What is asked."""
        return self.published.instrument

    @cached_property
    def named(self) -> Mapping[str, Named]:
        """What is asked in these repeats, by its name as it is written."""
        return {
            name: one
            for name, one in self.all_named.items()
            if not one.is_repeat and tuple(repeat.name for repeat in one.repeats) == self.within
        }

    @cached_property
    def all_named(self) -> Mapping[str, Named]:
        """What is asked in any repeat."""
        return named_in(self.instrument.written)

    def stands_for(self, name: str) -> str:
        """The variable that shows how a name is answered: in a repeat that of the first instance."""
        return self.named[name].at((1,) * len(self.within)) if self.within else name

    @cached_property
    def variables(self) -> Mapping[str, Question]:
        """What can be answered, by name; a calculation is worked out anew."""
        return {name: question for name, question in self.known.items() if question.asks}

    @cached_property
    def known(self) -> Mapping[str, Question]:
        """What can be answered or is worked out, by name, the whole of a rank too."""
        ranks = {one.name: one for one in self.instrument.questions.values() if one.type is Type.RANK}
        everything = {**ranks, **self.instrument.variables}
        if not self.within:
            return everything
        found = {name: everything.get(self.stands_for(name)) for name in self.named}
        return {name: question for name, question in found.items() if question is not None}

    def calculated(self, column: str) -> str:
        """The calculation that a column holds; "" when it holds none."""
        for name in self._spellings(column):
            here = self._here(name)
            if here in self.known and self.known[here].type is Type.CALCULATE:
                return here
        return ""

    def match(self, table: IncomingTable) -> list[Matched]:
        """The columns that answer something. Of several choices the column of all goes before those of each."""
        found = [matched for name in table.names if (matched := self._match(name, table)) is not None]
        whole = {one.variable for one in found if not one.choice}
        taken: set[tuple[str, str]] = set()
        kept = []
        for one in found:
            if (one.choice and one.variable in whole) or (one.variable, one.choice) in taken:
                continue
            taken.add((one.variable, one.choice))
            kept.append(one)
        return kept

    def repeating(self, table: IncomingTable, matched: Iterable[Matched]) -> list[Matched]:
        """The columns of one choice of several, where all choices stand in another column."""
        whole = {one.variable for one in matched if not one.choice}
        found = [self._match(name, table) for name in table.names]
        return [one for one in found if one and one.choice and one.variable in whole]

    def _match(self, name: str, table: IncomingTable) -> Matched | None:
        told = self.mapping.columns.get(name)
        if told == LEFT_OUT:
            return None
        found = self._named(told or name, name)
        if found is None and told is None:
            found = self._labelled(name, name) or self._labelled(table.labels.get(name, ""), name)
        return found._replace(table=table.name) if found and self.within else found

    # --- by name

    def _named(self, name: str, column: str) -> Matched | None:
        if numbers := [int(number) for number in _INSTANCE.findall(name)]:
            return self._in_instance(name, numbers, column)
        for spelling in self._spellings(name):
            if found := self._exactly(spelling, column):
                return found
        return None

    def _spellings(self, name: str) -> Iterator[str]:
        """The name with all its groups, with fewer, and bare. A sign that a name can hold too parts only after a known group."""
        yield name
        for place, sign in enumerate(name):
            if sign == "/" or (sign in SEPARATORS and self._is_group(name[:place], sign)):
                yield name[place + 1 :].lstrip(sign)

    def _is_group(self, before: str, sign: str) -> bool:
        return any(before == group or before.endswith(sign + group) for group in self._groups)

    @cached_property
    def _groups(self) -> frozenset[str]:
        pages = {page.name for page in self.instrument.as_written.pages}
        return self.elsewhere.groups | pages | self.instrument.repeats.keys()

    def _here(self, name: str) -> str:
        """What a name is called here, should it be a name of the form that people had."""
        here = self.elsewhere.here(name)
        return here if here in self.known else name

    def _exactly(self, name: str, column: str) -> Matched | None:
        here = self._here(name)
        if here in self.variables:
            return self._matched(column, here)
        return self._choice(name, column) or self._bracketed(name, column) or self._exported(name, column)

    def _matched(self, column: str, variable: str, choice: str = "") -> Matched:
        question = self.variables[variable]
        return Matched(column, variable, question.said_as if self.within else question.name, choice)

    def _choice(self, name: str, column: str) -> Matched | None:
        """help/family: what stands before any / is a question, and behind it one of its choices."""
        for place, sign in enumerate(name):
            if sign == "/" and (found := self._ticks(self._here(name[:place]), name[place + 1 :], column)):
                return found
        return None

    def _ticks(self, variable: str, choice: str, column: str) -> Matched | None:
        code = self.elsewhere.codes.get(choice, choice)
        for known in (code, choice):
            if (variable, known) in self._several:
                return self._matched(column, variable, known)
        return None

    def _bracketed(self, name: str, column: str) -> Matched | None:
        """help[family], trust[police], order[1], home[other], home[comment]."""
        found = _BRACKETED.fullmatch(name)
        if found is None:
            return None
        variable, part = self._here(found[1]), found[2]
        return self._part(variable, part, column)

    def _part(self, variable: str, part: str, column: str) -> Matched | None:
        """A part of a question: one of its choices, its rows or its places, the text of "other", a comment."""
        question = self.variables.get(variable)
        if question and question.or_other and part == OTHER:
            return self._matched(column, f"{variable}_{OTHER}")
        if ticked := self._ticks(variable, part, column):
            return ticked
        if question and question.type is Type.RANK and part in question.ranks:
            return self._matched(column, variable, part)
        below = f"{variable}_{part}"
        return self._matched(column, below) if below in self.variables else None

    def _exported(self, name: str, column: str) -> Matched | None:
        """help_family, as a dataset of ours and R call it."""
        found = self._as_exported.get(name)
        return self._matched(column, *found) if found else None

    def _in_instance(self, name: str, numbers: list[int], column: str) -> Matched | None:
        """member[2]/age in the table of the responses."""
        bare = _INSTANCE.sub("/", name)
        for spelling in self._spellings(bare):
            head, _slash, choice = spelling.partition("/")
            for written, part in ((spelling, ""), (head, choice)):
                named = self.all_named.get(self.elsewhere.here(written) or written)
                if named is None or named.is_repeat or len(named.repeats) != len(numbers):
                    continue
                variable = named.at(tuple(numbers))
                if variable in self.variables and not part:
                    return self._matched(column, variable)
                if found := self._ticks(variable, part, column):
                    return found
        return None

    @cached_property
    def _several(self) -> frozenset[tuple[str, str]]:
        return frozenset(self._ticked())

    @cached_property
    def _as_exported(self) -> Mapping[str, tuple[str, str]]:
        return {f"{name}_{choice}": (name, choice) for name, choice in self._ticked()}

    def _ticked(self) -> Iterator[tuple[str, str]]:
        """Every choice of the questions that take several."""
        for name, question in self.variables.items():
            if question.type is Type.SELECT_MULTIPLE and self.stands_for(name) == question.name:
                yield from ((name, choice) for choice in sorted(question.choice_names))
                yield from ((name, "dont_know"),) if question.dont_know else ()
                yield from ((name, "refused"),) if question.refused else ()

    # --- by label

    def _labelled(self, label: str, column: str) -> Matched | None:
        found = self._labels.find(label) if label else None
        if found:
            return self._matched(column, *found)
        if part := self._labels.part(label):
            return self._part(*part, column)
        code = _CODE_BEFORE.match(label)
        found_by_code = self._named(code[1], column) if code else None
        if code and found_by_code and self._labels.begins(found_by_code.variable, label[code.end() :]):
            return found_by_code
        return None

    @cached_property
    def _labels(self) -> Labels:
        return Labels(self.published, self.variables, self.stands_for)

    # --- in an instance

    def at(self, field_: str, numbers: tuple[int, ...]) -> str:
        """What a control is called in one instance: that of a variable, or of not answering beside it."""
        if not numbers:
            return field_
        name, point, control = field_.partition(".")
        named = self.named.get(name)
        return f"{named.at(numbers) if named else name + suffix_of(numbers)}{point}{control}"
