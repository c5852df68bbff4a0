"""The words of an expression, and what an author is told about one that does not belong there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | \$\{\s*(?P<name>[A-Za-z_][A-Za-z0-9_.-]*)\s*\}
      | (?P<number>[0-9]{1,15}(?:\.[0-9]{0,15})?(?![0-9])|\.[0-9]{1,15}(?![0-9]))
      | '(?P<single>[^']*)' | "(?P<double>[^"]*)"
      | (?P<sign><=|>=|!=|\.\.|[=<>+*(),.\[\]/|-])
      | (?P<word>(?:and|or|div|mod)(?=\.[0-9])
          | [A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*(?::[A-Za-z_][A-Za-z0-9_-]*)?)""",
    re.VERBOSE,
)
VALUE = "a value such as ${name}, 'text' or 3"
# What people type who know another language, and what they meant.
MENDS = {
    "${": "the name of a question and a closing }",
    "==": "a single =",
    "&": "and",
    "|": "or",
    "/": "div",
    "%": "mod",
    "!": "!= or not(...)",
    "'": "a closing '",
    '"': 'a closing "',
    "‘": "a straight '",
    "’": "a straight '",
    "“": 'a straight "',
    "”": 'a straight "',
}


class ExpressionError(ValueError):
    """The text is not an expression."""

    def __init__(self, column: int, found: str, expected: str) -> None:
        self.column = column  # from 1, in the expression's own text
        self.found = found
        self.expected = expected
        super().__init__(f"column {column}: found {found}; expected {expected}")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of an expression. `kind`: name, number, text, sign, word or end."""

    kind: str
    text: str
    column: int

    def __str__(self) -> str:
        return "the end" if self.kind == "end" else f'"{self.text}"'


def tokens(source: str) -> Iterator[Token]:
    """The words of `source`, spaces left out, closed by one of kind `end`. Raises ExpressionError at what is no word."""
    position = 0
    while position < len(source):
        match = _TOKEN.match(source, position)
        if match is None or (match["sign"] == "=" and source[match.end() :][:1] == "="):
            raise _unreadable(source, position)
        if match["space"] is None:
            yield _token(match)
        position = match.end()
    yield Token("end", "", len(source) + 1)


def _token(match: re.Match[str]) -> Token:
    kind = "text" if match.lastgroup in ("single", "double") else str(match.lastgroup)
    return Token(kind, match[match.lastgroup or 0], match.start() + 1)


def _unreadable(source: str, position: int) -> ExpressionError:
    rest = source[position:]
    start = next((start for start in MENDS if rest.startswith(start)), rest[0])
    return ExpressionError(position + 1, f'"{start}"', MENDS.get(start, VALUE + " or an operator"))
