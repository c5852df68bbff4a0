"""What comes back from a translator, read but not yet judged: whose texts, and each with its place in the file."""

from collections.abc import Iterable
from dataclasses import dataclass

from consult.instrument.problems import Problem


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """One text that came back. place: file and cell or line; was: the fingerprint of the text that left, if known.

    at_id, at_source: where those stand, in a file that has them in cells of their own. state, left: how far a .po says it has come, and had come when it left; fits: whether a .po has it without `fuzzy`.
    """

    place: Problem
    key: str
    source: str
    text: str
    state: str = ""
    was: str | None = None
    left: str = ""
    fits: bool = False
    at_id: Problem | None = None
    at_source: Problem | None = None

    def problem(
        self, found: str, expected: str, mend: str = "", *, warning: bool = False, at: Problem | None = None
    ) -> Problem:
        """A problem at this text's place, or at the cell beside it that it is in."""
        at = at or self.place
        return Problem(at.file, at.line, at.column, found, expected, mend, warning=warning)


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back. name: of the instrument; language: a tag; translator: who a .po says translated last.

    left: how many texts the file held when it left, None when it does not say. problems: what was wrong already with
    reading it, of texts that are empty here for that.
    """

    name: str
    language: str
    texts: tuple[ReturnedText, ...]
    translator: str = ""
    left: int | None = None
    file: str = ""
    problems: tuple[Problem, ...] = ()


class ReturnRefused(Exception):  # it is several problems, not an error
    """Nothing of the file is taken. Carries every problem found, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def counted(written: str) -> int | None:
    """How many texts a file says that it left with; None when it says nothing that can be counted with."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 7 else None


def place(file: str, line: int = 0, column: int = 0) -> Problem:
    """A place in a file, to which problems are added."""
    return Problem(file, line, column, "", "")


def refuse(file: str, found: str, expected: str, mend: str = "") -> ReturnRefused:
    """The refusal of a whole file for one reason."""
    return ReturnRefused([Problem(file, 0, 0, found, expected, mend)])
