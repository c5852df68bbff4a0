"""Notes of a consultation: taken in, shown with the theme x session grid, taken out again."""

from flask import abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import CombinedMultiDict, FileStorage
from wtforms import BooleanField, FileField, StringField, TextAreaField

from consult.actions import accounts
from consult.actions.consultations import Consultation
from consult.actions.notes import grid, noted, quotes
from consult.actions.notes.noted import Incoming, Source
from consult.actions.notes.themes import MOST_LABEL, add_theme, themes
from consult.evidence.sources import SourceRefused
from consult.web.interface import _
from consult.web.protection import erase_after_commit
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import consultation_or_404
from consult.web.staff.display import day, language_names
from consult.web.staff.fields import Line, Most, Needed, OneOf, StaffForm
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.note_sentences import remark_sentence
from consult.web.staff.sentences import done

_MEGABYTE = 1_048_576


class SourceForm(StaffForm):
    """Notes and what they are: pasted, or in a file."""

    title = Line("", [Needed(), Most(120)])
    language = OneOf("", default="nl")
    session = OneOf("")
    file = FileField("")
    text = TextAreaField("")
    quoting = BooleanField("")
    revises = StringField("")

    @property
    def upload(self) -> FileStorage | None:
        """The file, when there is one; a form that is shown again has lost it."""
        chosen = self.file.data
        return chosen if isinstance(chosen, FileStorage) and chosen.filename else None

    def validate(self, extra_validators: object = None) -> bool:
        """There is a text or a file, and not both: which one counts would be a guess."""
        valid = super().validate()
        pasted = bool((self.text.data or "").strip())
        if pasted == bool(self.upload):
            both = _("Kies een bestand of plak een tekst, niet allebei.")
            self.blame(both if pasted else _("Kies een bestand of plak een tekst."), "file")
            return False
        return valid

    def incoming(self) -> Incoming:
        """What the form says, once it is valid."""
        most = current_app.config["MAX_UPLOAD_BYTES"]
        content = self.upload.read(most + 1) if self.upload else self.text.data or ""
        return Incoming(
            title=self.title.data or "",
            language=self.language.data,
            content=content,
            session=self.session.data or "",
            quoting=bool(self.quoting.data),
            revises=self.revises.data or "",
        )


class ThemeForm(StaffForm):
    """A theme of our own."""

    label = Line("", [Needed(), Most(MOST_LABEL)])


@staff.get("/consultations/<consultation_id>/notes")
def notes_of_consultation(consultation_id: str) -> ResponseReturnValue:
    """Its sources, and its grid."""
    row = consultation_or_404(consultation_id)
    noted.check_has_notes(row)
    return _page(row, ThemeForm())


@staff.route("/consultations/<consultation_id>/notes/new", methods=["GET", "POST"])
def add_source(consultation_id: str) -> ResponseReturnValue:
    """Asks for notes and what they are; nothing of them is stored when something is wrong."""
    row = consultation_or_404(consultation_id)
    noted.check_takes_notes(row)
    form = _form(row)
    if request.method == "POST" and form.validate():
        try:
            with form.showing_refusals():
                made = noted.add_source(row, form.incoming(), by=g.member.id, begin=begin_changes)
                return _to_source(row, made, "source-added")
        except SourceRefused as refused:
            for problem in refused.problems:
                form.blame(remark_sentence(problem), "file" if form.upload else "text")
    most = current_app.config["MAX_UPLOAD_BYTES"] // _MEGABYTE
    return render_template("staff/source_form.html", form=form, row=row, most=most)


@staff.post("/consultations/<consultation_id>/notes/themes")
def add_note_theme(consultation_id: str) -> ResponseReturnValue:
    """Adds a theme to those of the guide."""
    row = consultation_or_404(consultation_id)
    noted.check_takes_notes(row)
    form = ThemeForm(request.form)
    if form.validate():
        with form.showing_refusals("label"):
            add_theme(row, form.label.data or "", by=g.member.id)
            return _back(row, "theme-added", "grid")
    return _page(row, form)


@staff.post("/consultations/<consultation_id>/notes/<source_id>/quoting")
def note_quoting(consultation_id: str, source_id: str) -> ResponseReturnValue:
    """Notes whether the people agreed to be quoted."""
    row, source = source_or_404(consultation_id, source_id)
    agreed = request.form.get("agreed") == "yes"
    noted.note_quoting(row, source, agreed=agreed, by=g.member.id)
    if not agreed:
        erase_after_commit()
    return _to_source(row, source, "quoting-noted" if agreed else "quoting-taken-back")


@staff.route("/consultations/<consultation_id>/notes/<source_id>/withdraw", methods=["GET", "POST"])
def withdraw_source(consultation_id: str, source_id: str) -> ResponseReturnValue:
    """Says what is lost, then takes the notes out."""
    row, source = source_or_404(consultation_id, source_id)
    if request.method == "POST":
        noted.withdraw_source(row, source, folder(), by=g.member.id)
        erase_after_commit()
        return _back(row, "source-withdrawn")
    return render_template("staff/withdraw_source.html", row=row, source=source)


def source_or_404(consultation_id: str, source_id: str) -> tuple[Consultation, Source]:
    """A consultation and a source of it, or the page that says there is none."""
    row = consultation_or_404(consultation_id)
    source = noted.source(source_id)
    return (row, source) if source is not None and source.consultation_id == row.id else abort(404)


def session_days(row: Consultation) -> dict[str, str]:
    """What each session is called on these pages: its day; two on one day are told apart by a number."""
    days: dict[str, list[str]] = {}
    for one in row.sessions:
        days.setdefault(day(one.day), []).append(one.id)
    return {
        id_: f"{said} ({number})" if len(ids) > 1 else said
        for said, ids in days.items()
        for number, id_ in enumerate(ids, start=1)
    }


def _page(row: Consultation, form: ThemeForm) -> str:
    sources = noted.sources(row)
    marked = [one.theme for source in sources for one in source.highlights]
    return render_template(
        "staff/notes.html",
        row=row,
        sources=sources,
        days=session_days(row),
        themes=themes(row),
        cells=grid.cells(row),
        marked={theme: marked.count(theme) for theme in marked},
        quotes=quotes.quotes(row),
        names=accounts.names(),
        form=form,
        said=done(request.args.get("done")),
    )


def _form(row: Consultation) -> SourceForm:
    asked = {"revises": request.args.get("revises", ""), "session": request.args.get("session", "")}
    if not asked["session"] and len(row.sessions) == 1:
        asked["session"] = row.sessions[0].id
    form = SourceForm(CombinedMultiDict([request.files, request.form]), data=asked)
    form.session.choices = [
        ("", _("van meer dan een sessie, of nog niet genoteerd")),
        *session_days(row).items(),
    ]
    form.language.choices = sorted(language_names().items(), key=lambda one: one[1].casefold())
    return form


def _to_source(row: Consultation, source: Source, act: str) -> ResponseReturnValue:
    return redirect(url_for("staff.source", consultation_id=row.id, source_id=source.id, done=act))


def _back(row: Consultation, act: str, anchor: str | None = None) -> ResponseReturnValue:
    address = url_for("staff.notes_of_consultation", consultation_id=row.id, done=act, _anchor=anchor)
    return redirect(address)
