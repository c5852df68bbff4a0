"""The respondent's addresses: /f/<consultation>/<language>/<page>. One page per request, post and redirect."""

import secrets
from hmac import compare_digest
from typing import TypeAlias

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, NotFound, TooManyRequests
from werkzeug.wrappers import Response

from consult.actions import answering
from consult.actions.answering import AnswerKeys, DraftGone, Fielded, NotOpen
from consult.folder import DataFolder
from consult.instrument.languages import LANGUAGES
from consult.response import sealing
from consult.response.draft import Draft
from consult.web.interface import speak
from consult.web.protection import allow_style
from consult.web.respond import compiling, cookies, journey, telling
from consult.web.respond.compiling import Form
from consult.web.respond.cookies import Slip
from consult.web.respond.pressure import Pressure
from consult.web.respond.skeleton import View

door = Blueprint("respond", __name__, url_prefix="/f/<consultation>")

Answer: TypeAlias = Response | str | tuple[str, int]


# --- what every page needs


def _folder() -> DataFolder:
    folder: DataFolder = current_app.extensions["folder"]
    return folder


def _keys() -> AnswerKeys:
    return answering.answer_keys(_folder())


def _survey(consultation: str) -> Fielded:
    survey = answering.fielded(consultation)
    if survey is None:
        raise NotFound
    pressure: Pressure = current_app.extensions["pressure"]
    if not pressure.takes_page(consultation):
        raise TooManyRequests
    return survey


def _form(version: str, tag: str) -> Form:
    """The form in this language; an address in a language that is not offered does not exist."""
    published, demo = answering.published(version), _folder().is_demonstration
    if tag not in LANGUAGES or LANGUAGES[tag] not in compiling.offered_languages(published, demo=demo):
        raise NotFound
    form = compiling.form(published, tag, demo)
    speak("respond", tag)
    allow_style(compiling.style_digest())
    return form


def _page(form: Form, template: str, **context: object) -> str:
    return render_template(f"respond/{template}.html", **{**form.common, "slot": _no_slot, **context})


def _no_slot(kind: str, *_arguments: str) -> str:
    """Pages rendered per request have no holes."""
    return ""


def _token(name: str) -> str:
    return sealing.token(_folder().server_key("form"), name)


def _check_token(name: str) -> None:
    if not compare_digest(request.form.get("token", ""), _token(name)):
        raise BadRequest


def _secret(survey: Fielded) -> str:
    return request.cookies.get(cookies.draft_cookie(survey.id), "")


def _draft(survey: Fielded) -> Draft:
    secret = _secret(survey)
    if not secret:
        raise DraftGone
    return answering.open_draft(_keys(), secret, survey.id)


def _gone(survey: Fielded, tag: str) -> Answer:
    """Where someone goes whose draft is not there: to the code when it was sent, else to a page that says so."""
    secret = _secret(survey)
    code = answering.sent_code(_keys(), secret) if secret else None
    if code is not None:
        return _to_thanks(survey, tag, code)
    return _page(_form(survey.version, tag), "gone", here=""), 410


def _address(survey: Fielded, tag: str, page: str = "") -> str:
    return url_for("respond.page", consultation=survey.id, tag=tag, name=page) if page else url_for(
        "respond.consent", consultation=survey.id, tag=tag
    )


def _go(survey: Fielded, tag: str, page: str) -> Response:
    return redirect(_address(survey, tag, page), 303)


# --- before


@door.get("/")
def entry(consultation: str) -> Answer:
    """The public address: a choice of languages, and never someone's answers."""
    survey = _survey(consultation)
    published = answering.published(survey.version)
    offered = compiling.offered_languages(published, demo=_folder().is_demonstration)
    preferred = request.accept_languages.best_match([one.tag for one in offered]) or offered[0].tag
    form = _form(survey.version, preferred)
    ordered = sorted(offered, key=lambda one: one.tag != preferred)
    titles = {one.tag: published.wording(one.tag).text("title") for one in offered}
    return _page(form, "entry", ordered=ordered, titles=titles, here="", tongues=())


