"""From the text of an expression to its tree: `${tenure} = 'social' and . > 3`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from consult.instrument.expression.tree import Expression, Node

# Above these an expression is an attack or a mistake; real ones (1,475 counted) stay far below.
LONGEST_SOURCE = 5_000
DEEPEST_NESTING = 30  # brackets in brackets; six Python frames each
DEEPEST_TREE = 100  # also 1 + 1 + 1 ...; one frame each when it is evaluated

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | \$\{\s*(?P<name>[A-Za-z_][A-Za-z0-9_.-]*)\s*\}
      | (?P<number>[0-9]{1,15}(?:\.[0-9]{0,15})?(?![0-9])|\.[0-9]{1,15}(?![0-9]))
      | '(?P<single>[^']*)' | "(?P<double>[^"]*)"
      | (?P<sign><=|>=|!=|[=<>+*(),.-])
      | (?P<word>[A-Za-z_][A-Za-z0-9_-]*(?::[A-Za-z_][A-Za-z0-9_-]*)?)""",
    re.VERBOSE,
)
# What binds weaker comes first.
_OPERATORS = ({"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div", "mod"})
_LEVELS = {operator: level for level, operators in enumerate(_OPERATORS) for operator in operators}
_OPERATOR_WORDS = {"or", "and", "div", "mod"}
_VALUE = "a value such as ${name}, 'text' or 3"
# What people type who know another language, and what they meant.
_MENDS = {
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


@lru_cache(maxsize=4096)
def parse(source: str, *, of_choices: bool = False) -> Expression:
    """The expression written in `source`. Raises ExpressionError with the column of the first mistake.

    of_choices: whether it filters choices, so that a bare word is one of their columns: `region = ${region}`.
    """
    if len(source) > LONGEST_SOURCE:
        raise ExpressionError(1, f"{len(source)} characters", f"at most {LONGEST_SOURCE}")
    tree = _Parser(source, of_choices=of_choices).whole()
    if _depth(tree) > DEEPEST_TREE:
        raise ExpressionError(1, f"more than {DEEPEST_TREE} steps", "less; split it with a calculate")
    return Expression(source, tree, frozenset(_names(tree)))


def tokens(source: str) -> Iterator[Token]:
    """The words of `source`, spaces left out, closed by one of kind `end`."""
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
    start = next((start for start in _MENDS if rest.startswith(start)), rest[0])
    return ExpressionError(position + 1, f'"{start}"', _MENDS.get(start, _VALUE + " or an operator"))


def _depth(tree: Node) -> int:
    depth, level = 0, [tree]
    while level:  # level by level, since what is measured here is what recursion could not bear
        depth += 1
        level = [part for node in level for part in node if isinstance(part, list)]
    return depth


def _names(tree: Node) -> Iterator[str]:
    if tree[0] == "name":
        yield str(tree[1])
        return
    for part in tree[1:]:
        if isinstance(part, list):
            yield from _names(part)


class _Parser:
    """Precedence climbing over the tokens of one expression."""

    def __init__(self, source: str, *, of_choices: bool) -> None:
        self.of_choices = of_choices
        self.tokens = list(tokens(source))
        self.at = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def whole(self) -> Node:
        tree = self.operation(0)
        if self.here.kind != "end":
            raise self.error("an operator (= != < > + - * div mod and or) or the end")
        return tree

    def error(self, expected: str) -> ExpressionError:
        return ExpressionError(self.here.column, str(self.here), expected)

    def take(self) -> Token:
        taken = self.here
        self.at += 1
        return taken

    def is_sign(self, sign: str) -> bool:
        return self.here.kind == "sign" and self.here.text == sign

    def expect(self, sign: str, expected: str) -> None:
        if not self.is_sign(sign):
            raise self.error(expected)
        self.take()

    def operation(self, lowest: int) -> Node:
        """A value and the operators after it that bind at least as strongly as level `lowest`, to the left."""
        tree = self.signed()
        while (level := self.level_here()) >= lowest:
            tree = [self.take().text, tree, self.operation(level + 1)]
        return tree

    def level_here(self) -> int:
        return _LEVELS.get(self.here.text, -1) if self.here.kind in ("sign", "word") else -1

    def signed(self) -> Node:
        if not self.is_sign("-"):
            return self.value()
        self.take()
        return ["negative", self.nested(self.signed)]

    def nested(self, part: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST_NESTING:
            raise self.error(f"at most {DEEPEST_NESTING} brackets inside one another")
        tree = part()
        self.depth -= 1
        return tree

    def value(self) -> Node:
        token = self.here
        if token.kind == "word" and token.text not in _OPERATOR_WORDS:
            return self.call()
        if self.is_sign("("):
            self.take()
            tree = self.nested(lambda: self.operation(0))
            self.expect(")", "an operator or a closing )")
            return tree
        return self.plain()

    def plain(self) -> Node:
        if self.is_sign("."):
            self.take()
            return ["self"]
        if self.here.kind not in ("name", "number", "text"):
            raise self.error(_VALUE)
        token = self.take()
        return [token.kind, float(token.text) if token.kind == "number" else token.text]

    def call(self) -> Node:
        name = self.take()
        if not self.is_sign("(") and self.of_choices:
            return ["column", name.text]
        if not self.is_sign("("):
            bare = name.text
            expected = f"${{{bare}}} for an answer, '{bare}' for a text, or {bare}(...) for a function"
            raise ExpressionError(name.column, str(name), expected)
        self.take()
        call: Node = ["call", name.text]
        if not self.is_sign(")"):
            call.append(self.nested(lambda: self.operation(0)))
        while self.is_sign(","):
            self.take()
            call.append(self.nested(lambda: self.operation(0)))
        self.expect(")", "a comma or a closing )")
        return call
