"""The pages of findings and recommendations: from notes to a chain, two people at once, and what is refused."""

import pytest
from flask import Flask

from consult.actions import reviewing
from consult.actions.accounts import Role
from consult.actions.advising import findings, recommendations
from consult.actions.advising.findings import StoredFinding
from consult.store import findings as rows
from consult.store.base import db
from tests.actions.advising.advised import (
    a_finding,
    a_readable_finding,
    a_recommendation,
    a_settled_finding,
    load_plan,
)
from tests.actions.closed_survey import a_closed_survey
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import PDF, a_consultation, a_project, a_session, upload

STATEMENT = "Wachten zonder informatie weegt."
ANSWERED = {
    name: value
    for question in ("method", "coherence", "adequacy", "relevance")
    for name, value in ((question, "none"), (f"{question}_because", "In orde."))
}


def a_group():
    row = a_consultation(a_project())
    a_session(row, 6)
    return row


def written(browser: StaffBrowser, project: str) -> StoredFinding:
    browser.open(f"/staff/projects/{project}/findings").follow("Schrijf de eerste bevinding")
    browser.submit("Bewaar de bevinding", statement=STATEMENT, **ANSWERED)
    return findings.findings_of()[-1]


def test_a_finding_is_written_carried_and_read_by_a_second_person(app: Flask) -> None:
    row = a_group()
    nour = signed_in(app)
    made = written(nour, row.project_id)
    assert nour.sees("De bevinding is bewaard. Citeer nu waarop ze rust.")
    assert nour.sees("Citeer minstens één bron.")
    nour.follow("Citeer een andere bron")
    nour.submit("Citeer deze bron", kind="notes", said="Niemand zei waar wij staan.", source=row.id)
    assert nour.sees("Niemand zei waar wij staan.")
    assert nour.sees("Focusgroep Gent · focusgroep · 6 mensen uit de doelgroep · nog niet gevalideerd")
    assert nour.sees("een enkele consultatie: ten hoogste redelijk")
    nour.submit("Laat deze bevinding lezen")
    assert nour.sees("Wacht op een collega die er niet aan meeschreef.")
    bo = signed_in(app, name="bo").open(f"/staff/findings/{made.id}").submit("Stel deze bevinding vast")
    assert bo.sees("De bevinding is vastgesteld.")
    assert bo.sees("vastgesteld 2 april 2026 · Bo")


def test_each_answer_needs_its_sentence_and_every_problem_is_told_at_once(app: Flask) -> None:
    nour = signed_in(app).open(f"/staff/projects/{a_project().id}/findings/new")
    nour.submit("Bewaar de bevinding", statement=" ", method="some", relevance="serious")
    assert nour.sees("Bevinding: Vul dit in.")
    assert nour.sees("Waarom: Is het goed gevraagd en genoteerd?: Schrijf in een zin waarom.")
    assert len([link for link in nour.page.all("a") if "Schrijf in een zin waarom." in link.text]) == 2
    assert findings.findings_of() == []


def test_what_comes_from_elsewhere_says_where_it_stands(app: Flask) -> None:
    made = a_finding(a_project())
    nour = signed_in(app).open(f"/staff/findings/{made.id}/evidence/new")
    nour.submit("Citeer deze bron", kind="research", said="44 % ondervond discriminatie.")
    assert nour.sees("Schrijf waar dit staat: titel en bladzijde")
    nour.submit("Citeer deze bron", reference="Beleidsnota 2024-2029, blz. 17")
    assert nour.sees("feit uit onderzoek · niet uit een consultatie")
    assert nour.sees("Beleidsnota 2024-2029, blz. 17")


def test_a_summary_is_of_a_talk(app: Flask) -> None:
    made = a_finding(a_project())
    nour = signed_in(app).open(f"/staff/findings/{made.id}/evidence/new")
    nour.submit("Citeer deze bron", kind="notes", said="Iets.")
    assert nour.sees("Kies de consultatie waarvan dit een samenvatting is.")


def test_a_figure_is_cited_by_pressing_it(app: Flask) -> None:
    source = a_closed_survey()
    made = a_finding(source.project)
    nour = signed_in(app).open(f"/staff/findings/{made.id}/evidence/figure")
    nour.submit("Toon de tabel", question="tenure", per="gender")
    nour.submit("Citeer Eigenaar Vrouw: 61 % (20)")
    assert nour.sees("De bron is geciteerd zoals ze nu is.")
    assert nour.sees("Geciteerd op 2 april 2026; aantallen onder 10 worden niet getoond.")
    assert nour.sees("Zo is het gevraagd: versie 1")


