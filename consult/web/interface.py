"""The words of the pages themselves: Dutch in templates and code, other languages in `translations/<door>/*.po`."""

from collections import Counter
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from flask import Flask, g

from consult.instrument.catalogue import WRITTEN_STATES
from consult.instrument.translated import REVIEWED, State
from consult.shipped import PACKAGE

SOURCE_LANGUAGE = "nl"
_READ_BY_A_SPEAKER = frozenset(f"consult: {state}" for state in REVIEWED)


@cache
def wording(door: str, language: str) -> NullTranslations:
    """The sentences of one door in one language; a sentence without a translation stays Dutch."""
    catalogue = _catalogue(door, language)
    if is_of_source(language) or not catalogue.exists():
        return NullTranslations()
    return GNUTranslations(BytesIO(polib.pofile(str(catalogue)).to_binary()))


@cache
def is_reviewed(door: str, language: str) -> bool:
    """Whether someone who speaks the language has read every sentence of a door in it; the source counts as read."""
    if is_of_source(language):
        return True
    catalogue = _catalogue(door, language)
    return catalogue.exists() and all(
        entry.translated() and entry.comment in _READ_BY_A_SPEAKER for entry in polib.pofile(str(catalogue))
    )


def is_of_source(language: str) -> bool:
    """Whether the sentences of the pages are right in it as they are written: Dutch, and easy Dutch, for they are easy."""
    return language.partition("-x-")[0] == SOURCE_LANGUAGE


def completeness(door: str, language: str) -> Counter[State]:
    """How many sentences of a door are in each state in a language; those of all its catalogues are counted."""
    said = {entry.msgid for tag in languages(door)[1:] for entry in polib.pofile(str(_catalogue(door, tag)))}
    entries = {entry.msgid: entry for entry in polib.pofile(str(_catalogue(door, language)))}
    return Counter(_state(entries.get(sentence)) for sentence in said)


@cache
def to_review(door: str, language: str) -> int:
    """How many sentences of a door nobody who speaks the language has read; none in the source."""
    if is_of_source(language) or language not in languages(door):
        return 0
    counted = completeness(door, language)
    return sum(number for state, number in counted.items() if state not in REVIEWED)


def _state(entry: polib.POEntry | None) -> State:
    if entry is None or not entry.translated():
        return State.MISSING
    return WRITTEN_STATES.get(entry.comment.removeprefix("consult: "), State.DRAFT)


def _catalogue(door: str, language: str) -> Path:
    return PACKAGE / "translations" / door / f"{language}.po"


def languages(door: str) -> tuple[str, ...]:
    """The languages that a door speaks, the source first."""
    others = sorted(file.stem for file in (PACKAGE / "translations" / door).glob("*.po"))
    return (SOURCE_LANGUAGE, *others)


def speak(door: str, language: str) -> None:
    """From here on this request's `_()` answers in this language."""
    g.wording = wording(door, language)
    g.language = language


def _(sentence: str, **values: Any) -> str:
    """A sentence in the request's language; `%(name)s` is filled from `values`."""
    translated = _spoken().gettext(sentence)
    return translated % values if values else translated


def ngettext(one: str, many: str, n: int, **values: Any) -> str:
    """A sentence that counts, in the request's language."""
    return _spoken().ngettext(one, many, n) % ({"n": n} | dict(values))


def _spoken() -> NullTranslations:
    spoken = g.get("wording")
    return spoken if isinstance(spoken, NullTranslations) else NullTranslations()


def set_up(app: Flask) -> None:
    """Gives every template `_()` and `ngettext()`."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda sentence: _spoken().gettext(sentence),
        lambda one, many, n: _spoken().ngettext(one, many, n),
        newstyle=True,
    )
