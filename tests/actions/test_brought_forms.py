"""Answers to a form of Kobo or ODK come in under the names that the form has, with the repeats in its sheets."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from flask import Flask

from consult.actions import consultations, publishing
from consult.actions.bringing import ALOUD, Incoming, Wanted
from consult.actions.brought_beside import BringingRefused
from consult.actions.consultations import Consultation
from consult.actions.importing import write_instrument
from consult.folder import DataFolder
from consult.instrument.xlsform.imported import Wish
from consult.instrument.xlsform.importing import import_workbook
from consult.response.bringing.incoming import Loss
from consult.store.base import db
from tests.actions.brought_world import a_survey, brought, held, looked
from tests.worlds import an_open_survey

Rows = Sequence[Sequence[object]]


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    return found


def a_workbook(path: Path, **sheets: Rows) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("__", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def a_zip(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name.replace('__', '-')}.csv", text)
    return path


def lost(incoming: Incoming) -> list[tuple[object, ...]]:
    return [(one.loss, one.column, one.value, one.n, one.place) for one in incoming.understood.lost]


# --- the names of the form

FORM: Rows = [
    ("type", "name", "label::Nederlands (nl)", "calculation"),
    ("begin group", "g1", "Eerst", ""),
    ("integer", "q1.2", "Hoeveel?", ""),
    ("integer", "âge", "Hoe oud?", ""),
    ("select_one asked", "answer", "Wat zei u?", ""),
    ("text", "why", "Waarom?", ""),
    ("end group", "", "", ""),
    ("begin group", "g2", "Dan", ""),
    ("select_multiple asked", "why", "Waarom dan?", ""),
    ("calculate", "double", "", "${q1.2} * 2"),
    ("end group", "", "", ""),
]
CHOICES: Rows = [
    ("list_name", "name", "label::Nederlands (nl)"),
    ("asked", "ja", "Ja"),
    ("asked", "refused", "Zei niets"),
]


def a_form(tmp_path: Path, folder: DataFolder, survey: Rows = FORM, choices: Rows = CHOICES) -> Consultation:
    """An open survey with an instrument that was imported from this workbook."""
    file = a_workbook(tmp_path / "form.xlsx", survey=survey, choices=choices)
    imported = import_workbook(file.read_bytes(), file.name, Wish(name="form"))
    write_instrument(imported, publishing.own_instruments(folder))
    checked = publishing.check_file(publishing.file_of("social-housing/form", folder))
    assert checked.instrument is not None, checked.problems
    assert checked.translations is not None
    version, _new = publishing.publish(checked.instrument, checked.translations, by="machine")
    row = consultations.consultation(an_open_survey(version))
    assert row is not None
    return row


def stored(row: Consultation, *names: str) -> list[tuple[object, ...]]:
    return sorted((tuple(one.document[name] for name in names) for one in held(row)), key=repr)


KOBO_HEAD = (
    "start", "g1/q1.2", "g1/âge", "g1/answer", "g1/why", "g2/why", "g2/why/ja", "g2/why/refused", "g2/double", "_uuid",
)  # fmt: skip


def test_an_export_is_matched_by_the_names_that_the_form_has(folder: DataFolder, tmp_path: Path) -> None:
    row = a_form(tmp_path, folder)
    answers = ("2026-03-02T10:11:12", 3, 40, "refused", "Zo", "ja refused", 1, 1, 6, "u-1")
    file = a_workbook(tmp_path / "data.xlsx", form=[KOBO_HEAD, answers])
    incoming = looked(row, file, folder)
    assert lost(incoming) == []
    assert brought(row, file, folder) == 1
    assert stored(row, "q1_2", "age", "answer", "why", "g2_why", "double") == [
        (3, 40, "refused_", "sealed", ["ja", "refused_"], 6)
    ]


def test_a_sign_that_names_hold_too_parts_only_after_a_group_of_the_form(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_form(tmp_path, folder)
    head = ["g1-q1.2", "g1:âge", "g2.why", "maybe-answer", "_id"]
    file = a_workbook(tmp_path / "data.xlsx", form=[head, [3, 40, "ja", "ja", "k"]])
    assert lost(looked(row, file, folder)) == [(Loss.COLUMN, "maybe-answer", "", 1, "form!D2")]
    brought(row, file, folder, losses=True)
    assert stored(row, "q1_2", "age", "answer", "g2_why") == [(3, 40, "not_asked", ["ja"])]


def test_a_form_that_cannot_be_read_any_more_is_told_and_nothing_comes_in(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_form(tmp_path, folder)
    (publishing.own_instruments(folder) / "social-housing/form.xlsform.json").write_text("{")
    file = a_workbook(tmp_path / "data.xlsx", form=[["g1/q1.2"], [3]])
    with pytest.raises(BringingRefused) as refused:
        looked(row, file, folder)
    assert [one.code for one in refused.value.problems] == ["kept_unreadable"]


def test_a_column_called_as_one_of_odk_s_is_only_left_behind_in_a_table_of_odk(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_form(tmp_path, folder)
    head = ["g1/answer", "Status", "KEY"]
    file = a_workbook(tmp_path / "data.xlsx", form=[head, ["ja", "gehuwd", "k"]])
    assert [one[1] for one in lost(looked(row, file, folder))] == ["Status", "KEY"]
    odk = a_workbook(tmp_path / "odk.xlsx", form=[[*head, "SubmissionDate"], ["ja", "", "k", "2026-03-02"]])
    assert lost(looked(row, odk, folder)) == []


# --- what is worked out


def test_a_calculation_is_worked_out_anew_and_a_difference_is_told(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_form(tmp_path, folder)
    head = ["g1/q1.2", "g2/double", "_uuid"]
    file = a_workbook(tmp_path / "data.xlsx", form=[head, [3, 6.0, "a"], [4, 7, "b"], [5, "", "c"]])
    incoming = looked(row, file, folder)
    assert lost(incoming) == []
    assert incoming.understood.recalculated == [("g2/double", "double", 2, ("form!B3", "form!B4"))]
    brought(row, file, folder)
    assert stored(row, "double") == [(10,), (6,), (8,)]


# --- who notes what

ALOUD_ONLY = """
instrument: social-housing/aloud
title: Wonen
method: survey
report: social-housing
serves: {results: [R7], indicators: [OD2.1-a, OD2.1-b]}
languages: [nl]
criterion: flemish-government
counting: {target_group: target_group, earlier: earlier}
estimated_minutes: 2
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "2026-01", text: Lees dit., agree: Ik doe mee}
choices:
  yes_no: [{name: "yes", label: Ja}, {name: "no", label: Nee}]
