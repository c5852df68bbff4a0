"""What a later version may no longer change, once people have answered an earlier one."""

from collections.abc import Iterator
from typing import TypeAlias

from consult.instrument.additions import Descent
from consult.instrument.calculated import Result, result
from consult.instrument.definition import Disclosure, Instrument, Page, Question, Repeat, Type
from consult.instrument.problems import Problem, Said
from consult.instrument.version import PublishedInstrument

Around: TypeAlias = tuple[
    tuple[str, int], ...
]  # the repeats around a question and their most, outermost first


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
        *_of_results(old.instrument, new.instrument),
        *_of_repeats(before, after),
        *_of_columns(old.instrument, new.instrument),
        *_of_promises(before, after),
        *_of_translated_promises(old, new),
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
            yield (
                Said('the %(what)s is "%(now)s"', what=what, now=now),
                f'it was published as "{was}"',
                "Make another instrument.",
            )


def _counted(instrument: Instrument) -> str:
    return "of people" if instrument.counts else "none"


def _of_questions(before: Instrument, after: Instrument) -> Iterator[tuple[str, str, str]]:
    for name, was in before.questions.items():
        now = after.questions.get(name)
        if now is None:
            yield from _renamed(before, after, was)
        elif now.type is not was.type:
            expected = f"it was published as {was.type}"
            yield (
                Said('question "%(name)s" is %(type)s', name=name, type=now.type),
                expected,
                "Give the new question a name of its own.",
            )


def _of_results(before: Instrument, after: Instrument) -> Iterator[tuple[str, str, str]]:
    """A calculate goes on giving codes, numbers or anything: each of the three is another kind of column."""
    told: set[str] = set()
    for name, was in before.questions.items():
        now, written = after.questions.get(name), was.said_as or name
        if not was.calculation or not now or not now.calculation or not was.keep or written in told:
            continue
        kinds = [_kind(result(*one)) for one in ((before, was), (after, now))]
        if kinds[0] != kinds[1]:
            told.add(written)
            expected = f"it was published giving {kinds[0]}"
            yield (
                Said('calculate "%(name)s" gives %(now)s', name=written, now=kinds[1], was=kinds[0]),
                expected,
                "Give the new calculation a name of its own.",
            )


def _kind(given: tuple[str, ...] | Result) -> str:
    if isinstance(given, tuple):
        return "codes"
    return "numbers" if given is Result.NUMBER else "anything"


def _of_repeats(before: Instrument, after: Instrument) -> Iterator[tuple[str, str, str]]:
    """Questions keep the columns of all their instances, whatever the repeats around them are called."""
    around_now, around_then = _around(after), _around(before)
    together = dict[tuple[Around, Around], list[str]]()
    for name, then in around_then.items():
        if name in around_now:
            together.setdefault((then, around_now[name]), []).append(name)
    called = [{name for one in all_.values() for name, _most in one} for all_ in (around_then, around_now)]
    for (then, there), names in together.items():
        beside = Said(" (and %(number)s beside it)", number=len(names) - 1) if len(names) > 1 else ""
        subject = Said('question "%(name)s"%(beside)s', name=names[0], beside=beside)
        was, now = ([most for _name, most in one] for one in (then, there))
        moved = [
            (old, new)
            for (old, _), (new, _) in zip(then, there, strict=False)
            if old != new and (old in called[1] or new in called[0])
        ]
        if moved and len(now) == len(was):
            old, new = moved[0]
            expected = f'it was published in "{old}", and its columns count those'
            yield (
                Said(
                    '%(subject)s is in the repeat "%(now)s", not in "%(was)s"',
                    subject=subject,
                    now=new,
                    was=old,
                ),
                expected,
                "Give the new question a name of its own.",
            )
        if len(now) != len(was):
            expected = f"it was published {_inside(len(was))}, and its columns are called after that"
            yield (
                Said("%(subject)s is %(now)s", subject=subject, now=_inside(len(now))),
                expected,
                "Give the new question a name of its own.",
            )
        for most, least in zip(now, was, strict=False):
            if most < least and len(now) == len(was):
                expected = f"it was published with {least}, and each is a column"
                yield (
                    Said("%(subject)s can be asked %(most)s times", subject=subject, most=most),
                    expected,
                    f"Write most: {least}.",
                )


def _inside(depth: int) -> str:
    return "outside every repeat" if depth == 0 else "in a repeat" if depth == 1 else f"in {depth} repeats"


