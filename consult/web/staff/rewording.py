"""Other words for a page of an instrument, in a form beside the telephone that shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import rewording, transaction, translating
from consult.actions.refusal import Refused
from consult.actions.rewording import Manuscript, NotReworded, Outcome, Wish
from consult.actions.translating import Typed
from consult.instrument.catalogue import fingerprint
from consult.instrument.definition import Instrument, Page, Question
from consult.instrument.problems import InstrumentProblems
from consult.instrument.standing import Flaw
from consult.instrument.version import canonical, from_canonical
from consult.web.protection import be_shown_in_a_page_of_ours, show_a_page_of_ours
from consult.web.staff.blueprint import staff
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.sentences import done, refusal
from consult.web.staff.walking import Step, shown, steps
from consult.web.staff.wording_sentences import flaw, text_name

# More choices than these are a table, which is changed in the file.
_MOST_CHOICES = 60
_OF_QUESTION = ("label", "hint", "guidance_hint", "required_message", "constraint_message")


@dataclass(frozen=True)
class Line:
    """One text with its field. was: the fingerprint of what it would replace; meanwhile: what someone else wrote there.

    on_purpose: a box to tick that numbers or placeholders are meant to differ: None when nothing asks for it.
    """

    key: str
    name: str
    now: str
    typed: str
    was: str
    wrong: list[str] = field(default_factory=list)
    meanwhile: str = ""
    on_purpose: bool | None = None


@dataclass(frozen=True)
class Posted:
    """What stood in the form."""

    typed: Mapping[str, Typed]
    same: bool = False
    because: str = ""
    on_purpose: frozenset[str] = frozenset()

    @property
    def wish(self) -> Wish:
        """What is asked for. Raises Refused when the meaning is said to be the same and nobody says why."""
        if self.same and not self.because:
            raise Refused("translation_no_reason")
        return Wish(self.typed, self.because if self.same else "", self.on_purpose)


@staff.get("/instruments/of/<report>/<name>/words/")
@staff.get("/instruments/of/<report>/<name>/words/<page>")
def reword(report: str, name: str, page: str = "") -> ResponseReturnValue:
    """The texts of one page, or those around the pages, each in a field."""
    return _page(_manuscript(report, name), page, Posted({}))


@staff.post("/instruments/of/<report>/<name>/words/")
@staff.post("/instruments/of/<report>/<name>/words/<page>")
def change_wording(report: str, name: str, page: str = "") -> ResponseReturnValue:
    """Saves the texts of a page; all of them, or none with everything that is wrong."""
    posted = _posted()
    begin_changes()
    manuscript = _manuscript(report, name)
    try:
        outcome = rewording.write(manuscript, posted.wish, folder(), g.member.id)
    except Refused as refused:
        transaction.rollback()
        key = str(refused.figures.get("key", ""))
        return _page(manuscript, page, posted, {key: [("", refusal(refused))]})
    if outcome.wrong:
        return _page(manuscript, page, posted, outcome.wrong)
    return redirect(url_for("staff.reword", report=report, name=name, page=page, done=_act(outcome)))


def _act(outcome: Outcome) -> str:
    if not outcome.changed:
        return "wording-same"
    if outcome.consent_version:
        return "wording-consent"
    return "wording-kept" if outcome.kept and not outcome.stale else "wording-changed"


@staff.post("/instruments/of/<report>/<name>/shown")
def show_wording(report: str, name: str) -> ResponseReturnValue:
    """The page as it would be with what stands in the form; nothing is written."""
    manuscript = _manuscript(report, name)
    page = next(
        (one for one in steps(manuscript.instrument) if one.written == request.form.get("page", "")), None
    )
    read = translating.checked(manuscript.path, folder())
    if page is None or read.translations is None:
        abort(404)
    document = canonical(manuscript.instrument, read.translations)
    texts = document["texts"][manuscript.instrument.source]
    for key, one in _posted().typed.items():
        if key in texts and one.text:
            texts[key] = {**texts[key], "text": one.text}
    be_shown_in_a_page_of_ours()
    return shown(from_canonical(document), manuscript.instrument.source, page.name)


def _posted() -> Posted:
    """A browser ends lines in two characters; a text here ends them in one."""
    fields = {
        name.removeprefix("text/"): value for name, value in request.form.items() if name.startswith("text/")
    }
    typed = {
        key: Typed(value.replace("\r\n", "\n").strip(), request.form.get(f"was/{key}", ""))
        for key, value in fields.items()
    }
    ticked = frozenset(name.removeprefix("purpose/") for name in request.form if name.startswith("purpose/"))
    because = " ".join(request.form.get("because", "").split())
    return Posted(typed, "same" in request.form, because, ticked)


def _manuscript(report: str, name: str) -> Manuscript:
    try:
        return rewording.opened(f"{report}/{name}", folder())
    except NotReworded:
        return _gone()
    except InstrumentProblems:
        return abort(409)


def _gone() -> NoReturn:
    abort(404)


def _page(
    manuscript: Manuscript, page: str, posted: Posted, wrong: Mapping[str, list[Flaw]] | None = None
) -> ResponseReturnValue:
    instrument, wrong = manuscript.instrument, wrong or {}
    if page not in {"", *instrument.as_written.pages_by_name}:
        abort(404)
    keys = [key for key in _keys(instrument, page) if key in manuscript.words]
    lines = [_line(manuscript, key, posted, wrong.get(key, [])) for key in keys]
    walk = steps(instrument)
    names = list(dict.fromkeys(["", *(one.written for one in walk)]))
    at = names.index(page) if page in names else 0
    show_a_page_of_ours()
    return render_template(
        "staff/reword.html",
        instrument=instrument,
        own=manuscript.own,
        key=instrument.name.split("/"),
        page=page,
        walk=_pages(instrument),
        lines=lines,
        posted=posted,
        elsewhere=[_said(found) for key, told in wrong.items() if key not in keys for found in told],
        backward=names[at - 1] if at else None,
        onward=names[at + 1] if at + 1 < len(names) else "",
        preview=next((one.name for one in walk if one.written == page), ""),
        said=done(request.args.get("done")),
    )


def _pages(instrument: Instrument) -> list[Step]:
    return [one for one in steps(instrument) if one.written]


def _line(manuscript: Manuscript, key: str, posted: Posted, wrong: list[Flaw]) -> Line:
    now, typed = manuscript.words[key], posted.typed.get(key)
    meanwhile = now if typed and typed.was != fingerprint(now) and typed.text != now else ""
    asks = any(rewording.may_be_on_purpose(found) for found in wrong) or key in posted.on_purpose
    return Line(
        key,
        text_name(key),
        now,
        typed.text if typed else now,
        fingerprint(now),
        [_said(found) for found in wrong],
        meanwhile,
        key in posted.on_purpose if asks else None,
    )


def _said(found: Flaw) -> str:
    """A sentence that is one already stands second, after nothing."""
    return flaw(found) if found[0] else found[1]


def _keys(instrument: Instrument, name: str) -> list[str]:
    """The texts that one meets on a page, in reading order; without a name those around the pages."""
    if not name:
        repeats = [key for one in instrument.repeats.values() for key in (one.label_key, one.more_key)]
        return ["title", "intro", "consent/text", "consent/agree", *repeats, "thanks"]
    page = instrument.as_written.pages_by_name[name]
    return list(dict.fromkeys(_of_page(page)))


def _of_page(page: Page) -> Iterator[str]:
    yield page.title_key
    for question in page.questions:
        yield from (question.key(property_) for property_ in _OF_QUESTION)
        yield from _of_answers(question)


def _of_answers(question: Question) -> Iterator[str]:
    yield from (question.key(f"row/{row.name}") for row in question.rows)
    if len(question.choices) <= _MOST_CHOICES:
        yield from (f"choices/{question.list_name}/{one.name}" for one in question.choices)
