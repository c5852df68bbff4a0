"""Which question a heading asks: by the label that people saw, in any language, with or without the groups around it."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from consult.instrument.definition import OTHER, Question, Type
from consult.instrument.version import PublishedInstrument
from consult.instrument.wording import Wording

_Text = TypeVar("_Text", bound=Hashable)
_Found = TypeVar("_Found", bound=Hashable)

# What LimeSurvey puts in brackets behind the text of a question, in the languages of the people who export.
_OTHER = ("other", "anders", "andere", "ander", "autre")
_COMMENT = ("comment", "toelichting", "opmerking", "commentaire")
_ALIKE = 20  # signs: LimeSurvey cuts long texts off
_PLACE = re.compile(r"(?:rank|rangorde|plaats|rang|ranking)?\s*(\d+)")
_BRACKETED = re.compile(r"(.+?)\s*\[(.+)\]")  # Who helped? [Family], as LimeSurvey heads a column


def squeezed(text: str) -> str:
    """A label without differences that nobody sees."""
    return " ".join(text.split()).casefold().rstrip(" :*")


class Labels:
    """The labels of some questions. variables: by name; stands_for: which variable of the question a name is."""

    def __init__(
        self,
        published: PublishedInstrument,
        variables: Mapping[str, Question],
        stands_for: Callable[[str], str],
    ) -> None:
        self.published, self.variables, self.stands_for = published, variables, stands_for

    def find(self, heading: str) -> tuple[str, str] | None:
        """The variable that a heading asks, and the choice that it ticks or ""; None when no label reads so."""
        for label in _with_fewer_groups(heading):
            if variable := self._by_label.get(squeezed(label)):
                return variable, ""
            if found := self._choice(label):
                return found
        return None

    def _choice(self, label: str) -> tuple[str, str] | None:
        """Who helped?/Family, Who helped? [Family]"""
        pairs = [(label[:place], label[place + 1 :]) for place, sign in enumerate(label) if sign == "/"]
        if bracketed := _BRACKETED.fullmatch(label.strip()):
            pairs.append((bracketed[1], bracketed[2]))
        for question, choice in pairs:
            if found := self._choices.get((squeezed(question), squeezed(choice))):
                return found
        return None

    def part(self, heading: str) -> tuple[str, str] | None:
        """The question and the part of it in `Where do you live? [Other]`, `What first? [Rank 1]`."""
        bracketed = _BRACKETED.fullmatch(heading.strip())
        variable = self._by_label.get(squeezed(bracketed[1])) if bracketed else None
        if bracketed is None or variable is None:
            return None
        said = squeezed(bracketed[2])
        if said in _OTHER:
            return variable, OTHER
        if said in _COMMENT:
            return variable, "comment"
        place = _PLACE.fullmatch(said)
        return (variable, place[1]) if place else None

    def begins(self, variable: str, text: str) -> bool:
        """Whether a text begins as a question does in any language."""
        asked, said = self.variables[variable], squeezed(text)
        labels = {squeezed(str(wording.label(asked))) for wording in self.published.wordings.values()}
        return any(label and said.startswith(label[:_ALIKE]) for label in labels)

    @cached_property
    def _by_label(self) -> Mapping[str, str]:
        """The variables by what they ask in any language; a label that two of them have is nobody's."""
        return _unique(
            (text, name) for name, question in self.variables.items() for text in self._of(name, question)
        )

    @cached_property
    def _choices(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """By label of the question and of the choice or row, in any language."""
        return _unique(
            ((squeezed(str(wording.label(question))), squeezed(text)), found)
            for wording in self.published.wordings.values()
            for name, question in self.variables.items()
            for text, found in self._parts(wording, name, question)
        )

    def _parts(
        self, wording: Wording, name: str, question: Question
    ) -> Iterator[tuple[str, tuple[str, str]]]:
        variable = self.stands_for(name)
        if question.type is Type.SELECT_MULTIPLE and variable == question.name:
            for choice in question.choices:
                yield str(wording.choice(question, choice.name)), (name, choice.name)
        elif question.type in (Type.MATRIX, Type.RANK) and variable != question.name:
            row = variable.removeprefix(f"{question.name}_")
            yield str(wording.row(question, row)), (name, "")

    def _of(self, name: str, question: Question) -> Iterator[str]:
        variable = self.stands_for(name)
        for wording in self.published.wordings.values():
            if question.type in (Type.MATRIX, Type.RANK) and variable != question.name:
                yield squeezed(str(wording.row(question, variable.removeprefix(f"{question.name}_"))))
            elif variable == question.name:
                yield squeezed(str(wording.label(question)))


def _with_fewer_groups(heading: str) -> Iterator[str]:
    """The heading, and what is left of it behind each /: labels of groups can stand in front."""
    yield heading
    for place, sign in enumerate(heading):
        if sign == "/":
            yield heading[place + 1 :]


def _unique(pairs: Iterable[tuple[_Text, _Found]]) -> dict[_Text, _Found]:
    found: dict[_Text, set[_Found]] = {}
    for text, name in pairs:
        if text:
            found.setdefault(text, set()).add(name)
    return {text: names.pop() for text, names in found.items() if len(names) == 1}
