"""The gate of the staff door: who is it, may they, and did our own form send it. Checked before every page."""

from hmac import compare_digest
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from consult.actions import sessions_of_staff, transaction
from consult.actions.accounts import LANGUAGES
from consult.actions.identifiers import new_secret
from consult.actions.sessions_of_staff import ABSOLUTE
from consult.folder import DataFolder
from consult.response.sealing import token
from consult.web.interface import SOURCE_LANGUAGE, speak
from consult.web.protection import take_upload
from consult.web.staff.access import may
from consult.web.staff.blueprint import staff

_UPLOADS = frozenset(
    {
        "staff.file_document",
        "staff.historic",
        "staff.add_source",
        "staff.fill_grid",
        "staff.follow_recommendation",
        "staff.import_form",
        "staff.bring_in_answers",
        "staff.change_translation",
        "staff.change_wording",
        "staff.show_wording",
        "staff.import_translation",
    }
)
# These hash a password, read a file or work out a preview first, and take the lock when that is done.
_SLOW_FIRST = _UPLOADS | {
    "staff.sign_in",
    "staff.welcome",
    "staff.change_password",
    "staff.bring_in_past",
    "staff.confirm_answers",
    "staff.ask_release",
    "staff.take_import",
    "staff.change_wording",
    "staff.show_wording",
    "staff.renew_instrument",
    "staff.propose_report",
    "staff.publish_report",
}
_CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def folder() -> DataFolder:
    """The data folder of this installation."""
    found: DataFolder = current_app.extensions["folder"]
    return found


@staff.before_request
def let_through() -> AnyResponse | None:
    """Lets a request through, sends it to the sign-in page, or refuses it."""
    _recognise()
    if not _may_use_this():
        return _turn_away()
    if request.endpoint in _UPLOADS:
        take_upload()
    if request.method in _CHANGES:
        if not _our_form_sent_it():
            abort(400, "form_too_old")
        if request.endpoint not in _SLOW_FIRST:
            begin_changes()
    return None


def begin_changes() -> None:
    """Takes the one write lock of SQLite; who may what is asked again, since it may have changed while we waited."""
    transaction.start_over_writing()
    _recognise()
    if not _may_use_this():
        abort(403)


@staff.after_request
def keep_form_cookie(response: Response) -> Response:
    """Gives whoever is not signed in the cookie that their forms are bound to."""
    if g.get("new_form_cookie"):
        set_cookie(response, _name("staff-form"), g.new_form_cookie)
    return response


def keep_session_cookie(response: AnyResponse, secret: str) -> AnyResponse:
    """Signs the browser in: the cookie of a session just opened."""
    set_cookie(response, _name("staff"), secret)
    return response


def forget_session_cookie(response: AnyResponse) -> AnyResponse:
    """Signs the browser out; the session itself ended on the server."""
    response.delete_cookie(_name("staff"), path="/", secure=current_app.config["SECURE_COOKIES"])
    return response


def set_cookie(response: AnyResponse, name: str, secret: str) -> None:
    """A cookie that no script reads and no other site sends along with a form."""
    response.set_cookie(
        name,
        secret,
        max_age=ABSOLUTE,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SECURE_COOKIES"],
    )


def form_token() -> str:
    """What every form of ours carries: a keyed hash of this browser's session, or of its form cookie before that."""
    return token(folder().server_key("csrf"), _bound_to() or _new_form_cookie())


def next_page(address: str | None) -> str:
    """An address of ours to go to, never another site's: the asked one when it is a staff page, else the first page."""
    parts = urlsplit(address or "")
    ours = (
        not parts.scheme and not parts.netloc and parts.path.startswith("/staff/") and "\\" not in parts.path
    )
    return address if address and ours else url_for("staff.projects")


def can(endpoint: str) -> bool:
    """Whether whoever is signed in may use an endpoint, and it exists; for links and buttons."""
    role = g.member.role if g.get("member") else None
    return endpoint in current_app.view_functions and may(role, endpoint)


def set_up(app: Flask) -> None:
    """What every template of the door uses."""
    app.jinja_env.globals |= {"form_token": form_token, "can": can, "is_demonstration": _is_demonstration}


def _is_demonstration() -> bool:
    return folder().is_demonstration


def _recognise() -> None:
    secret = request.cookies.get(_name("staff"))
    g.staff_session = sessions_of_staff.session_behind(secret) if secret else None
    if g.staff_session:
        sessions_of_staff.keep_alive(g.staff_session)
    g.member = g.staff_session.member if g.staff_session else None
    asked = g.member.language if g.member else request.args.get("lang")
    speak("staff", asked if asked in LANGUAGES else SOURCE_LANGUAGE)


def _may_use_this() -> bool:
    return may(g.member.role if g.member else None, request.endpoint or "")


def _turn_away() -> AnyResponse:
    if g.member:
        abort(403)
    asked = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("staff.sign_in", next=asked))


def _our_form_sent_it() -> bool:
    sent = request.form.get(
        "form_token", ""
    ).encode()  # as bytes: letters outside ASCII cannot be compared as text
    return bool(_bound_to()) and compare_digest(sent, form_token().encode())


def _bound_to() -> str:
    return g.staff_session.id if g.staff_session else request.cookies.get(_name("staff-form"), "")


def _new_form_cookie() -> str:
    if "new_form_cookie" not in g:
        g.new_form_cookie = new_secret()
    cookie: str = g.new_form_cookie
    return cookie


def _name(cookie: str) -> str:
    return f"__Host-{cookie}" if current_app.config["SECURE_COOKIES"] else cookie
