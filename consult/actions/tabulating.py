"""Protected tables of a consultation: every coded question, and crossed with a fixed few.

No table exists while a survey can still receive an answer: two pages on either side of one response would tell it. The
crossings are fixed by the profile, so that no two filters can be subtracted; each one is decided by itself, after the
frequencies, so that it is the same whichever others were looked at.
"""

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TypeVar, cast

from consult.actions import datasets
from consult.actions.answering import published
from consult.actions.consultations import is_over
from consult.actions.epochs import Epoch, epoch
from consult.actions.table_profile import INSIDE, PUBLISHED, TableProfile, table_profile
from consult.dataset.columnar import Days
from consult.dataset.definition import Dataset, Kind
from consult.dataset.definition import Variable as Column
from consult.dataset.variables import variables_of
from consult.disclosure.counts import Variable
from consult.disclosure.kept_tables import as_kept, from_kept
from consult.disclosure.routed import Tabulated, tables_that_tell
from consult.disclosure.routing import Following
from consult.disclosure.tables import Protected, ProtectedTable, Reason, Withheld, transposed
from consult.evidence import tabulation
from consult.evidence.telling import Labels
from consult.folder import DataFolder
from consult.instrument.definition import MISSING_CODES, Disclosure
from consult.reading import FileRefused
from consult.store.consultations import Consultation

_CODED = (Kind.CHOICE, Kind.ROW, Kind.CALCULATED)
_MOST_KEPT = 500  # tables, of a few kilobytes
_JOINT = " :: "  # between a question and its choice, in the label of a column (dataset.variables)

T = TypeVar("T")


class NotTabulated(Exception):
    """Why there is no such table, and what to ask instead."""


class StillOpen(NotTabulated):
    """The survey can still receive answers."""


class NothingToTell(NotTabulated):
    """Nobody answered, or it is no survey."""


@dataclass(frozen=True)
class Question:
    """A question that can be told, with its words in every language."""

    variable: Variable
    columns: tuple[Column, ...]

    @property
    def name(self) -> str:
        """Its name in the instrument."""
        return self.variable.name

    def title(self, language: str) -> str:
        """The question."""
        label = self.columns[0].label(language).text
        return label.rpartition(_JOINT)[0] if self.variable.several else label

    def language(self, language: str) -> str:
        """The language that its words are really in."""
        return self.columns[0].label(language).language

    def answers(self, language: str) -> dict[str, str]:
        """The words of every code."""
        if self.variable.several:
            return {one.choice: one.label(language).text.rpartition(_JOINT)[2] for one in self.columns}
        return {code: self.columns[0].value_label(code, language).text for code in self.variable.codes}


@dataclass(frozen=True)
class Told:
    """One question's table. by: what it is crossed with. no_answer: why people gave none, by kind."""

    question: Question
    table: Protected
    by: Question | None = None
    no_answer: ProtectedTable | None = None

    def labels(self, language: str) -> Labels:
        """What stands beside the numbers."""
        by, columns = (self.by.title(language), self.by.answers(language)) if self.by else ("", {})
        return Labels(
            language, self.question.title(language), self.question.answers(language), by=by, columns=columns
        )


def frequencies(row: Consultation, folder: DataFolder, audience: str = INSIDE) -> Sequence[Told]:
    """Every coded question of a closed survey, as this audience may see it. Raises StillOpen, NothingToTell."""
    source = _Source.of(row, folder)
    for other in (INSIDE, PUBLISHED):  # of the same people, whoever looks first
        if other != audience and source.epoch.is_now:
            with suppress(FileRefused):  # whoever asks for those is told
                _told(source, table_profile(row, folder, other))
    return _told(source, table_profile(row, folder, audience))


def _told(source: "_Source", profile: TableProfile) -> Sequence[Told]:
    return _kept((*source.key, profile), lambda: _frequencies(source, profile))


def crosstab(row: Consultation, folder: DataFolder, rows: str, columns: str, audience: str = INSIDE) -> Told:
    """One question per subgroup. Raises StillOpen, NothingToTell, NotTabulated with the nearest name."""
    source, profile = _Source.of(row, folder), table_profile(row, folder, audience)
    known = {told.question.name: told.question for told in frequencies(row, folder, audience)}
    question, by = _named(known, rows, "question"), _named(_subgroups(known, profile), columns, "subgroup")
    if question.variable.several or question.name == by.name:
        raise NotTabulated(
            f"{rows!r} cannot be crossed with {columns!r}: "
            f"{'it has several answers' if question.variable.several else 'it is the same question'}. Choose another."
        )
    told = {one.question.name: one.table for one in frequencies(row, folder, audience)}
    return _kept(
        (*source.key, profile, rows, columns), lambda: _crosstab(source, profile, question, by, told)
    )


