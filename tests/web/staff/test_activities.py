"""The register on screen: a talk from its first line to the plan's page, and who may touch it."""

from datetime import date

import pytest
from flask import Flask

from consult.actions import activities, consultations, plans
from consult.actions.accounts import Role
from consult.actions.activities import Activity, Afterwards, Described
from consult.actions.advising import fiches
from consult.actions.advising.fiches import Prepared
from consult.instrument.definition import Report
from consult.plan.activity import ActivityKind, Level
from consult.shipped import shipped
from consult.store.base import db
from tests.actions.advising.advised import a_recommendation, a_settled_finding
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import a_consultation, a_project, a_session

SAID = "De raadgever vroeg cijfers per provincie. Hij wil de wachttijden in maart bespreken."
HELD = date(2025, 9, 18)


@pytest.fixture(autouse=True)
def loaded(app: Flask) -> None:
    """The shipped plan."""
    plans.load_plans(shipped("instruments"), demo=False, by="machine")
    db.session.commit()


def a_talk(*, noted: bool = False, links: tuple[str, ...] = ("R7-a", "OD3.2-a")) -> Activity:
    project = consultations.add_project(
        "Sociale huisvesting 2025", Report.SOCIAL_HOUSING, "wonen", "R7", 2025, "ann"
    )
    described = Described(
        "Wachttijden", ActivityKind.TALK, HELD, "kabinet Wonen, raadgever", Level.FLEMISH, links=links
    )
    row = activities.add_activity(project, described, "ann")
    if noted:
        activities.note_afterwards(row, Afterwards(HELD, SAID), "ann")
    db.session.commit()
    return row


def address_of(row: Activity) -> str:
    return f"/staff/activities/{row.id}"


def reread(row: Activity) -> Activity:
    found = activities.activity(row.id)
    assert found
    db.session.refresh(found)
    return found


def tags(browser: StaffBrowser) -> list[str]:
    return [
        one.text for one in browser.page.all("span") if one.attributes.get("class", "").startswith("tag ok")
    ]


def counts(browser: StaffBrowser) -> list[str]:
    lists = [one for one in browser.page.all("ul") if one.attributes.get("class") == "counts"]
    return [item.text for one in lists for item in one.all("li")]


def test_a_talk_goes_from_an_empty_register_to_the_plan_of_both_indicators(
    both_databases: str, app: Flask
) -> None:
    nour = signed_in(app).open("/staff/activities")
    assert nour.sees("Het register is nog leeg.")
    nour.follow("Voeg de eerste activiteit toe")
    nour.submit("Zet in het register", title="Wachttijden", kind="talk", day="18/09/2025", with_whom="kabinet Wonen, raadgever",
                level="flemish", links=["jap-2025/R7-a", "mjp-2022-2026/OD3.2-a"])  # fmt: skip
    assert nour.sees("Er ontbreken nog 3 dingen voor dit telt.")
    nour.follow("Noteer wat er gezegd is")
    nour.submit("Bewaar de notities", said="Goed gesprek gehad.")
    assert nour.sees("1 van 2 zinnen over wat er gezegd is.")
    nour.follow("Verbeter de notities").submit("Bewaar de notities", said=SAID, agreed="LEVL stuurt cijfers.")
    assert nour.sees("Er ontbreekt nog 1 ding voor dit telt.")
    assert nour.sees("U kunt dit niet zelf valideren")
    bo = signed_in(app, Role.POLICY, "bo").open(nour.response.request.path)
    bo.submit("Valideer deze activiteit")
    assert bo.sees("De activiteit is gevalideerd en geboekt.")
    assert {"R7-a", "OD3.2-a", "telt"} <= set(tags(bo))
    plan = bo.open("/staff/plan")
    assert [text.split(" gesprek")[0][:12] for text in counts(plan)] == ["OD3.2-a 1 va", "R7-a 1 van 4"]
    assert plan.sees("R7-a · Minimaal 4 gesprekken")
    assert not plan.sees("Het verschil wordt vannacht geboekt")


def test_what_does_not_fit_is_told_at_once_and_stays_as_typed(app: Flask) -> None:
    nour = signed_in(app).open("/staff/activities/new")
    nour.submit("Zet in het register", title="", kind="talk", day="32/09/2025", with_whom="mevrouw Peeters")
    assert nour.sees("Onderwerp: Vul dit in.")
    assert nour.sees("Dag: Dit is geen datum.")
    nour.submit("Zet in het register", title="Wachttijden", day="18/09/2025")
    assert nour.sees("Met wie: Dit lijkt op een naam, een nummer of een mailadres.")
    assert activities.activities() == []


