"""One instrument as it stands: its pages, its languages, what publishing it would change, and publishing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consult.actions import copying, proposing, publishing, transaction
from consult.actions.left_by_import import left_by_import
from consult.actions.proposing import Proposal
from consult.actions.publishing import Checked
from consult.actions.refusal import Refused
from consult.instrument.changes import Change, Effect, Kind
from consult.instrument.definition import Instrument
from consult.instrument.problems import InstrumentProblems, Problem
from consult.instrument.size import size_of
from consult.instrument.word_diff import Piece, word_diff
from consult.web.interface import _
from consult.web.staff import import_sentences
from consult.web.staff.blueprint import staff
from consult.web.staff.display import language_names
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.problem_sentences import problem_sentence
from consult.web.staff.sentences import done, refusal
from consult.web.staff.translations import lines_of, words
from consult.web.staff.walking import checked_or_404, steps
from consult.web.staff.wording_sentences import effects, kinds, text_name


@dataclass(frozen=True)
class Told:
    """One change as the page tells it. about: what it is about, in the words of the instrument."""

    what: str
    about: str
    key: str
    pieces: tuple[Piece, ...] = ()


@staff.get("/instruments/of/<report>/<name>")
def instrument(report: str, name: str) -> ResponseReturnValue:
    """What it asks, where it can be changed and seen, and how far it is from what is published."""
    read = checked_or_404(report, name)
    return render_template(
        "staff/instrument.html",
        **_common(read),
        size=size_of(read.instrument) if read.instrument else None,
        walk=steps(read.instrument) if read.instrument else [],
        is_own=read.path in publishing.own_files(folder()),
        is_copy=publishing.seed_of(read.path).is_file(),
        is_newer=bool(copying.behind(read.path, read.instrument.blocks if read.instrument else (), folder())),
        warnings=[problem_sentence(one) for one in read.problems if one.warning],
        said=done(request.args.get("done")),
    )


@staff.get("/instruments/of/<report>/<name>/publish")
def proposed_version(report: str, name: str) -> ResponseReturnValue:
    """What publishing would change, and what that does to comparing answers."""
    return _proposed(checked_or_404(report, name))


@staff.post("/instruments/of/<report>/<name>/publish")
def publish_instrument(report: str, name: str) -> ResponseReturnValue:
    """Makes the version that was looked at an immutable one."""
    read = checked_or_404(report, name)
    try:
        proposing.publish_seen(read, request.form.get("seen", ""), g.member.id, folder())
    except Refused as refused:
        transaction.rollback()
        return _proposed(read, [refusal(refused)])
    except InstrumentProblems:
        transaction.rollback()
        return _proposed(read)  # which tells the same of what is fielded
    return redirect(url_for("staff.instrument", report=report, name=name, done="instrument-published"))


@staff.post("/instruments/of/<report>/<name>/renew")
def renew_instrument(report: str, name: str) -> ResponseReturnValue:
    """Takes over what ships now, with the words that were changed here."""
    read = checked_or_404(report, name)
    begin_changes()
    try:
        copying.renew(f"{report}/{name}", folder(), g.member.id)
    except Refused as refused:
        transaction.rollback()
        return _proposed(read, [refusal(refused)])
    return redirect(url_for("staff.instrument", report=report, name=name, done="wording-renewed"))


def _proposed(read: Checked, refused: list[str] | None = None) -> ResponseReturnValue:
    return render_template(
        "staff/publish_instrument.html",
        **_common(read),
        to_do=[import_sentences.told(remark) for remark in left_by_import(read, folder())],
        refused=refused or [],
        said=done(request.args.get("done")),
    )


def _common(read: Checked) -> dict[str, object]:
    proposal = proposing.proposal(read)
    return {
        "checked": read,
        "instrument": read.instrument,
        "key": (read.path.parent.name, read.path.stem),
        "proposal": proposal,
        "told": _told(proposal) if proposal else {},
        "translated": _translated(proposal) if proposal else {},
        "effects": effects(),
        "errors": [(_where(problem), problem_sentence(problem)) for problem in read.errors],
        "stopped_by": [(_where(one), problem_sentence(one)) for one in proposal.problems] if proposal else [],
        "lines": lines_of(read),
        **words(),
    }


def _told(proposal: Proposal) -> Mapping[Effect, list[Told]]:
    """The changes of the source, by what they do to comparing answers; the worst first."""
    told: dict[Effect, list[Told]] = {effect: [] for effect in effects()}
    for change in proposal.changes:
        if change.kind is not Kind.TRANSLATION_CHANGED:
            told[change.effect].append(_one(proposal.version.instrument, change))
    return {effect: lines for effect, lines in told.items() if lines}


def _one(instrument: Instrument, change: Change) -> Told:
    is_text = change.kind is Kind.REWORDED
    about = text_name(change.subject) if is_text else _label(instrument, change.subject)
    if change.kind is Kind.TRANSLATION_STATE:  # the page shows beside it how far each language is
        return Told(kinds()[change.kind], language_names()[change.subject], change.subject)
    return Told(kinds()[change.kind], about, change.subject, word_diff(change.before, change.after))


def _label(instrument: Instrument, subject: str) -> str:
    question = instrument.questions.get(subject)
    return question.label if question else ""


def _translated(proposal: Proposal) -> Mapping[str, int]:
    """How many translations read otherwise, by language."""
    counted: dict[str, int] = {}
    for change in proposal.changes:
        if change.kind is Kind.TRANSLATION_CHANGED:
            tag = change.subject.partition("/")[0]
            counted[tag] = counted.get(tag, 0) + 1
    return counted


def _where(problem: Problem) -> str:
    """The place of a problem as who has no files reads it: a line of the instrument, or of its texts in a language."""
    if not problem.line:
        return ""
    file = PurePath(problem.file)
    if file.suffix != ".po":
        return _("regel %(line)s", line=problem.line)
    language = language_names().get(file.parts[-3], file.parts[-3])
    return _("%(language)s, regel %(line)s", language=language, line=problem.line)