def test_a_suppressed_cell_has_no_button_and_a_forged_one_is_refused_with_what_to_cite(app: Flask) -> None:
    source = a_closed_survey()
    made = a_finding(source.project)
    address = f"/staff/findings/{made.id}/evidence/figure"
    nour = signed_in(app).open(f"{address}?question=tenure")
    cells = [
        one.attributes["value"] for one in nour.page.all("button") if one.attributes.get("name") == "cell"
    ]
    assert cells == ["owner"]
    assert nour.sees("citeer het grootste zichtbare, of schrijf bij 'Ook gehoord'")
    nour.post(address, form_token=nour.token, source=source.id, question="tenure", cell="street")
    assert nour.sees("Citeer het grootste zichtbare, Eigenaar (33)")
    assert rows.finding(made.id).evidence == []


def test_of_two_who_save_at_once_the_second_sees_both_side_by_side(app: Flask) -> None:
    made = a_finding(a_project())
    nour, bo = signed_in(app), signed_in(app, name="bo")
    for browser in (nour, bo):
        browser.open(f"/staff/findings/{made.id}/edit")
    nour.submit("Bewaar de bevinding", statement="Van Nour.", also_heard="Twee mensen in het Pasjtoe.")
    bo.submit("Bewaar de bevinding", statement="Van Bo.", theme="informatie")
    assert bo.status == 200
    assert bo.sees("Nour bewaarde deze tekst terwijl u schreef.")
    assert bo.sees("Bevinding Van Nour. Van Bo.")
    assert bo.sees("Thema wachten informatie")
    kept = {one.attributes["name"]: one.text for one in bo.page.all("textarea")}
    assert (kept["statement"], kept["also_heard"]) == ("Van Bo.", "Twee mensen in het Pasjtoe.")
    bo.submit("Bewaar de bevinding", statement="Van beiden.")
    assert bo.sees("De bevinding is bewaard.")
    assert bo.sees("Van Nour.")  # among the earlier texts
    db.session.expire_all()
    row = rows.finding(made.id)
    assert (row.statement, row.theme, row.also_heard) == (
        "Van beiden.",
        "informatie",
        "Twee mensen in het Pasjtoe.",
    )


@pytest.mark.parametrize("sent", ["", "x", "9" * 40])
def test_a_form_that_lost_its_version_overwrites_nothing(app: Flask, sent: str) -> None:
    made = a_finding(a_project())
    nour = signed_in(app).open(f"/staff/findings/{made.id}/edit")
    nour.submit("Bewaar de bevinding", statement="Van Nour.", version=sent)
    assert nour.sees("Dit formulier is onvolledig.")
    assert made.statement != "Van Nour."


def test_who_reads_an_old_page_cannot_settle_what_changed(app: Flask) -> None:
    made = a_readable_finding(a_group())
    bo = signed_in(app, name="bo").open(f"/staff/findings/{made.id}")
    findings.change(made, findings.texts_of(made) | {"theme": "anders"}, made.version, "ann")
    findings.ask_second_reader(made, made.version, "ann")
    bo.submit("Stel deze bevinding vast")
    assert bo.status == 409
    assert bo.sees("Intussen is deze bevinding veranderd.")


def test_a_recommendation_without_finding_or_objective_is_refused_with_both(app: Flask) -> None:
    row = a_group()
    a_settled_finding(row)
    load_plan()
    nour = signed_in(app).open(f"/staff/projects/{row.project_id}/recommendations")
    nour.follow("Formuleer de eerste aanbeveling")
    nour.submit("Bewaar de aanbeveling", title="Maak het zichtbaar", addressee="minister van Wonen")
    assert nour.sees("Een aanbeveling rust op minstens één bevinding.")
    assert nour.sees("Een aanbeveling dient minstens één doelstelling van het plan.")
    assert recommendations.recommendations_of() == []


def test_from_a_finding_one_comes_to_its_recommendation_and_its_follow_up(app: Flask) -> None:
    made = a_settled_finding(a_group())
    load_plan()
    db.session.commit()
    nour = signed_in(app).open(f"/staff/findings/{made.id}")
    nour.follow("Formuleer een aanbeveling op deze bevinding")
    nour.submit(
        "Bewaar de aanbeveling",
        title="Maak het wachten zichtbaar",
        addressee="minister van Wonen",
        objectives="mjp-2022-2026/OD2.2",
        results="jap-2025/R7",
        policy="beleidsnota-2024-2029/BN-OD2.1",
    )
    assert nour.sees("De aanbeveling is bewaard.")
    assert nour.sees("Aan: minister van Wonen · Vlaams niveau · wonen · rust op 1 bevinding")
    assert nour.sees("Niemand zei waar wij staan.")
    tags = [one.text for one in nour.page.all("span") if "tag" in one.attributes.get("class", "")]
    assert tags.count("officieel") == 2  # OD2.2, under which the plan prints R7, and R7 itself
    assert tags.count("eigen koppeling") == 1
    nour.follow("Noteer het overhandigen").submit("Noteer dit", step="adopted", day="2026-04-03")
    assert nour.sees("Dag: Deze dag moet nog komen.")
    assert nour.sees("Wat: Noteer eerst dat ze overhandigd is.")
    assert nour.sees("In woorden: Geef een bewijs")
    nour.submit("Noteer dit", step="handed-over", day="2026-03-18", to_whom="kabinet Wonen", forum="overleg")
    nour.follow("Noteer wat er gebeurde").submit(
        "Noteer dit", step="partly", day="2026-04-01", file=upload(PDF)
    )
    assert nour.sees("deels overgenomen · 1 april 2026")
    link = next(one for one in nour.page.all("a") if one.text == "bewijs")
    assert nour.get(link.attributes["href"]).response.get_data() == PDF
    assert nour.response.headers["Content-Disposition"] == 'attachment; filename="2026-04-01-partly.pdf"'


