"""The active rows as an instrument in our own words: a mapping for the file, and its texts in every language."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from consult.instrument.definition import Type
from consult.instrument.media.files import ALTERNATIVE, DESCRIBED, OF_CHOICES, PROPERTIES
from consult.instrument.source.front import MOST_INSTANCES
from consult.instrument.source.questions import UNDECIDED
from consult.instrument.translated import NO_SOURCE
from consult.instrument.xlsform.activity import Deciding
from consult.instrument.xlsform.choice_lists import FoundChoice
from consult.instrument.xlsform.conditions import Condition, columns_in, joined, looked_up_in, shows_label
from consult.instrument.xlsform.paging import DraftPage
from consult.instrument.xlsform.remarks import Remark
from consult.instrument.xlsform.repeat_places import counted_by, highest
from consult.instrument.xlsform.row_checks import SHUFFLED, is_randomized, spans
from consult.instrument.xlsform.supplied import Shelf
from consult.instrument.xlsform.survey import Candidate, Group, is_literal, rows_of
from consult.instrument.xlsform.tables import Line
from consult.instrument.xlsform.triggers import triggers_of
from consult.instrument.xlsform.yaml_writing import Block

RETENTION = {"texts_days": 730, "withdrawal_days": 30}
_APPEARANCES = {"minimal": Type.SELECT_ONE, "likert": Type.SELECT_ONE, "multiline": Type.TEXT}
_LAID_OUT = frozenset(["field-list", "w1", "w2", "w3", "w4"])
_LONG_LIST = 30
_PLACEHOLDER = re.compile(r"\$\{[^}]*\}")  # a heading shows no answers
_USUAL_MOST = (
    10  # instances of a repeat whose count is only known from an answer, until someone says another number
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a workbook does not say of itself. languages: tags, the source first."""

    name: str
    title: Mapping[str, str]
    method: str
    report: str
    languages: tuple[str, ...]
    consent: Mapping[str, Mapping[str, str]]
    consent_version: str
    opening: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # intro and thanks

    @property
    def source(self) -> str:
        """The language of the file's texts."""
        return self.languages[0]


@dataclass
class Draft:
    """An instrument being written. texts: what each key says in each language; cells: where it stands there.

    most: the instances of any repeat.
    """

    identity: Identity
    remarks: list[Remark]
    texts: dict[str, Mapping[str, str]] = field(default_factory=dict)
    cells: dict[str, tuple[object, str]] = field(default_factory=dict)
    shelf: Shelf = field(default_factory=lambda: Shelf({}, []))
    files: set[str] = field(default_factory=set)  # the keys whose text is the name of a file
    undescribed: set[str] = field(default_factory=set)  # the keys of what has to be said in words, and is not
    most: int = MOST_INSTANCES

    def said(self, key: str, texts: Mapping[str, str], line: object = None, property_: str = "label") -> str:
        """The source text of `key`, its other languages remembered; a hole when only others have it."""
        known = {tag: texts[tag] for tag in self.identity.languages if texts.get(tag)}
        if not known:
            return ""
        self.texts[key], self.cells[key] = known, (line, property_)
        return known.get(self.identity.source, NO_SOURCE)

    def shown(self, key: str, line: Line, properties: Iterable[str]) -> dict[str, str]:
        """The files that a row shows, by property."""
        found = {}
        for property_ in properties:
            if files := self.shelf.usable(line, property_):
                found[property_] = self.said(f"{key}/{property_}", files, line, property_)
                self.files.add(f"{key}/{property_}")
        return {property_: name for property_, name in found.items() if name}


def front_of(draft: Draft, pages: list[DraftPage], deciding: Deciding) -> dict[str, object]:
    """The whole file as a mapping."""
    identity = draft.identity
    texts = [identity.consent.get(tag, {}) for tag in identity.languages]
    consent = {
        part: draft.said(
            f"consent/{part}",
            {tag: found[part] for tag, found in zip(identity.languages, texts, strict=True) if found},
        )
        or NO_SOURCE
        for part in ("text", "agree")
    }
    return {
        "instrument": identity.name,
        "title": draft.said("title", identity.title),
        "method": identity.method,
        "report": identity.report,
        "source": identity.source,
        "languages": list(identity.languages),
        "retention": RETENTION,
        **{part: draft.said(part, texts) or NO_SOURCE for part, texts in identity.opening.items() if texts},
        "consent": {
            "version": identity.consent_version,
            "text": Block(consent["text"]),
            "agree": consent["agree"],
            "modes": {"paper": {"text": Block(_on_paper(draft))}},
        },
        **_lists(draft, pages, deciding),
        "pages": _items(draft, pages, deciding, 0),
    }


