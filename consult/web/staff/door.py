"""Opens the staff door: the gate, the pages, the words."""

from flask import Flask

from consult.web.staff import display, errors, gate, own_account, signing_in
from consult.web.staff.blueprint import staff

PAGES = (errors, own_account, signing_in)  # importing them hangs their routes on the blueprint


def open_door(app: Flask) -> None:
    """Registers the staff door in an application."""
    gate.set_up(app)
    display.set_up(app)
    app.register_blueprint(staff)
