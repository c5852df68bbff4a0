"""How far the languages are, and what goes to a translator and comes back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from consult.actions import publishing, translating, translating_files
from consult.actions.publishing import Checked
from consult.actions.translating import NotTranslated
from consult.actions.translating_files import OURS, THEIRS, Brought
from consult.instrument.languages import LANGUAGES, Language
from consult.instrument.problems import InstrumentProblems
from consult.instrument.sections import Counts, Section
from consult.instrument.sentences import INTERFACE, Place
from consult.instrument.translated import REVIEWED, State
from consult.instrument.translators.returned import ReturnRefused
from consult.web import interface
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.problem_sentences import placed_sentence, problem_sentence
from consult.web.staff.sentences import done
from consult.web.staff.translation_sentences import LOOKS, sections, states

_TYPES = {
    "po": "text/x-gettext-translation; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class LanguageLine:
    """One language of one instrument, with the counts of its sections."""

    language: Language
    counts: Counts

    @property
    def whole(self) -> Counter[State]:
        """The counts of all sections together."""
        return translating.in_all(self.counts)

    @property
    def to_do(self) -> int:
        """How many texts nobody reviewed."""
        return translating.to_do(self.counts)

    @property
    def read(self) -> int:
        """How many were."""
        return sum(self.whole[state] for state in REVIEWED)

    @property
    def around(self) -> int:
        """How many sentences of the pages around the questions nobody reviewed."""
        return interface.to_review("respond", self.language.tag)

    @property
    def opens(self) -> bool:
        """Whether respondents may choose it once it is published so."""
        return not self.to_do and interface.opens("respond", self.language.tag)


@dataclass(frozen=True)
class InterfaceLine:
    """One language of the pages around the questions, with the counts by where they are read."""

    language: Language
    counts: Mapping[Place, Counter[State]]

    @property
    def to_do(self) -> int:
        """How many sentences of the form nobody reviewed."""
        return interface.to_review("respond", self.language.tag)

    @property
    def opens(self) -> bool:
        """Whether instruments can open in it."""
        return interface.opens("respond", self.language.tag)


@staff.get("/translations")
def translations() -> ResponseReturnValue:
    """Every instrument with its languages, and the pages around the questions."""
    files = publishing.files(folder())
    read = {f"{path.parent.name}/{path.stem}": translating.checked(path, folder()) for path in files}
    return render_template(
        "staff/translations.html",
        instruments={name: (one.instrument, lines_of(one)) for name, one in read.items() if one.instrument},
        around=_interface_lines(),
        places=Place,
        at=dict(zip(("report", "name"), address_of(INTERFACE), strict=True)),
        said=done(request.args.get("done")),
        **words(),
    )


def _interface_lines() -> list[InterfaceLine]:
    return [
        InterfaceLine(LANGUAGES[tag], interface.completeness("respond", tag))
        for tag in interface.languages("respond")[1:]
    ]


def known_as(report: str, name: str) -> str:
    """The name of what stands at an address: of an instrument, or of the pages around the questions."""
    return INTERFACE if [report, name] == address_of(INTERFACE) else f"{report}/{name}"


def address_of(name: str) -> list[str]:
    """The two parts of its address."""
    return [INTERFACE, "respond"] if name == INTERFACE else name.split("/")


def lines_of(read: Checked) -> list[LanguageLine]:
    """The languages of an instrument, its source left out."""
    return [LanguageLine(LANGUAGES[tag], counted) for tag, counted in translating.counts(read).items()]


def words() -> Mapping[str, object]:
    """What the templates of translations say for states and sections."""
    return {"states": states(), "sections": sections(), "looks": LOOKS, "State": State}


@staff.get("/translations/<report>/<name>")
def translation_matrix(report: str, name: str) -> ResponseReturnValue:
    """One instrument, or the pages around the questions: its languages by section, with counts."""
    return _shown(report, name)


def _shown(report: str, name: str, problems: list[Markup] | None = None) -> ResponseReturnValue:
    """The matrix of what stands at this address."""
    if known_as(report, name) == INTERFACE:
        return _interface_matrix(problems)
    return _matrix(_read_or_404(report, name), problems)


def _interface_matrix(problems: list[Markup] | None) -> ResponseReturnValue:
    broken = [one for tag in interface.languages("respond")[1:] for one in interface.problems("respond", tag)]
    return render_template(
        "staff/translation_matrix.html",
        title=_("De pagina's rond de vragen"),
        key=address_of(INTERFACE),
        lines=_interface_lines(),
        shown=list(Place),
        problems=problems or [],
        errors=[placed_sentence(problem) for problem in broken],
        said=done(request.args.get("done")),
        **words(),
    )


def _read_or_404(report: str, name: str) -> Checked:
    for path in publishing.files(folder()):
        if (path.parent.name, path.stem) == (report, name):
            return translating.checked(path, folder())
    return abort(404)


def _matrix(read: Checked, problems: list[Markup] | None = None) -> ResponseReturnValue:
    if read.instrument is None:
        abort(404)
    lines = lines_of(read)
    return render_template(
        "staff/translation_matrix.html",
        title=read.instrument.title,
        instrument=read.instrument,
        key=read.instrument.name.split("/"),
        lines=lines,
        shown=[section for section in Section if any(section in line.counts for line in lines)],
        problems=problems or [],
        errors=[placed_sentence(problem) for problem in read.errors],
        said=done(request.args.get("done")),
        **words(),
    )


@staff.get("/translations/<report>/<name>/<tag>/<kind>")
def download_translation(report: str, name: str, tag: str, kind: str) -> ResponseReturnValue:
    """A file for a translator."""
    if kind not in translating_files.FORMATS:
        abort(404)
    try:
        content = translating_files.export(known_as(report, name), tag, kind, folder())
    except NotTranslated:
        abort(404)
    answer = Response(content, mimetype=_TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{report}-{name}-{tag}.{kind}"'
    return answer


@staff.post("/translations/<report>/<name>/import")
def import_translation(report: str, name: str) -> ResponseReturnValue:
    """Takes in what a translator sent back, whole or not at all."""
    uploaded = request.files.get("file")
    content = uploaded.read(current_app.config["MAX_UPLOAD_BYTES"] + 1) if uploaded else b""
    conflicts = request.form.get("conflicts", "")
    brought = Brought(
        content,
        (uploaded.filename or "")[:120] if uploaded else "",
        " ".join(request.form.get("translator", "").split())[:80],
        " ".join(request.form.get("reader", "").split())[:80],
        conflicts if conflicts in (OURS, THEIRS) else "",
    )
    begin_changes()
    try:
        translating_files.take(brought, folder(), g.member.id)
    except ReturnRefused as refused:
        return _shown(report, name, [placed_sentence(problem) for problem in refused.problems])
    return redirect(
        url_for("staff.translation_matrix", report=report, name=name, done="translations-imported")
    )


@staff.post("/translations/<report>/<name>/publish")
def publish_translated(report: str, name: str) -> ResponseReturnValue:
    """Makes an immutable version with the translations as they stand."""
    read = _read_or_404(report, name)
    if read.errors or read.instrument is None or read.translations is None:
        return _matrix(read)
    try:
        publishing.publish(read.instrument, read.translations, g.member.id, folder())
    except InstrumentProblems as refused:
        return _matrix(read, [problem_sentence(problem) for problem in refused.problems])
    return redirect(
        url_for("staff.translation_matrix", report=report, name=name, done="translation-published")
    )
