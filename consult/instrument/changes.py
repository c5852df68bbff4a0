"""What differs between two versions, what it does to comparing their answers, and what may no longer change."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from consult.instrument.definition import Disclosure, Instrument, Question, Repeat
from consult.instrument.expression.tree import Expression
from consult.instrument.problems import Problem
from consult.instrument.version import PublishedInstrument


class Effect(StrEnum):
    """What a change does to comparing answers before and after it."""

    NONE = "none"
    WORDING = "wording"  # the same question in other words: compare with care
    BASE = "base"  # asked of other people: compare within the same base only
    MEANING = "meaning"  # not the same variable any more
    NEW = "new"  # nothing before it to compare with
    END = "end"  # nothing after it


class Kind(StrEnum):
    """What changed."""

    QUESTION_ADDED = "question-added"
    QUESTION_REMOVED = "question-removed"
    QUESTION_MOVED = "question-moved"
    TYPE_CHANGED = "type-changed"
    REWORDED = "reworded"
    TRANSLATION_CHANGED = "translation-changed"
    CHOICE_ADDED = "choice-added"
    CHOICE_REMOVED = "choice-removed"
    ROW_ADDED = "row-added"
    ROW_REMOVED = "row-removed"
    RELEVANT_CHANGED = "relevant-changed"
    CONSTRAINT_CHANGED = "constraint-changed"
    CALCULATION_CHANGED = "calculation-changed"
    REQUIRED_CHANGED = "required-changed"
    MISSING_ANSWERS_CHANGED = "missing-answers-changed"  # "don't know" or "rather not say" offered or not
    ORDER_CHANGED = "order-changed"  # choices in the order of the file, or in another one for everyone
    DEFAULT_CHANGED = "default-changed"  # what stands ready is often left standing
    DISCLOSURE_CHANGED = "disclosure-changed"
    KEEP_CHANGED = "keep-changed"
    CONSENT_CHANGED = "consent-changed"
    RETENTION_CHANGED = "retention-changed"
    COUNTING_CHANGED = "counting-changed"
    MOST_CHANGED = "most-changed"
    COUNT_CHANGED = "count-changed"
    MEDIA_CHANGED = "media-changed"  # a picture, a sound or a film by the same name has another content
    LANGUAGE_ADDED = "language-added"
    LANGUAGE_REMOVED = "language-removed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. subject: a question, the key of a text, a language, or "" for the instrument."""

    kind: Kind
    subject: str
    before: str
    after: str
    effect: Effect


def diff(old: PublishedInstrument, new: PublishedInstrument) -> list[Change]:
    """Every difference from `old` to `new`, as facts; in the order of the instrument."""
    before, after = old.instrument.as_written, new.instrument.as_written
    return [
        *_about_instrument(before, after),
        *_questions_come_and_gone(before, after),
        *_moved(before, after),
        *(
            change
            for name, question in after.questions.items()
            if name in before.questions
            for change in _about_question(before, after, before.questions[name], question)
        ),
        *_reworded(before, after),
        *_translations(old, new),
        *_media(before, after),
    ]


def _about_instrument(before: Instrument, after: Instrument) -> Iterator[Change]:
    yield from _changed(Kind.CONSENT_CHANGED, "", before.consent.version, after.consent.version, Effect.NONE)
    yield from _changed(Kind.RETENTION_CHANGED, "", str(before.retention), str(after.retention), Effect.NONE)
    yield from _changed(Kind.COUNTING_CHANGED, "", _counting(before), _counting(after), Effect.MEANING)
    for name, repeat in after.repeats.items():
        if was := before.repeats.get(name):
            yield from _changed(Kind.MOST_CHANGED, name, str(was.most), str(repeat.most), Effect.BASE)
            yield from _expression_changed(Kind.COUNT_CHANGED, name, was.count, repeat.count, Effect.BASE)
    for language in after.languages:
        if language not in before.languages:
            yield Change(Kind.LANGUAGE_ADDED, language, "", language, Effect.BASE)
    for language in before.languages:
        if language not in after.languages:
            yield Change(Kind.LANGUAGE_REMOVED, language, language, "", Effect.BASE)


def _counting(instrument: Instrument) -> str:
    return " ".join((instrument.criterion, instrument.target_group, instrument.earlier)).strip()


def _changed(kind: Kind, subject: str, before: str, after: str, effect: Effect) -> Iterator[Change]:
    if before != after:
        yield Change(kind, subject, before, after, effect)


def _questions_come_and_gone(before: Instrument, after: Instrument) -> Iterator[Change]:
    for name, question in after.questions.items():
        if name not in before.questions:
            yield Change(Kind.QUESTION_ADDED, name, "", question.label, Effect.NEW)
    for name, question in before.questions.items():
        if name not in after.questions:
            yield Change(Kind.QUESTION_REMOVED, name, question.label, "", Effect.END)


