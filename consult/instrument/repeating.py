"""Repeats written out: each instance is pages and questions of its own, `age_1`, `age_2`, up to the most there can be.

So nothing else needs to know of repeats: routing, documents, columns and disclosure control see plain questions, on paper as on
a screen, and a version never shifts a column. What an expression says of a repeat is rewritten in the same language:

  inside an instance    ${age} is that of the instance, position(..) its number
  outside               ${age} is the node-set (${age_1} | ${age_2} | ...), ${member} one member for each instance there is
  indexed-repeat()      a choice between the instances by their number
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from consult.instrument.additions import checked_by
from consult.instrument.definition import Choice, Instrument, Page, Question, Repeat, Type
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tree import Expression
from consult.instrument.expression.words import ExpressionError
from consult.instrument.repeat_filters import BEHIND, filtered

MOST_QUESTIONS = 3_000  # of an instrument with its repeats written out; the largest real form has some 900 so

_Names = Mapping[str, Sequence[str]]  # what each name stands for, of all instances in order

_PART = re.compile(
    r"""'(?P<single>[^']*)'|"(?P<double>[^"]*)"
      | \$\{\s*(?P<name>[A-Za-z_][A-Za-z0-9_.-]*)\s*\}
      | (?:current\(\)\s*/\s*)?(?P<up>(?:\.\./)+)(?P<beside>[A-Za-z_][A-Za-z0-9_-]*)
      | (?<![\w)\].}])(?P<path>(?:/[A-Za-z_][A-Za-z0-9_-]*)+)
      | position\(\s*(?P<out>\.\.(?:/\.\.)*)\s*\)
      | (?P<indexed>indexed-repeat)\s*\(""",
    re.VERBOSE,
)
_NAMED = re.compile(r"\$\{\s*([A-Za-z_][A-Za-z0-9_.-]*)\s*\}")


class TooManyQuestions(ValueError):
    """With its repeats written out an instrument has more questions than anything here is made for."""


def unrolled(instrument: Instrument) -> Instrument:
    """`instrument` with a page for each instance of each repeat. Raises TooManyQuestions, CannotBeWrittenOut, ExpressionError."""
    if not any(isinstance(item, Repeat) for item in instrument.written):
        return instrument
    if (number := _questions_in(instrument.written)) > MOST_QUESTIONS:
        raise TooManyQuestions(f"{number} questions with every repeat written out, at most {MOST_QUESTIONS}")
    scope = _Scope((), (_names(instrument.written, ""),), frozenset(instrument.repeats))
    return replace(instrument, pages=tuple(_pages(instrument.written, scope)))


def _questions_in(items: Iterable[Page | Repeat]) -> int:
    return sum(
        item.most * (2 + _questions_in(item.pages)) if isinstance(item, Repeat) else len(item.questions)
        for item in items
    )


class CannotBeWrittenOut(ValueError):
    """An expression that cannot be told for each instance. question: whose it is."""

    def __init__(self, question: str, error: ExpressionError) -> None:
        self.question = question
        super().__init__(str(error))


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where something stands. instances: the repeats around it with their number, outermost first. names: what a name

    stands for at each depth, outermost first.
    """

    instances: tuple[tuple[str, int], ...]
    names: tuple[_Names, ...]
    repeats: frozenset[str] = frozenset()  # of the whole instrument

    @property
    def suffix(self) -> str:
        """What the names of this instance end in."""
        return "".join(f"_{number}" for _repeat, number in self.instances)

    def inside(self, repeat: Repeat, number: int) -> "_Scope":
        """Within one instance of a repeat that stands here."""
        instances = (*self.instances, (repeat.name, number))
        inner = _Scope(instances, ())
        names = {**self.names[-1], **_names(repeat.pages, inner.suffix)}
        return _Scope(instances, (*self.names, names), self.repeats)


def _names(items: Iterable[Page | Repeat], suffix: str) -> dict[str, list[str]]:
    """What is called how, seen from where `items` stand."""
    found: dict[str, list[str]] = {}
    for item in items:
        if isinstance(item, Page):
            for question in item.questions:
                renamed = _renamed(question, suffix)
                pairs = zip((question.name, *question.names), (renamed.name, *renamed.names), strict=True)
                found |= {was: [now] for was, now in pairs}
            continue
        for number in range(1, item.most + 1):
            found.setdefault(item.name, []).append(_marker(item, f"{suffix}_{number}"))
            for was, now in _names(item.pages, f"{suffix}_{number}").items():
                found.setdefault(was, []).extend(now)
    return found


def _marker(repeat: Repeat, suffix: str) -> str:
    """The calculate that says that an instance is there."""
    return f"{repeat.name}{suffix}"


def _renamed(question: Question, suffix: str) -> Question:
    return replace(question, name=f"{question.name}{suffix}", said_as=question.name) if suffix else question


def _pages(items: Iterable[Page | Repeat], scope: _Scope) -> Iterator[Page]:
    for item in items:
        if isinstance(item, Page):
            yield _page(item, scope)
            continue
        for number in range(1, item.most + 1):
            yield from _instance(item, scope, number)


def _instance(repeat: Repeat, around: _Scope, number: int) -> Iterator[Page]:
    """The pages of one instance, each of which is asked when the instance is there."""
    scope = around.inside(repeat, number)
    there = _condition(repeat, around, number)
    pages = list(_pages(repeat.pages, scope))
    if not repeat.count and number < repeat.most:
        pages.append(_more(repeat, scope, pages[-1]))
    pages[0] = replace(pages[0], questions=(_marking(repeat, scope), *pages[0].questions))
    for page in pages:
        yield replace(page, relevant=_both(there, page.relevant))


def _condition(repeat: Repeat, around: _Scope, number: int) -> Expression | None:
    """Whether an instance is there."""
    relevant = _rewritten(repeat.relevant, around)
    if repeat.count:
        return _both(relevant, parse(f"({_rewrite(repeat.count.source, around)}) >= {number}"))
    before = f"${{{repeat.name}_more{around.suffix}_{number - 1}}} = 'OK'"
    return relevant if number == 1 else _both(relevant, parse(before))


def _marking(repeat: Repeat, scope: _Scope) -> Question:
    return Question(
        _marker(repeat, scope.suffix),
        Type.CALCULATE,
        "",
        said_as=repeat.name,
        calculation=parse("1"),
        keep=False,
    )


def _more(repeat: Repeat, scope: _Scope, last: Page) -> Page:
    """Whether there is another one: one box to tick, which is not kept once the answers are sent."""
    question = Question(
        f"{repeat.name}_more{scope.suffix}",
        Type.ACKNOWLEDGE,
        repeat.more,
        said_as=f"{repeat.name}_more",
        keep=False,
    )
    name = re.sub(r"[^a-z0-9-]+", "-", f"{repeat.name}-more{scope.suffix}".lower()).strip("-")
    return Page(name, last.part, (question,), instances=scope.instances)


def _page(page: Page, scope: _Scope) -> Page:
    if not scope.instances:
        questions = tuple(_question(question, scope) for question in page.questions)
        return replace(page, relevant=_rewritten(page.relevant, scope), questions=questions)
    own = {was: now[0] for was, now in scope.names[-1].items() if len(now) == 1 and now[0] != was}
    return replace(
        page,
        name=f"{page.name}{scope.suffix.replace('_', '-')}",
        said_as=page.name,
        relevant=_rewritten(page.relevant, scope),
        questions=tuple(_question(question, scope) for question in page.questions),
        instances=scope.instances,
        renames=own,
    )


def _question(question: Question, scope: _Scope) -> Question:
    rewritten = partial(_rewritten, scope=scope)
    try:
        return replace(
            _renamed(question, scope.suffix),
            relevant=rewritten(question.relevant),
            **_choices(question, scope),
            constraint=rewritten(question.constraint),
            begins_with=rewritten(question.begins_with),
            calculation=rewritten(question.calculation),
            trigger=tuple(now for was in question.trigger for now in scope.names[-1].get(was, [was])),
            soft_check=checked_by(question.soft_check, rewritten),
        )
    except ExpressionError as error:
        raise CannotBeWrittenOut(question.name, error) from None


def _choices(question: Question, scope: _Scope) -> Mapping[str, Any]:
    """The filter of a question; one that chooses from a repeat has a choice for each instance in which something was answered."""
    if not question.chooses_from:
        return {"choice_filter": _rewritten(question.choice_filter, scope, of_choices=True)}
    names = scope.names[-1].get(question.chooses_from, ())
    given = (f"(name = '{number}' and ${{{name}}} != '')" for number, name in enumerate(names, start=1))
    return {
        "choices": tuple(Choice(str(number), f"${{{name}}}") for number, name in enumerate(names, start=1)),
        "choice_filter": parse(" or ".join(given), of_choices=True) if names else None,
    }


def _both(one: Expression | None, other: Expression | None) -> Expression | None:
    if one is None or other is None:
        return one or other
    return parse(f"({one.source}) and ({other.source})")


# --- expressions


def _rewritten(
    expression: Expression | None, scope: _Scope, *, of_choices: bool = False
) -> Expression | None:
    if expression is None:
        return None
    source = _rewrite(expression.source, scope)
    return expression if source == expression.source else parse(source, of_choices=of_choices)


def _rewrite(source: str, scope: _Scope) -> str:
    written, at = [], 0
    while found := _PART.search(source, at):
        written.append(source[at : found.start()])
        if found["indexed"]:
            choice, at = _indexed(source, found, scope)
            written.append(choice)
            continue
        some = _some(source, found, scope)
        written.append(_part(found, scope) if some is None else some[0])
        at = found.end() if some is None else some[1]
    return "".join((*written, source[at:]))


def _some(source: str, found: re.Match[str], scope: _Scope) -> tuple[str, int] | None:
    """Some instances of a repeat, or what they were answered, and where that ends; None where something else stands."""
    steps = [found["name"]] if found["name"] else (found["path"] or "").split("/")[1:]
    repeat = next((step for step in steps if step in scope.repeats), None)
    if repeat:
        after = sum(len(step) + 1 for step in steps[steps.index(repeat) + 1 :])
        return filtered(repeat, source, found.end() - after, scope.names, partial(_rewrite, scope=scope))
    if found["name"] and (step := BEHIND.match(source, found.end())):  # ${group}/age
        return _of(step["last"], found[0], scope), step.end()
    return None


def _part(found: re.Match[str], scope: _Scope) -> str:
    if found["out"]:
        levels = found["out"].count("..")
        return str(scope.instances[-levels][1]) if levels <= len(scope.instances) else found[0]
    literal = found["single"] if found["single"] is not None else found["double"]
    if literal is not None:
        named = _NAMED.fullmatch(literal)  # jr:choice-name(${q}, '${q}')
        names = scope.names[-1].get(named[1], []) if named else []
        return f"'${{{names[0]}}}'" if len(names) == 1 else found[0]
    name = found["name"] or found["beside"] or found["path"].rpartition("/")[2]
    return _of(name, found[0], scope)


def _of(name: str, written: str, scope: _Scope) -> str:
    """The answers that a name stands for; what is `written` where it is none of a repeat's."""
    names = scope.names[-1].get(name, [])
    if not names:
        return written
    if len(names) == 1:
        return f"${{{names[0]}}}"
    return f"({' | '.join(f'${{{one}}}' for one in names)})"


def _indexed(source: str, found: re.Match[str], scope: _Scope) -> tuple[str, int]:
    """indexed-repeat(${age}, ${member}, n) as a choice by n, and where it ends; as it was where it is something else."""
    arguments, end = _arguments(source, found.end())
    named = [_NAMED.fullmatch(one.strip()) for one in arguments[:2]]
    if len(arguments) != 3 or not all(named):
        return found[0], found.end()
    name, repeat = (one[1] for one in named if one)
    of_all = next(
        (
            names
            for names in reversed(scope.names)
            if len(names.get(name, ())) == len(names.get(repeat, ())) > 1
        ),
        scope.names[0],
    )
    place = _rewrite(arguments[2].strip(), scope)
    choice = "''"
    for number, one in reversed(list(enumerate(of_all.get(name, ()), start=1))):
        choice = f"if(({place}) = {number}, ${{{one}}}, {choice})"
    return choice, end


def _arguments(source: str, start: int) -> tuple[list[str], int]:
    """The arguments of a call whose bracket opened just before `start`, and where it closes."""
    found: list[str] = []
    begun, depth, quote = start, 0, ""
    for at in range(start, len(source)):
        sign = source[at]
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == ")" and depth == 0:
            return [*found, source[begun:at]], at + 1
        elif sign == "," and depth == 0:
            found.append(source[begun:at])
            begun = at + 1
        else:
            depth += (sign in "([") - (sign in ")]")
    return found, len(source)
