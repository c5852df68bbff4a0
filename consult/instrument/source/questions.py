"""Questions and choices as the file writes them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from consult.instrument.definition import (
    MISSING_CODES,
    OTHER,
    Choice,
    Disclosure,
    Origin,
    Question,
    Row,
    Type,
)
from consult.instrument.expression.checking import nearest_name
from consult.instrument.media.files import ALTERNATIVE, OF_CHOICES, PROPERTIES
from consult.instrument.media.shown import Shown, shown_in
from consult.instrument.problems import Said
from consult.instrument.source.additions import (
    read_lineage,
    read_modes,
    read_soft_check,
    read_unprompted,
)
from consult.instrument.source.choice_tables import read_choice_tables
from consult.instrument.source.required import read_required, read_required_when
from consult.instrument.source.section import Section
from consult.instrument.source.triggers import read_trigger
from consult.instrument.span import Span

ChoiceLists = Mapping[str, tuple[Choice, ...]]

_SAID = ("label", "hint", "guidance_hint", "appearance", "modes", *PROPERTIES, ALTERNATIVE)
_ANSWERED = (
    *("required", "required_message", "constraint", "constraint_message"),
    *("dont_know", "refused", "keep", "disclosure", "origin", "default", "read_only"),
    *("soft_check", "unprompted"),
)
QUESTION_KEYS = (
    *("name", "type", "relevant", "choice_filter", "translator_note", "lineage"),
    *(*_SAID, *_ANSWERED, "rows", "span", "calculation", "trigger", "randomize"),
)
CHOICE_KEYS = ("name", "label", "exclusive", *OF_CHOICES)

_LISTED = (Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.MATRIX, Type.RANK)
# Of a matrix and a rank no single answer can be judged, and none stands ready.
_OF_ONE_ANSWER = {"constraint", "constraint_message", "soft_check", "default", "read_only"}
_WITHOUT_OTHER = (Type.MATRIX, Type.RANK)
_APPEARANCES = {
    "likert": Type.SELECT_ONE,
    "minimal": Type.SELECT_ONE,
    "multiline": Type.TEXT,
    "help": Type.NOTE,
}
_WORKED_OUT = re.compile(r"\$\{|^\s*[a-z][a-z:-]*\(")
_OF_A_REPEAT = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_-]*\}")
MOST_STEPS = 100_000
_ANY_SPAN = Span(Decimal(0), Decimal(1), Decimal(1))  # in place of one that is wrong
# Said of a question whose role is still to be given: its answers are stored, and do not leave.
UNDECIDED = "undecided"
# Keys of texts start with these, so a question by that name could share a key with something else.
RESERVED_NAMES = frozenset({*MISSING_CODES, "page", "choices"})


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question and the section it was read from, for the place of what is found wrong with it later."""

    section: Section
    question: Question


def read_choice_lists(front: Section) -> dict[str, tuple[Choice, ...]]:
    """Every list of choices by name."""
    lists = {}
    for name, sections in front.lists("choices", "choice", CHOICE_KEYS):
        lists[name] = tuple(_choice(section) for section in sections)
        _refuse_repeated(sections, [choice.name for choice in lists[name]], "choice", name)
    return {**lists, **read_choice_tables(front)}


def _choice(section: Section) -> Choice:
    section.need("name", "label")
    name = section.code()
    if name in MISSING_CODES:
        section.problem(
            "name",
            Said('"%(name)s" is taken', name=name),
            "it stands for a missing answer",
            "Use another name, or dont_know: true.",
        )
    return Choice(name, section.text("label"), section.flag("exclusive"), shown=_shown(section, OF_CHOICES))


def _refuse_repeated(sections: list[Section], names: list[str], what: str, where: str) -> None:
    seen: set[str] = set()
    for section, name in zip(sections, names, strict=True):
        if name and name in seen:
            found = Said(
                '%(what)s "%(name)s" is used twice in "%(where)s"', what=what, name=name, where=where
            )
            section.problem("name", found, f"names of {what}s must be unique", "Rename one.")
        seen.add(name)


