"""Some instances of a repeat: `${member}[age < 18]/pets`, written out over the instances there can be.

Each instance becomes `if(${member_1} = 1 and (${age_1} < 18), ${pets_1}, '')`, and the whole their node-set.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from consult.instrument.expression.functions import FUNCTIONS
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.surroundings import ARITHMETIC
from consult.instrument.expression.words import ExpressionError

_Names = Mapping[str, Sequence[str]]
_NOTHING = "''"
_WORD = r"[A-Za-z_][A-Za-z0-9_-]*"
BEHIND = re.compile(rf"\s*/\s*(?:{_WORD}\s*/\s*)*(?P<last>{_WORD})")
_INSIDE = re.compile(
    rf"""'[^']*'|"[^"]*"|\$\{{[^}}]*\}}|current\(\)(?:\s*/\s*\.\.)+\s*/\s*{_WORD}|(?:\.\./)+{_WORD}
      | (?P<place>position\(\s*\))|(?P<last>last\(\s*\))|position\(\s*current\(\)\s*/\s*(?P<own>\.\.(?:/\.\.)*)\s*\)
      | {_WORD}(?::{_WORD})?\s*\(|(?<![\w.)\]])(?:and|or|div|mod)\b|\b(?:and|or|div|mod)(?=\s)
      | (?:\./)?(?P<path>(?:{_WORD}/)*)(?P<name>{_WORD})""",
    re.VERBOSE,
)


def filtered(
    repeat: str, source: str, at: int, depths: Sequence[_Names], rewrite: Callable[[str], str]
) -> tuple[str, int] | None:
    """What stands for `${repeat}` and what follows it from `at`, and where that ends; None when nothing does.

    depths: what a name stands for at each depth, outermost first. rewrite: the rest of an expression, as elsewhere.
    Raises ExpressionError for what cannot be told.
    """
    predicates, end = _predicates(source, at)
    target, end = _target(source, end)
    if not predicates and not target:
        return None
    names = _outside(repeat, [target or repeat, *_bare(predicates)], depths)
    markers = [f"${{{one}}}" for one in names[repeat]]
    there = [f"{marker} = 1" for marker in markers]
    for predicate in predicates:
        there = _narrowed(there, predicate, repeat, names, rewrite)
    values = (
        [_of_instance(target, repeat, number, names) for number in range(len(markers))] if target else markers
    )
    members = (f"if({holds}, {value}, '')" for holds, value in zip(there, values, strict=True))
    return f"({' | '.join(members)})", end


def _predicates(source: str, at: int) -> tuple[list[str], int]:
    found: list[str] = []
    while opened := re.compile(r"\s*\[").match(source, at):
        depth, end, quote = 1, opened.end(), ""
        while depth and end < len(source):
            sign = source[end]
            if quote or sign in "'\"":
                quote = "" if sign == quote else quote or sign
            else:
                depth += (sign == "[") - (sign == "]")
            end += 1
        found.append(source[opened.end() : end - 1])
        at = end
    return found, at


def _target(source: str, at: int) -> tuple[str, int]:
    steps = BEHIND.match(source, at)
    return (steps["last"], steps.end()) if steps else ("", at)


def _bare(predicates: Sequence[str]) -> Iterator[str]:
    for predicate in predicates:
        yield from (found["name"] for found in _INSIDE.finditer(predicate) if found["name"])


def _outside(repeat: str, wanted: Sequence[str], depths: Sequence[_Names]) -> _Names:
    """What the names stand for as seen from around the repeat, also when it is looked at from inside."""
    for names in reversed(depths):
        instances = len(names.get(repeat, ()))
        if instances and all(len(names.get(one, ())) >= instances for one in wanted):
            return names
    around = next(names for names in reversed(depths) if names.get(repeat))
    unknown = next(one for one in wanted if len(around.get(one, ())) < len(around[repeat]))
    raise ExpressionError(1, f'"{unknown}" in [...]', f'a question of the repeat "{repeat}"')


def _narrowed(
    there: Sequence[str], predicate: str, repeat: str, names: _Names, rewrite: Callable[[str], str]
) -> list[str]:
    """Whether each instance is left by one more [...]. there: whether it was so far."""
    found = []
    for number, before in enumerate(there):
        # All that are there come first, so that the place among them is the number, until something is left out.
        is_first = all(" and " not in one for one in there)
        place = str(number + 1) if is_first else _counted(there[: number + 1])
        inside = partial(
            _inside, place=place, last=_counted(there), repeat=repeat, number=number, names=names
        )
        written = rewrite(_INSIDE.sub(inside, predicate))
        found.append(f"{before} and ({written})" + (f" = {place}" if _is_place(predicate) else ""))
    return found


def _counted(conditions: Sequence[str]) -> str:
    """How many of these hold."""
    return f"count({' | '.join(f'if({one}, 1, {_NOTHING})' for one in conditions)})"


def _inside(found: re.Match[str], *, place: str, last: str, repeat: str, number: int, names: _Names) -> str:
    if found["place"]:
        return place
    if found["last"]:
        return last
    if found["own"]:
        return f"position({found['own']})"
    return _of_instance(found["name"], repeat, number, names) if found["name"] else found[0]


def _of_instance(name: str, repeat: str, number: int, names: _Names) -> str:
    """The answers of one instance, counted from 0: several, when a repeat within it asks."""
    each = len(names[name]) // len(names[repeat])
    found = [f"${{{one}}}" for one in names[name][number * each : (number + 1) * each]]
    return found[0] if each == 1 else f"({' | '.join(found)})"


def _is_place(predicate: str) -> bool:
    """Whether a predicate is the number of an instance: [2], [last()]."""
    tree = parse(f"${{x}}[{predicate}]").tree[2]
    assert isinstance(tree, list)
    if tree[0] == "call":
        function = FUNCTIONS.get(str(tree[1]))
        return function is not None and function.result == "number"
    return tree[0] == "number" or str(tree[0]) in ARITHMETIC
