"""The words of the pages themselves: Dutch in templates and code, other languages in `translations/<door>/*.po`."""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from flask import Flask, current_app, g

from consult.actions import interface_texts
from consult.actions.interface_texts import Edition
from consult.instrument.problems import Problem
from consult.instrument.sentences import Place, Said
from consult.instrument.translated import REVIEWED, State
from consult.shipped import PACKAGE

SOURCE_LANGUAGE = "nl"


def wording(door: str, language: str) -> NullTranslations:
    """The sentences of one door in one language; a sentence without a translation stays Dutch."""
    if is_of_source(language):
        return NullTranslations()
    return _wording(door, language, edition(door))


@lru_cache(maxsize=64)
def _wording(door: str, language: str, edition: Edition) -> NullTranslations:
    catalogue = _folder(door) / f"{language}.po"
    if not catalogue.exists():
        return NullTranslations()
    read = polib.pofile(str(catalogue))
    if edition:
        _put_own_in(read, _said(door, language))
    return GNUTranslations(BytesIO(read.to_binary()))


def _put_own_in(catalogue: polib.POFile, said: Said) -> None:
    """Puts what is shown here into a catalogue that ships."""
    entries = {entry.msgid: entry for entry in catalogue}
    for key, shown in said.shown.items():
        sentence = said.sentences[key]
        if entry := entries.get(sentence.msgid):
            if sentence.form is None:
                entry.msgstr = shown.text
            else:
                entry.msgstr_plural[sentence.form] = shown.text


def edition(door: str) -> Edition:
    """What differs as soon as a sentence of a door does: whatever is kept of sentences is kept by it."""
    own = _own(door)
    return interface_texts.edition(own) if own else ()


def is_reviewed(door: str, language: str) -> bool:
    """Whether someone who speaks the language has read every sentence of a door in it; the source counts as read."""
    return is_of_source(language) or _said(door, language).is_read


def is_form_reviewed(door: str, language: str) -> bool:
    """Whether that is so of every sentence that someone meets who answers."""
    return is_of_source(language) or _said(door, language).is_form_read


def opens(door: str, language: str) -> bool:
    """Whether respondents may choose the language: every sentence of the form was read once (decision 0018).

    What a later release says otherwise closes nothing; its pages have the notice until that is read too.
    """
    return is_form_reviewed(door, language) or _said(door, language).read_whole


def is_of_source(language: str) -> bool:
    """Whether the sentences of the pages are right in it as they are written: Dutch, and easy Dutch, for they are easy."""
    return language.partition("-x-")[0] == SOURCE_LANGUAGE


def completeness(door: str, language: str) -> Mapping[Place, Counter[State]]:
    """How many sentences of a door are in each state in a language, by where they are read."""
    return _said(door, language).counts


def problems(door: str, language: str) -> tuple[Problem, ...]:
    """Why some of the installation's own sentences are not taken."""
    return _said(door, language).problems


def to_review(door: str, language: str) -> int:
    """How many sentences of the form nobody who speaks the language has read; none in the source."""
    if is_of_source(language) or language not in languages(door):
        return 0
    counted = completeness(door, language)[Place.FORM]
    return sum(number for state, number in counted.items() if state not in REVIEWED)


def _said(door: str, language: str) -> Said:
    return interface_texts.said(_folder(door), _own(door), language, edition(door))


def _own(door: str) -> Path | None:
    """Where the installation keeps its own sentences; only those of respondents are translated here."""
    return (
        interface_texts.own_catalogues(current_app.extensions["folder"])
        if current_app and door == "respond"
        else None
    )


def _folder(door: str) -> Path:
    return PACKAGE / "translations" / door


def languages(door: str) -> tuple[str, ...]:
    """The languages that a door speaks, the source first."""
    others = sorted(file.stem for file in _folder(door).glob("*.po"))
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
