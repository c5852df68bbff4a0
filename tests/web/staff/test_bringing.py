"""Staff bring a file of answers into a survey: they see what fits, decide, and nothing is stored before."""

import io
from pathlib import Path

import pytest
from flask import Flask

from consult.actions.accounts import Role
from consult.actions.consultations import Consultation
from consult.store.base import db
from tests.actions.brought_world import a_survey, held
from tests.actions.test_bringing import KOBO
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import address_of


@pytest.fixture
def row(app: Flask) -> Consultation:
    return a_survey()


@pytest.fixture
def nour(app: Flask, row: Consultation) -> StaffBrowser:
    return signed_in(app, Role.POLICY, "nour").open(address_of(row)).follow("Voer antwoorden van elders in")


def sent(said: str, name: str = "data.csv") -> tuple[io.BytesIO, str]:
    return io.BytesIO(said.encode()), name


def test_a_file_is_looked_at_and_then_comes_in(nour: StaffBrowser, row: Consultation) -> None:
    nour.submit("Kijk het bestand na", file=sent(KOBO), mapping=None)
    assert nour.sees("3 nieuwe antwoorden")
    assert nour.sees("Alles uit dit bestand past.")
    assert nour.sees(
        "Blijft achter, want het vertelt wie, waar of wanneer, of u wees het zo toe: start, _uuid, _submitted_by"
    )
    assert held(row) == []
    nour.submit("Voer 3 antwoorden in")
    assert nour.sees("De antwoorden zijn ingevoerd.")
    assert len(held(row)) == 3


def test_losses_are_shown_and_have_to_be_accepted(nour: StaffBrowser, row: Consultation) -> None:
    nour.submit("Kijk het bestand na", file=sent("tenure,colour\ncastle,red\nowner,blue\n"))
    assert nour.sees("colour (2 rijen, eerst in line 2)")
    assert nour.sees("tenure: “castle” (1 rij, eerst in line 2)")
    nour.submit("Voer 1 antwoord in", accept=None)
    assert nour.sees("zou verloren gaan (2)")
    assert held(row) == []
    nour.submit("Voer 1 antwoord in", accept="1")
    assert len(held(row)) == 1


def test_a_mapping_sent_along_is_used(nour: StaffBrowser, row: Consultation) -> None:
    mapping = sent('columns: {woning: tenure}\nvalues: {tenure: {"1": owner}}\n', "map.yaml")
    nour.submit("Kijk het bestand na", file=sent("woning\n1\n"), mapping=mapping)
    nour.submit("Voer 1 antwoord in")
    assert [one.document["tenure"] for one in held(row)] == ["owner"]


def test_equal_rows_ask_who_they_are(nour: StaffBrowser, row: Consultation) -> None:
    nour.submit("Kijk het bestand na", file=sent("tenure\nowner\n")).submit("Voer 1 antwoord in")
    nour.open(f"{address_of(row)}/bring-in").submit(
        "Kijk het bestand na", file=sent("tenure\nowner\nsocial\n")
    )
    nour.submit("Voer 1 antwoord in")
    assert nour.sees("Kies of het dezelfde mensen zijn")
    nour.submit("Voer 1 antwoord in", same="add")
    assert len(held(row)) == 3


def test_answers_that_were_given_aloud_are_stored_so(nour: StaffBrowser, row: Consultation) -> None:
    nour.submit("Kijk het bestand na", file=sent("tenure\nowner\n"), mode="interpreted")
    nour.submit("Voer 1 antwoord in")
    assert [(one.mode, one.interviewer, one.interpreter) for one in held(row)] == [("interviewer", "", True)]


def test_rows_that_say_otherwise_than_before_are_told(nour: StaffBrowser, row: Consultation) -> None:
    nour.submit("Kijk het bestand na", file=sent("id,tenure\n1,owner\n")).submit("Voer 1 antwoord in")
    nour.open(f"{address_of(row)}/bring-in").submit(
        "Kijk het bestand na", file=sent("id,tenure\n1,social\n2,owner\n")
    )
    assert nour.sees("1 rij staat onder “id” als een rij die al binnenkwam, en zegt nu iets anders.")


def test_a_response_that_was_edited_elsewhere_is_no_other_person(
    nour: StaffBrowser, row: Consultation
) -> None:
    nour.submit("Kijk het bestand na", file=sent("_uuid,tenure\na,owner\n")).submit("Voer 1 antwoord in")
    nour.open(f"{address_of(row)}/bring-in").submit(
        "Kijk het bestand na", file=sent("_uuid,tenure\na,social\nb,owner\n")
    )
    assert nour.sees("1 antwoord werd elders veranderd nadat het binnenkwam.")


def test_of_a_thousand_losses_the_first_are_shown(nour: StaffBrowser) -> None:
    castles = "".join(f"castle {number}\n" for number in range(1000))
    nour.submit("Kijk het bestand na", file=sent(f"tenure\nowner\n{castles}"))
    assert nour.sees("Waarden waar geen keuze bij hoort (1000)")
    assert nour.sees("… en nog 800")


@pytest.mark.parametrize(
    ("said", "told"),
    [("", "Kies eerst een bestand."), ("%PDF-1.7", "is a PDF"), ("a,a\n1,2\n", "stands there 2 times")],
)
def test_what_cannot_be_read_is_said_on_the_page(
    nour: StaffBrowser, row: Consultation, said: str, told: str
) -> None:
    nour.submit("Kijk het bestand na", file=sent(said))
    assert nour.sees(told)
    assert held(row) == []


def test_what_is_looked_at_lies_sealed_and_goes_when_it_came_in(
    app: Flask, nour: StaffBrowser, row: Consultation
) -> None:
    previews: Path = app.extensions["folder"].path / "previews"
    nour.submit("Kijk het bestand na", file=sent(KOBO))
    (kept,) = previews.iterdir()
    assert b"u-1" not in kept.read_bytes()
    nour.submit("Voer 3 antwoorden in")
    assert list(previews.iterdir()) == []
    db.session.expire_all()


def test_the_file_of_a_colleague_cannot_be_brought_in(
    app: Flask, nour: StaffBrowser, row: Consultation
) -> None:
    nour.submit("Kijk het bestand na", file=sent(KOBO))
    [checksum] = [
        one.attributes["value"] for one in nour.page.all("input") if one.attributes.get("name") == "checksum"
    ]
    sam = signed_in(app, Role.POLICY, "sam").open(f"{address_of(row)}/bring-in")
    sam.post(f"{address_of(row)}/bring-in/confirm", checksum=checksum, form_token=sam.token)
    assert held(row) == []
