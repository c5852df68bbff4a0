"""Other words for a page of an instrument, in a form beside the telephone that shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import rewording, transaction, translating
from consult.actions.refusal import Refused
from consult.actions.rewording import Manuscript, NotReworded, Outcome, Wish
from consult.actions.translating import Typed
from consult.instrument.definition import Instrument
from consult.instrument.problems import InstrumentProblems
from consult.instrument.source.adding_words import may_be_left_out
from consult.instrument.standing import Flaw
from consult.instrument.translated import State
from consult.instrument.version import canonical, from_canonical
from consult.web.protection import be_shown_in_a_page_of_ours, show_a_page_of_ours
from consult.web.staff.blueprint import staff
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.sentences import done, refusal
from consult.web.staff.walking import Step, shown, steps
from consult.web.staff.wording_lines import groups, in_order, long_list, said, sharing, unchangeable, window


@dataclass(frozen=True)
class Posted:
    """What stood in the form."""

    typed: Mapping[str, Typed]
    same: bool = False
    because: str = ""
    on_purpose: frozenset[str] = frozenset()
    everywhere: bool = False

    @property
    def wish(self) -> Wish:
        """What is asked for. Raises Refused when the meaning is said to be the same and nobody says why."""
        if self.same and not self.because:
            raise Refused("translation_no_reason")
        return Wish(self.typed, self.because if self.same else "", self.on_purpose, self.everywhere)


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
    return redirect(_here(report, name, page, _act(outcome)))


def _here(report: str, name: str, page: str, act: str) -> str:
    """The page again, with the part of a long list that was looked at."""
    here = window()
    find, start = here.find or None, here.start or None
    return url_for("staff.reword", report=report, name=name, page=page, done=act, find=find, start=start)


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
        if one.text and (key in manuscript.words or key in manuscript.gaps):
            texts[key] = {**texts.get(key, {"state": State.REVIEWED.value}), "text": one.text}
        elif not one.text and may_be_left_out(key):
            texts.pop(key, None)
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
    return Posted(typed, "same" in request.form, because, ticked, "everywhere" in request.form)


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
    instrument, wrong, here = manuscript.instrument, wrong or {}, window()
    if page not in {"", *instrument.as_written.pages_by_name}:
        abort(404)
    found, is_long = long_list(manuscript, page, here.find)
    # After a problem every text that stood in the form stands in it again.
    part = [key for key in found if key in posted.typed] if posted.typed else here.part(found)
    keys = [*in_order(instrument, page), *(("", key) for key in part)]
    fields = groups(manuscript, keys, posted.typed, posted.on_purpose, wrong)
    lines = [line for group in fields for line in (*group.lines, *group.new)]
    walk = steps(instrument)
    names = list(dict.fromkeys(["", *(one.written for one in walk)]))
    at = names.index(page) if page in names else 0
    shown_keys = {line.key for line in lines}
    show_a_page_of_ours()
    return render_template(
        "staff/reword.html",
        instrument=instrument,
        own=manuscript.own,
        key=instrument.name.split("/"),
        page=page,
        walk=_pages(instrument),
        groups=fields,
        wrong=[line for line in lines if line.wrong],
        sharing=sharing(manuscript, lines),
        unchangeable=unchangeable(manuscript, page),
        window=here,
        is_long=is_long,
        found=found,
        posted=posted,
        elsewhere=[said(one) for key, told in wrong.items() if key not in shown_keys for one in told],
        backward=names[at - 1] if at else None,
        onward=names[at + 1] if at + 1 < len(names) else "",
        preview=next((one.name for one in walk if one.written == page), ""),
        said=done(request.args.get("done")),
    )


def _pages(instrument: Instrument) -> list[Step]:
    return [one for one in steps(instrument) if one.written]
