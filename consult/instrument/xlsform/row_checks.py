"""What is wrong with one row as it stands: its list of choices, and the answers that its texts show."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal

from consult.instrument.definition import OTHER, Type
from consult.instrument.expression.checking import nearest_name
from consult.instrument.placeholders import broken, placeholders
from consult.instrument.source.questions import MOST_STEPS
from consult.instrument.xlsform.choice_lists import FoundList
from consult.instrument.xlsform.kinds import FILES, file_of
from consult.instrument.xlsform.remarks import Remark, Sort
from consult.instrument.xlsform.survey import Candidate, is_literal

_CALLED_BY = (  # of an instance of a repeat that can be chosen: what it is called there
    *(Type.INTEGER, Type.DECIMAL, Type.RANGE, Type.DATE, Type.TIME, Type.DATETIME),
    *(Type.SELECT_ONE, Type.TEXT, Type.CALCULATE),
)
_SHOWN_IN_TEXTS = (*_CALLED_BY, Type.SELECT_MULTIPLE, Type.RANK, Type.ACKNOWLEDGE)
_OF_A_REPEAT = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_-]*)\}")
SHUFFLED = frozenset({Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.RANK})  # whose choices can be
_RANDOMIZED = re.compile(r"\brandomi[sz]e\s*=\s*[\"']?(?:true|yes)", re.IGNORECASE)
_SPAN = {"start": "1", "end": "10", "step": "1"}  # as pyxform has them where nothing is said
_OF_LOOKS = frozenset(["tick_interval", "tick_labelset", "placeholder"])
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WITHOUT_USE_HERE = ("trigger", "rows", "autoplay")


def spans(parameters: str) -> dict[str, str]:
    """Start, end and step of a range from low to high; nothing where the parameters make none, or say something else too."""
    written = re.sub(r"\s*=\s*", "=", parameters.casefold())
    said = {
        key: value
        for key, _is, value in (word.partition("=") for word in re.split(r"[\s;,]+", written) if word)
    }
    span = _SPAN | {key: value for key, value in said.items() if key not in _OF_LOOKS}
    if span.keys() != _SPAN.keys() or not all(map(_NUMBER.fullmatch, span.values())):
        return {}
    start, end, step = (Decimal(span[part]) for part in ("start", "end", "step"))
    if step < 0 and start > end:  # its steps are counted from the highest
        return spans(f"start={start - (start - end) // -step * -step} end={start} step={-step}")
    return span if step > 0 and start < end and (end - start) / step <= MOST_STEPS else {}


def is_randomized(parameters: str) -> bool:
    """Whether choices come in another order for everyone; a seed says which, and an order of our own is as good."""
    return bool(_RANDOMIZED.search(parameters))


def kept_properties(one: Candidate, *, begins: bool) -> Iterator[Remark]:
    """What a row says that is kept and not applied. begins: whether a default is worked out for it."""
    parameters = one.line.value("parameters")
    taken = one.kind.type is Type.RANGE or one.kind.sheet == FILES
    taken |= is_randomized(parameters) and one.kind.type in SHUFFLED
    begins |= is_literal(one.line.value("default")) or one.default_left
    for property_ in (
        *_WITHOUT_USE_HERE,
        *(() if taken else ("parameters",)),
        *(() if begins else ("default",)),
    ):
        if one.line.value(property_) or one.line.texts.get(property_):
            yield Remark("property_kept", one.line.place(property_), {"property": property_})


def about_list(one: Candidate, found: FoundList | None, known: Collection[str]) -> Iterator[Remark]:
    """Why the list of a select cannot be used. known: the names of all lists."""
    cell, name = one.line.place("type"), one.kind.list_name
    if not name:
        yield Remark("list_unnamed", cell)
        return
    if found is None and one.kind.sheet == FILES:
        yield Remark("list_file_missing", cell, {"file": file_of(one.line.value("type"))})
    elif found is None or not found.choices:
        nearest = nearest_name(name, known)
        mend = f'Did you mean "{nearest}"?' if nearest else "Add its choices."
        yield Remark("list_missing", cell, {"list": name, "sheet": one.kind.sheet, "nearest": mend})
    elif found.broken:
        code = "list_broken" if found.broken.sort is Sort.PROBLEM else "list_kept"
        yield Remark(code, cell, {"list": name, "why": found.broken.found, "sheet": found.sheet})
    elif one.kind.type in (Type.SELECT_MULTIPLE, Type.RANK) and any(" " in code for code in found.choices):
        spaced = next(code for code in found.choices if " " in code)
        yield Remark("choice_spaced", cell, {"list": name, "name": spaced})
    elif one.kind.or_other and OTHER in found.choices:
        yield Remark("or_other_twice", cell, {"list": name})


def absence(name: str, known: Candidate | None, dropped: Collection[str], groups: Collection[str]) -> str:
    """What the report says of a name to which no answer comes. known: the row that has it."""
    if known is None and name in dropped:
        return "depends_on_dropped"
    return "depends_on_group" if known is None and name in groups else "depends_on_inactive"


def unshowable(
    one: Candidate,
    text: str,
    by_name: Mapping[str, Candidate],
    places: Mapping[str, int],
    foundations: Callable[[str], frozenset[str]],
) -> Iterator[tuple[str, str]]:
    """The answers that a text shows and cannot show yet, each with why. foundations: the rows asked behind a name."""
    if broken(text):
        yield broken(text).removeprefix("${").removesuffix("}"), "that is not the name of a question"
    for name in dict.fromkeys(placeholders(text)):
        asked = by_name.get(name)
        if asked is None:
            yield name, "the survey asks no such thing"
        elif not asked.is_active:
            yield name, "it is kept inactive"
        elif asked.kind.type not in _SHOWN_IN_TEXTS:
            yield name, f"an answer of type {asked.kind.word} cannot be shown in a text yet"
        elif asked.repeats != one.repeats[: len(asked.repeats)]:
            yield name, "it is answered in a repeat, once for each"
        elif any(places[behind] >= places[one.name] for behind in foundations(name)):
            yield name, "it is not answered yet"


def chosen_from(one: Candidate) -> str:
    """The question in a repeat whose answers are the choices of a row: `select_one ${name}`; mostly none."""
    found = _OF_A_REPEAT.fullmatch(one.kind.list_name)
    return found[1] if found and one.kind.type in (Type.SELECT_ONE, Type.SELECT_MULTIPLE) else ""


def unchoosable(one: Candidate, by_name: Mapping[str, Candidate], places: Mapping[str, int]) -> str:
    """Why nothing can be chosen from the repeat that a row names; "" when it can, or when it names none."""
    name = chosen_from(one)
    asked = by_name.get(name)
    if not name:
        return ""
    if asked is None or not asked.is_active:
        return "nothing that is asked here is called so"
    if not asked.repeats or asked.kind.type not in _CALLED_BY:
        return "it is no question in a repeat whose answers can be shown"
    if one.repeats:
        return "the question stands in a repeat itself"
    if one.line.value("choice_filter") or one.kind.or_other:
        return "only some of the answers, or another one, would be offered"
    return "it is answered only later" if places[name] >= places[one.name] else ""
