"""The sentences around the questions as an installation has them: those that ship, and its own before them.

Its own lie in the data folder, where an upgrade leaves them. What processes keep of them is asked for by an `Edition`.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from consult.actions import clock
from consult.folder import DataFolder
from consult.instrument.catalogue import Entry, entries_in, metadata, open_catalogue, save_over
from consult.instrument.languages import LANGUAGES, SOURCE, Language
from consult.instrument.problems import Problem
from consult.instrument.sentences import (
    INTERFACE,
    Said,
    SaidStanding,
    sentences,
    shipped_entries,
)
from consult.shipped import PACKAGE

SHIPPED = PACKAGE / "translations" / "respond"
_READ_WHOLE = (
    "X-Consult-Read-Whole"  # in the head of a catalogue: the day on which all of the form had been read
)

Edition = tuple[tuple[str, int, int, int], ...]


def own_catalogues(folder: DataFolder) -> Path:
    """Where an installation keeps what was written and read here."""
    return folder.path / "translations" / "respond"


def edition(own: Path) -> Edition:
    """What differs as soon as any sentence does, in whichever process it was changed."""
    try:
        with os.scandir(own) as found:
            files = [(one.name, one.stat()) for one in found if one.name.endswith(".po")]
    except FileNotFoundError:
        return ()
    return tuple(sorted((name, file.st_mtime_ns, file.st_ino, file.st_size) for name, file in files))


def languages() -> tuple[Language, ...]:
    """Those that the pages around the questions are translated into."""
    return tuple(LANGUAGES[file.stem] for file in sorted(SHIPPED.glob("*.po")))


def broken(folder: DataFolder) -> list[Problem]:
    """Why sentences of the installation's own are not taken, in every language that it wrote some in."""
    own = own_catalogues(folder)
    written = [one for one in languages() if (own / f"{one.tag}.po").exists()]
    return [problem for one in written for problem in said(SHIPPED, own, one.tag, edition(own)).problems]


@lru_cache(maxsize=64)
def said(shipped: Path, own: Path | None, tag: str, _edition: Edition) -> Said:
    """The sentences in one language. _edition: of `own`, when it was asked for."""
    asked = sentences(shipped, tag)
    read = Said(asked, shipped_entries(shipped / f"{tag}.po", asked), {})
    path = own / f"{tag}.po" if own else None
    if path is None or not path.exists():
        return read
    problems: list[Problem] = []
    catalogue = open_catalogue(path.read_bytes(), str(path), problems)
    if catalogue is None:
        return replace(read, problems=tuple(problems))
    entries = {one.key: one for one in entries_in(catalogue, str(path), problems) if not one.obsolete}
    return replace(read, own=entries, read_whole=_READ_WHOLE in catalogue.metadata, problems=tuple(problems))


@dataclass(frozen=True)
class OfInterface:
    """The home of these sentences: what `Home` asks for. ships: where the catalogues lie that came with consult."""

    folder: DataFolder
    ships: Path = SHIPPED
    name: str = INTERFACE
    title: str = ""
    source: str = SOURCE

    def said(self, language: Language) -> Said:
        """The sentences in one language, as they stand now."""
        own = own_catalogues(self.folder)
        return said(self.ships, own, language.tag, edition(own))

    def entries(self, language: Language) -> Mapping[str, Entry]:
        """What translators work on, by key."""
        return self.said(language).entries

    def standings(self, language: Language, _entries: Mapping[str, Entry]) -> tuple[SaidStanding, ...]:
        """Every sentence, as someone meets them."""
        return self.said(language).standings

    def save(self, language: Language, entries: Mapping[str, Entry]) -> None:
        """Writes some of them over what is kept here. Raises CatalogueBroken."""
        now = self.said(language)
        after = replace(now, own={**now.own, **entries})
        about = metadata(f"consult {INTERFACE}", language.tag)
        if now.read_whole or after.is_form_read:
            about[_READ_WHOLE] = clock.today().isoformat()
        taken_up = {now.older[key] for key in entries if key in now.older}
        older = [key for key in now.own if key not in now.sentences and key not in taken_up]
        save_over(
            own_catalogues(self.folder) / f"{language.tag}.po", entries, [*now.sentences, *older], about
        )