def frequency(row: Consultation, folder: DataFolder, rows: str, audience: str = INSIDE) -> Told:
    """One question. Raises as `crosstab`."""
    told = {one.question.name: one for one in frequencies(row, folder, audience)}
    return _named(told, rows, "question")


def subgroups(row: Consultation, folder: DataFolder) -> Sequence[Question]:
    """What questions may be crossed with, in the order of the profile."""
    known = {told.question.name: told.question for told in frequencies(row, folder)}
    return tuple(_subgroups(known, table_profile(row, folder)).values())


@dataclass(frozen=True)
class _Source:
    """Where the answers are, and in which state."""

    row: Consultation
    folder: DataFolder
    now: Mapping[str, Days]

    @classmethod
    def of(cls, row: Consultation, folder: DataFolder) -> "_Source":
        if row.method != "survey":
            raise NothingToTell(f"{row.title!r} is no survey: only a survey has tables.")
        if not is_over(row):
            raise StillOpen(
                f"{row.title!r} can still receive answers, or never could. Tables come the day after it is closed."
            )
        now = datasets.days_held(row)
        if not now:
            raise NothingToTell(f"nobody answered {row.title!r}, so there is no table.")
        return cls(row, folder, now)

    @property
    def key(self) -> tuple[str, ...]:
        return str(self.folder.path), self.row.id, self.epoch.id

    @cached_property
    def epoch(self) -> Epoch:
        """The epoch that the answers are in."""
        return epoch(self.folder, self.row.id, self.now)

    @cached_property
    def variables(self) -> Mapping[str, Column]:
        """What is known of every column, without any answer."""
        return variables_of({one.version: published(one.version) for one in self.row.versions})

    def dataset(self) -> Dataset:
        return datasets.fresh_copy(self.row, self.folder, self.now).dataset()


def _frequencies(source: _Source, profile: TableProfile) -> Sequence[Told]:
    kept = source.epoch.kept(
        f"{_name(profile)} frequencies",
        lambda: [
            [one.question.name, as_kept(one.table), as_kept(one.no_answer) if one.no_answer else None]
            for one in _counted(source.dataset(), profile)
        ],
    )
    known = {one.name: one for one in _questions(source.variables, profile)}
    if kept is None:
        return tuple(Told(one, _too_late(one, profile)) for one in known.values())
    kinds = Variable(tabulation.KINDS, MISSING_CODES)
    return tuple(
        Told(
            known[name],
            from_kept(table, known[name].variable),
            no_answer=cast(ProtectedTable, from_kept(no_answer, kinds)) if no_answer else None,
        )
        for name, table, no_answer in kept
    )


def _name(profile: TableProfile) -> str:
    """A profile as part of a name: other thresholds or subgroups are other tables."""
    identity = None if profile.identity is None else sorted(profile.identity)
    return json.dumps([repr(profile.rule), list(profile.subgroups), identity])


def _too_late(question: Question, profile: TableProfile, by: Question | None = None) -> Withheld:
    columns = by.variable if by else None
    return Withheld(question.variable, columns, Reason.CHANGED, profile.rule.smallest_base)


def _counted(dataset: Dataset, profile: TableProfile) -> Sequence[Told]:
    questions = _questions(dataset.variables, profile)
    page = tabulation.page(dataset, [one.variable for one in questions], [], profile.rule)
    follows = Following(dataset)
    told = {
        question.name: Tabulated(one.answers, one.no_answer, _rests_on(question, follows))
        for question, one in zip(questions, page.frequencies, strict=True)
    }
    telling = tables_that_tell(dataset.frame, told)
    return tuple(
        Told(one, _withheld(one, profile))
        if one.name in telling
        else Told(one, told[one.name].table, no_answer=told[one.name].no_answer)
        for one in questions
    )


