"""Lists that are searched, filtered and sorted by their address alone, so that a sorted list can be bookmarked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from flask import request

T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column that a list is sorted by. `value` of a row must compare with that of another."""

    key: str
    label: str
    value: Callable[[T], Any]


@dataclass(frozen=True)
class Filter(Generic[T]):
    """A choice above a list; a row stays when `value` of it is the chosen option."""

    key: str
    label: str
    options: Sequence[tuple[str, str]]
    value: Callable[[T], str]

    @property
    def chosen(self) -> str:
        """The option in the address; empty for all."""
        asked = request.args.get(self.key, "")
        return asked if asked in [option for option, _ in self.options] else ""

    def keeps(self, row: T) -> bool:
        """Whether a row stays."""
        return not self.chosen or self.value(row) == self.chosen


@dataclass(frozen=True)
class AnyOf(Filter[T]):
    """A choice where `value` of a row is several options, with spaces between them; it stays when one is the chosen one."""

    def keeps(self, row: T) -> bool:
        """Whether a row stays."""
        return not self.chosen or self.chosen in self.value(row).split()


@dataclass(frozen=True)
class Listing(Generic[T]):
    """Rows with what may be done to them. `text` is what a search looks in."""

    all_rows: Sequence[T]
    columns: Sequence[Column[T]]
    text: Callable[[T], str]
    filters: Sequence[Filter[T]] = ()

    @property
    def rows(self) -> list[T]:
        """The rows that stay, in the asked order."""
        found = [row for row in self.all_rows if self._stays(row)]
        return sorted(found, key=self._column.value, reverse=self.order == "desc")

    @property
    def sought(self) -> str:
        """What is searched for."""
        return request.args.get("q", "").strip()

    @property
    def sort(self) -> str:
        """The key of the column that the rows are sorted by."""
        return self._column.key

    @property
    def order(self) -> str:
        """`asc` or `desc`."""
        return "desc" if request.args.get("order") == "desc" else "asc"

    @property
    def is_sieved(self) -> bool:
        """Whether some rows may be hidden."""
        return bool(self.sought) or any(one.chosen for one in self.filters)

    def sorted_by(self, column: Column[T]) -> str:
        """How the rows stand by this column, in the words of ARIA."""
        if column.key != self.sort:
            return "none"
        return "descending" if self.order == "desc" else "ascending"

    def address_sorted_by(self, column: Column[T]) -> str:
        """The same list by this column, or the other way round when it is sorted by it already."""
        order = "desc" if self.sorted_by(column) == "ascending" else "asc"
        kept = {key: value for key, value in request.args.items() if value}
        return f"{request.path}?{urlencode(kept | {'sort': column.key, 'order': order})}"

    @property
    def _column(self) -> Column[T]:
        asked = request.args.get("sort")
        return next((column for column in self.columns if column.key == asked), self.columns[0])

    def _stays(self, row: T) -> bool:
        text = self.text(row).casefold()
        if not all(word in text for word in self.sought.casefold().split()):
            return False
        return all(one.keeps(row) for one in self.filters)
