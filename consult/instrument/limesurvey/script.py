"""ExpressionScript, the language of LimeSurvey's conditions, in the words of ODK where it maps."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consult.instrument.expression.parsing import LONGEST_SOURCE
from consult.instrument.limesurvey.functions import COMPOSED, OF_ONE, RENAMED

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![A-Za-z0-9_])|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<name>[A-Za-z0-9_]+(?:\.[A-Za-z]+)?)|(?P<sign>==|!=|<=|>=|&&|\|\||[-+*/()<>!,]))"
)
_SIGNS = {
    "==": "=",
    "eq": "=",
    "!=": "!=",
    "ne": "!=",
    "<": "<",
    "lt": "<",
    "<=": "<=",
    "le": "<=",
    ">": ">",
    "gt": ">",
    ">=": ">=",
    "ge": ">=",
    "&&": "and",
    "and": "and",
    "||": "or",
    "or": "or",
    "+": "+",
    "-": "-",
    "*": "*",
    "/": "div",
}
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div"))
_SHOWN = re.compile(r"\{([^{}\s][^{}]*)\}")
_NAMED = re.compile(r"[\w:]+(?:\.\w+)?")
_ASKS_WHETHER = frozenset(["is_empty", "if"])
_OF_A_CODE = frozenset(["", "NAOK", "code", "value"])
_OTHER, _OTHER_HERE = "'-oth-'", "'other'"
_DEEPEST = 40  # brackets, signs and functions in each other
_LONGEST_ALONE = 2 * _DEEPEST + 1  # a word in as many brackets as there can be


class NotMapped(Exception):
    """What has no counterpart: a word or a sign of the expression."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a variable of LimeSurvey is here. ticked: the choice of a select_multiple that it says yes or no to."""

    name: str
    ticked: str = ""

    @property
    def chosen(self) -> str:
        """That it was ticked, as an expression."""
        return f"selected(${{{self.name}}}, '{self.ticked}')"


def translated(written: str, variables: Mapping[str, Meant]) -> str:
    """The expression in our language, "" for one that always holds. Raises NotMapped."""
    if written.strip() in ("", "1"):
        return ""
    if len(written) > LONGEST_SOURCE:
        raise NotMapped(f"more than {LONGEST_SOURCE} characters")
    return _Walk(written, variables).whole()


def shown_in_text(text: str, variables: Mapping[str, Meant], names: Mapping[str, str]) -> str:
    """A text with `{Q1}` as `${Q1}`, and with the names of what it works out.

    What has no counterpart stands in the same signs, for the checks to tell.
    """
    return _SHOWN.sub(lambda found: f"${{{names.get(found[1]) or _shown(found[1], variables)}}}", text)


def expressions_in(text: str) -> list[str]:
    """What a text works out, as it is written there: more than one name."""
    return [one for one in _SHOWN.findall(text) if not _NAMED.fullmatch(one)]


def _shown(inside: str, variables: Mapping[str, Meant]) -> str:
    name, _point, _property = inside.removeprefix("INSERTANS:").partition(".")  # as version 1 has it
    meant = variables.get(name)
    return meant.name if meant and not meant.ticked else inside


