"""Sentences that know what they were made of: English here, and a page can say the same in another language."""

from collections.abc import Mapping
from typing import Any


class Sentence(str):
    """An English sentence. template: with a field in braces for each fact."""

    __slots__ = ("facts", "template")

    template: str
    facts: Mapping[str, Any]

    def __new__(cls, template: str, facts: Mapping[str, Any]) -> "Sentence":
        """The template, filled in."""
        self = super().__new__(cls, template.format(**facts))
        self.template, self.facts = template, facts
        return self

    def __getnewargs__(self) -> tuple[str, Mapping[str, Any]]:  # type: ignore[override]
        """What a copy is made of."""
        return self.template, self.facts


def say(template: str, **facts: Any) -> Sentence:
    """A sentence about these facts."""
    return Sentence(template, facts)


def plain(sentence: str) -> dict[str, Any]:
    """A sentence for a file or a database; `said_again` gives it back."""
    if isinstance(sentence, Sentence):
        return {"said": sentence.template, "facts": dict(sentence.facts)}
    return {"said": "{text}", "facts": {"text": sentence}}


def said_again(told: Mapping[str, Any]) -> Sentence:
    """What `plain` was given."""
    return Sentence(told["said"], told["facts"])