@door.get("/<tag>/")
def consent(consultation: str, tag: str) -> Answer:
    """Who asks, why, and what happens with the answers; nothing is kept before this is agreed to."""
    survey = _survey(consultation)
    form = _form(survey.version, tag)
    if not survey.takes_new(answering.clock.today()):
        return _page(form, "closed", here="")
    ticket = request.cookies.get(cookies.door_cookie()) or secrets.token_urlsafe(16)
    response = current_app.make_response(form.consent.fill(View(token=_token(ticket))))
    cookies.give(response, cookies.door_cookie(), ticket)
    return response


@door.post("/<tag>/")
def begin(consultation: str, tag: str) -> Answer:
    """Agreed: a new draft, whoever used this browser before."""
    survey = _survey(consultation)
    form = _form(survey.version, tag)
    ticket = request.cookies.get(cookies.door_cookie(), "")
    if not ticket:
        return _page(form, "no_cookies", here=""), 400
    _check_token(ticket)
    try:
        draft = answering.begin(_keys(), survey, form.instrument.consent.version, current_app.config["DRAFT_DAYS"])
    except NotOpen:
        return _page(form, "closed", here="")
    response = _go(survey, tag, journey.position(form.instrument, draft).name)
    cookies.give(response, cookies.draft_cookie(survey.id), draft.secret)
    return response


# --- answering


@door.get("/<tag>/<name>")
def page(consultation: str, tag: str, name: str) -> Answer:
    """One page, as far as this draft has come."""
    survey = _survey(consultation)
    try:
        draft = _draft(survey)
    except DraftGone:
        return _gone(survey, tag)
    form = _form(draft.version, tag)
    if name not in form.pages:
        raise NotFound
    way = journey.way(form.instrument, draft)
    if not way.may_open(name):
        return _go(survey, tag, way.position)
    return _fill(form, way, draft, name)


def _fill(form: Form, way: journey.Way, draft: Draft, name: str, problems: telling.Problems = ()) -> str:
    view = View(
        token=_token(draft.secret),
        progress=telling.progress(way, name),
        typed=draft.typed,
        alarm=telling.alarm(problems),
        summary=telling.summary(form, problems) if problems else telling.NOTHING,
        errors=telling.errors_by_field(form, problems),
        answers=telling.Answers(form, way.answers.values),
    )
    return form.pages[name].fill(view)


@door.post("/<tag>/<name>")
def keep(consultation: str, tag: str, name: str) -> Answer:
    """Keeps everything that was typed on a page, then goes where the pressed button says."""
    survey = _survey(consultation)
    try:
        draft = _draft(survey)
    except DraftGone:
        return _gone(survey, tag)
    _check_token(draft.secret)
    form = _form(draft.version, tag)
    if name not in form.pages:
        raise NotFound
    draft = draft.with_page(form.instrument.pages_by_name[name], _posted(request.form))
    return _turn(survey, form, draft, tag, name)


def _posted(form: MultiDict[str, str]) -> dict[str, list[str]]:
    # PostgreSQL and JSON take no NUL; our own holes are control characters too. Nobody types them.
    return {
        field: ["".join(sign for sign in value if sign >= " " or sign in "\n\r\t") for value in values]
        for field, values in form.lists()
    }


def _turn(survey: Fielded, form: Form, draft: Draft, tag: str, name: str) -> Answer:
    """Language, back and later keep without judging; stop and next judge this page first."""
    days, asked_language = current_app.config["DRAFT_DAYS"], request.form.get("language", "")
    if asked_language:
        answering.keep(_keys(), draft, days)
        _form(draft.version, asked_language)
        return _go(survey, asked_language, name)
    direction = request.form.get("go", "next")
    if direction == "later":
        return _to_later(survey, draft, tag)
    way = journey.way(form.instrument, draft)
    if direction == "back":
        answering.keep(_keys(), draft, days)
        before = way.before(name)
        return _go(survey, tag, before) if before else redirect(_address(survey, tag), 303)
    problems = way.problems_on(name, required=direction != "stop")
    if problems:
        answering.keep(_keys(), draft, days)
        return _fill(form, way, draft, name, problems)
    draft = journey.left(form.instrument, draft, name, stopped=direction == "stop")
    answering.keep(_keys(), draft, days)
    return _go(survey, tag, journey.way(form.instrument, draft).after(name))


