"""Page by page: what was typed is kept first, then judged where the way goes on."""

from flask import redirect, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from consult.actions import answering, clock
from consult.actions.answering import Fielded
from consult.instrument.definition import Page
from consult.instrument.unfolding import unfolding
from consult.response.answer import prefilled
from consult.response.draft import Draft
from consult.response.holding import holding
from consult.response.reading import Typed
from consult.web.protection import allow_scripts
from consult.web.respond import coming, journey, telling
from consult.web.respond.compiling import Form
from consult.web.respond.cookies import Slip
from consult.web.respond.offering import Offered, orders
from consult.web.respond.skeleton import View
from consult.web.respond.visit import (
    Answer,
    address,
    check_token,
    door,
    draft_days,
    draft_of,
    form_in,
    go,
    hand_slip,
    keys,
    survey_at,
    token,
)

# PostgreSQL and JSON take no NUL, and our own holes are control characters too.
_NOBODY_TYPES = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\r\t"}


@door.get("/<tag>/<name>")
def page(consultation: str, tag: str, name: str) -> Answer:
    """One page, as far as this draft has come."""
    survey = survey_at(consultation)
    draft = draft_of(survey)
    form = form_in(draft.version, tag, draft.mode)
    if name not in form.pages:
        raise NotFound
    way = journey.way(form.instrument, draft)
    if not way.may_open(name):
        return go(survey, tag, way.position)
    return _fill(form, way, draft, name)


def _fill(
    form: Form,
    way: journey.Way,
    draft: Draft,
    name: str,
    problems: telling.Problems = (),
    notice: Markup = telling.NOTHING,
) -> str:
    view = View(
        token=token(draft.secret),
        progress=telling.progress(way, name),
        typed=_with_defaults(form, way, draft, name),
        alarm=telling.alarm(problems),
        summary=telling.summary(form, problems, way.answers.shown)
        if problems
        else notice or telling.fallen_away(form, way, name),
        errors=telling.errors_by_field(form, problems),
        unusual=frozenset(one.field for one in problems if one.kind == telling.SOFT_CHECK),
        answers=telling.Answers(form, way.answers.shown),
        asked=way.asked_on(name),
        offered=Offered(form, way, draft.typed),
        orders=orders(form.instrument.pages_by_name[name], draft.secret),
        today=way.answers.today.isoformat(),
        known=way.answers.route.known,
    )
    if unfolding(form.instrument, form.instrument.pages_by_name[name]):
        allow_scripts()
    return form.pages[name].fill(view)


def _again(
    form: Form, way: journey.Way, draft: Draft, name: str, problems: telling.Problems, came: telling.Problems
) -> str:
    """The page with its problems; where there is nothing but a question that could not be answered before, with that."""
    invitation = coming.invitation(form, came, way.answers.shown) if came else telling.NOTHING
    return _fill(form, way, draft, name, problems, invitation)


def _with_defaults(form: Form, way: journey.Way, draft: Draft, name: str) -> Typed:
    """What stands in the controls: what was typed, and what questions begin with that were not met before.

    Also one that an earlier answer brings onto a page that was left.
    """
    met = draft.met if draft.met or name not in draft.seen else way.asked_on(name)
    given: dict[str, list[str]] = {
        field: values
        for question in form.instrument.pages_by_name[name].questions
        if question.name not in met
        for field, values in prefilled(question, way.answers.route.known, way.answers.today).items()
    }
    return {**given, **draft.typed} if given else draft.typed


@door.post("/<tag>/<name>")
def keep(consultation: str, tag: str, name: str) -> Answer:
    """Keeps everything that was typed on a page, then goes where the pressed button says."""
    survey = survey_at(consultation)
    draft = draft_of(survey)
    check_token(draft.secret)
    form = form_in(draft.version, tag, draft.mode)
    if name not in form.pages:
        raise NotFound
    page = form.instrument.pages_by_name[name]
    sent = draft.with_page(page, _posted(request.form), _ready(form, page, draft))
    sent = holding(form.instrument, draft, sent, clock.today())
    return _turn(survey, form, sent, tag, name, before=draft)


def _ready(form: Form, page: Page, draft: Draft) -> frozenset[str]:
    """The questions on this screen in whose controls something stood ready."""
    ready = {one.name for one in page.questions if one.default or one.begins_with}
    return journey.way(form.instrument, draft).asked_on(page.name) & ready if ready else frozenset()


def _posted(form: MultiDict[str, str]) -> dict[str, list[str]]:
    return {field: [value.translate(_NOBODY_TYPES) for value in values] for field, values in form.lists()}


def _turn(survey: Fielded, form: Form, draft: Draft, tag: str, name: str, *, before: Draft) -> Answer:
    """Languages, back and later keep without judging; stop and next judge this page first."""
    days, asked_language = draft_days(), request.form.get(".language", "")
    if asked_language:
        answering.keep(keys(), draft, days)
        form_in(draft.version, asked_language, draft.mode)
        return go(survey, asked_language, name)
    direction = request.form.get(".go", "next")
    if direction == "languages":
        answering.keep(keys(), draft, days)
        return redirect(f"{address(survey, tag, 'languages')}?from={name}", 303)
    if direction == "later":
        return _to_later(survey, draft, tag)
    way = journey.way(form.instrument, draft)
    if direction == "back":
        draft = journey.gone_back(form.instrument, way, name)
        answering.keep(keys(), draft, days)
        return go(survey, tag, way.before(name) or "")
    if not way.leads_past(
        name
    ):  # another tab stopped early, or answered so that this page is not asked any more
        answering.keep(keys(), draft, days)
        return go(survey, tag, way.position)
    problems = way.problems_on(name, required=direction != "stop")
    # Who had a script saw the choices come, and may have passed over those that nobody has to pick.
    of_all = ".plain" in request.form
    problems, came = coming.apart(form, before, way, name, problems, of_all=of_all)
    if problems or (came and direction != "stop"):
        answering.keep(keys(), draft, days)
        return _again(form, way, draft, name, problems, came)
    if direction == "next" and (unusual := way.to_look_at(name)):
        draft = draft.having_told(form.instrument.questions[one.question] for one in unusual)
        answering.keep(keys(), draft, days)
        return _fill(form, way, draft, name, unusual)
    onward = way.having_left(form.instrument, name, stopped=direction == "stop")
    answering.keep(keys(), onward.draft, days)
    return go(survey, tag, onward.position if direction == "stop" else onward.after(name))


def _to_later(survey: Fielded, draft: Draft, tag: str) -> Answer:
    code = answering.wait_under_code(keys(), draft, survey.id, draft_days())
    return hand_slip(go(survey, tag, "continue-later"), survey, Slip("later", code, draft.version))
