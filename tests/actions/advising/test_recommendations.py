"""Recommendations on real databases: founded, tied to objectives, followed until there is an answer."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from consult.actions import auditing, clock
from consult.actions.advising import recommendations
from consult.actions.advising.findings import ChangedMeanwhile
from consult.actions.advising.recommendations import StepRefused
from consult.actions.refusal import Refused
from consult.evidence.strength import Level
from consult.recommendation.follow_up import Happened, Problem, Step
from consult.store import findings as rows
from consult.store.base import db
from tests.actions.advising.advised import a_finding, a_recommendation, a_settled_finding, advice, load_plan
from tests.actions.closed_survey import folder
from tests.web.staff.world import PDF, a_consultation, a_project, a_session

TODAY = date(2026, 4, 2)
HANDED = Happened(Step.HANDED_OVER, date(2026, 3, 18), "kabinet Wonen", "overleg over wachtlijsten")


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def a_group_of(n: int):
    row = a_consultation(a_project())
    a_session(row, n)
    return row


@pytest.mark.usefixtures("both_databases")
def test_a_recommendation_keeps_its_findings_and_objectives(app: Flask) -> None:
    made = a_recommendation(a_settled_finding(a_group_of(6)))
    db.session.expire_all()
    kept = rows.recommendation(made.id)
    assert [(one.objective.id, one.official) for one in recommendations.links_of(kept)] == [
        ("OD2.2", True),
        ("R7", True),
        ("BN-OD2.1", False),
    ]
    assert recommendations.weakest_of(kept) is Level.LIMITED
    assert not recommendations.warns(kept)


def test_a_signal_that_asks_more_than_further_study_is_warned_of(app: Flask) -> None:
    signal = a_settled_finding(a_group_of(2))
    made = a_recommendation(signal)
    assert recommendations.weakest_of(made) is Level.SIGNAL
    assert recommendations.warns(made)
    recommendations.change(made, advice(signal, further_study=True), made.version, "ann")
    assert not recommendations.warns(made)


def test_an_objective_of_no_document_is_refused(app: Flask) -> None:
    finding = a_settled_finding(a_group_of(6))
    load_plan()
    with pytest.raises(Refused, match="objective_unknown"):
        recommendations.write(finding.project, advice(finding, objectives=("mjp-2022-2026/OD9.9",)), "ann")


def test_a_finding_of_another_project_is_refused(app: Flask) -> None:
    elsewhere = a_finding(a_project("Ander project"))
    load_plan()
    with pytest.raises(Refused, match="not_of_this_project"):
        recommendations.write(a_project(), advice(elsewhere), "ann")


def test_without_a_plan_there_is_nothing_to_serve(app: Flask) -> None:
    finding = a_settled_finding(a_group_of(6))
    with pytest.raises(Refused, match="no_plan"):
        recommendations.write(finding.project, advice(finding), "ann")


@pytest.mark.usefixtures("both_databases")
def test_of_two_who_write_at_once_both_texts_are_shown(app: Flask) -> None:
    finding = a_settled_finding(a_group_of(6))
    made = a_recommendation(finding)
    started = made.version
    recommendations.change(made, advice(finding, title="Van Ann"), started, "ann")
    db.session.commit()
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        recommendations.change(made, advice(finding, title="Van Bo"), started, "bo")
    assert [(one.theirs, one.mine) for one in meanwhile.value.merge.changes] == [("Van Ann", "Van Bo")]


@pytest.mark.usefixtures("both_databases")
def test_it_is_followed_until_there_is_an_outcome_with_proof(app: Flask) -> None:
    made = a_recommendation(a_settled_finding(a_group_of(6)))
    assert recommendations.standing_of(made) == "formulated"
    recommendations.note_step(made, HANDED, "ann", folder(app))
    answered = Happened(Step.ANSWERED, date(2026, 3, 30), words="Het kabinet laat het onderzoeken.")
    recommendations.note_step(made, answered, "ann", folder(app))
    partly = Happened(Step.PARTLY, TODAY, has_file=True)
    kept = recommendations.note_step(made, partly, "ann", folder(app), PDF)
    db.session.commit()
    assert recommendations.standing_of(made) == Step.PARTLY
    assert folder(app).file(kept.checksum) == PDF
    assert [line.act for line in auditing.lines(made.id)][:3] == ["recommendation followed up"] * 3


def test_every_problem_of_a_step_is_told_at_once(app: Flask) -> None:
    made = a_recommendation(a_settled_finding(a_group_of(6)))
    with pytest.raises(StepRefused) as refused:
        recommendations.note_step(made, Happened(Step.ADOPTED, TODAY), "ann", folder(app))
    assert refused.value.problems == (Problem.NOT_HANDED_OVER, Problem.NO_PROOF)


def test_a_program_is_no_proof(app: Flask) -> None:
    made = a_recommendation(a_settled_finding(a_group_of(6)))
    recommendations.note_step(made, HANDED, "ann", folder(app))
    with pytest.raises(Refused, match="file_type"):
        recommendations.note_step(
            made, Happened(Step.ADOPTED, TODAY, has_file=True), "ann", folder(app), b"MZ\x90\x00"
        )


@pytest.mark.usefixtures("both_databases")
def test_the_database_itself_refuses_an_outcome_without_proof(app: Flask) -> None:
    made = a_recommendation(a_settled_finding(a_group_of(6)))
    bare = rows.FollowUp(
        id="f" * 26,
        recommendation_id=made.id,
        step="adopted",
        day=TODAY,
        noted_by="ann",
        noted_at=clock.now(),
    )
    with pytest.raises(IntegrityError):
        rows.add(bare)
    db.session.rollback()
