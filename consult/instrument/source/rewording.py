"""Other words in the file of an instrument: a text is written over where it stands; comments, order and all else stay."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from consult.instrument.additions import CONSENT_TEXTS, SOFT_CHECK, TEXTS_IN_MODE, Mode
from consult.instrument.media.files import ALTERNATIVE
from consult.instrument.source.nodes import inner, value, word
from consult.instrument.source.reading import Reading, root

CONSENT_VERSION = "consent/version"  # no text that people read, and raised with the one that they do

_OF_INSTRUMENT = ("title", "intro", "thanks")
_OF_QUESTION = ("label", "hint", "guidance_hint", "required_message", "constraint_message", ALTERNATIVE)


class Unwritable(Exception):
    """A text cannot be written where it stands without changing something else. `key`: which."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"{key} cannot be written over in this file; change it by hand")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands. column: of the keys around it; flow: between { and }; code: of its line, in a table of choices."""

    node: ScalarNode
    column: int = 0
    flow: bool = False
    code: str = ""

    @property
    def text(self) -> str:
        """What stands there now."""
        if self.code:
            return _labels(str(self.node.value))[self.code]
        return str(self.node.value).strip()

    def holds(self, line: int) -> bool:
        """Whether a line of the file, counted from 1, is one of this text."""
        first, last = int(self.node.start_mark.line) + 1, int(self.node.end_mark.line)
        return first <= line <= max(first, last)


def places(text: str, file: str = "") -> Mapping[str, Place]:
    """Every text of an instrument that stands in its own file, by key. Raises InstrumentProblems when it is no YAML."""
    return {key: place for key, place in _places(front_of(text, file)) if key}


@lru_cache(maxsize=3)
def front_of(text: str, file: str = "") -> MappingNode:
    """What a file says, with its places; nobody changes it. Raises InstrumentProblems when it is no YAML.

    Kept, since one act looks at the older and the newer file several times, and a long questionnaire takes a second to read.
    """
    return root(Reading(file, text))


def reworded(text: str, changes: Mapping[str, str]) -> str:
    """The file with other words for the texts in `changes`, by key. Raises Unwritable, also for a text that is not there."""
    found = places(text)
    for key in changes:
        if key not in found:
            raise Unwritable(key)
    spans = sorted(_spans(text, found, changes), reverse=True)
    whole = text
    for start, end, words in spans:
        whole = whole[:start] + words + whole[end:]
    check_nothing_else_changed(text, whole, changes)
    return whole


def check_nothing_else_changed(before: str, after: str, changes: Mapping[str, str]) -> None:
    """Raises Unwritable when any text but those in `changes`, or a comment, differs. A text without words is gone."""
    expected = {key: place.text for key, place in places(before).items()} | dict(changes)
    expected = {key: words for key, words in expected.items() if words or key not in changes}
    now = {key: place.text for key, place in places(after).items()}
    for key in expected:
        if now.get(key) != expected[key]:
            raise Unwritable(key)
    if _comments(before) - _comments(after) or len(now) != len(expected):
        raise Unwritable(next(iter(changes)))


def _comments(text: str) -> set[str]:
    return {line for line in text.split("\n") if line.lstrip().startswith("#")}


# --- where the texts are


def _places(front: MappingNode) -> Iterator[tuple[str, Place]]:
    for name in _OF_INSTRUMENT:
        yield from _one(front, name, name)
    for part in inner(front, "consent"):
        for name in ("text", "agree", "version"):
            yield from _one(part, name, f"consent/{name}")
        yield from _in_modes(part, "consent", CONSENT_TEXTS)
    for lists in inner(front, "choices"):
        for name, node in lists.value:
            yield from _choices(name.value, node)
    yield from _pages(front)


def _one(mapping: MappingNode, name: str, key: str) -> Iterator[tuple[str, Place]]:
    node = value(mapping, name)
    if isinstance(node, ScalarNode):
        yield key, Place(node, mapping.start_mark.column, bool(mapping.flow_style))


def _choices(name: str, node: Node) -> Iterator[tuple[str, Place]]:
    if isinstance(node, ScalarNode):
        for code in _labels(str(node.value)):
            yield f"choices/{name}/{code}", Place(node, code=code)
    for choice in node.value if isinstance(node, SequenceNode) else ():
        if isinstance(choice, MappingNode):
            yield from _one(choice, "label", f"choices/{name}/{word(choice, 'name')}")


@lru_cache(maxsize=64)
def _labels(table: str) -> Mapping[str, str]:
    """The label of each code of a table of choices; of a code that stands twice the first."""
    found: dict[str, str] = {}
    for row in list(csv.reader(table.splitlines()))[1:]:
        if len(row) > 1:
            found.setdefault(row[0].strip(), row[1].strip())
    return found


