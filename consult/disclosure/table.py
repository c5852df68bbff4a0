"""A table that may leave: what disclosure control asks of a dataset, and of any other table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from consult.instrument.definition import Disclosure

# Kinds of columns (dataset.definition.Kind) in which a question that fills several columns is told apart.
SEVERAL, ROW, MISSING = "several", "row", "missing"


class Described(Protocol):
    """What is known of one column; `dataset.definition.Variable` is one.

    kind: SEVERAL, ROW, MISSING or another word of `dataset.definition.Kind`. question, choice: of which question it is, and of which
    choice where several could be ticked. codes: every value that it can have. companion: the column that says why this one
    is empty, "" for none. routings: the expressions that decided who was asked; calculation: the one that worked it out.
    """

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> Disclosure | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def question(self) -> str: ...
    @property
    def choice(self) -> str: ...
    @property
    def codes(self) -> tuple[str, ...]: ...
    @property
    def companion(self) -> str: ...
    @property
    def routings(self) -> tuple[str, ...]: ...
    @property
    def calculation(self) -> str: ...


class DescribedTable(Protocol):
    """A frame of one row a person, and what each of its columns means; `dataset.definition.Dataset` is one."""

    @property
    def frame(self) -> pd.DataFrame: ...
    @property
    def variables(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Plain:
    """A column of which only the name is known."""

    name: str
    role: Disclosure | None = None
    kind: str = ""
    question: str = ""
    choice: str = ""
    codes: tuple[str, ...] = ()
    companion: str = ""
    routings: tuple[str, ...] = ()
    calculation: str = ""


@dataclass(frozen=True)
class AnyTable:
    """A table from elsewhere. Nothing is known of it: what is not in the profile does not leave."""

    frame: pd.DataFrame

    @property
    def variables(self) -> dict[str, Plain]:
        """A description of every column that says nothing but its name."""
        return {str(name): Plain(str(name), question=str(name)) for name in self.frame}
