"""Opens the staff door: the gate, the pages, the words."""

from flask import Flask

from consult.web.staff import (
    activities,
    activity_words,
    bringing,
    chain_words,
    coding,
    consultations,
    display,
    documents,
    errors,
    evidence,
    exporting,
    facts,
    feedback,
    fiche,
    findings,
    gate,
    guide_sheet,
    historic,
    importing,
    instrument_page,
    instruments,
    interviewing,
    members,
    navigation,
    note_cells,
    notes,
    notes_to_cite,
    own_account,
    planned,
    progress,
    projects,
    quotes,
    recommendations,
    releases,
    reports,
    rewording,
    signing_in,
    tables,
    translating,
    translations,
    waiting,
    walking,
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
    notes,
    note_cells,
    coding,
    quotes,
    instruments,
    interviewing,
    guide_sheet,
    importing,
    instrument_page,
    exporting,
    translations,
    translating,
    instrument_page,
    rewording,
    walking,
    tables,
    releases,
    activities,
    fiche,
    findings,
    evidence,
    notes_to_cite,
    recommendations,
    reports,
    feedback,
    progress,
    historic,
    bringing,
    members,
)  # importing them hangs their routes on the blueprint


def open_door(app: Flask) -> None:
    """Registers the staff door in an application."""
    gate.set_up(app)
    display.set_up(app)
    activity_words.set_up(app)
    chain_words.set_up(app)
    navigation.set_up(app)
    app.register_blueprint(staff)