def _to_later(survey: Fielded, draft: Draft, tag: str) -> Answer:
    code = answering.wait_under_code(_keys(), draft, survey.id, current_app.config["DRAFT_DAYS"])
    response = _go(survey, tag, "continue-later")
    _hand_slip(response, survey, Slip("later", code))
    cookies.take(response, cookies.draft_cookie(survey.id))
    return response


def _hand_slip(response: Response, survey: Fielded, slip: Slip) -> None:
    sealed = cookies.sealed_slip(slip, _folder().server_key("slip"))
    cookies.give(response, cookies.slip_cookie(survey.id), sealed, cookies.SLIP_SECONDS)  # type: ignore[arg-type]


def _take_slip(survey: Fielded, kind: str) -> Slip | None:
    slip = cookies.read_slip(survey.id, _folder().server_key("slip"))
    return slip if slip is not None and slip.kind == kind else None


# --- checking and sending


@door.get("/<tag>/check-answers")
def check(consultation: str, tag: str) -> Answer:
    """Everything that was answered, before it is sent."""
    survey = _survey(consultation)
    try:
        draft = _draft(survey)
    except DraftGone:
        return _gone(survey, tag)
    form = _form(draft.version, tag)
    way = journey.way(form.instrument, draft)
    if way.position != journey.CHECK:
        return _go(survey, tag, way.position)
    return _show_check(form, way, draft)


def _show_check(form: Form, way: journey.Way, draft: Draft, problems: telling.Problems = ()) -> str:
    lines = [
        (name, form.text(question.key("label")), telling.answer_labels(form, question, way.answers.values))
        for name, question in way.shown()
    ]
    summary = telling.summary(form, problems, pages=way.pages_of(problems)) if problems else ""
    return _page(form, "check", lines=lines, token=_token(draft.secret), here=journey.CHECK, summary=summary)


@door.post("/<tag>/check-answers")
def send(consultation: str, tag: str) -> Answer:
    """Sends: stored once, however often the button is pressed."""
    survey = _survey(consultation)
    try:
        draft = _draft(survey)
    except DraftGone:
        return _gone(survey, tag)
    _check_token(draft.secret)
    form = _form(draft.version, tag)
    way = journey.way(form.instrument, draft)
    if way.position != journey.CHECK:
        return _go(survey, tag, way.position)
    if problems := way.problems():
        return _show_check(form, way, draft, problems)
    try:
        code = answering.submit_response(_keys(), survey, draft, tag)
    except NotOpen:
        return _page(form, "closed", here="")
    return _to_thanks(survey, tag, code)


def _to_thanks(survey: Fielded, tag: str, code: str) -> Response:
    response = _go(survey, tag, "thank-you")
    _hand_slip(response, survey, Slip("sent", code))
    cookies.take(response, cookies.draft_cookie(survey.id))  # type: ignore[arg-type]
    return response


@door.get("/<tag>/thank-you")
def thanks(consultation: str, tag: str) -> Answer:
    """Thanks, and the withdrawal code: once."""
    return _once(_survey(consultation), tag, "sent", "thanks")


@door.get("/<tag>/continue-later")
def later(consultation: str, tag: str) -> Answer:
    """The code to continue with: once."""
    return _once(_survey(consultation), tag, "later", "later")


