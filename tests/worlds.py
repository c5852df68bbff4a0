"""Small worlds to test in: a published instrument, a project, an open survey."""

from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask

from consult.actions import publishing
from consult.instrument.loading import load_text
from consult.store import consultations
from consult.store.base import db
from consult.store.consultations import Consultation, FieldedVersion, Project
from consult.store.instruments import InstrumentVersion
from tests.untranslated import untranslated

OPENED = date(2026, 1, 5)


def a_project(id_: str = "wonen-2025") -> Project:
    """A project to hold consultations."""
    project = consultations.project(id_)
    if project is None:
        project = Project(
            id=id_,
            title="Sociale huisvesting 2025",
            report="social-housing",
            theme="wonen",
            result="R7",
            year=2025,
            demo=False,
        )
        consultations.add(project)
    return project


def published_text(text: str) -> InstrumentVersion:
    """A version of an instrument that stands beside a test."""
    instrument = load_text(text, "test.yaml")
    row, _new = publishing.publish(instrument, untranslated(instrument), by="machine")
    return row


def published_shipped(name: str) -> InstrumentVersion:
    """A version of a shipped instrument, translations included."""
    checked = publishing.check_file(publishing.file_of(name))
    assert checked.instrument is not None
    assert checked.translations is not None
    row, _new = publishing.publish(checked.instrument, checked.translations, by="machine")
    return row


def an_open_survey(version: InstrumentVersion, id_: str = "w" * 26, opened: date = OPENED) -> str:
    """The id of a survey that takes answers."""
    project = a_project()
    survey = Consultation(
        id=id_,
        project_id=project.id,
        title="Survey wonen",
        method="survey",
        theme="wonen",
        result="R7",
        indicators=["OD2.1-a", "OD2.1-b"],
        criterion="flemish-government",
        instrument=version.instrument,
        opened_on=opened,
        created_by="machine",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    consultations.add(survey)
    consultations.add(FieldedVersion(consultation_id=id_, version=version.id, since=opened))
    db.session.commit()
    return id_


def as_demonstration(app: Flask) -> None:
    """Marks the data folder: unreviewed translations may be shown, with their notice."""
    (Path(app.config["DATA"]) / "DEMONSTRATION.txt").write_text("synthetisch")
