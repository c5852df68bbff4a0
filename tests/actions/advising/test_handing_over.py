"""Recommendations in talks: on the page of whom they are for, handed over there, and followed from there."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from consult.actions import activities, clock, consultations, reviewing
from consult.actions.activities import Activity, ActivityRefused, Afterwards, Described
from consult.actions.advising import fiches, handing_over, recommendations
from consult.actions.advising.fiches import Prepared
from consult.actions.advising.handing_over import Handed
from consult.actions.advising.recommendations import StoredRecommendation
from consult.evidence.strength import Level as Strength
from consult.plan.activity import ActivityKind, Level
from consult.store.base import db
from tests.actions.advising.advised import a_recommendation, a_settled_finding
from tests.actions.closed_survey import TODAY
from tests.web.staff.world import a_consultation, a_project, a_session

SAID = "De raadgever vroeg cijfers. Het kabinet bekijkt het."
pytestmark = pytest.mark.usefixtures("both_databases")


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def advised(app: Flask) -> StoredRecommendation:
    """To the minister of housing, on a finding of six people in one focus group."""
    row = a_consultation(a_project())
    a_session(row, 6)
    return a_recommendation(a_settled_finding(row))


def a_talk(
    advised: StoredRecommendation, with_whom: str = "kabinet Wonen, raadgever", **more: Level
) -> Activity:
    told = Described("Wachttijden", ActivityKind.TALK, date(2026, 3, 31), with_whom, **more)
    made = activities.add_activity(advised.project, told, "ann")
    db.session.commit()
    return made


def note(app: Flask, row: Activity, *chosen: StoredRecommendation, **handed: str) -> None:
    over = Handed(
        tuple(one.id for one in chosen), **{"to_whom": "kabinet Wonen", "forum": "overleg", **handed}
    )
    after = Afterwards(date(2026, 3, 31), SAID)
    handing_over.note_talk(row, after, over, "ann", app.extensions["folder"])
    db.session.commit()


def test_a_talk_takes_what_is_advised_to_whom_it_is_with(advised: StoredRecommendation) -> None:
    asks = fiches.asks_of(a_talk(advised, level=Level.FLEMISH))
    assert [(one.text, one.strength, one.outcome) for one in asks] == [(advised.title, Strength.LIMITED, "")]
    assert asks[0].sentence
    assert asks[0].sentence.key == "beleidsnota-2024-2029/BN-OD2.1"


def test_a_talk_with_others_or_elsewhere_takes_nothing_by_itself(advised: StoredRecommendation) -> None:
    assert fiches.asks_of(a_talk(advised, "kabinet Onderwijs")) == ()
    assert fiches.asks_of(a_talk(advised, level=Level.LOCAL)) == ()
    alone = activities.add_activity(None, Described("Los", ActivityKind.TALK, None, "kabinet Wonen"), "ann")
    assert fiches.asks_of(alone) == ()


def test_what_was_chosen_stands_before_what_was_typed_and_five_is_the_most(
    advised: StoredRecommendation,
) -> None:
    row = a_talk(advised, "kabinet Onderwijs")
    fiches.prepare(row, Prepared(("Vertel het.",), advice=(advised.id,)), "ann")
    assert [one.text for one in fiches.asks_of(row)] == [advised.title, "Vertel het."]
    with pytest.raises(ActivityRefused) as refused:
        fiches.prepare(row, Prepared(("a", "b", "c", "d", "e"), advice=(advised.id,)), "ann")
    assert [one.code for one in refused.value.problems] == ["too_many_asks"]


def test_what_is_advised_in_another_project_is_refused(advised: StoredRecommendation) -> None:
    other = activities.add_activity(a_project("Ander project"), Described("Los", ActivityKind.TALK), "ann")
    with pytest.raises(ActivityRefused) as refused:
        fiches.prepare(other, Prepared(advice=(advised.id,)), "ann")
    assert [one.code for one in refused.value.problems] == ["advice_unknown"]


def test_noting_a_talk_notes_what_was_handed_over(app: Flask, advised: StoredRecommendation) -> None:
    row = a_talk(advised)
    note(app, row, advised)
    step = advised.follow_up[0]
    assert (step.step, step.day, step.to_whom, step.forum, step.activity_id) == (
        "handed-over",
        date(2026, 3, 31),
        "kabinet Wonen",
        "overleg",
        row.id,
    )
    assert [one.outcome for one in fiches.asks_of(row)] == [
        "handed-over"
    ]  # nobody prepared it; it was on its page
    assert handing_over.talks_about(advised) == [row]
    note(app, row, advised)  # the notes are mended: it is handed over once
    assert len(advised.follow_up) == 1


def test_what_became_of_it_later_is_told_by_the_recommendation(
    app: Flask, advised: StoredRecommendation
) -> None:
    row = a_talk(advised)
    fiches.prepare(row, Prepared(("Vertel het.",), advice=(advised.id,)), "ann")
    note(app, row, advised)
    adopted = recommendations.Happened(recommendations.Step.ADOPTED, TODAY, words="Het staat in het besluit.")
    recommendations.note_step(advised, adopted, "ann", app.extensions["folder"])
    activities.follow_up(row, ["rejected"], "ann")
    assert [one.outcome for one in fiches.asks_of(row)] == ["adopted", "rejected"]


def test_what_was_not_ticked_is_not_handed_over(app: Flask, advised: StoredRecommendation) -> None:
    row = a_talk(advised)
    note(app, row)
    assert (row.held, list(advised.follow_up), fiches.asks_of(row)) == (True, [], ())
    assert handing_over.to_hand_over(row) == [advised]  # who mends the notes can still say so


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_noted(
    app: Flask, advised: StoredRecommendation
) -> None:
    row = a_talk(advised)
    with pytest.raises(ActivityRefused) as refused:
        note(app, row, advised, to_whom="", forum="")
    assert [one.code for one in refused.value.problems] == ["handed_to_whom", "handed_where"]
    with pytest.raises(ActivityRefused) as refused:
        note(app, row, advised, to_whom="an.peeters@vlaanderen.be")
    assert [one.code for one in refused.value.problems] == ["handed_to_a_person"]
    assert (row.held, list(advised.follow_up)) == (False, [])


def test_an_ask_that_has_to_be_looked_at_again_says_so(advised: StoredRecommendation) -> None:
    row = a_talk(advised)
    below = consultations.consultation(advised.findings[0].consultations[0].id)
    assert below
    reviewing.consultation_fell_away(below.id, reviewing.CANCELLED, "ann")
    assert [one.to_review for one in fiches.asks_of(row)] == [True]
