"""Each text of an instrument as it stands in one language: what a translator or a reader needs to see beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.instrument.catalogue import Entry, translator_notes
from consult.instrument.definition import Instrument, Page
from consult.instrument.languages import Language
from consult.instrument.sections import Section, in_reading_order, places
from consult.instrument.translated import NO_SOURCE, State
from consult.instrument.translation_gates import doubts, faults
from consult.instrument.word_diff import Piece, word_diff


@dataclass(frozen=True)
class Standing:
    """One text: its source, what a translator is told, and the entry of its translation, which may be empty."""

    key: str
    source: str
    note: str
    page: Page | None
    entry: Entry

    @property
    def text(self) -> str:
        """The translation, empty when it is missing."""
        return self.entry.text

    @property
    def section(self) -> Section:
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


def standings(instrument: Instrument, entries: Mapping[str, Entry]) -> tuple[Standing, ...]:
    """Every text of an instrument in one language, as a respondent meets them. entries: by key, the sound ones."""
    notes, pages = translator_notes(instrument), places(instrument)
    return tuple(
        Standing(
            key,
            instrument.source_texts[key],
            notes.get(key, ""),
            pages[key],
            entries.get(key) or Entry(key, instrument.source_texts[key]),
        )
        for key in in_reading_order(instrument)
    )


Flaw = tuple[str, str]  # what was found and what was expected, as clauses


def flaws(source: str, text: str, language: Language) -> tuple[list[Flaw], list[Flaw]]:
    """What must be mended in a translation, and what a reader should look at."""
    if source == NO_SOURCE or not text:
        return [], []
    return list(faults(source, text)), list(doubts(source, text, language))
