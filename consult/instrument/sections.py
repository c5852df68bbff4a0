"""The parts of an instrument as a translator meets them, and how far each has come in each language."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

from consult.instrument.additions import CONSENT_TEXTS, TEXTS, Mode
from consult.instrument.definition import Instrument, Page
from consult.instrument.translated import MISSING, State, Translations


class Section(StrEnum):
    """Where a text stands; all but the first are the parts that pages have."""

    AROUND = "around"  # title, introduction, consent, thanks
    CORE = "core"
    THEMES = "themes"
    BACKGROUND = "background"
    CLOSING = "closing"


_TEXTS = ("label", "hint", "guidance_hint", "required_message", "constraint_message")


def places(instrument: Instrument) -> Mapping[str, Page | None]:
    """The page on which each text is first read, by key; None for what stands around the pages or on none."""
    first: dict[str, Page | None] = {}
    for key, page in _on_pages(instrument):
        first.setdefault(key, page)
    return {key: first.get(key) for key in instrument.source_texts}


def _on_pages(instrument: Instrument) -> Iterator[tuple[str, Page]]:
    for page in instrument.pages:
        yield page.title_key, page
        for question in page.questions:
            for property_ in (*_TEXTS, *TEXTS):
                yield question.key(property_), page
            yield from ((question.key(property_), page) for property_, _text in question.shown.texts)
            yield from ((question.key(f"row/{row.name}"), page) for row in question.rows)
            for one in question.choices:
                key = f"choices/{question.list_name}/{one.name}"
                yield key, page
                yield from ((f"{key}/{property_}", page) for property_ in one.shown.files)


def sections(instrument: Instrument) -> Mapping[str, Section]:
    """The section of each text, by key."""
    return {
        key: Section(page.part.value) if page else Section.AROUND for key, page in places(instrument).items()
    }


def in_reading_order(instrument: Instrument) -> list[str]:
    """The keys of all texts as a respondent meets them: a choice after the question that first offers it."""
    keys = dict.fromkeys(key for key in instrument.source_texts if key in _BEFORE)
    keys |= dict.fromkeys(key for key, _page in _on_pages(instrument) if key in instrument.source_texts)
    return list(keys | dict.fromkeys(instrument.source_texts))


_BEFORE = (
    *("title", "intro", "consent/text", "consent/agree"),
    *(f"consent/{mode}/{property_}" for mode in Mode for property_ in CONSENT_TEXTS),
)

Counts = Mapping[Section, Counter[State]]


def completeness_by_section(instrument: Instrument, translations: Translations) -> dict[str, Counts]:
    """How many texts are in each state, by language and section; a section without texts is not there."""
    standing = sections(instrument)
    counted: dict[str, Counts] = {}
    for language in instrument.languages:
        texts, counts = translations.of(language), dict[Section, Counter[State]]()
        for section in Section:
            keys = [key for key, its in standing.items() if its is section]
            if keys:
                counts[section] = Counter(texts.get(key, MISSING).state for key in keys)
        counted[language] = counts
    return counted
