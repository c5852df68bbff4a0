"""The report on a screen: written together, previewed, published by a second person; and what those who took part read."""

import io
import re

import docx
import pytest
from flask import Flask

from consult.actions import editions, feedback
from consult.actions.accounts import Role
from consult.actions.advising import recommendations
from consult.instrument.definition import Method
from consult.recommendation.follow_up import Happened, Step
from consult.report import prose
from consult.store.base import db
from tests.actions.advising.advised import a_recommendation, a_settled_finding
from tests.actions.closed_survey import OPENED, folder
from tests.actions.reports.reported import a_published_report, a_report, a_told_survey
from tests.critic import criticise
from tests.web.staff.browser import signed_in
from tests.web.staff.world import a_consultation, a_project, a_session, a_version


def test_a_report_is_written_proposed_and_published_by_a_second_person(app: Flask) -> None:
    source, _finding = a_told_survey(app)
    at = f"/staff/projects/{source.project_id}/report"
    nour = signed_in(app).open(f"/staff/projects/{source.project_id}").follow("Rapport")
    assert nour.sees("Voor dit gepubliceerd kan worden: Dit deel is nog niet geschreven: Samenvatting")
    for place in prose.needed():
        nour.open(f"{at}/write/{place}").submit("Bewaar de tekst", text=f"Wij schreven {place}.")
    assert nour.sees("Uw tekst is bewaard. Hij blijft staan, ook in een volgende versie.")
    nour.submit("Leg het voor aan een tweede lezer")
    assert nour.sees("Het voorstel wacht nu op een tweede lezer.")
    assert nour.sees("Wacht op een collega: u diende dit zelf in.")
    bo = signed_in(app, name="bo").open("/staff/waiting")
    assert bo.sees("rapport publiceren")
    read = bo.get(f"{at}/proposal.html").response.get_data()
    bo.open(at).submit("Publiceer deze editie")
    assert bo.sees("De editie is gepubliceerd en verandert niet meer.")
    [edition] = editions.editions(source.project_id)
    assert app.test_client().get(f"/reports/{edition.id}").get_data() == read
    assert "Wij schreven summary." in read.decode()


def test_two_people_at_one_place_see_both_texts(app: Flask) -> None:
    source, _finding = a_told_survey(app)
    at = f"/staff/projects/{source.project_id}/report/write/summary"
    nour, bo = signed_in(app).open(at), signed_in(app, name="bo").open(at)
    nour.submit("Bewaar de tekst", text="Van Nour.")
    bo.submit("Bewaar de tekst", text="Van Bo.")
    assert bo.sees("Er is niets verloren: hieronder staan beide.")
    assert bo.sees("Tekst Van Nour. Van Bo.")
    bo.submit("Bewaar de tekst", text="Van beiden.")
    assert bo.sees("Van beiden.")


def test_a_draft_is_read_and_taken_along_and_says_that_it_is_one(app: Flask) -> None:
    source = a_report(app)
    at = f"/staff/projects/{source.project_id}/report"
    ines = signed_in(app, Role.INSPECTOR, "ines")
    ines.get(f"{at}/preview")
    assert "ONTWERP: nog niet gepubliceerd" in ines.response.get_data(as_text=True)
    policy = ines.response.headers["Content-Security-Policy"]
    assert "img-src 'self' data:;" in policy
    assert re.search(r"style-src 'self' 'sha256-[^']+';", policy)
    file = docx.Document(io.BytesIO(ines.get(f"{at}/draft.docx").response.get_data()))
    assert "ONTWERP" in file.sections[0].header.paragraphs[0].text
    assert "DRAFT: not published yet" in ines.get(f"{at}/preview?language=en").response.get_data(as_text=True)
    assert ines.get(f"{at}/draft.exe").status == 404


def test_what_is_missing_stops_a_forged_proposal(app: Flask) -> None:
    source, _finding = a_told_survey(app)
    nour = signed_in(app).open("/staff/account")
    nour.post(f"/staff/projects/{source.project_id}/report/propose", form_token=nour.token)
    assert nour.status == 200
    assert nour.sees("Dit kan nog niet gepubliceerd worden")


# --- what anyone reads


def test_an_edition_is_read_by_anyone_without_a_cookie(app: Flask) -> None:
    made = a_published_report(app, a_report(app))
    for address in ("/reports", f"/reports/{made.id}", f"/reports/{made.id}/report.docx"):
        answer = app.test_client().get(address)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    assert app.test_client().get("/reports/none").status_code == 404
    assert f"/reports/{made.id}" in app.test_client().get("/reports").get_data(as_text=True)


