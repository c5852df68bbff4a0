"""Side by side: the source, what a translator is told, the translation, and how it looks on a telephone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import accounts, transaction, translating
from consult.actions.accounts import MACHINE
from consult.actions.interface_texts import OfInterface
from consult.actions.refusal import Refused
from consult.actions.translating import NotTranslated, Typed, Work
from consult.instrument.catalogue import fingerprint
from consult.instrument.sections import Section
from consult.instrument.sentences import Place
from consult.instrument.standing import Standing
from consult.instrument.translated import State
from consult.web.interface import _
from consult.web.protection import allow_style, be_shown_in_a_page_of_ours, show_a_page_of_ours
from consult.web.respond import compiling
from consult.web.respond.paper import paper_style_digest
from consult.web.staff import previewing_sentences, walking
from consult.web.staff.blueprint import staff
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.sentences import done, refusal
from consult.web.staff.translation_sentences import flaw
from consult.web.staff.translations import address_of, known_as, words

_ON_A_PAGE = 15  # texts; more make a page that nobody sees the end of


@dataclass(frozen=True)
class Pair:
    """A text with its source as the page shows them.

    typed: what stands in the field; was: the fingerprint of what it would replace; meanwhile: what someone else wrote
    since the page was opened.
    """

    text: Standing
    typed: str
    was: str
    faults: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    meanwhile: str = ""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which texts are shown: of a section and a state, or all; start: how many were shown before these."""

    section: str = ""
    state: str = ""
    start: int = 0

    def shows(self, text: Standing) -> bool:
        """Whether a text is among those asked for."""
        return self.section in ("", text.section.value) and self.state in ("", text.state.value)


@staff.get("/translations/<report>/<name>/<tag>")
def translate(report: str, name: str, tag: str) -> ResponseReturnValue:
    """The texts of one language beside their source."""
    return _page(_work_or_404(report, name, tag))


@staff.post("/translations/<report>/<name>/<tag>")
def change_translation(report: str, name: str, tag: str) -> ResponseReturnValue:
    """Saves what was typed, or says of one text that it was read, will not do, or still fits."""
    begin_changes()
    work = _work_or_404(report, name, tag)
    typed = _typed(work)
    move, _colon, key = request.form.get("go", "save").partition(":")
    try:
        act = _do(work, typed, move, key)
    except Refused as refused:
        transaction.rollback()
        at = key or str(refused.figures.get("key", ""))
        return _page(work, typed, {at: [refusal(refused)]})
    if not isinstance(act, str):
        return _page(work, typed, act)
    work = _work_or_404(report, name, tag)
    unsaved = {one: new for one, new in typed.items() if one != key and new.text != work.text(one).text}
    if key and unsaved:  # what else was typed is not thrown away by a button of one text
        return _page(work, unsaved, said=done(act))
    return redirect(_back(report, name, tag, act, key))


def _back(report: str, name: str, tag: str, act: str, key: str) -> str:
    """The same texts again, at the one that was worked on."""
    at = _sieve()
    address = url_for(
        "staff.translate",
        report=report,
        name=name,
        tag=tag,
        section=at.section,
        state=at.state,
        start=at.start,
        done=act,
    )
    return f"{address}#{_anchor(key)}" if key else address


def _do(work: Work, fields: Mapping[str, Typed], move: str, key: str) -> str | Mapping[str, list[str]]:
    """Does what the pressed button says: the act that was done, or what is wrong with the texts, by key."""
    if move == "save":
        typed = {one: new for one, new in fields.items() if key in ("", one)}
        wrong = translating.write(work, typed, g.member.id)
        return {one: [flaw(found) for found in flaws] for one, flaws in wrong.items()} or "translation-saved"
    if key in fields and fields[key].text != work.text(key).text:
        raise Refused("translation_not_saved")
    reason = request.form.get(f"reason/{key}", "")
    if move == "accept":
        translating.accept(work, key, g.member.id)
        return "translation-accepted"
    if move == "send-back":
        translating.send_back(work, key, reason, g.member.id)
        return "translation-sent-back"
    if move == "same":
        translating.keep_meaning(work, key, reason, g.member.id)
        return "translation-kept"
    return abort(400)


