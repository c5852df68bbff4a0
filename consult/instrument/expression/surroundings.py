"""What is known where a part of an expression stands: its words, the answers and the lists it may look at."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from consult.instrument.expression.checking import Variable
from consult.instrument.expression.functions import FUNCTIONS
from consult.instrument.expression.tables import Table
from consult.instrument.expression.tree import Node
from consult.instrument.expression.value import number
from consult.instrument.expression.words import Token

ARITHMETIC = {"+", "-", "*", "div", "mod", "negative"}
RELATIONS = {"<", "<=", ">", ">="}
EQUALITIES = {"=", "!="}
_ANYTHING = Variable("any")


@dataclass(frozen=True)
class Surroundings:
    """tokens: of the whole expression. this: what `.` is; None where there is no answer to refer to.

    repeat: the one that [...] looks at instances of; "" for anything else, None where that cannot be known. own: what
    current()/. is, also in [...].
    columns: those that a bare word may name; None in a list that is not known itself. tables: the choice lists, by name.
    """

    tokens: tuple[Token, ...]
    variables: Mapping[str, Variable]
    this: Variable | None
    columns: frozenset[str] | None
    tables: Mapping[str, Table]
    repeat: str | None = ""
    own: Variable | None = None

    def column(self, *written: tuple[str, str]) -> int:
        """Where a word of this kind and text first stands; the tree carries no places, so that it stays small."""
        return next((token.column for token in self.tokens if (token.kind, token.text) in written), 1)

    def variable(self, node: Node) -> Variable:
        """What is known of the answer that a node names."""
        if node[0] in ("name", "member"):
            return self.variables.get(str(node[1]), _ANYTHING)
        return {"self": self.this, "own": self.own}.get(str(node[0])) or _ANYTHING

    def kind(self, node: Node) -> str:
        """number, text, one, many, boolean or any."""
        kind = str(node[0])
        if kind in ("name", "member", "self", "own"):
            return self.variable(node).kind
        if kind in ("number", "text"):
            return kind
        if kind == "call":
            function = FUNCTIONS.get(str(node[1]))
            return function.result if function else "any"
        if kind in ("column", "rows", "where", "answers", "|"):
            return "any"
        return "number" if kind in ARITHMETIC else "boolean"

    def described(self, node: Node) -> str:
        """A node in a sentence: `"age", a number,`."""
        kinds = {"number": "a number", "text": "text", "one": "a select_one", "many": "a select_multiple"}
        kind = kinds.get(self.kind(node), "a value")
        return f'"{node[1]}", {kind},' if node[0] in ("name", "member") else kind


def written(literal: Node) -> str:
    """The code that a literal stands for, "" when it is no literal."""
    if literal[0] == "text":
        return str(literal[1])
    return f"{literal[1]:g}" if literal[0] == "number" else ""


def is_word(node: Node) -> bool:
    """Whether a node is a text that is neither empty nor a number or date."""
    return node[0] == "text" and node[1] != "" and math.isnan(number(str(node[1])))
