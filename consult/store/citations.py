"""What findings rest on may be taken back or changed: who cites is told here, and marks what it says as "to review"."""

from collections.abc import Callable, Collection
from typing import NamedTuple

from consult.evidence.findings import Gone


class Cited(NamedTuple):
    """Something that can be cited: its kind (`source`, `highlight`, `quote`, `grid-cell`) and its id."""

    kind: str
    id: str


Listener = Callable[[Collection[Cited], Gone, str], None]
_listeners: list[Listener] = []


def on_cited_sources_gone(listener: Listener) -> Listener:
    """Has `listener` called, within the same transaction, with all that went, why and by whose act; usable as a decorator."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def cited_sources_gone(gone: Collection[Cited], because: Gone, by: str) -> None:
    """Tells everybody who cites that these are gone. Call it in the transaction that deletes or changes them."""
    if gone:
        for listener in _listeners:
            listener(gone, because, by)
