"""Citing from the notes by page: what is picked, who reads the words, and a withdrawal that reaches the advice."""

import pytest
from flask import Flask

from consult.actions.accounts import Role
from consult.actions.advising.findings import StoredFinding
from consult.actions.consultations import Consultation
from consult.actions.notes import grid, highlighting, quotes
from consult.actions.notes.grid import Typed
from consult.actions.notes.noted import Source
from consult.store import findings as rows
from consult.store.base import db
from tests.actions.advising.advised import a_finding, a_recommendation, a_settled_finding
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.notes_world import a_group, a_quote, page_of, place_of, some_notes

SAID = "Niemand zegt mij waar ik sta."


@pytest.fixture
def row(app: Flask) -> Consultation:
    return a_group()


def everything_noted(app: Flask, row: Consultation) -> Source:
    """A highlight, a cell, a quote that two approved and one that nobody did."""
    source = some_notes(row)
    highlighting.highlight(row, source, "waiting", place_of(source, SAID), "", "rik")
    grid.fill(row, row.sessions[0], {"searching": Typed("Zoeken op straat.", 0)}, "rik", "Rooster")
    quote = a_quote(app, row, source)
    for name in ("bo", "cas"):
        quotes.approve_quote(row, quote, app.extensions["folder"], name)
    a_quote(app, row, source, "Ik wacht negen jaar.")
    db.session.commit()
    return source


def picking(made: StoredFinding, browser: StaffBrowser) -> StaffBrowser:
    return browser.open(f"/staff/findings/{made.id}").follow("Citeer uit de notities")


def buttons(browser: StaffBrowser) -> list[str]:
    return [
        one.attributes["value"] for one in browser.page.all("button") if one.attributes.get("name") == "cited"
    ]


def cite_all(browser: StaffBrowser, made: StoredFinding) -> None:
    """Presses each button that there is, one after the other."""
    values, token = buttons(picking(made, browser)), browser.token
    for value in values:
        browser.post(f"/staff/findings/{made.id}/evidence/notes", form_token=token, cited=value)
        assert browser.status == 302


def test_notes_are_picked_from_the_talks_of_the_project(app: Flask, row: Consultation) -> None:
    everything_noted(app, row)
    made = a_finding(row.project)
    rik = picking(made, signed_in(app, Role.RESEARCHER, "rik"))
    assert rik.sees("citaat · sessie van 10 maart 2026")
    assert rik.sees("fragment · Wachten · sessie van 10 maart 2026 · Nederlands")
    assert rik.sees("cel van het rooster · Zoeken · sessie van 10 maart 2026")
    assert rik.sees("Dit citaat is nog niet door twee collega's goedgekeurd")
    assert len(buttons(rik)) == 3
    rik.submit("Toon", theme="Wachten")
    assert len(buttons(rik)) == 1
    rik.submit("Citeer fragment · Wachten · sessie van 10 maart 2026 1", stance="against")
    assert rik.sees("De bron is geciteerd zoals ze nu is.")
    assert rik.sees(SAID)
    assert rik.sees("spreekt tegen")
    assert picking(made, rik).sees("staat bij deze bevinding")


def test_a_forged_choice_is_refused_with_a_sentence(app: Flask, row: Consultation) -> None:
    everything_noted(app, row)
    waiting = next(one for one in quotes.quotes(row) if not one.approvals)
    made = a_finding(row.project)
    nour = picking(made, signed_in(app))
    address = f"/staff/findings/{made.id}/evidence/notes"
    for sent, sentence in {
        f"quote/{waiting.id}": "Dit citaat is nog niet door twee collega's goedgekeurd",
        "quote/nothing": "Dit staat niet (meer) in de notities",
        "castle/x": "Dit staat niet (meer) in de notities",
        "": "Dit staat niet (meer) in de notities",
    }.items():
        nour.post(address, form_token=nour.token, cited=sent)
        alerts = [one.text for one in nour.page.all("div") if one.attributes.get("role") == "alert"]
        assert [sentence in one for one in alerts] == [True], sent
    assert made.evidence == []


def test_a_project_without_talks_says_so(app: Flask, row: Consultation) -> None:
    assert picking(a_finding(row.project), signed_in(app)).sees("Hier is nog niets gemarkeerd")


def test_who_may_not_read_notes_reads_no_words_of_them_on_the_chain(app: Flask, row: Consultation) -> None:
    everything_noted(app, row)
    made = a_settled_finding(row)
    cite_all(signed_in(app), made)
    advised = a_recommendation(made)
    ids = signed_in(app, Role.INSPECTOR, "ids")
    for address in (f"/staff/findings/{made.id}", f"/staff/recommendations/{advised.id}"):
        ids.open(address)
        assert ids.sees("De woorden staan in de notities, voor wie die mag lezen.")
        assert not ids.sees("Zoeken op straat.")
        assert ids.page.text.count(SAID) == 1  # the quote, which two people approved for the outside
        assert signed_in(app, name="sam").open(address).sees("Zoeken op straat.")


@pytest.mark.usefixtures("both_databases")
def test_a_withdrawal_on_the_page_of_the_notes_reaches_the_finding_and_the_advice(
    app: Flask, row: Consultation
) -> None:
    source = everything_noted(app, row)
    made = a_finding(row.project)
    nour = signed_in(app)
    cite_all(nour, made)
    nour.open(f"/staff/findings/{made.id}").submit("Laat deze bevinding lezen")
    bo = signed_in(app, name="bo").open(f"/staff/findings/{made.id}").submit("Stel deze bevinding vast")
    assert bo.sees("De bevinding is vastgesteld.")
    advised = a_recommendation(rows.finding(made.id))
    nour.open(page_of(source)).follow("Haal deze notities weg").submit("Haal de notities weg")
    nour.open(f"/staff/findings/{made.id}")
    assert nour.sees("Kijk deze bevinding na")
    assert nour.sees("Wie dit zei, wil niet meer dat het gebruikt wordt")
    assert nour.sees("Zoeken op straat.")  # the cell is not of this source
    assert nour.sees("Haal de bron weg die niet meer gebruikt mag worden.")
    assert not nour.sees(SAID)
    assert nour.open(f"/staff/recommendations/{advised.id}").sees("na te kijken")
    token = nour.token
    for gone in [one.id for one in rows.finding(made.id).evidence if one.withdrawn]:
        nour.post(f"/staff/findings/{made.id}/evidence/{gone}/drop", form_token=token)
    nour.open(f"/staff/findings/{made.id}").submit("Laat deze bevinding lezen")
    assert (
        signed_in(app, name="bo")
        .open(f"/staff/findings/{made.id}")
        .submit("Stel deze bevinding vast")
        .sees("De bevinding is vastgesteld.")
    )
    assert not nour.open(f"/staff/recommendations/{advised.id}").sees("na te kijken")
