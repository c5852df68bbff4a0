"""What every address of the respondents' door needs: the survey, the form in a language, the draft, a page back."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from hmac import compare_digest
from typing import TypeAlias

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound, TooManyRequests
from werkzeug.wrappers import Response

from consult.actions import answering, clock, editions
from consult.actions.answering import AnswerKeys, DraftGone, Fielded, NotOpen
from consult.folder import DataFolder
from consult.instrument.additions import Mode
from consult.response import sealing
from consult.response.draft import Draft
from consult.web.interface import speak
from consult.web.protection import allow_style
from consult.web.respond import compiling, cookies
from consult.web.respond.compiling import Form
from consult.web.respond.cookies import Slip
from consult.web.respond.pressure import Pressure

door = Blueprint("respond", __name__, url_prefix="/f/<consultation>")

Answer: TypeAlias = Response | str | tuple[str, int]


class NoCookies(Exception):
    """This browser gives no cookie back: nothing could be kept for it."""


def folder() -> DataFolder:
    """Where this installation keeps what it holds."""
    found: DataFolder = current_app.extensions["folder"]
    return found


def keys() -> AnswerKeys:
    """The keys of this installation."""
    return answering.answer_keys(folder())


def draft_days() -> int:
    """How long unsent answers wait."""
    days: int = current_app.config["DRAFT_DAYS"]
    return days


def survey_at(consultation: str) -> Fielded:
    """The survey at a public address, unless too many people ask for it at once."""
    survey = answering.fielded(consultation)
    if survey is None:
        raise NotFound
    pressure: Pressure = current_app.extensions["pressure"]
    if not pressure.takes_page(consultation):
        raise TooManyRequests
    return survey


def spend_code(consultation: str) -> None:
    """Looking up a code takes from a small bucket: guessing is slow."""
    pressure: Pressure = current_app.extensions["pressure"]
    if not pressure.takes_code(consultation):
        raise TooManyRequests


def form_in(version: str, tag: str, mode: Mode = Mode.WEB) -> Form:
    """The form in this language; an address in a language that is not offered does not exist."""
    try:
        form = compiling.form(version, tag, folder().is_demonstration, mode)
    except LookupError:
        raise NotFound from None
    speak("respond", tag)
    allow_style(*compiling.style_digests())
    return form


def form_around(survey: Fielded, tag: str) -> Form:
    """The form for a page around the questions: in a language that only an earlier version offered, of that version.

    Who began on it comes here too, and needs a code, or to have answers deleted.
    """
    for version in answering.versions_fielded(survey):
        try:
            return form_in(version, tag)
        except NotFound:
            continue
    raise NotFound


def show(form: Form, template: str, **context: object) -> str:
    """A page that is rendered for one request, such as the check of the answers."""
    return render_template(
        f"respond/{template}.html", **{**form.common, "slot": _no_hole, "here": "", **context}
    )


def _no_hole(kind: str, *_arguments: str) -> str:
    """Pages rendered for one request have no holes."""
    return ""


def token(name: str) -> str:
    """What a form carries to prove that this server wrote it for the holder of `name` (a cookie)."""
    return sealing.token(keys().form, name)


def ticket_shown() -> str:
    """The ticket of this browser: it ties a form without a draft to who opened it."""
    return request.cookies.get(cookies.door_cookie(), "")


def with_ticket(page: Callable[[str], str]) -> Response:
    """A page with a form on it, and the ticket that the form will be checked against."""
    ticket = ticket_shown() or secrets.token_urlsafe(16)
    response = current_app.make_response(page(ticket))
    cookies.give(response, cookies.door_cookie(), ticket)
    return response


def check_token(name: str) -> None:
    """Refuses a form that this server did not write for the holder of `name`. Raises NoCookies when nobody holds one."""
    if not name:
        raise NoCookies
    if not compare_digest(request.form.get(".token", "").encode(), token(name).encode()):
        raise BadRequest


def secret_of(survey: Fielded) -> str:
    """The half of the key that this browser holds, or nothing."""
    return request.cookies.get(cookies.draft_cookie(survey.id), "")


def draft_of(survey: Fielded) -> Draft:
    """The draft that this browser opens. Raises DraftGone or NotOpen, which become pages.

    NotOpen also before the last page: nobody should fill in what cannot be sent.
    """
    if not survey.takes_begun(clock.today()):
        raise NotOpen(survey.id)
    secret = secret_of(survey)
    if not secret:
        raise DraftGone
    return answering.open_draft(keys(), secret, survey.id, to_write=request.method == "POST")


def address(survey: Fielded, tag: str, page: str = "") -> str:
    """The address of a page of a survey in a language; without a page: of its consent."""
    if not page:
        return url_for("respond.consent", consultation=survey.id, tag=tag)
    return url_for("respond.page", consultation=survey.id, tag=tag, name=page)


def go(survey: Fielded, tag: str, page: str = "") -> Response:
    """On to another page, with a GET."""
    return redirect(address(survey, tag, page), 303)


def hand_slip(response: Response, survey: Fielded, slip: Slip) -> Response:
    """Gives a code to be shown once, and ends the draft in this browser."""
    cookies.give_slip(response, survey.id, slip, keys().slip)
    cookies.take(response, cookies.draft_cookie(survey.id))
    return response


def to_thanks(survey: Fielded, tag: str, code: str, version: str) -> Response:
    """On to the thanks, where the withdrawal code is shown once. version: what was answered."""
    return hand_slip(go(survey, tag, "thank-you"), survey, Slip("sent", code, version))


def show_once(survey: Fielded, tag: str, kind: str, template: str) -> Answer:
    """The page that shows a code once; the second time it says that it did. Who was given none goes where they are due."""
    slip = cookies.read_slip(survey.id, keys().slip)
    if slip is None or slip.kind != kind or (secret_of(survey) and not slip.code):
        form_around(survey, tag)  # a language that is not offered has no page to go on to
        return go(survey, tag, "check-answers" if secret_of(survey) else "")
    form = form_in(slip.version, tag) if slip.version else form_around(survey, tag)
    days = draft_days() if kind == "later" else form.instrument.retention.withdrawal_days
    response = with_ticket(
        lambda ticket: show(
            form,
            template,
            code=sealing.grouped(slip.code),
            tongues=(),
            days=days,
            token=token(ticket),
            feedback=editions.has_feedback(survey.id),
            survey=survey,
        )
    )
    # Loaded again it says the same without the code: of this browser stays that it sent, and not what.
    cookies.give_slip(response, survey.id, replace(slip, code=""), keys().slip)
    return response
