"""A workbook of someone else: what is wrong with it beside its cells, then an instrument that can be published."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from consult.actions import publishing
from consult.actions.importing import NothingToWrite, WouldReplace, write_instrument
from consult.actions.previews import forget_preview, keep_preview, previewed
from consult.apart.workbook import WorkbookRefused
from consult.instrument.definition import Method, Report
from consult.instrument.importing import imported_form
from consult.instrument.languages import LANGUAGES
from consult.instrument.xlsform.imported import Fate, Imported, Wish
from consult.instrument.xlsform.remarks import Sort
from consult.web.interface import _
from consult.web.staff import import_sentences as told
from consult.web.staff.blueprint import staff
from consult.web.staff.display import language_names, methods, reports
from consult.web.staff.fields import Line, Most, OneOf, SomeOf, StaffForm
from consult.web.staff.gate import begin_changes, folder

_MEGABYTE = 1_048_576
_SHOWN_CELLS = 200  # with their texts; a form with a list of villages has 20,000 of one kind


class WishForm(StaffForm):
    """What a workbook does not say of itself."""

    report = OneOf("")
    method = OneOf("")
    name = Line("", [Most(60)])
    source = OneOf("")
    reviewed = SomeOf("")

    def __init__(self, formdata: MultiDict[str, str] | None = None) -> None:
        super().__init__(formdata)
        names = [(tag, language_names().get(tag, tag)) for tag in LANGUAGES]
        self.report.choices = [(one.value, words) for one, words in reports().items()]
        self.method.choices = [(one.value, words) for one, words in methods().items()]
        self.source.choices = [("", _("de taal die het meest gevuld is")), *names]
        self.reviewed.choices = names

    @property
    def wish(self) -> Wish:
        """What the form says, once it is valid."""
        return Wish(
            Report(self.report.data),
            self.name.data or "",
            Method(self.method.data),
            self.source.data or "",
            frozenset(self.reviewed.data or ()),
        )


@dataclass(frozen=True)
class _Seen:
    """A workbook that was looked at, as the page that shows it needs it."""

    imported: Imported
    file: str
    checksum: str
    form: WishForm


@staff.route("/instruments/import", methods=["GET", "POST"])
def import_form() -> ResponseReturnValue:
    """Asks for a workbook; once it is sent, shows what it would become and every problem, and stores nothing."""
    if request.method == "GET":
        return _ask(WishForm())
    form = WishForm(request.form)
    uploaded = request.files.get("workbook")
    content = uploaded.read(current_app.config["MAX_UPLOAD_BYTES"] + 1) if uploaded else b""
    if not content or not form.validate():
        return _ask(form, [] if content else [_("Kies eerst een bestand.")])
    name = (uploaded.filename or "" if uploaded else "")[:120]
    try:
        imported = imported_form(content, name, form.wish)
    except WorkbookRefused as refused:
        return _ask(form, [told.refusal(refused)])
    return _show(_Seen(imported, name, keep_preview(folder(), content, g.member.id), form))


@staff.post("/instruments/import/take")
def take_import() -> ResponseReturnValue:
    """Makes an instrument of the workbook that was looked at; with other wishes it is looked at again."""
    form, checksum, name = (
        WishForm(request.form),
        request.form.get("checksum", ""),
        request.form.get("file", "")[:120],
    )
    try:
        content = previewed(folder(), checksum, g.member.id)
    except FileNotFoundError:
        return _ask(
            form, [_("Dit bestand is al overgenomen, of er ging meer dan een uur voorbij. Kies het opnieuw.")]
        )
    if not form.validate():
        return _ask(form)
    imported = imported_form(content, name, form.wish)
    seen = _Seen(imported, name, checksum, form)
    if request.form.get("go") == "again":
        return _show(seen)
    begin_changes()
    try:
        write_instrument(
            imported, publishing.own_instruments(folder()), replace=request.form.get("go") == "replace"
        )
    except NothingToWrite:
        return _show(seen, [_("Niets hiervan kan hier gevraagd worden.")])
    except WouldReplace:
        there = _("Er is al een instrument met deze naam. Geef een andere naam, of vervang het.")
        return _show(seen, [there], may_replace=True)
    forget_preview(folder(), checksum, g.member.id)
    report, _slash, own_name = imported.name.partition("/")
    return redirect(url_for("staff.instrument", report=report, name=own_name, done="imported"))


@staff.get("/instruments/own/<report>/<name>")
def own_instrument(report: str, name: str) -> ResponseReturnValue:
    """Where an imported instrument was before every instrument had a page."""
    return redirect(url_for("staff.instrument", report=report, name=name))


def _ask(form: WishForm, problems: list[str] | None = None) -> ResponseReturnValue:
    most = current_app.config["MAX_UPLOAD_BYTES"] // _MEGABYTE
    return render_template("staff/import.html", form=form, problems=problems or [], most=most)


def _show(
    seen: _Seen, problems: list[str] | None = None, *, may_replace: bool = False
) -> ResponseReturnValue:
    imported = seen.imported
    sorts = [
        (sort, title, _lines(imported, sort)) for sort, title in told.titles().items() if imported.of(sort)
    ]
    return render_template(
        "staff/import_report.html",
        seen=seen,
        imported=imported,
        fates=_counts(imported),
        sorts=sorts,
        problems=problems or [],
        may_replace=may_replace,
    )


@dataclass(frozen=True)
class _Line:
    """One remark on the page. cells: each with what it says, the first one first; places: of those that come after."""

    sentence: str
    cells: tuple[tuple[str, str], ...]
    places: tuple[str, ...]


def _lines(imported: Imported, sort: Sort) -> list[_Line]:
    return [
        _Line(
            told.told(remark),
            tuple((cell, imported.said_at.get(cell, "")) for cell in remark.cells[:_SHOWN_CELLS]),
            remark.cells[_SHOWN_CELLS:],
        )
        for remark in imported.of(sort)
    ]


def _counts(imported: Imported) -> Mapping[str, int]:
    return {fate.name.lower(): imported.count(fate) for fate in Fate}
