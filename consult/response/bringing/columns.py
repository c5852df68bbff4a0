"""Which question a column answers: by its name, by the label people saw, or as somebody's mapping says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from consult.instrument.definition import Instrument, Question, Type
from consult.instrument.version import PublishedInstrument
from consult.response.bringing.incoming import Matched
from consult.response.bringing.mapping import LEFT_OUT, ResponseMapping

# What tools write beside the answers: who, on which device, when to the second, in which order. None of it comes along.
_OF_THE_TOOL = frozenset(
    {
        "_id", "_uuid", "uuid", "id", "_submission_time", "_submitted_by", "_status", "_notes", "_tags", "__version__",
        "_validation_status", "_index", "index", "_parent_index", "_parent_table_name", "_attachments", "_geolocation",
        "_xform_id", "_xform_id_string", "formhub/uuid", "meta/instanceid", "meta/instancename", "meta/rootuuid",
        "instanceid", "instance_name", "instancename", "start", "end", "today", "deviceid", "subscriberid", "simserial",
        "simid", "phonenumber", "username", "email", "audit", "start-geopoint", "background-audio", "row_id",
        "submitdate", "startdate", "datestamp", "lastpage", "startlanguage", "seed", "token", "ipaddr", "refurl",
        "response id", "ip address", "date submitted", "last page", "(column 1)",
    }
)  # fmt: skip
_IDS = ("_uuid", "meta/instanceid", "instanceid", "uuid", "_id", "id")


def squeezed(text: str) -> str:
    """A label without differences that nobody sees."""
    return " ".join(text.split()).casefold().rstrip(" :*")


def is_of_the_tool(column: str) -> bool:
    """Whether a tool wrote this column, and no respondent."""
    name = column.strip().casefold()
    place = name.rpartition("/")[2]
    return name in _OF_THE_TOOL or place in _OF_THE_TOOL or place.startswith("_") or name.startswith("_")


def id_column(names: Iterable[str], mapping: ResponseMapping) -> str:
    """The column that tells one response from another, "" when there is none."""
    if mapping.id:
        return "" if mapping.id == LEFT_OUT else mapping.id
    by_name = {name.strip().casefold(): name for name in names}
    return next((by_name[name] for name in _IDS if name in by_name), "")


@dataclass(frozen=True)
class Columns:
    """The columns of a file against the questions of a version."""

    published: PublishedInstrument
    mapping: ResponseMapping = field(default_factory=ResponseMapping)

    @property
    def instrument(self) -> Instrument:
        """What is asked."""
        return self.published.instrument

    @cached_property
    def variables(self) -> Mapping[str, Question]:
        """What can be answered, by name; a calculation is worked out anew."""
        ranks = {one.name: one for one in self.instrument.questions.values() if one.type is Type.RANK}
        return ranks | {
            name: question for name, question in self.instrument.variables.items() if question.asks
        }

    def calculated(self, column: str) -> bool:
        """Whether it holds something that is worked out here anew."""
        question = self.instrument.variables.get(_last(column))
        return question is not None and question.type is Type.CALCULATE

    def match(self, names: Iterable[str]) -> list[Matched]:
        """The columns that answer something. Of several choices the column of all goes before those of each."""
        found = [matched for name in names if (matched := self._match(name)) is not None]
        whole = {one.variable for one in found if not one.choice}
        taken: set[tuple[str, str]] = set()
        kept = []
        for one in found:
            if (one.choice and one.variable in whole) or (one.variable, one.choice) in taken:
                continue
            taken.add((one.variable, one.choice))
            kept.append(one)
        return kept

    def repeats(self, name: str) -> bool:
        """Whether the column says again what another one says: one choice of several, of which all stand in one column."""
        matched = self._match(name)
        return matched is not None and bool(matched.choice)

    def _match(self, name: str) -> Matched | None:
        told = self.mapping.columns.get(name)
        if told == LEFT_OUT:
            return None
        if told is not None:
            return self._named(told, name)
        return self._named(name, name) or self._labelled(name)

    def _named(self, name: str, column: str) -> Matched | None:
        parts = name.split("/")
        if parts[-1] in self.variables:
            return Matched(column, parts[-1], self.variables[parts[-1]].name)
        if len(parts) > 1 and (found := self._choices.get((parts[-2], parts[-1]))):
            return Matched(column, found[0], found[0], found[1])
        if found := self._as_exported.get(parts[-1]):
            return Matched(column, found[0], found[0], found[1])
        return None

    def _labelled(self, name: str) -> Matched | None:
        variable = self._by_label.get(squeezed(name))
        if variable:
            return Matched(name, variable, self.variables[variable].name)
        label, _slash, choice = name.rpartition("/")
        found = self._choices_by_label.get((squeezed(label), squeezed(choice))) if label else None
        return Matched(name, found[0], found[0], found[1]) if found else None

    @cached_property
    def _choices(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        return {(name, choice): (name, choice) for name, choice in self._several()}

    @cached_property
    def _as_exported(self) -> Mapping[str, tuple[str, str]]:
        """The names that a dataset of ours gives to each of several choices."""
        return {f"{name}_{choice}": (name, choice) for name, choice in self._several()}

    def _several(self) -> Iterator[tuple[str, str]]:
        for name, question in self.variables.items():
            if question.type is Type.SELECT_MULTIPLE and name == question.name:
                offered = {"dont_know": question.dont_know, "refused": question.refused}
                for choice in (
                    *sorted(question.choice_names),
                    *(code for code, is_offered in offered.items() if is_offered),
                ):
                    yield name, choice

    @cached_property
    def _by_label(self) -> Mapping[str, str]:
        """The variables by what they ask in any language; a label that two of them have is nobody's."""
        return _unique(
            (text, name) for name, question in self.variables.items() for text in self._labels(name, question)
        )

    @cached_property
    def _choices_by_label(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        return {
            (squeezed(str(wording.label(question))), squeezed(str(wording.choice(question, choice.name)))): (
                name,
                choice.name,
            )
            for wording in self.published.wordings.values()
            for name, question in self.variables.items()
            if question.type is Type.SELECT_MULTIPLE and name == question.name
            for choice in question.choices
        }

    def _labels(self, name: str, question: Question) -> Iterator[str]:
        for wording in self.published.wordings.values():
            if question.type in (Type.MATRIX, Type.RANK):
                row = name.removeprefix(f"{question.name}_")
                yield squeezed(str(wording.row(question, row)))
                yield squeezed(f"{wording.label(question)}/{wording.row(question, row)}")
            elif name == question.name:
                yield squeezed(str(wording.label(question)))


def _last(column: str) -> str:
    return column.rpartition("/")[2]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for text, name in pairs:
        if text:
            found.setdefault(text, set()).add(name)
    return {text: names.pop() for text, names in found.items() if len(names) == 1}
