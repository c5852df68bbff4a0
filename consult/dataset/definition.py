"""The answers of a consultation as a table: one typed column for each variable, over all instrument versions.

How a column holds its values, and keeps the four ways of having no answer apart:

  choice, row, text,      pandas Categorical: the codes, then not_asked, not_answered, dont_know, refused. Never NaN.
  calculated,
  language, mode, state
  number                  Int64 with <NA>, Float64 when it was calculated or has a fraction; why there is no number stands beside it in
                          `<name>.missing`
  several                 one Int8 column 0/1 for each choice, `<question>_<choice>`; why a question was not answered
                          stands in `<question>.missing`. <NA> beside an answered question: this choice was not
                          offered yet, or no longer.
  missing                 Categorical of the four codes; NaN where there is an answer
  day                     datetime64: the day in Brussels, or one that was answered, with NaT and a `.missing`

A free text is never here: its column says `sealed` where there is one, and so does that of a calculation that may hold
one. No column leads to a response: there is no id, and the rows are in random order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from consult.dataset.words import MISSING_LABELS
from consult.instrument.additions import Lineage
from consult.instrument.definition import MISSING_CODES, Disclosure, Origin, Type
from consult.instrument.languages import LANGUAGES, SOURCE


class Kind(StrEnum):
    """What a column is of its question; see above for what it holds."""

    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    TEXT = "text"
    CALCULATED = "calculated"  # to one of a few codes; a calculated number is a number
    ROW = "row"
    MISSING = "missing"
    CIRCUMSTANCE = "circumstance"  # language, mode, state: of the response itself
    DAY = "day"


_UNITS = {(Kind.NUMBER, Type.TIME), (Kind.DAY, Type.DATE), (Kind.DAY, Type.DATETIME)}


@dataclass(frozen=True, slots=True)
class Asked:
    """That an instrument version has a variable. relevant: of whom it is asked there; "" is everyone."""

    version: str  # its hash
    relevant: str = ""
    number: int = 0  # what people know the version by; 0 where it was not published

    @property
    def called(self) -> str:
        """The version by its number, as lineages have it, or by its hash where it has none."""
        return str(self.number or self.version)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the language that it is really in, which is another one when it fell back."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        """ltr or rtl."""
        return LANGUAGES[self.language].direction


@dataclass(frozen=True, slots=True)
class Variable:
    """What is known of one column.

    question: the question that it belongs to, "" for language, mode, state and day. source: its name in the stored
    document. choice: of a column of several choices, the code that it counts. codes: what can be answered, in order.
    missing: the ways of having no answer, in order. labels: by language. value_labels: by language and code.
    trigger: the variables whose change works a calculation out again; without one it follows every answer.
    asked: the versions that have it, oldest first. until: the last of them, None while the newest asks it.
    """

    name: str
    kind: Kind
    question: str = ""
    source: str = ""
    choice: str = ""
    type: Type | None = None
    role: Disclosure | None = None
    codes: tuple[str, ...] = ()
    missing: tuple[str, ...] = MISSING_CODES
    labels: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    calculation: str = ""
    trigger: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    until: str | None = None
    lineage: Lineage | None = None  # of which questions of earlier versions it was made
    origin: Origin | None = None
    companion: str = ""  # the column that says why there is no answer here, when another one does

    @property
    def since(self) -> str | None:
        """The first version that has it; None for what every response has."""
        return self.asked[0].version if self.asked else None

    @property
    def told_since(self) -> str:
        """The number of the first version that has it; "" for what every response has."""
        return self.asked[0].called if self.asked else ""

    @property
    def told_until(self) -> str:
        """The number of the last version that has it; "" while the newest asks it."""
        return self.asked[-1].called if self.until else ""

    @property
    def relevant(self) -> str:
        """Of whom it is asked, as the last version that has it says; "" is everyone."""
        return self.asked[-1].relevant if self.asked else ""

    @property
    def unit(self) -> str:
        """What its numbers or days are, a term of the codebook; "" where they say so themselves."""
        return self.type.value if self.type and (self.kind, self.type) in _UNITS else ""

    @property
    def routings(self) -> tuple[str, ...]:
        """Of whom it is asked, as each version that has it says; "" is everyone."""
        return tuple(dict.fromkeys(asked.relevant for asked in self.asked))

    @property
    def base_changed(self) -> bool:
        """Whether versions ask it of different people: such answers are compared within the same base only."""
        return len({asked.relevant for asked in self.asked}) > 1

    @property
    def values(self) -> tuple[str, ...]:
        """Every code that can stand in its column, answers first."""
        return (*self.codes, *self.missing)

    def label(self, language: str) -> Labelled:
        """What it is, in `language` or in the nearest language that has it."""
        return nearest(self.labels, language, self.name)

    def value_label(self, code: str, language: str) -> Labelled:
        """What a code means, in `language` or in the nearest language that has it; the code itself when none has."""
        texts = {tag: labels[code] for tag, labels in self.value_labels.items() if code in labels}
        return nearest(texts or MISSING_LABELS.get(code, {}), language, code)


def nearest(texts: Mapping[str, str], language: str, otherwise: str) -> Labelled:
    """The text in `language`, else in the one it falls back to, else in any; `otherwise` when there is none."""
    tag: str | None = language
    while tag is not None:
        if texts.get(tag):
            return Labelled(texts[tag], tag)
        tag = LANGUAGES[tag].fallback
    return next((Labelled(text, tag) for tag, text in texts.items() if text), Labelled(otherwise, SOURCE))


@dataclass(frozen=True)
class Dataset:
    """A table and what its columns mean: a variable for each column, in the same order.

    Raises ValueError when a column has no variable or a variable no column: what is not described does not leave.
    """

    frame: pd.DataFrame
    variables: Mapping[str, Variable]

    def __post_init__(self) -> None:
        columns, described = list(self.frame.columns), list(self.variables)
        if columns != described:
            odd = [
                str(name) for name in (*columns, *described) if name not in columns or name not in described
            ]
            raise ValueError(
                f"columns and variables differ: {', '.join(odd) or 'in order'}."
                " Describe every column, in order, and nothing else."
            )

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that some label is in, in the order of the table of languages."""
        found = {tag for variable in self.variables.values() for tag in variable.labels}
        return tuple(tag for tag in LANGUAGES if tag in found)

    def only(self, names: Iterable[str]) -> "Dataset":
        """These variables, each followed by the column that says why it has no answer. Raises KeyError."""
        kept = dict.fromkeys(
            part for name in names for part in (name, self.variables[name].companion) if part
        )
        return Dataset(self.frame[list(kept)], {name: self.variables[name] for name in kept})