# --- choices


def _lists(draft: Draft, pages: list[DraftPage], deciding: Deciding) -> dict[str, object]:
    written: dict[str, object] = {}
    for row in _rows(pages):
        found = deciding.list_of(row) if row.kind.list_name else None
        if found is not None and row.kind.list_name not in written:
            columns = _columns(row.kind.list_name, pages, deciding)
            written[row.kind.list_name] = _list(draft, row.kind.list_name, found.choices.values(), columns)
    for name in sorted(_looked_up(pages, deciding).keys() - written.keys()):
        columns = _columns(name, pages, deciding)
        written[name] = _list(draft, name, deciding.lists_by_name[name].choices.values(), columns)
    return {"choices": written} if written else {}


def _rows(pages: Iterable[DraftPage]) -> Iterator[Candidate]:
    return (row for page in pages for row in page.rows)


def _columns(list_name: str, pages: list[DraftPage], deciding: Deciding) -> list[str]:
    """The columns of a list that any filter on it, or any expression, looks at."""
    found = dict[str, None]()
    for row in _rows(pages):
        choice_filter = deciding.conditions[row].choice_filter
        if row.kind.list_name == list_name and choice_filter:
            found.update(dict.fromkeys(sorted(columns_in(choice_filter.expression) - {"name"})))
    found.update(dict.fromkeys(sorted(_looked_up(pages, deciding).get(list_name, ()))))
    return list(found)


def _looked_up(pages: list[DraftPage], deciding: Deciding) -> dict[str, set[str]]:
    """The lists that any expression looks things up in, with the columns that it looks at."""
    found: dict[str, set[str]] = {}
    for row in _rows(pages):
        for condition in deciding.conditions[row].all:
            for name, columns in looked_up_in(condition.expression).items():
                found.setdefault(name, set()).update(columns)
    return found


def _list(draft: Draft, name: str, choices: Iterable[FoundChoice], columns: list[str]) -> object:
    rows = [_choice(draft, f"choices/{name}/{choice.name}", choice, columns) for choice in choices]
    if not columns and len(rows) <= _LONG_LIST:
        return rows
    headings = ["name", "label", *columns, *(one for one in OF_CHOICES if any(one in row for row in rows))]
    table = io.StringIO()
    lines = [[row.get(heading, "") for heading in headings] for row in rows]
    csv.writer(table, lineterminator="\n").writerows([headings, *lines])
    return Block(table.getvalue().rstrip("\n"))


def _choice(draft: Draft, key: str, choice: FoundChoice, columns: list[str]) -> dict[str, str]:
    return {
        "name": choice.name,
        "label": draft.said(key, _one_line(choice.texts), choice.line) or choice.name,
        **{column: choice.columns.get(column, "") for column in columns},
        **draft.shown(key, choice.line, OF_CHOICES),
    }


def _one_line(texts: Mapping[str, str]) -> dict[str, str]:
    return {tag: " ".join(text.split()) for tag, text in texts.items()}


# --- pages


def _items(draft: Draft, pages: list[DraftPage], deciding: Deciding, depth: int) -> list[object]:
    """The pages within `depth` repeats, those that share a further one under it."""
    found: list[object] = []
    for group, together in groupby(pages, lambda page: page.repeats[depth] if page.repeats[depth:] else None):
        inner = list(together)
        if group is None:
            found += [_page(draft, page, deciding) for page in inner]
        else:
            found.append(_repeat(draft, group, inner, deciding, depth))
    return found