def _moved(before: Instrument, after: Instrument) -> Iterator[Change]:
    """Questions in both that stand elsewhere, as few as explain the new order; order colours answers."""
    was = [name for name in before.questions if name in after.questions]
    now = [name for name in after.questions if name in before.questions]
    blocks = SequenceMatcher(a=was, b=now, autojunk=False).get_matching_blocks()
    stayed = {name for block in blocks for name in was[block.a : block.a + block.size]}
    for index, name in enumerate(now):
        if name not in stayed:
            previously = ["", *was][was.index(name)]
            yield Change(Kind.QUESTION_MOVED, name, previously, ["", *now][index], Effect.WORDING)


def _about_question(before: Instrument, after: Instrument, was: Question, now: Question) -> Iterator[Change]:
    name = now.name
    yield from _changed(Kind.TYPE_CHANGED, name, was.type, now.type, Effect.MEANING)
    yield from _relevance(before, after, name)
    yield from _expression_changed(Kind.CONSTRAINT_CHANGED, name, was.constraint, now.constraint, Effect.BASE)
    yield from _expression_changed(
        Kind.CALCULATION_CHANGED, name, was.calculation, now.calculation, Effect.MEANING
    )
    yield from _changed(Kind.REQUIRED_CHANGED, name, _word(was.required), _word(now.required), Effect.BASE)
    yield from _changed(Kind.MISSING_ANSWERS_CHANGED, name, _offered(was), _offered(now), Effect.WORDING)
    order = (_word(was.randomize), _word(now.randomize))
    yield from _changed(Kind.ORDER_CHANGED, name, *order, Effect.WORDING)
    yield from _changed(Kind.DEFAULT_CHANGED, name, _default(was), _default(now), Effect.WORDING)
    yield from _changed(
        Kind.DISCLOSURE_CHANGED, name, was.disclosure or "", now.disclosure or "", Effect.NONE
    )
    yield from _changed(Kind.KEEP_CHANGED, name, _word(was.keep), _word(now.keep), Effect.NONE)
    yield from _options(name, _choices(was), _choices(now), Kind.CHOICE_ADDED, Kind.CHOICE_REMOVED)
    yield from _options(name, _rows(was), _rows(now), Kind.ROW_ADDED, Kind.ROW_REMOVED)


def _word(flag: bool) -> str:
    return "yes" if flag else "no"


def _default(question: Question) -> str:
    return question.begins_with.source if question.begins_with else question.default


def _offered(question: Question) -> str:
    offered = {"dont_know": question.dont_know, "refused": question.refused}
    return " ".join(name for name, is_offered in offered.items() if is_offered)


def _choices(question: Question) -> tuple[str, ...]:
    return (*(choice.name for choice in question.choices), *(["other"] if question.or_other else []))


def _rows(question: Question) -> tuple[str, ...]:
    return tuple(row.name for row in question.rows)


def _options(
    name: str, was: tuple[str, ...], now: tuple[str, ...], added: Kind, removed: Kind
) -> Iterator[Change]:
    # With another choice to pick, fewer pick the others: the meaning of every choice moves. A row stands alone.
    changed = Effect.MEANING if added is Kind.CHOICE_ADDED else Effect.NEW
    yield from (Change(added, name, "", option, changed) for option in now if option not in was)
    changed = Effect.MEANING if removed is Kind.CHOICE_REMOVED else Effect.END
    yield from (Change(removed, name, option, "", changed) for option in was if option not in now)


def _relevance(before: Instrument, after: Instrument, name: str) -> Iterator[Change]:
    was, now = _conditions(before, name), _conditions(after, name)
    yield from _changed(Kind.RELEVANT_CHANGED, name, was, now, Effect.BASE)


def _conditions(instrument: Instrument, name: str) -> str:
    """All that decides whether a question is asked: what its page says and what it says itself."""
    page = next(page for page in instrument.pages if any(asked.name == name for asked in page.questions))
    conditions = [page.relevant, instrument.questions[name].relevant]
    return " and ".join(condition.source for condition in conditions if condition)


def _expression_changed(
    kind: Kind, name: str, was: Expression | None, now: Expression | None, effect: Effect
) -> Iterator[Change]:
    if (was and was.tree) != (now and now.tree):  # spaces in the source change nothing
        yield Change(kind, name, was.source if was else "", now.source if now else "", effect)


def _reworded(before: Instrument, after: Instrument) -> Iterator[Change]:
    was, now = before.source_texts, after.source_texts
    for key in dict.fromkeys((*now, *was)):
        in_both = key in was and key in now
        if in_both or _stands_in_both(key, before, after):
            yield from _changed(Kind.REWORDED, key, was.get(key, ""), now.get(key, ""), Effect.WORDING)


