"""What changed in a text, word by word: what a translator needs to see of a source that was mended."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stand together and share a fate."""

    fate: Fate
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """From `old` to `new`: what was kept, removed and added, in the order in which one reads it."""
    return tuple(piece for piece in _pieces(_WORDS.findall(old), _WORDS.findall(new)) if piece.text)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    # Without the rule for long texts, which takes every frequent word (a space) for noise.
    for move, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if move == "equal":
            yield Piece(Fate.KEPT, "".join(old[start:end]))
        else:
            yield Piece(Fate.REMOVED, "".join(old[start:end]))
            yield Piece(Fate.ADDED, "".join(new[first:last]))