class _Walk:
    """A walk over the tokens of one expression."""

    def __init__(self, written: str, variables: Mapping[str, Meant]) -> None:
        self.tokens = list(_tokens(written))
        self.place, self.depth, self.variables = 0, 0, variables

    def whole(self) -> str:
        found = self._binary(0)
        if self.place < len(self.tokens):
            raise NotMapped(self.tokens[self.place])
        return found

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _take(self) -> str:
        word = self._next()
        if not word:
            raise NotMapped("the end")
        self.place += 1
        return word

    def _expect(self, sign: str) -> None:
        if (found := self._take()) != sign:
            raise NotMapped(found)

    def _binary(self, level: int) -> str:
        if level == len(_LEVELS):
            return self._unary()
        first, left = self.place, self._binary(level + 1)
        while (sign := _SIGNS.get(self._next().casefold(), "")) in _LEVELS[level]:
            ticked = self._alone(first)
            self.place += 1
            second = self.place
            right = self._binary(level + 1)
            left = self._joined(left, sign, right, ticked, self._alone(second))
        return left

    def _alone(self, start: int) -> Meant | None:
        """The ticked choice that the tokens from `start` to here are, and nothing else."""
        if self.place - start > _LONGEST_ALONE:
            return None  # without looking: a condition can have thousands of signs after each other
        words = [word for word in self.tokens[start : self.place] if word not in "()"]
        meant = self.variables.get(words[0].partition(".")[0]) if len(words) == 1 else None
        return meant if meant and meant.ticked else None

    def _joined(self, left: str, sign: str, right: str, before: Meant | None, after: Meant | None) -> str:
        if before or after:
            if sign in ("and", "or"):
                return f"{left} {sign} {right}"
            if after:
                raise NotMapped(sign)
            return _ticked(before, sign, right)
        return f"{left} {sign} {_OTHER_HERE if right == _OTHER else right}"

    def _unary(self) -> str:
        if self.depth == _DEEPEST:
            raise NotMapped(self._take())
        self.depth += 1
        found = self._operand()
        self.depth -= 1
        return found

    def _operand(self) -> str:
        word = self._take()
        if word == "!":
            return f"not({self._unary()})"
        if word == "-":
            start = self.place
            found = self._unary()
            if self._alone(start):
                raise NotMapped(word)
            return f"-{found}"
        if word == "(":
            return f"({self._inside()})"
        if word[0] in "\"'" or word[0].isdigit() and word.replace(".", "").isdigit():
            return f"'{word[1:-1]}'" if word[0] == '"' and "'" not in word else word
        if self._next() == "(" and (word == "is_empty" or word in RENAMED or word in COMPOSED):
            return self._called(word)
        return self._variable(word)

    def _inside(self) -> str:
        found = self._binary(0)
        self._expect(")")
        return found

    def _called(self, function: str) -> str:
        self._expect("(")
        arguments: list[str] = []
        ticked: list[Meant | None] = []
        while not arguments or self._next() == ",":
            self.place += bool(arguments)  # past the comma
            start = self.place
            arguments.append(self._binary(0))
            ticked.append(self._alone(start))
        self._expect(")")
        if function == "count":  # a choice that was ticked is one more answer
            arguments = [
                f"if({one}, 1, '')" if is_one else one for one, is_one in zip(arguments, ticked, strict=True)
            ]
            ticked = []
        return self._said(function, arguments, ticked)

    def _said(self, function: str, arguments: list[str], ticked: list[Meant | None]) -> str:
        # 'Y' or nothing in LimeSurvey, but true or false here: 'false' has a length, and is no 'Y' either.
        first, others = (ticked or [None])[0], ticked[1:]
        if any(others) or (first and function not in _ASKS_WHETHER):
            raise NotMapped(function)
        if function in COMPOSED:
            return _composed(function, arguments)
        if function != "is_empty":
            return f"{RENAMED[function]}({', '.join(arguments)})"
        return f"not({first.chosen})" if first else f"({arguments[0]} = '')"

    def _variable(self, word: str) -> str:
        name, _point, property_ = word.partition(".")
        meant = self.variables.get(name)
        if meant is None or property_ not in _OF_A_CODE:
            raise NotMapped(word)
        return meant.chosen if meant.ticked else f"${{{meant.name}}}"


def _composed(function: str, arguments: list[str]) -> str:
    if function in OF_ONE and len(arguments) != 1:
        raise NotMapped(function)
    found = COMPOSED[function](arguments)
    if len(found) > LONGEST_SOURCE:  # each in another takes its argument twice
        raise NotMapped(function)
    return found


def _ticked(meant: Meant | None, sign: str, right: str) -> str:
    if meant is None or sign not in ("=", "!=") or right not in ("'Y'", "''"):
        raise NotMapped(f"{sign} {right}")
    return meant.chosen if (sign == "=") == (right == "'Y'") else f"not({meant.chosen})"


def _tokens(written: str) -> Iterator[str]:
    place, end = 0, len(written.rstrip())
    while place < end:
        found = _TOKEN.match(written, place)
        if found is None:
            raise NotMapped(written[place:].strip()[:20])
        yield found.group().strip()
        place = found.end()
