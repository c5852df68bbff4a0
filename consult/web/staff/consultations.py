"""A consultation: its page with the steps, what is decided about it, opening, closing, cancelling, validating."""

from collections import Counter
from typing import Any
from urllib.parse import quote

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField, ValidationError
from wtforms.fields.choices import SelectField

from consult.actions import accounts, consultations, documents, planned_sessions, records, recruiting
from consult.actions.consultations import Consultation, Decisions, Project
from consult.instrument.definition import Method
from consult.web.addresses import public
from consult.web.interface import _
from consult.web.staff.access import may_file
from consult.web.staff.blueprint import staff
from consult.web.staff.display import criteria, indicators, methods
from consult.web.staff.fields import Line, Most, Needed, OneOf, SomeOf, StaffForm
from consult.web.staff.projects import project_or_404
from consult.web.staff.sentences import done
from consult.web.staff.steps import next_step, steps

LEVL = ""
ANOTHER = "another"


class ConsultationForm(StaffForm):
    """What is decided about a consultation before it is held."""

    title = Line("", [Needed(), Most(120)])
    method = OneOf("", [Needed()])
    theme = Line("", [Needed(), Most(120)])
    result = Line("", [Most(20)])
    indicators = SomeOf("")
    criterion = OneOf("")
    organiser = OneOf("")
    partner = Line("", [Most(120)])
    version = OneOf("")
    longer_because = TextAreaField("", [Most(1000)])

    def validate_partner(self, field: Line) -> None:
        """A partner that is not in the list yet needs a name."""
        if self.organiser.data == ANOTHER and not field.data:
            raise ValidationError(_("Schrijf de naam van de organisatie."))

    def validate_version(self, field: SelectField) -> None:
        """An instrument is made for one method."""
        chosen = _version(field.data)
        if chosen and chosen.method != self.method.data:
            raise ValidationError(
                _(
                    "Dit instrument is voor een andere methode: %(method)s.",
                    method=methods()[Method(chosen.method)],
                )
            )

    def decisions(self) -> Decisions:
        """What the form says, once it is valid."""
        known = {partner.id: partner.name for partner in consultations.partners()}
        return Decisions(
            title=self.title.data or "",
            method=Method(self.method.data),
            theme=self.theme.data or "",
            result=(self.result.data or "").upper(),
            indicators=tuple(self.indicators.data or ()),
            criterion=self.criterion.data or "",
            partner=known.get(self.organiser.data, self.partner.data or "") if self.organiser.data else "",
            version=self.version.data or "",
            longer_because=(self.longer_because.data or "").strip(),
        )


class ReasonForm(StaffForm):
    """Why something is taken back."""

    because = TextAreaField("", [Needed(), Most(1000)])


@staff.get("/consultations/<consultation_id>")
def consultation(consultation_id: str) -> ResponseReturnValue:
    """Its facts in the order in which they happen."""
    row = consultation_or_404(consultation_id)
    standing = records.standing(row)
    return render_template(
        "staff/consultation.html",
        row=row,
        standing=standing,
        steps=steps(standing),
        next=next_step(standing),
        names=accounts.names(),
        address=public_address(row),
        versions={one.id: one for one in consultations.published_versions()},
        plans=planned_sessions.planned_of(row),
        response=recruiting.response(planned_sessions.planned_of(row)),
        told_in=documents.told_in,
        documents_of=lambda *kinds: [one for one in row.documents if one.kind in kinds],
        reports=documents.reports_for(row),
        may_tell_of=documents.may_tell_of,
        may_file=may_file,
        titles={one.id: one.title for one in row.project.consultations},
        may_validate=consultations.may_validate(row, g.member.id),
        letter=_letter(row),
        said=done(request.args.get("done")),
    )


@staff.route("/projects/<project_id>/consultations/new", methods=["GET", "POST"])
def new_consultation(project_id: str) -> ResponseReturnValue:
    """Asks what a new consultation is; much of it follows from its project."""
    project = project_or_404(project_id)
    start = {"theme": project.theme, "result": project.result, "indicators": list(consultations.INDICATORS)}
    form = _form(project, start | {"criterion": consultations.CRITERIA[0]})
    if request.method == "POST" and form.validate():
        made = consultations.add_consultation(project, form.decisions(), by=g.member.id)
        return redirect(url_for("staff.consultation", consultation_id=made.id, done="consultation-added"))
    return render_template("staff/consultation_form.html", form=form, project=project, row=None)


@staff.route("/consultations/<consultation_id>/edit", methods=["GET", "POST"])
def edit_consultation(consultation_id: str) -> ResponseReturnValue:
    """The same questions again, with what was decided."""
    row = consultation_or_404(consultation_id)
    consultations.check_changeable(row)
    form = _form(row.project, _decided(row))
    if request.method == "POST" and form.validate():
        with form.showing_refusals("method"):
            consultations.change_consultation(row, form.decisions(), by=g.member.id)
            return to_step(row, "plan", "changed")
    return render_template("staff/consultation_form.html", form=form, project=row.project, row=row)


