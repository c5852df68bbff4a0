"""Planned sessions: asked for, shown with who was invited, moved or called off with a reason."""

from typing import Any

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, TextAreaField, ValidationError

from consult.actions import accounts, clock, consultations, planned_sessions, recruiting
from consult.actions.attendance import PLACES, SessionRefused
from consult.actions.consultations import Consultation, check_changeable
from consult.actions.planned_sessions import KINDS_OF_PLACE, PARTS_OF_DAY, Plan, PlannedSession
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import ANOTHER, LEVL, ReasonForm, consultation_or_404, to_step
from consult.web.staff.display import functions, kinds_of_place, language_names, parts_of_day, places
from consult.web.staff.fields import Count, Day, Line, Most, Needed, OneOf, SomeOf, StaffForm
from consult.web.staff.sentences import done
from consult.web.staff.shortcomings import session_sentence

_AT_FIELD = {"planned_in_the_past": "day", "planned_too_far_ahead": "day", "series_too_long": "day"}


class PlanForm(StaffForm):
    """How a session is meant to be held."""

    day = Day([Needed()])
    part_of_day = OneOf("", [Needed()])
    place = OneOf("")
    kind_of_place = OneOf("")
    languages = SomeOf("")
    interpreter = BooleanField("")
    version = OneOf("")
    facilitator = OneOf("")
    note_taker = OneOf("")
    because = TextAreaField("", [Most(1000)])

    def plan(self) -> Plan:
        """What the form says, once it is valid."""
        return Plan(
            day=self.day.data or clock.today(),
            part_of_day=self.part_of_day.data or "",
            place=self.place.data or "",
            kind_of_place=self.kind_of_place.data or "",
            languages=tuple(self.languages.data or ()),
            interpreter=bool(self.interpreter.data),
            version=self.version.data or "",
            facilitator=self.facilitator.data or "",
            note_taker=self.note_taker.data or "",
        )


class RecruitmentForm(StaffForm):
    """How many people one partner invited, and how many of them came."""

    organiser = OneOf("")
    partner = Line("", [Most(120)])
    invited = Count([Needed()])
    came = Count()

    def validate_partner(self, field: Line) -> None:
        """A partner that is not in the list yet needs a name."""
        if self.organiser.data == ANOTHER and not field.data:
            raise ValidationError(_("Schrijf de naam van de organisatie."))

    @property
    def partner_name(self) -> str:
        """The name of the partner; empty for ourselves."""
        known = {partner.id: partner.name for partner in consultations.partners()}
        return known.get(self.organiser.data, self.partner.data or "") if self.organiser.data else ""


@staff.route("/consultations/<consultation_id>/planned/new", methods=["GET", "POST"])
def plan_session(consultation_id: str) -> ResponseReturnValue:
    """Asks when, where and by whom."""
    row = consultation_or_404(consultation_id)
    planned_sessions.check_takes_a_plan(row)
    form = _form(row, {"version": row.newest_version.version} if row.newest_version else {})
    if request.method == "POST" and form.validate():
        try:
            made = planned_sessions.plan_session(row, form.plan(), by=g.member.id)
            return _to(row, made, "session-planned")
        except SessionRefused as refused:
            _blame(form, refused)
    return render_template("staff/plan_form.html", form=form, row=row, plan=None)


@staff.route("/consultations/<consultation_id>/planned/<planned_id>/change", methods=["GET", "POST"])
def change_plan(consultation_id: str, planned_id: str) -> ResponseReturnValue:
    """The same questions again; another day asks why."""
    row = consultation_or_404(consultation_id)
    plan = _plan_or_404(row, planned_id)
    check_changeable(row)
    form = _form(row, {name: getattr(plan, name) for name in _NAMES} | {"version": plan.version or ""})
    if request.method == "POST" and form.validate():
        try:
            with form.showing_refusals("because"):
                now = planned_sessions.change_plan(
                    row, plan, form.plan(), form.because.data or "", by=g.member.id
                )
                return _to(row, now, "plan-changed" if now is plan else "session-moved")
        except SessionRefused as refused:
            _blame(form, refused)
    return render_template("staff/plan_form.html", form=form, row=row, plan=plan)


@staff.get("/consultations/<consultation_id>/planned/<planned_id>")
def planned_session(consultation_id: str, planned_id: str) -> ResponseReturnValue:
    """What was planned, what became of it, and who was invited as counts."""
    row = consultation_or_404(consultation_id)
    plan = _plan_or_404(row, planned_id)
    return _page(row, plan, _recruitment_form())