def _typed(work: Work) -> dict[str, Typed]:
    """What stood in the fields. A browser ends lines in two characters; a text here ends them in one."""
    fields = {
        name.removeprefix("text/"): value for name, value in request.form.items() if name.startswith("text/")
    }
    return {
        key: Typed(
            work.texts[key].fitted(value.replace("\r\n", "\n").strip()), request.form.get(f"was/{key}", "")
        )
        for key, value in fields.items()
        if key in work.texts
    }


def _work_or_404(report: str, name: str, tag: str) -> Work:
    try:
        return translating.opened(known_as(report, name), tag, folder())
    except NotTranslated:
        return abort(404)


def _sieve() -> Sieve:
    section, state, start = (request.args.get(key, "") for key in ("section", "state", "start"))
    return Sieve(
        section if section in [*Section, *Place] else "",
        state if state in list(State) else "",
        int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 0,
    )


def _page(
    work: Work,
    typed: Mapping[str, Typed] | None = None,
    wrong: Mapping[str, list[str]] | None = None,
    said: str = "",
) -> ResponseReturnValue:
    """The texts that are asked for; after a form with problems those that stood in it, as they were typed."""
    show_a_page_of_ours()
    typed, wrong = typed or {}, wrong or {}
    sieve = _sieve()
    found = [text for text in work.texts.values() if (text.key in typed if typed else sieve.shows(text))]
    start = sieve.start if sieve.start < len(found) else 0
    shown = found if typed else found[start : start + _ON_A_PAGE]
    return render_template(
        "staff/translating.html",
        work=work,
        key=address_of(work.home.name),
        title=work.home.title or _("De pagina's rond de vragen"),
        sieve=sieve,
        parts={text.section for text in work.texts.values()},
        pairs=[_pair(work, text, typed.get(text.key), wrong.get(text.key, [])) for text in shown],
        elsewhere=[sentence for key, told in wrong.items() if key not in typed for sentence in told],
        found=len(found),
        onward=start + _ON_A_PAGE if start + _ON_A_PAGE < len(found) else 0,
        backward=max(start - _ON_A_PAGE, 0) if start else None,
        first=start + 1,
        names=accounts.names() | {MACHINE: _("een machine")},
        anchor=_anchor,
        said=said or done(request.args.get("done")),
        **words(),
    )


def _pair(work: Work, text: Standing, typed: Typed | None, wrong: list[str]) -> Pair:
    shown = typed.text if typed else text.text
    faults, doubts = text.flaws(shown, work.language)
    told = [flaw(found) for found in faults]
    now = fingerprint(text.text)
    meanwhile = text.text if typed and typed.was != now and typed.text != text.text else ""
    faults_told = list(dict.fromkeys([*wrong, *told]))
    return Pair(text, shown, now, faults_told, [flaw(found) for found in doubts], meanwhile)


def _anchor(key: str) -> str:
    return "t-" + key.replace("/", "-") if key else ""


@staff.get("/translations/<report>/<name>/<tag>/preview/")
@staff.get("/translations/<report>/<name>/<tag>/preview/<page>")
def preview_translation(report: str, name: str, tag: str, page: str = "") -> ResponseReturnValue:
    """One page as respondents will see it in this language, with the texts as they stand."""
    work = _work_or_404(report, name, tag)
    be_shown_in_a_page_of_ours()
    if isinstance(work.home, OfInterface):
        allow_style(*compiling.style_digests(), paper_style_digest())
        said = work.home.said(work.language)
        return previewing_sentences.preview(said, tag, page) if page in said.asked_for else abort(404)
    version = translating.checked_as(work.home.name, folder()).version
    if version is None or page not in {"", *version.instrument.pages_by_name}:
        abort(404)
    return walking.shown(version, tag, page)
