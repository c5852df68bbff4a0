"""What is known of every column: labels in every language, codes, routing, role, the versions that have it."""

from collections.abc import Iterable, Iterator, Mapping

from consult.dataset.definition import Asked, Kind, Variable
from consult.dataset.layout import CIRCUMSTANCES, DAY, Column, Identity, layouts
from consult.dataset.words import (
    ANSWERED,
    CIRCUMSTANCE_VALUES,
    NOT_TICKED,
    OTHER_LABELS,
    TICKED,
    WHY_MISSING,
)
from consult.dataset.words import CIRCUMSTANCES as CIRCUMSTANCE_LABELS
from consult.instrument.definition import OTHER, Disclosure, Question, Type
from consult.instrument.languages import LANGUAGES, SOURCE
from consult.instrument.translated import NO_SOURCE
from consult.instrument.version import PublishedInstrument
from consult.response.document import SEALED

# The roles of what every response has. Who sat at a table knows the language, the day and the way of someone who
# answered (privacy.md: one Tigrinya respondent in a municipality is a named person). A release profile may say otherwise.
_ROLES = {
    "language": Disclosure.KEY,
    "mode": Disclosure.KEY,
    "state": Disclosure.SAFE,
    DAY: Disclosure.KEY,
}

_Labels = dict[str, str]


class VersionsDiffer(ValueError):
    """The same name stands for different kinds of variables, so that there is no one column for it."""


def variables_of(versions: Mapping[str, PublishedInstrument]) -> dict[str, Variable]:
    """Every variable over all versions, by column, in the newest version's order; what it dropped comes last.

    versions: oldest first, at least one. Raises VersionsDiffer, naming every question that changed its type.
    """
    if not versions:
        raise ValueError(
            "no instrument version was given. Give every version that was fielded, oldest first."
        )
    laid_out = layouts({version: published.instrument for version, published in versions.items()})
    _check_kinds(laid_out)
    occurrences: dict[Identity, dict[str, Column]] = {}
    for version, columns in reversed(laid_out.items()):
        for column in columns:
            occurrences.setdefault(column.identity, {})[version] = column
    of_questions = [_variable(_oldest_first(found), versions) for found in occurrences.values()]
    return {variable.name: variable for variable in (*_circumstances(versions), *of_questions)}


def _oldest_first(found: Mapping[str, Column]) -> dict[str, Column]:
    return dict(reversed(list(found.items())))


def _check_kinds(laid_out: Mapping[str, Iterable[Column]]) -> None:
    types: dict[str, set[Type]] = {}
    for columns in laid_out.values():
        for column in columns:
            types.setdefault(column.source, set()).add(column.question.type)
    changed = [
        f'"{source}" is {" and ".join(sorted(found))}' for source, found in types.items() if len(found) > 1
    ]
    if changed:
        raise VersionsDiffer(
            f"the versions ask different things by one name: {'; '.join(changed)}."
            " Export the versions apart, or give the new question a name of its own."
        )


def _circumstances(versions: Mapping[str, PublishedInstrument]) -> Iterable[Variable]:
    languages = _languages(versions.values())
    for name, codes in CIRCUMSTANCES.items():
        yield Variable(
            name=name,
            kind=Kind.CIRCUMSTANCE,
            role=_ROLES[name],
            codes=codes or languages,
            missing=(),
            labels=_in_all(CIRCUMSTANCE_LABELS[name], languages),
            value_labels=CIRCUMSTANCE_VALUES.get(name, _own_names(languages)),
        )
    labels = _in_all(CIRCUMSTANCE_LABELS[DAY], languages)
    yield Variable(name=DAY, kind=Kind.DAY, role=_ROLES[DAY], missing=(), labels=labels)


def _languages(published: Iterable[PublishedInstrument]) -> tuple[str, ...]:
    offered = {language for version in published for language in version.instrument.languages}
    return tuple(tag for tag in LANGUAGES if tag in offered)


def _own_names(languages: Iterable[str]) -> dict[str, _Labels]:
    return {
        SOURCE: {tag: LANGUAGES[tag].dutch_name for tag in languages},
        "en": {tag: LANGUAGES[tag].own_name for tag in languages},
    }


def _in_all(words: Mapping[str, str], languages: Iterable[str]) -> _Labels:
    return {tag: words[tag] for tag in languages if tag in words}


