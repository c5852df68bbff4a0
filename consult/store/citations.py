"""What findings rest on may be taken back by those who said it: who cites is told here, and marks what it says as "to review"."""

from collections.abc import Callable, Collection
from typing import NamedTuple


class Cited(NamedTuple):
    """Something that can be cited: its kind (`source`, `highlight`, `quote`, `grid-cell`) and its id."""

    kind: str
    id: str


Listener = Callable[[Collection[Cited]], None]
_listeners: list[Listener] = []


def on_cited_sources_gone(listener: Listener) -> Listener:
    """Has `listener` called, within the same transaction, with all that went; usable as a decorator."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def cited_sources_gone(gone: Collection[Cited]) -> None:
    """Tells everybody who cites that these are gone. Call it in the transaction that deletes them."""
    if gone:
        for listener in _listeners:
            listener(gone)
