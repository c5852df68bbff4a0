"""YAML text to nodes that know their place, and the list in which every problem found is gathered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from consult.instrument.problems import InstrumentProblems, Problem, Said
from consult.instrument.source.broken_yaml import broken_yaml
from consult.reading import DEEPEST, opened_too_deep

# The largest instrument of our own has 60 kB, one with every village of a country 260; parsing costs 6 microseconds a
# character, less in a table of choices, so this is at most 6 s.
LARGEST_FILE_BYTES = 1_000_000


@dataclass
class Reading:
    """One file being read: its text and the problems found so far. texts: of the blocks put into it, by file."""

    file: str
    text: str
    problems: list[Problem] = field(default_factory=list)
    folder: Path | None = None  # where the files of the instrument lie; None where nobody can know of them
    texts: dict[str, str] = field(default_factory=dict)

    def file_of(self, node: Node) -> str:
        """Where a node stands: in this file, or in that of a block."""
        name = str(node.start_mark.name)
        return name if name in self.texts else self.file

    def problem(
        self, node: Node, found: str, expected: str, mend: str = "", nearest: str = "", fragment: str = ""
    ) -> None:
        """Note a problem at `node`, or at `fragment` when that stands literally inside the node."""
        line, column = self.place(node, fragment)
        self.problems.append(Problem(self.file_of(node), line, column, found, expected, mend, nearest))

    def problem_on(self, node: Node, line: int, found: str, expected: str, mend: str) -> None:
        """Note a problem on a line of a text that stands in lines of its own. line: of the text, from 1."""
        # A block of text begins on the line below the sign that announces it.
        at = node.start_mark.line + 1 + line
        self.problems.append(Problem(self.file_of(node), at, 1, found, expected, mend))

    def place(self, node: Node, fragment: str = "", offset: int = 0) -> tuple[int, int]:
        """Line and column (from 1) of the node, or of the character `offset` of `fragment` in it."""
        text = self.texts.get(str(node.start_mark.name), self.text)
        index = text.find(fragment, node.start_mark.index, node.end_mark.index) if fragment else -1
        if index < 0:
            return node.start_mark.line + 1, node.start_mark.column + 1
        index += offset
        before = text[:index]
        return before.count("\n") + 1, index - before.rfind("\n")

    def raise_problems(self) -> None:
        """Raise InstrumentProblems when any was found, in the order of the file."""
        if self.problems:
            in_order = sorted(self.problems, key=lambda problem: (problem.file, problem.line, problem.column))
            raise InstrumentProblems(tuple(dict.fromkeys(in_order)))


def root(reading: Reading) -> MappingNode:
    """The mapping that the whole file is. Raises InstrumentProblems when there is none to go on with."""
    if len(reading.text) > LARGEST_FILE_BYTES:
        raise _hopeless(
            reading,
            0,
            0,
            Said("%(length)s characters", length=len(reading.text)),
            f"at most {LARGEST_FILE_BYTES}",
            "Split it.",
        )
    node = _composed(reading)
    if not isinstance(node, MappingNode):
        raise _hopeless(reading, 1, 1, "no keys and values", "an instrument starts with `instrument: ...`")
    for alias in _aliases(node):
        # Aliases can make a small file stand for billions of values; names of lists do what they are needed for.
        reading.problem(alias, "an alias (*name) stands for this", "every value is written out", "Copy it.")
    reading.raise_problems()
    return node


def _composed(reading: Reading) -> Node | None:
    if place := opened_too_deep(reading.text):
        raise _too_deep(reading, *place)
    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.max_depth = DEEPEST
        node: Node | None = yaml.compose(reading.text)
    except MaxDepthExceededError as error:
        raise _too_deep(reading, error.problem_mark.line + 1, error.problem_mark.column + 1) from None
    except MarkedYAMLError as error:
        raise broken_yaml(reading.file, error) from None
    except ReaderError as error:
        line = reading.text[: error.position].count("\n") + 1
        raise _hopeless(reading, line, 1, "a character that YAML does not allow", "plain text") from None
    except (YAMLError, ValueError) as error:
        raise _hopeless(reading, 0, 0, Said("%(yaml)s", yaml=str(error).splitlines()[0]), "YAML") from None
    return node


def _too_deep(reading: Reading, line: int, column: int) -> InstrumentProblems:
    mend = "Close brackets and check the indentation."
    return _hopeless(reading, line, column, "values nested too deeply", "an instrument is five deep", mend)


def _hopeless(
    reading: Reading, line: int, column: int, found: str, expected: str, mend: str = ""
) -> InstrumentProblems:
    return InstrumentProblems((Problem(reading.file, line, column, found, expected, mend),))


def _aliases(node: Node) -> Iterator[Node]:
    """The nodes that occur more than once; told once each."""
    seen: set[int] = set()
    told: set[int] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if id(here) in seen:
            if id(here) not in told:
                told.add(id(here))
                yield here
            continue
        seen.add(id(here))
        waiting.extend(_inside(here))


def _inside(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, SequenceNode) else []


def is_empty(node: Node) -> bool:
    """Whether nothing is written after the key: `label:` or `label: ~`."""
    return isinstance(node, ScalarNode) and str(node.tag).endswith(":null")
