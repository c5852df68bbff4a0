"""The start page of a demonstration: a door for each kind of user, without a password.

Impossible outside a demonstration: the data folder bears its mark, the server listens on a loopback address, and the
request came from this machine without a proxy in between.
"""

from flask import Blueprint, Flask, current_app, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from consult.actions import answering, editions
from consult.actions.accounts import Role
from consult.actions.demonstration import doors as demonstration_doors
from consult.loopback import is_loopback
from consult.web.interface import speak
from consult.web.respond.compiling import offered_languages
from consult.web.staff.signing_in import let_in

start = Blueprint("demonstration", __name__)

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def open_door(app: Flask) -> None:
    """Adds the start page to an application of a demonstration, and to no other."""
    if app.extensions["folder"].is_demonstration and is_loopback(app.config["HOST"]):
        app.register_blueprint(start)


@start.before_request
def only_here() -> None:
    """Refuses whoever is not on this machine, and a folder that lost its mark."""
    marked = current_app.extensions["folder"].is_demonstration
    forwarded = any(name in request.headers for name in _FORWARDED)
    if not (marked and is_loopback(request.remote_addr)) or forwarded:
        raise NotFound


@start.get("/")
def doors() -> str:
    """Every door of the demonstration."""
    speak("staff", "en" if request.accept_languages.best_match(["nl", "en"]) == "en" else "nl")
    surveys = [
        (row, offered_languages(answering.published(row.versions[-1].version), demo=True))
        for row in demonstration_doors.open_surveys()
    ]
    return render_template("demonstration.html", surveys=surveys, feedback=editions.all_feedback())


@start.post("/enter/<role>")
def enter(role: str) -> Response:
    """Signs in as the demonstration's staff member with this role."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in (
        "same-origin",
        "none",
    ) or role not in list(Role):
        raise NotFound
    person = demonstration_doors.role_player(Role(role))
    if person is None:
        raise NotFound
    return let_in(person, url_for("staff.projects"))
