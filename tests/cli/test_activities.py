"""`consult activity` and `consult count --indicator`: for people and for programs, and errors that say what to do."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from consult.actions import activities, clock, plans
from consult.actions.activities import Activity, Afterwards, Described
from consult.plan.activity import ActivityKind
from consult.shipped import shipped
from consult.store.base import db
from tests.cli.conftest import Typed

HELD = date(2025, 9, 18)
SAID = "De raadgever vroeg cijfers per provincie. Hij wil de wachttijden in maart bespreken."


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """20 November 2025."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2025, 11, 20, 12, tzinfo=UTC))


@pytest.fixture
def two_talks(app: Flask) -> list[Activity]:
    """One that counts for R7-a and OD3.2-a, one without notes that is linked to R7-a."""
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    made = [
        activities.add_activity(
            None, Described(title, ActivityKind.TALK, HELD, "kabinet Wonen", links=links), "ann"
        )
        for title, links in (("Wachttijden", ("R7-a", "OD3.2-a")), ("Tolken", ("R7-a",)))
    ]
    activities.note_afterwards(made[0], Afterwards(HELD, SAID), "ann")
    activities.validate(made[0], "bob")
    db.session.commit()
    return made


def test_counting_tells_every_indicator_that_asks_for_a_number(
    both_databases: str, app: Flask, typed: Typed, two_talks: list[Activity]
) -> None:
    told = json.loads(typed("count", "--json").stdout)
    by_id = {one["id"]: one for one in told["indicators"]}
    assert (told["indicator"], told["target"], told["counted"]) == ("OD2.1-a", 20, 0)
    assert [
        (by_id[one]["target"], by_id[one]["counted"]) for one in ("OD2.1-a", "R7-a", "OD3.2-a", "R11-b")
    ] == [
        (20, 0),
        (4, 1),
        (30, 1),
        (5, 0),
    ]
    assert "R7-b" not in by_id


def test_one_indicator_says_of_each_talk_whether_it_counts_and_why(
    typed: Typed, app: Flask, two_talks: list[Activity]
) -> None:
    told = json.loads(typed("count", "--indicator", "R7-a", "--json").stdout)
    assert (told["key"], told["unit"], told["target"], told["counted"]) == ("jap-2025/R7-a", "gesprek", 4, 1)
    assert {(one["title"], one["counts"], tuple(one["why"])) for one in told["activities"]} == {
        ("Wachttijden", 1, ()),
        ("Tolken", 0, ("held", "notes", "second_approval")),
    }


def test_an_indicator_for_a_person_is_told_in_dutch(
    typed: Typed, app: Flask, two_talks: list[Activity]
) -> None:
    told = typed("count", "--indicator", "R7-a").stdout
    assert "R7-a: 1 van 4" in told
    assert "Niemand noteerde dat het gehouden is." in told
    assert "van 20 consultaties" not in told
    assert "R7-a: 1 van 4" in typed("count").stdout


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("R7-b", "R7-b asks for no number (kind: deliverable), so there is nothing to count"),
        ("R7a", "has no indicator 'R7a'; did you mean 'R7-a'?"),
    ],
)
def test_an_indicator_that_counts_nothing_says_so(
    typed: Typed, app: Flask, two_talks: list[Activity], asked: str, sentence: str
) -> None:
    told = typed("count", "--indicator", asked, "--json")
    assert (told.exit_code, sentence in told.stderr, told.stdout) == (1, True, "")


def test_the_list_is_that_of_one_indicator_when_asked(
    typed: Typed, app: Flask, two_talks: list[Activity]
) -> None:
    every = json.loads(typed("activity", "list", "--json").stdout)
    policy = json.loads(typed("activity", "list", "--indicator", "OD3.2-a", "--json").stdout)
    assert (len(every), [one["title"] for one in policy]) == (2, ["Wachttijden"])
    assert [(one["id"], one["counts"]) for one in policy[0]["indicators"]] == [("OD3.2-a", 1), ("R7-a", 1)]
    assert "Tolken" in typed("activity", "list").stdout


def test_a_talk_is_added_and_its_page_written(
    typed: Typed, app: Flask, two_talks: list[Activity], tmp_path: Path
) -> None:
    words = (
        "Loket",
        "--kind",
        "talk",
        "--on",
        "2025-12-04",
        "--with",
        "Stad Gent, schepen van wonen",
        "--indicator",
        "R7-a",
    )
    made = json.loads(typed("activity", "add", *words, "--json").stdout)
    assert made["missing"] == ["future", "notes", "second_approval"]
    file = tmp_path / "fiche.html"
    assert typed("activity", "fiche", made["id"], "-o", str(file)).exit_code == 0
    page = file.read_text(encoding="utf-8")
    assert "Stad Gent, schepen van wonen" in page
    assert "@page { size: A4" in page
    assert "http" not in page


def test_everything_wrong_with_a_new_talk_is_said_at_once(
    typed: Typed, app: Flask, two_talks: list[Activity]
) -> None:
    told = typed(
        "activity", "add", "Loket", "--kind", "talk", "--with", "dhr. Janssens", "--indicator", "OD2.1-a"
    )
    assert told.exit_code == 1
    assert "OD2.1-a telt consultaties: een activiteit kan er niet aan gekoppeld worden." in told.stderr
    assert "Dit lijkt op een naam" in told.stderr
    assert len(activities.activities()) == 2


def test_a_page_of_nothing_names_the_nearest(
    typed: Typed, app: Flask, two_talks: list[Activity], tmp_path: Path
) -> None:
    told = typed("activity", "fiche", two_talks[0].id[:-1], "-o", str(tmp_path / "none.html"))
    assert (told.exit_code, "did you mean" in told.stderr) == (1, True)
