"""Staff hold consultations: from an empty house to one that counts, by the pages themselves."""

from flask import Flask

from consult.actions import consultations, records
from consult.actions.accounts import Role
from consult.instrument.definition import Method
from consult.store import audit
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import (
    MARCH,
    a_consultation,
    a_project,
    a_session,
    a_version,
    address_of,
    documented,
    reread,
    some_responses,
    the_next_day,
    upload,
)


def test_a_focus_group_from_an_empty_house_to_one_that_counts(both_databases: str, app: Flask) -> None:
    a_version(Method.FOCUS_GROUP, title="Focusgroep wonen")
    nour, bo = signed_in(app, Role.POLICY, "nour"), signed_in(app, Role.FACILITATOR, "bo")
    nour.open("/staff/").follow("Maak het eerste project")
    nour.submit("Maak het project", title="Sociale huisvesting 2026", theme="wonen", result="r7", year="2026")
    assert nour.sees("Dit project heeft nog geen consultatie.")
    nour.follow("Voeg de eerste consultatie toe")
    version = consultations.published_versions()[0].id
    nour.submit("Maak de consultatie", title="Focusgroep Gent", method="focus-group", version=version)
    assert nour.sees("Noteer de sessie")
    consultation = nour.response.request.path

    bo.open(consultation).follow("Noteer de sessie")
    bo.submit("Bewaar de sessie", day="2026-03-10", place="oost-vlaanderen", present="8", consent_read="y",
              n_yes_no_gave="5", n_yes_yes_gave="1", n_unknown_unknown_gave="2")  # fmt: skip
    assert bo.sees("0 van 1 sessies zijn door twee medewerkers bevestigd.")
    bo.submit("Bevestig de aanwezigheid")
    assert bo.sees("Vraag een tweede collega.")
    nour.open(consultation).submit("Bevestig de aanwezigheid")

    nour.follow("Voeg de notities toe").submit("Bewaar de notities", title="Notities", text="Wat gezegd is.")
    nour.open(consultation)
    nour.follow("Voeg het verslag toe").submit("Bewaar het document", title="Verslag", file=upload())
    nour.submit("Keur dit verslag goed")
    assert nour.sees("Er ontbreekt nog 1 ding voor deze consultatie telt.")
    assert nour.sees("Vraag het nu")

    sam = signed_in(app, Role.POLICY, "sam").open(consultation).submit("Valideer deze consultatie")
    assert sam.sees("telt")
    assert sam.open("/staff/").sees("1 van 1")
    acts = [line.act for line in reversed(audit.lines(consultation.split("/")[-1]))]
    assert acts == [
        "consultation added", "session recorded", "attendance confirmed", "attendance confirmed", "source added",
        "document filed", "report approved", "consultation validated",
    ]  # fmt: skip


def test_a_survey_from_its_opening_to_one_that_counts(both_databases: str, app: Flask, monkeypatch) -> None:
    row = a_consultation(a_project(), Method.SURVEY, "Survey wonen", by="ann", version=a_version())
    nour = signed_in(app).open(address_of(row)).submit("Zet de survey open")
    assert nour.sees(f"http://localhost/f/{row.id}/")
    some_responses(row, 10, day=reread(row).opened_on)
    nour.open(address_of(row)).follow("Sluit de survey")
    assert nour.sees("Een gesloten survey gaat niet meer open.")
    nour.submit("Sluit de survey")
    assert nour.sees("Stond open van 2 april 2026 tot 2 april 2026.")
    nour.submit("Leg de dataset vast")
    assert nour.sees("Dit kan vanaf morgen.")
    the_next_day(row)
    nour.open(address_of(row)).submit("Leg de dataset vast")
    assert nour.sees("Logboek: 10 antwoorden, per dag")
    assert nour.sees("10 antwoorden vastgelegd")
    nour.follow("Voeg het verslag toe").submit("Bewaar het document", title="Verslag", file=upload())
    nour.submit("Keur dit verslag goed")
    assert signed_in(app, name="bo").open(address_of(row)).submit("Valideer deze consultatie").sees("telt")
    assert records.standing(reread(row)).missing == ()


def test_the_qr_code_of_a_survey_is_a_picture_of_our_own(app: Flask) -> None:
    row = a_consultation(a_project(), Method.SURVEY, version=a_version())
    nour = signed_in(app)
    nour.get(f"{address_of(row)}/address.svg")
    assert nour.response.mimetype == "image/svg+xml"
    assert nour.get(f"{address_of(row)}/address.png").response.data.startswith(b"\x89PNG")


def test_a_survey_without_questions_cannot_open(app: Flask) -> None:
    row = a_consultation(a_project(), Method.SURVEY)
    nour = signed_in(app).open(address_of(row))
    assert nour.sees("Kies eerst een instrument in de opzet.")
    nour.post(f"{address_of(row)}/open", form_token=nour.token)
    assert nour.status == 409
    assert reread(row).opened_on is None


