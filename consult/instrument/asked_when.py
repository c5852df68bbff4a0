"""Of whom a question is asked, as facts that a sheet of paper can say: lines that all hold, each of clauses of which one does.

Only what a reader of paper can look up: choices that were ticked or not, and numbers. Anything else is None.
"""

from dataclasses import dataclass
from math import ceil, floor

from consult.instrument.definition import Instrument, Question, Repeat, Type
from consult.instrument.expression.tree import Expression, Node
from consult.instrument.expression.value import text

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_PICKED = (Type.SELECT_ONE, Type.SELECT_MULTIPLE)
_COUNTED = (Type.INTEGER, Type.DECIMAL, Type.RANGE)


@dataclass(frozen=True, slots=True)
class Clause:
    """What an answer to `question` is. codes: of its choices any, or with `is_not` none. compared: as in "> 0", of a number."""

    question: str
    codes: tuple[str, ...] = ()
    is_not: bool = False
    compared: str = ""


Lines = tuple[tuple[Clause, ...], ...]


def asked_when(instrument: Instrument, *expressions: Expression | None) -> Lines | None:
    """What has to hold, () when it is always asked, None when that cannot be said on paper."""
    lines: list[tuple[Clause, ...]] = []
    for expression in expressions:
        found = _lines(instrument, expression.tree) if expression else ()
        if found is None:
            return None
        lines += found
    return tuple(dict.fromkeys(lines))


def there_when(instrument: Instrument, repeat: Repeat, number: int) -> Lines | None:
    """What has to hold for there to be instance `number` of a repeat: () for the first of one that asks for another."""
    if repeat.count is None:
        return () if number == 1 else None
    there: Node = [">=", repeat.count.tree, ["number", float(number)]]
    return _lines(instrument, there)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a number is, as words can say it: `least` or more, `most` or less, or with both the same just that one."""

    least: str = ""
    most: str = ""


def amount(question: Question, clause: Clause) -> Amount | None:
    """What a compared answer is; None where only a sign can say it: more than 2.5 of what may have decimals."""
    sign, said = clause.compared.split(" ")
    number = float(said)
    if sign in ("=", "≠"):
        return Amount(said, said)
    if _is_whole(question):
        least = {">": floor(number) + 1, "≥": ceil(number)}.get(sign)
        most = {"<": ceil(number) - 1, "≤": floor(number)}.get(sign)
        return Amount("" if least is None else str(least), "" if most is None else str(most))
    return {"≥": Amount(least=said), "≤": Amount(most=said)}.get(sign)


def _is_whole(question: Question) -> bool:
    if question.type is Type.RANGE:
        return bool(question.span and question.span.is_whole)
    return question.type is Type.INTEGER


def _lines(instrument: Instrument, node: Node) -> Lines | None:
    if node[0] == "and":
        found = [_lines(instrument, part) for part in node[1:] if isinstance(part, list)]
        known = [one for one in found if one is not None]
        return tuple(line for one in known for line in one) if len(known) == len(found) else None
    clauses = _any(instrument, node)
    return (clauses,) if clauses else None


def _any(instrument: Instrument, node: Node) -> tuple[Clause, ...]:
    """The clauses of which one has to hold; none when they cannot be said."""
    if node[0] != "or":
        clause = _clause(instrument, node)
        return (clause,) if clause else ()
    found = [_any(instrument, part) for part in node[1:] if isinstance(part, list)]
    return _together([clause for one in found for clause in one]) if all(found) else ()


def _together(clauses: list[Clause]) -> tuple[Clause, ...]:
    """Choices of one question in one clause: "Now" or "Before"."""
    codes: dict[str, list[str]] = {}
    rest = [clause for clause in clauses if clause.is_not or clause.compared]
    for clause in clauses:
        if clause not in rest:
            codes.setdefault(clause.question, []).extend(clause.codes)
    return (*(Clause(name, tuple(dict.fromkeys(found))) for name, found in codes.items()), *rest)


def _clause(instrument: Instrument, node: Node) -> Clause | None:
    if node[:2] == ["call", "selected"] and len(node) == 4:
        return _picked(instrument, node[2], node[3], is_not=False)
    if node[:2] == ["call", "not"] and len(node) == 3 and isinstance(node[2], list):
        inner = _clause(instrument, node[2])
        plain = inner is not None and not inner.compared and not inner.is_not
        return Clause(inner.question, inner.codes, is_not=True) if inner and plain else None
    if node[0] in _TURNED and len(node) == 3:
        return _related(instrument, str(node[0]), node[1], node[2])
    return None


def _related(instrument: Instrument, relation: str, left: object, right: object) -> Clause | None:
    if _is_name(right) and not _is_name(left):
        return _related(instrument, _TURNED[relation], right, left)
    if relation in ("=", "!=") and isinstance(right, list) and right[0] == "text":
        return _picked(instrument, left, right, is_not=relation == "!=")
    name, number = _name(instrument, left), right
    if name is None or name.type not in _COUNTED or not isinstance(number, list) or number[0] != "number":
        return None
    sign = {"<=": "≤", ">=": "≥", "!=": "≠"}.get(relation, relation)
    return Clause(name.name, compared=f"{sign} {text(float(str(number[1])))}")


def _picked(instrument: Instrument, left: object, right: object, *, is_not: bool) -> Clause | None:
    question = _name(instrument, left)
    code = str(right[1]) if isinstance(right, list) and right[0] == "text" else ""
    if question is None or question.type not in _PICKED or code not in question.choice_names:
        return None
    return Clause(question.name, (code,), is_not)


def _is_name(node: object) -> bool:
    return isinstance(node, list) and node[0] == "name"


def _name(instrument: Instrument, node: object) -> Question | None:
    if not isinstance(node, list) or not _is_name(node):
        return None
    return instrument.questions.get(str(node[1]))