def _rests_on(question: Question, follows: Following) -> list[str]:
    """The variables by which it was decided who is asked, in any version."""
    routings = {routing for column in question.columns for routing in column.routings}
    return sorted({name for routing in routings for name in follows.names(routing)})


def _withheld(question: Question, profile: TableProfile, by: Question | None = None) -> Withheld:
    columns = by.variable if by else None
    return Withheld(question.variable, columns, Reason.NOTHING_HOLDS, profile.rule.smallest_base)


def _crosstab(
    source: _Source, profile: TableProfile, question: Question, by: Question, told: Mapping[str, Protected]
) -> Told:
    """Two subgroups are crossed one way round and turned, so that both ways hide the same cells.

    A question that only some were asked is crossed where all that decided it is told of these subgroups without a gap.
    """
    kept = source.epoch.kept(
        f"{_name(profile)} {question.name} by {by.name}",
        lambda: as_kept(_crossed(source.dataset(), profile, question, by, told)),
    )
    if kept is None:
        return Told(question, _too_late(question, profile, by), by)
    return Told(question, from_kept(kept, question.variable, by.variable), by)


def _crossed(
    dataset: Dataset, profile: TableProfile, question: Question, by: Question, told: Mapping[str, Protected]
) -> Protected:
    if _would_tell(dataset, profile, question, by, told):
        return _withheld(question, profile, by)
    turned = question.name in profile.subgroups and profile.subgroups.index(
        question.name
    ) < profile.subgroups.index(by.name)
    pair = (by.variable, question.variable) if turned else (question.variable, by.variable)
    table = tabulation.page(dataset, [], [pair], profile.rule).crossed[0]
    return transposed(table) if turned else table


def _would_tell(
    dataset: Dataset, profile: TableProfile, question: Question, by: Question, told: Mapping[str, Protected]
) -> bool:
    """Whether how many were asked in a subgroup tells what is hidden of it elsewhere."""
    if isinstance(told[question.name], Withheld) or isinstance(told[by.name], Withheld):
        return True
    follows, known = Following(dataset), {one.name: one for one in _questions(dataset.variables, profile)}
    if any(not _is_complete(told[name]) for name in _rests_on(by, follows) if name in told):
        return True
    decided = [known[name] for name in _rests_on(question, follows) if name in known and name != by.name]
    if any(one.variable.several and not _is_complete(told[one.name]) for one in decided):
        return True
    pairs = [(one.variable, by.variable) for one in decided if not one.variable.several]
    return (
        not all(map(_is_complete, tabulation.page(dataset, [], pairs, profile.rule).crossed))
        if pairs
        else False
    )


def _is_complete(table: Protected) -> bool:
    return isinstance(table, ProtectedTable) and table.complete


def _questions(variables: Mapping[str, Column], profile: TableProfile) -> list[Question]:
    grouped: dict[str, list[Column]] = {}
    for one in variables.values():
        if one.kind in _CODED or one.kind is Kind.SEVERAL:
            grouped.setdefault(one.question if one.kind is Kind.SEVERAL else one.name, []).append(one)
    return [_question(name, columns, profile) for name, columns in grouped.items()]


def _question(name: str, columns: Sequence[Column], profile: TableProfile) -> Question:
    first = columns[0]
    several = first.kind is Kind.SEVERAL
    variable = Variable(
        name,
        tuple(one.choice for one in columns) if several else first.codes,
        sensitive=first.role is Disclosure.SENSITIVE,
        identity=first.role is Disclosure.KEY or profile.identity is None or name in profile.identity,
        several=several,
    )
    return Question(variable, tuple(columns))


def _subgroups(known: Mapping[str, Question], profile: TableProfile) -> dict[str, Question]:
    return {name: known[name] for name in profile.subgroups if name in known}


def _named(known: Mapping[str, T], name: str, noun: str) -> T:
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=1)
    rest = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}."
    raise NotTabulated(f"there is no {noun} {name!r} to tabulate; {rest}")


_KEPT: OrderedDict[tuple[object, ...], object] = OrderedDict()


def _kept(key: tuple[object, ...], work: Callable[[], T]) -> T:
    """What `work` gave for this state of the answers, made once."""
    if key not in _KEPT:
        _KEPT[key] = work()
    _KEPT.move_to_end(key)
    while len(_KEPT) > _MOST_KEPT:
        _KEPT.popitem(last=False)
    return cast(T, _KEPT[key])
