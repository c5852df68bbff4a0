"""Leaving a shared device: nothing of one person is left for the next."""

from flask import current_app, redirect, url_for

from consult.actions import answering
from consult.web.respond import cookies
from consult.web.respond.visit import (
    Answer,
    check_token,
    door,
    form_around,
    keys,
    secret_of,
    show,
    survey_at,
    ticket_shown,
    token,
    with_ticket,
)


@door.get("/<tag>/next-person")
def next_person_page(consultation: str, tag: str) -> Answer:
    """Says what is lost, and asks once."""
    survey = survey_at(consultation)
    form = form_around(survey, tag)
    return with_ticket(lambda ticket: show(form, "next-person", here="next-person", token=token(ticket)))


@door.post("/<tag>/next-person")
def next_person(consultation: str, tag: str) -> Answer:
    """Ends everything of this person in this browser and on the server."""
    survey = survey_at(consultation)
    check_token(ticket_shown())
    if secret_of(survey):
        answering.forget(keys(), secret_of(survey), survey.id)
    response = redirect(url_for("respond.entry", consultation=survey.id), 303)
    cookies.take_all(response)
    return response


@door.get("/<tag>/leave")
def leave(consultation: str, tag: str) -> Answer:
    """Quick exit: cookies gone, and off to a page about the weather. The browser's history is not erased."""
    response = redirect(current_app.config["QUICK_EXIT_ADDRESS"], 303)
    cookies.take_all(response)
    return response
