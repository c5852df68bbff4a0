"""Opens the respondents' door: its routes, its flood protection, its filters."""

from flask import Flask

from consult.web.respond import (  # noqa: F401  (each adds its routes)
    beginning,
    choosing_language,
    codes,
    leaving,
    media,
    paging,
    refusing,
    reports,
    sending,
    visit,
)
from consult.web.respond.feedback import public
from consult.web.respond.pressure import Pressure
from consult.web.respond.telling import isolated


def open_door(app: Flask) -> None:
    """Registers the door in an application."""
    app.extensions["pressure"] = Pressure(app.config["FORM_REQUESTS_PER_MINUTE"])
    app.jinja_env.filters["isolated"] = isolated
    app.register_blueprint(visit.door)
    app.register_blueprint(public)
    app.register_blueprint(media.files)
