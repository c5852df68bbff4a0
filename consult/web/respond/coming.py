"""Questions whose choices came up only with what was just sent: without JavaScript nobody could answer these before."""

from collections.abc import Mapping

from flask import render_template
from markupsafe import Markup

from consult.instrument.definition import Question
from consult.instrument.routing import offered
from consult.response.draft import Draft
from consult.response.reading import Problem, Value
from consult.web.respond import journey, telling
from consult.web.respond.compiling import Form
from consult.web.respond.journey import Way


def apart(
    form: Form, before: Draft, way: Way, name: str, problems: tuple[Problem, ...], *, of_all: bool
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems of a page that could be avoided, and its questions left open that could not be answered.

    before: the draft as it was when the page was shown. of_all: also of questions that nobody has to answer.
    """
    needed = {one.question for one in problems if one.kind == "required"}
    open_ = [
        one
        for one in way.left_open_on(name)
        if one.choice_filter is not None and (of_all or one.name in needed)
    ]
    if not open_:
        return problems, ()
    then = journey.way(form.instrument, before)
    came = tuple(
        Problem("required", one.name, one.name)
        for one in open_
        if _came(_choices(one, then), _choices(one, way))
    )
    return tuple(one for one in problems if one not in came), came


def _came(then: set[str], now: set[str]) -> bool:
    """Whether nothing that can be chosen now could be chosen before."""
    return bool(now) and not then & now


def _choices(question: Question, way: Way) -> set[str]:
    """The names of the choices that are offered."""
    return {one.name for one in offered(question, way.answers.route.known, today=way.answers.today)}


def invitation(form: Form, came: tuple[Problem, ...], values: Mapping[str, Value]) -> Markup:
    """The links above the heading to what can be chosen now."""
    lines = [(f"#{one.field}", telling.short_label(form, one, values)) for one in came]
    return Markup(render_template("respond/coming.html", lines=lines))  # noqa: S704
