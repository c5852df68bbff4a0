"""Which property of a question stands in which column: the one table that an export is written by and read back with.

`consult::<key>` holds what XLSForm has no column for, and what its column cannot say exactly. Other tools pass those over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from consult.instrument.definition import Question, Type
from consult.instrument.expression.tree import Expression
from consult.instrument.media.files import PROPERTIES as FILES_SHOWN
from consult.instrument.source.questions import UNDECIDED
from consult.instrument.source.triggers import named_in, written_of
from consult.instrument.xlsform.own.added import ADDED

OURS = "consult::"
OF_CHOICES = "_consult_"  # the same on a sheet of choices: pyxform makes an XML element of every column there
NOTHING = "-"  # in a column of ours: the cell of XLSForm's own column is kept, and not taken

# What people read of a question, in a column for each language.
TEXTS = ("label", "hint", "guidance_hint", "required_message", "constraint_message", *FILES_SHOWN)


@dataclass(frozen=True, slots=True)
class Property:
    """One property. said: how a cell says it, "" when it is as by default. column: XLSForm's, "" when it has none.

    value: what our own files write for a cell. types: those that can have it; all when there are none.
    """

    key: str
    said: Callable[[Question], str]
    column: str = ""
    value: Callable[[str], object] = str
    types: frozenset[Type] = frozenset()


def own_cell(text: str) -> str:
    """What a column of ours holds for a text, "" included: a text of dashes alone has one more there."""
    return NOTHING + text if not text.strip(NOTHING) else text


def own_text(cell: str) -> str:
    """The text behind such a cell."""
    return cell.removeprefix(NOTHING) if not cell.strip(NOTHING) else cell


def type_said(question: Question) -> str:
    """The type as our own files write it: `select_one tenure or_other`."""
    words = (question.type.value, question.list_name, "or_other" if question.or_other else "")
    return " ".join(word for word in words if word)


def _yes(holds: bool) -> str:
    return "yes" if holds else ""


def _no(holds: bool) -> str:
    return "" if holds else "no"


def _source(expression: Expression | None) -> str:
    return expression.source if expression else ""


def _required(question: Question) -> str:
    return _source(question.required_when) or _yes(question.required)


def _role(question: Question) -> str:
    return question.disclosure.value if question.disclosure else ""


def _span(question: Question) -> str:
    span = question.span
    return f"start={span.start} end={span.end} step={span.step}" if span else ""


def _randomized(question: Question) -> str:
    return "randomize=true" if question.randomize else ""


def _default(question: Question) -> str:
    return question.begins_with.source if question.begins_with else question.default


def _parts(cell: str) -> dict[str, str]:
    return dict(word.split("=", 1) for word in cell.split() if "=" in word)


_SELECTS = frozenset({Type.SELECT_ONE, Type.SELECT_MULTIPLE})
_ANSWERED = frozenset(Type) - {Type.NOTE, Type.CALCULATE}
_DEFAULTED = _ANSWERED - {Type.MATRIX, Type.RANK}

PROPERTIES: tuple[Property, ...] = (
    Property("required", _required, "required", lambda cell: cell == "yes" or cell, _ANSWERED),
    Property("relevant", lambda one: _source(one.relevant), "relevant"),
    Property("choice_filter", lambda one: _source(one.choice_filter), "choice_filter", types=_SELECTS),
    Property("constraint", lambda one: _source(one.constraint), "constraint", types=_ANSWERED),
    Property(
        "calculation",
        lambda one: _source(one.calculation),
        "calculation",
        types=frozenset({Type.CALCULATE}),
    ),
    Property(
        "trigger",
        lambda one: written_of(one.trigger),
        "trigger",
        lambda cell: list(named_in(cell)),
        frozenset({Type.CALCULATE}),
    ),
    Property("appearance", lambda one: one.appearance, "appearance"),
    Property("span", _span, "parameters", _parts, frozenset({Type.RANGE})),
    Property("randomize", _randomized, "parameters", lambda cell: bool(cell), _SELECTS | {Type.RANK}),
    Property("default", _default, "default", types=_DEFAULTED),
    Property(
        "read_only", lambda one: _yes(one.read_only), "read_only", lambda cell: cell == "yes", _DEFAULTED
    ),
    Property("dont_know", lambda one: _yes(one.dont_know), value=lambda cell: cell == "yes"),
    Property("refused", lambda one: _yes(one.refused), value=lambda cell: cell == "yes"),
    Property("keep", lambda one: _no(one.keep), value=lambda cell: cell != "no"),
    Property("disclosure", _role),
    Property("origin.source", lambda one: one.origin.source if one.origin else ""),
    Property("origin.licence", lambda one: one.origin.licence if one.origin else ""),
    Property(
        "origin.changed",
        lambda one: _no(one.origin.changed) if one.origin else "",
        value=lambda cell: cell != "no",
    ),
    Property("translator_note", lambda one: one.translator_note),
    *(Property(key, said, value=value) for key, said, value in ADDED),
)
EXPRESSIONS = frozenset({"relevant", "choice_filter", "constraint", "calculation"})


def written(cells: Mapping[str, str]) -> dict[str, object]:
    """The properties of a question as our own files write them. cells: what each key says; "" is the default."""
    found: dict[str, object] = {}
    for one in PROPERTIES:
        if cell := cells.get(one.key, ""):
            outer, _dot, inner = one.key.partition(".")
            if inner:
                nested = found.setdefault(outer, {})
                assert isinstance(nested, dict)
                nested[inner] = one.value(cell)
            else:
                found[outer] = one.value(cell)
    if "disclosure" not in found and not cells["type"].startswith(Type.NOTE):
        found["disclosure"] = UNDECIDED
    return found
