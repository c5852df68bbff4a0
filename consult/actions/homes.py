"""Where the translations of one thing lie, and how they are read and written: of an instrument with its blocks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from consult.actions import publishing
from consult.folder import DataFolder
from consult.instrument.catalogue import Entry, held_in, metadata, save_over
from consult.instrument.definition import Instrument
from consult.instrument.languages import Language
from consult.instrument.source.blocks import FOLDER
from consult.instrument.source.rewording import places
from consult.instrument.standing import Standing, standings
from consult.instrument.translation import sound_entries
from consult.shipped import shipped


class Home(Protocol):
    """What is translated. name: how commands and files know it; source: the language it was written in."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def source(self) -> str: ...

    def entries(self, language: Language) -> Mapping[str, Entry]:
        """Its translations as they stand now, by key."""

    def standings(self, language: Language, entries: Mapping[str, Entry]) -> Sequence[Standing]:
        """Every text, in the order in which someone meets them."""

    def save(self, language: Language, entries: Mapping[str, Entry]) -> None:
        """Writes some entries over what is kept. Raises CatalogueBroken, and then writes nothing."""


@dataclass(frozen=True)
class OfInstrument:
    """The home of an instrument. path: of its file."""

    path: Path
    instrument: Instrument
    folder: DataFolder

    @property
    def name(self) -> str:
        """Its key."""
        return self.instrument.name

    @property
    def title(self) -> str:
        """What respondents see above it."""
        return self.instrument.title

    @property
    def source(self) -> str:
        """The language of its file."""
        return self.instrument.source

    def entries(self, language: Language) -> Mapping[str, Entry]:
        """Its sound translations."""
        ships, own = publishing.locale_of(self.path), publishing.own_locale(self.folder)
        return sound_entries(ships, self.instrument, language, [], own)

    def standings(self, language: Language, entries: Mapping[str, Entry]) -> tuple[Standing, ...]:
        """Every text."""
        return standings(self.instrument, entries)

    def save(self, language: Language, entries: Mapping[str, Entry]) -> None:
        """Writes into its own catalogue, and what it shares into that of the block: once, for all that use it."""
        by_catalogue: dict[str, dict[str, Entry]] = defaultdict(dict)
        for key, entry in entries.items():
            by_catalogue[self._catalogue_of.get(key, self.name)][key] = entry
        locale = publishing.own_locale(self.folder) / language.tag
        for name in by_catalogue:
            held_in(locale / f"{name}.po")
        for name, some in by_catalogue.items():
            save_over(locale / f"{name}.po", some, self._order(name), metadata(name, language.tag))

    def _order(self, catalogue: str) -> list[str]:
        texts = self.instrument.source_texts
        return [key for key in texts if catalogue in (self.name, self._catalogue_of.get(key))]

    @cached_property
    def _catalogue_of(self) -> Mapping[str, str]:
        """The catalogue of each text that stands in a block and not in the instrument's own file."""
        own = places(self.path.read_text("utf-8-sig"), str(self.path))
        own_blocks = publishing.own_blocks(self.folder)
        folders = (own_blocks, self.path.parent.parent / FOLDER, shipped("instruments") / FOLDER)
        found: dict[str, str] = {}
        for name in self.instrument.blocks:
            file = next(path for folder in folders if (path := folder / f"{name}.yaml").is_file())
            of_block = places(file.read_text("utf-8-sig"), str(file))
            found |= {key: f"{FOLDER}/{name}" for key in of_block if key not in own}
        return found
