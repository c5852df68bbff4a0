"""Coming in and going out by the pages themselves."""

from datetime import timedelta

import pytest
from flask import Flask

from consult.actions import accounts, clock
from consult.actions.accounts import Role
from consult.store import audit
from consult.store.base import db
from tests.web.staff.browser import PASSWORD, StaffBrowser, a_member, signed_in


def test_the_first_administrator_comes_in_by_a_link_and_signs_out(both_databases: str, app: Flask) -> None:
    _, secret = accounts.add_member("Ann", "ann", Role.ADMINISTRATOR)
    browser = StaffBrowser(app).open(f"/staff/welcome/{secret}")
    assert browser.sees("Welkom, Ann.")
    browser.submit("Bewaar en ga verder", password="kort", again="kort")
    assert browser.sees("Dit wachtwoord telt 4 tekens. Kies er minstens 12.")
    browser.submit("Bewaar en ga verder", password=PASSWORD, again="iets anders hier")
    assert browser.sees("Dit is niet hetzelfde als hierboven.")
    browser.submit("Bewaar en ga verder", password=PASSWORD, again=PASSWORD)
    assert browser.sees("Er is nog geen project.")
    browser.submit("Afmelden")
    assert browser.sees("U bent afgemeld.")
    assert browser.open("/staff/").sees("Meld u aan")
    assert StaffBrowser(app).open(f"/staff/welcome/{secret}").status == 410


def test_opening_a_link_does_not_spend_it(app: Flask) -> None:
    _, secret = accounts.add_member("Ann", "ann", Role.ADMINISTRATOR)
    for _ in range(3):
        assert StaffBrowser(app).open(f"/staff/welcome/{secret}").status == 200


def test_signing_in_goes_on_to_the_page_that_was_asked(app: Flask) -> None:
    a_member()
    browser = StaffBrowser(app).open("/staff/instruments?sort=title")
    browser.submit("Meld u aan", name="Nour", password=PASSWORD)
    assert browser.response.request.full_path == "/staff/instruments?sort=title"


@pytest.mark.parametrize(
    "next_",
    [
        "https://evil.example/staff/",
        "//evil.example/staff/",
        "/\\evil.example",
        "/f/abc/",
        "javascript:alert(1)",
    ],
)
def test_signing_in_never_goes_to_another_site(app: Flask, next_: str) -> None:
    a_member()
    browser = StaffBrowser(app).open(f"/staff/sign-in?next={next_}")
    browser.post(f"/staff/sign-in?next={next_}", form_token=browser.token, name="nour", password=PASSWORD)
    assert browser.response.location == "/staff/"


def test_a_wrong_password_keeps_the_name_and_not_the_password(app: Flask) -> None:
    a_member()
    browser = (
        StaffBrowser(app).open("/staff/sign-in").submit("Meld u aan", name="nour", password="not my secret")
    )
    assert browser.status == 401
    html = browser.response.get_data(as_text=True)
    assert 'value="nour"' in html
    assert "not my secret" not in html
    assert browser.sees("Deze naam en dit wachtwoord horen niet bij elkaar.")


def test_after_five_failures_the_page_says_how_long_to_wait(both_databases: str, app: Flask) -> None:
    a_member()
    browser = StaffBrowser(app).open("/staff/sign-in")
    for _ in range(5):
        assert browser.submit("Meld u aan", name="nour", password="not my secret").status == 401
    browser.submit("Meld u aan", name="nour", password=PASSWORD)
    assert browser.status == 429
    assert browser.sees("Probeer het over 1 min. opnieuw.")


def test_the_same_words_for_a_name_that_exists_and_one_that_does_not(app: Flask) -> None:
    a_member()
    said = [
        StaffBrowser(app)
        .open("/staff/sign-in")
        .submit("Meld u aan", name=name, password="wrong wrong wrong")
        .page.text
        for name in ("nour", "nobody")
    ]
    assert said[0] == said[1]


def test_a_post_without_a_token_or_with_that_of_another_browser_is_refused(app: Flask) -> None:
    ours, theirs = signed_in(app, name="nour"), signed_in(app, name="bo")
    token = theirs.open("/staff/account").token
    for values in (
        {},
        {"form_token": ""},
        {"form_token": token},
        {"form_token": "0" * 32},
        {"form_token": "é"},
    ):
        assert ours.post("/staff/account/language", language="en", **values).status == 400
    assert ours.sees("Dit formulier was te oud, of het kwam niet van deze website.")
    assert ours.open("/staff/account").sees("Uw account")


def test_another_site_cannot_sign_someone_in(app: Flask) -> None:
    a_member()
    token = StaffBrowser(app).open("/staff/sign-in").token
    victim = StaffBrowser(app)
    assert victim.post("/staff/sign-in", name="nour", password=PASSWORD, form_token=token).status == 400
    assert victim.cookie() is None


