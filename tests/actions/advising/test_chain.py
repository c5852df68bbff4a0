"""The chain is walkable both ways: down to the words of a question, and up to what was done."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from consult.actions import clock
from consult.actions.advising import chain, citing, findings, recommendations
from consult.recommendation.follow_up import Happened, Step
from consult.store.base import db
from tests.actions.advising.advised import a_finding, a_recommendation
from tests.actions.closed_survey import TODAY, a_closed_survey, folder


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def made(app: Flask) -> recommendations.StoredRecommendation:
    """A recommendation on a cell of a survey of sixty, handed over."""
    source = a_closed_survey()
    finding = a_finding(source.project, source)
    citing.cite_cell(finding, source, folder(app), "tenure", "owner", "ann")
    row = a_recommendation(finding)
    recommendations.note_step(
        row, Happened(Step.HANDED_OVER, date(2026, 4, 1), "kabinet Wonen", "overleg"), "ann", folder(app)
    )
    db.session.commit()
    return row


def test_from_a_recommendation_one_comes_down_to_the_words_of_the_question(
    made: recommendations.StoredRecommendation,
) -> None:
    told = chain.chain_of(made)
    below = told.findings[0]
    assert [(one.row.title, one.row.method, one.persons) for one in below.sources] == [
        ("Survey wonen", "survey", 61)
    ]
    asked = below.evidence[0].asked[0]
    assert (asked.source, asked.number) == ("Hoe woont u?", 1)
    assert below.evidence[0].row.facts["base"] == 59
    assert told.standing == Step.HANDED_OVER


def test_from_a_consultation_one_comes_up_to_what_was_done(
    made: recommendations.StoredRecommendation,
) -> None:
    source = made.findings[0].consultations[0]
    above = chain.made_of(source)
    assert [(one.row.id, one.cites) for one in above] == [(made.findings[0].id, 1)]
    assert [(one.row.id, one.standing) for one in above[0].recommendations] == [(made.id, "handed-over")]


def test_a_program_gets_the_same_chain(made: recommendations.StoredRecommendation) -> None:
    told = json.loads(json.dumps(chain.as_json(chain.chain_of(made))))
    cell = told["findings"][0]["evidence"][0]
    assert (told["weakest"], told["standing"]) == (3, "handed-over")
    assert (cell["facts"]["count"], cell["asked"][0]["wordings"]) == (33, {"nl": "Hoe woont u?"})
    assert {one["key"]: one["official"] for one in told["objectives"]}["jap-2025/R7"] is True


def test_what_nobody_was_asked_has_no_words(made: recommendations.StoredRecommendation) -> None:
    kept = made.findings[0].evidence[0]
    kept.facts = {**kept.facts, "question": "language"}
    assert chain.finding_below(findings.finding(made.findings[0].id)).evidence[0].asked == ()
