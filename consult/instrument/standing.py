"""Each text of an instrument as it stands in one language: what a translator or a reader needs to see beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from consult.instrument.catalogue import Entry, translator_notes
from consult.instrument.definition import Instrument, Page
from consult.instrument.languages import Language
from consult.instrument.media.files import is_shown, medium_of
from consult.instrument.media.formats import Medium
from consult.instrument.sections import Section, in_reading_order, places
from consult.instrument.translated import NO_SOURCE, State
from consult.instrument.translation_gates import doubts, faults, wrong_script
from consult.instrument.word_diff import Piece, word_diff

Flaw = tuple[str, str]  # what was found and what was expected, as clauses


@dataclass(frozen=True)
class Standing:
    """One text: its source, what a translator is told, and the entry of its translation, which may be empty."""

    key: str
    source: str
    note: str
    page: Page | None
    entry: Entry
    meanwhile: str = ""  # what respondents read where that is another text

    @property
    def text(self) -> str:
        """The translation, empty when it is missing."""
        return self.entry.text

    @property
    def section(self) -> StrEnum:
        """The part of the instrument in which it is first read."""
        return Section(self.page.part.value) if self.page else Section.AROUND

    @property
    def state(self) -> State:
        """How far it has come for the source as it reads now."""
        return State.STALE if self.is_stale else self.entry.reached

    @property
    def is_stale(self) -> bool:
        """Whether the source has changed since it was translated."""
        return self.entry.is_stale(self.source)

    @property
    def change(self) -> tuple[Piece, ...]:
        """What changed in the source since; empty when nothing did, or when the older source is not known."""
        older = self.entry.made_from if self.entry.made_from != self.source else self.entry.previous
        return word_diff(older, self.source) if self.is_stale and older else ()

    @property
    def needs_source(self) -> bool:
        """Whether there is nothing to translate, since the source has a hole here."""
        return self.source == NO_SOURCE

    @property
    def shown_on(self) -> str:
        """The page on which it can be looked at; empty for what is agreed to."""
        return self.page.name if self.page else ""

    def fitted(self, text: str) -> str:
        """A text as typed, as it is kept."""
        return text

    def faults(self, text: str) -> Iterator[Flaw]:
        """What must be mended in `text` before it may be shown for the source."""
        return faults(self.source, text)

    def doubts(self, text: str, language: Language) -> Iterator[Flaw]:
        """What a reader should look at."""
        return doubts(self.source, text, language)

    def wrong_script(self, text: str, language: Language) -> Iterator[Flaw]:
        """What is not in the letters of the language."""
        return wrong_script(self.source, text, language)

    def flaws(self, text: str, language: Language) -> tuple[list[Flaw], list[Flaw]]:
        """What must be mended in `text`, and what a reader should look at; nothing of an empty one."""
        if self.needs_source or not text:
            return [], []
        return list(self.faults(text)), list(self.doubts(text, language))


# In Dutch, as whoever wrote the other notes, and in English for who translates from that.
_PICTURE = (
    "De naam van een bestand, geen tekst: laat hem staan, tenzij er een beeld voor deze taal is. / "
    "The name of a file, no text: leave it, unless there is a picture for this language."
)
_RECORDING = (
    "De naam van een bestand, geen tekst: schrijf de naam van de opname in deze taal, en niets zolang die er niet is. / "
    "The name of a file, no text: write the name of the recording in this language, and nothing until there is one."
)


def _of_file(source: str) -> str:
    """What a translator does with the name of a file; nothing is told of words."""
    if not is_shown(source):
        return ""
    return _PICTURE if medium_of(source) is Medium.PICTURE else _RECORDING


def standings(instrument: Instrument, entries: Mapping[str, Entry]) -> tuple[Standing, ...]:
    """Every text of an instrument in one language, as a respondent meets them. entries: by key, the sound ones."""
    notes, pages = translator_notes(instrument), places(instrument)
    return tuple(
        Standing(
            key,
            instrument.source_texts[key],
            notes.get(key) or _of_file(instrument.source_texts[key]),
            pages[key],
            entries.get(key) or Entry(key, instrument.source_texts[key]),
        )
        for key in in_reading_order(instrument)
    )
