"""`consult finding`, `consult recommendation` and `consult chain`: for people, for programs, and wrong names."""

import json

import pytest
from flask import Flask

from tests.actions.advising import STATEMENT, a_recommendation, a_settled_finding
from tests.cli.conftest import Typed
from tests.web.staff.world import a_consultation, a_project, a_session

TITLE = "Maak het wachten zichtbaar"


@pytest.fixture
def advised(app: Flask) -> str:
    """The id of a recommendation on a finding of six people in one focus group."""
    row = a_consultation(a_project())
    a_session(row, 6)
    return a_recommendation(a_settled_finding(row)).id


def test_a_finding_is_told_with_what_it_rests_on(advised: str, typed: Typed) -> None:
    assert f"{STATEMENT} (limited, settled)" in typed("finding", "list").output
    told = typed("finding", "show", STATEMENT).output
    assert "notes: Niemand zei waar wij staan." in told
    assert "because: <10 persons, one method" in told
    assert "rests on Focusgroep Gent (focus-group, 6 people)" in told


def test_a_program_gets_findings_as_json(advised: str, typed: Typed) -> None:
    listed = json.loads(typed("finding", "list", "--json").output)
    assert [(one["statement"], one["strength"], one["stage"]) for one in listed] == [
        (STATEMENT, 2, "settled")
    ]
    assert json.loads(typed("finding", "show", listed[0]["id"], "--json").output) == listed[0]


def test_a_recommendation_says_which_links_are_our_own(advised: str, typed: Typed) -> None:
    told = typed("recommendation", "show", TITLE).output
    assert "serves mjp-2022-2026/OD2.2 (official)" in told
    assert "serves beleidsnota-2024-2029/BN-OD2.1 (our own link)" in told
    assert "formulated" in typed("recommendation", "list").output


def test_the_chain_goes_down_to_what_was_said(advised: str, typed: Typed) -> None:
    told = json.loads(typed("chain", advised, "--json").output)
    assert told["findings"][0]["evidence"][0]["said"] == "Niemand zei waar wij staan."
    assert told["findings"][0]["consultations"][0]["persons"] == 6
    assert STATEMENT in typed("chain", TITLE).output
    listed = json.loads(typed("recommendation", "list", "--json").output)
    assert [one["findings"] for one in listed] == [[told["findings"][0]["id"]]]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("chain", "Maak het wachten zichtbar"),
            f"there is no recommendation 'Maak het wachten zichtbar'; did you mean {TITLE!r}?",
        ),
        (("finding", "show", "xyz"), "there is no finding 'xyz'; see them with: consult finding list"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(
    advised: str, typed: Typed, words: tuple[str, ...], sentence: str
) -> None:
    told = typed(*words)
    assert (told.exit_code, told.stderr.strip()) == (1, sentence)
