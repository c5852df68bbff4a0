"""The report of a project: what is written and what is missing, previews and downloads, the second reader, editions."""

from importlib import import_module
from types import ModuleType

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField

from consult.actions import accounts, editions
from consult.actions.advising.findings import ChangedMeanwhile
from consult.actions.consultations import Project
from consult.actions.reports import prose
from consult.instrument.languages import SOURCE
from consult.report.document import Report
from consult.web.interface import _
from consult.web.respond.reports import WORD, as_download, html_report
from consult.web.staff.blueprint import staff
from consult.web.staff.fields import Most, StaffForm
from consult.web.staff.gate import begin_changes, folder
from consult.web.staff.meanwhile import Meanwhile, StartedFrom, show_both
from consult.web.staff.projects import project_or_404
from consult.web.staff.report_sentences import changes
from consult.web.staff.sentences import done

_LANGUAGES = (SOURCE, "en")


class ProseForm(StaffForm):
    """What staff write at one place."""

    text = TextAreaField("", [Most(20_000)])
    version = StartedFrom("")


@staff.get("/projects/<project_id>/report")
def report(project_id: str) -> ResponseReturnValue:
    """Where the report stands."""
    return _overview(project_or_404(project_id), ())


@staff.get("/projects/<project_id>/report/preview")
def preview_report(project_id: str) -> ResponseReturnValue:
    """The draft as a page."""
    return html_report(_pages().page(_drafted(project_or_404(project_id))))


@staff.get("/projects/<project_id>/report/draft.<ending>")
def download_report(project_id: str, ending: str) -> ResponseReturnValue:
    """The draft as a file: docx or html."""
    if ending not in ("docx", "html"):
        abort(404)
    drafted = _drafted(project_or_404(project_id))
    name = f"rapport-ontwerp-{drafted.day}.{ending}"
    if ending == "docx":
        return as_download(_word().word_file(drafted), WORD, name)
    return as_download(_pages().page(drafted), "text/html; charset=utf-8", name)


@staff.get("/projects/<project_id>/report/proposal.<ending>")
def proposed_report(project_id: str, ending: str) -> ResponseReturnValue:
    """What waits for a second reader, in the bytes that will be published."""
    waiting = _reports().proposal_of(project_or_404(project_id)) or abort(404)
    try:
        files = editions.files(waiting, folder())
    except FileNotFoundError:
        abort(404)
    if ending == "docx":
        return as_download(files.word, WORD, f"rapport-voorstel-{waiting.number}.docx")
    return html_report(files.page)


@staff.route("/projects/<project_id>/report/write/<place>", methods=["GET", "POST"])
def write_report(project_id: str, place: str) -> ResponseReturnValue:
    """One place where staff write. Who saves second sees both texts."""
    project = project_or_404(project_id)
    asked = {one.key: one for one in _reports().places(_drafted(project))}
    if place not in asked:
        abort(404)
    row = prose.prose_at(project, place)
    started = {"text": row.text, "version": str(row.version)} if row else {"text": "", "version": "0"}
    form = ProseForm(request.form, data=started)
    meanwhile: Meanwhile | None = None
    if request.method == "POST" and form.validate():
        try:
            prose.write(project, place, (form.text.data or "").strip(), form.version.number, g.member.id)  # fmt: skip
            return _to(project, "report-written", place)
        except ChangedMeanwhile as changed:
            meanwhile = show_both(form, changed, {}, {"text": _("Tekst")})
    return render_template(
        "staff/report_prose.html", project=project, form=form, asked=asked[place].asked, meanwhile=meanwhile
    )


@staff.post("/projects/<project_id>/report/propose")
def propose_report(project_id: str) -> ResponseReturnValue:
    """Lays the next edition before a second reader; what is missing stands on the page."""
    actions, language = _reports(), request.form.get("language", SOURCE)
    _drafted(project_or_404(project_id))  # tables and figures are made before anything is locked
    begin_changes()
    project = project_or_404(project_id)
    try:
        actions.propose(project, folder(), g.member.id, language if language in _LANGUAGES else SOURCE)
    except actions.NotReady as lacking:
        return _overview(project, lacking.problems)
    return _to(project, "report-proposed", "proposal")


@staff.post("/projects/<project_id>/report/take-back")
def take_back_report(project_id: str) -> ResponseReturnValue:
    """The proposal is not published."""
    project = project_or_404(project_id)
    _reports().take_back(project, g.member.id)
    return _to(project, "report-taken-back", "proposal")


@staff.post("/projects/<project_id>/report/publish")
def publish_report(project_id: str) -> ResponseReturnValue:
    """A second person publishes what they read."""
    actions = _reports()
    _drafted(project_or_404(project_id))
    begin_changes()
    project = project_or_404(project_id)
    try:
        actions.approve(project, request.form.get("proposal", ""), folder(), g.member.id)
    except actions.NotReady as lacking:
        return _overview(project, lacking.problems)
    return _to(project, "report-published", "editions")


def _overview(project: Project, refused: tuple[str, ...]) -> str:
    drafted = _drafted(project)
    waiting = _reports().proposal_of(project)
    return render_template(
        "staff/report.html",
        project=project,
        drafted=drafted,
        places=_reports().places(drafted),
        refused=refused,
        waiting=waiting,
        editions=editions.editions(project.id),
        differences=_reports().since_last_edition(project, drafted),
        changes=changes(),
        names=accounts.names(),
        said=done(request.args.get("done")),
    )


def _to(project: Project, act: str, place: str) -> ResponseReturnValue:
    return redirect(url_for("staff.report", project_id=project.id, done=act, _anchor=place))


def _drafted(project: Project) -> Report:
    language = request.values.get("language", SOURCE)
    drafted: Report = _reports().draft(project, folder(), language if language in _LANGUAGES else SOURCE)
    return drafted


def _reports() -> ModuleType:
    # By name and not by import: a report is tabulated and drawn, which brings pandas and matplotlib with it.
    return import_module("consult.actions.reports.drafting")


def _pages() -> ModuleType:
    return import_module("consult.report.page")


def _word() -> ModuleType:
    return import_module("consult.report.word_file")
