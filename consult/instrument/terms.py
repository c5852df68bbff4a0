"""Words that keep one translation throughout a language: `instruments/terms.yaml`, and where a text leaves them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from consult.instrument.languages import LANGUAGES
from consult.reading import FileRefused, Reader, read
from consult.shipped import shipped

_SAME = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "ـ": None, "\u200c": None})
_SAME |= dict.fromkeys(range(0x64B, 0x653))  # the marks that Arabic may write above and below its letters


@dataclass(frozen=True)
class Term:
    """One word of the field. forms: how the Dutch begins it; accepted: by language, what a translation may hold."""

    name: str
    forms: tuple[str, ...]
    accepted: Mapping[str, tuple[str, ...]]

    @cached_property
    def _in_dutch(self) -> re.Pattern[str]:
        forms = "|".join(re.escape(plain(form)) for form in self.forms)
        return re.compile(rf"\b(?:{forms})")

    @cached_property
    def _words(self) -> Mapping[str, tuple[str, ...]]:
        return {language: tuple(map(plain, words)) for language, words in self.accepted.items()}

    def stands_in(self, source: str) -> bool:
        """Whether the Dutch, made plain, has this word, alone or at the start of a longer one."""
        return bool(self._in_dutch.search(source))

    def is_kept(self, text: str, language: str) -> bool:
        """Whether a translation, made plain, has one of the words for it; True for a language that agreed on none."""
        words = self._words.get(language, ())
        return not words or any(word in text for word in words)


def plain(text: str) -> str:
    """A text in which only what tells words apart is left: no case, no marks of Arabic, one kind of apostrophe."""
    return unicodedata.normalize("NFC", text).casefold().translate(_SAME)


def load_terms(path: Path) -> tuple[Term, ...]:
    """The terms in a file. Raises FileRefused with everything that is wrong in it."""
    reader = read(path, path.name)
    terms = tuple(_term(one) for one in reader.readers("terms"))
    reader.done()
    if reader.problems:
        raise FileRefused(reader.problems)
    return terms


def _term(reader: Reader) -> Term:
    name, forms = reader.text("term"), reader.texts("forms")
    if not forms:
        reader.note("`forms` is empty; write how the Dutch begins the word", "forms")
    words = reader.reader("accepted")
    for tag in words.mapping:
        if tag not in LANGUAGES:
            words.note(f"{tag!r} is no language of this house", tag)
    accepted = {str(tag): words.texts(str(tag)) for tag in words.mapping}
    reader.done()
    return Term(name, forms, accepted)


@cache
def shipped_terms() -> tuple[Term, ...]:
    """The terms that ship with consult, read once."""
    return load_terms(shipped("instruments") / "terms.yaml")


@lru_cache(maxsize=8192)  # one source is held against the translations in every language
def _terms_in(source: str) -> tuple[Term, ...]:
    dutch = plain(source)
    return tuple(term for term in shipped_terms() if term.stands_in(dutch))


def terms_left(source: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    """The terms of a Dutch `source` that its translation leaves: pairs of found and expected."""
    terms = _terms_in(source)
    other = plain(text) if terms else ""
    for term in terms:
        if not term.is_kept(other, language):
            yield f'no word for "{term.name}"', f"one of {', '.join(term.accepted[language])}"