pages:
  - name: home
    part: core
    title: Uw woning
    questions:
      - {name: damp, type: select_one yes_no, label: Vocht?, unprompted: [refused, dont_know], disclosure: safe}
      - {name: rent, type: integer, label: Huur?, unprompted: [refused], disclosure: key}
  - name: origin
    part: closing
    title: Nog twee vragen
    questions:
      - {name: target_group, type: select_one yes_no, label: Van buitenlandse herkomst?, disclosure: safe}
      - {name: earlier, type: select_one yes_no, label: Deed u al mee?, disclosure: safe}
"""
SPOKEN = "_uuid,damp,rent\na,refused,refused\nb,dont_know,500\nc,yes,600\n"


def test_what_only_an_interviewer_notes_comes_in_when_people_were_asked_aloud(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_survey(ALOUD_ONLY)
    (tmp_path / "data.csv").write_text(SPOKEN)
    aloud = Wanted(mode=ALOUD, interpreter=True)
    assert lost(looked(row, tmp_path / "data.csv", folder, aloud)) == []
    assert brought(row, tmp_path / "data.csv", folder, aloud) == 3
    assert stored(row, "damp", "rent") == [("dont_know", 500), ("refused", "refused"), ("yes", 600)]
    assert {(one.mode, one.interviewer, one.interpreter) for one in held(row)} == {(ALOUD, "", True)}


def test_asked_otherwise_they_are_listed_with_what_to_do(folder: DataFolder, tmp_path: Path) -> None:
    row = a_survey(ALOUD_ONLY)
    (tmp_path / "data.csv").write_text(SPOKEN)
    assert lost(looked(row, tmp_path / "data.csv", folder, Wanted(mode="paper"))) == [
        (Loss.UNPROMPTED, "damp", "dont_know", 1, "line 3"),
        (Loss.UNPROMPTED, "damp", "refused", 1, "line 2"),
        (Loss.UNPROMPTED, "rent", "refused", 1, "line 2"),
    ]


# --- repeats

HOUSEHOLDS: Rows = [
    ("type", "name", "label::Nederlands (nl)", "calculation"),
    ("text", "town", "Waar?", ""),
    ("begin repeat", "house.1", "Huis", ""),
    ("integer", "rooms", "Kamers?", ""),
    ("begin repeat", "member", "Lid", ""),
    ("integer", "âge", "Hoe oud?", ""),
    ("select_multiple asked", "help", "Hulp?", ""),
    ("calculate", "months", "", "${âge} * 12"),
    ("end repeat", "", "", ""),
    ("end repeat", "", "", ""),
    ("begin repeat", "pet", "Dier", ""),
    ("select_one asked", "fed", "Eet het?", ""),
    ("end repeat", "", "", ""),
]
SHEETS: dict[str, Rows] = {
    "Huizen": [("start", "town", "_uuid", "_index"), ("2026-03-02T10:11:12", "Gent", "u-1", 1), ("", "Genk", "u-2", 2)],
    "house.1": [
        ("house.1/rooms", "_index", "_parent_table_name", "_parent_index", "_submission__submission_time"),
        (4, 1, "Huizen", 2, "2026-03-02T10:11:12"), (5, 2, "Huizen", 1, ""), (6, 3, "Huizen", 2, ""),
    ],
    "member": [
        ("house.1/member/âge", "house.1/member/help", "house.1/member/help/ja", "house.1/member/help/refused", "house.1/member/months", "_index", "_parent_table_name", "_parent_index"),
        (30, "ja refused", 1, 1, 360, 1, "house.1", 3), (31, "", 0, 0, 372, 2, "house.1", 3), (8, "ja", 1, 0, 97, 3, "house.1", 2), (9, "nee", 0, 0, "", 4, "house.1", 7),
    ],
    "pet": [("pet/fed", "_index", "_parent_table_name", "_parent_index"), ("ja", 1, "Huizen", 1), ("refused", 2, "Huizen", 1)],
}  # fmt: skip
HELD = (
    "rooms_1", "rooms_2", "âge_1_1", "âge_2_1", "âge_2_2", "help_2_1", "fed_1", "fed_2", "months_2_2",
)  # fmt: skip


def names_here(*names: str) -> list[str]:
    return [name.replace("âge", "age") for name in names]


def test_repeats_in_sheets_become_the_instances_of_each_response(folder: DataFolder, tmp_path: Path) -> None:
    row = a_form(tmp_path, folder, HOUSEHOLDS)
    file = a_workbook(tmp_path / "data.xlsx", **SHEETS)
    incoming = looked(row, file, folder)
    assert lost(incoming) == [(Loss.ORPHAN, "member", "", 1, "member!5")]
    assert [(one.column, one.n, one.places) for one in incoming.understood.recalculated] == [
        ("member!house.1/member/months", 1, ("member!E4",))
    ]
    assert incoming.understood.odd == []
    assert brought(row, file, folder, losses=True) == 2
    assert stored(row, *names_here(*HELD)) == [
        (4, 6, "not_asked", 30, 31, ["ja", "refused_"], "not_asked", "not_asked", 372),
        (5, "not_asked", 8, "not_asked", "not_asked", "not_asked", "ja", "refused_", "not_asked"),
    ]
    said = b"".join(one.read_bytes() for one in folder.path.glob("consult.sqlite*"))
    assert [one for one in (b"u-1", b"10:11") if one in said] == []


def test_the_same_workbook_with_repeats_comes_in_once(folder: DataFolder, tmp_path: Path) -> None:
    row = a_form(tmp_path, folder, HOUSEHOLDS)
    file = a_workbook(tmp_path / "data.xlsx", **SHEETS)
    brought(row, file, folder, losses=True)
    assert brought(row, file, folder, losses=True) == 0
    assert len(held(row)) == 2


def test_more_instances_than_the_instrument_has_are_told(folder: DataFolder, tmp_path: Path) -> None:
    row = a_form(tmp_path, folder, HOUSEHOLDS)
    pets = [SHEETS["pet"][0], *(("ja", number, "Huizen", 1) for number in range(1, 14))]
    file = a_workbook(tmp_path / "data.xlsx", Huizen=SHEETS["Huizen"], pet=pets)
    assert lost(looked(row, file, folder)) == [(Loss.BEYOND, "pet", "", 3, "pet!12")]


ODK = {
    "form": "SubmissionDate,town,meta-instanceID,KEY,SubmitterName,DeviceID,SET-OF-house\n2026-03-02T10:11:12.000Z,Gent,uuid:1,uuid:1,Bo,collect:x,uuid:1/house\n2026-03-02T10:11:12.000Z,Genk,uuid:2,uuid:2,Bo,collect:x,uuid:2/house\n",
    "form__house.1": "rooms,PARENT_KEY,KEY\n4,uuid:2,uuid:2/house[1]\n6,uuid:2,uuid:2/house[2]\n5,uuid:1,uuid:1/house[1]\n",
    "form__member": "âge,help,help/ja,help/refused,PARENT_KEY,KEY\n30,ja refused,1,1,uuid:2/house[2],uuid:2/house[2]/member[1]\n31,,0,0,uuid:2/house[2],uuid:2/house[2]/member[2]\n8,ja,1,0,uuid:1/house[1],uuid:1/house[1]/member[1]\n",
    "form__pet": "fed,PARENT_KEY,KEY\nja,uuid:1,uuid:1/pet[1]\nrefused,uuid:1,uuid:1/pet[2]\n",
}


def test_the_zip_of_odk_central_holds_the_responses_and_their_repeats(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_form(tmp_path, folder, HOUSEHOLDS)
    file = a_zip(tmp_path / "form.zip", **ODK)
    incoming = looked(row, file, folder)
    assert (incoming.kind, incoming.table, incoming.told_apart) == ("zip", "form", "meta-instanceID")
    assert lost(incoming) == []
    assert "DeviceID" in incoming.understood.left_behind
    assert brought(row, file, folder) == 2
    assert stored(row, *names_here(*HELD)) == [
        (4, 6, "not_asked", 30, 31, ["ja", "refused_"], "not_asked", "not_asked", 372),
        (5, "not_asked", 8, "not_asked", "not_asked", "not_asked", "ja", "refused_", "not_asked"),
    ]


def test_instances_can_stand_in_the_columns_of_the_responses(folder: DataFolder, tmp_path: Path) -> None:
    row = a_form(tmp_path, folder, HOUSEHOLDS)
    head = [
        "town",
        "house.1[1]/rooms",
        "house.1[2]/member[1]/âge",
        "pet[2]/fed",
        "pet[1]/fed",
        "house.1[2]/member[1]/help/ja",
    ]
    file = a_workbook(tmp_path / "data.xlsx", form=[head, ["Gent", 3, 40, "ja", "ja", 1]])
    incoming = looked(row, file, folder)
    assert (lost(incoming), incoming.understood.odd) == ([], [])
    brought(row, file, folder)
    assert stored(row, "rooms_1", "age_2_1", "fed_2", "help_2_1") == [(3, 40, "ja", ["ja"])]
    db.session.rollback()


PEOPLE: Rows = [
    ("type", "name", "label::Nederlands (nl)"),
    ("begin repeat", "person", "Mens"),
    ("text", "called", "Hoe heet die?"),
    ("end repeat", "", ""),
    ("select_one ${called}", "eldest", "Wie is de oudste?"),
]


def test_who_was_chosen_among_those_of_a_repeat_is_known_by_number(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_form(tmp_path, folder, PEOPLE)
    file = a_workbook(
        tmp_path / "data.xlsx",
        main=[["eldest", "_index"], ["Bo", 1], ["Piet", 2]],
        person=[["called", "_parent_index"], ["Ann", 1], ["Bo", 1], ["Jan", 2]],
    )
    assert lost(looked(row, file, folder)) == [(Loss.VALUE, "eldest", "", 1, "main!A3")]
    brought(row, file, folder, losses=True)
    assert stored(row, "called_1", "called_2", "eldest") == [
        ("sealed", "not_asked", "not_answered"), ("sealed", "sealed", "2"),
    ]  # fmt: skip


def test_a_sheet_that_no_repeat_is_called_as_stays_behind_and_is_told(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_form(tmp_path, folder, HOUSEHOLDS)
    file = a_workbook(tmp_path / "data.xlsx", Huizen=SHEETS["Huizen"], garden=SHEETS["pet"])
    assert lost(looked(row, file, folder)) == [(Loss.TABLE, "garden", "", 2, "")]


def test_the_table_of_the_responses_is_found_whatever_its_columns_are_called(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_form(tmp_path, folder, HOUSEHOLDS)
    file = a_zip(tmp_path / "form.zip", **{**ODK, "form": ODK["form"].replace("town,", "place,")})
    incoming = looked(row, file, folder)
    assert (incoming.table, len(incoming.new)) == ("form", 2)
