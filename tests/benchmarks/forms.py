"""Filling in a page as a browser would: what is hidden goes along, what has a name is answered by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

from tests.benchmarks.journey import Answers

_FORM = re.compile(r"<form\b(?P<attributes>[^>]*)>(?P<body>.*?)</form>", re.DOTALL)
_CONTROL = re.compile(r"<(?P<tag>input|textarea|button)\b(?P<attributes>[^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_TYPED = ("text", "number", "textarea")


class JourneyBroken(Exception):
    """The page is not the one that the journey expects."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to ask the server."""

    method: str
    path: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What the server showed in the end, redirects followed; `path` is where that was."""

    path: str
    status: int
    body: str

    def says(self, words: str) -> "Page":
        """Itself. Raises JourneyBroken when the words are not on it."""
        if self.status != 200 or words not in self.body:
            raise JourneyBroken(f"{self.status} on {self.path}, where {words!r} was expected")
        return self

    def filled(self, answers: Answers, form: int = 0) -> Request:
        """The post of its nth form, with the answers that it asks for."""
        forms = list(_FORM.finditer(self.body))
        if self.status != 200 or len(forms) <= form:
            raise JourneyBroken(f"{self.status} on {self.path}, where form {form + 1} was expected")
        found = forms[form]
        action = _attributes(found["attributes"]).get("action") or self.path
        return Request("POST", urljoin(self.path, action), tuple(_fields(found["body"], answers)))


def _fields(form: str, answers: Answers) -> Iterator[tuple[str, str]]:
    for control in _CONTROL.finditer(form):
        attributes = _attributes(control["attributes"])
        kind = attributes.get("type", "textarea" if control["tag"] == "textarea" else "text")
        name, value = attributes.get("name", ""), attributes.get("value", "on")
        if not name or control["tag"] == "button":
            continue
        if kind == "hidden":
            yield name, value
        elif kind in _TYPED:
            yield name, str(answers.get(name, ""))
        elif _is_picked(answers.get(name), value):
            yield name, value


def _is_picked(answer: object, value: str) -> bool:
    return value in answer if isinstance(answer, list) else value == answer


def _attributes(written: str) -> dict[str, str]:
    found = (one.groups(default="") for one in _ATTRIBUTE.finditer(written))
    return {name: unescape(double or single or bare) for name, double, single, bare in found}