@staff.post("/consultations/<consultation_id>/planned/<planned_id>")
def record_recruitment(consultation_id: str, planned_id: str) -> ResponseReturnValue:
    """Counts of one partner; whatever was typed stays when it cannot be so."""
    row = consultation_or_404(consultation_id)
    plan = _plan_or_404(row, planned_id)
    form = _recruitment_form()
    if form.validate():
        with form.showing_refusals("came"):
            recruiting.record_recruitment(
                row, plan, form.partner_name, form.invited.data or 0, form.came.data, by=g.member.id
            )
            return _to(row, plan, "recruitment-recorded")
    return _page(row, plan, form)


@staff.route("/consultations/<consultation_id>/planned/<planned_id>/call-off", methods=["GET", "POST"])
def call_off_session(consultation_id: str, planned_id: str) -> ResponseReturnValue:
    """Asks why it does not take place."""
    row = consultation_or_404(consultation_id)
    plan = _plan_or_404(row, planned_id)
    check_changeable(row)
    form = ReasonForm(request.form)
    if request.method == "POST" and form.validate():
        planned_sessions.call_off(row, plan, form.because.data or "", by=g.member.id)
        return to_step(row, "fieldwork", "session-called-off")
    return render_template("staff/call_off.html", row=row, plan=plan, form=form)


def who_leads() -> dict[str, str]:
    """The names of staff, and what functions of others are called."""
    return accounts.names() | functions()


_NAMES = (
    "day",
    "part_of_day",
    "place",
    "kind_of_place",
    "languages",
    "interpreter",
    "facilitator",
    "note_taker",
)


def _form(row: Consultation, start: dict[str, Any]) -> PlanForm:
    form = PlanForm(request.form, data=start)
    unknown = ("", _("nog niet bekend"))
    form.part_of_day.choices = [(part, parts_of_day()[part]) for part in PARTS_OF_DAY]
    form.place.choices = [unknown, *((place, places()[place]) for place in PLACES)]
    form.kind_of_place.choices = [unknown, *((kind, kinds_of_place()[kind]) for kind in KINDS_OF_PLACE)]
    form.languages.choices = sorted(language_names().items(), key=lambda one: one[1].casefold())
    titles = {one.id: one for one in consultations.published_versions()}
    form.version.choices = [unknown, *((one.version, _title(titles[one.version])) for one in row.versions)]
    members = accounts.names()
    now = [(id_, members[id_]) for id_ in planned_sessions.leaders()]
    for field in (form.facilitator, form.note_taker):
        former = [(field.data, members[field.data])] if field.data in members else []
        field.choices = [unknown, *dict([*former, *now]).items(), *functions().items()]
    return form


def _title(version: consultations.InstrumentVersion) -> str:
    return f"{version.title}, {_('versie %(number)s', number=version.number)}"


def _recruitment_form() -> RecruitmentForm:
    form = RecruitmentForm(request.form)
    form.organiser.choices = [
        (LEVL, _("LEVL zelf")),
        *((partner.id, partner.name) for partner in consultations.partners()),
        (ANOTHER, _("een andere organisatie")),
    ]
    return form


def _blame(form: PlanForm, refused: SessionRefused) -> None:
    for problem in refused.problems:
        form.blame(session_sentence(problem), _AT_FIELD.get(problem.code, ""))


def _plan_or_404(row: Consultation, id_: str) -> PlannedSession:
    found = planned_sessions.planned(id_)
    return found if found is not None and found.consultation_id == row.id else abort(404)


def _to(row: Consultation, plan: PlannedSession, act: str) -> ResponseReturnValue:
    address = url_for("staff.planned_session", consultation_id=row.id, planned_id=plan.id, done=act)
    return redirect(address)


def _page(row: Consultation, plan: PlannedSession, form: RecruitmentForm) -> str:
    return render_template(
        "staff/planned_session.html",
        row=row,
        plan=plan,
        form=form,
        names=who_leads(),
        versions={one.id: _title(one) for one in consultations.published_versions()},
        response=recruiting.response([plan]),
        today=clock.today(),
        is_changeable=row.cancelled_on is None and not consultations.is_validated(row),
        said=done(request.args.get("done")),
    )