def _repeat(
    draft: Draft, group: Group, pages: list[DraftPage], deciding: Deciding, depth: int
) -> dict[str, object]:
    count = deciding.condition_of(group, "repeat_count")
    relevant = _around(pages[0].rows[0], deciding, depth)
    most = min(_most(group, count, deciding), draft.most)
    draft.remarks.append(Remark("repeat_most", group.line.place("type"), {"name": group.name, "most": most}))
    label = _one_line(group.line.texts.get("label", {}))
    said = {tag: text for tag, text in label.items() if "${" not in text} or dict.fromkeys(
        draft.identity.languages, group.name
    )
    return {
        "repeat": group.name,
        "label": draft.said(f"repeat/{group.name}/label", said, group.line),
        "most": most,
        **(
            {"count": count.expression.source}
            if isinstance(count, Condition)
            else {"more": draft.said(f"{group.name}_more/label", _more(draft), group.line) or NO_SOURCE}
        ),
        **({"relevant": joined(relevant)} if relevant else {}),
        "pages": _items(draft, pages, deciding, depth + 1),
    }


def _most(group: Group, count: object, deciding: Deciding) -> int:
    """How often a repeat is asked at most: as its count says, or as often as the answer that it is may say."""
    fixed = group.line.value("repeat_count")
    if fixed.isdecimal() and int(fixed):
        return int(fixed)
    row = deciding.by_name.get(counted_by(count.expression.tree)) if isinstance(count, Condition) else None
    constraint = deciding.conditions[row].constraint if row else None
    told = highest(constraint.expression.tree) if constraint else 0
    return told if 0 < told <= MOST_INSTANCES else _USUAL_MOST


def _more(draft: Draft) -> dict[str, str]:
    return {tag: found["more"] for tag, found in draft.identity.consent.items() if "more" in found}


def _on_paper(draft: Draft) -> str:
    """What is agreed to on a printed sheet, which shows no code."""
    said = {tag: found["paper"] for tag, found in draft.identity.consent.items() if "paper" in found}
    return draft.said("consent/paper/text", said) or NO_SOURCE


def _around(row: Candidate, deciding: Deciding, depth: int) -> list[Condition]:
    """What decides whether a repeat is asked: the conditions of it and of the groups between it and the repeat around it."""
    repeat = row.repeats[depth]
    start = row.groups.index(row.repeats[depth - 1]) + 1 if depth else 0
    groups = row.groups[start : row.groups.index(repeat) + 1]
    found = (deciding.condition_of(group, "relevant") for group in groups)
    return [one for one in found if isinstance(one, Condition)]


def _own(row: Candidate, deciding: Deciding) -> list[Condition]:
    """What decides about a row itself; its repeats carry the conditions of the groups outside them."""
    elsewhere = [one for depth in range(len(row.repeats)) for one in _around(row, deciding, depth)]
    return [one for one in deciding.conditions[row].relevant if not any(one is other for other in elsewhere)]


def _page(draft: Draft, page: DraftPage, deciding: Deciding) -> dict[str, object]:
    title = ""
    if page.titled is not None:
        title = draft.said(
            f"page/{page.name}/title", _one_line(page.titled.line.texts["label"]), page.titled.line
        )
    elif len(page.shown) > 1 or any(row.kind.type is Type.NOTE for row in page.shown):
        title = draft.said(f"page/{page.name}/title", *_heading(page, draft.identity.languages))
    return {
        "name": page.name,
        "part": "core",
        **({"title": title} if title else {}),
        "questions": [_question(draft, row, deciding) for row in page.rows],
    }


def _heading(page: DraftPage, languages: Iterable[str]) -> tuple[Mapping[str, str], object]:
    """What stands over a page that no group gives a label: how its first question begins, with its line.

    The title of the form would be the same over every such page, and often is a file's name in every language.
    Without a label the question is asked by its name, and so is the page.
    """
    row = next((row for row in page.shown if row.kind.type is not Type.NOTE), page.shown[0])
    texts = row.line.texts.get("label", {})
    labels = {tag: _PLACEHOLDER.sub("…", text).strip() for tag, text in texts.items()}
    headings = _one_line({tag: text.split("\n")[0] for tag, text in labels.items()})
    return headings if any(map(headings.get, languages)) else dict.fromkeys(languages, row.name), row.line


