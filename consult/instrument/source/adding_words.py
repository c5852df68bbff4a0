"""Words where none stood, and none where some did: a hint, a title, what an interviewer says. All else in the file stays."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ruamel.yaml.nodes import MappingNode

from consult.instrument.additions import CONSENT_TEXTS, TEXTS_IN_MODE, Mode
from consult.instrument.media.files import ALTERNATIVE, DESCRIBED
from consult.instrument.source.nodes import inner, last_sign, value, word
from consult.instrument.source.rewording import (
    Place,
    Unwritable,
    block,
    check_nothing_else_changed,
    front_of,
    inline,
    places,
    reads_as,
    reworded,
)

# A text that says when something is wrong comes beside what can be wrong.
_MESSAGES = {"required_message": "required", "constraint_message": "constraint"}
_OPTIONAL = ("intro", "thanks")
_OPTIONAL_OF_QUESTION = ("hint", "guidance_hint", *_MESSAGES)
_IN_OWN_WORDS = (Mode.INTERVIEWER, Mode.PAPER)  # what everyone reads on a screen is the text itself
_MUTE = ("calculate",)


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a text can come. beside: the mapping that gets it; keys: to write there, outermost first; behind: this one."""

    beside: MappingNode
    keys: tuple[str, ...]
    behind: str = ""


def gaps(text: str, file: str = "") -> Mapping[str, Gap]:
    """Every text that an instrument can have and has not, by key. Raises InstrumentProblems when it is no YAML."""
    return dict(_gaps(front_of(text, file)))


def may_be_left_out(key: str) -> bool:
    """Whether an instrument can do without a text that it has."""
    return key in _OPTIONAL or key.rpartition("/")[2] in _OPTIONAL_OF_QUESTION


def rewritten(text: str, changes: Mapping[str, str]) -> str:
    """The file with other words for the texts in `changes`, new ones and none (empty) too. Raises Unwritable."""
    there = places(text)
    whole = reworded(text, {key: words for key, words in changes.items() if words and key in there})
    for key, words in changes.items():
        if not words:
            whole = _without(whole, key)
        elif key not in there:
            whole = _with(whole, key, words)
    check_nothing_else_changed(text, whole, changes)
    return whole


# --- where something can come


def _gaps(front: MappingNode) -> Iterator[tuple[str, Gap]]:
    yield from ((name, Gap(front, (name,), "title")) for name in _OPTIONAL if value(front, name) is None)
    for consent in inner(front, "consent"):
        yield from _of_modes(consent, "consent", CONSENT_TEXTS)
    yield from _of_pages(front)


def _of_pages(mapping: MappingNode) -> Iterator[tuple[str, Gap]]:
    for page in inner(mapping, "pages"):
        yield from _of_pages(page)
        for question in inner(page, "questions"):
            if word(question, "type") not in _MUTE:
                yield from _of_question(question)


def _of_question(question: MappingNode) -> Iterator[tuple[str, Gap]]:
    name = word(question, "name")
    for property_ in _missing(question):
        yield f"{name}/{property_}", Gap(question, (property_,), _MESSAGES.get(property_, "label"))
    yield from _of_modes(question, name, TEXTS_IN_MODE)


def _of_modes(mapping: MappingNode, name: str, properties: tuple[str, ...]) -> Iterator[tuple[str, Gap]]:
    for mode in _IN_OWN_WORDS:
        modes = next(iter(inner(mapping, "modes")), None)
        here = next(iter(inner(modes, mode)), None) if modes else None
        for property_ in properties:
            if here is None or value(here, property_) is None:
                yield f"{name}/{mode}/{property_}", _in_mode(mapping, modes, here, mode, property_)


def _missing(question: MappingNode) -> Iterator[str]:
    """What can be said of a question, below it or when something is wrong, and is not said."""
    said = word(question, "type") == "note"
    for property_ in (*_OPTIONAL_OF_QUESTION, ALTERNATIVE):
        needs = (_MESSAGES.get(property_, "label"),) if property_ != ALTERNATIVE else DESCRIBED
        fits = not said or property_ == ALTERNATIVE
        if fits and value(question, property_) is None and any(value(question, one) for one in needs):
            yield property_


def _in_mode(
    mapping: MappingNode, modes: MappingNode | None, here: MappingNode | None, mode: Mode, property_: str
) -> Gap:
    if here is not None:
        return Gap(here, (property_,))
    if modes is not None:
        return Gap(modes, (mode.value, property_))
    return Gap(mapping, ("modes", mode.value, property_))


# --- how it is written there


def _with(text: str, key: str, words: str) -> str:
    gap = gaps(text).get(key)
    if gap is None:
        raise Unwritable(key)
    anchor = value(gap.beside, gap.behind) or gap.beside.value[-1][1]
    at = last_sign(text, anchor)
    if gap.beside.flow_style:
        return text[:at] + ", " + _between_braces(gap, key, words) + text[at:]
    end = text.find("\n", at)
    at = len(text) if end == -1 else end
    return f"{text[:at]}\n{_on_lines(gap, key, words)}{text[at:]}"


def _between_braces(gap: Gap, key: str, words: str) -> str:
    for candidate in inline(words, "'"):
        if reads_as(candidate, words, flow=True):
            opened = "".join(f"{{{name}: " for name in gap.keys)[1:]
            return opened + candidate + "}" * (len(gap.keys) - 1)
    raise Unwritable(key)


def _on_lines(gap: Gap, key: str, words: str) -> str:
    column = gap.beside.start_mark.column
    indents = [" " * (column + 2 * depth) for depth in range(len(gap.keys) + 1)]
    opened = [f"{indent}{name}:" for indent, name in zip(indents, gap.keys, strict=False)]
    return "\n".join(opened) + " " + _written(key, words, indents[-1])


def _written(key: str, words: str, indent: str) -> str:
    if "\n" in words:
        return block(words, "|-", indent)
    for candidate in inline(words, None):
        if reads_as(candidate, words, flow=False):
            return candidate
    raise Unwritable(key)


def _without(text: str, key: str) -> str:
    """The file without a text and its key. Raises Unwritable for one that is needed, or that is the first on its line."""
    place = places(text).get(key)
    if place is None or not may_be_left_out(key):
        raise Unwritable(key)
    start, end = int(place.node.start_mark.index), last_sign(text, place.node)
    name = key.rpartition("/")[2]
    if place.flow:
        before = re.search(rf",\s*{name}:\s*$", text[:start])
        if before is None:
            raise Unwritable(key)
        return text[: before.start()] + text[end:]
    return _without_lines(text, key, place, end)


def _without_lines(text: str, key: str, place: Place, end: int) -> str:
    first = text.rfind("\n", 0, place.node.start_mark.index) + 1
    head = text[first : place.node.start_mark.index].strip()
    last = text.find("\n", end)
    last = len(text) if last == -1 else last + 1
    if head != f"{key.rpartition('/')[2]}:" or text[end:last].strip():
        raise Unwritable(key)
    return text[:first] + text[last:]
