"""A variable as a DDI-Codebook `var`: its children in the order that the schema asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from consult.dataset.definition import Kind, Variable
from consult.dataset.numbering import numbers_of
from consult.dataset.words import MISSING_LABELS, term
from consult.dataset.writing.ddi.elements import Texts, add, add_texts
from consult.dataset.writing.ddi.words import labelled, word
from consult.instrument.changes_added import said_of_lineage, said_of_origin
from consult.instrument.span import Span

EXPRESSIONS = "XLSForm"
_ANSWERED = (Kind.CHOICE, Kind.SEVERAL, Kind.NUMBER, Kind.TEXT, Kind.ROW, Kind.DAY)
_REPRESENTED = {Kind.NUMBER: "numeric", Kind.TEXT: "text", Kind.DAY: "datetime"}


@dataclass(frozen=True, slots=True)
class Asking:
    """What a questionnaire knows of a question and a dataset does not.

    hint: what is said below it. guidance: for whoever asks it aloud. span: of the numbers that can be given.
    """

    hint: Texts = field(default_factory=dict)
    guidance: Texts = field(default_factory=dict)
    span: Span | None = None


Questions = Mapping[str, Asking]  # by name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a variable stands. id: its identifier. files: those that it is in. languages: of the document."""

    id: str
    files: str
    languages: tuple[str, ...]


def add_variable(parent: Element, variable: Variable, place: Place, asking: Asking) -> None:
    """`var`, with the texts of every language."""
    var = add(
        parent,
        "var",
        ID=place.id,
        name=variable.name,
        files=place.files,
        intrvl="contin" if variable.kind is Kind.NUMBER else "discrete",
        representationType=_REPRESENTED.get(variable.kind, "code"),
    )
    _add_labels(var, variable)
    if variable.question and variable.kind in _ANSWERED and not variable.calculation and variable.labels:
        _add_question(var, variable, asking)
    _add_range(var, variable, asking)
    _add_base(var, variable)
    for code in variable.values:
        _add_code(var, variable, code, place.languages)
    if variable.calculation:
        _add_derivation(var, variable)
    _add_format(var, variable)
    _add_notes(var, variable)


def _add_labels(var: Element, variable: Variable) -> None:
    if variable.labels:
        add_texts(var, "labl", variable.labels)
    else:
        add(var, "labl", variable.name)


def _add_question(var: Element, variable: Variable, asking: Asking) -> None:
    question = add(var, "qstn")
    add_texts(question, "qstnLit", variable.labels)
    add_texts(question, "postQTxt", asking.hint)
    add_texts(question, "ivuInstr", asking.guidance)


def _add_range(var: Element, variable: Variable, asking: Asking) -> None:
    """The lowest and highest number, or code where codes are whole numbers."""
    span = asking.span
    if span and variable.kind is Kind.NUMBER:
        units = "INT" if span.is_whole else "REAL"
        add(add(var, "valrng"), "range", UNITS=units, min=str(span.start), max=str(span.end))
    elif variable.codes and all(code.isascii() and code.isdigit() for code in variable.codes):
        numbers = sorted(int(code) for code in variable.codes)
        add(add(var, "valrng"), "range", UNITS="INT", min=str(numbers[0]), max=str(numbers[-1]))


def _add_base(var: Element, variable: Variable) -> None:
    if variable.relevant:
        add(var, "universe", variable.relevant, clusion="I")
    else:
        add_texts(var, "universe", word("everyone"), clusion="I")


def _add_code(var: Element, variable: Variable, code: str, languages: tuple[str, ...]) -> None:
    is_missing = code in variable.missing
    category = add(var, "catgry", missing="Y" if is_missing else "", missType=code if is_missing else "")
    add(category, "catValu", code)
    add_texts(category, "labl", labels_of(variable, code, languages))
    if variable.kind is not Kind.NUMBER:
        add_texts(category, "txt", labelled("number", str(numbers_of(variable)[code])))


def labels_of(variable: Variable, code: str, languages: Iterable[str]) -> Texts:
    """What a code means, in each of the languages that really has it."""
    own = {tag: texts[code] for tag, texts in variable.value_labels.items() if code in texts}
    found = own or MISSING_LABELS.get(code, {})
    return {tag: found[tag] for tag in languages if tag in found}


def _add_derivation(var: Element, variable: Variable) -> None:
    """How it is worked out, and at which changes only."""
    derivation = add(var, "derivation")
    if variable.trigger:
        # A paragraph in each language: the schema knows one description.
        add_texts(add(derivation, "drvdesc"), "p", labelled("trigger", ", ".join(variable.trigger)))
    add(derivation, "drvcmd", variable.calculation, syntax=EXPRESSIONS)


def _add_format(var: Element, variable: Variable) -> None:
    if variable.kind is Kind.DAY:
        add(var, "varFormat", "YYYY-MM-DD", type="character", schema="ISO", category="date")
    else:
        is_number = variable.kind in (Kind.NUMBER, Kind.SEVERAL)
        add(var, "varFormat", type="numeric" if is_number else "character")


def _add_notes(var: Element, variable: Variable) -> None:
    """What DDI has no element for: the role, and the versions that asked it."""
    role = term("roles", variable.role) if variable.role else word("no_role")
    add_texts(var, "notes", role, type="disclosure role", subject=variable.role or "")
    add_texts(var, "notes", term("kinds", variable.kind), type="kind", subject=variable.kind)
    if variable.unit:
        add_texts(var, "notes", term("units", variable.unit), type="unit", subject=variable.unit)
    if variable.question:
        add(var, "notes", variable.question, type="question")
    if variable.since:
        add(var, "notes", variable.told_since, type="asked since version", subject=variable.since)
    if variable.until:
        add(var, "notes", variable.told_until, type="asked until version", subject=variable.until)
    for said, type_ in (
        (said_of_lineage(variable.lineage), "lineage"),
        (said_of_origin(variable.origin), "origin"),
    ):
        if said:
            add(var, "notes", said, type=type_)
    if variable.base_changed:
        add_texts(var, "notes", word("base_changed"), type="base changed")
