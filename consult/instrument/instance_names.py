"""What has a name of its own in each instance of a repeat, and how it is called there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from consult.instrument.definition import Page, Repeat

# In all expressions together: 225 instances that each look at all 225 are 50,625.
MOST_NAMES = 200_000

Numbers = tuple[int, ...]  # of an instance and of those around it, outermost first


class TooManyNames(ValueError):
    """With every repeat written out the expressions name more answers than anything here is made for."""


@dataclass(frozen=True, slots=True)
class Named:
    """What has a name of its own in each instance: `trust_rules`, in instance 2 `trust_2_rules`. repeats: outermost first."""

    stem: str
    tail: str
    repeats: tuple[Repeat, ...]

    def at(self, numbers: Numbers) -> str:
        """Its name in one instance."""
        return f"{self.stem}{suffix_of(numbers)}{self.tail}"

    @property
    def is_repeat(self) -> bool:
        """Whether it is a repeat itself and not something asked in one."""
        return self.stem == self.repeats[-1].name


def suffix_of(numbers: Iterable[int]) -> str:
    """What stands behind a name in one instance: `_2_1` is the first within the second."""
    return "".join(f"_{number}" for number in numbers)


def named_in(items: Iterable[Page | Repeat]) -> dict[str, Named]:
    """Everything in a repeat that expressions can name, the repeats themselves too."""
    return {name: named for name, named in _named_in(items, ()) if named.repeats}


def _named_in(items: Iterable[Page | Repeat], around: tuple[Repeat, ...]) -> Iterator[tuple[str, Named]]:
    for item in items:
        if isinstance(item, Repeat):
            yield item.name, Named(item.name, "", (*around, item))
            yield from _named_in(item.pages, (*around, item))
            continue
        for question in item.questions:
            for name in question.names:
                yield name, Named(question.name, name.removeprefix(question.name), around)


class Written:
    """The names of an instrument, and how many of them its expressions have come to."""

    def __init__(self, named: Mapping[str, Named]) -> None:
        self.named = named
        self.number = 0

    def add(self, number: int) -> None:
        """Counts names that are about to be written. Raises TooManyNames."""
        self.number += number
        if self.number > MOST_NAMES:
            raise TooManyNames(
                f"expressions that name more than {MOST_NAMES} answers with every repeat written out"
            )