@staff.post("/consultations/<consultation_id>/open")
def open_survey(consultation_id: str) -> ResponseReturnValue:
    """From now on people can answer."""
    row = consultation_or_404(consultation_id)
    consultations.open_survey(row, by=g.member.id)
    return to_step(row, "fieldwork", "opened")


@staff.route("/consultations/<consultation_id>/close", methods=["GET", "POST"])
def close_consultation(consultation_id: str) -> ResponseReturnValue:
    """Says what closing means, then closes."""
    row = consultation_or_404(consultation_id)
    if request.method == "POST":
        consultations.close(row, by=g.member.id)
        return to_step(row, "fieldwork", "closed")
    return render_template("staff/close.html", row=row)


@staff.route("/consultations/<consultation_id>/cancel", methods=["GET", "POST"])
def cancel_consultation(consultation_id: str) -> ResponseReturnValue:
    """Says what is lost, asks why, then cancels."""
    row = consultation_or_404(consultation_id)
    consultations.check_changeable(row)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        consultations.cancel(row, (form.because.data or "").strip(), by=g.member.id)
        return redirect(url_for("staff.consultation", consultation_id=row.id, done="cancelled"))
    return render_template("staff/cancel.html", row=row, form=form)


@staff.post("/consultations/<consultation_id>/validate")
def validate_consultation(consultation_id: str) -> ResponseReturnValue:
    """A second person agrees."""
    row = consultation_or_404(consultation_id)
    consultations.validate(row, by=g.member.id)
    return to_step(row, "validation", "validated")


@staff.route("/consultations/<consultation_id>/withdraw-validation", methods=["GET", "POST"])
def withdraw_validation(consultation_id: str) -> ResponseReturnValue:
    """Says what is lost, asks why, then takes the validation back."""
    row = consultation_or_404(consultation_id)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        consultations.withdraw_validation(row, (form.because.data or "").strip(), by=g.member.id)
        return to_step(row, "validation", "withdrawn")
    return render_template("staff/withdraw_validation.html", row=row, form=form)


def consultation_or_404(id_: str) -> Consultation:
    """The consultation, or the page that says there is none."""
    return consultations.consultation(id_) or abort(404)


def to_step(row: Consultation, step: str, act: str) -> ResponseReturnValue:
    """Back to a step of the consultation's page, which says what was done."""
    return redirect(url_for("staff.consultation", consultation_id=row.id, done=act, _anchor=step))


def public_address(row: Consultation) -> str:
    """Where respondents answer."""
    return public(f"f/{row.id}/")


def _letter(row: Consultation) -> str:
    """A message to a colleague, for one's own mail program: consult itself sends no mail."""
    subject = _("Wilt u dit nalezen en valideren? %(title)s", title=row.title)
    body = _(
        "Dag,\n\nwilt u deze consultatie nalezen en valideren?\n%(title)s\n%(address)s\n",
        title=row.title,
        address=public(url_for("staff.consultation", consultation_id=row.id, _anchor="validation")),
    )
    return f"mailto:?subject={quote(subject)}&body={quote(body)}"


def _form(project: Project, start: dict[str, Any]) -> ConsultationForm:
    form = ConsultationForm(request.form, data=start)
    form.method.choices = list(methods().items())
    form.indicators.choices = list(indicators().items())
    form.criterion.choices = [("", _("nog niet gekozen")), *criteria().items()]
    form.organiser.choices = [
        (LEVL, _("LEVL zelf")),
        *((partner.id, partner.name) for partner in consultations.partners()),
        (ANOTHER, _("een andere organisatie")),
    ]
    form.version.choices = [("", _("nog niet gekozen")), *_versions_for(project, form.version.data)]
    return form


def _versions_for(project: Project, chosen: str | None) -> list[tuple[str, str]]:
    """Versions made for the project's report or for none, newest first; one that is in use stays, whatever it was made for."""
    offered = [
        one
        for one in reversed(consultations.published_versions())
        if one.report in (project.report, "") or one.id == chosen
    ]
    titled = Counter(title for _instrument, title in {(one.instrument, one.title) for one in offered})
    return [(one.id, _described(one, alike=titled[one.title] > 1)) for one in offered]


def _described(one: consultations.InstrumentVersion, *, alike: bool) -> str:
    """An instrument to choose. alike: another has the same title, so that only their keys tell them apart."""
    about = [one.instrument] if alike else []
    about += [methods()[Method(one.method)], _("versie %(number)s", number=one.number)]
    # Only what asks organisations serves no report.
    about += [] if one.report else [_("bevraagt organisaties, telt niet")]
    return f"{one.title} ({', '.join(about)})"


def _version(id_: str | None) -> consultations.InstrumentVersion | None:
    return next((one for one in consultations.published_versions() if one.id == id_), None)


def _decided(row: Consultation) -> dict[str, Any]:
    newest = row.newest_version
    names = ("title", "method", "theme", "result", "indicators", "criterion", "longer_because")
    return {name: getattr(row, name) for name in names} | {
        "organiser": row.partner_id or LEVL,
        "version": newest.version if newest else "",
    }
