"""Answers of real households come in as pandas counts them in their own workbook (REACH's MSNA of 2024)."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from flask import Flask

from consult.actions import consultations, datasets, publishing, tabulating
from consult.actions.bringing import Incoming
from consult.actions.consultations import Consultation
from consult.actions.importing import write_instrument
from consult.folder import DataFolder
from consult.instrument.definition import MISSING_CODES, Type
from consult.instrument.xlsform.importing import import_workbook
from consult.response.bringing.incoming import Loss
from consult.store.base import db
from tests.actions.brought_world import MSNA, a_survey, brought, held, looked
from tests.dataset.test_opening import the_households
from tests.worlds import an_open_survey
from tests.xlsforms import the_real


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    return found


def test_the_households_of_a_real_workbook_are_counted_as_pandas_counts_them(folder: DataFolder) -> None:
    row = a_survey(MSNA)
    file = the_households()
    incoming = looked(row, file, folder)
    assert (incoming.table, incoming.rows, incoming.told_apart) == ("main", 241, "uuid")
    assert [(one.column, one.n) for one in incoming.understood.lost if one.loss is Loss.TABLE] == [
        ("roster", 965), ("edu_ind", 965), ("health_ind", 965), ("nut_ind", 965),
    ]  # fmt: skip
    assert [one for one in incoming.understood.lost if one.loss not in (Loss.TABLE, Loss.COLUMN)] == []
    assert brought(row, file, folder, losses=True) == 241
    own = pd.read_excel(file, "main", dtype=object, engine="openpyxl")
    frame = datasets.fresh_copy(row, folder).dataset().frame
    for name in (
        "survey_modality",
        "resp_gender",
        "setting",
        "aap_received_assistance_12m",
        "snfi_shelter_type",
        "hlp_risk_eviction",
    ):
        counted = frame[name].value_counts()
        assert {code: n for code, n in counted.items() if n} == own[name].value_counts().to_dict()
    for phone in ("none", "basic_phone", "feature_phone", "smartphone", "dnk", "pnta"):
        column = f"etc_access_to_phone_{phone}"
        assert int(frame[column].sum()) == int(own[f"etc_access_to_phone/{phone}"].sum())
    assert frame["hh_size"].sum() == own["hh_size"].astype(int).sum()
    row.closed_on = row.opened_on
    db.session.commit()
    told = tabulating.frequency(row, folder, "setting")
    assert told.table.base == 241
    assert consultations.consultation(row.id) is row


def test_households_come_into_the_form_that_they_were_asked_with(folder: DataFolder) -> None:
    """REACH's form and REACH's data: every choice and number that both have is counted as in the workbook itself."""
    form = the_real("impact-initiatives-hppu__humind.data__REACH_2024_MSNA-kobo-tool_draft_v11")
    file = the_households()
    imported = import_workbook(form.read_bytes(), form.name)
    write_instrument(imported, publishing.own_instruments(folder))
    checked = publishing.check_file(publishing.file_of(imported.name, folder))
    assert checked.instrument is not None
    assert checked.translations is not None
    version, _new = publishing.publish(checked.instrument, checked.translations, by="machine")
    row = consultations.consultation(an_open_survey(version))
    assert row is not None
    incoming = looked(row, file, folder)
    assert incoming.rows == len(incoming.new) == 241
    assert brought(row, file, folder, losses=True) == 241
    own = pd.read_excel(file, "main", dtype=object, engine="openpyxl")
    compared = 0
    _members_are_counted_as_in_their_sheets(row, incoming, file)
    for matched in (one for one in incoming.understood.matched if not one.table):
        question = checked.instrument.variables[matched.variable]
        if question.type is not Type.SELECT_ONE or matched.choice:
            continue
        lost = {one.value for one in incoming.understood.lost if one.column == matched.column}
        wanted = {
            str(code): n for code, n in own[matched.column].value_counts().items() if str(code) not in lost
        }
        counted = Counter(str(one.document[matched.variable]) for one in held(row))
        assert {code: n for code, n in counted.items() if code not in MISSING_CODES} == wanted, matched.column
        compared += 1
    assert compared > 60


def _members_are_counted_as_in_their_sheets(row: Consultation, incoming: Incoming, file: Path) -> None:
    """What is asked of each member of a household stands in a sheet of its own, a row for each."""
    assert [
        one for one in incoming.understood.lost if one.loss in (Loss.TABLE, Loss.ORPHAN, Loss.BEYOND)
    ] == []
    sheets = pd.read_excel(file, None, dtype=object, engine="openpyxl")
    asked = [f"wgq_vision_{number}" for number in range(1, 11)]
    counted = Counter(str(one.document[name]) for one in held(row) for name in asked)
    wanted = sheets["roster"]["wgq_vision"].value_counts()
    assert {code: n for code, n in counted.items() if code not in MISSING_CODES} == wanted.to_dict()
