"""Findings on real databases: cited, read by a second person, written by two at once, and to be looked at again."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from consult.actions import auditing, clock, consultations, plans, progress, reviewing
from consult.actions.advising import findings
from consult.actions.advising.findings import ChangedMeanwhile
from consult.actions.consultations import Consultation
from consult.actions.refusal import Refused
from consult.evidence.findings import EvidenceKind, Gone, Stance
from consult.evidence.strength import Basis, Cap, Level
from consult.store import findings as rows
from consult.store.base import db
from consult.store.citations import Cited
from tests.actions import worlds
from tests.actions.advising.advised import (
    a_finding,
    a_readable_finding,
    a_settled_finding,
    load_plan,
    notes_of,
    texts,
)
from tests.actions.closed_survey import a_closed_survey
from tests.actions.worlds import validate
from tests.web.staff.world import a_consultation, a_project, a_session, documented

TODAY = date(2026, 4, 2)


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def two_groups() -> tuple[Consultation, Consultation]:
    """Eleven people in two focus groups of one project."""
    project = a_project()
    gent, genk = (a_consultation(project, title=f"Focusgroep {place}") for place in ("Gent", "Genk"))
    a_session(gent, 6)
    a_session(genk, 5)
    return gent, genk


@pytest.mark.usefixtures("both_databases")
def test_a_finding_keeps_what_it_rests_on_and_what_was_said(app: Flask) -> None:
    gent, genk = two_groups()
    made = a_finding(gent.project, gent)
    findings.cite(made, notes_of(genk, "Ik wist het wel.", Stance.AGAINST), "ann")
    db.session.commit()
    db.session.expire_all()
    kept = findings.finding_of(rows.finding(made.id))
    assert set(kept.consultations) == {gent.id, genk.id}  # citing from one is resting on it
    assert [(one.kind, one.said, one.stance) for one in kept.evidence] == [
        (EvidenceKind.NOTES, "Ik wist het wel.", Stance.AGAINST)
    ]
    assert [line.act for line in auditing.lines(made.id)] == ["evidence cited", "finding written"]


@pytest.mark.usefixtures("both_databases")
def test_a_finding_says_its_strength_and_why(app: Flask) -> None:
    gent, genk = two_groups()
    made = a_finding(gent.project, gent)
    assert findings.basis_of(made) == Basis(1, 1, 6)
    found = findings.strength_of(made)
    assert (found.level, found.caps) == (Level.LIMITED, (Cap.ONE_CONSULTATION, Cap.FEW_BY_ONE_METHOD))
    findings.change(made, texts(consultations=[gent.id, genk.id]), made.version, "ann")
    assert findings.basis_of(made) == Basis(2, 1, 11)
    assert findings.strength_of(made).level is Level.FAIR  # not firm: no counter-evidence, no second reader


def test_a_cancelled_consultation_carries_nothing(app: Flask) -> None:
    gent, genk = two_groups()
    made = a_finding(gent.project, gent, genk)
    consultations.cancel(genk, "Dubbel genoteerd.", "ann")
    assert findings.basis_of(made) == Basis(1, 1, 6)
    assert made.review == [f"cancelled {genk.id}"]


def test_a_finding_rests_on_nothing_of_another_project(app: Flask) -> None:
    gent, _ = two_groups()
    elsewhere = a_consultation(a_project("Ander project"))
    with pytest.raises(Refused, match="not_of_this_project"):
        a_finding(gent.project, elsewhere)
    made = a_finding(gent.project, gent)
    with pytest.raises(Refused, match="not_of_this_project"):
        findings.cite(made, notes_of(elsewhere), "ann")


@pytest.mark.usefixtures("both_databases")
def test_a_finding_is_settled_by_someone_who_had_no_hand_in_it(app: Flask) -> None:
    gent, _ = two_groups()
    made = a_finding(gent.project, gent)
    findings.cite(made, notes_of(gent), "cas")
    findings.ask_second_reader(made, made.version, "ann")
    for hand in ("ann", "cas"):
        with pytest.raises(Refused, match="not_a_second_reader"):
            findings.settle(made, made.version, hand)
    findings.settle(made, made.version, "bo")
    db.session.commit()
    assert (made.stage, made.read_by, made.read_on) == ("settled", "bo", TODAY)


@pytest.mark.usefixtures("both_databases")
def test_the_database_itself_refuses_one_who_reads_what_they_wrote(app: Flask) -> None:
    gent, _ = two_groups()
    made = a_readable_finding(gent)
    made.stage, made.read_by = "settled", "ann"
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_what_was_not_given_to_read_cannot_be_settled(app: Flask) -> None:
    gent, _ = two_groups()
    made = a_finding(gent.project, gent)
    with pytest.raises(Refused, match="finding_no_evidence"):
        findings.ask_second_reader(made, made.version, "ann")
    findings.cite(made, notes_of(gent), "ann")
    with pytest.raises(Refused, match="not_waiting_for_a_reader"):
        findings.settle(made, made.version, "bo")


def test_what_changed_after_it_was_read_is_a_draft_again(app: Flask) -> None:
    gent, _ = two_groups()
    made = a_settled_finding(gent)
    findings.cite(made, notes_of(gent, "En nog iets."), "ann")
    assert (made.stage, made.read_by) == ("draft", "")


def test_a_reader_agrees_with_the_version_that_they_read_and_no_other(app: Flask) -> None:
    gent, _ = two_groups()
    made = a_readable_finding(gent)
    read = made.version
    findings.change(made, texts("Iets anders.", consultations=[gent.id]), made.version, "ann")
    findings.ask_second_reader(made, made.version, "ann")
    with pytest.raises(Refused, match="changed_meanwhile"):
        findings.settle(made, read, "bo")


@pytest.mark.usefixtures("both_databases")
def test_of_two_who_write_at_once_the_second_sees_both_and_nothing_is_lost(app: Flask) -> None:
    gent, _ = two_groups()
    made = a_finding(gent.project, gent)
    started = made.version
    findings.change(made, texts("Van Ann.", consultations=[gent.id]), started, "ann")
    db.session.commit()
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        findings.change(made, texts("Van Bo.", theme="informatie", consultations=[gent.id]), started, "bo")
    seen = {one.name: (one.theirs, one.mine) for one in meanwhile.value.merge.changes}
    assert seen == {"statement": ("Van Ann.", "Van Bo."), "theme": ("wachten", "informatie")}
    assert made.statement == "Van Ann."
    findings.change(made, texts("Van beiden.", consultations=[gent.id]), meanwhile.value.version, "bo")
    db.session.commit()
    told = [(one.version, one.texts["statement"], one.written_by) for one in findings.earlier_texts(made)]
    assert told[:2] == [(3, "Van beiden.", "bo"), (2, "Van Ann.", "ann")]


def test_evidence_that_came_in_between_stops_nobody_from_saving(app: Flask) -> None:
    gent, _ = two_groups()
    made = a_finding(gent.project, gent)
    started = made.version
    findings.cite(made, notes_of(gent), "bo")
    findings.change(made, texts("Van Ann.", consultations=[gent.id]), started, "ann")
    assert (made.statement, len(made.evidence)) == ("Van Ann.", 1)


@pytest.mark.usefixtures("both_databases")
def test_a_withdrawn_source_sends_its_findings_to_review(app: Flask) -> None:
    gent, _ = two_groups()
    made, other = a_settled_finding(gent), a_settled_finding(gent, statement="Iets anders.")
    findings.cite(
        made,
        findings.Cited(EvidenceKind.QUOTE, "quote-1", "Ik wacht negen jaar.", consultation=gent.id),
        "ann",
    )
    findings.ask_second_reader(made, made.version, "ann")
    findings.settle(made, made.version, "bo")
    reviewing.sources_gone([Cited("quote", "quote-1")], Gone.WITHDRAWN, "machine")
    db.session.commit()
    assert made.review == ["withdrawn quote"]
    gone = next(one for one in made.evidence if one.kind == "quote")
    assert [one.withdrawn for one in made.evidence if one != gone] == [""]
    assert (gone.withdrawn, gone.said) == ("withdrawn", "–")  # the copied words went too
    assert other.review == []
    with pytest.raises(Refused, match="finding_withdrawn_evidence"):
        findings.ask_second_reader(made, made.version, "ann")
    findings.drop_evidence(made, gone, "ann")
    findings.ask_second_reader(made, made.version, "ann")
    findings.settle(made, made.version, "bo")
    assert made.review == []


def test_a_validation_that_is_taken_back_sends_its_findings_to_review(app: Flask) -> None:
    row = documented(app)
    validate(row, TODAY, by="dirk")
    db.session.commit()
    made = a_settled_finding(row)
    consultations.withdraw_validation(row, "Het verslag klopt niet.", "ann")
    assert made.review == [f"validation_withdrawn {row.id}"]
    assert findings.finding_of(made).read_by == ""


def test_a_survey_speaks_for_the_people_of_the_target_group(app: Flask) -> None:
    row = a_closed_survey()
    assert findings.people_heard(row) == 61
    assert findings.basis_of(a_finding(row.project, row)) == Basis(1, 1, 61)


def test_a_consultation_is_used_from_the_day_on_which_a_finding_rests_on_it(
    both_databases: str, app: Flask
) -> None:
    load_plan()
    project = worlds.a_project()
    gent, genk = (
        worlds.a_held_group(project, f"Focusgroep {place}", date(2025, 3, 10)) for place in ("Gent", "Genk")
    )
    with clock.at(date(2025, 6, 1)):
        made = a_finding(project, genk)
    with clock.at(date(2025, 7, 1)):
        findings.change(made, findings.texts_of(made) | {"consultations": [gent.id, genk.id]}, 1, "ann")

    def used(day: date) -> set[str]:
        judged = progress.report_progress(plans.plan("mjp-2022-2026"), day, plans.rule("LEVL-1")).judged
        return {one.consultation.id for one in judged if one.used}

    assert used(date(2025, 5, 31)) == set()
    assert used(date(2025, 6, 30)) == {genk.id}
    assert used(date(2025, 7, 1)) == {gent.id, genk.id}
    with clock.at(date(2025, 8, 1)):
        findings.change(made, findings.texts_of(made) | {"consultations": [gent.id]}, made.version, "ann")
    assert used(date(2025, 8, 1)) == {gent.id}
