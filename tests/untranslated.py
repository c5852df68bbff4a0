"""Translations as they are before anyone made one."""

from consult.instrument.definition import Instrument
from consult.instrument.media.files import medium_of
from consult.instrument.media.formats import Medium
from consult.instrument.translated import MISSING, State, Translation, Translations, source_texts


def untranslated(instrument: Instrument) -> Translations:
    """An instrument with its source alone: the other languages are missing altogether, but for pictures, which they share."""
    missing = dict.fromkeys(instrument.source_texts, MISSING) | {
        key: Translation(source, State.REVIEWED)
        for key in instrument.file_keys
        if medium_of(source := instrument.source_texts[key]) is Medium.PICTURE
    }
    others = {language: missing for language in instrument.languages if language != instrument.source}
    return Translations({instrument.source: source_texts(instrument), **others})
