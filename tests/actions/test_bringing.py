"""Answers from elsewhere come in whole or not at all, each once, and lead to nobody."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text

from consult.actions.bringing import Same, Wanted
from consult.actions.brought_beside import BringingRefused
from consult.actions.refusal import Refused
from consult.folder import DataFolder
from consult.instrument.version import from_canonical
from consult.reading import FileRefused
from consult.response.bringing.incoming import Loss
from consult.response.bringing.mapping import read_mapping
from consult.store import answers, audit, instruments
from consult.store.base import db
from tests.actions.brought_world import HOUSING, a_survey, brought, documents, held, looked

KOBO = """start;_uuid;_submitted_by;group_a/tenure;group_a/rent;group_a/help;group_a/help/family;group_a/help/office;story;target_group;earlier
2026-03-02T10:11:12;u-1;bo;social;650;family office;1;1;Lang gewacht;yes;no
2026-03-03T10:11:12;u-2;bo;Eigenaar;;;0;0;;no;
2026-03-03T11:11:12;u-3;bo;dont_know;500,0;office;0;1;;yes;yes
"""
STORED = [
    ("dont_know", 500, ["office"], "not_answered", "yes"),
    ("owner", "not_asked", "not_answered", "not_answered", "no"),
    ("social", 650, ["family", "office"], "sealed", "yes"),
]


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    return found


@pytest.fixture
def kobo(tmp_path: Path) -> Path:
    return written(tmp_path, KOBO)


def written(tmp_path: Path, said: str, name: str = "data.csv") -> Path:
    (tmp_path / name).write_text(said, encoding="utf-8")
    return tmp_path / name


@pytest.mark.usefixtures("both_databases")
def test_an_export_of_kobo_comes_in_as_if_it_was_answered_here(folder: DataFolder, kobo: Path) -> None:
    row = a_survey()
    assert brought(row, kobo, folder) == 3
    assert documents(row) == STORED
    assert {(one.mode, one.language, one.consent_version, one.state) for one in held(row)} == {
        ("offline", "nl", "2026-01", "complete")
    }
    classes = Counter(
        {(one.target_group, one.earlier, one.gave_input): n for one, n in answers.tallies_of(row.id)}
    )
    assert classes == {("yes", "no", True): 1, ("no", "unknown", True): 1, ("yes", "yes", True): 1}


@pytest.mark.usefixtures("both_databases")
def test_a_file_that_comes_in_twice_is_stored_once(folder: DataFolder, kobo: Path, tmp_path: Path) -> None:
    row = a_survey()
    brought(row, kobo, folder)
    assert brought(row, kobo, folder) == 0
    longer = written(tmp_path, KOBO + "2026-03-09T10:11:12;u-4;bo;private;800;;0;0;;no;no\n", "longer.csv")
    assert (looked(row, longer, folder).held, brought(row, longer, folder)) == (3, 1)
    assert len(held(row)) == 4
    assert sum(n for _, n in answers.tallies_of(row.id)) == 4


def test_rows_that_are_numbered_as_others_are_told_and_stay_out(folder: DataFolder, tmp_path: Path) -> None:
    """Two organisations that each number their people 1, 2, 3: nobody may be left out in silence."""
    row = a_survey()
    brought(row, written(tmp_path, "id,tenure,rent\n1,social,500\n2,private,600\n"), folder)
    again = written(tmp_path, "id,rent,tenure\n2,600.0,Private huur\n1,500,social\n", "again.csv")
    other = written(tmp_path, "id,tenure,rent\n1,private,700\n2,private,600\n3,owner,\n", "other.csv")
    assert looked(row, again, folder).changed == 0
    incoming = looked(row, other, folder)
    assert (incoming.changed, incoming.held, len(incoming.new)) == (1, 2, 1)
    apart = Wanted(mapping=written(tmp_path, 'id: "-"\n', "map.yaml"))
    incoming = looked(row, other, folder, apart)
    assert (incoming.same, len(incoming.new)) == (1, 2)


def test_it_is_stored_once_also_after_its_ids_were_unlinked(folder: DataFolder, kobo: Path) -> None:
    row = a_survey()
    brought(row, kobo, folder)
    for one in held(row):
        answers.unlink_response(one.id)
    db.session.commit()
    assert brought(row, kobo, folder) == 0


def test_nothing_stored_leads_back_to_a_row_of_the_file(app: Flask, folder: DataFolder, kobo: Path) -> None:
    row = a_survey()
    brought(row, kobo, folder)
    said = b"".join(file.read_bytes() for file in folder.path.glob("consult.sqlite*"))
    assert [one for one in (b"u-1", b"u-2", b"10:11", b"Lang gewacht") if one in said] == []
    digests = set(db.session.execute(text("SELECT digest FROM brought_answers")).scalars())
    assert len(digests) == 2 * 3  # of what tells each apart, and of what it says
    assert {one.id for one in held(row)} & digests == set()
    assert all(one.id.startswith("z") for one in held(row))
    assert [line.details for line in audit.lines(row.id)][0] == {
        "responses": 3,
        "mode": "offline",
        "losses": 0,
    }


def test_what_a_tool_wrote_is_left_behind_and_said(folder: DataFolder, kobo: Path) -> None:
    found = looked(a_survey(), kobo, folder)
    assert found.understood.left_behind == ["start", "_uuid", "_submitted_by"]
    assert found.told_apart == "_uuid"
    assert {one.column: one.variable for one in found.understood.matched} == {
        "group_a/tenure": "tenure", "group_a/rent": "rent", "group_a/help": "help", "story": "story",
        "target_group": "target_group", "earlier": "earlier",
    }  # fmt: skip


def test_choices_in_columns_of_their_own_are_one_answer(folder: DataFolder, tmp_path: Path) -> None:
    row = a_survey()
    file = written(tmp_path, "id,tenure,help/family,help_office\n1,owner,1,0\n2,owner,true,ja\n3,owner,0,\n")
    brought(row, file, folder)
    assert [one.document["help"] for one in sorted(held(row), key=lambda one: repr(one.document))] == [
        "not_answered", ["family", "office"], ["family"],
    ]  # fmt: skip


def test_a_question_that_the_file_has_no_column_for_was_not_asked(folder: DataFolder, tmp_path: Path) -> None:
    row = a_survey()
    brought(row, written(tmp_path, "tenure,rent\nsocial,500\nprivate,\n"), folder)
    assert documents(row) == [
        ("private", "not_answered", "not_asked", "not_asked", "not_asked"),
        ("social", 500, "not_asked", "not_asked", "not_asked"),
    ]


def test_everything_that_would_be_lost_is_listed_and_nothing_is_stored(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_survey()
    file = written(
        tmp_path,
        "_uuid,tenure,rent,help,colour\n1,castle,700,family,red\n2,owner,900,,\n3,social,veel,boss,blue\n4,social,9000,,\n5,castle,,,\n",
    )
    lost = [
        (one.loss, one.column, one.value, one.n, one.place)
        for one in looked(row, file, folder).understood.lost
    ]
    assert lost == [
        (Loss.COLUMN, "colour", "", 2, "line 2"),
        (Loss.VALUE, "tenure", "castle", 2, "line 2"),
        (Loss.VALUE, "help", "boss", 1, "line 4"),
        (Loss.INVALID, "rent", "veel", 1, "line 4"),
    ]
    with pytest.raises(BringingRefused, match="losses"):
        brought(row, file, folder)
    assert held(row) == []
    assert brought(row, file, folder, losses=True) == 4
    assert len(held(row)) == 4


def test_what_our_form_would_not_have_taken_stands_as_it_was_given(
    folder: DataFolder, tmp_path: Path
) -> None:
    row = a_survey()
    file = written(tmp_path, "_uuid,tenure,rent\n1,owner,900\n2,social,9000\n")
    odd = looked(row, file, folder).understood.odd
    assert [(one.loss, one.column, one.value, one.place) for one in odd] == [
        (Loss.CONSTRAINT, "rent", "9000", "line 3"),
        (Loss.OFF_ROUTE, "rent", "", "line 2"),
    ]
    assert brought(row, file, folder) == 2
    assert {(one.document["tenure"], one.document["rent"]) for one in held(row)} == {
        ("owner", 900),
        ("social", 9000),
    }


MAPPING = """
columns: {woning: tenure, "hoe groot": "-"}
values: {tenure: {"1": owner, "2": social, "9": dont_know, "8": "-"}}
id: nr
day: dag
"""


def test_a_mapping_says_what_columns_and_values_are(folder: DataFolder, tmp_path: Path) -> None:
    row = a_survey()
    file = written(
        tmp_path, "nr,dag,woning,hoe groot\na,2026-03-02,1,5\nb,2026-03-02T12:00,9,\nc,2026-03-02,2.0,7\n"
    )
    mapping = written(tmp_path, MAPPING, "map.yaml")
    brought(row, file, folder, Wanted(mapping=mapping))
    assert sorted(str(one.document["tenure"]) for one in held(row)) == ["dont_know", "owner", "social"]
    assert {str(one.day) for one in held(row)} == {"2026-03-02"}


def test_a_mapping_with_mistakes_says_them_all_with_their_places(app: Flask, tmp_path: Path) -> None:
    a_survey()
    published = from_canonical(instruments.versions_of("social-housing/small")[0].document)
    mapping = written(
        tmp_path,
        "columns: {a: tenur}\nvalues:\n  rent: {x: owner}\n  tenure: {x: ownr, y: yes}\nlangage: nl\n",
        "map.yaml",
    )
    with pytest.raises(FileRefused) as refused:
        read_mapping(mapping, published.instrument)
    said = str(refused.value)
    assert "map.yaml:1:11  a is given to 'tenur', which is no question; did you mean 'tenure'?" in said
    assert "map.yaml:3:3  'rent' is no question with choices" in said
    assert "map.yaml:4:12  x is given to 'ownr', which is no choice; did you mean 'owner'?" in said
    assert "map.yaml:5:1  'langage' is not known here; did you mean 'language'?" in said
    assert len(refused.value.problems) == 5


@pytest.mark.parametrize(
    ("mapping", "code", "places"),
    [
        ("day: dag", "no_day", ("line 3",)),
        ("day: later", "day_outside", ("line 2",)),
        ("language: ti", "language", ()),
        ("language_of: taal", "language_of", ("line 2",)),
        ("columns: {nergens: tenure}", "no_such_column", ()),
    ],
)
def test_what_cannot_be_said_of_a_row_is_refused_with_its_place(
    folder: DataFolder, tmp_path: Path, mapping: str, code: str, places: tuple[str, ...]
) -> None:
    file = written(
        tmp_path,
        "dag,later,taal,tenure\n2026-03-02,2031-01-01,Klingon,owner\ngisteren,2026-03-02,nl,social\n",
    )
    with pytest.raises(BringingRefused) as refused:
        looked(a_survey(), file, folder, Wanted(mapping=written(tmp_path, mapping, "map.yaml")))
    assert [(one.code, one.places) for one in refused.value.problems] == [(code, places)]


# --- rows that nothing tells apart


def test_two_people_who_answer_the_same_are_two(folder: DataFolder, tmp_path: Path) -> None:
    row = a_survey()
    file = written(tmp_path, "tenure,rent\nsocial,500\nsocial,500\n")
    assert brought(row, file, folder) == 2
    assert brought(row, file, folder) == 0


def test_equal_rows_in_another_file_are_nobody_s_guess(folder: DataFolder, tmp_path: Path) -> None:
    row = a_survey()
    brought(row, written(tmp_path, "tenure,rent\nsocial,500\n"), folder)
    other = written(tmp_path, "tenure,rent\nsocial,500\nsocial,600\n", "other.csv")
    with pytest.raises(BringingRefused, match="same_rows"):
        brought(row, other, folder)
    assert len(held(row)) == 1
    assert brought(row, other, folder, Wanted(same=Same.ADD)) == 2
    assert [one.document["rent"] for one in held(row)].count(500) == 2
    assert (
        brought(
            row, written(tmp_path, "tenure,rent\nsocial,600\nsocial,700\n"), folder, Wanted(same=Same.SKIP)
        )
        == 1
    )
    assert len(held(row)) == 4


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=some.lists(
        some.tuples(
            some.sampled_from(["owner", "social", "private", "", "dont_know"]), some.integers(0, 4999)
        ),
        min_size=1,
        max_size=30,
    ),
    cut=some.integers(0, 30),
)
def test_whatever_the_file_every_row_is_stored_once(
    app: Flask, tmp_path: Path, rows: list[tuple[str, int]], cut: int
) -> None:
    folder: DataFolder = app.extensions["folder"]
    for table in (
        "responses",
        "brought_answers",
        "participation_tallies",
        "fielded_versions",
        "consultations",
        "projects",
    ):
        db.session.execute(text(f"DELETE FROM {table}"))
    db.session.commit()
    row = a_survey(HOUSING.replace("relevant: \"${tenure} != 'owner'\", ", ""))
    lines = [f"{number},{tenure},{rent}" for number, (tenure, rent) in enumerate(rows)]
    for part in (lines[:cut], lines, lines[cut:]):
        if part:
            brought(row, written(tmp_path, "\n".join(["_id,tenure,rent", *part])), folder)
    wanted = Counter((tenure or "not_answered", rent) for tenure, rent in rows)
    assert Counter((one.document["tenure"], one.document["rent"]) for one in held(row)) == wanted


# --- what takes answers


def test_a_survey_that_was_never_open_or_is_validated_takes_none(folder: DataFolder, kobo: Path) -> None:
    row = a_survey()
    row.opened_on = None
    with pytest.raises(Refused, match="not_opened_yet"):
        looked(row, kobo, folder)


def test_an_spss_file_is_matched_by_what_it_says_its_values_mean(folder: DataFolder, tmp_path: Path) -> None:
    row = a_survey()
    frame = pd.DataFrame({"tenure": [1.0, 2.0, 2.0], "rent": [float("nan"), 500.0, 600.0]})
    pyreadstat.write_sav(
        frame, str(tmp_path / "x.sav"), variable_value_labels={"tenure": {1: "Eigenaar", 2: "Sociale huur"}}
    )
    assert brought(row, tmp_path / "x.sav", folder) == 3
    assert Counter(one.document["tenure"] for one in held(row)) == {"owner": 1, "social": 2}
