"""Blocks as files of an installation: whose words change once, for every instrument that uses them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from consult.actions import publishing
from consult.folder import DataFolder
from consult.instrument.definition import Instrument
from consult.instrument.loading import load_text
from consult.instrument.media.files import folder_beside
from consult.instrument.source.adding_words import gaps
from consult.instrument.source.blocks import FOLDER
from consult.instrument.source.rewording import places
from consult.shipped import shipped


@dataclass(frozen=True)
class BlockFile:
    """A block as its file has it now. used_by: the files of the instruments that it is part of."""

    name: str
    path: Path
    text: str
    used_by: tuple[Path, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The texts that stand in it."""
        return frozenset(places(self.text, str(self.path)))

    @cached_property
    def gaps(self) -> frozenset[str]:
        """The texts that can come in it."""
        return frozenset(gaps(self.text, str(self.path))) - {"intro", "thanks"}


def text_of(path: Path) -> str:
    """What stands in a file, with lines that end in one way."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def blocks_of(instrument: Instrument, path: Path, folder: DataFolder) -> Iterator[BlockFile]:
    """The blocks that the instrument at `path` was put together from."""
    places_ = (publishing.own_blocks(folder), path.parent.parent / FOLDER, shipped("instruments") / FOLDER)
    for name in dict.fromkeys(instrument.blocks):
        files = (place / f"{name}.yaml" for place in places_)
        file = next((one for one in files if one.is_file()), None)
        if file is not None:
            yield BlockFile(name, file, text_of(file), tuple(_users(name, folder)))


def _users(name: str, folder: DataFolder) -> Iterator[Path]:
    mention = re.compile(rf"^\s*-\s*\{{?\s*block:\s*[\"']?{re.escape(name)}\b", re.MULTILINE)
    return (path for path in publishing.files(folder) if mention.search(text_of(path)))


def loaded_with(
    texts: Mapping[Path, str], changed: Iterable[tuple[BlockFile, str]], folder: DataFolder
) -> dict[Path, Instrument]:
    """Instruments as they would be with other texts of their blocks. Raises InstrumentProblems.

    texts: of the instruments, by file.
    """
    with TemporaryDirectory() as place:
        for block, text in changed:
            Path(place, f"{block.name}.yaml").write_text(text, encoding="utf-8")
        blocks = (Path(place), publishing.own_blocks(folder))
        return {
            path: load_text(text, str(path), folder=folder_beside(path), blocks=blocks)
            for path, text in texts.items()
        }
