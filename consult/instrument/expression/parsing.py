"""From the text of an expression to its tree: `${tenure} = 'social' and . > 3`."""

import re
from functools import lru_cache

from consult.instrument.expression.tree import Expression, Node, names_in, parts
from consult.instrument.expression.words import MENDS, VALUE, ExpressionError, Token, tokens

# Above these an expression is an attack or a mistake; real ones (1,475 counted) stay far below.
LONGEST_SOURCE = 20_000
DEEPEST_NESTING = 60  # brackets in brackets; seven Python frames each
_ADDED_NESTING = 10  # by the conditions of repeats around an expression, and by what is asked of a dataset
DEEPEST_TREE = 200  # also 1 + 1 + 1 ...; two frames each when it is written down

# What binds weaker comes first.
_OPERATORS = ({"or"}, {"and"}, {"=", "!="}, {"<", "<=", ">", ">="}, {"+", "-"}, {"*", "div", "mod"}, {"|"})
LEVELS = {operator: level for level, operators in enumerate(_OPERATORS) for operator in operators}
_OPERATOR_WORDS = {"or", "and", "div", "mod"}
# What a bare word and a point are: of nothing, of a choice in a filter, or inside [...] of a row or of a member.
_CHOICES, _ROWS, _MEMBERS = "choices", "rows", "members"
_IN_QUOTES, _BRACKET = re.compile(r"'[^']*'|\"[^\"]*\"|\(\)"), re.compile(r"[()\[\]]")
_POINTS = (("sign", "."), ("sign", ".."))
_INSTANCE = "instance('list')/root/item[...]/column"
_PULLDATA = "pulldata('list', 'column', 'key column', key), the names between quotes"
_POSITION = "position(..), or position(../..) for the repeat around that one"


@lru_cache(maxsize=4096)
def parse(source: str, *, of_choices: bool = False, written_out: bool = False) -> Expression:
    """The expression written in `source`. Raises ExpressionError with the column of the first mistake.

    of_choices: whether it filters choices, so that a bare word is one of their columns: `region = ${region}`.
    written_out: whether it is our own text, in which a repeat can have become hundreds of names, of what was short enough.
    """
    if written_out:
        tree = _Parser(source, _CHOICES if of_choices else "", DEEPEST_NESTING + _ADDED_NESTING).whole()
        return Expression(source, tree, frozenset(names_in(tree)))
    if len(source) > LONGEST_SOURCE:
        raise ExpressionError(1, f"{len(source)} characters", f"at most {LONGEST_SOURCE}")
    tree = _Parser(source, _CHOICES if of_choices else "").whole()
    if _depth(tree) > DEEPEST_TREE:
        raise ExpressionError(1, f"more than {DEEPEST_TREE} steps", "less; split it with a calculate")
    return Expression(source, tree, frozenset(names_in(tree)))


def refuse_too_deep(source: str) -> None:
    """Raises ExpressionError where our own text has more brackets inside one another than can be read again."""
    depth, deepest = 0, DEEPEST_NESTING + _ADDED_NESTING
    for found in _BRACKET.finditer(_IN_QUOTES.sub("", source)):
        depth += 1 if found[0] in "([" else -1
        if depth > deepest:
            raise ExpressionError(
                found.start() + 1, f'"{found[0]}"', f"at most {deepest} brackets inside one another"
            )


def _depth(tree: Node) -> int:
    depth, level = 0, [tree]
    while level:  # level by level, since what is measured here is what recursion could not bear
        depth += 1
        level = [part for node in level for part in parts(node)]
    return depth