def _once(survey: Fielded, tag: str, kind: str, template: str) -> Answer:
    form, slip = _form(survey.version, tag), _take_slip(survey, kind)
    code = sealing.grouped(slip.code) if slip is not None else ""
    page = _page(
        form, template, code=code, here="", tongues=(), days=current_app.config["DRAFT_DAYS"],
        withdrawal_days=form.instrument.retention.withdrawal_days,
    )
    response = current_app.make_response(page)
    cookies.take(response, cookies.slip_cookie(survey.id))
    return response


# --- codes


def _spend_code() -> None:
    pressure: Pressure = current_app.extensions["pressure"]
    if not pressure.takes_code(request.view_args["consultation"]):  # type: ignore[index]
        raise TooManyRequests


def _code_page(form: Form, template: str, problem: str = "", **context: object) -> Answer:
    ticket = request.cookies.get(cookies.door_cookie()) or secrets.token_urlsafe(16)
    typed = request.form.get("code", "")[:40]
    page = _page(form, template, token=_token(ticket), problem=problem, typed=typed, here=template, **context)
    response = current_app.make_response(page)
    cookies.give(response, cookies.door_cookie(), ticket)
    return response


@door.get("/<tag>/continue")
def resume_page(consultation: str, tag: str) -> Answer:
    """Asks for the code that someone took along."""
    return _code_page(_form(_survey(consultation).version, tag), "continue")


@door.post("/<tag>/continue")
def resume(consultation: str, tag: str) -> Answer:
    """Opens the draft that waits under a code."""
    survey = _survey(consultation)
    form = _form(survey.version, tag)
    _check_token(request.cookies.get(cookies.door_cookie(), ""))
    _spend_code()
    code = sealing.plain_digits(request.form.get("code", ""))
    if not sealing.is_resume_code(code):
        return _code_page(form, "continue", "mistyped")
    try:
        draft = answering.resume(_keys(), code, survey.id, current_app.config["DRAFT_DAYS"])
    except DraftGone:
        return _code_page(form, "continue", "unknown")
    way = journey.way(answering.published(draft.version).instrument, draft)
    response = _go(survey, tag, way.position)
    cookies.give(response, cookies.draft_cookie(survey.id), draft.secret)  # type: ignore[arg-type]
    return response


@door.get("/<tag>/take-back")
def take_back_page(consultation: str, tag: str) -> Answer:
    """Asks for the withdrawal code."""
    return _code_page(_form(_survey(consultation).version, tag), "take-back")


@door.post("/<tag>/take-back")
def take_back(consultation: str, tag: str) -> Answer:
    """Withdraws a response: it is deleted, without anyone knowing whose it was."""
    survey = _survey(consultation)
    form = _form(survey.version, tag)
    _check_token(request.cookies.get(cookies.door_cookie(), ""))
    _spend_code()
    if not answering.withdraw_response(_keys(), _folder(), survey, request.form.get("code", "")):
        return _code_page(form, "take-back", "unknown", days=form.instrument.retention.withdrawal_days)
    g.erased = True
    return _page(form, "taken-back", here="")


# --- leaving a shared device


@door.get("/<tag>/next-person")
def next_person_page(consultation: str, tag: str) -> Answer:
    """Says what is lost, and asks once."""
    survey = _survey(consultation)
    return _page(_form(survey.version, tag), "next-person", here="next-person", token=_token(_secret(survey)))


@door.post("/<tag>/next-person")
def next_person(consultation: str, tag: str) -> Answer:
    """Ends everything of this person in this browser and on the server."""
    survey = _survey(consultation)
    _check_token(_secret(survey))
    if _secret(survey):
        answering.forget(_keys(), _secret(survey))
    response = redirect(url_for("respond.entry", consultation=survey.id), 303)
    cookies.take_all(response)  # type: ignore[arg-type]
    return response


@door.get("/<tag>/leave")
def leave(consultation: str, tag: str) -> Answer:
    """Quick exit: cookies gone, and off to a page about the weather. The browser's history is not erased."""
    response = redirect(current_app.config["QUICK_EXIT_ADDRESS"], 303)
    cookies.take_all(response)  # type: ignore[arg-type]
    return response
