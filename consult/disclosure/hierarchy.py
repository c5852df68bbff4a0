"""A hierarchy: what a value becomes when it is told less precisely, level by level, up to `*`.

As in ARX and sdcMicro: level 0 is the value itself, every level joins values of the one below, the last is `*`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

ALL = "*"
# An intruder who knows that his target answered everything excludes who did not: having no answer is a value like
# any other, and never a wildcard (privacy.md, 2). Which way of having none is not told of a key variable.
NO_ANSWER = "no_answer"

Path = tuple[str, ...]


class NotAHierarchy(ValueError):
    """What is given as a hierarchy is no tree. Carries every sentence."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class Hierarchy:
    """A tree whose leaves all lie equally deep. Made by `hierarchy`, `flat` or `months`, which check it.

    levels: a word for each, from `value` to `*`. paths: of each value what it is at each level, itself first.
    labels: the words for a group of values, by group and language. dated, source: where it comes from.
    """

    name: str
    levels: tuple[str, ...]
    paths: Mapping[str, Path]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dated: date | None = None
    source: str = ""

    @property
    def height(self) -> int:
        """The number of its coarsest level."""
        return len(self.levels) - 1

    @cached_property
    def leaves_under(self) -> tuple[Mapping[str, int], ...]:
        """Of each level, how many values each group joins."""
        return tuple(Counter(path[level] for path in self.paths.values()) for level in range(self.height + 1))

    def loss(self, value: str, level: int) -> float:
        """How much of a value is lost at a level: 0 for itself, 1 for `*` (NCP; Loss of ARX)."""
        if level == 0 or len(self.paths) == 1:
            return 0.0
        return (self.leaves_under[level][self.paths[value][level]] - 1) / (len(self.paths) - 1)

    def uncovered(self, values: Iterable[str]) -> tuple[str, ...]:
        """Which of these values it does not know, each once, in order."""
        return tuple(sorted({value for value in values if value not in self.paths}))

    def with_no_answer(self) -> "Hierarchy":
        """The same with a leaf for having no answer, which joins nothing below `*`."""
        path = (*[NO_ANSWER] * self.height, ALL)
        return replace(self, paths={**self.paths, NO_ANSWER: path})


def hierarchy(
    name: str,
    paths: Mapping[str, Sequence[str]],
    levels: Sequence[str] = (),
    labels: Mapping[str, Mapping[str, str]] | None = None,
    dated: date | None = None,
    source: str = "",
) -> Hierarchy:
    """The hierarchy in which each value becomes what `paths` says: its groups from fine to coarse, without itself.

    `*` is added above when it is not there. levels: a word for each of those groups. Raises NotAHierarchy.
    """
    full = _with_all({value: (value, *groups) for value, groups in paths.items()})
    if problems := list(_problems(name, full)):
        raise NotAHierarchy(problems)
    height = len(next(iter(full.values()))) - 1
    words = [*levels, *(f"level {number}" for number in range(1, height))][: height - 1]
    return Hierarchy(name, ("value", *words, ALL), full, labels or {}, dated, source)


def flat(name: str, values: Iterable[str]) -> Hierarchy:
    """The hierarchy that tells a value or nothing."""
    return Hierarchy(name, ("value", ALL), {value: (value, ALL) for value in values})


def months(name: str, days: Iterable[str]) -> Hierarchy:
    """Days written 2026-03-02, as months and years. Raises NotAHierarchy naming what is no day."""
    found = sorted(set(days))
    if wrong := [day for day in found if not _is_day(day)]:
        raise NotAHierarchy([f"{name}: {listed(wrong)}: expected days such as 2026-03-02. Correct them."])
    return Hierarchy(
        name, ("day", "month", "year", ALL), {day: (day, day[:7], day[:4], ALL) for day in found}
    )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _with_all(paths: Mapping[str, Path]) -> dict[str, Path]:
    if all(path[-1] == ALL for path in paths.values()):
        return dict(paths)
    return {value: (*path, ALL) for value, path in paths.items()}


def _problems(name: str, paths: Mapping[str, Path]) -> Iterator[str]:
    if not paths:
        yield f"{name}: holds no value. Give every value a line."
        return
    heights = Counter(len(path) for path in paths.values())
    usual = heights.most_common(1)[0][0]
    odd = [value for value, path in paths.items() if len(path) != usual]
    if odd:
        yield (
            f"{name}: {listed(odd)}: other than {usual - 1} levels above the value (`*` counted), as the rest has."
            " Repeat a group where a level adds nothing."
        )
        return
    yield from _blanks(name, paths)
    yield from _two_parents(name, paths, usual)


def _blanks(name: str, paths: Mapping[str, Path]) -> Iterator[str]:
    blank = [value for value, path in paths.items() if "" in path[1:]]
    if blank:
        yield f"{name}: {listed(blank)}: a level is empty. Write the group, or `*`."
    early = [value for value, path in paths.items() if ALL in path[:-1]]
    if early:
        yield f"{name}: {listed(early)}: `*` below the last level. Name the group there."


def _two_parents(name: str, paths: Mapping[str, Path], height: int) -> Iterator[str]:
    for level in range(1, height - 1):
        parents: dict[str, set[str]] = {}
        for path in paths.values():
            parents.setdefault(path[level], set()).add(path[level + 1])
        for group, above in parents.items():
            if len(above) > 1:
                yield (
                    f"{name}: is no tree: {group!r} at level {level} lies under {listed(sorted(above))}."
                    " Give it one parent, or two names."
                )


def listed(values: Sequence[str], most: int = 20) -> str:
    """Values in a sentence; of very many the first ones, and how many more."""
    named = ", ".join(repr(value) for value in values[:most])
    return named if len(values) <= most else f"{named} and {len(values) - most} more"
