"""What is wrong with the arguments of one function, by its name."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from consult.instrument.expression.checking import Mistake, nearest_name
from consult.instrument.expression.dates import ESCAPES, TIME_ESCAPES
from consult.instrument.expression.patterns import PatternError, pattern
from consult.instrument.expression.surroundings import Surroundings, written
from consult.instrument.expression.texts import ALGORITHMS, ENCODINGS
from consult.instrument.expression.tree import Node, asked_of, parts

# Given where the call stands, the column of its name, and its arguments.
_Check: TypeAlias = Callable[[Surroundings, int, list[Node]], Iterator[Mistake]]


def code_mistakes(here: Surroundings, answer: Node, literal: Node) -> Iterator[Mistake]:
    """A code that no choice of the answer has is never equal to it: always a slip of the pen."""
    code = written(literal)
    if here.kind(answer) == "many":  # what was ticked, written after one another
        for one in code.split():
            yield from _unknown_code(here, answer, literal, one)
    else:
        yield from _unknown_code(here, answer, literal, code)


def _unknown_code(here: Surroundings, answer: Node, literal: Node, code: str) -> Iterator[Mistake]:
    codes = here.variable(answer).codes
    if codes is not None and code and code not in codes:
        found = f'{here.described(answer)} has no choice "{code}"'
        expected = "a name of its choices; no answer at all is ''"
        column = here.column(("text", str(literal[1]))) if literal[0] == "text" else 1
        yield Mistake(column, found, expected, nearest_name(code, codes))


def _selected(here: Surroundings, column: int, arguments: list[Node]) -> Iterator[Mistake]:
    answer, code = arguments
    yield from _unknown_code(here, answer, code, written(code).strip())


def _choice_name(here: Surroundings, column: int, arguments: list[Node]) -> Iterator[Mistake]:
    question = asked_of(["call", "jr:choice-name", *arguments])
    if not question:
        yield Mistake(column, "jr:choice-name() of no question", "jr:choice-name(${name}, '${name}')")
    elif question not in here.variables:
        place = here.column(("text", str(arguments[1][1])))
        expected, nearest = "a question with choices", nearest_name(question, list(here.variables))
        yield Mistake(place, f'unknown name "{question}"', expected, nearest)
    elif here.variables[question].kind == "instance":
        expected = f"indexed-repeat(${{question}}, ${{repeat}}, ${{{question}}})"
        yield Mistake(column, "jr:choice-name() of answers as choices", expected)
    elif here.variables[question].kind in ("number", "text"):
        described = here.described(["name", question])
        yield Mistake(column, f"jr:choice-name() on {described}", "a select_one or a select_multiple")


def _indexed_repeat(here: Surroundings, column: int, arguments: list[Node]) -> Iterator[Mistake]:
    pairs = arguments[1:]
    named = all(node[0] == "name" for node in (arguments[0], *pairs[::2]))
    if not named or len(pairs) % 2:
        expected = (
            "indexed-repeat(${question}, ${repeat}, number), and a repeat and a number more for each inside"
        )
        yield Mistake(column, "indexed-repeat() of something else", expected)
        return
    within = here.variable(arguments[0]).repeats
    for repeat in pairs[::2] if within is not None else ():
        is_known = here.variable(repeat).repeats is not None  # else it is told already, as an unknown name
        if within is not None and is_known and repeat[1] not in within:
            found = f'indexed-repeat() of "{arguments[0][1]}", which is not in "{repeat[1]}"'
            around = " or ".join(f"${{{name}}}" for name in sorted(within))
            yield Mistake(column, found, around or "${name} alone: it is in no repeat")


def _pattern(here: Surroundings, column: int, arguments: list[Node]) -> Iterator[Mistake]:
    source = arguments[1]
    if source[0] != "text":
        expected = "a pattern between quotes, so that it can be checked beforehand"
        yield Mistake(column, "a pattern that is worked out", expected)
        return
    try:
        pattern(str(source[1]))
    except PatternError as error:
        expected = "a pattern that RE2 can match in linear time (no look-ahead, no back-references)"
        place = here.column(("text", str(source[1])))
        yield Mistake(place, f'the pattern "{source[1]}": {error}', expected)


def _weights(here: Surroundings, column: int, arguments: list[Node]) -> Iterator[Mistake]:
    if len(arguments) % 2:
        expected = "least, most, and then each time an answer and its weight"
        yield Mistake(column, f"weighted-checklist() is given {len(arguments)}", expected)


def _digest(here: Surroundings, column: int, arguments: list[Node]) -> Iterator[Mistake]:
    for argument, known in zip(arguments[1:], (ALGORITHMS, ENCODINGS), strict=False):
        word = str(argument[1]) if argument[0] == "text" else known[0]
        if word.casefold() not in map(str.casefold, known):
            place = here.column(("text", word))
            yield Mistake(
                place, f'"{word}" in digest()', "one of " + ", ".join(known), nearest_name(word, known)
            )


def _form(here: Surroundings, column: int, arguments: list[Node]) -> Iterator[Mistake]:
    moment, form = arguments
    if form[0] != "text":
        return
    place = here.column(("text", str(form[1])))
    for sign in dict.fromkeys(str(form[1]).replace("%%", "").split("%")[1:]):
        escape = sign[:1]
        if escape not in ESCAPES:
            yield Mistake(place, f'"%{escape}"', "one of %Y %y %m %n %b %d %e %a %H %h %M %S %3")
        elif escape in TIME_ESCAPES and moment == ["call", "now"]:
            yield Mistake(place, f'"%{escape}" of now()', "a sign of the day: now() has no time here")


def _now(here: Surroundings, column: int, arguments: list[Node]) -> Iterator[Mistake]:
    expected = "today(), or . <= now(): the exact time of an answer could tell who gave it"
    yield Mistake(column, "now()", expected, unsupported=True)


def _once(here: Surroundings, column: int, arguments: list[Node]) -> Iterator[Mistake]:
    waiting = arguments[:1]
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        if node[0] in ("name", "member", "self", "own", "column") or node[:2] in (
            ["call", "today"],
            ["call", "now"],
        ):
            expected = (
                "the value itself: it is worked out anew until the answers are sent, and kept from then on"
            )
            yield Mistake(column, "once() of what can change", expected, unsupported=True)
            return


CHECKS: Mapping[str, _Check] = MappingProxyType(
    {
        "selected": _selected,
        "jr:choice-name": _choice_name,
        "indexed-repeat": _indexed_repeat,
        "regex": _pattern,
        "weighted-checklist": _weights,
        "digest": _digest,
        "format-date": _form,
        "format-date-time": _form,
        "now": _now,
        "once": _once,
    }
)
