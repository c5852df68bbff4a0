"""A published version: the instrument with all its texts as plain JSON, known by its hash, never changed.

What answers mean (structure) and what people read (texts) have hashes apart, so that a typing error mended in
Somali does not void a sheet printed in Dutch.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from consult.instrument.bound import bound
from consult.instrument.canonical_reading import CanonicalReading, read_texts
from consult.instrument.canonical_writing import Json, about, media, structure, texts
from consult.instrument.definition import Instrument
from consult.instrument.languages import LANGUAGES
from consult.instrument.translated import Texts, Translation, Translations, source_texts
from consult.instrument.wording import Wording

FORMAT = 1


@dataclass(frozen=True)
class PublishedInstrument:
    """An instrument and its texts as they are fielded. `text_hashes`: by language. number: among its versions; 0 of what was not published."""

    instrument: Instrument
    translations: Translations
    structure_hash: str
    text_hashes: Mapping[str, str]
    version_hash: str
    number: int = 0

    @cached_property
    def wordings(self) -> Mapping[str, Wording]:
        """The texts in each language, ready to show."""
        return {
            language: Wording(self.instrument, LANGUAGES[language], self.translations)
            for language in self.instrument.languages
        }

    def sheet_hash(self, language: str) -> str:
        """What identifies a printed sheet in one language: what is asked and how it reads there, whatever other languages say."""
        return hashlib.sha256(f"{self.structure_hash} {self.text_hashes[language]}".encode()).hexdigest()


def published(instrument: Instrument, translations: Translations) -> PublishedInstrument:
    """`instrument` as it would be fielded."""
    return from_canonical(canonical(instrument, translations))


def canonical(instrument: Instrument, translations: Translations) -> Json:
    """Everything about a version as plain JSON: compiled expressions, and texts with how far each has come."""
    by_language = {language: translations.of(language) for language in instrument.languages}
    by_language[instrument.source] = source_texts(instrument)
    files = media(instrument, by_language.values())
    return {
        "format": FORMAT,
        "structure": structure(instrument),
        "about": about(instrument),
        "texts": {language: texts(of_language) for language, of_language in by_language.items()},
        **({"media": files} if files else {}),
    }


def canonical_bytes(document: Json) -> bytes:
    """The one way to write a canonical document; what a version's hash is taken over."""
    return json.dumps(
        document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    ).encode()


def _hash(document: Json) -> str:
    return hashlib.sha256(canonical_bytes(document)).hexdigest()


def structure_hash(instrument: Instrument) -> str:
    """What identifies everything that gives answers their meaning, texts apart."""
    return _hash(structure(instrument))


def text_hash(translations: Texts, files: Mapping[str, str] = MappingProxyType({})) -> str:
    """What identifies the texts of one language, whatever their state. files: what a language shows and plays, by name."""
    said = {key: translation.text for key, translation in translations.items() if translation.text}
    shown = {f"file/{text}": files[text] for text in said.values() if text in files}
    return _hash(said | shown)


def from_canonical(document: Json) -> PublishedInstrument:
    """The version that `canonical` wrote. Nothing is parsed or checked again. Raises ValueError on a newer format."""
    if document.get("format") != FORMAT:
        raise ValueError(
            f"a version in format {document.get('format')!r}; this program reads format {FORMAT}"
        )
    instrument = bound(CanonicalReading(document).instrument())
    missing = dict.fromkeys(instrument.source_texts, Translation(""))
    files = {name: one.digest for name, one in instrument.media.items()}
    by_language = {
        language: {**missing, **read_texts(written)} for language, written in document["texts"].items()
    }
    return PublishedInstrument(
        instrument=instrument,
        translations=Translations(by_language),
        structure_hash=_hash(document["structure"]),
        text_hashes={language: text_hash(translated, files) for language, translated in by_language.items()},
        version_hash=_hash(document),
    )
