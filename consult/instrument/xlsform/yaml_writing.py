"""A value as YAML that a person can go on editing: short words bare, everything else in quotes."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*(?: [A-Za-z0-9_-]+)*")
_NOT_BARE = {"yes", "no", "true", "false", "null", "on", "off", "y", "n"}


class Block(str):
    """A text that is written line by line under its key."""

    __slots__ = ()


def yaml_of(value: Mapping[str, object]) -> str:
    """The mapping as a file."""
    return "\n".join(_mapping(value, "")) + "\n"


def _mapping(value: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        yield from _pair(f"{indent}{_scalar(key)}:", inner, indent)


def _pair(start: str, inner: object, indent: str) -> Iterator[str]:
    if isinstance(inner, Block):
        yield f"{start} |"
        yield from (f"{indent}  {line}".rstrip() for line in inner.split("\n"))
    elif isinstance(inner, Mapping):
        yield start
        yield from _mapping(inner, indent + "  ")
    elif isinstance(inner, Sequence) and not isinstance(inner, str):
        if all(isinstance(one, str) for one in inner):
            yield f"{start} [{', '.join(_scalar(one) for one in inner)}]"
        else:
            yield start
            for one in inner:
                yield from _entry(one, indent + "  ")
    else:
        yield f"{start} {_scalar(inner)}"


def _entry(value: Mapping[str, object], indent: str) -> Iterator[str]:
    lines = list(_mapping(value, indent + "  "))
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _BARE.fullmatch(text) and text.casefold() not in _NOT_BARE:
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text, ensure_ascii=False)