def read_question(section: Section, choice_lists: ChoiceLists) -> ReadQuestion:
    """The question in `section`, with blanks for what is wrong."""
    section.need("name", "type")
    kind, list_name, or_other = _type(section, choice_lists)
    _refuse_foreign_keys(section, kind)
    question = Question(
        name=_name(section),
        type=kind,
        label=section.text("label"),
        hint=section.text("hint"),
        guidance_hint=section.text("guidance_hint"),
        list_name=list_name,
        choices=choice_lists.get(list_name, ()),
        or_other=or_other,
        randomize=section.flag("randomize"),
        rows=_rows(section),
        span=_span(section),
        default="" if is_worked_out(section.text("default")) else section.text("default"),
        begins_with=section.expression("default") if is_worked_out(section.text("default")) else None,
        read_only=section.flag("read_only"),
        required=read_required(section),
        required_when=read_required_when(section),
        required_message=section.text("required_message"),
        relevant=section.expression("relevant"),
        choice_filter=section.expression("choice_filter", of_choices=True),
        constraint=section.expression("constraint"),
        constraint_message=section.text("constraint_message"),
        calculation=section.expression("calculation"),
        trigger=read_trigger(section),
        appearance=_appearance(section, kind),
        dont_know=section.flag("dont_know"),
        refused=section.flag("refused"),
        keep=_keep(section),
        disclosure=_disclosure(section),
        origin=_origin(section),
        translator_note=section.text("translator_note"),
        soft_check=read_soft_check(section),
        modes=read_modes(section),
        unprompted=read_unprompted(section),
        lineage=read_lineage(section),
        shown=_shown(section, (*PROPERTIES, ALTERNATIVE)),
    )
    _need_what_the_type_needs(section, question)
    return ReadQuestion(section, question)


def _shown(section: Section, keys: tuple[str, ...]) -> Shown:
    return shown_in({key: section.text(key) for key in keys if key in section})


def is_worked_out(default: str) -> bool:
    """Whether a default is an expression, such as `today()` or `${q}`, and not what is to stand in the control."""
    return bool(_WORKED_OUT.search(default))


def _name(section: Section) -> str:
    name = section.name()
    if name in RESERVED_NAMES:
        expected = "it stands for something else in stored answers or translations"
        section.problem("name", Said('"%(name)s" is taken', name=name), expected, "Rename the question.")
    return name


def _type(section: Section, choice_lists: ChoiceLists) -> tuple[Type, str, bool]:
    """Type, list and or_other of `select_one tenure or_other`; a broken one passes for a text."""
    words = section.text("type").split()
    names = [kind.value for kind in Type]
    if not words or words[0] not in names:
        if words:
            nearest = nearest_name(words[0], names)
            section.problem(
                "type",
                Said('unknown type "%(type)s"', type=words[0]),
                "it is one of " + ", ".join(names),
                nearest=nearest,
            )
        return Type.TEXT, "", False
    kind = Type(words[0])
    if kind in _LISTED:
        return kind, *_list(section, kind, words[1:], choice_lists)
    if words[1:]:
        section.problem(
            "type", Said('"%(words)s"', words=" ".join(words)), f"{kind} stands alone", "Remove the rest."
        )
    return kind, "", False


def _list(section: Section, kind: Type, words: list[str], choice_lists: ChoiceLists) -> tuple[str, bool]:
    if len(words) == 1 and _OF_A_REPEAT.fullmatch(words[0]) and kind not in _WITHOUT_OTHER:
        return words[0], False
    or_other = words[1:] == ["or_other"] and kind not in _WITHOUT_OTHER
    if not words or (words[1:] and not or_other):
        other = "" if kind in _WITHOUT_OTHER else " [or_other]"
        section.problem(
            "type",
            Said('"%(value)s"', value=section.text("type")),
            f"it is written {kind} LIST{other}",
            "Name one list.",
        )
    elif words[0] not in choice_lists:
        nearest = nearest_name(words[0], choice_lists.keys())
        section.problem(
            "type",
            Said('unknown list "%(list)s"', list=words[0]),
            "a list under choices",
            "Add the list.",
            nearest,
        )
    return (words[0] if words else ""), or_other


def _keys_of(kind: Type) -> set[str]:
    if kind is Type.NOTE:
        return {*_SAID}
    if kind is Type.CALCULATE:
        return {"calculation", "trigger", "disclosure", "origin"}
    if kind is Type.MATRIX:
        return {*_SAID, *_ANSWERED, "rows"} - _OF_ONE_ANSWER
    if kind is Type.RANK:
        return {*_SAID, *_ANSWERED, "randomize"} - _OF_ONE_ANSWER
    if kind is Type.RANGE:
        return {*_SAID, *_ANSWERED, "span"}
    if kind in (Type.SELECT_ONE, Type.SELECT_MULTIPLE):
        return {*_SAID, *_ANSWERED, "choice_filter", "randomize"}
    return {*_SAID, *_ANSWERED}


def _refuse_foreign_keys(section: Section, kind: Type) -> None:
    if "type" not in section:
        return
    for key in section.values:
        if key not in {"name", "type", "relevant", "translator_note", "lineage"} | _keys_of(kind):
            section.problem_at_key(
                key,
                Said('"%(key)s" in %(what)s', key=key, what=section.what),
                f"{kind} has none",
                "Remove it.",
            )


