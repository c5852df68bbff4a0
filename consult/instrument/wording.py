"""The text of a thing in a language, with the language it is really in: a text that is missing falls back."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from consult.instrument.definition import Instrument, Question
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.placeholders import Placeholder, parts
from consult.instrument.translated import NO_SOURCE, State, Translations


@dataclass(frozen=True)
class Text:
    """One text as it is shown. `language` differs from the page's when the text fell back: put lang and dir on it."""

    text: str
    language: Language
    state: State = State.REVIEWED
    parts: tuple[str | Placeholder, ...] = field(init=False)

    def __post_init__(self) -> None:
        # Split once for all respondents: a page fills placeholders, it never searches for them.
        object.__setattr__(self, "parts", parts(self.text))

    @property
    def direction(self) -> str:
        """ltr or rtl, of the text itself."""
        return self.language.direction

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text in paragraphs, which a blank line parts."""
        return tuple(part.strip() for part in re.split(r"\n\s*\n", self.text) if part.strip())

    def filled(self, answers: Mapping[str, str]) -> str:
        """The text with placeholders replaced; the caller has isolated the direction of each answer."""
        return "".join(part if isinstance(part, str) else answers.get(part.name, "") for part in self.parts)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Wording:
    """Every text of one instrument in one language. Made once for a version and shared by all requests."""

    instrument: Instrument
    language: Language
    translations: Translations

    @property
    def direction(self) -> str:
        """ltr or rtl, of the page."""
        return self.language.direction

    @property
    def is_reviewed(self) -> bool:
        """Whether every text has been read by someone who speaks the language."""
        return self.translations.is_reviewed(self.language.tag)

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        """The text of every key, fallen back where it is missing."""
        return {key: self._text(key) for key in self.instrument.source_texts}

    def text(self, key: str) -> Text:
        """The text with this key; an empty one when the instrument has none (a question without a hint)."""
        return self.texts.get(key) or Text("", self.language)

    def label(self, question: Question) -> Text:
        """What a question asks."""
        return self.text(question.key("label"))

    def hint(self, question: Question) -> Text:
        """What helps to answer it."""
        return self.text(question.key("hint"))

    def row(self, question: Question, name: str) -> Text:
        """One line of a matrix, or one choice of a rank."""
        return self.text(question.row_key(name))

    def choice(self, question: Question, name: str) -> Text:
        """One choice of a question; one that is an instance of a repeat is called as its answer."""
        if question.chooses_from:
            label = next((choice.label for choice in question.choices if choice.name == name), "")
            return Text(label, self.language)
        return self.text(f"choices/{question.list_name}/{name}")

    def _text(self, key: str) -> Text:
        source = self.instrument.source_texts[key]
        for language in _fallbacks(self.language):
            translation = self.translations.of(language.tag).get(key)
            if translation and translation.speaks_for(source):
                return Text(translation.text, language, translation.state)
        return self._elsewhere(key)

    def _elsewhere(self, key: str) -> Text:
        """The text in the source, or where that has a hole in any language that has it."""
        source = self.instrument.source
        if self.instrument.source_texts[key] != NO_SOURCE:
            return Text(self.instrument.source_texts[key], LANGUAGES[source])
        for tag in self.instrument.languages:
            translation = self.translations.of(tag).get(key)
            if translation and translation.speaks_for(NO_SOURCE):
                return Text(translation.text, LANGUAGES[tag], translation.state)
        return Text("", LANGUAGES[source])


def _fallbacks(language: Language) -> Iterator[Language]:
    yield language
    while language.fallback is not None:
        language = LANGUAGES[language.fallback]
        yield language
