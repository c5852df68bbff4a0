"""Rows that stand once in a sheet and are asked of each choice of a list: `loop over` of pyxform, and the tables of Kobo.

Each becomes as many rows as there are choices, in groups as pyxform and Kobo make them. A score and a rank of Kobo have
rows of their own already, which are asked from the list of the frame around them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consult.instrument.xlsform.kinds import Fate, kind_of
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.survey import is_no
from consult.instrument.xlsform.tables import Copied, Line, Table

MOST_ROWS = 3_000  # as of a survey
_LOOP = re.compile(r"begin[ _]loop(?:[ _]over)?\s+(\S+)", re.IGNORECASE)
_REFERENCE = re.compile(r"\$\{\s*([^{}]+?)\s*\}")
_BESIDE = re.compile(r"\.\./([A-Za-z_][\w.-]*)")  # as a path, which in a group leads to the row beside it
_SHOWN = re.compile(r"%\((name|label)\)s|%%")
_OURS = "consult::"
_ASKED = _OURS + "asked"
_LISTS = {"kobomatrix": "kobo_matrix_list", "score": "kobo_score_choices", "rank": "kobo_rank_items"}
_ROWS = {"score": "score__row", "rank": "rank__level"}
_NO_COPY = "none"  # the choice that pyxform passes over
Lists = Mapping[str, Sequence[Line]]


@dataclass(frozen=True)
class _Frame:
    """A row that begins such rows, those inside, and the row that ends them."""

    begin: Line
    inside: Sequence[Line]
    end: Line
    word: str

    @property
    def list_name(self) -> str:
        """The list that they are asked of, or answered from."""
        found = _LOOP.fullmatch(" ".join(self.begin.value("type").split()))
        return found[1] if found else self.begin.value(_LISTS.get(self.word, ""))


def expanded(survey: Table, choices: Table | None, remarks: list[Remark]) -> Table:
    """The survey with every such row as often as it is asked. What names no list stays as it is, and is told there."""
    lists: dict[str, list[Line]] = {}
    for line in choices.lines if choices else ():
        lists.setdefault(line.value("list_name"), []).append(line)
    lines = tuple(_walked(survey.lines, lists, remarks))
    return replace(survey, lines=lines)


def _walked(lines: Sequence[Line], lists: Lists, remarks: list[Remark]) -> Iterator[Line]:
    place = 0
    while place < len(lines):
        frame = _frame_at(lines, place)
        if frame is None:
            yield lines[place]
            place += 1
            continue
        place += len(frame.inside) + 2
        inside = tuple(_walked(frame.inside, lists, remarks))
        yield from _asked(replace(frame, inside=inside), lists, remarks)


def _frame_at(lines: Sequence[Line], start: int) -> _Frame | None:
    kind = kind_of(lines[start].value("type"))
    if kind.fate is not Fate.BEGIN or kind.word not in ("loop", *_LISTS):
        return None
    depth = 0
    for place in range(start, len(lines)):
        fate = kind_of(lines[place].value("type")).fate
        depth += (fate is Fate.BEGIN) - (fate is Fate.END)
        if depth == 0:
            return _Frame(lines[start], lines[start + 1 : place], lines[place], kind.word)
    return None


def _asked(frame: _Frame, lists: Lists, remarks: list[Remark]) -> Iterator[Line]:
    """The rows of a frame as they are asked; as they stand where that cannot be told."""
    about = [line for line in lists.get(frame.list_name, ()) if line.value("name")]
    is_copied = frame.word not in _ROWS
    too_many = is_copied and len(about) * len(frame.inside) > MOST_ROWS
    if not about or too_many:
        yield from (frame.begin, *frame.inside, frame.end)
        return
    facts = {"list": frame.list_name, "count": len(about)}
    code = "asked_of_each" if is_copied else "table_unrolled"
    remarks.append(Remark(code, frame.begin.place("type"), facts if is_copied else {}))
    yield from _copied(frame, about) if is_copied else _answered(frame)


# --- a score and a rank


def _answered(frame: _Frame) -> Iterator[Line]:
    """A page whose rows are all answered from one list; no place of a rank takes what another has."""
    values = {key: cell for key, cell in frame.begin.values.items() if key != "required"}
    yield replace(frame.begin, values={**values, "type": "begin group", "appearance": "field-list"})
    before: list[str] = []
    for line in frame.inside:
        if line.value("type").casefold() != _ROWS[frame.word]:
            yield line
            continue
        own = {"type": f"select_one {frame.list_name}"}
        if frame.word == "rank":
            own |= {"required": "yes", "constraint": " and ".join(f". != ${{{name}}}" for name in before)}
        elif not is_no(frame.begin.value("required")):
            own |= {"required": line.value("required") or frame.begin.value("required")}
        message = frame.begin.value("kobo_rank_constraint_message") if before else ""
        texts = {**line.texts, **_message(message, line)}
        yield replace(line, values={**line.values, **{k: v for k, v in own.items() if v}}, texts=texts)
        before.append(line.value("name"))
    yield replace(frame.end, values={**frame.end.values, "type": "end group"})


def _message(message: str, line: Line) -> Mapping[str, Mapping[str, str]]:
    return {"constraint_message": dict.fromkeys(line.texts.get("label", {}), message)} if message else {}


# --- a loop and a table


def _copied(frame: _Frame, about: Sequence[Line]) -> Iterator[Line]:
    begin = frame.begin
    around = {key: cell for key, cell in begin.values.items() if key != "appearance"}
    yield replace(begin, values={**around, "type": "begin group"})
    for number, choice in enumerate(about, start=1):
        if choice.value("name") != _NO_COPY:
            yield from _of_one(frame, choice, number)
    yield replace(frame.end, values={**frame.end.values, "type": "end group"})


def _of_one(frame: _Frame, choice: Line, number: int) -> Iterator[Line]:
    """The rows about one choice, in a group that is called and labelled as the choice is."""
    code, labels = choice.value("name"), choice.texts.get("label", {})
    is_table = frame.word == "kobomatrix"
    stem = f"{frame.begin.value('name')}_{code}" if is_table else code
    names = {line.value("name"): _name_of(line.value("name"), stem, choice) for line in frame.inside}
    heads = {
        tag: ": ".join(filter(None, (frame.begin.texts.get("label", {}).get(tag, ""), text)))
        for tag, text in labels.items()
    }
    appearance = {"appearance": cell} if (cell := frame.begin.value("appearance")) else {}
    head = {"type": "begin group", "name": stem, **appearance}
    yield _copy(frame.begin, frame, code, number, values=head, texts={"label": heads} if heads else {})
    for line in frame.inside:
        values = {key: _filled(cell, choice, names) for key, cell in line.values.items()}
        if line.value("name"):
            values["name"] = names[line.value("name")]
        texts = {
            property_: {tag: _filled(text, choice, names, tag) for tag, text in of_property.items()}
            for property_, of_property in line.texts.items()
        }
        yield _copy(line, frame, code, number, values=values, texts=texts)
    end = {**frame.end.values, "type": "end group"}
    yield _copy(frame.end, frame, code, number, values=end, texts={})


def _name_of(name: str, stem: str, choice: Line) -> str:
    """What a row is called in the group of one choice: there a name may stand in each of them, here it is one column."""
    filled = _filled(name, choice, {})
    return filled if filled != name else f"{stem}_{name}"


def _filled(written: str, choice: Line, names: Mapping[str, str], tag: str = "") -> str:
    """A cell with the name and the label of a choice in it, that looks at the rows about the same choice."""
    labels = choice.texts.get("label", {})
    shown = {"name": choice.value("name")}
    shown["label"] = labels.get(tag) or next(iter(labels.values()), shown["name"])
    own = written
    if names:
        own = _REFERENCE.sub(lambda found: f"${{{names.get(found[1], found[1])}}}", own)
        own = _BESIDE.sub(lambda found: f"../{names.get(found[1], found[1])}", own)
    return _SHOWN.sub(lambda found: shown[found[1]] if found[1] else "%", own)


def _copy(
    line: Line,
    frame: _Frame,
    code: str,
    number: int,
    *,
    values: Mapping[str, str],
    texts: Mapping[str, Mapping[str, str]],
) -> Line:
    """A row as it is asked of one choice; of our own columns it has those that are about the same."""
    before = line.copied
    copied = Copied(
        about="/".join(filter(None, (code, before.about if before else ""))),
        order=(frame.begin.order[0], number, *line.order),
        name=before.name if before else line.value("name"),
    )
    others = {
        heading.removesuffix(f"/{code}") if heading.startswith(_OURS) else heading: cell
        for heading, cell in line.others.items()
        # An earlier consult asked no such row: it said so once for all.
        if not heading.startswith(_OURS) or heading == _ASKED or heading.endswith(f"/{code}")
    }
    return replace(line, values=values, texts=texts, others=others, copied=copied)
