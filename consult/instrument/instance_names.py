"""What has a name of its own in each instance of a repeat, and how it is called there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consult.instrument.definition import Page, Repeat

Numbers = tuple[int, ...]  # of an instance and of those around it, outermost first


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
