"""The texts of an instrument in its other languages, each with how far its translation has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from consult.instrument.definition import Instrument
from consult.instrument.media.files import is_shown
from consult.instrument.translation_gates import faults


class State(StrEnum):
    """How far a translation has come (TRAPD: translation, review, adjudication, pretest)."""

    MISSING = "missing"
    MACHINE = "machine"
    DRAFT = "draft"
    STALE = "stale"  # whatever it was before, its source has changed since
    REVIEWED = "reviewed"
    PRETESTED = "pretested"


REVIEWED = frozenset({State.REVIEWED, State.PRETESTED})


@dataclass(frozen=True, slots=True)
class Translation:
    """One text in one language. `reached` is the state it had for the source it was made from."""

    text: str
    reached: State = State.MISSING
    stale: bool = False

    @property
    def state(self) -> State:
        """The state it is in for the source as it reads now."""
        return State.STALE if self.stale else self.reached

    def speaks_for(self, source: str) -> bool:
        """Whether people may read it for `source` as that reads now; it is kept, and leaves in files, either way.

        "From 1 to 6" under a question that goes to 8 now misleads: with other numbers, placeholders or markup than
        its source has, a stale text is none.
        """
        if self.text in ("", NO_SOURCE):
            return False
        return not self.stale or source == NO_SOURCE or not any(faults(source, self.text))


# What an import writes where its workbook has a text in another language and none in the source.
NO_SOURCE = "⟦no source⟧"
MISSING = Translation("")

Texts = Mapping[str, Translation]  # by key, every key of the instrument's source texts


@dataclass(frozen=True)
class Translations:
    """Every text of one instrument in each of its languages, the source included."""

    by_language: Mapping[str, Texts]

    def of(self, language: str) -> Texts:
        """The texts in `language`; none when the instrument is not offered in it."""
        return self.by_language.get(language, {})

    @cached_property
    def reviewed_languages(self) -> frozenset[str]:
        """The languages in which every text has been read by someone who speaks it."""
        return frozenset(
            language
            for language, texts in self.by_language.items()
            if all(translation.state in REVIEWED for translation in texts.values())
        )

    def has_begun(self, language: str) -> bool:
        """Whether anything was translated into `language`; pictures, which languages share, are no words."""
        return any(one.text and not is_shown(one.text) for one in self.of(language).values())

    def is_reviewed(self, language: str) -> bool:
        """Whether `language` can be shown without the notice that its translation is not yet reviewed."""
        return language in self.reviewed_languages


def source_texts(instrument: Instrument) -> Texts:
    """The texts in the source language. What the authors wrote counts as reviewed; a hole is missing."""
    return {
        key: Translation(text, State.MISSING if text == NO_SOURCE else State.REVIEWED)
        for key, text in instrument.source_texts.items()
    }
