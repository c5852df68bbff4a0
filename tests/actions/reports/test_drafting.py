"""Reports: every number is a protected cell, what staff wrote is never lost, and what was published never changes."""

import re
import shutil
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from consult.actions import clock, editions, tabulating
from consult.actions.advising import citing, findings
from consult.actions.advising.findings import ChangedMeanwhile
from consult.actions.consultations import Consultation
from consult.actions.refusal import Refused
from consult.actions.reports import drafting, prose
from consult.actions.reports.drafting import NotReady
from consult.actions.table_profile import PUBLISHED
from consult.disclosure.tables import SUPPRESSED, ProtectedTable
from consult.evidence.telling import percent
from consult.report.differences import Change
from consult.report.document import Figure, Listing, Number, Report, Table
from consult.report.page import page
from consult.report.word_file import word_file
from consult.store import findings as chain
from consult.store.base import db
from tests.actions.advising.advised import a_finding, a_readable_finding, a_recommendation
from tests.actions.closed_survey import TODAY, folder
from tests.actions.reports.reported import a_published_report, a_report, a_told_survey, write_what_is_needed


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.at(TODAY):
        yield


# --- what is frozen


@pytest.mark.usefixtures("both_databases")
def test_when_every_answer_is_deleted_an_edition_is_the_same_to_the_byte(app: Flask) -> None:
    source = a_report(app)
    made = a_published_report(app, source)
    before = editions.files(made, folder(app))
    for table in ("texts", "responses", "participation_tallies"):
        db.session.execute(text(f"DELETE FROM {table}"))
    db.session.commit()
    shutil.rmtree(folder(app).copies)
    db.session.expire_all()
    assert editions.files(editions.edition(made.id), folder(app)) == before
    assert b"56 % (33 / 59)" in before.page


@pytest.mark.usefixtures("both_databases")
@pytest.mark.parametrize("act", ["UPDATE report_editions SET title = 'x'", "DELETE FROM report_editions"])
def test_the_database_itself_keeps_an_edition(app: Flask, act: str) -> None:
    a_published_report(app, a_report(app))
    with pytest.raises(DBAPIError, match="takes new lines only"):
        db.session.execute(text(act))


def test_what_is_published_is_what_the_second_reader_read(app: Flask) -> None:
    source = a_report(app)
    waiting = drafting.propose(source.project, folder(app), "ann")
    read = editions.files(waiting, folder(app))
    prose.write(source.project, "context", "Nog gauw iets.", 0, "ann")
    made = drafting.approve(source.project, waiting.id, folder(app), "bo")
    assert editions.files(made, folder(app)) == read
    assert (made.number, made.proposed_by, made.approved_by) == (1, "ann", "bo")
    assert drafting.proposal_of(source.project) is None


def test_the_next_edition_has_the_next_number_and_leaves_the_first_alone(app: Flask) -> None:
    source = a_report(app)
    first = a_published_report(app, source)
    read = editions.files(first, folder(app))
    prose.write(source.project, "context", "Wat er veranderde.", 0, "ann")
    second = a_published_report(app, source)
    assert [one.number for one in editions.editions(source.project_id)] == [2, 1]
    assert editions.files(first, folder(app)) == read
    assert editions.newest() == [second]


def test_an_edition_keeps_the_values_that_it_cites(app: Flask) -> None:
    source = a_report(app)
    kept = a_published_report(app, source).values
    assert {"block": "summary.findings.list", "printed": "33", "cell": f"{source.id}/tenure/owner#count"} in kept["numbers"]  # fmt: skip
    assert kept["instruments"] == [source.versions[0].version]
    assert kept["profile"] == "report"


def test_the_same_report_gives_the_same_files(app: Flask) -> None:
    source = a_report(app)
    one, other = (drafting.draft(source.project, folder(app)) for _ in range(2))
    assert (page(one), word_file(one)) == (page(other), word_file(other))


# --- who publishes


