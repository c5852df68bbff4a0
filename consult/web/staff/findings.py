"""Findings of a project: listed, written, one with its evidence, and read by a second person."""

from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField

from consult.actions import accounts
from consult.actions.advising import chain, findings
from consult.actions.advising.findings import ChangedMeanwhile, StoredFinding
from consult.actions.consultations import Project
from consult.evidence.findings import Stage, unready
from consult.evidence.strength import Quality
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.chain_words import concerns, qualities, stages, text_names
from consult.web.staff.fields import Line, Most, Needed, OneOf, SomeOf, StaffForm
from consult.web.staff.listing import Column, Filter, Listing
from consult.web.staff.meanwhile import Meanwhile, StartedFrom, show_both
from consult.web.staff.projects import project_or_404
from consult.web.staff.sentences import done


class FindingForm(StaffForm):
    """What a finding says and how its evidence is judged; the evidence itself is cited on its page."""

    statement = TextAreaField("", [Needed(), Most(500)])
    theme = Line("", [Most(120)])
    consultations = SomeOf("")
    method = OneOf("")
    method_because = TextAreaField("", [Most(600)])
    coherence = OneOf("")
    coherence_because = TextAreaField("", [Most(600)])
    adequacy = OneOf("")
    adequacy_because = TextAreaField("", [Most(600)])
    relevance = OneOf("")
    relevance_because = TextAreaField("", [Most(600)])
    counter_evidence = TextAreaField("", [Most(2000)])
    also_heard = TextAreaField("", [Most(2000)])
    version = StartedFrom("")

    def validate(self, extra_validators: Any = None) -> bool:
        """Each answer that was given needs its sentence."""
        fits = super().validate(extra_validators)
        for question in Quality:
            if self[question.value].data and not (self[f"{question}_because"].data or "").strip():
                self.blame(_("Schrijf in een zin waarom."), f"{question}_because")
                fits = False
        return fits

    def texts(self) -> dict[str, Any]:
        """What the form says, as `findings.texts_of` names it."""
        named = {
            name: value.strip() if isinstance(value, str) else value for name, value in self.data.items()
        }
        named["consultations"] = sorted(self.consultations.data or ())
        return {
            name: value or "" if name != "consultations" else value
            for name, value in named.items()
            if name != "version"
        }


@staff.get("/projects/<project_id>/findings", endpoint="findings")
def list_findings(project_id: str) -> ResponseReturnValue:
    """Every finding of a project, with how strongly it stands."""
    project = project_or_404(project_id)
    lines = [chain.finding_above(one) for one in findings.findings_of(project)]
    listing = Listing(lines, _columns(), lambda line: f"{line.row.statement} {line.row.theme}", _filters())
    return render_template(
        "staff/findings.html", project=project, listing=listing, said=done(request.args.get("done"))
    )


@staff.route("/projects/<project_id>/findings/new", methods=["GET", "POST"])
def new_finding(project_id: str) -> ResponseReturnValue:
    """Asks what the evidence shows; the evidence is cited after it."""
    project = project_or_404(project_id)
    form = _form(project, {"theme": project.theme, "version": "0"})
    if request.method == "POST" and form.validate():
        made = findings.write(project, form.texts(), by=g.member.id)
        return _to(made, "finding-written")
    return _form_page(form, project, None, None)


@staff.get("/findings/<finding_id>")
def finding(finding_id: str) -> ResponseReturnValue:
    """One finding: how strongly it stands and why, what it rests on, what was advised on it."""
    row = finding_or_404(finding_id)
    return render_template(
        "staff/finding.html",
        row=row,
        below=chain.finding_below(row),
        above=chain.finding_above(row),
        basis=findings.basis_of(row),
        lacking=[_lacking()[one] for one in unready(findings.finding_of(row))],
        may_settle=findings.may_settle(row, g.member.id),
        names=accounts.names(),
        earlier=findings.earlier_texts(row)[1:],
        labels=text_names(),
        questions=list(Quality),
        said=done(request.args.get("done")),
    )


