"""Whether the answer with which a question begins is one that it takes: else each who leaves it there is told of a mistake."""

from collections.abc import Callable, Mapping

from consult.instrument import as_typed
from consult.instrument.definition import ACKNOWLEDGED, DONT_KNOW, OTHER, REFUSED, Question, Type
from consult.instrument.expression.evaluation import is_true
from consult.instrument.expression.tree import Expression, Node, lists_of, parts
from consult.instrument.expression.value import Operand
from consult.instrument.problems import Said
from consult.instrument.source.front import ReadInstrument
from consult.instrument.source.section import Section

# What gives something else on another day, or in another instance of a repeat.
_ELSEWHERE = frozenset({"today", "now", "position", "last", "indexed-repeat", "once"})
_EXPECTED: Mapping[Type, str] = {
    Type.INTEGER: f"a whole number of at most {as_typed.MOST_DIGITS} digits",
    Type.DECIMAL: "a number, with a point before the fraction",
    Type.RANGE: "a number of the range",
    Type.DATE: "a day, written 2026-11-01",
    Type.TIME: "a time, written 14:30",
    Type.DATETIME: "a day and a time, written 2026-11-01T14:30",
    Type.SELECT_ONE: "a choice of its list",
    Type.SELECT_MULTIPLE: "choices of its list, parted by spaces, an exclusive one alone",
    Type.ACKNOWLEDGE: f'"{ACKNOWLEDGED}"',
}


def check_defaults(read: ReadInstrument) -> None:
    """Note every default that its own question does not take. Constraints are evaluated where all expressions are sound."""
    sound = not read.front.reading.problems
    for page in read.pages:
        for found in page.questions:
            question = found.question
            if question.default and question.type in _READ:
                _check(found.section, question, sound=sound)


def _check(section: Section, question: Question, *, sound: bool) -> None:
    value = _READ[question.type](question)
    what = Said('default "%(default)s" of %(what)s', default=question.default, what=section.what)
    if value is None:
        section.problem("default", what, _EXPECTED[question.type], "Mend it or remove it.")
    elif sound and _refuses(question.constraint, value):
        section.problem("default", what, "an answer for which its constraint holds", "Mend one of the two.")


def _refuses(constraint: Expression | None, value: Operand) -> bool:
    """Whether a constraint that looks at the answer alone does not hold for it."""
    alone = constraint is not None and not constraint.names and not lists_of(constraint.tree)
    if constraint is None or not alone or _ELSEWHERE & _calls(constraint.tree):
        return False
    return not is_true(constraint, {}, this=value)


def _calls(node: Node) -> set[str]:
    own = {str(node[1])} if node[0] == "call" else set()
    return own.union(*map(_calls, parts(node)))


# --- what a default says, as a value; None when it says nothing that the question takes


def _whole(question: Question) -> int | None:
    return as_typed.whole_number(as_typed.bare(question.default))


def _number(question: Question) -> float | None:
    number = as_typed.fraction(question.default)
    return None if number is None else float(number)


def _in_range(question: Question) -> float | None:
    number = as_typed.fraction(question.default)
    held = number is not None and question.span is not None and question.span.holds(number)
    return float(number) if number is not None and held else None


def _day(question: Question) -> str | None:
    day = as_typed.day(question.default)
    return day.isoformat() if day else None


def _time(question: Question) -> str | None:
    return as_typed.time(question.default)


def _moment(question: Question) -> str | None:
    day, time = as_typed.moment(question.default) or ("", "")
    found = as_typed.day(day)
    return f"{found.isoformat()}T{as_typed.time(time)}" if found and as_typed.time(time) else None


def _one(question: Question) -> str | None:
    return question.default if question.default in _codes(question) else None


def _several(question: Question) -> list[str] | None:
    codes = question.default.split()
    alone = {one.name for one in question.choices if one.exclusive} | _not_given(question)
    if not set(codes) <= _codes(question) or (len(set(codes)) > 1 and alone & set(codes)):
        return None
    return codes


def _ticked(question: Question) -> str | None:
    return question.default if question.default in {ACKNOWLEDGED, *_not_given(question)} else None


def _codes(question: Question) -> set[str]:
    named = {one.name for one in question.choices} | _not_given(question)
    return named | ({OTHER} if question.or_other else set())


def _not_given(question: Question) -> set[str]:
    return {
        code for code, offered in ((DONT_KNOW, question.dont_know), (REFUSED, question.refused)) if offered
    }


_READ: Mapping[Type, Callable[[Question], Operand | None]] = {
    Type.INTEGER: _whole,
    Type.DECIMAL: _number,
    Type.RANGE: _in_range,
    Type.DATE: _day,
    Type.TIME: _time,
    Type.DATETIME: _moment,
    Type.SELECT_ONE: _one,
    Type.SELECT_MULTIPLE: _several,
    Type.ACKNOWLEDGE: _ticked,
    Type.TEXT: lambda question: question.default,
}