def _question(draft: Draft, row: Candidate, deciding: Deciding) -> dict[str, object]:
    conditions, type_ = deciding.conditions[row], row.kind.type
    written: dict[str, object] = {"name": row.name, "type": _type(row)}
    if type_ is not Type.CALCULATE:
        label = row.line.texts.get("label", {})
        written["label"] = draft.said(f"{row.name}/label", label, row.line) or row.name
        for property_ in ("hint", "guidance_hint"):
            texts = row.line.texts.get(property_, {})
            written[property_] = draft.said(f"{row.name}/{property_}", texts, row.line, property_)
    if type_ not in (Type.CALCULATE, Type.NOTE):
        written["required"] = conditions.required.expression.source if conditions.required else row.required
        written |= _message(draft, row, "required_message") if written["required"] else {}
    written["rows"] = _matrix_rows(draft, row)
    if type_ is not Type.CALCULATE:
        written |= _shown(draft, row)
    relevant = _own(row, deciding)
    written["relevant"] = joined(relevant) if relevant else ""
    written |= _given(row, conditions.default)
    for property_ in ("choice_filter", "constraint", "calculation"):
        condition = getattr(conditions, property_)
        written[property_] = condition.expression.source if condition else ""
        _note_label(draft, condition)
    written["trigger"] = triggers_of(row, deciding, draft.remarks)
    if conditions.constraint:
        written |= _message(draft, row, "constraint_message")
        if not written.get("constraint_message"):
            draft.remarks.append(Remark("message_added", row.line.place("constraint")))
    written["appearance"] = _appearance(draft, row)
    if type_ is not Type.NOTE:
        written["disclosure"] = UNDECIDED
    return {key: value for key, value in written.items() if value not in ("", False, [])}


def _given(row: Candidate, worked_out: Condition | None) -> dict[str, object]:
    """What a question begins with, and what it can give."""
    type_, default = row.kind.type, row.default
    if type_ not in (Type.CALCULATE, Type.NOTE, Type.RANK) and is_literal(default):
        begins: dict[str, object] = {"default": default, "read_only": row.is_read_only}
    else:
        begins = {"default": worked_out.expression.source} if worked_out else {}
    if type_ in SHUFFLED and is_randomized(row.line.value("parameters")):
        begins["randomize"] = True
    return {"span": spans(row.line.value("parameters")), **begins} if type_ is Type.RANGE else begins


def _shown(draft: Draft, row: Candidate) -> dict[str, str]:
    """What a question shows; XLSForm has no words for who cannot see it, so that those are still to be written."""
    files = draft.shown(row.name, row.line, PROPERTIES)
    if not any(property_ in files for property_ in DESCRIBED):
        return files
    key = f"{row.name}/{ALTERNATIVE}"
    draft.texts[key], draft.cells[key] = {}, (row.line, "image")
    draft.undescribed.add(key)
    return {**files, ALTERNATIVE: NO_SOURCE}


def _note_label(draft: Draft, condition: Condition | None) -> None:
    if condition and shows_label(condition.expression) and len(draft.identity.languages) > 1:
        facts = {"what": condition.key, "source": draft.identity.source}
        draft.remarks.append(Remark("label_of_source", condition.place, facts))


def _matrix_rows(draft: Draft, row: Candidate) -> list[dict[str, str]]:
    return [
        {"name": name, "label": draft.said(f"{row.name}/row/{name}", _one_line(texts), row.line)}
        for name, texts in rows_of(row.line).items()
    ]


def _type(row: Candidate) -> str:
    assert row.kind.type is not None
    return " ".join(
        part
        for part in (row.kind.type.value, row.kind.list_name, "or_other" if row.kind.or_other else "")
        if part
    )


def _message(draft: Draft, row: Candidate, property_: str) -> dict[str, object]:
    texts = row.line.texts.get(property_, {})
    if any("${" in text for text in texts.values()):
        draft.remarks.append(
            Remark("property_kept", row.line.place(property_), {"property": f"${{}} in {property_}"})
        )
        return {}
    return {property_: draft.said(f"{row.name}/{property_}", texts, row.line, property_)}


def appearance_taken(type_: Type | None, cell: str) -> str:
    """The one word of an appearance that means something here."""
    words = (word.casefold() for word in cell.split())
    return next((word for word in words if type_ and _APPEARANCES.get(word) is type_), "")


def _appearance(draft: Draft, row: Candidate) -> str:
    taken = appearance_taken(row.kind.type, row.line.value("appearance"))
    for word in row.line.value("appearance").split():
        if word.casefold() not in (taken, *_LAID_OUT):
            draft.remarks.append(
                Remark("appearance_kept", row.line.place("appearance"), {"appearance": word})
            )
    return taken
