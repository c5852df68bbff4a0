"""The instruments of a report: every question word for word, in each language that it was really offered in."""

from collections.abc import Iterable, Iterator

from consult.actions.answering import published
from consult.actions.consultations import Consultation
from consult.instrument.definition import Question
from consult.instrument.version import PublishedInstrument
from consult.instrument.wording import Text
from consult.report.material import Asked, Instrument
from consult.store import instruments


def instruments_of(held: Iterable[Consultation]) -> tuple[Instrument, ...]:
    """Each version once, with the consultations that used it."""
    used: dict[str, list[str]] = {}
    for row in held:
        for one in row.versions:
            used.setdefault(one.version, []).append(row.title)
    return tuple(_instrument(hash_, titles) for hash_, titles in used.items())


def _instrument(hash_: str, titles: list[str]) -> Instrument:
    found, row = published(hash_), instruments.version(hash_)
    return Instrument(
        title=found.instrument.title,
        name=found.instrument.name,
        number=row.number if row else 0,
        hash=hash_,
        used_by=tuple(titles),
        languages=found.instrument.languages,
        asked=tuple(_asked(found)),
    )


def _asked(found: PublishedInstrument) -> Iterator[Asked]:
    """The consent that was read or shown, then every question that asks something."""
    yield Asked("consent", _words(found, [wording.text("consent/text") for wording in found.wordings.values()]))  # fmt: skip
    for page in found.instrument.pages:
        for question in page.questions:
            if question.asks:
                yield from _of_question(found, question)


def _of_question(found: PublishedInstrument, question: Question) -> Iterator[Asked]:
    labels = [wording.label(question) for wording in found.wordings.values()]
    choices = tuple(
        (one.name, _words(found, [wording.choice(question, one.name) for wording in found.wordings.values()]))
        for one in question.choices
    )
    yield Asked(question.name, _words(found, labels), choices)
    for row in question.row_names:
        lines = [wording.row(question, row) for wording in found.wordings.values()]
        yield Asked(f"{question.name}_{row}", _words(found, lines))


def _words(found: PublishedInstrument, texts: list[Text]) -> dict[str, str]:
    """By language; what fell back to another language was never said in this one."""
    pairs = zip(found.wordings, texts, strict=True)
    return {tag: " ".join(text.text.split()) for tag, text in pairs if text and text.language.tag == tag}