def test_cancelling_asks_why_and_keeps_it_in_the_register(app: Flask) -> None:
    row = a_consultation(a_project())
    nour = signed_in(app).open(address_of(row)).follow("Annuleer deze consultatie")
    nour.submit("Annuleer de consultatie", because="  ")
    assert nour.sees("Waarom: Vul dit in.")
    nour.submit("Annuleer de consultatie", because="Niemand schreef zich in.")
    assert nour.sees("Geannuleerd op 2 april 2026")
    assert nour.open(f"/staff/projects/{row.project_id}").sees("telt nooit")


def test_an_interview_series_says_itself_when_it_is_over(app: Flask) -> None:
    row = a_consultation(a_project(), Method.INTERVIEW, "Interviews", version=a_version(Method.INTERVIEW))
    a_session(row, 1)
    assert reread(row).closed_on is None
    nour = (
        signed_in(app)
        .open(address_of(row))
        .follow("Dit was de laatste sessie")
        .submit("Sluit de consultatie af")
    )
    assert nour.sees("De consultatie is afgesloten.")
    assert reread(row).closed_on == MARCH


def test_a_partner_without_an_agreement_is_told_what_is_missing(app: Flask) -> None:
    nour = signed_in(app).open(f"/staff/projects/{a_project().id}/consultations/new")
    nour.submit(
        "Maak de consultatie", title="Groep van een partner", method="focus-group", organiser="another"
    )
    assert nour.sees("Schrijf de naam van de organisatie.")
    nour.submit("Maak de consultatie", partner="Samen vzw")
    assert nour.sees("De schriftelijke overeenkomst met de partner")
    nour.follow("Voeg de overeenkomst toe").submit("Bewaar het document", title="Overeenkomst", file=upload())
    assert nour.sees("overeenkomst met de partner")


def test_an_instrument_for_another_method_is_refused(app: Flask) -> None:
    version = a_version(Method.SURVEY)
    nour = signed_in(app).open(f"/staff/projects/{a_project().id}/consultations/new")
    nour.submit("Maak de consultatie", title="Groep", method="focus-group", version=version)
    assert nour.sees("Dit instrument is voor een andere methode: survey.")


def test_a_consultation_that_began_keeps_its_method_but_may_get_a_newer_instrument(app: Flask) -> None:
    first, second = a_version(number=1), a_version(number=2)
    row = a_consultation(a_project(), Method.SURVEY, version=first)
    consultations.open_survey(row, "ann")
    nour = (
        signed_in(app)
        .open(f"{address_of(row)}/edit")
        .submit("Bewaar de opzet", method="interview", version="")
    )
    assert nour.sees("De methode ligt vast zodra de consultatie begonnen is.")
    nour.submit("Bewaar de opzet", method="survey", version=second)
    assert {one.version for one in reread(row).versions} == {first, second}


def test_before_anyone_answered_another_instrument_takes_the_place_of_the_first(app: Flask) -> None:
    first, second = a_version(number=1), a_version(number=2)
    row = a_consultation(a_project(), Method.SURVEY, version=first)
    signed_in(app).open(f"{address_of(row)}/edit").submit("Bewaar de opzet", version=second)
    assert [one.version for one in reread(row).versions] == [second]


def test_one_report_may_tell_of_several_consultations(app: Flask) -> None:
    row = documented(app)
    other = a_consultation(row.project, title="Focusgroep Aalst", version=row.versions[0].version)
    a_session(other)
    nour = signed_in(app).open(address_of(other)).submit("Dit verslag gaat ook hierover: keur het goed")
    assert nour.sees("· Focusgroep Gent")
    assert "report" not in [one.code for one in records.standing(reread(other)).missing]


def test_a_project_says_how_many_things_are_missing_and_the_next_one(app: Flask) -> None:
    row = documented(app)
    nour = signed_in(app)
    assert nour.open("/staff/").sees("1 ding voor dit telt")
    nour.open(f"/staff/projects/{row.project_id}")
    assert nour.sees("Vraag het een tweede persoon")


def titles(browser: StaffBrowser) -> list[str]:
    return [
        next(row.all("a")).text
        for row in browser.page.all("tr")
        if list(row.all("th")) and list(row.all("td"))
    ]


def test_consultations_are_searched_filtered_and_sorted_by_address(app: Flask) -> None:
    project = a_project()
    a_consultation(project, Method.FOCUS_GROUP, "Focusgroep Gent")
    a_consultation(project, Method.INTERVIEW, "Interviews Aalst")
    consultations.cancel(a_consultation(project, Method.SURVEY, "Survey wonen"), "geen tijd", "ann")
    nour, page = signed_in(app), f"/staff/projects/{project.id}"
    assert titles(nour.open(page)) == ["Focusgroep Gent", "Interviews Aalst", "Survey wonen"]
    assert titles(nour.open(f"{page}?sort=title&order=desc"))[0] == "Survey wonen"
    assert titles(nour.submit("Toon", q="aalst")) == ["Interviews Aalst"]
    assert titles(nour.open(f"{page}?state=cancelled")) == ["Survey wonen"]
    assert titles(nour.open(f"{page}?method=focus-group&year=2026")) == ["Focusgroep Gent"]
    assert nour.open(f"{page}?q=xyz").sees("Niets gevonden.")
    assert nour.open(f"{page}?sort=nonsense&state=nonsense").status == 200
