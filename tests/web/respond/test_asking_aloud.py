"""A facilitator asks a survey aloud: other words, answers that nobody is offered, and no trace of who asked."""

import pytest
from flask import Flask

from consult.actions.accounts import Role
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import change_consultation, rows
from tests.web.respond.world import SMALL, WHOLE, Clock, publish
from tests.web.staff.browser import StaffBrowser, signed_in

RENT = "        label: Hoeveel huur betaalt u?\n"
ALOUD = """\
        modes:
          interviewer: {label: Hoeveel huur vraagt de eigenaar?, instruction: Noem zelf geen bedrag.}
          paper: {label: Uw huur}
        unprompted: [refused]
"""
SILENT = "Niet voorlezen:"


@pytest.fixture
def survey(app: Flask, time_passes: Clock) -> str:
    return publish(SMALL.replace(RENT, RENT + ALOUD))


@pytest.fixture
def bo(app: Flask) -> StaffBrowser:
    return signed_in(app, Role.FACILITATOR, "bo")


def ask_aloud(app: Flask, bo: StaffBrowser, survey: str, **chosen: str) -> Respondent:
    address = f"/staff/consultations/{survey}/ask-aloud"
    bo.open(f"/staff/consultations/{survey}").follow("Neem de survey mondeling af")
    bo.post(address, form_token=bo.token, language="nl", **chosen)
    assert bo.response.headers["Location"] == f"/f/{survey}/nl/"
    asked = Respondent(app, survey)
    asked.client = bo._client
    return asked


def test_the_interviewer_reads_other_words_and_notes_a_refusal(
    app: Flask, bo: StaffBrowser, survey: str
) -> None:
    asked = ask_aloud(app, bo, survey, interpreter="y")
    assert "Lees alles voor" in asked.open().words
    asked.send_form()
    page = asked.next(tenure="private")
    assert page.heading == "Hoeveel huur vraagt de eigenaar?"
    assert "Voor wie de vraag stelt: Noem zelf geen bedrag." in page.words
    assert f"{SILENT} Noem" not in page.words  # "read the answers" under "do not read" contradicts itself
    assert page.offers("rent.missing") == ["dont_know", "refused"]
    asked.next(**{"rent.missing": "refused"})
    asked.walk({name: given for name, given in WHOLE.items() if name != "rent"})
    assert "Dat zeg ik liever niet" in asked.page.words
    asked.send_form()
    (stored,) = rows("responses")
    assert stored["document"]["rent"] == "refused"
    assert (stored["mode"], stored["interviewer"], stored["interpreter"]) == ("interviewer", "", True)


def test_nothing_says_who_asked(app: Flask, bo: StaffBrowser, survey: str) -> None:
    asked = ask_aloud(app, bo, survey)
    before = rows("audit")
    asked.agree()
    asked.walk(WHOLE)
    asked.send_form()
    assert rows("audit") == before
    (stored,) = rows("responses")
    (member,) = rows("staff")
    assert member["id"] not in str(stored)


def test_a_respondent_sees_none_of_it(app: Flask, survey: str) -> None:
    someone = Respondent(app, survey)
    someone.agree()
    page = someone.next(tenure="private")
    assert page.heading == "Hoeveel huur betaalt u?"
    assert page.offers("rent.missing") == ["dont_know"]
    assert SILENT not in page.words
    assert "Voor wie de vraag stelt" not in page.words
    assert someone.post_page("rent", **{"rent.missing": "refused"}).name == "effects"
    someone.walk({name: given for name, given in WHOLE.items() if name != "rent"})
    someone.send_form()
    (stored,) = rows("responses")
    assert (stored["mode"], stored["interviewer"]) == ("web", None)
    assert stored["document"]["rent"] == "not_answered"


def test_the_next_person_on_that_device_is_a_respondent_again(
    app: Flask, bo: StaffBrowser, survey: str
) -> None:
    asked = ask_aloud(app, bo, survey)
    asked.agree()
    asked.open("next-person")
    asked.send_form()
    asked.open()
    assert "Lees alles voor" not in asked.page.words


def test_a_cookie_for_another_survey_does_not_open_this_one(
    app: Flask, bo: StaffBrowser, survey: str
) -> None:
    asked = ask_aloud(app, bo, survey)
    (name,) = [one.key for one in bo._client._cookies.values() if one.key.startswith("door-asks")]
    bo.keep_cookie(name, "b25zaW4=")
    assert "Lees alles voor" not in asked.open().words


def test_who_only_looks_cannot_ask(app: Flask, survey: str) -> None:
    eve = signed_in(app, Role.INSPECTOR, "eve")
    assert eve.get(f"/staff/consultations/{survey}/ask-aloud").status == 403


def test_a_closed_survey_is_not_asked_any_more(app: Flask, bo: StaffBrowser, time_passes: Clock) -> None:
    survey = publish(SMALL)
    change_consultation(survey, closed_on=time_passes.moment.date())
    assert bo.get(f"/staff/consultations/{survey}/ask-aloud").status == 302


LISTED = (
    "      - {name: listed, type: select_one tenure, label: Welke?, appearance: minimal, dont_know: true, "
    "unprompted: [refused], disclosure: safe}\n"
    "      - {name: placed, type: rank tenure, label: Wat eerst?, unprompted: [refused], disclosure: safe}\n"
)


def test_in_a_list_and_in_places_it_is_said_what_is_not_read_out(
    app: Flask, bo: StaffBrowser, time_passes: Clock
) -> None:
    both = f"  - name: both\n    part: core\n    title: Beide\n    questions:\n{LISTED}"
    survey = publish(SMALL.replace("pages:\n", f"pages:\n{both}", 1))
    asked = ask_aloud(app, bo, survey)
    asked.open()
    asked.send_form()
    parts = asked.page.html.split(f'<optgroup label="{SILENT}">')[1:]
    silent = [part.partition("</optgroup>")[0] for part in parts]
    assert len(silent) == 1 + 2
    assert all('value="refused"' in part and "dont_know" not in part for part in silent)
    assert asked.page.html.count('value="refused"') == len(silent)
