"""A page as a respondent will see it, of a version that nobody published yet: every question, in one state."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from markupsafe import Markup

from consult.actions import clock
from consult.instrument.additions import Mode
from consult.instrument.definition import Choice, Page, Question, Type
from consult.instrument.in_mode import in_mode
from consult.instrument.languages import LANGUAGES
from consult.instrument.routing import Values, route
from consult.instrument.version import PublishedInstrument
from consult.response.reading import Problem
from consult.web.interface import _
from consult.web.respond import telling
from consult.web.respond.compiling import Form, unpublished_form
from consult.web.respond.media import Address, published_at
from consult.web.respond.offering import Offered
from consult.web.respond.skeleton import View

_LONG = 5001  # characters, in the example of a text that is too long


class State(StrEnum):
    """How a page can stand before someone."""

    FIRST_SEEN = "first-seen"
    WITH_PROBLEM = "with-problem"


def preview(
    published: PublishedInstrument,
    tag: str,
    name: str,
    state: State = State.FIRST_SEEN,
    *,
    mode: Mode = Mode.WEB,
    address: Address = published_at,
) -> str:
    """One page as `mode` asks it; `name` empty: what they agree to. From here on the request speaks the language.

    address: where what it shows is served. Nothing is filled in and every question is shown, also those that routing would pass over; the title raises no alarm,
    since nobody made the mistake. Raises KeyError for a page that is not there.
    """
    form = unpublished_form(in_mode(published, mode), LANGUAGES[tag], mode, address)
    if not name:
        return form.consent.fill(View())
    page = form.instrument.pages_by_name[name]
    return filled_with(form, page, tuple(_examples(page)) if state is State.WITH_PROBLEM else ())


def filled_with(form: Form, page: Page, problems: tuple[Problem, ...]) -> str:
    """A page on which nothing is filled in, or these problems are told of."""
    view = View(
        progress=_progress(form, page),
        summary=telling.summary(form, problems, {}) if problems else telling.NOTHING,
        errors=telling.errors_by_field(form, problems),
        asked=frozenset(form.instrument.questions),
        offered=_All(form),
    )
    return form.pages[page.name].fill(view)


def has_problems(page: Page) -> bool:
    """Whether something can be wrong with what someone answers on a page."""
    return any(True for _problem in _examples(page))


def _progress(form: Form, page: Page) -> Markup:
    """As someone reads it who answered nothing yet; a page that hangs on an answer is one more on that way."""
    way = {one.name for one in route(form.instrument, {}, clock.today()).pages} | {page.name}
    pages = [one for one in form.instrument.pages if one.name in way]
    asking = [one for one in pages if any(question.asks for question in one.questions)]
    passed = [one for one in pages[: pages.index(page) + 1] if one in asking]
    number = max(1, len(passed))
    return telling.say(_("Vraag %(number)s van ongeveer %(of)s"), number=number, of=max(number, len(asking)))


class _All(Offered):
    """Every choice, also those that hang on an answer that nobody gave yet."""

    def __init__(self, form: Form) -> None:
        self._form, self._typed = form, {}
        self._wording = form.published.wordings[form.language.tag]

    def _choices(self, question: Question) -> tuple[Sequence[Choice], frozenset[str]]:
        return question.choices, frozenset()

    def _known(self) -> Values:
        """Nobody answered anything."""
        return {}


# --- an example of what can be wrong with each question

_NOT_READ = {
    Type.INTEGER: "not_a_number",
    Type.DECIMAL: "not_a_decimal",
    Type.DATE: "not_a_date",
    Type.TIME: "not_a_time",
    Type.TEXT: "too_long",
}


def _examples(page: Page) -> Iterator[Problem]:
    for question in page.questions:
        if question.asks and (kind := _kind(question)):
            field = question.row_variables[0] if question.type in (Type.MATRIX, Type.RANK) else question.name
            yield Problem(kind, question.name, field, _limits(question))


def _kind(question: Question) -> str:
    """What most often goes wrong: nothing answered, else what the author forbids, else what is no such value."""
    if question.required or question.required_when:
        return "required"
    if question.constraint:
        return "constraint"
    if question.span:
        return "out_of_range"
    return _NOT_READ.get(question.type, "")


def _limits(question: Question) -> dict[str, int | str]:
    limits: dict[str, int | str] = {"length": _LONG, "limit": _LONG - 1}
    if question.span:
        limits |= {"least": str(question.span.start), "most": str(question.span.end)}
    return limits
