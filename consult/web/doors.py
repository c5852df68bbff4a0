"""Which doors a process opens: the respondents', the staff's, or both."""

from flask import Flask

from consult.web import interface, protection
from consult.web.respond import beginning, codes, leaving, paging, sending, visit  # noqa: F401  (the routes of the door)
from consult.web.respond.pressure import Pressure
from consult.web.respond.telling import isolated


def open_doors(app: Flask) -> None:
    """Registers the routes of each door that the configuration names, then what protects them all."""
    interface.set_up(app)
    doors = app.config["DOORS"].split()
    if "respond" in doors:
        app.extensions["pressure"] = Pressure(app.config["FORM_REQUESTS_PER_MINUTE"])
        app.jinja_env.filters["isolated"] = isolated
        app.register_blueprint(visit.door)
    protection.protect(app)
