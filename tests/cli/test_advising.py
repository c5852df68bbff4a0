"""`consult finding`, `consult recommendation` and `consult chain`: for people, for programs, and wrong names."""

import json

import pytest
from flask import Flask

from consult.actions import clock
from consult.actions.advising import findings
from consult.actions.consultations import consultation
from consult.actions.notes import quotes
from consult.store.base import db
from tests.actions.advising.advised import STATEMENT, a_finding, a_recommendation, a_settled_finding
from tests.actions.closed_survey import TODAY, a_closed_survey
from tests.cli.conftest import Typed
from tests.web.staff.notes_world import a_group, a_quote, some_notes
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


def test_a_quote_is_cited_once_two_approved_it_and_no_words_of_notes_are_told(
    app: Flask, typed: Typed
) -> None:
    row = a_group()
    quote = a_quote(app, row, some_notes(row)).id
    a_finding(row.project)
    told = json.loads(typed("finding", "citable", STATEMENT, "--json").output)
    assert [(one["kind"], one["id"], one["can_be_cited"]) for one in told] == [("quote", quote, False)]
    refused = typed("finding", "cite", STATEMENT, "quote", quote)
    assert refused.exit_code == 1
    assert "nog niet door twee collega's goedgekeurd" in refused.stderr
    for name in ("bo", "cas"):
        found = quotes.quote(quote)
        quotes.approve_quote(
            consultation(found.source.consultation_id), found, app.extensions["folder"], name
        )
    db.session.commit()
    listed = typed("finding", "citable", STATEMENT).output
    assert f"quote {quote}  Focusgroep Gent, 2026-03-10" in listed
    assert "Niemand" not in listed
    assert typed("finding", "cite", STATEMENT, "quote", quote, "--against").exit_code == 0
    assert "quote (against): Niemand zegt mij waar ik sta." in typed("finding", "show", STATEMENT).output


def test_a_figure_is_cited_and_a_suppressed_one_is_refused_with_what_to_cite(
    app: Flask, typed: Typed
) -> None:
    with clock.at(TODAY):
        source = a_closed_survey()
        made = a_finding(source.project)
        cited = typed("finding", "cite", made.id, "table-cell", f"{source.id}/tenure/owner", "--json")
        assert json.loads(cited.output)["facts"]["count"] == 33
        per = typed("finding", "cite", made.id, "table-cell", f"{source.title}/tenure/owner/gender/woman")
        assert "61 % (20 van 33)" in per.stderr
        refused = typed("finding", "cite", made.id, "table-cell", f"{source.id}/tenure/street")
        assert (refused.exit_code, "Citeer het grootste zichtbare, Eigenaar (33)" in refused.stderr) == (
            1,
            True,
        )
        unclear = typed("finding", "cite", made.id, "table-cell", source.id)
        assert "a table cell is SURVEY/QUESTION/ANSWER" in unclear.stderr
        assert len(findings.finding(made.id).evidence) == 2
