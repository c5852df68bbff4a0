"""A quote is redacted first, then approved by two who did not write it alone, and ascribed to a class that is large enough."""

import pytest
from flask import Flask

from consult.actions import attendance
from consult.actions.accounts import Role
from consult.actions.consultations import Consultation
from consult.actions.notes import quotes as bank
from consult.store import citations
from consult.store import notes as stored
from consult.store.base import db
from consult.store.citations import Cited
from tests.web.staff.browser import signed_in
from tests.web.staff.notes_world import a_group, a_quote, page_of, place_of, some_notes
from tests.web.staff.world import address_of, id_of


@pytest.fixture
def row(app: Flask) -> Consultation:
    return a_group()


def only_quote() -> stored.Quote:
    db.session.expire_all()
    [found] = stored.quotes_of()
    return found


def bank_of(row: Consultation) -> str:
    return f"{address_of(row)}/quotes"


def test_what_leads_to_a_person_is_covered_before_there_is_a_quote(app: Flask, row: Consultation) -> None:
    source = some_notes(row)
    rik = signed_in(app, Role.RESEARCHER, "rik").open(page_of(source))
    rik.submit("c Maak er een citaat van", turn="2")
    assert rik.sees("Peeters (naam na een aanspreking)")
    assert rik.sees("0470 12 34 56 (telefoonnummer)")
    assert stored.quotes_of() == []
    rik.submit("Bewaar het citaat", also="bel\n")
    quote = only_quote()
    assert quote.text == "[…] mevrouw […] op […]."
    assert sorted(reason for _start, _end, reason in quote.redactions) == ["chosen", "name", "phone"]
    assert rik.sees("nog 2 goedkeuringen nodig")
    assert rik.sees("3 stukken verborgen")


def test_words_to_cover_that_do_not_stand_there_are_said(app: Flask, row: Consultation) -> None:
    source = some_notes(row)
    start, end = place_of(source, "Niemand zegt mij waar ik sta.")
    rik = signed_in(app, Role.RESEARCHER, "rik")
    rik.open(f"{page_of(source)}/quotes/new?start={start}&end={end}")
    rik.submit("Bewaar het citaat", also="Genk\nwaar\nGent")
    assert rik.sees("Verberg ook: Dit staat niet in het citaat: Genk; Gent")
    rik.submit("Bewaar het citaat", also="Niemand zegt mij waar ik sta.")
    assert rik.sees("Alles is verborgen: er blijft niets over om te citeren.")
    assert stored.quotes_of() == []


@pytest.mark.parametrize("bounds", ["", "?start=5&end=2", "?start=0&end=99999", "?start=x&end=²"])
def test_a_passage_that_is_not_there_is_no_quote(app: Flask, row: Consultation, bounds: str) -> None:
    rik = signed_in(app, Role.RESEARCHER, "rik").open(f"{page_of(some_notes(row))}/quotes/new{bounds}")
    assert (rik.status, rik.sees("Daar staat geen tekst.")) == (409, True)


def test_without_consent_nothing_is_quoted(app: Flask, row: Consultation) -> None:
    source = some_notes(row, quoting=False)
    rik = signed_in(app, Role.RESEARCHER, "rik").open(page_of(source))
    assert rik.sees("Citeren kan pas wanneer genoteerd is dat de deelnemers akkoord gingen.")
    rik.open(f"{page_of(source)}/quotes/new?start=0&end=9")
    assert (rik.status, rik.sees("Er is niet genoteerd")) == (409, True)


@pytest.mark.usefixtures("both_databases")
def test_two_people_approve_and_neither_wrote_it_alone(app: Flask) -> None:
    row = a_group()
    source = some_notes(row)
    nour = signed_in(app, Role.POLICY, "nour")
    a_quote(app, row, source, by=id_of("nour"))
    nour.open(bank_of(row))
    assert nour.sees("U schreef dit alleen: vraag twee collega's.")
    assert nour.post(f"{bank_of(row)}/{only_quote().id}/approve", form_token=nour.token).status == 409
    for name in ("sam", "ann"):
        browser = signed_in(app, Role.POLICY, name).open(bank_of(row)).submit("Keur dit citaat goed")
        assert browser.sees("U hebt het citaat goedgekeurd.")
    assert browser.sees("goedgekeurd door twee")
    assert bank.is_approved(only_quote())


def test_one_person_approves_once(app: Flask, row: Consultation) -> None:
    quote = a_quote(app, row, some_notes(row))
    sam = signed_in(app, Role.POLICY, "sam").open(bank_of(row)).submit("Keur dit citaat goed")
    assert sam.sees("U keurde dit goed. Vraag een tweede collega.")
    assert sam.post(f"{bank_of(row)}/{quote.id}/approve", form_token=sam.token).status == 409
    assert len(only_quote().approvals) == 1