def test_the_cookie_is_for_this_site_alone_and_no_script_reads_it(app: Flask) -> None:
    a_member()
    browser = StaffBrowser(app).open("/staff/sign-in")
    browser.post("/staff/sign-in", form_token=browser.token, name="nour", password=PASSWORD)
    (cookie,) = [one for one in browser.response.headers.getlist("Set-Cookie") if one.startswith("staff=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    app.config["SECURE_COOKIES"] = True
    browser = StaffBrowser(app).open("/staff/sign-in")
    (cookie,) = browser.response.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-staff-form=")
    assert "; Secure;" in cookie


def test_signing_in_opens_a_new_session_and_ignores_one_that_was_planted(app: Flask) -> None:
    a_member()
    browser = StaffBrowser(app)
    browser.keep_cookie("staff", "planted")
    browser.open("/staff/sign-in").submit("Meld u aan", name="nour", password=PASSWORD)
    assert browser.cookie() not in (None, "planted")


def test_an_idle_session_leads_to_the_sign_in_page(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = signed_in(app)
    assert browser.open("/staff/").sees("Projecten")
    later = clock.now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert browser.open("/staff/").sees("Meld u aan")


def test_someone_sees_where_they_are_signed_in_and_ends_it(app: Flask) -> None:
    here, elsewhere = signed_in(app), signed_in(app)
    here.open("/staff/account").submit("Beëindig")
    assert here.sees("Die aanmelding is beëindigd.")
    assert elsewhere.open("/staff/").sees("Meld u aan")
    assert here.open("/staff/").sees("Projecten")


def test_nobody_ends_the_session_of_someone_else(app: Flask) -> None:
    ours, theirs = signed_in(app, name="nour"), signed_in(app, name="bo")
    theirs.open("/staff/account")
    session = accounts.staff.sessions_of(accounts.staff.member_named("bo").id)[0].id
    ours.post(f"/staff/account/sessions/{session}/end", form_token=ours.open("/staff/account").token)
    assert theirs.open("/staff/").sees("Projecten")


def test_a_changed_password_signs_other_browsers_out_and_this_one_not(app: Flask) -> None:
    here, elsewhere = signed_in(app), signed_in(app)
    new = "vier bomen in de tuin"
    here.open("/staff/account").submit("Verander het wachtwoord", old="wrong", password=new, again=new)
    assert here.sees("Dit is niet uw huidige wachtwoord.")
    here.submit("Verander het wachtwoord", old=PASSWORD, password=new, again=new)
    assert here.sees("Uw wachtwoord is veranderd.")
    assert elsewhere.open("/staff/").sees("Meld u aan")


def test_the_language_stays_with_the_staff_member(app: Flask) -> None:
    browser = signed_in(app).open("/staff/instruments?q=wonen").submit("English")
    assert browser.response.request.full_path == "/staff/instruments?q=wonen"
    assert browser.sees("Instruments")
    assert signed_in(app).open("/staff/").sees("Projects")


def test_the_sign_in_page_speaks_english_before_anyone_is_known(app: Flask) -> None:
    assert StaffBrowser(app).open("/staff/sign-in").follow("English").sees("Sign in")


def test_an_administrator_adds_someone_and_sees_the_link_once(both_databases: str, app: Flask) -> None:
    boss = signed_in(app, Role.ADMINISTRATOR, "ann").open("/staff/members").follow("Voeg iemand toe")
    boss.submit("Voeg toe en toon de link", name="Sam", sign_in_name="SAM", role="researcher")
    link = next(boss.page.all("code")).text
    assert link.startswith("http://localhost/staff/welcome/")
    boss.follow("Ik heb de link bewaard")
    assert link not in boss.response.get_data(as_text=True)
    newcomer = StaffBrowser(app).open(link.removeprefix("http://localhost"))
    newcomer.submit("Bewaar en ga verder", password=PASSWORD, again=PASSWORD)
    assert newcomer.open("/staff/account").sees("onderzoeker")
    assert "Sam" not in str([line.details for line in audit.lines()])


def test_a_taken_name_keeps_what_was_typed(app: Flask) -> None:
    boss = signed_in(app, Role.ADMINISTRATOR, "ann").open("/staff/members/new")
    boss.submit("Voeg toe en toon de link", name="Ann Twee", sign_in_name="Ann", role="inspector")
    assert boss.sees("Er is al iemand met de aanmeldnaam ann.")
    assert 'value="Ann Twee"' in boss.response.get_data(as_text=True)


def test_taking_access_away_asks_once_and_acts_at_once(app: Flask) -> None:
    theirs = signed_in(app, name="bo")
    boss = (
        signed_in(app, Role.ADMINISTRATOR, "ann")
        .open("/staff/members")
        .follow("Bo")
        .follow("Neem de toegang weg")
    )
    assert boss.sees("Bo wordt nu overal afgemeld")
    boss.submit("Neem de toegang weg")
    assert boss.sees("geen toegang")
    assert theirs.open("/staff/").sees("Meld u aan")
    boss.submit("Geef de toegang terug")
    assert boss.sees("Link voor Bo")


def test_the_last_administrator_cannot_be_taken_away(app: Flask) -> None:
    boss = signed_in(app, Role.ADMINISTRATOR, "ann")
    boss.open(f"/staff/members/{accounts.staff.member_named('ann').id}")
    boss.submit("Verander de rol", role="policy")
    assert boss.sees("Dit is de enige beheerder.")
    boss.follow("Neem de toegang weg").submit("Neem de toegang weg")
    assert boss.status == 409
    assert boss.sees("Dit is de enige beheerder.")
    db.session.rollback()
    assert accounts.staff.member_named("ann").active
