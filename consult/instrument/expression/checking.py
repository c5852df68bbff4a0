"""What an expression may know of answers, a mistake in one, and what depends on itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Variable:
    """What an expression may know of an answer.

    `kind`: number, text, one (a code), many (codes), instance (the number of one whose answer is the choice) or any. `codes`: the choices it can have, None when free.
    `repeats`: the names of those that it is in; None where that is not known.
    """

    kind: str
    codes: frozenset[str] | None = None
    repeats: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: where it starts (column from 1), what was found, what was expected, the nearest valid name.

    unsupported: no slip, but something that ODK has and this language does not.
    """

    column: int
    found: str
    expected: str
    nearest: str = ""
    unsupported: bool = False


def nearest_name(name: str, names: Collection[str]) -> str:
    """The valid name that looks most like `name`, or "" when none does."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.6)), "")


def circles(dependencies: Mapping[str, Collection[str]]) -> list[tuple[str, ...]]:
    """The names that depend on themselves, each circle once, from its first name back to it: (a, b, a)."""
    found: list[tuple[str, ...]] = []
    for name in _entangled(dependencies):
        if any(name in circle for circle in found):
            continue
        circle = _way_back(name, dependencies)
        if circle:
            found.append(circle)
    return found


def _entangled(dependencies: Mapping[str, Collection[str]]) -> list[str]:
    """The names that are left when those that rest on nothing are taken away, again and again: circles, and what hangs on them."""
    rests_on = {name: set(used) & dependencies.keys() for name, used in dependencies.items()}
    carries: dict[str, list[str]] = {}
    for name, used in rests_on.items():
        for one in used:
            carries.setdefault(one, []).append(name)
    free = [name for name, used in rests_on.items() if not used]
    while free:
        settled = free.pop()
        for name in carries.get(settled, ()):
            rests_on[name].discard(settled)
            free.extend([] if rests_on[name] else [name])
    return [name for name, used in rests_on.items() if used]


def _way_back(name: str, dependencies: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    ways: list[tuple[str, ...]] = [(name,)]
    seen: set[str] = set()
    for way in ways:  # grows while it is walked: breadth first, so the shortest circle is told
        for following in sorted(dependencies.get(way[-1], ())):
            if following == name:
                return (*way, name)
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()
