"""A survey of a few questions that sixty-one people answered in March, closed, with the profiles of the installation."""

from datetime import date
from hashlib import sha256

from flask import Flask, current_app

from consult.actions.consultations import Consultation
from consult.folder import DataFolder
from consult.instrument.definition import Method
from consult.store import answers
from consult.store.base import db
from consult.store.instruments import InstrumentVersion
from tests.heads import counting_head
from tests.web.staff.world import a_consultation, a_project
from tests.worlds import published_text

OPENED, CLOSED, TODAY = date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 2)

INSTRUMENT = (
    counting_head("survey", "Wonen", version="2026-01")
    + """\
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
  tenure: [{name: owner, label: Eigenaar}, {name: social, label: Sociale huur}, {name: street, label: Op straat}]
  gender: [{name: woman, label: Vrouw}, {name: man, label: Man}]
  help: [{name: family, label: Familie}, {name: office, label: Loket}]
pages:
  - name: home
    part: core
    title: Uw woning
    questions:
      - {name: tenure, type: select_one tenure, label: Hoe woont u?, disclosure: safe}
      - {name: help, type: select_multiple help, label: Wie hielp u?, disclosure: safe}
  - name: who
    part: background
    title: Over u
    questions:
      - {name: gender, type: select_one gender, label: Wat bent u?, disclosure: key}
  - name: origin
    part: closing
    title: Nog twee vragen
    questions:
      - {name: target_group, type: select_one yes_no, label: Van buitenlandse herkomst?, disclosure: safe}
      - {name: earlier, type: select_one yes_no, label: Deed u al mee?, disclosure: safe}
"""
)

PROFILE = """
profile: internal
audience: internal
tables: {{threshold: 5, threshold_identity: 10, smallest_base: 30}}
instruments:
  social-housing/survey:
    structures: [{structure}]
    identity: [target_group]
    subgroups: [gender, age, target_group]
"""

# Owners and tenants by gender: 20, 13, 11, 12 people. Three who sleep in the street and two who refused are left out: five,
# as many as any group has to have.
RESEARCHER = """
profile: researcher
audience: researcher
suppression: 0.1
instruments:
  social-housing/survey:
    structures: [{structure}]
    variables:
      tenure: key
      target_group: withheld
      earlier: withheld
      language: withheld
      mode: withheld
      state: withheld
      day: withheld
"""

# Sixty-one people: how they live, who they are, who helped them. Nobody said whether they took part before.
PEOPLE = [
    *[("owner", "woman", ["family"])] * 20,
    *[("owner", "man", ["family", "office"])] * 13,
    *[("social", "woman", ["office"])] * 11,
    *[("social", "man", ["family"])] * 12,
    *[("street", "man", ["family"])] * 3,
    *[("refused", "woman", "refused")] * 2,
]


def an_unanswered_one(instrument: str) -> Consultation:
    """A survey of March with this instrument, closed, that nobody answered yet."""
    version = published_text(instrument)
    a_profile_for(version)
    row = a_consultation(a_project(), Method.SURVEY, "Survey wonen", version=version.id)
    row.opened_on, row.closed_on = OPENED, CLOSED
    return row


def a_closed_survey() -> Consultation:
    """Sixty-one people answered in March."""
    row = an_unanswered_one(INSTRUMENT)
    for number, (tenure, gender, help_) in enumerate(PEOPLE):
        answer(row, number, {"tenure": tenure, "gender": gender, "help": help_, "target_group": "yes"})
    db.session.commit()
    return row


def three_more_refuse(row: Consultation) -> None:
    """With the two who did already they are a group: nobody has to be left out."""
    for number in range(100, 103):
        answer(
            row, number, {"tenure": "refused", "gender": "woman", "help": "refused", "target_group": "yes"}
        )
    db.session.commit()


def a_profile_for(version: InstrumentVersion) -> None:
    """The installation's own profiles for this instrument."""
    exports = folder(current_app).path / "exports"
    exports.mkdir()
    for name, text in (("internal", PROFILE), ("researcher", RESEARCHER)):
        (exports / f"{name}.yaml").write_text(text.format(structure=version.structure_hash))


def answer(row: Consultation, number: int, document: dict[str, object]) -> None:
    """Stores one response of March; `number` tells it from the others."""
    stored = {
        "id": sha256(f"{row.id}{number}".encode()).hexdigest(),
        "consultation": row.id,
        "version": row.versions[0].version,
        "language": "nl",
        "mode": "web",
        "day": OPENED,
        "consent_version": "2026-01",
        "state": "complete",
        "format": 1,
        "document": document | {"earlier": "not_answered"},
    }
    answers.keep_response(stored, {}, answers.Tally(row.id, OPENED, "yes", "no", gave_input=True))


def folder(app: Flask) -> DataFolder:
    """The data folder of an application."""
    found: DataFolder = app.extensions["folder"]
    return found
