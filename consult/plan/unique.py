"""The least number of different people behind all participations, from what they say of themselves (counting.md).

Nobody carries an identifier from one consultation to the next. The last question of every instrument asks "did you take
part in another consultation?", and whoever is truthful answers "no" exactly once, at their first.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """People reached by one consultation, by their answer to "did you take part in another one?"."""

    opened: date
    closed: date
    no: int
    yes: int
    unknown: int

    @property
    def people(self) -> int:
        """All of them."""
        return self.no + self.yes + self.unknown


def at_least_unique(fieldworks: Sequence[Fieldwork]) -> int:
    """A number that the real number of different people is never below, if all who answered are truthful."""
    if not fieldworks:
        return 0
    largest = max(fieldwork.people for fieldwork in fieldworks)
    first_timers = sum(fieldwork.no for fieldwork in fieldworks)
    return max(largest, first_timers + _certainly_new(fieldworks))


def _certainly_new(fieldworks: Sequence[Fieldwork]) -> int:
    """The others of the first consultation: nobody can have said "no" before, if it closed before any other opened."""
    first, *others = sorted(fieldworks, key=lambda fieldwork: fieldwork.opened)
    if any(other.opened <= first.closed for other in others):
        return 0
    return first.yes + first.unknown