def _pages(mapping: MappingNode) -> Iterator[tuple[str, Place]]:
    for page in inner(mapping, "pages"):
        if repeat := word(page, "repeat"):
            yield from _one(page, "label", f"repeat/{repeat}/label")
            yield from _one(page, "more", f"{repeat}_more/label")
            yield from _pages(page)
            continue
        yield from _one(page, "title", f"page/{word(page, 'name')}/title")
        for question in inner(page, "questions"):
            yield from _question(question)


def _question(question: MappingNode) -> Iterator[tuple[str, Place]]:
    name = word(question, "name")
    for property_ in _OF_QUESTION:
        yield from _one(question, property_, f"{name}/{property_}")
    for check in inner(question, SOFT_CHECK):
        yield from _one(check, "message", f"{name}/{SOFT_CHECK}")
    yield from _in_modes(question, name, TEXTS_IN_MODE)
    for row in inner(question, "rows"):
        yield from _one(row, "label", f"{name}/row/{word(row, 'name')}")


def _in_modes(mapping: MappingNode, name: str, properties: tuple[str, ...]) -> Iterator[tuple[str, Place]]:
    for mode in Mode:
        for modes in inner(mapping, "modes"):
            for words in inner(modes, mode):
                for property_ in properties:
                    yield from _one(words, property_, f"{name}/{mode}/{property_}")


# --- how other words are written there


def _spans(
    text: str, found: Mapping[str, Place], changes: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Start, end and new content of each piece of the file that changes."""
    tables: dict[int, tuple[Place, dict[str, str]]] = {}
    for key, words in changes.items():
        place = found[key]
        if place.code:
            tables.setdefault(place.node.start_mark.index, (place, {}))[1][place.code] = words
        else:
            yield _span(text, key, place, words)
    for place, labels in tables.values():
        yield _span(text, place.code, place, _relabelled(str(place.node.value), labels))


def _relabelled(table: str, labels: Mapping[str, str]) -> str:
    lines = table.strip("\n").split("\n")
    rows = list(csv.reader(lines))
    for place, row in enumerate(rows):
        if place and len(row) > 1 and row[0].strip() in labels:
            written = io.StringIO()
            cells = [row[0], " ".join(labels[row[0].strip()].split()), *row[2:]]
            csv.writer(written, lineterminator="").writerow(cells)
            lines[place] = written.getvalue()
    return "\n".join(lines)


def _span(text: str, key: str, place: Place, words: str) -> tuple[int, int, str]:
    start, end = place.node.start_mark.index, place.node.end_mark.index
    old = text[start:end]
    if place.node.style in ("|", ">"):
        blank = old[len(old.rstrip("\n")) :]
        return start, end, block(words, *_shape(old, place)) + blank
    rest = text[end:].partition("\n")[0].strip()
    if "\n" in words and not place.flow and not rest:
        return start, end, block(words, "|-", " " * (place.column + 2))
    for candidate in inline(words, place.node.style):
        if reads_as(candidate, words, flow=place.flow):
            return start, end, candidate
    raise Unwritable(key)


def _shape(old: str, place: Place) -> tuple[str, str]:
    """The first line of a text that is written line by line, and how far its lines stand in."""
    head, *lines = old.split("\n")
    head = head if head.startswith("|") and not any(sign.isdigit() for sign in head) else "|-"
    first = next((line for line in lines if line.strip()), "")
    return head, first[: len(first) - len(first.lstrip())] or " " * (place.column + 2)


def block(words: str, head: str, indent: str) -> str:
    """A text written line by line."""
    return "\n".join([head, *(f"{indent}{line}".rstrip() for line in words.split("\n"))])


def inline(words: str, style: str | None) -> Iterator[str]:
    """Ways to write a text on one line, as the old one first. style: of the old one; None is without quotes."""
    quoted, double = "'" + words.replace("'", "''") + "'", json.dumps(words, ensure_ascii=False)
    if style is None:
        yield words
    yield from (double, quoted) if style == '"' else (quoted, double)


def reads_as(candidate: str, words: str, *, flow: bool) -> bool:
    """Whether what is written there is read as these words. flow: between { and }."""
    if "\n" in candidate:
        return False
    line = f"{{a: {candidate}, b: c}}" if flow else f"a: {candidate}\nb: c"
    try:
        node = YAML(typ="safe", pure=True).compose(line)
    except YAMLError:
        return False
    pairs = [(key.value, value.value, str(value.tag)) for key, value in node.value]
    return len(pairs) == 2 and pairs[0][1] == words and pairs[0][2].endswith(":str")