def test_a_change_takes_the_approvals_away_and_who_cites_is_told(
    app: Flask, row: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Cited] = []
    monkeypatch.setattr(citations, "_listeners", [lambda gone, _because, _by: told.extend(gone)])
    quote = a_quote(app, row, some_notes(row))
    for name in ("sam", "ann"):
        bank.approve_quote(row, quote, app.extensions["folder"], by=name)
    db.session.commit()
    rik = signed_in(app, Role.RESEARCHER, "rik").open(bank_of(row)).follow("Verander of vertaal")
    assert rik.sees("Dit citaat was al goedgekeurd.")
    rik.submit("Bewaar het citaat", also="Niemand")
    assert (only_quote().approvals, only_quote().text) == ([], "[…] zegt mij waar ik sta.")
    assert told == [Cited("quote", quote.id)]
    rik.follow("Verander of vertaal")
    assert [one.text for one in rik.page.all("textarea")][0] == "Niemand"


def test_another_language_needs_a_translation_and_is_not_shown_outside(app: Flask, row: Consultation) -> None:
    words = "أنتظر منذ تسع سنوات."
    quote = a_quote(app, row, some_notes(row), words, language="ar")
    sam = signed_in(app, Role.POLICY, "sam").open(bank_of(row))
    assert sam.sees("Eerst is een vertaling nodig.")
    assert sam.post(f"{bank_of(row)}/{quote.id}/approve", form_token=sam.token).status == 409
    signed_in(app, Role.RESEARCHER, "rik").open(f"{bank_of(row)}/{quote.id}").submit(
        "Bewaar het citaat", translation="Ik wacht al negen jaar."
    )
    for name in ("sam", "ann"):
        signed_in(app, Role.POLICY, name).open(bank_of(row)).submit("Keur dit citaat goed")
    assert sam.open(bank_of(row)).sees(words)
    ines = signed_in(app, Role.INSPECTOR, "ines").open(bank_of(row))
    assert (ines.sees("Ik wacht al negen jaar."), ines.sees(words)) == (True, False)


def test_an_inspector_reads_nothing_that_is_not_approved(app: Flask, row: Consultation) -> None:
    source = some_notes(row)
    a_quote(app, row, source)
    ines = signed_in(app, Role.INSPECTOR, "ines").open(bank_of(row))
    assert ines.sees("Er zijn nog geen goedgekeurde citaten.")
    assert not ines.sees("Niemand zegt mij")
    assert [ines.get(address).status for address in (page_of(source), f"{address_of(row)}/notes")] == [
        403,
        403,
    ]


def test_a_quote_is_ascribed_to_a_class_only_when_it_is_large_enough(app: Flask) -> None:
    small, large = a_group(4), a_group(12)
    offered = []
    for row in (small, large):
        source = some_notes(row)
        rik = signed_in(app, Role.RESEARCHER, "rik").open(f"{page_of(source)}/quotes/new?start=16&end=30")
        [attribution] = [one for one in rik.page.all("select") if one.attributes["name"] == "attribution"]
        offered.append([one.attributes["value"] for one in attribution.all("option")])
    assert offered == [["participant"], ["participant", "target-group", "first-time"]]
    rik.submit("Bewaar het citaat", attribution="earlier")
    assert rik.sees("Toegeschreven aan: Kies een van de mogelijkheden.")


def test_a_class_that_became_too_small_is_no_longer_named(app: Flask) -> None:
    row = a_group(12)
    quote = a_quote(app, row, some_notes(row))
    quote.attribution = "first-time"
    db.session.commit()
    folder = app.extensions["folder"]
    assert bank.ascribed_to(row, quote, folder) == "first-time"
    session = attendance.session(row.sessions[0].id)
    assert session
    session.grid[0].earlier = "unknown"
    db.session.commit()
    assert bank.ascribed_to(row, quote, folder) == "participant"
    with pytest.raises(bank.Refused, match="class_too_small"):
        bank.approve_quote(row, quote, folder, by="sam")


def test_a_dropped_quote_is_gone_and_its_source_stays(app: Flask, row: Consultation) -> None:
    source = some_notes(row)
    a_quote(app, row, source)
    rik = signed_in(app, Role.RESEARCHER, "rik").open(bank_of(row)).follow("Haal weg")
    rik.submit("Haal het citaat weg")
    assert rik.sees("Het citaat is weg.")
    assert stored.quotes_of() == []
    assert stored.sources_of(row.id)


def test_the_bank_is_searched_and_sieved(app: Flask, row: Consultation) -> None:
    source = some_notes(row)
    a_quote(app, row, source)
    a_quote(app, row, source, "Ik wacht negen jaar.")
    rik = signed_in(app, Role.RESEARCHER, "rik").open(f"{bank_of(row)}?q=negen")
    assert len(list(rik.page.all("article"))) == 1
    assert rik.open(f"{bank_of(row)}?state=approved").sees("Niets gevonden.")
