"""What a calculation can give, read off its expression: which codes, whoever answers, and whether words of a person."""

from collections.abc import Iterator
from enum import Enum, auto

from consult.instrument.definition import ACKNOWLEDGED, MISSING_CODES, Instrument, Question, Type
from consult.instrument.dependencies import foundations
from consult.instrument.expression.functions import FUNCTIONS
from consult.instrument.expression.tree import Node, parts
from consult.instrument.routing import steps
from consult.instrument.worked_out_once import worked_out_once

_BRANCHES = {
    "if": slice(3, None),
    "once": slice(2, None),
    "coalesce": slice(2, None),
    "instance-at": slice(2, 3),  # which instance of a repeat it is, is no part of what it gives
    "instances": slice(2, None),
}
_ARITHMETIC = ("+", "-", "*", "div", "mod", "negative", "number")
_ANYTHING = ("self", "own", "column", "rows", "where", "answers", "member", "|")
# What these give tells how long or how many, and not what.
_MEASURES = frozenset({"string-length", "count", "count-non-empty", "count-selected", "position", "last"})
# What is reckoned with an answer, or cut out of it, is a class of it, and not the answer again.
_RECKONS = frozenset(
    {
        *("int", "round", "floor", "ceiling", "sum", "max", "min", "pow"),
        *("substr", "substring-before", "substring-after", "format-date", "format-date-time"),
    }
)
_TRUTH = ("true", "false")


class Result(Enum):
    """What a calculation gives when it is not one of a few codes."""

    NUMBER = auto()
    ANYTHING = auto()  # words that someone wrote, or put together: never a column of codes


@worked_out_once
def free_texts(instrument: Instrument) -> frozenset[str]:
    """The variables whose value can be words of a person: texts, "other", and calculations that pass such words on."""
    return frozenset(_with_words(instrument))


def handed_on(node: Node, *, whole: bool = False) -> Iterator[str]:
    """The names whose answer is in what `node` gives; only being asked about it, or measured, is not.

    whole: only those whose answer can be read off the result as it was given, so not where it was reckoned with.
    """
    kind = node[0]
    if kind in ("name", "member"):
        yield str(node[1])
        return
    below = parts(node)
    if kind == "call":
        name = str(node[1])
        if name in _MEASURES or _is_of_truth(name) or (whole and name in _RECKONS):
            return
        below = [one for one in node[_BRANCHES.get(name, slice(2, None))] if isinstance(one, list)]
    elif kind not in (*_ANYTHING, *_ARITHMETIC) or (whole and kind in _ARITHMETIC and kind != "number"):
        return
    for part in below:
        yield from handed_on(part, whole=whole)


def _is_of_truth(name: str) -> bool:
    return name in FUNCTIONS and FUNCTIONS[name].result == "boolean"


@worked_out_once
def _handing_on_words(instrument: Instrument) -> frozenset[str]:
    """The calculates that give on what a person wrote, also as a number: a telephone number is one."""
    words = {name for name, question in instrument.variables.items() if _is_written(name, question)}
    found: set[str] = set()
    for _page, question in steps(instrument):  # what it stands on goes before it
        if question.calculation and words & set(handed_on(question.calculation.tree)):
            words.add(question.name)
            found.add(question.name)
    return frozenset(found)


def _with_words(instrument: Instrument) -> Iterator[str]:
    written = {name for name, question in instrument.variables.items() if _is_written(name, question)}
    yield from written
    for name, question in instrument.variables.items():
        is_open = question.type is Type.CALCULATE and result(instrument, question) is Result.ANYTHING
        if is_open and foundations(instrument, name) & written:
            yield name


def _is_written(name: str, question: Question) -> bool:
    return question.type is Type.TEXT or (question.or_other and name == question.other_variable)


def result(instrument: Instrument, question: Question) -> tuple[str, ...] | Result:
    """The codes that `question` can calculate, or that it gives a number, or that it can give anything."""
    if question.calculation is None:
        return Result.ANYTHING
    found = dict.fromkeys(_results(question.calculation.tree, instrument))
    if Result.ANYTHING in found or (Result.NUMBER in found and len(found) > 1):
        return Result.ANYTHING
    if Result.NUMBER in found:
        return Result.ANYTHING if question.name in _handing_on_words(instrument) else Result.NUMBER
    # if(..., 'refused', ...) gives no code of its own: it says why there is none.
    return tuple(str(code) for code in found if code not in MISSING_CODES)


def _results(node: Node, instrument: Instrument) -> list[str | Result]:
    kind = node[0]
    if kind == "text":
        return [str(node[1])] if node[1] else []  # "" is no result: such a calculation is absent
    if kind == "name":
        return _of_variable(str(node[1]), instrument)
    if kind == "call":
        return _of_call(str(node[1]), node, instrument)
    if kind in _ANYTHING:
        return [Result.ANYTHING]
    return [Result.NUMBER] if kind in _ARITHMETIC else list(_TRUTH)


def _of_call(name: str, node: Node, instrument: Instrument) -> list[str | Result]:
    if name in _BRANCHES:
        branches = [branch for branch in node[_BRANCHES[name]] if isinstance(branch, list)]
        return [found for branch in branches for found in _results(branch, instrument)]
    kind = FUNCTIONS[name].result
    if kind == "boolean":
        return list(_TRUTH)
    return [Result.NUMBER if kind == "number" else Result.ANYTHING]


def _of_variable(name: str, instrument: Instrument) -> list[str | Result]:
    question = instrument.variables.get(name)
    if question is None or name == question.other_variable:
        return [Result.ANYTHING]
    if question.type in (Type.INTEGER, Type.DECIMAL, Type.RANGE):
        return [Result.NUMBER]
    if question.type is Type.RANK and name != question.name:
        return list(question.ranks)
    if question.type is Type.ACKNOWLEDGE:
        return [ACKNOWLEDGED]
    if question.type in (Type.SELECT_ONE, Type.MATRIX):
        return [*(choice.name for choice in question.choices), *(["other"] if question.or_other else [])]
    if question.type is Type.CALCULATE:
        inner = result(instrument, question)
        return [inner] if isinstance(inner, Result) else list(inner)
    return [Result.ANYTHING]
