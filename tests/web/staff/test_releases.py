"""Releases by page: what is lost is seen first, an agreement is recorded, and who may take what."""

import json
import re
from datetime import timedelta

import pytest
from flask import Flask

from consult.actions import clock
from consult.actions.accounts import Role
from consult.actions.consultations import Consultation
from consult.actions.releases import asking, making
from consult.store import audit
from consult.store.base import db
from tests.actions.closed_survey import a_closed_survey, folder, three_more_refuse
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.web.staff.world import address_of

AGREED = {
    "recipient": "Universiteit",
    "purpose": "Scriptie",
    "agreement": "dossier 12",
    "agreed_on": "2026-03-30",
}

HOME = """
hierarchy: home
date: 2026-03-01
source: made for this test
levels: [owned or not]
tree:
  owned: [owner]
  not_owned: [social, street]
labels:
  owned: {nl: Eigen woning, en: Own home}
"""


def ask(app: Flask, row: Consultation, role: Role = Role.RESEARCHER, **typed: str) -> StaffBrowser:
    """Goes to the page of a researcher's release and asks for it."""
    browser = signed_in(app, role).open(f"{address_of(row)}/releases/new?profile=researcher")
    return browser.submit("Maak de bestanden", **{**AGREED, **typed})


def made(app: Flask) -> asking.Release:
    """The release that waits, made as `consult work` does it."""
    waiting = asking.next_waiting()
    assert waiting is not None
    making.make(waiting, folder(app))
    found = asking.release(waiting.id)
    assert found is not None
    return found


def test_what_is_lost_is_seen_before_anything_is_asked(app: Flask) -> None:
    browser = signed_in(app, Role.RESEARCHER).open(address_of(a_closed_survey()))
    browser.follow("Uitgaven van de antwoorden").follow("Nieuwe uitgave").follow("Bekijk researcher")
    assert browser.sees("56 van 61 antwoorden blijven (92 %)")
    assert browser.sees("vindt diens rij met een kans van hoogstens 1 op 11; gemiddeld is dat 1 op 14.")
    assert browser.sees("Hoe woont u? zoals geantwoord 8 %")
    assert browser.sees("5 antwoorden worden helemaal weggelaten")
    assert browser.sees("wordt door het profiel achtergehouden")
    assert not asking.releases_of()


def test_a_recoded_question_is_told_with_the_groups_that_its_answers_are_joined_to(app: Flask) -> None:
    """One row may be left out; three people sleep in the street, so they go with whoever rents."""
    row = a_closed_survey()
    three_more_refuse(row)
    exports = folder(app).path / "exports"
    (exports / "hierarchies").mkdir()
    (exports / "hierarchies" / "home.yaml").write_text(HOME)
    profile = exports / "researcher.yaml"
    profile.write_text(
        profile.read_text()
        .replace("tenure: key", "tenure: {role: key, hierarchy: home}")
        .replace("suppression: 0.1", "suppression: 0.02")
    )
    browser = signed_in(app, Role.RESEARCHER).open(f"{address_of(row)}/releases/new?profile=researcher")
    assert browser.sees("Hoe woont u? owned or not Eigen woning · not_owned")
    assert browser.sees("Wat bent u? zoals geantwoord")


def test_what_stays_is_told_as_the_question_that_was_asked(app: Flask) -> None:
    browser = signed_in(app, Role.RESEARCHER).open(
        f"{address_of(a_closed_survey())}/releases/new?profile=researcher"
    )
    (stays,) = browser.page.all("details")
    assert "wordt door het profiel achtergehouden Taal waarin geantwoord werd" in stays.text
    assert "Van buitenlandse herkomst?" in stays.text


def test_everything_that_is_missing_is_told_at_once(app: Flask) -> None:
    browser = ask(app, a_closed_survey(), recipient="", purpose=" ", agreement="", agreed_on="")
    for problem in (
        "Voor wie: Vul dit in.",
        "Waarvoor: Vul dit in.",
        "Afspraak: Schrijf waar de getekende afspraak ligt.",
    ):
        assert browser.sees(problem)
    assert not asking.releases_of()


