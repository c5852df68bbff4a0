"""Which choice a value of a file stands for: its code, its label in any language, or as somebody's mapping says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from consult.instrument.definition import (
    DONT_KNOW,
    MISSING_CODES,
    NOT_ANSWERED,
    NOT_ASKED,
    OTHER,
    REFUSED,
    Question,
    Type,
)
from consult.instrument.version import PublishedInstrument
from consult.response.bringing.labelled import squeezed
from consult.response.bringing.mapping import LEFT_OUT
from consult.response.bringing.missing_words import said_of_missing
from consult.response.bringing.written_as import plain_number
from consult.response.reading import missing_offered

_TICKED = frozenset(
    {"1", "true", "yes", "y", "ja", "oui", "x", "✓", "checked", "ticked", "selected", "aangekruist"}
)
_NOT_TICKED = frozenset(
    {"0", "false", "no", "n", "nee", "non", "-1", "unchecked", "not selected", "niet aangekruist"}
)
_NO_ANSWER = frozenset({NOT_ASKED, NOT_ANSWERED})  # as a dataset of ours says it
_NOT_SHOWN = "n/a"  # what LimeSurvey and Ona write of a question that somebody did not get to see
# LimeSurvey's code of "other", and its labels where the form has none of its own.
_OTHER_ELSEWHERE = ("-oth-", "other", "anders", "andere", "iets anders", "autre", "something else")


class NoSuchChoice(ValueError):
    """A value stands for no choice of the question."""


class OnlyAloud(NoSuchChoice):
    """A value stands for an answer that only an interviewer notes, and the answers are said to have come otherwise."""


@dataclass(frozen=True)
class Values:
    """The values of one column, against the choices of its question.

    labels: what the file itself says they mean. missing: those that it calls no answer. codes: what the form that
    people had calls a choice that is called otherwise here.
    """

    question: Question
    variable: str
    published: PublishedInstrument
    told: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    codes: Mapping[str, str] = field(default_factory=dict)

    def one(self, value: str) -> str:
        """The code that a value stands for; "" for no answer. Raises NoSuchChoice."""
        value = value.strip()
        told = self.told.get(value, self.told.get(plain_number(value)))
        if told is not None:
            return "" if told == LEFT_OUT else told
        if not value:
            return ""
        for written in (value, plain_number(value), self.labels.get(value, "")):
            if code := self._known.get(squeezed(written)) if written else None:
                return code
        return self._none(value)

    def _none(self, value: str) -> str:
        """What a value means that is no choice: why there is no answer. Raises NoSuchChoice."""
        if value in _NO_ANSWER or value.casefold() == _NOT_SHOWN:
            return ""
        why = self.why_missing(value)
        if why in _NO_ANSWER:
            return ""
        if why in missing_offered(self.question):
            return why
        if (why or squeezed(value)) in self.question.unprompted:
            raise OnlyAloud(value)
        raise NoSuchChoice(value)

    def why_missing(self, value: str) -> str:
        """Which way of having no answer a value is, as the file itself labels it; "" for none."""
        return said_of_missing(self.labels.get(value, ""))

    def several(self, value: str) -> list[str]:
        """The codes in a value that holds several, parted by spaces as Kobo writes them, or by signs. Raises NoSuchChoice."""
        value = value.strip()
        if value in self.told or self._is_known(value):
            return [code for code in [self.one(value)] if code]
        for parts in (value.split(), self._by_label(value), *(re.split(sign, value) for sign in ";|,\n")):
            try:
                return [code for part in parts if (code := self.one(part))]
            except NoSuchChoice:
                continue
        self.one(next(part for part in value.split() if not self._is_known(part)))
        return []

    def _by_label(self, value: str) -> list[str]:
        """Labels parted by spaces, which can hold spaces themselves: the longest that is one, again and again."""
        words, found = value.split(), []
        while words:
            length = next(
                (n for n in range(len(words), 0, -1) if squeezed(" ".join(words[:n])) in self._known), 1
            )
            found.append(" ".join(words[:length]))
            words = words[length:]
        return found

    def _is_known(self, value: str) -> bool:
        try:
            self.one(value)
        except NoSuchChoice:
            return False
        return True

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """The codes by everything that can stand for them; what stands for two of them stands for none."""
        found: dict[str, set[str]] = {}
        for text, code in self._labelled():
            found.setdefault(squeezed(text), set()).add(code)
        labelled = {text: names.pop() for text, names in found.items() if len(names) == 1}
        names = self._names()
        elsewhere = {squeezed(was): code for was, code in self.codes.items() if code in names}
        return self._kept_apart() | labelled | elsewhere | {squeezed(code): code for code in names}

    def _names(self) -> list[str]:
        asked = self.question
        if self.variable in asked.row_variables and asked.type is Type.RANK:
            return list(asked.ranks)
        offered = [
            code for code, is_there in ((DONT_KNOW, asked.dont_know), (REFUSED, asked.refused)) if is_there
        ]
        return [*sorted(asked.choice_names), *offered]

    def _kept_apart(self) -> dict[str, str]:
        """`refused` of a form from elsewhere is the choice `refused_` here, unless the question offers that answer itself."""
        found = {code: f"{code}_" for code in MISSING_CODES if f"{code}_" in self.question.choice_names}
        return found | (dict.fromkeys(_OTHER_ELSEWHERE, OTHER) if self.question.or_other else {})

    def _labelled(self) -> list[tuple[str, str]]:
        if self.variable in self.question.row_variables and self.question.type is Type.RANK:
            return []
        return [
            (str(wording.choice(self.question, choice.name)), choice.name)
            for wording in self.published.wordings.values()
            for choice in self.question.choices
            if choice.name != OTHER
        ]


def is_ticked(value: str, choice: str) -> bool:
    """Whether the column of one choice says that it was ticked. Raises NoSuchChoice."""
    said = squeezed(plain_number(value))
    if not said or said in _NOT_TICKED or said in _NO_ANSWER or said == _NOT_SHOWN:
        return False  # also of a choice called 0 or no: a column of ticks says 0 where there is none
    if said in _TICKED or said == squeezed(choice):
        return True
    raise NoSuchChoice(value)


def takes_codes(question: Question, variable: str) -> bool:
    """Whether a variable holds codes, and no text or number."""
    return (
        question.type in (Type.SELECT_ONE, Type.SELECT_MULTIPLE, Type.MATRIX, Type.RANK, Type.ACKNOWLEDGE)
        and variable != question.other_variable
    )
