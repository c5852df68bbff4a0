"""What was noted as evidence: words that stay in the notes, quotes that two approved, and what happens when they go."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from consult.actions import clock, keeping
from consult.actions.advising import citing_notes, findings, recommendations
from consult.actions.advising.findings import StoredEvidence, StoredFinding
from consult.actions.consultations import Consultation
from consult.actions.notes import grid, highlighting, noted, quotes
from consult.actions.notes.grid import GridCell, Typed
from consult.actions.notes.highlighting import Highlight
from consult.actions.notes.noted import Source
from consult.actions.notes.quotes import Quote
from consult.actions.refusal import Refused
from consult.evidence.findings import EvidenceKind
from consult.store import findings as rows
from consult.store.base import db
from tests.actions.advising.advised import a_finding, a_recommendation
from tests.actions.closed_survey import TODAY
from tests.web.staff.notes_world import a_group, a_quote, place_of, some_notes

SAID = "Niemand zegt mij waar ik sta."
ARABIC = "أنتظر منذ تسع سنوات."
pytestmark = pytest.mark.usefixtures("both_databases")


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def a_highlight(row: Consultation, source: Source, words: str = SAID) -> Highlight:
    made = highlighting.highlight(row, source, "waiting", place_of(source, words), "", "rik")
    db.session.commit()
    return made


def a_cell(row: Consultation, text: str = "Wachten weegt.", revision: int = 0) -> GridCell:
    assert grid.fill(row, row.sessions[0], {"waiting": Typed(text, revision)}, "rik", "Rooster") == {}
    db.session.commit()
    return grid.cells(row)["waiting", row.sessions[0].id]


def approved(app: Flask, row: Consultation, made: Quote, *by: str) -> Quote:
    for one in by or ("bo", "cas"):
        quotes.approve_quote(row, made, app.extensions["folder"], one)
    db.session.commit()
    return made


def cited(made: StoredFinding, kind: EvidenceKind, id_: str) -> StoredEvidence:
    kept = citing_notes.cite_from_notes(made, kind, id_, "ann")
    db.session.commit()
    return kept


def read_by_a_second(made: StoredFinding) -> StoredFinding:
    findings.ask_second_reader(made, made.version, "ann")
    findings.settle(made, made.version, "bo")
    db.session.commit()
    return made


def reread(made: StoredFinding) -> StoredFinding:
    db.session.commit()
    db.session.expire_all()
    found = rows.finding(made.id)
    assert found
    return found


def tables_hold(words: str) -> bool:
    """Whether these words stand in any table of findings."""
    tables = ("findings", "evidence", "text_versions", "recommendations", "audit")
    return any(
        words in str(tuple(row))
        for table in tables
        for row in db.session.execute(db.text(f"SELECT * FROM {table}"))
    )


def test_a_highlight_is_cited_by_where_it_stands_and_its_words_are_read_there(app: Flask) -> None:
    row = a_group()
    made = a_finding(row.project)
    highlight = a_highlight(row, some_notes(row), ARABIC)
    kept = cited(made, EvidenceKind.HIGHLIGHT, highlight.id)
    assert (kept.reference, kept.consultation_id) == (highlight.id, row.id)
    assert kept.facts == {"theme": "Wachten", "day": "2026-03-10", "language": "nl"}
    assert kept.said == "Notities over Wachten, sessie van 2026-03-10"
    assert citing_notes.words_of(kept) == ARABIC
    assert not tables_hold(ARABIC)
    assert [one.id for one in made.consultations] == [row.id]


def test_a_cell_of_the_grid_is_read_live_and_who_read_other_words_reads_again(app: Flask) -> None:
    row = a_group()
    cell = a_cell(row)
    made, draft = a_finding(row.project), a_finding(row.project, statement="Nog een ontwerp.")
    kept = cited(made, EvidenceKind.GRID_CELL, cell.id)
    cited(draft, EvidenceKind.GRID_CELL, cell.id)
    read_by_a_second(made)
    a_cell(row, "Wachten weegt niet.", cell.revision)
    assert citing_notes.words_of(kept) == "Wachten weegt niet."
    assert (reread(made).review, reread(draft).review) == (["changed grid-cell"], [])
    assert kept.withdrawn == ""
    assert not tables_hold("Wachten weegt")


def test_an_emptied_cell_can_no_longer_be_cited(app: Flask) -> None:
    row = a_group()
    cell = a_cell(row)
    made = a_finding(row.project)
    kept = cited(made, EvidenceKind.GRID_CELL, cell.id)
    a_cell_gone = grid.fill(row, row.sessions[0], {"waiting": Typed("", 1)}, "rik", "Rooster")
    assert a_cell_gone == {}
    assert reread(made).review == ["dropped grid-cell"]
    assert (kept.withdrawn, citing_notes.words_of(kept)) == ("dropped", None)


def test_a_quote_is_cited_in_its_published_words_once_two_approved_it(app: Flask) -> None:
    row = a_group()
    source = some_notes(row)
    quote = a_quote(app, row, source, ARABIC, language="ar", translation="Ik wacht al negen jaar.")
    made = a_finding(row.project)
    for approvals in ((), ("bo",)):
        approved(app, row, quote, *approvals) if approvals else None
        with pytest.raises(Refused, match="quote_not_approved"):
            citing_notes.cite_from_notes(made, EvidenceKind.QUOTE, quote.id, "ann")
    approved(app, row, quote, "cas")
    kept = cited(made, EvidenceKind.QUOTE, quote.id)
    assert kept.said == "Ik wacht al negen jaar."
    assert kept.facts == {"day": "2026-03-10"}  # no language: that of the original can tell who spoke
    assert not tables_hold(ARABIC)


def test_the_same_is_not_cited_twice(app: Flask) -> None:
    row = a_group()
    made, highlight = a_finding(row.project), a_highlight(row, some_notes(row))
    cited(made, EvidenceKind.HIGHLIGHT, highlight.id)
    with pytest.raises(Refused, match="cited_before"):
        citing_notes.cite_from_notes(made, EvidenceKind.HIGHLIGHT, highlight.id, "bo")


@pytest.mark.parametrize("kind", [EvidenceKind.HIGHLIGHT, EvidenceKind.QUOTE, EvidenceKind.RESEARCH])
def test_what_does_not_stand_in_the_notes_is_refused(app: Flask, kind: EvidenceKind) -> None:
    row = a_group()
    with pytest.raises(Refused, match="not_in_the_notes"):
        citing_notes.cite_from_notes(a_finding(row.project), kind, "nothing", "ann")


def test_notes_of_another_project_are_refused(app: Flask) -> None:
    row = a_group()
    highlight = a_highlight(row, some_notes(row))
    elsewhere = a_finding(a_group().project)
    with pytest.raises(Refused, match="not_of_this_project"):
        citing_notes.cite_from_notes(elsewhere, EvidenceKind.HIGHLIGHT, highlight.id, "ann")


def test_what_is_withdrawn_goes_from_the_finding_too_and_its_advice_shows_it(app: Flask) -> None:
    row = a_group()
    source = some_notes(row)
    made = a_finding(row.project)
    cited(made, EvidenceKind.HIGHLIGHT, a_highlight(row, source).id)
    quote = approved(app, row, a_quote(app, row, source))
    cited(made, EvidenceKind.QUOTE, quote.id)
    advised = a_recommendation(read_by_a_second(made))
    noted.withdraw_source(row, source, app.extensions["folder"], "rik")
    found = reread(made)
    assert set(found.review) == {"withdrawn highlight", "withdrawn quote"}
    assert {(one.kind, one.withdrawn) for one in found.evidence} == {
        ("highlight", "withdrawn"),
        ("quote", "withdrawn"),
    }
    assert not tables_hold(SAID)
    assert recommendations.has_to_be_reviewed(advised)
    with pytest.raises(Refused, match="finding_no_evidence"):
        findings.ask_second_reader(found, found.version, "ann")


def test_what_goes_with_a_rollback_is_marked_by_nothing(app: Flask) -> None:
    row = a_group()
    source = some_notes(row)
    made = a_finding(row.project)
    cited(made, EvidenceKind.HIGHLIGHT, a_highlight(row, source).id)
    noted.withdraw_source(row, source, app.extensions["folder"], "rik")
    db.session.rollback()
    assert made.review == []
    assert [one.withdrawn for one in made.evidence] == [""]


def test_whoever_takes_back_their_consent_is_quoted_no_more(app: Flask) -> None:
    row = a_group()
    source = some_notes(row)
    made = a_finding(row.project)
    quote = approved(app, row, a_quote(app, row, source))
    cited(made, EvidenceKind.QUOTE, quote.id)
    noted.note_quoting(row, source, agreed=False, by="rik")
    assert reread(made).review == ["no-consent quote"]
    assert not tables_hold(SAID)


def test_a_quote_that_is_reviewed_anew_is_cited_anew(app: Flask) -> None:
    row = a_group()
    quote = approved(app, row, a_quote(app, row, some_notes(row)))
    made = a_finding(row.project)
    first = cited(made, EvidenceKind.QUOTE, quote.id)
    reviewed = quotes.Reviewed((), "nl", "", quotes.Attribution.PARTICIPANT)
    quotes.change_quote(row, quote, reviewed, app.extensions["folder"], "rik")
    assert reread(made).review == ["changed quote"]
    findings.drop_evidence(made, first, "ann")
    approved(app, row, quote)
    assert cited(made, EvidenceKind.QUOTE, quote.id).said == SAID


def test_a_highlight_that_is_taken_away_marks_its_findings(app: Flask) -> None:
    row = a_group()
    source = some_notes(row)
    made = a_finding(row.project)
    highlight = a_highlight(row, source)
    cited(made, EvidenceKind.HIGHLIGHT, highlight.id)
    highlighting.drop_highlight(source, highlight.id, "rik")
    assert reread(made).review == ["dropped highlight"]


def test_when_the_days_of_notes_are_over_the_finding_stays_without_their_words(app: Flask) -> None:
    row = a_group()
    made = a_finding(row.project)
    marked = cited(made, EvidenceKind.HIGHLIGHT, a_highlight(row, some_notes(row)).id)
    filled = cited(made, EvidenceKind.GRID_CELL, a_cell(row).id)
    read_by_a_second(made)
    row.closed_on = TODAY
    db.session.commit()
    with clock.at(TODAY + timedelta(days=731)):
        keeping.purge(app.extensions["folder"], dry_run=False)
    found = reread(made)
    assert (found.stage, found.review) == ("settled", [])
    assert [citing_notes.words_of(one) for one in (marked, filled)] == [None, None]
    assert [one.refusal for one in citing_notes.citable(row)] == ["source_emptied"]
