"""The thanks are for who sent: nobody else reads that answers were sent."""

from flask import Flask, current_app

from consult.actions import answering
from consult.web.respond import cookies
from tests.web.respond.respondent import Respondent
from tests.web.respond.world import WHOLE

SENT = "Uw antwoorden zijn verstuurd"


def test_who_has_a_draft_goes_to_the_page_that_is_due(someone: Respondent) -> None:
    due = someone.page.name
    page = someone.open("thank-you")
    assert (page.name, page.code) == (due, "")
    assert SENT not in page.words


def test_who_never_began_comes_to_the_start(app: Flask, someone: Respondent) -> None:
    for door in ("thank-you", "continue-later"):
        page = Respondent(app, someone.survey).open(door)
        assert (page.path, page.status) == (f"/f/{someone.survey}/nl/", 200)
        assert "al één keer getoond" not in page.words


def test_loaded_again_the_thanks_stay_and_the_code_does_not(someone: Respondent) -> None:
    someone.walk(WHOLE)
    code = someone.send_form().code
    assert code
    for _again in range(2):
        page = someone.open("thank-you")
        assert (SENT in page.words, page.code) == (True, "")
        assert code not in page.html
        assert "al één keer getoond" in page.words


def test_what_stays_in_the_browser_after_the_thanks_holds_no_code(app: Flask, someone: Respondent) -> None:
    someone.walk(WHOLE)
    assert someone.send_form().code
    cookie = someone.client.get_cookie(f"slip-{someone.survey[:8]}")
    assert cookie is not None
    key = answering.answer_keys(current_app.extensions["folder"]).slip
    with app.test_request_context(headers={"Cookie": f"{cookie.key}={cookie.value}"}):
        slip = cookies.read_slip(someone.survey, key)
    assert slip is not None
    assert (slip.kind, slip.code) == ("sent", "")


def test_who_begins_after_another_is_not_told_that_they_sent(someone: Respondent) -> None:
    someone.walk(WHOLE)
    someone.send_form()
    due = someone.agree().name
    assert someone.open("thank-you").name == due


def test_a_code_to_go_on_is_no_thanks_and_is_not_lost_by_asking_for_them(someone: Respondent) -> None:
    response = someone.client.post(
        someone.page.path, data={**someone.page.filled(), ".go": "later"}
    )  # not yet shown
    assert response.location is not None
    assert SENT not in someone.open("thank-you").words
    assert someone.open("continue-later").code
