"""Before the first question: the language, and the consent."""

from flask import request
from markupsafe import Markup
from werkzeug.exceptions import NotFound

from consult.actions import answering, clock
from consult.actions.answering import Fielded
from consult.web.interface import _
from consult.web.respond import compiling, cookies, interviewing, journey
from consult.web.respond.compiling import Form
from consult.web.respond.interviewing import Asking
from consult.web.respond.skeleton import View
from consult.web.respond.visit import (
    Answer,
    check_token,
    door,
    draft_days,
    folder,
    form_in,
    go,
    keys,
    secret_of,
    show,
    survey_at,
    ticket_shown,
    token,
    with_ticket,
)


@door.get("/")
def entry(consultation: str) -> Answer:
    """The public address: a choice of languages, and never someone's answers."""
    survey = survey_at(consultation)
    published = answering.published(survey.version)
    offered = compiling.offered_languages(published, demo=folder().is_demonstration)
    preferred = request.accept_languages.best_match([one.tag for one in offered]) or offered[0].tag
    form = form_in(survey.version, preferred)
    ordered = sorted(offered, key=lambda one: one.tag != preferred)
    titles = {one.tag: published.wordings[one.tag].text("title") for one in offered}
    return show(form, "entry", ordered=ordered, titles=titles, tongues=())


@door.get("/<tag>/")
def consent(consultation: str, tag: str) -> Answer:
    """Who asks, why, and what happens with the answers; nothing is kept before this is agreed to."""
    survey = survey_at(consultation)
    form = _open_form(survey, tag, interviewing.asking(survey.id, keys().interview))
    if not survey.takes_new(clock.today()):
        return show(form, "closed")
    return with_ticket(lambda ticket: form.consent.fill(View(token=token(ticket), begun=_begun(survey))))


def _begun(survey: Fielded) -> Markup:
    """A word of warning where someone began on this device before: never their answers, only that these go."""
    if not secret_of(survey):
        return Markup()
    said = _(
        "Op dit toestel is iemand al begonnen. Begint u opnieuw, dan kan niemand die antwoorden hier nog openen."
    )
    return Markup('<p class="notice">{}</p>').format(said)


def _open_form(survey: Fielded, tag: str, asked: Asking) -> Form:
    """The form to begin in; a language that is not offered does not exist."""
    form = form_in(survey.version, tag, asked.mode)
    if form.language not in compiling.offered_languages(form.published, demo=folder().is_demonstration):
        raise NotFound
    return form


@door.post("/<tag>/")
def begin(consultation: str, tag: str) -> Answer:
    """Agreed: a new draft, whoever used this browser before."""
    survey = survey_at(consultation)
    asked = interviewing.asking(survey.id, keys().interview)
    form = _open_form(survey, tag, asked)
    check_token(ticket_shown())
    if request.form.get(".read") != compiling.consent_read(form.published):
        return go(
            survey, tag
        )  # another version was published while this one was read: to the consent as it is now
    draft = answering.begin(
        keys(),
        survey,
        form.instrument.consent.version,
        draft_days(),
        asked.mode,
        interpreter=asked.interpreter,
    )
    response = go(survey, tag, journey.way(form.instrument, draft).position)
    cookies.give(response, cookies.draft_cookie(survey.id), draft.secret)
    return response
