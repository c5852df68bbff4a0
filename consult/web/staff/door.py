"""Opens the staff door: the gate, the pages, the words."""

from flask import Flask

from consult.web.staff import (
    coding,
    consultations,
    display,
    documents,
    errors,
    facts,
    gate,
    historic,
    instruments,
    members,
    navigation,
    note_cells,
    notes,
    own_account,
    progress,
    projects,
    quotes,
    signing_in,
    tables,
)
from consult.web.staff.blueprint import staff

PAGES = (
    errors,
    signing_in,
    own_account,
    projects,
    consultations,
    facts,
    documents,
    notes,
    note_cells,
    coding,
    quotes,
    instruments,
    tables,
    progress,
    historic,
    members,
)  # importing them hangs their routes on the blueprint


def open_door(app: Flask) -> None:
    """Registers the staff door in an application."""
    gate.set_up(app)
    display.set_up(app)
    navigation.set_up(app)
    app.register_blueprint(staff)
