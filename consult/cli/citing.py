"""finding citable, finding cite: what a finding can rest on, and resting it on that."""

from importlib import import_module

import click
from flask import current_app
from flask.cli import with_appcontext

from consult.actions import transaction
from consult.actions.accounts import MACHINE
from consult.actions.advising import citing_notes
from consult.actions.advising.citing_notes import Citable
from consult.actions.advising.findings import StoredEvidence, StoredFinding
from consult.actions.refusal import Refused
from consult.cli.advising import finding, finding_called
from consult.cli.choosing import consultation_called
from consult.cli.saying import fail, show, show_json, tell
from consult.evidence.findings import EvidenceKind, Stance
from consult.instrument.definition import Method
from consult.web.staff.sentences import refusal

_KINDS = (EvidenceKind.TABLE_CELL, EvidenceKind.HIGHLIGHT, EvidenceKind.GRID_CELL, EvidenceKind.QUOTE)


@finding.command("citable")
@click.argument("finding_id", metavar="FINDING")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def list_citable(finding_id: str, as_json: bool) -> None:
    """What FINDING (an id, or its statement) can cite from the notes of its project: where it stands, not what was said."""
    row = finding_called(finding_id)
    talks = [one for one in row.project.consultations if one.method != Method.SURVEY]
    found = [(talk.title, one) for talk in talks for one in citing_notes.citable(talk)]
    if as_json:
        show_json([_as_data(title, one) for title, one in found])
        return
    for title, one in found:
        day = one.day.isoformat() if one.day else "several sessions"
        told = ", ".join(filter(None, (title, one.theme, day, one.language)))
        show(f"{one.kind.value} {one.id}  {told}{' (not yet)' if one.refusal else ''}")
    if not found:
        tell("Nothing was highlighted, filled in or quoted in the notes of this project yet.")


@finding.command("cite")
@click.argument("finding_id", metavar="FINDING")
@click.argument("kind", type=click.Choice([kind.value for kind in _KINDS]))
@click.argument("reference")
@click.option("--against", is_flag=True, help="It contradicts the finding.")
@click.option("--json", "as_json", is_flag=True)
@with_appcontext
def cite(finding_id: str, kind: str, reference: str, against: bool, as_json: bool) -> None:
    """Rest FINDING on something. REFERENCE: an id as `finding citable` names it; of a table cell SURVEY/QUESTION/ANSWER[/PER/GROUP]."""
    transaction.begin_writing()
    row = finding_called(finding_id)
    stance = Stance.AGAINST if against else Stance.FOR
    try:
        made = _cite(row, EvidenceKind(kind), reference, stance)
    except Refused as refused:
        transaction.rollback()
        fail(f"consult finding cite: {refusal(refused)}")
    transaction.commit()
    if as_json:
        show_json({"id": made.id, "kind": made.kind, "reference": made.reference, "facts": made.facts})
    else:
        tell(f"Cited: {made.said}")


def _cite(row: StoredFinding, kind: EvidenceKind, reference: str, stance: Stance) -> StoredEvidence:
    if kind is not EvidenceKind.TABLE_CELL:
        return citing_notes.cite_from_notes(row, kind, reference, MACHINE, stance)
    survey, *asked = reference.split("/")
    if len(asked) not in (2, 4):
        fail(
            "consult finding cite: a table cell is SURVEY/QUESTION/ANSWER, or SURVEY/QUESTION/ANSWER/PER/GROUP"
        )
    question, answer, per, group = (*asked, "", "")[:4]
    source = consultation_called(survey, "consult finding cite")
    # By name and not by import: a table brings pandas, and the process that serves respondents loads every command.
    made: StoredEvidence = import_module("consult.actions.advising.citing").cite_cell(
        row, source, current_app.extensions["folder"], question, answer, MACHINE, per, group, stance
    )
    return made


def _as_data(title: str, one: Citable) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "id": one.id,
        "consultation": title,
        "theme": one.theme,
        "day": one.day.isoformat() if one.day else None,
        "language": one.language,
        "can_be_cited": not one.refusal,
    }


COMMANDS = (finding,)