@staff.route("/findings/<finding_id>/edit", methods=["GET", "POST"])
def edit_finding(finding_id: str) -> ResponseReturnValue:
    """The same questions again. Who saves second sees both texts."""
    row = finding_or_404(finding_id)
    form = _form(row.project, findings.texts_of(row) | {"version": str(row.version)})
    meanwhile = None
    if request.method == "POST" and form.validate():
        try:
            with form.showing_refusals():
                findings.change(row, form.texts(), form.version.number, by=g.member.id)
                return _to(row, "finding-changed")
        except ChangedMeanwhile as changed:
            meanwhile = show_both(form, changed, _words_of(row.project))
    return _form_page(form, row.project, row, meanwhile)


@staff.post("/findings/<finding_id>/to-read")
def send_finding_to_read(finding_id: str) -> ResponseReturnValue:
    """It waits for a second reader."""
    row = finding_or_404(finding_id)
    findings.ask_second_reader(row, _version_read(row), by=g.member.id)
    return _to(row, "finding-to-read")


@staff.post("/findings/<finding_id>/settle")
def settle_finding(finding_id: str) -> ResponseReturnValue:
    """A second reader agrees."""
    row = finding_or_404(finding_id)
    findings.settle(row, _version_read(row), by=g.member.id)
    return _to(row, "finding-settled")


def finding_or_404(id_: str) -> StoredFinding:
    """The finding, or the page that says there is none."""
    return findings.finding(id_) or abort(404)


def to_finding(row: StoredFinding, act: str) -> ResponseReturnValue:
    """Back to the finding, which says what was done."""
    return _to(row, act)


def _to(row: StoredFinding, act: str) -> ResponseReturnValue:
    return redirect(url_for("staff.finding", finding_id=row.id, done=act))


def _version_read(row: StoredFinding) -> int:
    """The version that stood on the page whose button was pressed; none is of a page that is too old."""
    sent = request.form.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0


def _form(project: Project, start: dict[str, Any]) -> FindingForm:
    form = FindingForm(request.form, data=start)
    form.consultations.choices = list(_words_of(project)["consultations"].items())
    for field in (form.method, form.coherence, form.adequacy, form.relevance):
        field.choices = [("", _("nog niet beoordeeld")), *concerns().items()]
    return form


def _form_page(
    form: FindingForm, project: Project, row: StoredFinding | None, meanwhile: Meanwhile | None
) -> str:
    return render_template(
        "staff/finding_form.html",
        form=form,
        project=project,
        row=row,
        meanwhile=meanwhile,
        basis=findings.basis_of(row) if row else None,
        labels=text_names(),
        questions=qualities(),
    )


def _words_of(project: Project) -> dict[str, dict[str, str]]:
    """What the values of each field mean."""
    given = {question.value: dict(concerns()) for question in Quality}
    return {"consultations": {one.id: one.title for one in project.consultations}, **given}


def _lacking() -> dict[str, str]:
    return {
        "no_evidence": _("Citeer minstens één bron."),
        "only_against": _("Alles wat ze citeert, spreekt haar tegen. Citeer ook wat haar steunt."),
        "withdrawn_evidence": _("Haal de bron weg die niet meer gebruikt mag worden."),
        "unanswered": _("Beantwoord de vier vragen over het bewijs."),
    }


def _columns() -> list[Column[chain.FindingAbove]]:
    order = list(Stage)
    return [
        Column("statement", _("Bevinding"), lambda line: line.row.statement.casefold()),
        Column("theme", _("Thema"), lambda line: line.row.theme.casefold()),
        Column("strength", _("Sterkte"), lambda line: -(line.strength.level if line.strength else 0)),
        Column("stage", _("Staat"), lambda line: order.index(Stage(line.row.stage))),
    ]


def _filters() -> list[Filter[chain.FindingAbove]]:
    return [Filter("stage", _("Staat"), list(stages().items()), lambda line: line.row.stage)]
