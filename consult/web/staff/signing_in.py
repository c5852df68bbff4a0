"""Coming in and going out: sign in, choose a password by one-time link, sign out."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response
from wtforms import PasswordField, ValidationError

from consult.actions import accounts, sessions_of_staff
from consult.actions.accounts import LANGUAGES, StaffMember
from consult.actions.passwords import SHORTEST
from consult.actions.refusal import Refused
from consult.web.interface import _
from consult.web.staff.blueprint import staff
from consult.web.staff.fields import Line, Needed, StaffForm
from consult.web.staff.gate import folder, forget_session_cookie, keep_session_cookie, next_page
from consult.web.staff.sentences import done, refusal


class SignInForm(StaffForm):
    """Name and password."""

    name = Line("", [Needed()])
    password = PasswordField("", [Needed()])


class PasswordForm(StaffForm):
    """A password, typed twice."""

    password = PasswordField("", [Needed()])
    again = PasswordField("", [Needed()])

    def validate_again(self, field: PasswordField) -> None:
        """Both must be the same."""
        if field.data != self.password.data:
            raise ValidationError(_("Dit is niet hetzelfde als hierboven."))


@staff.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """The page that everyone who is not signed in comes to."""
    if g.member:
        return redirect(url_for("staff.projects"))
    form = SignInForm(request.form)
    status = 200
    if request.method == "POST" and form.validate():
        try:
            person = sessions_of_staff.sign_in(
                form.name.data or "", form.password.data or "", folder().server_key("sign-in")
            )
            return let_in(person, next_page(request.args.get("next")))
        except Refused as refused:
            form.blame(refusal(refused))
            status = 429 if refused.reason == "sign_in_wait" else 401
    said = done(request.args.get("done"))
    return render_template("staff/sign_in.html", form=form, said=said, languages=LANGUAGES), status


@staff.route("/welcome/<secret>", methods=["GET", "POST"])
def welcome(secret: str) -> ResponseReturnValue:
    """A one-time link: choose a password. Opening the page spends nothing, since mail programs open links too."""
    person = accounts.invited(secret)
    if person is None:
        return render_template("staff/link_spent.html"), 410
    form = PasswordForm(request.form)
    if request.method == "POST" and form.validate():
        with form.showing_refusals("password"):
            return let_in(
                accounts.choose_first_password(secret, form.password.data or ""), url_for("staff.projects")
            )
    return render_template("staff/welcome.html", form=form, person=person, shortest=SHORTEST)


@staff.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Ends this session on the server and in the browser."""
    sessions_of_staff.end_session(g.member, g.staff_session.id)
    return forget_session_cookie(redirect(url_for("staff.sign_in", done="signed-out")))


def let_in(person: StaffMember, address: str) -> Response:
    """Opens a session, always a new one, and goes to an address of ours."""
    return keep_session_cookie(redirect(address), sessions_of_staff.open_session(person))