def _variable(found: Mapping[str, Column], versions: Mapping[str, PublishedInstrument]) -> Variable:
    last = list(found)[-1]
    newest, published = found[last], versions[last]
    codes = dict.fromkeys(code for column in list(found.values())[::-1] for code in column.codes)
    return Variable(
        name=newest.name,
        kind=newest.kind,
        question=newest.question.name,
        source=newest.source,
        choice=newest.choice,
        type=newest.question.type,
        role=Disclosure.FREE_TEXT if newest.kind is Kind.TEXT else newest.question.disclosure,
        codes=tuple(codes),
        labels=_labels(newest, published),
        value_labels=_value_labels(found, versions),
        calculation=newest.question.calculation.source if newest.question.calculation else "",
        trigger=newest.question.trigger,
        asked=tuple(
            Asked(version, column.relevant, versions[version].number) for version, column in found.items()
        ),
        until=None if last == list(versions)[-1] else last,
        lineage=newest.question.lineage,
        origin=newest.question.origin,
        companion=newest.companion,
    )


def _labels(column: Column, published: PublishedInstrument) -> _Labels:
    """The label in each language that really has one: a text that is missing falls back when it is read."""
    question = column.question
    labels = _texts(published, question.key("label")) or {SOURCE: question.label or question.name}
    for one in _numbered(published, question):
        labels = _joined(labels, one)
    if column.kind is Kind.ROW:
        labels = _joined(labels, _texts(published, _row_key(column)))
    if column.kind is Kind.SEVERAL:
        labels = _joined(labels, _choice_texts(published, question, column.choice))
    if column.kind is Kind.MISSING:
        labels = _joined(labels, WHY_MISSING)
    if column.kind is Kind.TEXT and column.source == question.other_variable:
        labels = _joined(labels, OTHER_LABELS)
    return labels


def _numbered(published: PublishedInstrument, question: Question) -> Iterator[_Labels]:
    """Of a question in a repeat which instance it is asked of, "Person 2"; outermost first where repeats lie in repeats."""
    for name, number in published.instrument.page_of(question).instances:
        texts = _texts(published, published.instrument.repeats[name].label_key)
        yield {tag: f"{text} {number}" for tag, text in texts.items()}


def _row_key(column: Column) -> str:
    return column.question.row_key(column.source.removeprefix(f"{column.question.name}_"))


def _joined(first: _Labels, second: Mapping[str, str]) -> _Labels:
    # As SPSS exports of XLSForm tools write it: "Question :: choice".
    return {tag: f"{text} :: {second[tag]}" for tag, text in first.items() if tag in second}


def _texts(published: PublishedInstrument, key: str) -> _Labels:
    source = published.instrument.source_texts.get(key, "")
    found = {published.instrument.source: "" if source == NO_SOURCE else source}
    for tag in published.instrument.languages:
        translation = published.translations.of(tag).get(key)
        if tag != published.instrument.source and translation and translation.speaks_for(source):
            found[tag] = translation.text
    return {tag: text for tag, text in found.items() if text}


def _choice_texts(published: PublishedInstrument, question: Question, code: str) -> Mapping[str, str]:
    if question.chooses_from and code != OTHER:
        return _whose(published, question, code)
    texts = _texts(published, f"choices/{question.list_name}/{code}")
    return texts if texts or code != OTHER else OTHER_LABELS


def _whose(published: PublishedInstrument, question: Question, code: str) -> _Labels:
    """A choice that is an answer from a repeat: what each person answered is not here, whose it is can be said."""
    label = next(one.label for one in question.choices if one.name == code)
    asked = published.instrument.questions[label.removeprefix("${").removesuffix("}")]
    labels: _Labels = {}
    for one in _numbered(published, asked):
        labels = _joined(labels, one) if labels else one
    return labels


def _value_labels(
    found: Mapping[str, Column], versions: Mapping[str, PublishedInstrument]
) -> dict[str, _Labels]:
    labels: dict[str, _Labels] = {}
    for (
        version,
        column,
    ) in found.items():  # oldest first: the newest words win, a choice that is gone keeps its own
        for code in column.codes:
            for tag, text in _of_value(column, code, versions[version]).items():
                labels.setdefault(tag, {})[code] = text
    return labels


def _of_value(column: Column, code: str, published: PublishedInstrument) -> Mapping[str, str]:
    if column.kind is Kind.SEVERAL:
        return TICKED if code == "1" else NOT_TICKED
    if code == SEALED and column.kind is Kind.TEXT:
        return ANSWERED
    if column.question.type is Type.RANK:  # its codes are places; a choice may be called "1" too
        return {}
    return _choice_texts(published, column.question, code)
