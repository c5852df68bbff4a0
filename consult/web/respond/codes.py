"""Codes that people take along: one to continue, one to withdraw."""

from flask import request

from consult.actions import answering
from consult.actions.answering import DraftGone
from consult.response import sealing
from consult.web.protection import erase_after_commit
from consult.web.respond import cookies, journey
from consult.web.respond.compiling import Form
from consult.web.respond.visit import (
    Answer,
    check_token,
    door,
    draft_days,
    folder,
    form_around,
    go,
    keys,
    show,
    show_once,
    spend_code,
    survey_at,
    ticket_shown,
    token,
    with_ticket,
)


@door.get("/<tag>/continue-later")
def later(consultation: str, tag: str) -> Answer:
    """The code to continue with: once."""
    return show_once(survey_at(consultation), tag, "later", "later")


def _code_page(form: Form, template: str, problem: str = "", **context: object) -> Answer:
    typed = request.form.get("code", "")[:40]
    return with_ticket(
        lambda ticket: show(
            form, template, **context, token=token(ticket), problem=problem, typed=typed, here=template
        )
    )


@door.get("/<tag>/continue")
def resume_page(consultation: str, tag: str) -> Answer:
    """Asks for the code that someone took along."""
    return _code_page(form_around(survey_at(consultation), tag), "continue")


@door.post("/<tag>/continue")
def resume(consultation: str, tag: str) -> Answer:
    """Opens the draft that waits under a code."""
    survey = survey_at(consultation)
    form = form_around(survey, tag)
    check_token(ticket_shown())
    spend_code(consultation)
    code = sealing.plain_digits(request.form.get("code", ""))
    if not sealing.is_resume_code(code):
        return _code_page(form, "continue", "mistyped")
    try:
        draft = answering.resume(keys(), code, survey.id, draft_days())
    except DraftGone:
        return _code_page(form, "continue", "unknown")
    way = journey.way(answering.asked_in(draft.version, draft.mode).instrument, draft)
    response = go(survey, tag, way.position)
    cookies.give(response, cookies.draft_cookie(survey.id), draft.secret)
    return response


@door.get("/<tag>/take-back")
def take_back_page(consultation: str, tag: str) -> Answer:
    """Asks for the withdrawal code."""
    return _code_page(form_around(survey_at(consultation), tag), "take-back")


@door.post("/<tag>/take-back")
def take_back(consultation: str, tag: str) -> Answer:
    """Withdraws a response: it is deleted, without anyone knowing whose it was."""
    survey = survey_at(consultation)
    form = form_around(survey, tag)
    check_token(ticket_shown())
    spend_code(consultation)
    if not answering.withdraw_response(keys(), folder(), survey, request.form.get("code", "")):
        return _code_page(form, "take-back", "unknown", days=form.instrument.retention.withdrawal_days)
    erase_after_commit()
    return show(form, "taken-back")