def test_an_indicator_that_takes_no_activity_is_not_offered(app: Flask) -> None:
    nour = signed_in(app).open("/staff/activities/new")
    offered = {
        box.attributes["value"] for box in nour.page.all("input") if box.attributes.get("name") == "links"
    }
    assert {"jap-2025/R7-a", "jap-2025/R11-b", "mjp-2022-2026/OD3.2-a"} <= offered
    assert not {"jap-2025/R7-b", "mjp-2022-2026/OD2.1-a"} & offered


def test_the_register_is_filtered_by_the_indicator_that_staff_linked(app: Flask) -> None:
    a_talk()
    described = Described("Najaarsbrief", ActivityKind.NEWSLETTER, HELD, links=("OD4.2-d",))
    activities.add_activity(None, described, "ann")
    db.session.commit()
    nour = signed_in(app).open("/staff/activities?indicator=jap-2025/R7-a")
    assert (nour.sees("Wachttijden"), nour.sees("Najaarsbrief")) == (True, False)
    nour.open("/staff/activities?indicator=mjp-2022-2026/OD4.2-d")
    assert (nour.sees("Wachttijden"), nour.sees("Najaarsbrief")) == (False, True)


def test_a_project_leads_to_its_own_activities(app: Flask) -> None:
    row = a_talk()
    nour = signed_in(app).open(f"/staff/projects/{row.project_id}").follow("1 activiteit van dit project")
    assert nour.sees("Wachttijden")
    nour.follow("Voeg een activiteit toe")
    first = next(one for one in nour.page.all("ul") if one.attributes.get("class") == "boxes")
    assert [box.attributes["value"] for box in first.all("input")] == [
        "jap-2025/R7-a",
        "mjp-2022-2026/OD2.2-d",
        "mjp-2022-2026/OD3.2-a",
        "jap-2025/R32-c",
    ]


def test_a_validation_that_is_taken_back_takes_the_count_back(app: Flask) -> None:
    row = a_talk(noted=True)
    bo = signed_in(app, Role.POLICY, "bo").open(address_of(row)).submit("Valideer deze activiteit")
    bo.follow("Trek de validatie in").submit("Trek de validatie in", because="verkeerde dag")
    assert bo.sees("De validatie is ingetrokken en de boeking teruggenomen.")
    assert counts(bo.open("/staff/plan"))[1].startswith("R7-a 0 van 4")


def test_a_cancelled_talk_says_why_and_offers_nothing_more(app: Flask) -> None:
    row = a_talk()
    nour = signed_in(app).open(address_of(row)).follow("Annuleer deze activiteit")
    nour.submit("Annuleer de activiteit", because="afgelast door het kabinet")
    assert nour.sees("afgelast door het kabinet")
    assert [button.text for button in nour.page.all("button")] == ["English", "Afmelden"]
    assert nour.open("/staff/activities").sees("telt nooit")


def test_the_page_to_take_along_is_complete_and_marks_what_nobody_approved(app: Flask) -> None:
    row = a_talk()
    nour = signed_in(app).open(address_of(row)).follow("Bereid het gesprek voor")
    nour.submit("Bewaar de voorbereiding", ask_1="Eén brief per jaar", passage="BN-OD2.1-wonen", quote="Ik wacht zeven jaar.", quote_from="focusgroep Gent", strength="3", strength_from="twee consultaties")  # fmt: skip
    page = nour.follow("Open de gespreksfiche")
    assert page.sees("Elke inwoner in Vlaanderen heeft baat bij een degelijk dak")
    assert page.sees("Beleidsnota 2024-2029 Integratie, Inburgering en Samenleven, blz. 26")
    assert page.sees("Nog niet goedgekeurd: niet citeren")
    assert page.sees("Twee zinnen volstaan.")
    signed_in(app, Role.POLICY, "bo").open(address_of(row)).submit("Keur citaat en sterkte goed")
    page = nour.open(f"{address_of(row)}/fiche")
    assert not page.sees("Nog niet goedgekeurd")
    assert next(page.page.all("html")).attributes["lang"] == "nl"


def test_whoever_wrote_the_quote_is_not_asked_to_approve_it(app: Flask) -> None:
    row = a_talk()
    nour = signed_in(app).open(f"{address_of(row)}/prepare")
    nour.submit("Bewaar de voorbereiding", quote="Ik wacht.", quote_from="focusgroep Gent")
    assert "Keur citaat en sterkte goed" not in [button.text for button in nour.page.all("button")]


