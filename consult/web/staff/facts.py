"""Sessions: recorded with their grid, corrected, confirmed by two members of staff."""

from flask import abort, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from consult.actions import accounts, attendance, clock, planned_sessions
from consult.actions.attendance import PLACES, Held, SessionRefused
from consult.actions.consultations import Consultation, check_changeable
from consult.actions.planned_sessions import PlannedSession
from consult.actions.records import consent_to_read, consultation_of
from consult.consultation.definition import Known
from consult.consultation.states import SessionProblem
from consult.instrument.definition import Method
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import consultation_or_404, to_step
from consult.web.staff.display import language_names, places
from consult.web.staff.fields import Count, Day, Needed, OneOf, SomeOf
from consult.web.staff.grid import INPUT, GridForm
from consult.web.staff.shortcomings import session_sentence

_AT_FIELD = {"in_the_future": "day", "before_the_plan": "day", "nobody_present": "present"}


class SessionForm(GridForm):
    """A session as it was held."""

    day = Day([Needed()])
    present = Count([Needed()])
    place = OneOf("")
    languages = SomeOf("")
    interpreter = BooleanField("")
    consent_read = BooleanField("")

    def held(self, row: Consultation) -> Held:
        """What the form says, once each field is valid by itself."""
        day = self.day.data or clock.today()
        return Held(
            day=day,
            present=self.present.data or 0,
            grid=self.participations(day),
            place=self.place.data or "",
            languages=tuple(self.languages.data or ()),
            interpreter=bool(self.interpreter.data),
            consent_version=consent_to_read(row) if self.consent_read.data else "",
        )


@staff.route("/consultations/<consultation_id>/sessions/new", methods=["GET", "POST"])
def record_session(consultation_id: str) -> ResponseReturnValue:
    """Asks what a session was; whatever was typed stays when something does not fit."""
    row = consultation_or_404(consultation_id)
    attendance.check_takes_a_session(row)
    plan = _plan_named(row, request.args.get("planned", ""))
    form = _form(row, plan)
    if _is_sent(form):
        try:
            _record(row, plan, form.held(row))
            return to_step(row, "fieldwork", "session-recorded")
        except SessionRefused as refused:
            _blame(form, refused.problems)
    return _page(form, row, None, plan)


@staff.route("/consultations/<consultation_id>/sessions/<session_id>", methods=["GET", "POST"])
def change_session(consultation_id: str, session_id: str) -> ResponseReturnValue:
    """The same questions again, with what was recorded."""
    row = consultation_or_404(consultation_id)
    session = _session_or_404(row, session_id)
    check_changeable(row)
    form = _form(row, session)
    if _is_sent(form):
        try:
            attendance.change_session(row, session, form.held(row), by=g.member.id)
            return to_step(row, "fieldwork", "session-changed")
        except SessionRefused as refused:
            _blame(form, refused.problems)
    return _page(form, row, session)


@staff.route("/consultations/<consultation_id>/sessions/<session_id>/delete", methods=["GET", "POST"])
def delete_session(consultation_id: str, session_id: str) -> ResponseReturnValue:
    """Says what is lost, then takes a wrongly recorded session away."""
    row = consultation_or_404(consultation_id)
    session = _session_or_404(row, session_id)
    attendance.check_deletable(row, session)
    if request.method == "POST":
        attendance.delete_session(row, session, by=g.member.id)
        return to_step(row, "fieldwork", "session-deleted")
    return render_template("staff/delete_session.html", row=row, session=session)


@staff.get("/consultations/<consultation_id>/sessions/<session_id>/record")
def session(consultation_id: str, session_id: str) -> ResponseReturnValue:
    """What was recorded of a session, for whoever may not or can no longer change it."""
    row = consultation_or_404(consultation_id)
    found = _session_or_404(row, session_id)
    return render_template(
        "staff/session.html",
        row=row,
        session=found,
        known=list(Known),
        names=accounts.names(),
        plan=planned_sessions.plan_behind(found),
    )


@staff.post("/consultations/<consultation_id>/sessions/<session_id>/confirm")
def confirm_attendance(consultation_id: str, session_id: str) -> ResponseReturnValue:
    """One of the two confirmations."""
    row = consultation_or_404(consultation_id)
    attendance.confirm_attendance(row, _session_or_404(row, session_id), by=g.member.id)
    return to_step(row, "fieldwork", "confirmed")


def _session_or_404(row: Consultation, id_: str) -> attendance.GroupSession:
    found = attendance.session(id_)
    return found if found is not None and found.consultation_id == row.id else abort(404)


def _plan_named(row: Consultation, id_: str) -> PlannedSession | None:
    """The planned session that is now recorded; None for one that nobody planned."""
    found = planned_sessions.planned(id_) if id_ else None
    return found if found is not None and found.consultation_id == row.id and found.is_to_come else None


def _record(row: Consultation, plan: PlannedSession | None, held: Held) -> None:
    if plan is None:
        attendance.record_session(row, held, by=g.member.id)
    else:
        planned_sessions.hold(row, plan, held, by=g.member.id)


def _is_sent(form: SessionForm) -> bool:
    """Whether the whole form was sent and each field is right; "more lines" sends it without judging it."""
    return request.method == "POST" and "more" not in request.form and form.validate()


def _form(row: Consultation, known_as: attendance.GroupSession | PlannedSession | None = None) -> SessionForm:
    """known_as: the session to correct, or the plan of the one to record."""
    session = known_as if isinstance(known_as, attendance.GroupSession) else None
    start = _as_planned(known_as) if isinstance(known_as, PlannedSession) else {}
    start = start if session is None else _recorded(session)
    form = SessionForm(request.form, data=start)
    form.place.choices = [("", _("niet genoteerd")), *((place, places()[place]) for place in PLACES)]
    names = language_names()
    form.languages.choices = sorted(names.items(), key=lambda one: one[1].casefold())
    if session is not None and request.method == "GET":
        known = next(one for one in consultation_of(row, clock.today()).sessions if one.id == session.id)
        form.show(known.participations)
    if row.method == Method.CITIZEN_PANEL and (request.method == "GET" or "more" in request.form):
        form.add_card_lines()
    return form


def _recorded(session: attendance.GroupSession) -> dict[str, object]:
    names = ("day", "present", "place", "languages", "interpreter")
    return {name: getattr(session, name) for name in names} | {"consent_read": bool(session.consent_version)}


def _as_planned(plan: PlannedSession) -> dict[str, object]:
    return {name: getattr(plan, name) for name in ("day", "place", "languages", "interpreter")}


def _blame(form: SessionForm, problems: tuple[SessionProblem, ...]) -> None:
    for problem in problems:
        form.blame(session_sentence(problem), _AT_FIELD.get(problem.code, ""))


def _page(
    form: SessionForm,
    row: Consultation,
    session: attendance.GroupSession | None,
    plan: PlannedSession | None = None,
) -> str:
    return render_template(
        "staff/session_form.html",
        form=form,
        row=row,
        session=session,
        known=list(Known),
        inputs=list(INPUT),
        consent=consent_to_read(row),
        with_cards=row.method == Method.CITIZEN_PANEL,
        action=_action(row, session, plan),
    )


def _action(row: Consultation, session: attendance.GroupSession | None, plan: PlannedSession | None) -> str:
    if session is None:
        planned = plan.id if plan else None
        return url_for("staff.record_session", consultation_id=row.id, planned=planned)
    return url_for("staff.change_session", consultation_id=row.id, session_id=session.id)
