"""Opens the staff door: the gate, the pages, the words."""

from flask import Flask

from consult.web.staff import (
    chain_words,
    consultations,
    display,
    documents,
    errors,
    evidence,
    facts,
    findings,
    gate,
    historic,
    instruments,
    members,
    navigation,
    own_account,
    progress,
    projects,
    recommendations,
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
    instruments,
    tables,
    findings,
    evidence,
    recommendations,
    progress,
    historic,
    members,
)  # importing them hangs their routes on the blueprint


def open_door(app: Flask) -> None:
    """Registers the staff door in an application."""
    gate.set_up(app)
    display.set_up(app)
    chain_words.set_up(app)
    navigation.set_up(app)
    app.register_blueprint(staff)
