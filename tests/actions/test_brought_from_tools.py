"""Answers come in from LimeSurvey, SPSS and tables of labels as these write them, and nothing tells who gave them when."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from flask import Flask

from consult.actions import consultations, publishing
from consult.actions.bringing import Incoming, Wanted
from consult.actions.consultations import Consultation
from consult.actions.importing import write_instrument
from consult.folder import DataFolder
from consult.response.bringing.incoming import Loss
from tests.actions.brought_world import HOUSING, a_survey, brought, held, looked
from tests.instrument.limesurvey.surveys import Survey
from tests.worlds import an_open_survey


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    return found


def lost(incoming: Incoming) -> list[tuple[object, ...]]:
    return [(one.loss, one.column, one.value, one.n, one.place) for one in incoming.understood.lost]


def a_csv(path: Path, *rows: Sequence[str], sign: str = ",") -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=sign, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


# --- LimeSurvey


def a_limesurvey() -> Survey:
    survey = Survey(languages=("nl", "fr"))
    survey.ask("home", "L", "Hoe woont u?", answers=["A1", "A2"], other="Y")
    survey.ask("help", "M", "Wie hielp u?", subs=["fam", "loket"], other="Y")
    survey.ask("trust", "F", "Wie vertrouwt u?", subs=["pol", "school"], answers=["1", "2"])
    survey.ask("order", "R", "Wat eerst?", answers=["x", "y", "z"])
    survey.ask("rent", "N", "Hoeveel huur?")
    survey.ask("since", "D", "Sinds wanneer?")
    survey.ask("damp", "Y", "Is er vocht?")
    return survey


@pytest.fixture
def lime(folder: DataFolder) -> Consultation:
    imported = a_limesurvey().imported(name="lime")
    write_instrument(imported, publishing.own_instruments(folder))
    checked = publishing.check_file(publishing.file_of("social-housing/lime", folder))
    assert checked.instrument is not None, checked.problems
    assert checked.translations is not None
    version, _new = publishing.publish(checked.instrument, checked.translations, by="machine")
    row = consultations.consultation(an_open_survey(version))
    assert row is not None
    return row


NAMES = ("home", "home_other", "help", "help_other", "trust_pol", "trust_school", "order_x", "order_y", "rent", "since", "damp")  # fmt: skip
STORED = [
    ("A1", "not_asked", ["fam", "loket"], "not_asked", "2", "not_answered", "not_answered", "not_answered", "not_answered", "not_answered", "N"),
    ("other", "sealed", ["fam", "other"], "sealed", "1", "2", "2", "1", 650, "2019-05-01", "Y"),
]  # fmt: skip
CODES = (
    "id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl", "home", "home[other]",
    "help[fam]", "help[loket]", "help[other]", "trust[pol]", "trust[school]", "order[1]", "order[2]", "order[3]", "rent", "since", "damp", "interviewtime",
)  # fmt: skip
IN_CODES = [
    ("1", "2026-03-02 10:11:12", "3", "fr", "99", "2026-03-02 10:00:00", "2026-03-02 10:11:12", "10.0.0.7", "", "-oth-", "Een tent",
     "Y", "", "De buur", "1", "2", "y", "x", "", "650.0000000000", "2019-05-01 00:00:00", "Y", "672"),
    ("2", "", "1", "nl", "98", "2026-03-03 10:00:00", "2026-03-03 10:11:12", "10.0.0.8", "", "A1", "",
     "Y", "Y", "", "2", "", "", "", "", "", "", "N", "60"),
]  # fmt: skip


def stored(row: Consultation) -> list[tuple[object, ...]]:
    return sorted((tuple(one.document[name] for name in NAMES) for one in held(row)), key=repr)


def test_limesurvey_in_codes_comes_in_with_other_and_comments_and_ranks(
    folder: DataFolder, tmp_path: Path, lime: Consultation
) -> None:
    file = a_csv(tmp_path / "results-survey7.csv", CODES, *IN_CODES)
    incoming = looked(lime, file, folder)
    assert (lost(incoming), incoming.understood.odd, incoming.told_apart) == ([], [], "id")
    assert brought(lime, file, folder) == 2
    assert stored(lime) == STORED
    assert {(one.language, one.state) for one in held(lime)} == {("fr", "complete"), ("nl", "partial")}
    assert brought(lime, file, folder) == 0


WORDS = (
    "Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "Date last action", "IP address", "Referrer URL",
    "Hoe woont u?", "Hoe woont u? [Anders]", "Wie hielp u? [Rij fam]", "Wie hielp u? [Rij loket]", "Wie hielp u? [Anders]", "Wie vertrouwt u? [Rij pol]",
    "Wie vertrouwt u? [Rij school]", "Wat eerst? [Rang 1]", "Wat eerst? [Rang 2]", "Wat eerst? [Rang 3]", "rent. Hoeveel huur?", "Sinds wanneer?", "Is er vocht?",
    "Total time",
)  # fmt: skip
IN_WORDS = [
    ("1", "2026-03-02 10:11:12", "3", "fr", "99", "", "", "10.0.0.7", "", "Anders", "Een tent",
     "Ja", "Nee", "De buur", "Keuze 1", "Keuze 2", "Keuze y", "Keuze x", "", "650", "2019-05-01", "Ja", ""),
    ("2", "", "1", "nl", "98", "", "", "10.0.0.8", "", "Keuze A1", "",
     "Ja", "Ja", "", "Keuze 2", "N/A", "", "", "", "", "", "Nee", ""),
]  # fmt: skip


def test_limesurvey_in_full_answers_is_the_same(
    folder: DataFolder, tmp_path: Path, lime: Consultation
) -> None:
    file = a_csv(tmp_path / "results.csv", WORDS, *IN_WORDS, sign=";")
    incoming = looked(lime, file, folder)
    assert (lost(incoming), incoming.understood.odd) == ([], [])
    brought(lime, file, folder)
    assert stored(lime) == STORED


def an_lsa(path: Path, survey: Survey) -> Path:
    """The answers above under the numbers that LimeSurvey's own tables have."""
    fields = [_numbered(survey, name) for name in CODES]
    rows = "".join(
        "<row>" + "".join(f"<{tag}><![CDATA[{cell}]]></{tag}>" for tag, cell in zip(fields, row, strict=True) if cell) + "</row>"
        for row in IN_CODES
    )  # fmt: skip
    names = "".join(f"<fieldname>{name.lstrip('_')}</fieldname>" for name in fields)
    answers = (
        "<document><LimeSurveyDocType>Responses</LimeSurveyDocType><DBVersion>620</DBVersion><languages/>"
        f"<responses><fields>{names}</fields><rows>{rows}</rows></responses></document>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("survey_7.lss", survey.written)
        archive.writestr("survey_7_responses.lsr", answers)
        archive.writestr("survey_7_tokens.lst", "<document><tokens>bo@example.org</tokens></document>")
    return path


def _numbered(survey: Survey, name: str) -> str:
    code, bracket, part = name.partition("[")
    return f"_7X1X{survey.numbers[code]}{part.rstrip(']')}" if code in survey.numbers else name


def test_an_lsa_is_read_with_the_survey_in_it(folder: DataFolder, tmp_path: Path, lime: Consultation) -> None:
    file = an_lsa(tmp_path / "survey_7.lsa", a_limesurvey())
    incoming = looked(lime, file, folder)
    assert (incoming.kind, lost(incoming), incoming.told_apart) == ("lsa", [], "id")
    assert "7X" not in "".join(one.column for one in incoming.understood.matched)
    brought(lime, file, folder)
    assert stored(lime) == STORED


# --- SPSS


def test_user_missing_values_of_spss_are_no_answers_and_no_numbers(
    folder: DataFolder, tmp_path: Path
) -> None:
    frame = pd.DataFrame(
        {
            "tenure": [1.0, 77.0, 88.0, 99.0],
            "rent": [500.0, 99.0, 88.0, float("nan")],
            "V3": [1.0, 2.0, 1.0, 2.0],
        }
    )
    pyreadstat.write_sav(
        frame,
        str(tmp_path / "x.sav"),
        column_labels={"V3": "Van buitenlandse herkomst?"},
        variable_value_labels={
            "tenure": {1: "Eigenaar", 77: "Weet het niet", 88: "Weigert", 99: "Geen antwoord"},
            "rent": {88: "Weigert", 99: "Niet van toepassing"},
            "V3": {1: "Ja", 2: "Nee"},
        },
        missing_ranges={"tenure": [{"lo": 77, "hi": 99}], "rent": [88, 99]},
    )
    row = a_survey()
    assert lost(looked(row, tmp_path / "x.sav", folder)) == [
        (Loss.VALUE, "rent", "88", 1, "row 3"),
        (Loss.VALUE, "tenure", "88", 1, "row 3"),
    ]
    brought(row, tmp_path / "x.sav", folder, losses=True)
    assert sorted((one.document["tenure"], one.document["rent"], one.document["target_group"]) for one in held(row)) == [
        ("dont_know", "not_answered", "no"), ("not_answered", "not_answered", "no"),
        ("not_answered", "not_answered", "yes"), ("owner", 500, "yes"),
    ]  # fmt: skip


# --- labels, and how things are written

SHAPES = """
      - {name: since, type: date, label: Sinds wanneer?, disclosure: key}
      - {name: hour, type: time, label: Hoe laat?, disclosure: safe}
      - {name: moment, type: dateTime, label: Wanneer dan?, disclosure: safe}
      - {name: share, type: decimal, label: Welk deel?, disclosure: safe}
      - {name: read, type: acknowledge, label: Gelezen?, disclosure: safe}
"""


def test_labels_stand_for_names_and_codes_under_the_labels_of_groups(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_survey(HOUSING.replace("label: Familie}", "label: Mijn familie}"))
    head = (
        "Uw woning/Hoe woont u?",
        "Uw woning/Wie hielp u?",
        "Uw woning/Wie hielp u?/Mijn familie",
        "Uw woning/Wie hielp u?/Loket",
        "_id",
    )
    file = a_csv(tmp_path / "data.csv", head, ("Sociale huur", "Mijn familie Loket", "1", "1", "7"), ("Eigenaar", "Loket", "0", "1", "8"))  # fmt: skip
    assert lost(looked(row, file, folder)) == []
    brought(row, file, folder)
    assert sorted(((one.document["tenure"], one.document["help"]) for one in held(row)), key=repr) == [
        ("owner", ["office"]), ("social", ["family", "office"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "written", "value"),
    [
        ("since", "2026-03-02", "2026-03-02"),
        ("since", "2026-03-02T00:00:00.000+01:00", "2026-03-02"),
        ("since", "2/3/2026", "2026-03-02"),
        ("hour", "14:30:00.000+01:00", "14:30"),
        ("hour", "14:30:00", "14:30"),
        ("moment", "2026-03-02T14:30:00.000+01:00", "2026-03-02T14:30"),
        ("moment", "2/3/2026 14:30", "2026-03-02T14:30"),
        ("share", "0.30000000000000004", 0.3),
        ("share", "12,5", 12.5),
        ("share", "12.5000000000", 12.5),
        ("rent", "650.0", 650),
        ("rent", "650.0000000000", 650),
        ("read", "OK", "OK"),
        ("read", "TRUE", "OK"),
    ],
)
def test_days_times_and_numbers_are_read_as_tools_write_them(
    folder: DataFolder, tmp_path: Path, name: str, written: str, value: object
) -> None:
    row = a_survey(HOUSING.replace("\n  - name: origin", f"{SHAPES.rstrip()}\n  - name: origin"))
    file = a_csv(tmp_path / "data.csv", ("tenure", name), ("social", written))
    assert lost(looked(row, file, folder)) == []
    brought(row, file, folder)
    assert [one.document[name] for one in held(row)] == [value]


def test_columns_of_each_choice_that_contradict_the_column_of_all_are_told(
    folder: DataFolder, tmp_path: Path
) -> None:
    head = ("_id", "tenure", "help", "help/family", "help/office")
    rows = [
        ("1", "owner", "family", "1", "0"),
        ("2", "owner", "", "1", "0"),
        ("3", "owner", "office", "", ""),
    ]
    file = a_csv(tmp_path / "data.csv", head, *rows)
    assert lost(looked(a_survey(), file, folder)) == [(Loss.SPLIT, "help", "", 1, "line 3")]


def test_the_row_of_hxl_tags_under_the_headings_is_no_answer(folder: DataFolder, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "data.csv", ("tenure", "rent"), ("#shelter", "#value"), ("social", "500"))
    incoming = looked(a_survey(), file, folder)
    assert (lost(incoming), len(incoming.new)) == ([], 1)


WHO = {
    "start": "2026-03-02T10:11:12.345+01:00", "end": "2026-03-02T10:21:12.345+01:00", "deviceid": "collect:Zx81", "username": "enqueteur7",
    "phonenumber": "+32470000000", "_id": "8123456", "_uuid": "6f1e-unieke", "_submission_time": "2026-03-02T10:22:33", "_submitted_by": "marie.k",
    "_geolocation": "51.05 3.72", "__version__": "vQx", "audit": "audit-7.csv", "SubmitterName": "Bo Peeters",
}  # fmt: skip


@pytest.mark.parametrize("mode", ["offline", "interviewer"])
def test_who_where_on_what_and_when_is_never_stored(
    app: Flask, folder: DataFolder, tmp_path: Path, mode: str
) -> None:
    file = a_csv(tmp_path / "data.csv", (*WHO, "tenure"), (*WHO.values(), "owner"))
    row = a_survey()
    assert brought(row, file, folder, Wanted(mode=mode)) == 1
    assert looked(row, file, folder).understood.left_behind == list(WHO)
    everything = io.BytesIO(
        b"".join(one.read_bytes() for one in folder.path.rglob("*") if one.is_file())
    ).getvalue()
    found = [value for name, value in WHO.items() if value.encode() in everything]
    assert found == []
    assert [value for value in WHO.values() if value in str([vars(one) for one in held(row)])] == []


def test_choices_that_do_not_go_together_are_told_apart_from_other_mistakes(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_survey(
        HOUSING.replace("{name: office, label: Loket}", "{name: office, label: Loket, exclusive: true}")
    )
    file = a_csv(tmp_path / "data.csv", ("tenure", "help"), ("owner", "family office"))
    assert lost(looked(row, file, folder)) == [(Loss.EXCLUSIVE, "help", "family, office", 1, "line 2")]


def test_words_that_are_too_long_are_told_without_what_they_say(folder: DataFolder, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "data.csv", ("tenure", "story"), ("owner", "Mijn buurman Jan " * 50))
    assert lost(looked(a_survey(), file, folder)) == [(Loss.INVALID, "story", "", 1, "line 2")]
