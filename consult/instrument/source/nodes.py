"""What stands in a mapping of the file, for whoever writes in the file and needs its places."""

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode


def value(mapping: MappingNode, name: str) -> Node | None:
    """What stands under a key."""
    return next((node for key, node in mapping.value if key.value == name), None)


def word(mapping: MappingNode, name: str) -> str:
    """The text under a key, empty without one."""
    node = value(mapping, name)
    return str(node.value).strip() if isinstance(node, ScalarNode) else ""


def inner(mapping: MappingNode, name: str) -> list[MappingNode]:
    """The mapping under a key, or those in the list there."""
    node = value(mapping, name)
    nodes = node.value if isinstance(node, SequenceNode) else [node]
    return [one for one in nodes if isinstance(one, MappingNode)]


def last_sign(text: str, node: Node) -> int:
    """Where what a node says ends in the file, without the blank lines and comments below it."""
    if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not node.value:
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        return start + len(text[start:end].rstrip())
    last = node.value[-1]
    return last_sign(text, last[1] if isinstance(node, MappingNode) else last)