def test_an_agreement_of_tomorrow_is_none(app: Flask) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert ask(app, a_closed_survey(), agreed_on=tomorrow).sees("Getekend op: Die dag moet nog komen.")


@pytest.mark.parametrize(
    ("audience", "asked"),
    [("internal", {"recipient"}), ("public", set()), ("researcher", {"recipient", "agreement", "agreed_on"})],
)
def test_each_audience_is_asked_what_has_to_be_known(app: Flask, audience: str, asked: set[str]) -> None:
    row = a_closed_survey()
    exports = folder(app).path / "exports"
    text = (exports / "researcher.yaml").read_text().replace("researcher", audience)
    (exports / f"{audience}.yaml").write_text(text.replace("suppression: 0.1", "suppression: 0.1\nk: 10"))
    browser = signed_in(app, Role.RESEARCHER).open(f"{address_of(row)}/releases/new?profile={audience}")
    names = {field.attributes["name"] for field in browser.page.all("input", "textarea", "select")}
    assert names & {"recipient", "agreement", "agreed_on"} == asked
    browser.submit("Maak de bestanden", purpose="Tellen", **{name: AGREED[name] for name in asked})
    (release,) = asking.releases_of(row)
    assert (release.audience, release.agreement) == (
        audience,
        AGREED["agreement"] if "agreement" in asked else "",
    )


def test_the_page_tells_how_far_it_is_and_refreshes_by_itself(app: Flask) -> None:
    browser = ask(app, a_closed_survey())
    assert browser.sees("Dit wordt gemaakt")
    assert browser.response.headers["Refresh"] == "2"
    assert "Refresh" not in browser.follow("Vernieuw niet vanzelf").response.headers
    assert browser.follow("Kijk opnieuw").response.headers["Refresh"] == "2"
    release = asking.next_waiting()
    assert release is not None
    release.state, release.stage, release.seen_at = asking.WORKING, "comparing", clock.now()
    db.session.commit()
    browser.open(browser.response.request.path)
    (now,) = [one.text for one in browser.page.all("li") if one.attributes.get("aria-current") == "step"]
    assert now == "vergelijken met eerdere uitgaven"


def test_a_page_that_waits_in_vain_says_so(app: Flask) -> None:
    browser = ask(app, a_closed_survey())
    release = asking.next_waiting()
    assert release is not None
    release.asked_at -= timedelta(minutes=11)
    db.session.commit()
    bo = signed_in(app, Role.RESEARCHER, "bo").open(browser.response.request.path)
    assert bo.sees("Er gebeurt al een tijd niets meer")
    assert "Refresh" not in bo.response.headers


def test_the_files_are_taken_along_and_that_is_written_down(app: Flask) -> None:
    browser = ask(app, a_closed_survey())
    release = made(app)
    browser.open(f"/staff/releases/{release.id}")
    assert "Refresh" not in browser.response.headers
    assert browser.sees("56 van 61 antwoorden")
    assert browser.sees("dossier 12, getekend op 30 maart 2026")
    got = browser.get(f"/staff/releases/{release.id}/files/survey-wonen-researcher.csv").response
    assert got.headers["Content-Disposition"] == 'attachment; filename="survey-wonen-researcher.csv"'
    assert got.headers["Cache-Control"] == "no-store"
    assert got.get_data().decode("utf-8-sig").splitlines()[0].startswith('"tenure"')
    (line,) = [one for one in audit.lines(release.id) if one.act == "release downloaded"]
    assert line.details == {"file": "survey-wonen-researcher.csv"}


@pytest.mark.parametrize(
    "name",
    [
        "../../secrets.json",
        "secrets.json",
        "survey-wonen-researcher.doc",
        "survey-wonen-researcher-certificate.json",
        "..",
    ],
)
def test_no_other_file_is_given(app: Flask, name: str) -> None:
    browser = ask(app, a_closed_survey())
    assert browser.get(f"/staff/releases/{made(app).id}/files/{name}").status == 404


