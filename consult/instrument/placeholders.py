"""Placeholders in a text: `U wacht al ${waiting_years} jaar.`"""

import re
from dataclasses import dataclass
from functools import lru_cache

_PLACEHOLDER = re.compile(r"\$\{([A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Where the answer to an earlier question is to stand. Whoever fills it isolates its direction."""

    name: str

    def __str__(self) -> str:
        return f"${{{self.name}}}"


@lru_cache(maxsize=8192)
def parts(text: str) -> tuple[str | Placeholder, ...]:
    """`text` as literal parts and placeholders, in order, without empty literals."""
    pieces = _PLACEHOLDER.split(text)  # literal, name, literal, name, ..., literal
    split = [Placeholder(piece) if index % 2 else piece for index, piece in enumerate(pieces)]
    return tuple(part for part in split if part)


def placeholders(text: str) -> list[str]:
    """The names in the placeholders of `text`, in order, repeated ones too."""
    return _PLACEHOLDER.findall(text)


def broken(text: str) -> str:
    """What looks like the start of a placeholder but is none (`${waiting years}`), or "" when all are whole."""
    rest = _PLACEHOLDER.sub("", text)
    start = rest.find("${")
    if start < 0:
        return ""
    end = rest.find("}", start)
    return rest[start : end + 1] if end > 0 else rest[start : start + 20]
