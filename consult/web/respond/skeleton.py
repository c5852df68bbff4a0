"""Pages compiled once: a template is rendered with holes, and a request only fills the holes.

A hole is written by `slot(kind, ...)` in a template. Rendering a page with Jinja takes 1.8 ms of processor time, filling
its holes some 20 microseconds (performance.md): this is what makes the form fast.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import TypeAlias

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from consult.instrument.routing import Values

# What nobody can write into a text: an instrument that was published long ago may hold any sign.
_OPEN, _PART, _CLOSE = f"\x02{token_hex(8)}", "\x04", "\x03"
_HOLE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_LINES = re.compile(f"({_OPEN}line{_PART}.*?){_OPEN}lines-end{_CLOSE}", re.DOTALL)
_LINE = re.compile(f"{_OPEN}line{_PART}([^{_PART}]*){_PART}([^{_CLOSE}]*){_CLOSE}")
_SECTION = re.compile(f"{_OPEN}(?:only{_PART}([^{_CLOSE}]*)|always){_CLOSE}")


@dataclass(frozen=True, slots=True)
class View:
    """What one request puts into the holes of a page. Every piece but `typed` is safe markup.

    unusual: the fields whose line is a question, and no error. asked: the names of the questions of this page that apply. offered: by question, the controls of choices that are
    not the same for everyone, or too many to be written into the skeleton. orders: by question, its choices as this respondent
    meets them, where lines are in an order of their own. today, known: what a page's script is told.
    """

    token: str = ""
    progress: Markup = Markup()
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    alarm: Markup = Markup()
    begun: Markup = Markup()
    summary: Markup = Markup()
    errors: Mapping[str, Markup] = field(default_factory=dict)
    unusual: frozenset[str] = frozenset()
    answers: Mapping[str, Markup] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    offered: Mapping[str, Markup] = field(default_factory=dict)
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    today: str = ""
    known: Values = field(default_factory=dict)


Hole: TypeAlias = Callable[[View], str]


def slot(kind: str, *arguments: str) -> Markup:
    """A hole in a template; `kind` is a key of `HOLES`.

    Of two more kinds, `only` (with the name of a question) begins a section that is left out when the question does not
    apply, and `always` ends it. `line` (with the names of a question and a choice) begins one of the lines that each
    respondent has in an order of their own, and `lines-end` ends the last.
    """
    return Markup(_OPEN + _PART.join((kind, *(argument or "" for argument in arguments))) + _CLOSE)  # noqa: S704


def has_holes(text: str) -> bool:
    """Whether anything is to be filled in."""
    return _OPEN in text


def without_answers(text: str) -> str:
    """A text with a sign where its holes are: for a title, which a browser's history keeps."""
    return _HOLE.sub("…", text)


def _checked(name: str, value: str) -> Hole:
    return lambda view: " checked" if value in view.typed.get(name, ()) else ""


def _selected(name: str, value: str) -> Hole:
    return lambda view: " selected" if value in view.typed.get(name, ()) else ""


def _value(name: str) -> Hole:
    def typed(view: View) -> str:
        values = view.typed.get(name)
        return str(escape(values[0])) if values else ""

    return typed


def _error(name: str) -> Hole:
    return lambda view: view.errors.get(name, "")


def _described(name: str, hint: str) -> Hole:
    without = f' aria-describedby="{hint}"' if hint else ""
    with_error = f' aria-describedby="{f"{hint} " if hint else ""}{name}.error"'
    return lambda view: with_error if name in view.errors else without


def _invalid(name: str) -> Hole:
    return lambda view: ' aria-invalid="true"' if name in view.errors and name not in view.unusual else ""


def _answer(name: str) -> Hole:
    return lambda view: view.answers.get(name, "…")


def _plain_answer(name: str) -> Hole:
    # An attribute takes no markup: without this it would show `<bdi>` itself.
    return lambda view: str(escape(Markup(view.answers.get(name, "…")).striptags()))  # noqa: S704


def _offered(name: str) -> Hole:
    return lambda view: view.offered.get(name, "")


def _known(*names: str) -> Hole:
    def written(view: View) -> str:
        known = {name: view.known[name] for name in names if name in view.known}
        return htmlsafe_json_dumps({"today": view.today, "known": known})

    return written


HOLES: Mapping[str, Callable[..., Hole]] = {
    "token": lambda: lambda view: view.token,
    "progress": lambda: lambda view: view.progress,
    "alarm": lambda: lambda view: view.alarm,
    "begun": lambda: lambda view: view.begun,
    "summary": lambda: lambda view: view.summary,
    "checked": _checked,
    "selected": _selected,
    "value": _value,
    "error": _error,
    "described": _described,
    "invalid": _invalid,
    "answer": _answer,
    "plain-answer": _plain_answer,
    "offered": _offered,
    "known": _known,
}


class Skeleton:
    """A rendered page in sections, each with its holes."""

    def __init__(self, rendered: str) -> None:
        pieces = _SECTION.split(rendered)
        stretches = [_parts(piece) for piece in pieces[::2]]
        self._sections = list(zip(["", *pieces[1::2]], stretches, strict=True))

    def fill(self, view: View) -> str:
        """The page for one request."""
        return "".join(
            part.fill(view)
            for name, parts in self._sections
            if not name or name in view.asked
            for part in parts
        )


def _parts(rendered: str) -> "list[_Stretch | _Lines]":
    pieces = _LINES.split(rendered)
    return [_Lines(piece) if place % 2 else _Stretch(piece) for place, piece in enumerate(pieces)]


class _Lines:
    """The lines of one question, which each respondent has in an order of their own."""

    def __init__(self, rendered: str) -> None:
        _before, self._question, *_rest = pieces = _LINE.split(rendered)
        self._lines = {
            choice: _Stretch(text) for choice, text in zip(pieces[2::3], pieces[3::3], strict=True)
        }

    def fill(self, view: View) -> str:
        order = view.orders.get(self._question, self._lines)
        return "".join(self._lines[choice].fill(view) for choice in order)


class _Stretch:
    """A piece of a page that is shown as a whole or not at all."""

    def __init__(self, rendered: str) -> None:
        pieces = _HOLE.split(rendered)
        self._texts = pieces[::2]
        self._holes = [_hole(written) for written in pieces[1::2]]

    def fill(self, view: View) -> str:
        pieces = [self._texts[0]]
        for hole, text in zip(self._holes, self._texts[1:], strict=True):
            pieces.append(hole(view))
            pieces.append(text)
        return "".join(pieces)


def _hole(written: str) -> Hole:
    kind, *arguments = written.split(_PART)
    return HOLES[kind](*arguments)
