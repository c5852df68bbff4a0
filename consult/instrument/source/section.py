"""One mapping of the file, asked for its values by kind; whatever is wrong is noted and a blank given instead."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import TypeVar

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from consult.instrument.expression.checking import nearest_name
from consult.instrument.expression.parsing import parse
from consult.instrument.expression.tree import Expression
from consult.instrument.expression.words import ExpressionError
from consult.instrument.media.files import ALTERNATIVE, PROPERTIES
from consult.instrument.problems import Problem, Said
from consult.instrument.source.reading import Reading, is_empty

Member = TypeVar("Member", bound=StrEnum)

# As XLSForm has them: answers that were collected elsewhere know their questions by these names.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")  # 64 is what SPSS can hold
_ADDRESS = re.compile(r"[a-z][a-z0-9_-]{0,63}")
_OF_CHOICES = (*PROPERTIES, ALTERNATIVE)
# The key of its text is choices/<list>/<code>, and that of its picture choices/<list>/<code>/image: neither is another's.
CODE = re.compile(rf"(?=.{{1,64}}$)(?!.*/(?:{'|'.join(_OF_CHOICES)})$)[^\s\"'<>`\\]+(?: [^\s\"'<>`\\]+)*")
# A row's variable, <question>_<row>, is the name and the id of a control: no space.
_ROW = re.compile(r"[^\s\"'<>`\\]{1,64}")
_A_CODE = (
    f"at most 64 signs, without quotes, and none of {', '.join(f'/{one}' for one in _OF_CHOICES)} at its end"
)


class Section:
    """A mapping with its place. `what` names it in sentences: `question "tenure"`."""

    def __init__(self, reading: Reading, node: MappingNode, what: str, keys: Collection[str]) -> None:
        self.reading = reading
        self.node = node
        self.what = what
        self.keys: dict[str, Node] = {}
        self.values: dict[str, Node] = {}
        for key, value in node.value:
            self._take(key, value, keys)

    def _take(self, key: Node, value: Node, keys: Collection[str]) -> None:
        name = key.value if isinstance(key, ScalarNode) else ""
        if name in self.keys:
            first, _ = self.reading.place(self.keys[name])
            expected = f"a key stands once; the first is on line {first}"
            self.reading.problem(
                key,
                Said('"%(name)s" stands twice in %(what)s', name=name, what=self.what),
                expected,
                "Remove one.",
            )
        elif name not in keys:
            nearest = nearest_name(name, keys)
            mend = "Remove it."
            self.reading.problem(
                key,
                Said('unknown key "%(name)s" in %(what)s', name=name, what=self.what),
                "see docs/instrument-format.md",
                mend,
                nearest,
            )
        else:
            self.keys[name], self.values[name] = key, value

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def problem(
        self, key: str, found: str, expected: str, mend: str = "", nearest: str = "", fragment: str = ""
    ) -> None:
        """Note a problem at the value of `key`, or at the section when that key is absent."""
        self.reading.problem(self.values.get(key, self.node), found, expected, mend, nearest, fragment)

    def problem_at_key(self, key: str, found: str, expected: str, mend: str = "") -> None:
        """Note a problem at the word `key` itself."""
        self.reading.problem(self.keys.get(key, self.node), found, expected, mend)

    def need(self, *keys: str) -> None:
        """Note each of `keys` that is absent."""
        for key in keys:
            if key not in self.values:
                self.reading.problem(
                    self.node,
                    Said('"%(key)s" is missing in %(what)s', key=key, what=self.what),
                    "it is needed",
                    "Add it.",
                )

    def text(self, key: str) -> str:
        """The text as written, without space around it: `no` and `12` are texts too."""
        node = self.values.get(key)
        if node is None:
            return ""
        if not isinstance(node, ScalarNode):
            self.reading.problem(
                node,
                Said('"%(key)s" is a list or a mapping', key=key),
                "it is a text",
                "Put quotes around it.",
            )
            return ""
        text = "" if is_empty(node) else str(node.value).strip()
        if not text:
            self.reading.problem(
                node, Said('"%(key)s" is empty', key=key), "it is a text", "Write it or remove the key."
            )
        return text

    def name(self, key: str = "name") -> str:
        """A name: letters, digits, _ and -, a letter or _ first."""
        return self._matching(key, _NAME, "letters, digits, _ and -, a letter or _ first, at most 64")

    def code(self, key: str = "name") -> str:
        """The name of a choice, which may start with a digit."""
        text = self.text(key)
        if text and not CODE.fullmatch(text):
            self.problem(key, Said('"%(code)s" is no code', code=text), f"a code is {_A_CODE}", "Rename it.")
        return text

    def row(self, key: str = "name") -> str:
        """The name of a row of a matrix, which may start with a digit."""
        text = self.text(key)
        if text and not _ROW.fullmatch(text):
            expected = "a row is called by at most 64 signs, without spaces and quotes"
            self.problem(key, Said('"%(row)s" is no name of a row', row=text), expected, "Rename it.")
        return text

    def address(self, key: str = "name") -> str:
        """The name of a page, which is part of its address and may hold hyphens."""
        return self._matching(key, _ADDRESS, "small letters, digits, - and _, a letter first, at most 64")

    def _matching(self, key: str, form: re.Pattern[str], expected: str) -> str:
        text = self.text(key)
        if text and not form.fullmatch(text):
            self.problem(
                key, Said('"%(text)s" is not a name', text=text), f"a name is {expected}", "Rename it."
            )
        return text

    def is_word(self, key: str, word: str) -> bool:
        """Whether `word` alone stands there, where else a list or a mapping does."""
        node = self.values.get(key)
        return isinstance(node, ScalarNode) and node.value == word

    def flag(self, key: str) -> bool:
        """true or false; absent is false."""
        node = self.values.get(key)
        if node is None:
            return False
        if isinstance(node, ScalarNode) and str(node.tag).endswith(":bool"):
            return str(node.value).lower() == "true"
        self.reading.problem(
            node,
            Said('"%(key)s" is neither true nor false', key=key),
            "it is one of those",
            "Write true or false.",
        )
        return False

    def whole(self, key: str) -> int:
        """A whole number from 0; absent is 0."""
        node = self.values.get(key)
        if node is None:
            return 0
        written = str(node.value) if isinstance(node, ScalarNode) else ""
        if re.fullmatch(r"[0-9]{1,9}", written, re.ASCII):
            return int(written)
        self.reading.problem(
            node, Said('"%(key)s" is not a whole number', key=key), "digits only", "Write for example 12."
        )
        return 0

    def member(self, key: str, kind: type[Member]) -> Member | None:
        """One of the words of an enumeration."""
        text = self.text(key)
        if not text:
            return None
        try:
            return kind(text)
        except ValueError:
            words = [member.value for member in kind]
            expected = "it is one of " + ", ".join(words)
            self.problem(
                key,
                Said('"%(key)s" is "%(text)s"', key=key, text=text, words=", ".join(words)),
                expected,
                nearest=nearest_name(text, words),
            )
            return None

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words."""
        found = []
        for node in self._items(key):
            if isinstance(node, ScalarNode) and not is_empty(node):
                found.append(str(node.value))
            else:
                self.reading.problem(
                    node, Said('an item of "%(key)s" is not a word', key=key), "a list of words: [R7, R8]"
                )
        return tuple(found)

    def section(self, key: str, keys: Collection[str]) -> "Section | None":
        """The mapping under `key`."""
        node = self.values.get(key)
        return None if node is None else self._as_section(node, f'"{key}"', keys)

    def sections(self, key: str, what: str, keys: Collection[str]) -> list["Section"]:
        """The mappings in the list under `key`. Each is called by `what` and its own name."""
        found = (
            self._as_section(node, Said("%(what)s%(named)s", what=what, named=_named(node)), keys)
            for node in self._items(key)
        )
        return [section for section in found if section]

    def lists(self, key: str, what: str, keys: Collection[str]) -> Iterator[tuple[str, list["Section"]]]:
        """The named lists of mappings under `key`: choice lists."""
        node = self.values.get(key)
        if node is None:
            return
        names = [name.value for name, _ in node.value] if isinstance(node, MappingNode) else []
        inner = self._as_section(node, f'"{key}"', [name for name in names if isinstance(name, str)])
        for name, value in inner.values.items() if inner else ():
            if inner and not is_list_name(name):
                inner.problem_at_key(
                    name,
                    Said('"%(name)s" is not a name', name=name),
                    "at most 64 signs, without quotes and /",
                    "Rename it.",
                )
            if inner and not isinstance(value, (ScalarNode, MappingNode)):
                yield name, inner.sections(name, what, keys)

    def expression(self, key: str, *, of_choices: bool = False) -> Expression | None:
        """The expression under `key`, None when it is absent or cannot be read."""
        text = self.text(key)
        if not text:
            return None
        try:
            return parse(text, of_choices=of_choices)
        except ExpressionError as error:
            self.problem_in(
                key,
                text,
                error.column,
                Said("found %(found)s in %(key)s", found=error.found, key=key, expected=error.expected),
                f"expected {error.expected}",
            )
            return None

    def problem_in(
        self, key: str, text: str, column: int, found: str, expected: str, nearest: str = ""
    ) -> None:
        """Note a problem at a column of the expression under `key`; at its start when it is spread over lines."""
        node = self.values[key]
        line, place = self.reading.place(node, text, column - 1)
        self.reading.problems.append(
            Problem(self.reading.file_of(node), line, place, found, expected, "", nearest)
        )

    def _items(self, key: str) -> list[Node]:
        node = self.values.get(key)
        if node is None:
            return []
        if isinstance(node, SequenceNode):
            return list(node.value)
        self.reading.problem(
            node,
            Said('"%(key)s" is not a list', key=key),
            "items start with - or stand in [ ]",
            "Make it a list.",
        )
        return []

    def _as_section(self, node: Node, what: str, keys: Collection[str]) -> "Section | None":
        if isinstance(node, MappingNode):
            return Section(self.reading, node, what, keys)
        self.reading.problem(
            node,
            Said("%(what)s has no keys", what=what, keys=", ".join(keys)),
            "keys and values",
            f"It knows: {', '.join(keys)}.",
        )
        return None


def is_list_name(name: str) -> bool:
    """Whether a list of choices can be called so: a / would part it from its choices elsewhere."""
    return "/" not in name and bool(CODE.fullmatch(name))


def _named(node: Node) -> str:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == "name" and isinstance(value, ScalarNode):
                return f' "{value.value}"'
    return ""