def _need_what_the_type_needs(section: Section, question: Question) -> None:
    if question.type is Type.CALCULATE:
        section.need("calculation")
    else:
        section.need("label")
    if question.or_other and OTHER in {choice.name for choice in question.choices}:
        found = Said('"%(code)s" is a choice of "%(list_name)s"', code=OTHER, list_name=question.list_name)
        section.problem("type", found, "or_other adds one of that name", "Remove one of the two.")
    spaced = next((one.name for one in question.choices if " " in one.name), "")
    if spaced and question.type in (Type.SELECT_MULTIPLE, Type.RANK):
        expected = "codes that are ticked together are parted by spaces, so none holds one"
        section.problem(
            "type",
            Said('"%(spaced)s" is a choice of %(what)s', spaced=spaced, what=section.what),
            expected,
            "Rename it.",
        )
    if question.type is Type.MATRIX:
        section.need("rows")
    if question.type is Type.RANGE:
        section.need("span")
    if question.read_only:
        section.need("default")
    if question.read_only and question.begins_with:
        expected = "what is worked out and nobody changes is a calculate"
        mend = "Make it a calculate, and show it with ${name} in a note on a later page."
        found = Said("an expression in %(what)s, which is read_only", what=section.what)
        section.problem("default", found, expected, mend)
    if question.type is not Type.NOTE and question.keep and "disclosure" not in section:
        expected = "whatever is stored has a role: " + ", ".join(role.value for role in Disclosure)
        section.problem(
            "disclosure", Said('"disclosure" is missing in %(what)s', what=section.what), expected, "Add it."
        )


def _rows(section: Section) -> tuple[Row, ...]:
    sections = section.sections("rows", "row", ("name", "label"))
    for row in sections:
        row.need("name", "label")
    rows = tuple(Row(row.row(), row.text("label")) for row in sections)
    _refuse_repeated(sections, [row.name for row in rows], "row", section.text("name"))
    if "rows" in section and not rows:
        section.problem("rows", "no rows", "a matrix has at least one", "Add a row.")
    return rows


def _span(section: Section) -> Span | None:
    inner = section.section("span", ("start", "end", "step"))
    if inner is None:
        return None
    inner.need("start", "end")
    parts = [_number(inner, key, "1" if key == "step" else "0") for key in ("start", "end", "step")]
    span = Span(*(part or Decimal(0) for part in parts))
    if None in parts:
        return _ANY_SPAN
    if span.step <= 0 or span.end <= span.start or span.length > MOST_STEPS:
        found = Said(
            "from %(start)s to %(end)s in steps of %(step)s", start=span.start, end=span.end, step=span.step
        )
        expected = f"it goes up, in steps above 0, at most {MOST_STEPS} of them"
        section.problem("span", found, expected, "Mend start, end or step.")
        return _ANY_SPAN
    return span


def _number(section: Section, key: str, absent: str) -> Decimal | None:
    text = section.text(key) if key in section else absent
    if not re.fullmatch(r"-?[0-9]{1,10}(\.[0-9]{1,6})?", text):
        section.problem(
            key, Said('"%(text)s" is no number', text=text), "digits, with a point before the fraction"
        )
        return None
    return Decimal(text)


def _appearance(section: Section, kind: Type) -> str:
    appearance = section.text("appearance")
    if appearance and _APPEARANCES.get(appearance) is not kind:
        known = ", ".join(f"{name} for {kind}" for name, kind in _APPEARANCES.items())
        section.problem(
            "appearance",
            Said('appearance "%(appearance)s" for %(kind)s', appearance=appearance, kind=kind),
            f"it is one of {known}",
            "Remove it.",
        )
    return appearance


def _disclosure(section: Section) -> Disclosure | None:
    if "disclosure" not in section or section.text("disclosure") == UNDECIDED:
        return None
    return section.member("disclosure", Disclosure)


def _keep(section: Section) -> bool:
    if "keep" not in section:
        return True
    written = section.text("keep")
    if written not in ("true", "false", "derived"):
        section.problem(
            "keep", Said('"keep" is "%(written)s"', written=written), "it is true, false or derived"
        )
    return written not in ("false", "derived")


def _origin(section: Section) -> Origin | None:
    origin = section.section("origin", ("source", "licence", "changed"))
    if origin is None:
        return None
    origin.need("source")
    changed = origin.flag("changed") if "changed" in origin else True
    return Origin(origin.text("source"), origin.text("licence"), changed)
