"""Opens the staff door: the gate, the pages, the words."""

from flask import Flask

from consult.web.staff import (
    activities,
    activity_words,
    consultations,
    display,
    documents,
    errors,
    facts,
    fiche,
    gate,
    historic,
    importing,
    instruments,
    members,
    navigation,
    own_account,
    planned,
    progress,
    projects,
    releases,
    signing_in,
    tables,
    waiting,
)
from consult.web.staff.blueprint import staff

PAGES = (
    errors,
    signing_in,
    own_account,
    projects,
    consultations,
    planned,
    facts,
    documents,
    waiting,
    instruments,
    importing,
    tables,
    releases,
    activities,
    fiche,
    progress,
    historic,
    members,
)  # importing them hangs their routes on the blueprint


def open_door(app: Flask) -> None:
    """Registers the staff door in an application."""
    gate.set_up(app)
    display.set_up(app)
    activity_words.set_up(app)
    navigation.set_up(app)
    app.register_blueprint(staff)
