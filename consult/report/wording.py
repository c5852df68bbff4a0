"""What a report says of its own: Dutch in the code, other languages in `translations/report/*.po`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

import polib
from babel.dates import format_date

from consult.instrument.languages import LANGUAGES, SOURCE
from consult.shipped import PACKAGE

LANGUAGES_OF_REPORTS = (SOURCE, "en")


@dataclass(frozen=True)
class Speech:
    """The words of a report in one language."""

    language: str
    sentence: Callable[[str], str]

    def __call__(self, sentence: str, **values: object) -> str:
        """A sentence; `%(name)s` is filled from `values`."""
        said = self.sentence(sentence)
        return said % values if values else said

    def day(self, value: date) -> str:
        """A day in words: 14 maart 2026."""
        return format_date(value, "d MMMM y", locale=LANGUAGES[self.language].locale)

    def span(self, start: date | None, end: date | None) -> str:
        """From one day to another, or the one day; a dash when no day is known."""
        days = [self.day(one) for one in dict.fromkeys([start, end]) if one]
        return " – ".join(days) or "–"

    def language_name(self, tag: str) -> str:
        """What a language is called."""
        language = LANGUAGES[tag]
        return language.dutch_name if self.language == SOURCE else language.own_name

    @property
    def source(self) -> str:
        """The mark on words of our Dutch records: none in a Dutch report."""
        return "" if self.language == SOURCE else SOURCE


@cache
def speech(language: str) -> Speech:
    """The words of a report in this language. Raises KeyError for one that no report is written in."""
    if language not in LANGUAGES_OF_REPORTS:
        raise KeyError(language)
    return Speech(language, _catalogue(language).gettext)


def _catalogue(language: str) -> NullTranslations:
    if language == SOURCE:
        return NullTranslations()
    file = PACKAGE / "translations" / "report" / f"{language}.po"
    return GNUTranslations(BytesIO(polib.pofile(str(file)).to_binary()))
