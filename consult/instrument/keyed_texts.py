"""The texts of an instrument under the keys by which translations know them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from consult.instrument.additions import SOFT_CHECK
from consult.instrument.media.files import OF_CHOICES, PROPERTIES

if TYPE_CHECKING:
    from consult.instrument.definition import Choice, Instrument, Question


def texts_of(instrument: "Instrument") -> Iterator[tuple[str, str]]:
    """Each text with its key, in order."""
    of_instrument = {
        "title": instrument.title,
        "intro": instrument.intro,
        "thanks": instrument.thanks,
        "consent/text": instrument.consent.text,
        "consent/agree": instrument.consent.agree,
    }
    yield from ((key, text) for key, text in of_instrument.items() if text)
    for words in instrument.consent.modes:
        yield from words.texts()
    for list_name, choices in instrument.choice_lists.items():
        yield from ((f"choices/{list_name}/{choice.name}", choice.label) for choice in choices)
        yield from _shown_by(list_name, choices)
    for repeat in instrument.repeats.values():
        yield from (
            (key, text)
            for key, text in ((repeat.label_key, repeat.label), (repeat.more_key, repeat.more))
            if text
        )
    for page in instrument.as_written.pages:
        if page.title:
            yield page.title_key, page.title
        for question in page.questions:
            yield from _texts_of(question)


def _texts_of(question: "Question") -> Iterator[tuple[str, str]]:
    for property_ in ("label", "hint", "guidance_hint", "required_message", "constraint_message"):
        text = getattr(question, property_)
        if text and question.type != "calculate":
            yield question.key(property_), text
    yield from ((question.key(part), text) for part, text in _added(question))
    yield from ((question.key(property_), text) for property_, text in question.shown.texts)
    for row in question.rows:
        yield question.row_key(row.name), row.label


def _added(question: "Question") -> Iterator[tuple[str, str]]:
    if question.soft_check:
        yield SOFT_CHECK, question.soft_check.message
    for mode in question.modes:
        yield from mode.texts()


def _shown_by(list_name: str, choices: "Iterable[Choice]") -> Iterator[tuple[str, str]]:
    for choice in choices:
        for property_, file in choice.shown.files.items():
            yield f"choices/{list_name}/{choice.name}/{property_}", file


def files_of(instrument: "Instrument") -> Iterator[tuple[str, str]]:
    """The key of each text that is the name of a file, with its property."""
    for list_name, choices in instrument.choice_lists.items():
        yield from ((key, key.rpartition("/")[2]) for key, _file in _shown_by(list_name, choices))
    for question in instrument.as_written.questions.values():
        yield from ((question.key(property_), property_) for property_ in question.shown.files)


def file_property(key: str) -> str:
    """What of a choice or a question the text of `key` names a file for; "" where the text is words, as of the choice `video`."""
    *whose, last = key.split("/")
    if whose[:1] == ["choices"]:
        return last if len(whose) > 2 and last in OF_CHOICES else ""
    return last if len(whose) == 1 and last in PROPERTIES else ""