class _Parser:
    """A walk over the tokens of one expression."""

    def __init__(self, source: str, scope: str, deepest: int = DEEPEST_NESTING) -> None:
        self.scope = scope
        self.deepest = deepest
        self.tokens = list(tokens(source))
        self.at = 0
        self.depth = 0

    # --- tokens

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def error(self, expected: str, token: Token | None = None) -> ExpressionError:
        found = token or self.here
        mend = MENDS.get(found.text, "") if found.kind == "sign" and token is None else ""
        return ExpressionError(found.column, str(found), mend or expected)

    def take(self) -> Token:
        taken = self.here
        self.at += taken.kind != "end"
        return taken

    def is_sign(self, sign: str) -> bool:
        return self.here.kind == "sign" and self.here.text == sign

    def took(self, sign: str) -> bool:
        if not self.is_sign(sign):
            return False
        self.take()
        return True

    def expect(self, sign: str, expected: str) -> None:
        if not self.took(sign):
            raise self.error(expected)

    # --- operators

    def whole(self) -> Node:
        tree = self.operation()
        if self.here.kind != "end":
            raise self.error("an operator (= != < > + - * div mod and or) or the end")
        return tree

    def operation(self) -> Node:
        """Values and the operators between them. With stacks of its own: a level of Python's for each would not do."""
        values, operators = [self.value()], list[str]()
        while (level := self.level_here()) >= 0:
            self.reduce(values, operators, level)
            operators.append(self.take().text)
            values.append(self.value())
        self.reduce(values, operators, 0)
        return values[0]

    def level_here(self) -> int:
        return LEVELS.get(self.here.text, -1) if self.here.kind in ("sign", "word") else -1

    def reduce(self, values: list[Node], operators: list[str], lowest: int) -> None:
        """Put together what binds at least as strongly as level `lowest`, to the left."""
        while operators and LEVELS[operators[-1]] >= lowest:
            right = values.pop()
            values[-1] = [operators.pop(), values[-1], right]

    def inner(self) -> Node:
        self.depth += 1
        if self.depth > self.deepest:
            raise self.error(f"at most {self.deepest} brackets inside one another")
        tree = self.operation()
        self.depth -= 1
        return tree

    # --- values

    def value(self) -> Node:
        minuses = 0
        while self.took("-"):
            minuses += 1
        tree = self.primary()
        predicates = self.predicates(_MEMBERS)
        if predicates:
            tree = self.behind(["where", tree, *predicates])
        for _minus in range(minuses):
            tree = ["negative", tree]
        return tree

    def behind(self, tree: Node) -> Node:
        """What those of [...] were answered: ${member}[age < 18]/pets."""
        return ["answers", tree, ["name", self.steps()[-1]]] if self.is_path() else tree

    def steps(self) -> list[str]:
        """The further steps of a path."""
        found = []
        while self.is_path():
            self.take()
            found.append(self.take().text)
        return found

    def predicates(self, scope: str) -> list[Node]:
        """Any number of [...], in which bare words and the point are those of `scope`."""
        found, outside = [], self.scope
        self.scope = scope
        while self.took("["):
            found.append(self.inner())
            self.expect("]", "an operator or a closing ]")
        self.scope = outside
        return found

    def primary(self) -> Node:
        token = self.here
        if token.kind == "word" and token.text not in _OPERATOR_WORDS:
            return self.call_or_column()
        if token.kind in ("name", "number", "text"):
            return self.plain()
        if self.took("("):
            tree = self.inner()
            self.expect(")", "an operator or a closing )")
            return tree
        if self.is_sign(".") or self.is_sign("..") or self.is_path():
            return self.path()
        raise self.error(VALUE)

    def plain(self) -> Node:
        token = self.take()
        if token.kind == "name" and self.is_path():  # ${member}/age
            return self.path()
        return [token.kind, float(token.text) if token.kind == "number" else token.text]

    def call_or_column(self) -> Node:
        name = self.take()
        if self.took("("):
            special = {
                "instance": self.rows,
                "pulldata": self.pulled,
                "position": self.position,
                "last": self.last,
            }
            return self.current() if name.text == "current" else special.get(name.text, self.call)(name)
        if self.scope in (_CHOICES, _ROWS):
            return ["column", name.text]
        if self.scope == _MEMBERS:  # what the instance at hand of a repeat was answered
            return ["member", [name.text, *self.steps()][-1]]
        bare = name.text
        expected = f"${{{bare}}} for an answer, '{bare}' for a text, or {bare}(...) for a function"
        raise self.error(expected, name)

    def call(self, name: Token) -> Node:
        arguments = self.arguments()
        if name.text == "jr:choice-name" and arguments[1:] and arguments[1][0] == "text":
            arguments[1] = ["text", "".join(str(arguments[1][1]).split())]  # '${ tenure }' too
        return ["call", name.text, *arguments]

    def arguments(self) -> list[Node]:
        found: list[Node] = []
        if not self.is_sign(")"):
            found.append(self.inner())
        while self.took(","):
            found.append(self.inner())
        self.expect(")", "a comma or a closing )")
        return found

    # --- paths

    def is_path(self) -> bool:
        """Whether a / stands here that is no division: with a step behind it."""
        following = self.tokens[min(self.at + 1, len(self.tokens) - 1)]
        return self.is_sign("/") and (following.kind == "word" or (following.kind, following.text) in _POINTS)

    def path(self) -> Node:
        """A path to a question, of which the last step is its name: names are unique in an instrument."""
        start = self.here
        if self.scope == _ROWS:
            raise self.error("a column of the list, ${name}, or current()/. for the answer", start)
        steps = [] if self.is_sign("/") else [self.take().text]
        steps += self.steps()
        if set(steps) == {"."}:
            return ["self"]
        if steps[-1] in (".", ".."):
            raise self.error("the name of a question after it; .. alone stands in position(..)", start)
        is_own = self.scope == _MEMBERS and steps[0] == "." and ".." not in steps
        return ["member" if is_own else "name", steps[-1]]

    def current(self) -> Node:
        """current() and what follows it: always seen from the question itself, also inside [...]."""
        here, outside = self.tokens[self.at - 2], self.scope
        self.expect(")", "a closing )")
        if self.scope == _MEMBERS and not self.is_path():
            raise self.error("${name}; inside [...] a point is the member at hand", here)
        self.scope = _CHOICES if outside == _CHOICES else ""
        tree: Node = self.path() if self.is_path() else ["self"]
        self.scope = outside
        return ["own"] if tree == ["self"] and outside == _MEMBERS else tree

    def position(self, name: Token) -> Node:
        if self.took(")"):
            return self.of_predicate(name, _POSITION)
        # In [...] too it is the instance that looks, not the one looked at.
        if self.scope == _MEMBERS and self.here.text == "current":
            self.take()
            self.expect("(", _POSITION)
            self.expect(")", _POSITION)
            self.expect("/", _POSITION)
        levels = 0.0
        while self.took(".."):
            levels += 1
            if not self.took("/"):
                break
        if not levels:
            raise self.error(_POSITION)
        self.expect(")", _POSITION)
        return ["call", "position", ["number", levels]]

    def last(self, name: Token) -> Node:
        self.expect(")", "a closing )")
        return self.of_predicate(name, "last() inside [...] only")

    def of_predicate(self, name: Token, expected: str) -> Node:
        if not self.scope:
            raise self.error(expected, name)
        return ["call", name.text]

    # --- choice lists

    def rows(self, name: Token) -> Node:
        """instance('towns')/root/item[region = ${region}]/label"""
        named = self.take()
        self.expect(")", _INSTANCE)
        for step in ("root", "item"):
            self.expect("/", _INSTANCE)
            if self.take().text != step or named.kind != "text":
                raise self.error(_INSTANCE, name)
        predicates = self.predicates(_ROWS)
        column = ""
        if self.took("/"):
            if self.here.kind != "word":
                raise self.error("a column of the list")
            column = self.take().text
        return ["rows", named.text, column, *predicates]

    def pulled(self, name: Token) -> Node:
        """pulldata() is the text of the first row that the key names."""
        arguments = self.arguments()
        if len(arguments) != 4 or any(argument[0] != "text" for argument in arguments[:3]):
            raise self.error(_PULLDATA, name)
        table, column, key_column = (str(argument[1]) for argument in arguments[:3])
        key: Node = ["=", ["column", key_column], arguments[3]]
        return ["call", "string", ["rows", table.removesuffix(".csv"), column, key]]