def test_a_signal_that_asks_more_is_warned_of(app: Flask) -> None:
    row = a_consultation(a_project())
    a_session(row, 2)
    made = a_recommendation(a_settled_finding(row))
    nour = signed_in(app).open(f"/staff/recommendations/{made.id}")
    assert nour.sees("Dat draagt alleen de vraag om verder te onderzoeken")
    nour.follow("Verander de aanbeveling").submit("Bewaar de aanbeveling", further_study="y")
    assert not nour.sees("Dat draagt alleen de vraag")
    assert nour.sees("vraagt enkel verder onderzoek")


def test_from_a_consultation_one_walks_up_to_what_was_done(app: Flask) -> None:
    row = a_group()
    made = a_recommendation(a_settled_finding(row))
    nour = signed_in(app).open(f"/staff/consultations/{row.id}").follow("Wat ermee gedaan is")
    assert nour.sees("benut")
    assert nour.follow(made.title).sees("Maak het wachten zichtbaar")
    nour.follow(made.findings[0].statement)
    assert nour.sees("Wat ermee gedaan is Maak het wachten zichtbaar geformuleerd")


def test_two_who_change_a_recommendation_at_once_see_both(app: Flask) -> None:
    made = a_recommendation(a_settled_finding(a_group()))
    nour, bo = signed_in(app), signed_in(app, name="bo")
    for browser in (nour, bo):
        browser.open(f"/staff/recommendations/{made.id}/edit")
    nour.submit("Bewaar de aanbeveling", title="Van Nour")
    bo.submit("Bewaar de aanbeveling", title="Van Bo", results="")
    assert bo.sees("Aanbeveling Van Nour Van Bo")
    assert bo.submit("Bewaar de aanbeveling").sees("De aanbeveling is veranderd.")
    db.session.expire_all()
    assert (made.title, made.results) == ("Van Bo", [])


def test_a_finding_to_review_says_why_everywhere(app: Flask) -> None:
    row = a_group()
    made = a_settled_finding(row)
    advised = a_recommendation(made)
    reviewing.consultation_fell_away(row.id, reviewing.VALIDATION_WITHDRAWN, "ann")
    db.session.commit()
    nour = signed_in(app).open(f"/staff/findings/{made.id}")
    assert nour.sees("De validatie van een consultatie waarop ze rust, is ingetrokken.")
    assert nour.open(f"/staff/recommendations/{advised.id}").sees("na te kijken")
    assert nour.open(f"/staff/projects/{row.project_id}/findings").sees("na te kijken")


@pytest.mark.parametrize(
    ("role", "status"), [(Role.FACILITATOR, 403), (Role.INSPECTOR, 200), (Role.RESEARCHER, 200)]
)
def test_findings_are_for_whom_reports(app: Flask, role: Role, status: int) -> None:
    made = a_recommendation(a_settled_finding(a_group()))
    browser = signed_in(app, role)
    for address in (
        f"/staff/findings/{made.findings[0].id}",
        f"/staff/recommendations/{made.id}",
        f"/staff/projects/{made.project_id}/findings",
    ):
        assert browser.get(address).status == status


def test_a_researcher_writes_findings_and_advises_nothing(app: Flask) -> None:
    row = a_group()
    written(signed_in(app, Role.RESEARCHER, "rik"), row.project_id)
    rik = signed_in(app, Role.RESEARCHER, "rik")
    assert rik.get(f"/staff/projects/{row.project_id}/recommendations/new").status == 403


def test_an_inspector_sees_no_button_on_the_chain(app: Flask) -> None:
    made = a_recommendation(a_settled_finding(a_group()))
    ids = signed_in(app, Role.INSPECTOR, "ids")
    for address in (f"/staff/recommendations/{made.id}", f"/staff/findings/{made.findings[0].id}"):
        ids.open(address)
        assert [button.text for button in ids.page.all("button")] == ["English", "Afmelden"]
        assert not ids.sees("Verander")
