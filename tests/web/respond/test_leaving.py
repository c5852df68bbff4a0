"""A shared phone: nothing of one person is left for the next."""

import pytest
from flask import Flask

from consult.app import create_app
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import WHOLE


def _cookies(someone: Respondent) -> set[str]:
    return {
        cookie.key for cookie in someone.client._cookies.values()
    }  # the client has no public list of its cookies


@pytest.mark.usefixtures("both_databases")
def test_the_next_person_ends_everything_before_sending(someone: Respondent) -> None:
    someone.next(tenure="private")
    assert "Wat nog niet verstuurd is, wordt gewist." in someone.open("next-person").words
    page = someone.send_form()
    assert page.path == f"/f/{someone.survey}/"
    assert rows("drafts") == []
    assert _cookies(someone) == set()
    assert someone.open("rent").status == 410


def test_the_next_person_after_sending_sees_no_code(someone: Respondent) -> None:
    someone.walk(WHOLE)
    code = someone.send_form().code
    someone.send_form()
    assert _cookies(someone) == set()
    assert code not in someone.open("thank-you").html


def test_cookies_are_expired_by_name_and_the_cache_is_cleared(someone: Respondent) -> None:
    someone.client.set_cookie("of-another-site", "stays")
    someone.open("next-person")
    token = someone.page.filled()[".token"]
    response = someone.client.post(someone.address("next-person"), data={".token": token})
    assert response.headers["Clear-Site-Data"] == '"cache"'
    expired = {line.split("=")[0] for line in response.headers.getlist("Set-Cookie") if "Max-Age=0" in line}
    assert expired == {f"draft-{someone.survey[:8]}", "door"}
    assert _cookies(someone) == {"of-another-site"}


def test_wiping_needs_the_token_of_this_browser(someone: Respondent) -> None:
    assert someone.post(someone.address("next-person"), {".token": "x"}).status == 400
    assert len(rows("drafts")) == 1


def test_the_quick_exit_goes_elsewhere_at_once_without_a_trace_in_the_browser(someone: Respondent) -> None:
    someone.next(tenure="private")
    assert any(link.get("href") == "leave" for link in someone.page.all("a"))
    response = someone.client.get(someone.address("leave"))
    assert (response.status_code, response.location) == (303, "https://www.meteo.be/")
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert _cookies(someone) == set()


def test_cookies_are_closed_to_scripts_and_other_sites(app: Flask, survey: str) -> None:
    secure = create_app({**app.config, "SECURE_COOKIES": True})
    client = secure.test_client()
    line = client.get(f"/f/{survey}/nl/", base_url="https://localhost").headers["Set-Cookie"]
    assert line.startswith("__Host-door=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(line.split("; "))


def test_who_begins_where_someone_was_busy_is_told_what_that_costs(someone: Respondent) -> None:
    someone.next(tenure="private")
    page = someone.open("")
    assert "Op dit toestel is iemand al begonnen." in page.words
    assert "private" not in page.html
    someone.agree()
    assert someone.open("home").filled().get("tenure", []) == []


def test_who_stops_early_is_told_that_nothing_was_sent_yet(someone: Respondent) -> None:
    someone.answer(tenure="social")
    page = someone.press("stop")
    assert page.name == "origin"
    assert "Nog niet verstuurd. Korte vragen voor u verstuurt: 2" in page.words