def _around(instrument: Instrument) -> dict[str, Around]:
    """For each question as it is written, the repeats around it and how often each can be asked, outermost first."""
    found: dict[str, Around] = {}
    waiting: list[tuple[Page | Repeat, Around]] = [(one, ()) for one in instrument.pages]
    if instrument.written:
        waiting = [(one, ()) for one in instrument.written]
    for item, around in waiting:  # grows while it is walked
        if isinstance(item, Repeat):
            waiting.extend((one, (*around, (item.name, item.most))) for one in item.pages)
        else:
            found.update(dict.fromkeys((question.name for question in item.questions), around))
    return found


def _of_columns(before: Instrument, after: Instrument) -> Iterator[tuple[str, str, str]]:
    """A column goes on holding the answers to one question, also where that is an instance, a row or "other"."""
    owners = _owners(before)
    for variable, now in _owners(after).items():
        was = owners.get(variable, now)
        if was != now:
            expected = f'it held the answers to "{was}" in a published version'
            yield (
                Said('column "%(variable)s" is of question "%(now)s"', variable=variable, now=now),
                expected,
                "Give the question another name.",
            )


def _owners(instrument: Instrument) -> dict[str, str]:
    """What each column is of. A column of a choice gives way to a question of the same name (dataset.layout)."""
    of_choices = {
        f"{question.name}_{code}": f"{question.said_as or question.name} ({code})"
        for question in instrument.questions.values()
        if question.keep and question.type is Type.SELECT_MULTIPLE
        for code in question.choice_names
    }
    return of_choices | {
        variable: question.said_as or question.name
        for question in instrument.questions.values()
        if question.keep
        for variable in question.variables
    }


def _renamed(before: Instrument, after: Instrument, gone: Question) -> Iterator[tuple[str, str, str]]:
    for name, question in after.questions.items():
        alike = (question.type, question.list_name) == (gone.type, gone.list_name)
        lineage = question.lineage
        told = lineage is not None and (gone.name in lineage.was or lineage.change is Descent.NEW)
        if name not in before.questions and alike and not told and question.label == gone.label != "":
            found = Said('question "%(name)s" is now called "%(other)s"', name=gone.name, other=name)
            yield (
                found,
                "the name of a published question never changes",
                f'Call it "{gone.name}", or say in its lineage what it was, or that it is new.',
            )


def _of_promises(before: Instrument, after: Instrument) -> Iterator[tuple[str, str, str]]:
    if not _identifies(before):
        for name in _identifies(after):
            expected = "the published version asks nothing that says who someone is, and that stays so"
            yield (
                Said('question "%(name)s" identifies people', name=name),
                expected,
                "Make another instrument.",
            )
    for name, question in after.questions.items():
        if name in before.questions and question.keep and not before.questions[name].keep:
            expected = "people were told that this answer is not kept"
            yield Said('question "%(name)s" is now kept', name=name), expected, "Write keep: derived."
    said = [(one.consent.text, one.consent.agree) for one in (before, after)]
    # Other words for a mode that had none change nothing that anyone agreed to.
    of_modes = [
        {key: text for words in one.consent.modes for key, text in words.texts()} for one in (before, after)
    ]
    differs = said[0] != said[1] or any(of_modes[1].get(key) != text for key, text in of_modes[0].items())
    if differs and before.consent.version == after.consent.version:
        expected = f'version "{before.consent.version}" was published with another text'
        yield Said("the text of the consent changed"), expected, "Raise consent: version."


def _of_translated_promises(
    old: PublishedInstrument, new: PublishedInstrument
) -> Iterator[tuple[str, str, str]]:
    """The consent in each language that was offered: who agreed in it, agreed to those words."""
    version = old.instrument.consent.version
    if version != new.instrument.consent.version:
        return
    for language in new.instrument.languages[1:]:
        if not old.translations.is_reviewed(language):
            continue
        was, now = old.translations.of(language), new.translations.of(language)
        keys = [key for key in was if key.startswith("consent/") and was[key].text]
        # A text that is missing now is said in no words at all: the language is closed until it has some.
        if any(key in now and now[key].text not in ("", was[key].text) for key in keys):
            expected = f'version "{version}" was published with another text'
            found = Said('the text of the consent in "%(language)s" changed', language=language)
            yield found, expected, "Raise consent: version."


def _identifies(instrument: Instrument) -> list[str]:
    return [
        name
        for name, question in instrument.questions.items()
        if question.keep and question.disclosure is Disclosure.DIRECT
    ]
