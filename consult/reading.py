"""A YAML file read key by key: what is wrong is gathered with its place, all at once, and never raised one by one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.reader import ReaderError

# Deeper than any file of ours: brackets in each other without end take the reader seconds, and all of its stack.
DEEPEST = 40
# That many brackets open one after another: the reader looks at a thousand of them before it finds out how deep it is.
_OPENED = re.compile(rf"(?:[\[{{][^\[\]{{}}]*){{{DEEPEST + 1}}}")

_TOO_DEEP = f"is nested more than {DEEPEST} deep; close brackets and check the indentation"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong at one place of a file, and how to mend it."""

    file: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}  {self.text}"


class FileRefused(Exception):
    """A file holds problems; all of them, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Reader:
    """One mapping of the file. Every method takes a key, notes a problem when its value is not as asked, and goes on."""

    file: str
    mapping: CommentedMap
    problems: list[Problem] = field(default_factory=list)
    _asked: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required when there is no default."""
        value = self._value(key, required=default is None)
        if value is None:
            return default or ""
        if isinstance(value, str):
            return str(value).strip()
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)  # a page is written 21 or "23-24"
        return str(self._wrong(key, value, "a text", ""))

    def number(self, key: str, *, least: int = 0, required: bool = False) -> int | None:
        """A whole number of at least `least`."""
        value = self._value(key, required=required)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return int(value)
        self._wrong(key, value, f"a whole number of {least} or more", None)
        return None

    def share(self, key: str, default: float) -> float:
        """A share from 0 to 1; the default when absent."""
        value = self._value(key, required=False)
        if value is None:
            return default
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        self._wrong(key, value, "a share from 0 to 1, such as 0.05", default)
        return default

    def count(self, key: str, *, least: int = 0) -> int:
        """A required whole number."""
        return self.number(key, least=least, required=True) or least

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        value = self._value(key, required=False)
        if value is None or isinstance(value, bool):
            return bool(value)
        return bool(self._wrong(key, value, "true or false", default=False))

    def day(self, key: str, *, required: bool = True) -> date | None:
        """A day, written 2025-03-10."""
        value = self._value(key, required=required)
        if value is None or type(value) is date:
            return value
        self._wrong(key, value, "a day written 2025-03-10", None)
        return None

    def required_day(self, key: str) -> date:
        """A required day; the first of all days when it is missing, which is noted, so that reading goes on."""
        return self.day(key) or date.min

    def two_days(self, key: str) -> tuple[date, date]:
        """A first and a last day, written [2025-01-01, 2025-05-31]."""
        value = self._value(key, required=True)
        if isinstance(value, CommentedSeq) and len(value) == 2 and all(type(day) is date for day in value):
            return value[0], value[1]
        self._wrong(key, value, "two days written [2025-01-01, 2025-05-31]", None)
        return date.min, date.min

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; none when absent."""
        value = self._value(key, required=False)
        if value is None:
            return ()
        if isinstance(value, CommentedSeq) and all(type(one) is int for one in value):
            return tuple(value)
        self._wrong(key, value, "a list of whole numbers", None)
        return ()

    def one_of(self, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of the words in `allowed`."""
        word = self.text(key, default)
        if word and word not in allowed:
            self.note(f"{key} {word!r} is not known; {nearest(word, allowed)}", key)
        return word

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text stands for a list of one, an absent key for none."""
        value = self._value(key, required=False)
        if value is None:
            return ()
        if isinstance(value, str | int):
            return (str(value),)
        if isinstance(value, CommentedSeq) and all(isinstance(one, str | int) for one in value):
            return tuple(str(one) for one in value)
        self._wrong(key, value, "a list of texts", None)
        return ()

    def some_of(self, key: str, allowed: Sequence[str]) -> tuple[str, ...]:
        """A list of words in `allowed`."""
        words = self.texts(key)
        for word in words:
            if word not in allowed:
                self.note(f"{key} names {word!r}, which is not known; {nearest(word, allowed)}", key)
        return tuple(word for word in words if word in allowed)

    def readers(self, key: str) -> tuple["Reader", ...]:
        """A list of mappings; none when absent."""
        value = self._value(key, required=False)
        if value is None:
            return ()
        if isinstance(value, CommentedSeq) and all(isinstance(one, CommentedMap) for one in value):
            return tuple(Reader(self.file, one, self.problems) for one in value)
        self._wrong(key, value, "a list of entries (lines that begin with a dash)", None)
        return ()

    def reader(self, key: str, *, required: bool = True) -> "Reader":
        """A mapping below this one; an empty one when it is absent or wrong, so that reading goes on."""
        value = self._value(key, required=required)
        if isinstance(value, CommentedMap):
            return Reader(self.file, value, self.problems)
        if value is not None:
            self._wrong(key, value, "a mapping (key: value)", None)
        return Reader(self.file, CommentedMap(), [])

    def items(self) -> Iterator[tuple[str, "Reader"]]:
        """Every key of this mapping with the mapping below it."""
        return ((str(key), self.reader(str(key))) for key in list(self.mapping))

    def done(self) -> None:
        """Notes every key that nobody asked for: a misspelt key must not be passed over in silence."""
        for key in self.mapping:
            if key not in self._asked:
                self.note(f"{key!r} is not known here; {nearest(str(key), sorted(self._asked))}", str(key))

    def note(self, text: str, key: str = "") -> None:
        """Adds a problem at the place of `key`, or of the mapping itself."""
        self.problems.append(Problem(self.file, *self._place(key), text))

    def _value(self, key: str, *, required: bool) -> Any:
        self._asked.add(key)
        value = self.mapping.get(key)
        if value is None and required:
            self.note(f"{key!r} is missing; add a line `{key}: ...`")
        return value

    def _wrong(self, key: str, value: object, expected: str, default: object) -> object:
        self.note(f"{key} is {value!r}, expected {expected}", key)
        return default

    def _place(self, key: str) -> tuple[int, int]:
        places = self.mapping.lc
        line, column = places.key(key) if key in (places.data or {}) else (places.line, places.col)
        return (line or 0) + 1, (column or 0) + 1


def read(path: Path, file: str) -> Reader:
    """The mapping that the file at `path` holds, called `file` in problems. Raises FileRefused when it is no YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FileRefused([Problem(file, 1, 1, "is no text in UTF-8; save it as UTF-8")]) from error
    return read_text(text, file)


