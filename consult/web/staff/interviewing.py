"""A survey asked aloud: a colleague opens the respondents' door, reads every question and fills in what is said."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from consult.actions import answering, clock
from consult.web.interface import _
from consult.web.respond import compiling, interviewing
from consult.web.staff.blueprint import staff
from consult.web.staff.consultations import consultation_or_404, to_step
from consult.web.staff.fields import Needed, OneOf, StaffForm
from consult.web.staff.gate import folder


class InterviewForm(StaffForm):
    """How the questions will be asked."""

    language = OneOf("", [Needed()])
    interpreter = BooleanField("")


@staff.route("/consultations/<consultation_id>/ask-aloud", methods=["GET", "POST"])
def ask_aloud(consultation_id: str) -> ResponseReturnValue:
    """Asks in which language, then goes to what every respondent hears first. Who asks is written down nowhere."""
    row = consultation_or_404(consultation_id)
    survey = answering.fielded(row.id)
    if survey is None or not survey.takes_new(clock.today()):
        return to_step(row, "fieldwork", "")
    form = InterviewForm(request.form)
    published = answering.published(survey.version)
    tongues = compiling.offered_languages(published, demo=folder().is_demonstration)
    form.language.choices = [(one.tag, one.own_name) for one in tongues]
    if request.method == "POST" and form.validate():
        # On this very address: a cookie goes nowhere else.
        response = redirect(f"/f/{row.id}/{form.language.data}/", 303)
        key = answering.answer_keys(folder()).interview
        interviewing.hand_over(response, row.id, interpreter=bool(form.interpreter.data), key=key)
        return response
    return render_template(
        "staff/ask_aloud.html", row=row, form=form, heading=_("Neem de survey mondeling af")
    )