def test_whoever_proposed_it_cannot_publish_it(app: Flask) -> None:
    source = a_report(app)
    waiting = drafting.propose(source.project, folder(app), "ann")
    with pytest.raises(Refused, match="proposal_is_your_own"):
        drafting.approve(source.project, waiting.id, folder(app), "ann")


def test_a_proposal_that_made_way_cannot_be_published(app: Flask) -> None:
    source = a_report(app)
    first = drafting.propose(source.project, folder(app), "ann").id
    drafting.propose(source.project, folder(app), "ann")
    with pytest.raises(Refused, match="proposal_gone"):
        drafting.approve(source.project, first, folder(app), "bo")


def test_what_fell_away_after_it_was_proposed_keeps_it_from_being_published(app: Flask) -> None:
    source, finding = a_told_survey(app)
    write_what_is_needed(source.project)
    waiting = drafting.propose(source.project, folder(app), "ann").id
    finding.review = ["source_withdrawn"]
    chain.flush()
    with pytest.raises(NotReady, match="opnieuw nagekeken"):
        drafting.approve(source.project, waiting, folder(app), "bo")


# --- what keeps it from being published


def test_a_draft_names_everything_that_it_lacks_and_cannot_be_proposed(app: Flask) -> None:
    source, _finding = a_told_survey(app)
    unread = a_readable_finding(source, statement="Niemand las dit.")
    a_recommendation(unread, title="Doe iets")
    report = drafting.draft(source.project, folder(app))
    assert "Deze bevinding heeft nog geen tweede lezer: Niemand las dit." in report.problems
    assert "Deze aanbeveling rust op geen vastgestelde bevinding: Doe iets" in report.problems
    assert len([one for one in report.problems if one.startswith("Dit deel is nog niet geschreven")]) == 4
    assert "Niemand las dit." in page(report).decode()
    with pytest.raises(NotReady) as refused:
        drafting.propose(source.project, folder(app), "ann")
    assert set(refused.value.problems) == set(report.problems)


def test_a_cell_that_changed_since_it_was_cited_has_to_be_cited_again(app: Flask) -> None:
    source, finding = a_told_survey(app)
    cited = next(one for one in finding.evidence if one.kind == "table-cell")
    cited.facts = cited.facts | {"count": 34}
    chain.flush()
    assert any("veranderd sinds het geciteerd werd" in one for one in drafting.draft(source.project, folder(app)).problems)  # fmt: skip


def test_a_cell_that_only_staff_may_see_is_not_printed(app: Flask) -> None:
    """The profile of reports was not made for this survey, so it crosses nothing."""
    source, finding = a_told_survey(app)
    citing.cite_cell(finding, source, folder(app), "tenure", "owner", "ann", per="gender", group="woman")
    report = drafting.draft(source.project, folder(app))
    assert any("te klein voor een rapport" in one for one in report.problems)
    told = page(report).decode().partition('<h2 id="findings">')[2].partition('<h2 id="analysis">')[0]
    assert "20 / 33" not in told


def test_a_passage_that_nobody_approved_is_not_printed(app: Flask) -> None:
    source, finding = a_told_survey(app)
    finding.evidence[1].kind, finding.evidence[1].said = "highlight", "Mijn naam is Geheim."
    chain.flush()
    report = drafting.draft(source.project, folder(app))
    told = page(report).decode().partition("</section>")[2]
    assert "Geheim" not in told
    assert "Notities (fragment, Survey wonen)" in told


# --- every number is a protected cell


def _cell(source: Consultation, app: Flask, number: Number) -> str:
    """What the one exit says today of the cell that a number is said to be."""
    path, _hash, what = number.cell.partition("#")
    _consultation, question, *rest = path.split("/")
    told = tabulating.frequency(source, folder(app), question, PUBLISHED)
    table = told.no_answer if what == "no_answer" else told.table
    assert isinstance(table, ProtectedTable)
    if what in ("base", "whole"):
        return str(table.base)
    row = table.rows.codes.index(rest[0])
    assert table.cells[row][0] is not SUPPRESSED
    return percent(table.percentage(row)) if what == "percent" else str(table.cells[row][0])


