"""Answers on their way, as one respondent's browser and the server hold them together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from consult.instrument.additions import Mode
from consult.instrument.definition import Page, Question
from consult.response.answer import fields
from consult.response.reading import Typed, Value


@dataclass(frozen=True)
class Draft:
    """What was typed so far, valid or not.

    secret: the cookie's half, kept inside so that "continue later" gives back the same cookie and the same
    withdrawal code. version: the instrument version it began on, and finishes on. seen: pages that were left once. met: what stood
    on them, since a question that an earlier answer brings back later was not met yet.
    waits_under: the id of the row that a code still opens, until the first page is kept after continuing with it.
    mode, interpreter: how the questions are asked. told: by question the answer whose soft check was shown, so that nobody is asked twice; it goes with the draft.
    held: what each calculate with a trigger was when that was last answered otherwise.
    """

    secret: str
    version: str
    consent_version: str
    typed: Typed
    seen: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    stopped: bool = False
    waits_under: str = ""
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mode: Mode = Mode.WEB
    interpreter: bool = False
    held: Mapping[str, Value] = field(default_factory=dict)

    def with_page(
        self, page: Page, posted: Mapping[str, list[str]], stood: frozenset[str] = frozenset()
    ) -> "Draft":
        """The draft with everything posted from a page; other fields of the post are ignored.

        stood: the questions on the screen of which something stood ready. What was emptied there stays empty.
        """
        names = {name: question for question in page.questions for name in fields(question)}
        kept = {name: values for name, values in self.typed.items() if name not in names}
        typed = {
            name: values
            for name, question in names.items()
            if (values := list(dict.fromkeys(filter(None, posted.get(name, ()))))) or question.name in stood
        }
        return replace(self, typed=kept | typed)

    def having_left(self, page: Page, met: Iterable[str]) -> "Draft":
        """The draft after a page was left on which these questions stood."""
        return replace(self, seen=self.seen | {page.name}, met=self.met.union(met))

    def has_met(self, questions: frozenset[str]) -> bool:
        """Whether all of these stood on a page that was left; a draft of before this was kept says yes."""
        return not self.met or questions <= self.met

    def having_told(self, questions: Iterable[Question]) -> "Draft":
        """The draft after the soft checks of these questions were shown for what is typed now."""
        return replace(self, told={**self.told, **{one.name: self._typed_on(one) for one in questions}})

    def was_told(self, question: Question) -> bool:
        """Whether its soft check was shown for what is typed now."""
        return self.told.get(question.name) == self._typed_on(question)

    def _typed_on(self, question: Question) -> tuple[str, ...]:
        return tuple(value for name in fields(question) for value in self.typed.get(name, ()))

    def _asked(self) -> dict[str, Any]:
        return {} if self.mode is Mode.WEB else {"mode": self.mode.value, "interpreter": self.interpreter}

    def as_json(self) -> dict[str, Any]:
        """For sealing."""
        return {
            "secret": self.secret,
            "version": self.version,
            "consent": self.consent_version,
            "typed": {name: list(values) for name, values in self.typed.items()},
            "seen": sorted(self.seen),
            "met": sorted(self.met),
            "stopped": self.stopped,
            "waits_under": self.waits_under,
            **({"told": {name: list(typed) for name, typed in self.told.items()}} if self.told else {}),
            **({"held": dict(self.held)} if self.held else {}),
            **self._asked(),
        }


def draft_from(content: Mapping[str, Any]) -> Draft:
    """The draft that `as_json` wrote."""
    return Draft(
        secret=content["secret"],
        version=content["version"],
        consent_version=content["consent"],
        typed=content["typed"],
        seen=frozenset(content["seen"]),
        met=frozenset(content.get("met", ())),
        stopped=content["stopped"],
        waits_under=content["waits_under"],
        told={name: tuple(typed) for name, typed in content.get("told", {}).items()},
        mode=Mode(content.get("mode", Mode.WEB)),
        interpreter=content.get("interpreter", False),
        held=content.get("held", {}),
    )