def test_a_refusal_is_told_in_the_language_of_the_reader(app: Flask) -> None:
    row = a_closed_survey()
    profile = folder(app).path / "exports" / "researcher.yaml"
    profile.write_text(profile.read_text().replace("audience: researcher", "audience: researcher\nk: 62"))
    browser = signed_in(app, Role.RESEARCHER).open(f"{address_of(row)}/releases/new?profile=researcher")
    assert browser.sees(
        "Er zijn 61 antwoorden, minder dan k = 62: hoe grof ook verteld, de groep blijft te klein."
    )
    assert browser.sees("Wacht op meer antwoorden")
    browser.submit("English")
    assert browser.sees("There are 61 responses, fewer than k = 62")


def test_a_release_is_taken_back_with_a_reason_by_whoever_decides(app: Flask) -> None:
    ask(app, a_closed_survey())
    release = made(app)
    policy = (
        signed_in(app, Role.POLICY, "bo")
        .open(f"/staff/releases/{release.id}")
        .follow("Neem deze uitgave terug")
    )
    assert policy.submit("Neem terug", because="").sees("Waarom: Vul dit in.")
    policy.submit("Neem terug", because="bestanden vernietigd")
    assert policy.sees(": bestanden vernietigd")
    assert policy.get(f"/staff/releases/{release.id}/files/survey-wonen-researcher.csv").status == 404
    assert policy.get(f"/staff/releases/{release.id}/certificate").status == 200


@pytest.mark.parametrize(
    ("role", "seen", "taken", "recalled"),
    [
        (Role.ADMINISTRATOR, 200, 200, 200),
        (Role.POLICY, 200, 200, 200),
        (Role.RESEARCHER, 200, 200, 403),
        (Role.INSPECTOR, 200, 403, 403),
        (Role.FACILITATOR, 403, 403, 403),
    ],
)
def test_who_sees_a_release_takes_it_along_and_takes_it_back(
    app: Flask, role: Role, seen: int, taken: int, recalled: int
) -> None:
    ask(app, a_closed_survey())
    address = f"/staff/releases/{made(app).id}"
    browser = signed_in(app, role, "bo")
    assert browser.get(address).status == seen
    assert browser.get(f"{address}/certificate").status == seen
    assert browser.get(f"{address}/files/survey-wonen-researcher.csv").status == taken
    assert browser.get(f"{address}/recall").status == recalled


def test_an_inspector_takes_the_certificate_along_and_sees_no_way_to_the_answers(app: Flask) -> None:
    ask(app, a_closed_survey())
    inspector = signed_in(app, Role.INSPECTOR, "bo").open(f"/staff/releases/{made(app).id}")
    ways = [link.attributes["href"] for link in inspector.page.all("a")]
    assert not [way for way in ways if "/files/" in way]
    inspector.follow("Het certificaat")
    told = json.loads(inspector.response.get_data())
    assert told["rows"] == {"in": 61, "released": 56, "suppressed": 5}
    assert "attachment" in inspector.response.headers["Content-Disposition"]
    assert not [name for name in told["files"] if "certificate" in name]


def test_the_ledger_shows_every_release_and_which_has_no_agreement(app: Flask) -> None:
    row = a_closed_survey()
    ask(app, row)
    made(app)
    asking.ask(row, folder(app), asking.Asked("researcher"), "machine")
    db.session.commit()
    made(app)
    browser = signed_in(app, Role.INSPECTOR, "bo").open("/staff/releases")
    assert browser.sees("dossier 12, 30 maart 2026")
    assert browser.sees("niet vastgelegd")
    assert len(re.findall("56 van 61", browser.page.text)) == 2


def test_an_open_survey_says_when_releases_come(app: Flask) -> None:
    row = a_closed_survey()
    row.closed_on = clock.today()
    db.session.commit()
    browser = signed_in(app, Role.RESEARCHER).open(f"{address_of(row)}/releases")
    assert browser.sees("Uitgaven komen de dag nadat de survey gesloten is")
    assert not browser.sees("Nieuwe uitgave")
