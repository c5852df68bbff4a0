"""Copies of shipped files that an installation changed: writing them, and what shipped anew since (decision 0016)."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from consult.actions import publishing
from consult.actions.blocks import BlockFile, loaded_with, text_of
from consult.actions.refusal import Refused
from consult.folder import DataFolder
from consult.instrument.problems import InstrumentProblems
from consult.instrument.source.adding_words import gaps, rewritten
from consult.instrument.source.blocks import FOLDER
from consult.instrument.source.rewording import Unwritable, places
from consult.shipped import shipped
from consult.store import audit


def save(path: Path, text: str) -> None:
    """Writes a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)


def has_newer_shipped(path: Path) -> bool:
    """Whether a copy was made from what no longer ships so."""
    seed, ships = publishing.seed_of(path), _shipped(path)
    return seed.is_file() and ships.is_file() and seed.read_bytes() != ships.read_bytes()


def _shipped(path: Path) -> Path:
    return shipped("instruments") / path.parent.name / path.name


def behind(path: Path, blocks: Iterable[str], folder: DataFolder) -> list[Path]:
    """The copies that an instrument was put together from and of which something newer ships: its file, and its blocks."""
    own = (publishing.own_blocks(folder) / f"{block}.yaml" for block in blocks)
    return [copy for copy in (path, *own) if has_newer_shipped(copy)]


def renew(name: str, folder: DataFolder, by: str) -> tuple[str, ...]:
    """Takes what ships now over, with the words that were changed here. Returns the keys whose words did not fit in any more.

    Raises Refused for what is no copy, and when what ships now cannot take them.
    """
    path = publishing.own_instruments(folder) / f"{name}.yaml"
    checked = publishing.check_file(publishing.file_of(name, folder), folder)
    copies = behind(path, checked.instrument.blocks if checked.instrument else (), folder)
    if not copies:
        raise Refused("wording_not_newer")
    renewed = {copy: _renewed(copy) for copy in copies}
    _refuse_if_unfit({copy: text for copy, (text, _ours, _lost) in renewed.items()}, folder)
    ours = sorted(key for _text, found, _lost in renewed.values() for key in found)
    audit.note(by, "instrument renewed", name, texts=ours[:50], count=len(ours))
    for copy, (text, _ours, _lost) in renewed.items():
        save(publishing.seed_of(copy), text_of(_shipped(copy)))
        save(copy, text)
    return tuple(key for _text, _ours, lost in renewed.values() for key in lost)


def _renewed(copy: Path) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What ships now with the words that were changed here; their keys, and those of words that did not fit in."""
    ships = text_of(_shipped(copy))
    before, here = places(text_of(publishing.seed_of(copy))), places(text_of(copy))
    ours = {key: one.text for key, one in here.items() if key not in before or one.text != before[key].text}
    can_take = {*places(ships), *gaps(ships)}
    fitting = {key: text for key, text in ours.items() if key in can_take}
    try:
        return rewritten(ships, fitting), tuple(fitting), tuple(key for key in ours if key not in fitting)
    except Unwritable as refused:
        raise Refused("wording_does_not_fit") from refused


def _refuse_if_unfit(texts: Mapping[Path, str], folder: DataFolder) -> None:
    blocks = [
        (BlockFile(copy.stem, copy, "", ()), text)
        for copy, text in texts.items()
        if copy.parent.name == FOLDER
    ]
    instruments = {copy: text for copy, text in texts.items() if copy.parent.name != FOLDER}
    try:
        loaded_with(instruments, blocks, folder)
    except InstrumentProblems as refused:
        raise Refused("wording_does_not_fit") from refused
