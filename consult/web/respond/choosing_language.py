"""The languages of a survey on a page of their own, where they are too many for the foot of every page."""

from flask import request
from werkzeug.exceptions import NotFound

from consult.web.respond.compiling import offered_languages
from consult.web.respond.journey import CHECK
from consult.web.respond.visit import Answer, door, draft_of, folder, form_around, form_in, show, survey_at

_ALWAYS_THERE = frozenset({"", CHECK, "continue", "take-back"})


@door.get("/<tag>/languages")
def languages(consultation: str, tag: str) -> Answer:
    """Every language as a link to the page that someone came from; what was typed there is kept already."""
    survey = survey_at(consultation)
    back = request.args.get("from", "")
    form = form_around(survey, tag) if back in _ALWAYS_THERE else form_in(draft_of(survey).version, tag)
    if back not in form.pages and back not in _ALWAYS_THERE:
        raise NotFound
    offered = offered_languages(form.published, demo=folder().is_demonstration)
    return show(form, "languages", ordered=offered, back=back, tongues=())