def read_text(text: str, file: str) -> Reader:
    """The mapping that `text`, kept from a file called `file`, holds. Raises FileRefused when it is no YAML."""
    if place := opened_too_deep(text):
        raise FileRefused([Problem(file, *place, _TOO_DEEP)])
    try:
        yaml = YAML(typ="rt")
        yaml.max_depth = DEEPEST
        mapping = yaml.load(text)
    except MarkedYAMLError as error:
        raise FileRefused([_syntax_problem(file, error)]) from error
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        found = "holds a character that YAML does not allow; type the line again"
        raise FileRefused([Problem(file, line, 1, found)]) from error
    if not isinstance(mapping, CommentedMap):
        raise FileRefused([Problem(file, 1, 1, "holds no mapping; begin with `schema: 1`")])
    return Reader(file, mapping)


def opened_too_deep(text: str) -> tuple[int, int] | None:
    """Line and column (from 1) of the bracket that opens deeper than any file of ours, where none was closed before it."""
    if not (found := _OPENED.search(text)):
        return None
    at = found.start() + max(found[0].rfind("["), found[0].rfind("{"))
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _syntax_problem(file: str, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if isinstance(error, MaxDepthExceededError):
        return Problem(file, line, column, _TOO_DEEP)
    return Problem(file, line, column, f"is not YAML: {(error.problem or 'unreadable').splitlines()[0]}")


def nearest(word: str, allowed: Sequence[str]) -> str:
    """The question or list that helps whoever wrote `word`."""
    matches = get_close_matches(word, allowed, n=1)
    if matches:
        return f"did you mean {str(matches[0])!r}?"
    return "expected one of " + ", ".join(allowed)
