"""What is wrong with one row as it stands: its list of choices, and the answers that its texts show."""

from collections.abc import Collection, Iterator, Mapping

from consult.instrument.definition import OTHER, Type
from consult.instrument.expression.checking import nearest_name
from consult.instrument.placeholders import broken, placeholders
from consult.instrument.xlsform.choice_lists import FoundList
from consult.instrument.xlsform.remarks import Remark, Sort
from consult.instrument.xlsform.survey import Candidate

_SHOWN_IN_TEXTS = (Type.INTEGER, Type.DECIMAL, Type.DATE, Type.SELECT_ONE)


def about_list(one: Candidate, found: FoundList | None, known: Collection[str]) -> Iterator[Remark]:
    """Why the list of a select cannot be used. known: the names of all lists."""
    cell, name = one.line.place("type"), one.kind.list_name
    if not name:
        yield Remark("list_unnamed", cell)
        return
    if found is None or not found.choices:
        nearest = nearest_name(name, known)
        mend = f'Did you mean "{nearest}"?' if nearest else "Add its choices."
        yield Remark("list_missing", cell, {"list": name, "sheet": one.kind.sheet, "nearest": mend})
    elif found.broken:
        code = "list_broken" if found.broken.sort is Sort.PROBLEM else "list_kept"
        yield Remark(code, cell, {"list": name, "why": found.broken.found, "sheet": found.sheet})
    elif one.kind.type is Type.SELECT_MULTIPLE and any(" " in code for code in found.choices):
        spaced = next(code for code in found.choices if " " in code)
        yield Remark("choice_spaced", cell, {"list": name, "name": spaced})
    elif one.kind.or_other and OTHER in found.choices:
        yield Remark("or_other_twice", cell, {"list": name})


def unshowable(
    one: Candidate, text: str, by_name: Mapping[str, Candidate], places: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """The answers that a text shows and cannot show yet, each with why."""
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
        elif places[name] >= places[one.name]:
            yield name, "it is not answered yet"