def _stands_in_both(key: str, before: Instrument, after: Instrument) -> bool:
    """Whether a text that came or went (a hint, the intro) belongs to something that did neither."""
    owner, _, property_ = key.partition("/")
    if not property_:
        return True
    return "/" not in property_ and owner in before.questions and owner in after.questions


def _translations(old: PublishedInstrument, new: PublishedInstrument) -> Iterator[Change]:
    for language in new.instrument.languages[1:]:
        was, now = old.translations.of(language), new.translations.of(language)
        for key, translation in now.items():
            before = was[key].text if key in was else ""
            if before and before != translation.text:
                subject = f"{language}/{key}"
                yield Change(Kind.TRANSLATION_CHANGED, subject, before, translation.text, Effect.WORDING)


def _media(before: Instrument, after: Instrument) -> Iterator[Change]:
    for name, file in after.media.items():
        if was := before.media.get(name):
            yield from _changed(Kind.MEDIA_CHANGED, name, was.digest[:12], file.digest[:12], Effect.WORDING)


def publishable_after(old: PublishedInstrument, new: PublishedInstrument) -> list[Problem]:
    """Why `new` cannot be published where `old` has been fielded; empty when it can.

    Responses to both go into one dataset, so a name goes on meaning one thing; and what respondents
    were promised is not taken back.
    """
    before, after = old.instrument.as_written, new.instrument.as_written
    file = f"{after.name}.yaml"
    found = [
        *_of_identity(before, after),
        *_of_questions(before, after),
        *_of_repeats(before, after),
        *_of_promises(before, after),
    ]
    return [Problem(file, 0, 0, what, expected, mend) for what, expected, mend in found]


def _of_identity(before: Instrument, after: Instrument) -> Iterator[tuple[str, str, str]]:
    for what, was, now in (
        ("name", before.name, after.name),
        ("method", before.method.value, after.method.value),
        ("report", before.report or "none", after.report or "none"),
        ("counting", _counted(before), _counted(after)),
    ):
        if was != now:
            yield f'the {what} is "{now}"', f'it was published as "{was}"', "Make another instrument."


def _counted(instrument: Instrument) -> str:
    return "of people" if instrument.counts else "none"


def _of_questions(before: Instrument, after: Instrument) -> Iterator[tuple[str, str, str]]:
    for name, was in before.questions.items():
        now = after.questions.get(name)
        if now is None:
            yield from _renamed(before, after, was)
        elif now.type is not was.type:
            expected = f"it was published as {was.type}"
            yield f'question "{name}" is {now.type}', expected, "Give the new question a name of its own."


def _of_repeats(before: Instrument, after: Instrument) -> Iterator[tuple[str, str, str]]:
    homes = {page.name: name for name, repeat in before.repeats.items() for page in repeat.pages}
    for name, repeat in before.repeats.items():
        now = after.repeats.get(name)
        if now and now.most < repeat.most:
            expected = f"it was published with {repeat.most}, and each is a column"
            yield f'the repeat "{name}" has at most {now.most}', expected, f"Write most: {repeat.most}."
    for page in after.pages:
        was, now_in = (
            homes.get(page.name, ""),
            {one: name for name, two in after.repeats.items() for one in _page_names(two)},
        )
        if page.name in before.pages_by_name and was != now_in.get(page.name, ""):
            found = f'page "{page.name}" is {"no longer" if was else "now"} in a repeat'
            yield found, "its questions would have other columns", "Give the questions names of their own."


def _page_names(repeat: Repeat) -> list[str]:
    return [page.name for page in repeat.pages]


def _renamed(before: Instrument, after: Instrument, gone: Question) -> Iterator[tuple[str, str, str]]:
    for name, question in after.questions.items():
        alike = (question.type, question.list_name) == (gone.type, gone.list_name)
        if name not in before.questions and alike and question.label == gone.label != "":
            found = f'question "{gone.name}" is now called "{name}"'
            yield found, "the name of a published question never changes", f'Call it "{gone.name}".'


def _of_promises(before: Instrument, after: Instrument) -> Iterator[tuple[str, str, str]]:
    if not _identifies(before):
        for name in _identifies(after):
            expected = "the published version asks nothing that says who someone is, and that stays so"
            yield f'question "{name}" identifies people', expected, "Make another instrument."
    for name, question in after.questions.items():
        if name in before.questions and question.keep and not before.questions[name].keep:
            expected = "people were told that this answer is not kept"
            yield f'question "{name}" is now kept', expected, "Write keep: derived."
    if before.consent.text != after.consent.text and before.consent.version == after.consent.version:
        expected = f'version "{before.consent.version}" was published with another text'
        yield "the text of the consent changed", expected, "Raise consent: version."


def _identifies(instrument: Instrument) -> list[str]:
    return [
        name
        for name, question in instrument.questions.items()
        if question.keep and question.disclosure is Disclosure.DIRECT
    ]
