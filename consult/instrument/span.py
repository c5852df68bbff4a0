"""The numbers that a `range` can give."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """Such numbers: from `start` to `end` in steps, both included."""

    start: Decimal
    end: Decimal
    step: Decimal

    @property
    def is_whole(self) -> bool:
        """Whether every one of them is a whole number."""
        return all(part == int(part) for part in (self.start, self.step))

    @property
    def points(self) -> tuple[Decimal, ...]:
        """Every number, in order."""
        return tuple(self.start + place * self.step for place in range(int(self.length) + 1))

    @property
    def length(self) -> Decimal:
        """How many steps there are."""
        return (self.end - self.start) // self.step

    def holds(self, number: Decimal) -> bool:
        """Whether `number` is one of them."""
        return self.start <= number <= self.end and (number - self.start) % self.step == 0
