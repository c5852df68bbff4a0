"""Everything once more, then sent: stored once, however often the button is pressed."""

from consult.actions import answering
from consult.actions.answering import DraftGone, Fielded, NotOpen
from consult.response.draft import Draft
from consult.web.respond import cookies, journey, telling
from consult.web.respond.compiling import Form
from consult.web.respond.visit import (
    Answer,
    check_token,
    door,
    draft_of,
    form_in,
    go,
    keys,
    show,
    show_once,
    survey_at,
    to_thanks,
    token,
)


@door.get("/<tag>/check-answers")
def check(consultation: str, tag: str) -> Answer:
    """Everything that was answered, before it is sent."""
    survey = survey_at(consultation)
    draft = draft_of(survey)
    form = form_in(draft.version, tag, draft.mode)
    way = journey.way(form.instrument, draft)
    if way.position != journey.CHECK:
        return go(survey, tag, way.position)
    return _show_check(form, way, draft)


def _show_check(form: Form, way: journey.Way, draft: Draft, problems: telling.Problems = ()) -> str:
    values = way.answers.shown
    # "Is there another one?" that was not ticked is how a repeat ends, and no answer that somebody owes.
    ends = {f"{repeat}_more" for repeat in form.instrument.repeats}
    lines = [
        (
            "" if question.read_only else name,
            telling.question_label(form, question, values),
            telling.answer_labels(form, question, values),
        )
        for name, question in way.shown()
        if question.name in values or question.said_as not in ends
    ]
    summary = telling.summary(form, problems, values, pages=way.pages_of(problems)) if problems else ""
    return show(form, "check", lines=lines, token=token(draft.secret), here=journey.CHECK, summary=summary)


@door.post("/<tag>/check-answers")
def send(consultation: str, tag: str) -> Answer:
    """Sends: stored once, however often the button is pressed."""
    survey = survey_at(consultation)
    draft = draft_of(survey)
    check_token(draft.secret)
    form = form_in(draft.version, tag, draft.mode)
    way = journey.way(form.instrument, draft)
    if way.position != journey.CHECK:
        return go(survey, tag, way.position)
    if problems := way.problems():
        return _show_check(form, way, draft, problems)
    return to_thanks(survey, tag, answering.submit_response(keys(), survey, draft, tag), draft.version)


@door.get("/<tag>/thank-you")
def thanks(consultation: str, tag: str) -> Answer:
    """Thanks, and the withdrawal code: once. Who has not sent yet is told of no sending, but led to where they were."""
    survey = survey_at(consultation)
    return _not_sent_yet(survey, tag) or show_once(survey, tag, "sent", "thanks")


def _not_sent_yet(survey: Fielded, tag: str) -> Answer | None:
    """The page that is due of a draft in this browser; None without one, also when it is not known if there was."""
    if cookies.read_slip(survey.id, keys().slip):
        return None
    try:
        draft = draft_of(survey)
    except (DraftGone, NotOpen):
        return None
    form = form_in(draft.version, tag, draft.mode)
    return go(survey, tag, journey.way(form.instrument, draft).position)
