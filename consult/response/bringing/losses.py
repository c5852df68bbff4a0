"""What is lost on the way, counted: how often, and where first."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import NamedTuple

from consult.response.bringing.incoming import IncomingTable, Loss, Lost


class Cell(NamedTuple):
    """Where something stands. column: as people are told it. at: says where, which is only asked of what is lost."""

    column: str
    at: Callable[[], str] = str

    @property
    def place(self) -> str:
        """Its place in the file; nothing for what stands in no cell."""
        return self.at()


class Losses:
    """Everything that is lost, by kind, column, value and question."""

    def __init__(self) -> None:
        self.counts: dict[tuple[Loss, str, str, str], tuple[int, str]] = {}

    def count(self, loss: Loss, cell: Cell, value: str = "", question: str = "") -> None:
        """One more."""
        key = (loss, cell.column, value, question)
        n, place = self.counts.get(key) or (0, cell.place)
        self.counts[key] = n + 1, place

    def rows(self, loss: Loss, table: IncomingTable, numbers: Sequence[int]) -> None:
        """Whole rows of a table."""
        for number in numbers:
            self.count(loss, Cell(table.name, partial(table.place, number, "")))

    def tables(self, others: Sequence[IncomingTable], read: Collection[IncomingTable]) -> None:
        """Whole tables that are of no repeat."""
        for table in others:
            if not any(table is one for one in read):
                self.counts[(Loss.TABLE, table.name, "", "")] = len(table.rows), ""

    def counted(self) -> list[Lost]:
        """What was counted, most first within a kind."""
        order = list(Loss)
        found = [
            Lost(loss, column, n, place, value, question)
            for (loss, column, value, question), (n, place) in self.counts.items()
        ]
        # Whole tables stay as the file has them.
        return sorted(
            found,
            key=lambda one: (
                order.index(one.loss),
                *(() if one.loss is Loss.TABLE else (-one.n, one.column, one.value)),
            ),
        )
