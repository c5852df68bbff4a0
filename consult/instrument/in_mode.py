"""A version as it is asked in one mode: its own words there, and for an interviewer the answers that nobody is offered.

Whatever reads, routes and judges answers sees plain questions, and knows nothing of modes.
"""

from collections.abc import Mapping
from dataclasses import replace

from consult.instrument.additions import CONSENT_TEXTS, ConsentInMode, Mode
from consult.instrument.definition import DONT_KNOW, REFUSED, Consent, Instrument, Page, Question, Repeat
from consult.instrument.translated import Texts, Translations
from consult.instrument.version import PublishedInstrument

_IN_PLACE_OF = ("label", "hint")  # an instruction stands beside these


def in_mode(published: PublishedInstrument, mode: Mode) -> PublishedInstrument:
    """`published` as `mode` asks it; itself when that is as everywhere."""
    instrument = published.instrument
    agreed = any(one.mode is mode for one in instrument.consent.modes)
    if not agreed and not any(_differs(question, mode) for question in instrument.questions.values()):
        return published
    return replace(
        published, instrument=_instrument(instrument, mode), translations=_translations(published, mode)
    )


def _differs(question: Question, mode: Mode) -> bool:
    has_words = any(one.mode is mode for one in question.modes)
    return has_words or (mode is Mode.INTERVIEWER and bool(question.unprompted))


def _instrument(instrument: Instrument, mode: Mode) -> Instrument:
    return replace(
        instrument,
        pages=tuple(_page(page, mode) for page in instrument.pages),
        written=tuple(_item(item, mode) for item in instrument.written),
        consent=_consent(instrument.consent, mode),
    )


def _consent(consent: Consent, mode: Mode) -> Consent:
    words = next((one for one in consent.modes if one.mode is mode), ConsentInMode(mode))
    return replace(consent, text=words.text or consent.text, agree=words.agree or consent.agree)


def _item(item: Page | Repeat, mode: Mode) -> Page | Repeat:
    if isinstance(item, Page):
        return _page(item, mode)
    return replace(item, pages=tuple(_item(inner, mode) for inner in item.pages))


def _page(page: Page, mode: Mode) -> Page:
    return replace(page, questions=tuple(_question(question, mode) for question in page.questions))


def _question(question: Question, mode: Mode) -> Question:
    words = next((one for one in question.modes if one.mode is mode), None)
    silent = question.unprompted if mode is Mode.INTERVIEWER else ()
    return replace(
        question,
        label=(words and words.label) or question.label,
        hint=(words and words.hint) or question.hint,
        dont_know=question.dont_know or DONT_KNOW in silent,
        refused=question.refused or REFUSED in silent,
    )


def _translations(published: PublishedInstrument, mode: Mode) -> Translations:
    places = {
        question.key(f"{mode}/{property_}"): question.key(property_)
        for question in published.instrument.questions.values()
        for property_ in _IN_PLACE_OF
    }
    places |= {f"consent/{mode}/{property_}": f"consent/{property_}" for property_ in CONSENT_TEXTS}
    sources = published.instrument.source_texts
    return Translations(
        {
            tag: _moved(published.translations.of(tag), places, sources)
            for tag in published.instrument.languages
        }
    )


def _moved(texts: Texts, places: Mapping[str, str], sources: Mapping[str, str]) -> Texts:
    """The texts of a language, where the words of the mode stand in place of the usual ones, as far as they are translated."""
    own = {
        usual: texts[key]
        for key, usual in places.items()
        if key in texts and texts[key].speaks_for(sources.get(key, ""))
    }
    return {**texts, **own}
