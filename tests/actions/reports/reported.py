"""Reports to test with: a closed survey, a settled finding that cites a cell of it, a recommendation, and all that has to be written."""

from flask import Flask

from consult.actions.advising import citing, findings
from consult.actions.advising.findings import StoredFinding
from consult.actions.consultations import Consultation, Project
from consult.actions.editions import ReportEdition
from consult.actions.reports import drafting
from consult.actions.reports import prose as report_prose
from consult.report import prose
from consult.store.base import db
from tests.actions.advising.advised import a_finding, a_recommendation, notes_of
from tests.actions.closed_survey import a_closed_survey, folder


def a_told_survey(app: Flask, by: str = "ann") -> tuple[Consultation, StoredFinding]:
    """Sixty answers, and a finding on how many own their home that a second person agreed with."""
    source = a_closed_survey()
    made = a_finding(source.project, source, by=by)
    citing.cite_cell(made, source, folder(app), "tenure", "owner", by)
    findings.cite(made, notes_of(source, "Niemand zei waar wij staan."), by)
    findings.ask_second_reader(made, made.version, by)
    findings.settle(made, made.version, "bo")
    a_recommendation(made, by=by)
    return source, made


def write_what_is_needed(project: Project, by: str = "ann") -> None:
    """Every place without which a report does not read."""
    for place in prose.needed():
        report_prose.write(project, place, f"Wij schreven {place}.", 0, by)
    db.session.commit()


def a_report(app: Flask) -> Consultation:
    """A survey whose project can be published."""
    source, _finding = a_told_survey(app)
    write_what_is_needed(source.project)
    return source


def a_published_report(app: Flask, source: Consultation) -> ReportEdition:
    """Proposed by Ann, read and published by Bo."""
    waiting = drafting.propose(source.project, folder(app), "ann")
    made = drafting.approve(source.project, waiting.id, folder(app), "bo")
    db.session.commit()
    return made