def test_every_number_is_the_protected_cell_that_it_cites(app: Flask) -> None:
    source = a_report(app)
    report = drafting.draft(source.project, folder(app))
    assert len(report.numbers) > 20
    assert [(one.printed, one.cell) for _block, one in report.numbers if _cell(source, app, one) != one.printed] == []  # fmt: skip


def test_no_counted_block_prints_a_number_that_cites_nothing(app: Flask) -> None:
    report = drafting.draft(a_report(app).project, folder(app))
    counted = list(_counted(report))
    assert counted
    for printed, cited in counted:
        assert set(re.findall(r"\d+", printed)) <= {digits for one in cited for digits in re.findall(r"\d+", one.printed)}  # fmt: skip


def _counted(report: Report) -> Iterator[tuple[str, tuple[Number, ...]]]:
    """The cells of every table of counts, and the notes below them."""
    for block in report.blocks:
        table = block.behind if isinstance(block, Figure) else block
        if isinstance(table, Table) and isinstance(block, Figure):
            for row in table.rows:
                yield " ".join(cell.text for cell in row[1:]), table.numbers
        if isinstance(block, Listing) and block.id.endswith(".evidence"):
            yield block.items[0].text, block.numbers


def test_a_hidden_count_is_nowhere_in_the_files(app: Flask) -> None:
    """Three sleep in the street and 23 rent: neither number may be read or worked out."""
    source = a_report(app)
    report = drafting.draft(source.project, folder(app))
    tenure = next(block for block in report.blocks if isinstance(block, Figure) and "tenure" in block.id)
    assert [row[1].text for row in tenure.behind.rows] == ["33", "te klein om te tonen", "te klein om te tonen"]  # fmt: skip
    assert re.findall(r"\d+", tenure.alternative) == ["59", "56", "33"]


# --- what staff write


@pytest.mark.usefixtures("both_databases")
def test_two_people_who_write_at_one_place_lose_nothing(app: Flask) -> None:
    project = a_told_survey(app)[0].project
    first = prose.write(project, "summary", "Van Ann.", 0, "ann")
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        prose.write(project, "summary", "Van Bo.", 0, "bo")
    assert [(one.theirs, one.mine) for one in meanwhile.value.merge.changes] == [("Van Ann.", "Van Bo.")]
    prose.write(project, "summary", "Van beiden.", first.version, "bo")
    assert [one.texts["text"] for one in chain.text_versions(first.id)] == ["Van beiden.", "Van Ann.", ""]


def test_a_second_draft_keeps_what_staff_wrote_and_says_what_is_new(app: Flask) -> None:
    source = a_report(app)
    a_published_report(app, source)
    new = a_finding(source.project, source, statement="Er kwam iets bij.")
    findings.cite(new, findings.Cited(findings.EvidenceKind.NOTES, source.id, "Ja.", consultation=source.id), "ann")  # fmt: skip
    report = drafting.draft(source.project, folder(app))
    assert "Wij schreven summary." in page(report).decode()
    found = {one.id: one.change for one in drafting.since_last_edition(source.project, report)}
    assert found[f"finding.{new.id}"] is Change.ADDED
    assert found["summary.findings.list"] is Change.CHANGED
    assert not any(id_.startswith("prose.") for id_ in found)


def test_a_word_file_that_staff_edited_is_laid_beside_the_new_draft(app: Flask) -> None:
    source, finding = a_told_survey(app)
    stands = word_file(drafting.draft(source.project, folder(app)))
    finding.statement = "Wachten zonder uitleg weegt."
    chain.flush()
    report = drafting.draft(source.project, folder(app))
    assert drafting.since_a_file(word_file(report), report) == ()
    found = {one.id: (one.stands, one.new) for one in drafting.since_a_file(stands, report)}
    assert found[f"finding.{finding.id}"] == (
        "Wachten zonder informatie weegt zwaarder dan het wachten zelf.",
        "Wachten zonder uitleg weegt.",
    )
