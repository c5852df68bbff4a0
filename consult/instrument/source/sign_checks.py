"""What stands in a source file that nobody sees: a translation may not carry it, and a source text neither."""

from collections.abc import Iterator

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from consult.instrument.hidden_signs import code_points, hidden_signs
from consult.instrument.problems import Said
from consult.instrument.source.reading import Reading


def check_signs(reading: Reading, node: Node) -> None:
    """Note every value below `node` that holds such signs."""
    for value in _values(node):
        if signs := hidden_signs(value.value):
            found = Said("invisible characters %(signs)s", signs=code_points(signs))
            reading.problem(value, found, "none", "Type the text again without them.", fragment=signs[0])


def _values(node: Node) -> Iterator[ScalarNode]:
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, ScalarNode):
            yield here
        elif isinstance(here, MappingNode):
            waiting.extend(part for pair in here.value for part in pair)
        elif isinstance(here, SequenceNode):
            waiting.extend(here.value)
