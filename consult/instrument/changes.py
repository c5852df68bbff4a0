"""What differs between two versions, and what it does to comparing their answers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from consult.instrument import additions
from consult.instrument.changes_added import added_changes, continued_in, said_of_lineage
from consult.instrument.changes_around import (
    around_changes,
    differs_in_any_way,
    said_of_retention,
    states_changed,
)
from consult.instrument.definition import Instrument, Question
from consult.instrument.expression.tree import Expression
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
    QUESTION_DESCENDED = "question-descended"  # added, and made from earlier ones: see its lineage
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
    TRIGGER_CHANGED = "trigger-changed"  # when it is worked out again
    CHOICE_FILTER_CHANGED = "choice-filter-changed"
    RANGE_CHANGED = "range-changed"
    READ_ONLY_CHANGED = "read-only-changed"
    ORDER_CHANGED = "order-changed"  # of the choices, which colours what is picked
    EXCLUSIVE_CHANGED = "exclusive-changed"  # which choices stand alone
    APPEARANCE_CHANGED = "appearance-changed"
    COLUMNS_CHANGED = "columns-changed"  # what choice_filter looks at
    PART_CHANGED = "part-changed"
    SOFT_CHECK_CHANGED = "soft-check-changed"
    UNPROMPTED_CHANGED = "unprompted-changed"  # what an interviewer can note without reading it out
    LINEAGE_CHANGED = "lineage-changed"
    ORIGIN_CHANGED = "origin-changed"
    NOTE_CHANGED = "translator-note-changed"
    REQUIRED_CHANGED = "required-changed"
    # Choices in the order of the file, or in another one for everyone.
    RANDOMIZE_CHANGED = "randomize-changed"
    MISSING_ANSWERS_CHANGED = "missing-answers-changed"  # "don't know" or "rather not say" offered or not
    DEFAULT_CHANGED = "default-changed"  # what stands ready is often left standing
    DISCLOSURE_CHANGED = "disclosure-changed"
    KEEP_CHANGED = "keep-changed"
    CONSENT_CHANGED = "consent-changed"
    RETENTION_CHANGED = "retention-changed"
    COUNTING_CHANGED = "counting-changed"
    REPEAT_CHANGED = "repeat-changed"  # whether anything is asked again at all
    MOST_CHANGED = "most-changed"
    COUNT_CHANGED = "count-changed"
    MEDIA_CHANGED = "media-changed"  # a picture, a sound or a film by the same name has another content
    LANGUAGE_ADDED = "language-added"
    LANGUAGE_REMOVED = "language-removed"
    LIST_CHANGED = "list-changed"  # the choices come from another list, or another question in a repeat
    PAGE_CHANGED = "page-changed"  # stands with other questions on its page
    PAGE_RENAMED = "page-renamed"
    ABOUT_CHANGED = "about-changed"  # what is said of the instrument and no answer hangs on
    TRANSLATION_STATE = "translation-state"  # how far the translations of a language are
    WRITTEN_OTHERWISE = "written-otherwise"  # none of the above, and yet another version


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
    found = _differences(old, new)
    if not found and differs_in_any_way(old, new):
        # Whoever is told of no difference takes it for the same version.
        return [Change(Kind.WRITTEN_OTHERWISE, "", "", "", Effect.WORDING)]
    return found


def _differences(old: PublishedInstrument, new: PublishedInstrument) -> list[Change]:
    before, after = old.instrument.as_written, new.instrument.as_written
    around = [*around_changes(before, after), *states_changed(old, new)]
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
        *(
            Change(Kind(kind), subject, was, now, Effect(effect))
            for kind, subject, was, now, effect in dict.fromkeys(around)
        ),
    ]


def _about_instrument(before: Instrument, after: Instrument) -> Iterator[Change]:
    yield from _changed(Kind.CONSENT_CHANGED, "", before.consent.version, after.consent.version, Effect.NONE)
    kept = [said_of_retention(one.retention) for one in (before, after)]
    yield from _changed(Kind.RETENTION_CHANGED, "", kept[0], kept[1], Effect.NONE)
    yield from _changed(Kind.COUNTING_CHANGED, "", _counting(before), _counting(after), Effect.MEANING)
    for name, repeat in after.repeats.items():
        if was := before.repeats.get(name):
            yield from _changed(Kind.MOST_CHANGED, name, str(was.most), str(repeat.most), Effect.BASE)
            yield from _expression_changed(Kind.COUNT_CHANGED, name, was.count, repeat.count, Effect.BASE)
            yield from _expression_changed(
                Kind.REPEAT_CHANGED, name, was.relevant, repeat.relevant, Effect.BASE
            )
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
            yield _come(question)
    for name, question in before.questions.items():
        if name not in after.questions:
            yield Change(Kind.QUESTION_REMOVED, name, question.label, continued_in(name, after), Effect.END)


def _come(question: Question) -> Change:
    if question.lineage is None or not question.lineage.was:
        return Change(Kind.QUESTION_ADDED, question.name, "", question.label, Effect.NEW)
    # In other words it is compared with care; what was split or merged asks something else.
    alike = question.lineage.change in (additions.Descent.SAME, additions.Descent.REWORDED)
    effect = Effect.WORDING if alike else Effect.MEANING
    past = said_of_lineage(question.lineage)
    return Change(Kind.QUESTION_DESCENDED, question.name, past, question.label, effect)


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
    yield from _changed(Kind.TYPE_CHANGED, name, was.type.value, now.type.value, Effect.MEANING)
    yield from _relevance(before, after, name)
    yield from _expression_changed(Kind.CONSTRAINT_CHANGED, name, was.constraint, now.constraint, Effect.BASE)
    yield from _expression_changed(
        Kind.CALCULATION_CHANGED, name, was.calculation, now.calculation, Effect.MEANING
    )
    yield from _expression_changed(
        Kind.CHOICE_FILTER_CHANGED, name, was.choice_filter, now.choice_filter, Effect.BASE
    )
    yield from _asked_otherwise(name, was, now)
    part = _changed(Kind.PART_CHANGED, name, before.page_of(was).part, after.page_of(now).part, Effect.NONE)
    yield from part
    yield from _changed(Kind.REQUIRED_CHANGED, name, _required(was), _required(now), Effect.BASE)
    yield from _changed(Kind.MISSING_ANSWERS_CHANGED, name, _offered(was), _offered(now), Effect.WORDING)
    order = (_word(was.randomize), _word(now.randomize))
    yield from _changed(Kind.RANDOMIZE_CHANGED, name, *order, Effect.WORDING)
    yield from _changed(Kind.DEFAULT_CHANGED, name, _default(was), _default(now), Effect.WORDING)
    yield from _changed(
        Kind.DISCLOSURE_CHANGED, name, was.disclosure or "", now.disclosure or "", Effect.NONE
    )
    yield from _changed(Kind.KEEP_CHANGED, name, _word(was.keep), _word(now.keep), Effect.NONE)
    for kind, before_it, after_it, effect in added_changes(was, now):
        yield from _changed(Kind(kind), name, before_it, after_it, Effect(effect))
    yield from _options(name, _choices(was), _choices(now), Kind.CHOICE_ADDED, Kind.CHOICE_REMOVED)
    yield from _options(name, _rows(was), _rows(now), Kind.ROW_ADDED, Kind.ROW_REMOVED)


def _asked_otherwise(name: str, was: Question, now: Question) -> Iterator[Change]:
    yield from _changed(Kind.RANGE_CHANGED, name, _range(was), _range(now), Effect.MEANING)
    yield from _changed(Kind.READ_ONLY_CHANGED, name, _word(was.read_only), _word(now.read_only), Effect.BASE)
    yield from _changed(Kind.EXCLUSIVE_CHANGED, name, _exclusive(was), _exclusive(now), Effect.MEANING)
    yield from _changed(Kind.APPEARANCE_CHANGED, name, was.appearance, now.appearance, Effect.WORDING)
    in_both = set(_choices(was)) & set(_choices(now))
    before, after = (" ".join(one for one in _choices(side) if one in in_both) for side in (was, now))
    yield from _changed(Kind.ORDER_CHANGED, name, before, after, Effect.WORDING)
    before, after = (_columns(side, in_both) for side in (was, now))
    yield from _changed(Kind.COLUMNS_CHANGED, name, before, after, Effect.BASE)


def _range(question: Question) -> str:
    span = question.span
    return f"{span.start} to {span.end} by {span.step}" if span else ""


def _exclusive(question: Question) -> str:
    return " ".join(choice.name for choice in question.choices if choice.exclusive)


def _columns(question: Question, names: Collection[str]) -> str:
    told = (
        f"{choice.name}: {', '.join(f'{column}={value}' for column, value in sorted(choice.columns))}"
        for choice in question.choices
        if choice.columns and choice.name in names
    )
    return "; ".join(sorted(told))


def _word(flag: bool) -> str:
    return "yes" if flag else "no"


def _required(question: Question) -> str:
    return question.required_when.source if question.required_when else _word(question.required)


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
    if not property_ or owner == "consent":
        return True
    return (
        (property_ in additions.TEXTS or "/" not in property_)
        and owner in before.questions
        and owner in after.questions
    )


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
