"""Which choice a value of a file stands for: its code, its label in any language, or as somebody's mapping says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from consult.instrument.definition import DONT_KNOW, NOT_ANSWERED, NOT_ASKED, OTHER, REFUSED, Question, Type
from consult.instrument.version import PublishedInstrument
from consult.response.bringing.columns import squeezed
from consult.response.bringing.mapping import LEFT_OUT

_WHOLE = re.compile(r"(-?\d+)[.,]0+")
_TICKED = frozenset(
    {"1", "true", "yes", "y", "ja", "oui", "x", "✓", "checked", "ticked", "selected", "aangekruist"}
)
_NOT_TICKED = frozenset(
    {"0", "false", "no", "n", "nee", "non", "-1", "unchecked", "not selected", "niet aangekruist"}
)
_NO_ANSWER = frozenset({NOT_ASKED, NOT_ANSWERED})  # as a dataset of ours says it


class NoSuchChoice(ValueError):
    """A value stands for no choice of the question."""


@dataclass(frozen=True)
class Values:
    """The values of one column, against the choices of its question. labels: what the file itself says they mean."""

    question: Question
    variable: str
    published: PublishedInstrument
    told: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def one(self, value: str) -> str:
        """The code that a value stands for; "" for no answer. Raises NoSuchChoice."""
        value = value.strip()
        told = self.told.get(value, self.told.get(plain_number(value)))
        if told is not None:
            return "" if told == LEFT_OUT else told
        if not value or value in _NO_ANSWER:
            return ""
        for written in (value, plain_number(value), self.labels.get(value, "")):
            if code := self._codes.get(squeezed(written)) if written else None:
                return code
        raise NoSuchChoice(value)

    def several(self, value: str) -> list[str]:
        """The codes in a value that holds several, parted by spaces as Kobo writes them, or by signs. Raises NoSuchChoice."""
        value = value.strip()
        if value in self.told or squeezed(value) in self._codes or value in _NO_ANSWER:
            return [code for code in [self.one(value)] if code]
        for parts in (value.split(), re.split(r"\s*[;,|]\s*", value)):
            try:
                return [code for part in parts if (code := self.one(part))]
            except NoSuchChoice:
                continue
        self.one(next(part for part in value.split() if not self._is_known(part)))
        return []

    def _is_known(self, value: str) -> bool:
        try:
            self.one(value)
        except NoSuchChoice:
            return False
        return True

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        """The codes by everything that can stand for them; what stands for two of them stands for none."""
        found: dict[str, set[str]] = {}
        for code, text in self._known():
            found.setdefault(squeezed(text), set()).add(code)
        codes = {text: names.pop() for text, names in found.items() if len(names) == 1}
        return codes | {squeezed(code): code for code, _ in self._known()}

    def _known(self) -> list[tuple[str, str]]:
        asked = self.question
        if self.variable in asked.row_variables and asked.type is Type.RANK:
            return [(place, place) for place in asked.ranks]
        known = [(name, name) for name in sorted(asked.choice_names)]
        known += [
            (code, code)
            for code, offered in ((DONT_KNOW, asked.dont_know), (REFUSED, asked.refused))
            if offered
        ]
        return known + [
            (choice.name, str(wording.choice(asked, choice.name)))
            for wording in self.published.wordings.values()
            for choice in asked.choices
            if choice.name != OTHER
        ]


def is_ticked(value: str, choice: str) -> bool:
    """Whether the column of one choice says that it was ticked. Raises NoSuchChoice."""
    said = squeezed(plain_number(value))
    if not said or said in _NOT_TICKED or said in _NO_ANSWER:
        return False  # also of a choice called 0 or no: a column of ticks says 0 where there is none
    if said in _TICKED or said == squeezed(choice):
        return True
    raise NoSuchChoice(value)


def plain_number(value: str) -> str:
    """1.0 as 1: a column with a hole in it is often saved so."""
    found = _WHOLE.fullmatch(value.strip())
    return found[1] if found else value.strip()


def takes_codes(question: Question, variable: str) -> bool:
    """Whether a variable holds codes, and no text or number."""
    return (
        question.type in (Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.MATRIX, Type.RANK, Type.ACKNOWLEDGE)
        and variable != question.other_variable
    )