def test_the_page_of_the_talk_is_dutch_for_someone_who_reads_english(app: Flask) -> None:
    row = a_talk()
    nour = signed_in(app).open("/staff/").submit("English")
    page = nour.open(f"{address_of(row)}/fiche")
    assert page.sees("Gespreksfiche · gesprek met beleidsactoren")
    assert page.sees("18 september 2025")


def test_outcomes_are_noted_with_the_talk_and_followed_up_after_its_validation(app: Flask) -> None:
    row = a_talk()
    fiches.prepare(row, Prepared(asks=("Een tolk", "Een brief")), "ann")
    db.session.commit()
    ann = signed_in(app).open(f"{address_of(row)}/afterwards")
    ann.submit("Bewaar de notities", day="2025-09-18", said=SAID, outcome_1="handed-over")
    signed_in(app, Role.POLICY, "bo").open(address_of(row)).submit("Valideer deze activiteit")
    ann.open(address_of(row)).follow("Volg onze vragen op").submit("Bewaar de opvolging", outcome_2="adopted")
    assert [(one.text, one.outcome) for one in reread(row).asks] == [
        ("Een tolk", "handed-over"),
        ("Een brief", "adopted"),
    ]


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.INSPECTOR])
def test_who_only_reads_sees_the_talk_and_no_button(app: Flask, role: Role) -> None:
    row = a_talk(noted=True)
    reader = signed_in(app, role, "ids").open(address_of(row))
    assert reader.sees(SAID)
    assert [button.text for button in reader.page.all("button")] == ["English", "Afmelden"]
    assert reader.open(f"{address_of(row)}/fiche").status == 200


def test_a_facilitator_sees_nothing_of_the_register(app: Flask) -> None:
    row = a_talk()
    bo = signed_in(app, Role.FACILITATOR, "bo")
    assert [
        bo.open(one).status for one in ("/staff/activities", address_of(row), f"{address_of(row)}/fiche")
    ] == [403] * 3
    assert not bo.open("/staff/plan").sees("Activiteiten")
    assert not bo.sees("R7-a 0 van 4")


def test_a_newsletter_has_no_page_to_take_along(app: Flask) -> None:
    row = activities.add_activity(None, Described("Brief", ActivityKind.NEWSLETTER, HELD), "ann")
    db.session.commit()
    assert signed_in(app).open(f"{address_of(row)}/fiche").status == 409


def test_a_recommendation_goes_with_a_talk_and_comes_back_handed_over(app: Flask) -> None:
    row = a_consultation(a_project())
    a_session(row, 6)
    advised = a_recommendation(a_settled_finding(row))
    talk = Described("Wachttijden", ActivityKind.TALK, with_whom="kabinet Wonen", level=Level.FLEMISH)
    made = activities.add_activity(advised.project, talk, "ann")
    nour = signed_in(app).open(f"/staff/activities/{made.id}")
    assert nour.sees("Deze aanbevelingen zijn gericht aan wie u spreekt.")
    assert nour.get(f"/staff/activities/{made.id}/fiche").sees("Beperkt · ")
    nour.open(f"/staff/activities/{made.id}/prepare").submit("Bewaar de voorbereiding", ask_1="Vertel het.")
    assert nour.sees("De gespreksfiche is bijgewerkt.")
    nour.open(f"/staff/activities/{made.id}/afterwards")
    nour.submit(
        "Bewaar de notities", said="Ze luisterden. Ze vroegen cijfers.", to_whom=" ", handed=advised.id
    )
    assert nour.sees("Aan wie: Schrijf aan wie ze overhandigd is")
    nour.submit("Bewaar de notities", to_whom="kabinet Wonen", outcome_1="answered")
    assert nour.sees("overhandigd Maak het wachten zichtbaar beantwoord Vertel het.")
    nour.open(f"/staff/recommendations/{advised.id}")
    assert nour.sees("overhandigd · 2 april 2026 kabinet Wonen Wachttijden")
    assert nour.sees("Gesprekken waarin dit op de fiche staat Wachttijden 2 april 2026 · kabinet Wonen")
    assert nour.follow("Wachttijden").sees("Verbeter de notities")
    assert nour.follow("Volg onze vragen op").sees("noteert u bij de aanbeveling zelf")
