"""When something cannot be done: the page that says why and how on, in the language of who asked."""

from collections.abc import Callable

from flask import current_app, g, render_template, request, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response

from consult.actions import answering
from consult.actions.answering import DraftGone, Fielded, NotOpen
from consult.instrument.languages import LANGUAGES
from consult.web import interface
from consult.web.protection import allow_style
from consult.web.respond import compiling
from consult.web.respond.compiling import Form
from consult.web.respond.visit import (
    Answer,
    NoCookies,
    door,
    form_around,
    keys,
    secret_of,
    show,
    to_thanks,
)

_SECONDS_TO_WAIT = 60  # the buckets of `pressure` are full again after a minute


@door.errorhandler(DraftGone)
def gone(_error: DraftGone) -> Answer:
    """A draft that is not there: on to the code when it was sent, else a page that says so."""
    return _in_this_form(_to_the_code_or_gone)


def _to_the_code_or_gone(survey: Fielded, form: Form) -> Answer:
    secret = secret_of(survey)
    code = answering.sent_code(keys(), secret) if secret else None
    if code is not None:
        return to_thanks(survey, form.language.tag, code, form.published.version_hash)
    return show(form, "gone"), 410


@door.errorhandler(NotOpen)
def not_open(_error: NotOpen) -> Answer:
    """A survey that takes no answers now."""
    return _in_this_form(lambda _survey, form: (show(form, "closed"), 409))


@door.errorhandler(NoCookies)
def no_cookies(_error: NoCookies) -> Answer:
    """A browser that gives no cookies back."""
    return _in_this_form(lambda _survey, form: (show(form, "no_cookies"), 400))


def _in_this_form(told: Callable[[Fielded, Form], Answer]) -> Answer:
    """A refusal in the words of the form at this address; the address itself may be wrong too."""
    place = request.view_args or {}
    survey = answering.fielded(place["consultation"])
    try:
        if survey is None:
            raise NotFound
        form = form_around(survey, place["tag"])
    except NotFound as missing:
        return refused(missing)
    return told(survey, form)


@door.errorhandler(HTTPException)
def refused(error: HTTPException) -> Response:
    """Everything else: an address that is not there, too much, too often, a defect of ours."""
    interface.speak("respond", _language())
    allow_style(*compiling.style_digests())
    start = url_for("respond.entry", consultation=(request.view_args or {})["consultation"])
    page = render_template(
        "respond/refused.html",
        code=error.code,
        language=LANGUAGES[g.language],
        style=compiling.style(),
        start=start,
        unreviewed=not interface.is_form_reviewed("respond", g.language),
    )
    response = current_app.make_response((page, error.code or 500))
    if error.code == 429:
        response.headers["Retry-After"] = str(_SECONDS_TO_WAIT)
    return response


def _language() -> str:
    """The language of the address, else the first of the browser's that the door speaks."""
    spoken = interface.languages("respond")
    asked = (request.view_args or {}).get("tag", "")
    return asked if asked in spoken else request.accept_languages.best_match(spoken) or spoken[0]
