"""Where in its file a question stands, for problems that are found in the instrument as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from consult.instrument.problems import Problem, Said
from consult.instrument.source.rewording import front_of


def at_their_questions(problems: Iterable[Problem], text: str, file: str) -> Iterator[Problem]:
    """The same problems, each at the line of the question that it names, where `text` of `file` holds that question."""
    found = {node.value: node.start_mark for node in _names(front_of(text, file))}
    for problem in problems:
        mark = None if problem.line else found.get(_named_in(problem.values))
        yield replace(problem, file=file, line=mark.line + 1, column=mark.column + 1) if mark else problem


def _named_in(values: object) -> str:
    """The question that a problem is of: its name, or that of the clause that it begins with."""
    if not isinstance(values, dict):
        return ""
    inner = (one.values for one in values.values() if isinstance(one, Said))
    return str(values.get("name", "")) or next(filter(None, map(_named_in, inner)), "")


def _names(node: Node) -> Iterator[ScalarNode]:
    """The name of every question, wherever it stands: what has a name and a type."""
    if isinstance(node, MappingNode):
        keys = {key.value: value for key, value in node.value}
        if isinstance(keys.get("name"), ScalarNode) and "type" in keys:
            yield keys["name"]
        for value in keys.values():
            yield from _names(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _names(item)
