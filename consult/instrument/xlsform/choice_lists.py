"""The choices of a workbook by list, and why a list cannot be used."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from consult.instrument.definition import MISSING_CODES
from consult.instrument.source.section import CODE
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.tables import Line, Table


@dataclass(frozen=True, slots=True)
class FoundChoice:
    """One choice. texts: its label by language. columns: what a filter may look at."""

    name: str
    texts: Mapping[str, str]
    columns: Mapping[str, str]
    line: Line


@dataclass
class FoundList:
    """A list under its name. broken: why no question can use it; None when it can be."""

    name: str
    sheet: str
    choices: dict[str, FoundChoice] = field(default_factory=dict)
    broken: Remark | None = None
    shows: list[str] = field(default_factory=list)  # the labels that show answers
    doubled: str = ""  # a choice that stands in it more than once, with other columns for a filter

    @property
    def columns(self) -> set[str]:
        """What a filter on it may look at."""
        return {"name", *(column for choice in self.choices.values() for column in choice.columns)}


def read_lists(
    table: Table | None, remarks: list[Remark], *, allows_twice: bool = False
) -> dict[str, FoundList]:
    """Every list of the sheet, by name. allows_twice: whether the form says that a choice may stand in one twice."""
    lists: dict[str, FoundList] = {}
    for line in table.lines if table else ():
        name = line.value("list_name")
        if not name:
            remarks.append(Remark("choice_incomplete", line.place("list_name"), {"what": "list_name"}))
            continue
        found = lists.setdefault(name, FoundList(name, line.sheet))
        if allows_twice and line.value("name") in found.choices:
            _take_again(found, line, remarks)
        else:
            _take(found, line, remarks)
    return lists


def _take_again(found: FoundList, line: Line, remarks: list[Remark]) -> None:
    """A choice that stands twice on purpose, mostly once for each region: a code is one choice here."""
    name = line.value("name")
    if line.others != found.choices[name].columns:
        found.doubled = found.doubled or name
    remarks.append(Remark("choice_again", line.place("name"), {"name": name, "list": found.name}))


def _take(found: FoundList, line: Line, remarks: list[Remark]) -> None:
    name = line.value("name")
    facts = {"name": name, "list": found.name}
    if not name:
        remarks.append(Remark("choice_incomplete", line.place("name"), {"what": "name"}))
    elif name in found.choices:
        remarks.append(Remark("choice_twice", line.place("name"), facts))
    elif not CODE.fullmatch(name) or name in MISSING_CODES:
        # Left out, the question would ask something else than its author meant: the list is not used at all.
        code = "choice_name_taken" if name in MISSING_CODES else "choice_name_wrong"
        remarks.append(Remark(code, line.place("name"), facts))
        found.broken = found.broken or remarks[-1]
    else:
        texts = line.texts.get("label", {})
        found.shows += [text for text in texts.values() if "${" in text]
        if not texts:
            remarks.append(Remark("choice_unlabelled", line.place("label"), facts))
        found.choices[name] = FoundChoice(name, texts, line.others, line)