def test_the_public_list_stands_the_critic(app: Flask) -> None:
    a_published_report(app, a_report(app))
    criticise(app.test_client().get("/reports"))


# --- those who took part


TEXTS = {
    "asked": "We vroegen hoe u wacht.",
    "said": "U zei: niemand zegt iets.",
    "done": "We schreven het op.",
}


def a_group_that_advised(app: Flask):
    row = a_consultation(a_project(), version=a_version(Method.FOCUS_GROUP))
    a_session(row, 6)
    return row, a_recommendation(a_settled_finding(row))


def written(app: Flask, row, **texts: str):
    nour = signed_in(app).open(f"/staff/consultations/{row.id}").follow("Terugkoppeling: wij vroegen, u zei, wij deden")  # fmt: skip
    nour.follow("Schrijf de teksten")
    return nour.submit("Bewaar de teksten", **{f"nl.{part}": text for part, text in (TEXTS | texts).items()})


def published(app: Flask, row, **texts: str) -> str:
    written(app, row, **texts).submit("Laat deze terugkoppeling lezen")
    bo = signed_in(app, name="bo").open("/staff/waiting")
    assert bo.sees("terugkoppeling publiceren")
    bo.open(f"/staff/consultations/{row.id}/feedback").submit("Publiceer deze terugkoppeling")
    assert bo.sees("De terugkoppeling staat nu voor iedereen te lezen.")
    return app.test_client().get(f"/feedback/{row.id}/nl").get_data(as_text=True)


def test_feedback_is_written_read_by_a_second_person_and_then_there_for_all(app: Flask) -> None:
    row, _advice = a_group_that_advised(app)
    assert app.test_client().get(f"/feedback/{row.id}/nl").status_code == 404
    told = published(app, row)
    assert all(text in told for text in TEXTS.values())
    answer = app.test_client().get(f"/feedback/{row.id}/")
    assert (answer.status_code, answer.location) == (302, f"/feedback/{row.id}/nl")
    assert "Set-Cookie" not in answer.headers


def test_whoever_wrote_it_cannot_publish_it(app: Flask) -> None:
    row, _advice = a_group_that_advised(app)
    nour = written(app, row).submit("Laat deze terugkoppeling lezen")
    assert nour.sees("Wacht op een collega die er niet aan meeschreef.")
    version = str(feedback.page_of(row).version)
    nour.post(f"/staff/consultations/{row.id}/feedback/publish", form_token=nour.token, version=version)
    assert nour.status == 409
    assert editions.feedback(row.id) is None


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        ((), "We gaven het nog niet aan wie beslist."),
        ((Happened(Step.HANDED_OVER, OPENED, "kabinet Wonen", "overleg"),), "Er is nog geen antwoord."),
        (
            (
                Happened(Step.HANDED_OVER, OPENED, "kabinet Wonen", "overleg"),
                Happened(Step.PARTLY, OPENED, words="Enkel het eerste."),
            ),
            "een deel ervan wordt gedaan.",
        ),
    ],
)
def test_the_page_is_honest_about_what_became_of_it(
    app: Flask, happened: tuple[Happened, ...], said: str
) -> None:
    row, advice = a_group_that_advised(app)
    for one in happened:
        recommendations.note_step(advice, one, "ann", folder(app))
    db.session.commit()
    told = published(app, row, done="")
    assert said in told
    assert ("Er is nog geen antwoord." in told) == (len(happened) == 1)
    assert "Enkel het eerste." not in told  # the words of the proof are for staff


def test_staff_see_that_something_happened_since(app: Flask) -> None:
    row, advice = a_group_that_advised(app)
    published(app, row)
    recommendations.note_step(advice, Happened(Step.HANDED_OVER, OPENED, "kabinet", "overleg"), "ann", folder(app))  # fmt: skip
    db.session.commit()
    assert signed_in(app).open(f"/staff/consultations/{row.id}/feedback").sees("Sindsdien gebeurde er iets")


def test_a_language_that_lacks_a_text_is_named(app: Flask) -> None:
    row, _advice = a_group_that_advised(app)
    nour = written(app, row, said="")
    assert nour.sees("Nog te schrijven in: Nederlands.")


def test_the_slip_leads_to_the_page(app: Flask) -> None:
    row, _advice = a_group_that_advised(app)
    nour = signed_in(app).get(f"/staff/consultations/{row.id}/feedback/slip")
    told = nour.response.get_data(as_text=True)
    assert f"http://localhost/feedback/{row.id}/" in told
    assert told.count("Lees hier wat we doen met wat u zei.") == 4
    assert nour.get(f"/staff/consultations/{row.id}/feedback.svg").status == 200
