"""One's own account: language, password, where one is signed in."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import PasswordField

from consult.actions import accounts, sessions_of_staff
from consult.actions.passwords import SHORTEST
from consult.web.staff.blueprint import staff
from consult.web.staff.fields import Needed
from consult.web.staff.gate import next_page
from consult.web.staff.sentences import done
from consult.web.staff.signing_in import PasswordForm, let_in


class ChangePasswordForm(PasswordForm):
    """The old password, then the new one twice."""

    old = PasswordField("", [Needed()])


@staff.get("/account")
def account() -> ResponseReturnValue:
    """Everything about one's own account."""
    return _account(ChangePasswordForm())


@staff.post("/account/password")
def change_password() -> ResponseReturnValue:
    """Another password; this browser stays signed in, every other one is signed out."""
    form = ChangePasswordForm(request.form)
    if form.validate():
        with form.showing_refusals("old"):
            accounts.change_password(g.member, form.old.data or "", form.password.data or "")
            return let_in(g.member, url_for("staff.account", done="password"))
    return _account(form)


@staff.post("/account/language")
def change_language() -> ResponseReturnValue:
    """Dutch or English, from the switch in the header; the same page again."""
    accounts.change_language(g.member, request.form.get("language", ""))
    return redirect(next_page(request.form.get("back")))


@staff.post("/account/sessions/<session>/end")
def end_session(session: str) -> ResponseReturnValue:
    """Signs another browser out."""
    sessions_of_staff.end_session(g.member, session)
    return redirect(url_for("staff.account", done="session-ended"))


def _account(form: ChangePasswordForm) -> str:
    return render_template(
        "staff/account.html",
        form=form,
        sessions=sessions_of_staff.open_sessions(g.member),
        shortest=SHORTEST,
        said=done(request.args.get("done")),
    )
