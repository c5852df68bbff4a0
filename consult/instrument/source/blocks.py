"""Blocks: pages that several instruments share, written once in a file of their own and put in their place when one is read.

`- block: participants-profile` under `pages` stands for the pages of `blocks/participants-profile.yaml`. What is wrong in a block is told with
the place in its own file; a version that is published holds the pages themselves.
"""

from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from consult.instrument.expression.checking import nearest_name
from consult.instrument.problems import InstrumentProblems, Said
from consult.instrument.source.reading import Reading, root
from consult.instrument.source.section import Section

FOLDER = "blocks"
_KEYS = ("block", "choices", "pages")


def put_blocks_in(reading: Reading, front: MappingNode, folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Replaces each mention of a block by its pages, and adds its lists of choices. Returns their names.

    folders: where the files of blocks may lie, the first that has one.
    """
    pages = _value(front, "pages")
    if not isinstance(pages, SequenceNode):
        return ()
    found: list[Node] = []
    names: list[str] = []
    for node in pages.value:
        mention = _value(node, "block")
        if mention is None:
            found.append(node)
            continue
        block = _block(reading, node, mention, folders)
        if block is not None:
            names.append(str(mention.value))
            found += _items(block)
            _add_lists(reading, front, block)
    pages.value = found
    return tuple(names)


def _value(node: Node, key: str) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _items(block: MappingNode) -> list[Node]:
    pages = _value(block, "pages")
    return list(pages.value) if isinstance(pages, SequenceNode) else []


def _block(reading: Reading, node: Node, mention: Node, folders: tuple[Path, ...]) -> MappingNode | None:
    """The file of a block, None when it cannot be had; why is noted."""
    name = str(mention.value) if isinstance(mention, ScalarNode) else ""
    paths = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
    path = next((path for path in paths if path.stem == name), None)
    if path is None:
        known = [one.stem for one in paths]
        reading.problem(
            mention,
            Said('no block "%(name)s"', name=name),
            "a file in blocks/",
            nearest=nearest_name(name, known),
        )
        return None
    if len(node.value) > 1:
        reading.problem(
            node, Said('more keys beside "block: %(name)s"', name=name), "it stands alone", "Remove them."
        )
    return _read(reading, path)


def _read(reading: Reading, path: Path) -> MappingNode | None:
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    own = Reading(str(path), text)
    try:
        block = root(own)
        section = Section(own, block, "the block", _KEYS)
        section.need("block", "pages")
        if section.text("block") != path.stem:
            section.problem(
                "block",
                Said('"%(value)s" in %(name)s', value=section.text("block"), name=path.name),
                "it is called after its file",
            )
        own.raise_problems()
    except InstrumentProblems as refused:
        reading.problems += refused.problems
        return None
    reading.texts[own.file] = text
    for node in _all(block):
        node.start_mark.name = node.end_mark.name = own.file
    return block


def _all(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        if isinstance(here, MappingNode):
            waiting += [part for pair in here.value for part in pair]
        elif isinstance(here, SequenceNode):
            waiting += here.value


def _add_lists(reading: Reading, front: MappingNode, block: MappingNode) -> None:
    """The lists of a block; one that the instrument has too is the same list, or a problem."""
    new = _value(block, "choices")
    if not isinstance(new, MappingNode):
        return
    choices = _value(front, "choices")
    if choices is None:
        front.value.append((next(key for key, value in block.value if value is new), new))
        return
    if not isinstance(choices, MappingNode):
        return
    for name, listed in new.value:
        own = _value(choices, name.value)
        if own is None:
            choices.value.append((name, listed))
        elif _plain(own) != _plain(listed):
            expected = "a list that a block brings along is the same in the instrument"
            reading.problem(
                own,
                Said('another list "%(value)s" than in the block', value=name.value),
                expected,
                "Rename one.",
            )


def _plain(node: Node) -> object:
    """What a node says, without places."""
    if isinstance(node, MappingNode):
        return sorted((str(key.value), str(_plain(value))) for key, value in node.value)
    return [_plain(one) for one in node.value] if isinstance(node, SequenceNode) else str(node.value).strip()
