"""Mistakes in the files of an instrument, as values: where, what was found, what was expected, how to mend."""

from collections.abc import Mapping
from dataclasses import dataclass


class Said(str):
    """A clause in English that knows what it was made of, so that it can be said in another language.

    kind: the clause with `%(name)s` for what differs; values: what stands there.
    """

    kind: str
    values: Mapping[str, object]

    def __new__(cls, kind: str, /, **values: object) -> "Said":
        """The clause filled in; of values that it does not name, another language may need some."""
        said = super().__new__(cls, kind % values)
        said.kind, said.values = kind, values
        return said

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """How a copy is made."""
        return (self.kind,), dict(self.values)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. Line and column count from 1; line 0 where there is no one place.

    found and expected are clauses (`choice "owner" is used twice in "tenure"`, `names of choices must be unique`);
    mend is a sentence. nearest is the valid name that was probably meant. A warning does not stop a publication.
    """

    file: str
    line: int
    column: int
    found: str
    expected: str
    mend: str = ""
    nearest: str = ""
    warning: bool = False

    @property
    def kind(self) -> str:
        """What kind of mistake it is: its clause without what differs from one to the next."""
        return self.found.kind if isinstance(self.found, Said) else self.found

    @property
    def values(self) -> Mapping[str, object]:
        """What differs."""
        return self.found.values if isinstance(self.found, Said) else {}

    @property
    def place(self) -> str:
        """file:line:column, as editors and terminals make into a link."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def sentence(self) -> str:
        """The mistake without its place."""
        advice = f'Did you mean "{self.nearest}"?' if self.nearest else self.mend
        stop = "" if self.expected.endswith(("?", ".")) else "."
        return f"{self.found}; {self.expected}{stop} {advice}".rstrip()

    def __str__(self) -> str:
        return f"{self.place}  {self.sentence}"


class InstrumentProblems(Exception):  # it is several problems, not an error
    """The file is not an instrument. Carries every problem found, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class TooManyInstances(InstrumentProblems):
    """Its repeats, written out, come to more than anything here is made for; with fewer instances it is an instrument."""
