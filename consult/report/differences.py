"""What a second drafting would change: block by block, what stands and what is new. Nothing is overwritten by it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What happened to a block."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One block as it stands and as it would be; empty where it is not there."""

    id: str
    change: Change
    stands: str
    new: str


def differences(stands: Mapping[str, str], new: Mapping[str, str]) -> tuple[Difference, ...]:
    """Every generated block that is not the same, in the order of the new report, then what it no longer has."""
    return tuple(_differences(stands, new))


def _differences(stands: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for id_, text in new.items():
        if id_ not in stands:
            yield Difference(id_, Change.ADDED, "", text)
        elif _plain(stands[id_]) != _plain(text):
            yield Difference(id_, Change.CHANGED, stands[id_], text)
    for id_, text in stands.items():
        if id_ not in new:
            yield Difference(id_, Change.REMOVED, text, "")


def _plain(text: str) -> str:
    """Text as it is compared: a word processor may set spaces and line ends otherwise."""
    return " ".join(text.split())
