"""Wij vroegen, u zei, wij deden, as those who took part read it: without a cookie, in their language, and honest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date
from flask import Blueprint, current_app, redirect, render_template, request, url_for
from markupsafe import Markup, escape
from werkzeug.exceptions import NotFound, TooManyRequests
from werkzeug.wrappers import Response

from consult.actions import editions
from consult.actions.editions import FeedbackEdition
from consult.instrument.languages import LANGUAGES, SOURCE, Language
from consult.web.interface import _, is_reviewed, speak
from consult.web.protection import allow_style
from consult.web.respond import compiling
from consult.web.respond.pressure import Pressure

public = Blueprint("public", __name__)


@dataclass(frozen=True)
class Became:
    """A recommendation with what happened to it, a sentence for each step."""

    title: str
    steps: tuple[Markup, ...]


@dataclass(frozen=True)
class Line:
    """What a thank-you slip says in one language."""

    language: Language
    thanks: str
    words: str


@public.get("/feedback/<consultation>/")
def feedback_entry(consultation: str) -> Response:
    """On to the language that the browser asks for, or Dutch; every page offers the others."""
    tags = _languages(_edition(consultation))
    best = request.accept_languages.best_match(tags) or SOURCE
    return redirect(url_for("public.feedback", consultation=consultation, tag=best), 302)


@public.get("/feedback/<consultation>/<tag>")
def feedback(consultation: str, tag: str) -> str:
    """The page in one language."""
    edition = _edition(consultation)
    tags = _languages(edition)
    if tag not in tags:
        raise NotFound
    speak("respond", tag)
    allow_style(*compiling.style_digests())
    texts = {part: _paragraphs(edition.texts.get(f"{tag}.{part}", "")) for part in ("asked", "said", "done")}
    return render_template(
        "respond/feedback.html",
        language=LANGUAGES[tag],
        tongues=[LANGUAGES[one] for one in tags],
        style=compiling.style(),
        unreviewed=not is_reviewed("respond", tag),
        edition=edition,
        day=_day(edition.published_on, LANGUAGES[tag]),
        texts=texts,
        became=[_became(one, LANGUAGES[tag]) for one in edition.steps if one["steps"]],
        nothing_yet=_nothing_yet(edition.steps),
    )


def slip_lines(tags: Sequence[str]) -> Iterator[Line]:
    """What a thank-you slip says, language by language; the request goes on in the last of them."""
    for tag in tags:
        speak("respond", tag)
        yield Line(LANGUAGES[tag], _("Dank u."), _("Lees hier wat we doen met wat u zei."))


def not_too_often(what: str) -> None:
    """Lets a page be asked for as often as a form is, whoever asks."""
    pressure: Pressure = current_app.extensions["pressure"]
    if not pressure.takes_page(what):
        raise TooManyRequests


def _edition(consultation: str) -> FeedbackEdition:
    not_too_often("feedback")
    edition = editions.feedback(consultation)
    if edition is None:
        raise NotFound
    return edition


def _languages(edition: FeedbackEdition) -> list[str]:
    written = {name.rpartition(".")[0] for name in edition.texts}
    return [tag for tag in LANGUAGES if tag in written]


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


def _became(one: Mapping[str, Any], language: Language) -> Became:
    return Became(one["title"], tuple(_step(step, language) for step in one["steps"]))


def _step(step: Mapping[str, str], language: Language) -> Markup:
    said = {
        "handed-over": _("%(day)s: we gaven dit aan %(whom)s."),
        "answered": _("%(day)s: er kwam een antwoord."),
        "adopted": _("%(day)s: dit wordt gedaan zoals we vroegen."),
        "partly": _("%(day)s: een deel ervan wordt gedaan."),
        "rejected": _("%(day)s: ze doen dit niet."),
        "no-answer": _("%(day)s: we vroegen het opnieuw en kregen geen antwoord."),
    }
    whom = Markup('<bdi lang="nl" dir="ltr">{}</bdi>').format(step["to_whom"])
    sentence = Markup(escape(said[step["step"]]))  # noqa: S704  escaped just here
    return sentence % {"day": _day(date.fromisoformat(step["on"]), language), "whom": whom}


def _nothing_yet(advised: Sequence[Mapping[str, Any]]) -> str:
    """Where we stand when there is no answer: said as it is."""
    steps = {step["step"] for one in advised for step in one["steps"]}
    if not advised:
        return _("We hebben nog geen voorstel gedaan met wat u zei. Dat komt nog: kijk hier later opnieuw.")
    if not steps:
        return _("We schreven op wat we vragen. We gaven het nog niet aan wie beslist.")
    return (
        _("Er is nog geen antwoord. Zodra er een is, leest u het hier.") if steps == {"handed-over"} else ""
    )


def _day(value: date, language: Language) -> str:
    # Latin digits in every script: people copy days from Belgian letters (languages.py).
    return format_date(value, "d MMMM y", locale=language.locale)
