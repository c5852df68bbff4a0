"""Answers to a workbook of someone else: counted as by hand, and nothing leaves before someone gave it a role."""

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from random import Random
from typing import Any

import pytest
from flask import Flask

from consult.actions import clock, publishing
from consult.actions.consultations import Consultation
from consult.actions.datasets import fresh_copy
from consult.actions.importing import write_instrument
from consult.instrument.definition import Method
from consult.instrument.xlsform.importing import import_workbook
from consult.response.document import compose
from consult.response.draft import Draft
from consult.response.judging import read_all
from consult.response.synthetic import answered
from consult.store import answers
from consult.store.base import db
from consult.store.instruments import InstrumentVersion
from tests.actions.closed_survey import CLOSED, OPENED, TODAY, folder
from tests.actions.releases.test_making import made, rows_of, said
from tests.cli.conftest import Typed, typed  # noqa: F401  (the fixture)
from tests.web.staff.world import a_consultation, a_project
from tests.xlsforms import the_real

PEOPLE = 60
PROFILE = """
profile: researcher
audience: researcher
suppression: 0.2
instruments:
  social-housing/subdistrict-profiling-tool:
    structures: [{structure}]
    variables:
      _4_4_fairly: {{role: key}}
      _1_4_camps: {{role: safe}}
      language: withheld
      mode: withheld
      state: withheld
      day: withheld
"""


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def version(app: Flask) -> InstrumentVersion:
    """The workbook, imported into the installation and published."""
    file = the_real("onaio__onadata__subdistrict_profiling_tool")
    imported = import_workbook(file.read_bytes(), file.name)
    write_instrument(imported, publishing.own_instruments(folder(app)))
    checked = publishing.check_file(publishing.file_of(imported.name, folder(app)))
    assert checked.instrument is not None
    assert checked.translations is not None
    row, _new = publishing.publish(checked.instrument, checked.translations, by="machine")
    return row


@pytest.fixture
def documents(version: InstrumentVersion) -> list[dict[str, Any]]:
    """What sixty synthetic people answered, as it is stored."""
    instrument = publishing.from_canonical(version.document).instrument
    found = []
    for number in range(PEOPLE):
        empty = Draft("secret", version.id, "import-1", {})
        draft = answered(instrument, empty, Random(number), TODAY)
        found.append(compose(instrument, read_all(instrument, draft.typed, TODAY), draft.seen).document)
    return found


@pytest.fixture
def survey(version: InstrumentVersion, documents: list[dict[str, Any]]) -> Consultation:
    row = a_consultation(a_project(), Method.SURVEY, "Subdistricts", version=version.id)
    row.opened_on, row.closed_on = OPENED, CLOSED
    for number, document in enumerate(documents):
        stored = {
            "id": sha256(f"{row.id}{number}".encode()).hexdigest(),
            "consultation": row.id,
            "version": version.id,
            "language": "ar" if number % 3 else "en",
            "mode": "web",
            "day": OPENED,
            "consent_version": "import-1",
            "state": "complete",
            "format": 1,
            "document": document,
        }
        answers.keep_response(
            stored, {}, answers.Tally(row.id, OPENED, "unknown", "unknown", gave_input=True)
        )
    db.session.commit()
    return row


def test_a_table_counts_what_a_person_would_count(
    survey: Consultation,
    documents: list[dict[str, Any]],
    typed: Typed,  # noqa: F811
) -> None:
    told = json.loads(typed("tabulate", survey.id, "--rows", "_4_4_fairly", "--json").output)
    counted = Counter(document["_4_4_fairly"] for document in documents)
    shown = {one["row"]: one["count"] for one in told["cells"] if one["count"] is not None}
    assert shown
    assert shown == {code: counted[code] for code in shown}


def test_every_answer_is_a_typed_column(
    app: Flask, survey: Consultation, documents: list[dict[str, Any]]
) -> None:
    dataset = fresh_copy(survey, folder(app)).dataset()
    days = sorted(document["report_date"] for document in documents if document["report_date"][0].isdigit())
    assert sorted(day.date().isoformat() for day in dataset.frame["report_date"].dropna()) == days
    assert set(dataset.frame["community"].dropna()) <= {*dataset.variables["community"].values}
    assert dataset.variables["governorate"].label("ar").text == "اختر المحافظة"
    assert dataset.variables["governorate"].label("nl").language == "en"


def test_a_choice_lies_within_the_choice_before_it(
    version: InstrumentVersion, documents: list[dict[str, Any]]
) -> None:
    instrument = publishing.from_canonical(version.document).instrument
    homes = {one.name: dict(one.columns) for one in instrument.questions["district"].choices}
    chosen = [(one["governorate"], one["district"]) for one in documents if one["district"] in homes]
    assert len(chosen) > PEOPLE / 2
    assert [pair for pair in chosen if homes[pair[1]]["governorate"] != pair[0]] == []


def test_nothing_leaves_before_it_has_a_role(
    app: Flask, survey: Consultation, version: InstrumentVersion
) -> None:
    (exports := folder(app).path / "exports").mkdir()
    (exports / "researcher.yaml").write_text(PROFILE.format(structure=version.structure_hash))
    release = made(app, survey)
    assert said(release) == []
    assert set(rows_of(app, release)[0]) == {"_4_4_fairly", "_1_4_camps"}
