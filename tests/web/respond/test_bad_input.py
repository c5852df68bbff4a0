"""Hostile, mistaken and unlucky posts: a sentence for who reads it, nothing half stored, the draft as it was."""

from datetime import date

import pytest
from flask import Flask, current_app

from consult.actions import answering, keeping, transaction
from consult.store.base import db
from consult.web.respond.pressure import Pressure
from tests.web.respond.reading import Page
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import change_consultation, rows
from tests.web.respond.world import SMALL, WHOLE, Clock
from tests.worlds import published_text

LARGEST = 262_144  # config.py, MAX_PAGE_BYTES


def _is_untouched(someone: Respondent, rent: str = "650") -> bool:
    return rows("responses") == [] and someone.open("rent").filled()["rent"] == [rent]


@pytest.fixture
def at_rent(someone: Respondent) -> Respondent:
    """A respondent on the second page, where 650 was answered before."""
    someone.next(tenure="private")
    someone.next(rent="650")
    someone.open("rent")
    return someone


@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("home", {"tenure": "paleis"}, "Dit antwoord hoort niet bij deze vraag. Kies een antwoord uit de lijst."),
        ("effects", {"effects": ["health", "geld"]}, "Dit antwoord hoort niet bij deze vraag. Kies een antwoord uit de lijst."),
        ("effects", {"effects": ["health", "none"]}, "U koos antwoorden die niet samen kunnen. Kies opnieuw."),
        ("rules", {"trust_clear": "misschien"}, "Dit antwoord hoort niet bij deze vraag. Kies een antwoord uit de lijst."),
        ("change", {"change": "a" * 5001}, "Uw tekst is te lang (5001 tekens). Maak hem korter: hoogstens 5000 tekens."),
        ("effects", {"effects": "other", "effects_other": "a" * 251}, "Uw tekst is te lang (251 tekens). Maak hem korter: hoogstens 250 tekens."),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_refused_in_a_sentence(
    someone: Respondent, name: str, fields: dict[str, str | list[str]], sentence: str
) -> None:
    someone.walk({"home": {"tenure": "social"}, "house": {"rooms": "1"}})
    someone.open(name)
    told = someone.post_page(name, **fields)
    assert [said for said, _ in told.problems] == [sentence]
    assert told.name == name
    assert someone.open("check-answers").heading == "Kijk uw antwoorden na"
    assert someone.send_form().problems != []
    assert rows("responses") == []


def test_ten_megabytes_of_text_are_refused_and_the_draft_is_whole(at_rent: Respondent) -> None:
    page = at_rent.post_page("change", change="a" * 10_000_000)
    assert page.status == 413
    assert page.heading == "Wat u stuurde is te groot"
    assert "Ga terug en maak uw tekst korter." in page.words
    assert _is_untouched(at_rent)


def test_a_post_just_over_the_limit_is_refused_in_the_language(at_rent: Respondent) -> None:
    at_rent.press("ar")
    page = at_rent.post_page("change", change="a" * LARGEST)
    assert (page.status, page.heading) == (413, "ما أرسلته كبير جدًا")
    assert page.first("html").get("dir") == "rtl"


def test_two_hundred_thousand_fields_are_refused_at_once(at_rent: Respondent) -> None:
    flood = {f"v{number}": "x" for number in range(200_000)}
    assert at_rent.post(at_rent.address("rent"), flood).status == 413
    assert _is_untouched(at_rent)


def test_fields_that_no_page_has_are_dropped(at_rent: Respondent) -> None:
    token = at_rent.page.filled()[".token"]
    small = {f"v{number}": "x" for number in range(20_000)}
    at_rent.post(at_rent.address("rent"), {**small, ".token": token, "rent": "700", "tenure": "social"})
    (draft,) = rows("drafts")
    assert len(draft["sealed"]) < 1000
    assert at_rent.open("home").filled()["tenure"] == ["private"]


@pytest.mark.usefixtures("both_databases")
def test_control_characters_are_left_out_and_the_rest_is_kept(someone: Respondent) -> None:
    someone.walk({"home": {"tenure": "social"}, "house": {"rooms": "1"}})
    someone.open("change")
    someone.post_page("change", change="een\x00\x01\x02\x04twee\x1b\ndrie\ttab\x7f\x85")
    page = someone.open("change")
    assert page.filled()["change"] == ["eentwee\ndrie\ttab"]
    someone.open("check-answers")
    someone.send_form()
    assert len(rows("responses")) == 1


def test_markup_in_an_answer_stays_text(someone: Respondent) -> None:
    someone.walk({"home": {"tenure": "social"}, "house": {"rooms": "1"}})
    someone.open("change")
    someone.post_page("change", change="</textarea><script>alert(1)</script>")
    assert someone.open("change").filled()["change"] == ["</textarea><script>alert(1)</script>"]
    assert "<script" not in someone.open("check-answers").html


@pytest.mark.parametrize("token", [None, "", "0" * 32, "é"])
def test_a_post_without_the_right_token_is_refused(at_rent: Respondent, token: str | None) -> None:
    fields = {"rent": "1"} | ({} if token is None else {".token": token})
    page = at_rent.post(at_rent.address("rent"), fields)
    assert page.status == 400
    assert page.words.endswith("Ga terug, laad de pagina opnieuw en probeer nog een keer. Naar het begin")
    assert _is_untouched(at_rent)


def test_the_token_of_another_draft_is_refused(app: Flask, at_rent: Respondent) -> None:
    other = Respondent(app, at_rent.survey)
    other.agree()
    stolen = other.page.filled()[".token"]
    assert at_rent.post(at_rent.address("rent"), {"rent": "1", ".token": stolen}).status == 400
    assert _is_untouched(at_rent)


def test_a_consent_page_of_another_browser_begins_nothing(app: Flask, survey: str) -> None:
    other = Respondent(app, survey).open().filled()
    mine = Respondent(app, survey)
    mine.open()
    assert mine.post(mine.address(), other).status == 400
    assert rows("drafts") == []


def test_without_cookies_the_reason_is_said(app: Flask, survey: str) -> None:
    respondent = Respondent(app, survey, cookies=False)
    page = respondent.agree()
    assert (page.status, page.heading) == (400, "Uw toestel bewaart geen cookies")
    for asks_for_a_code in ("continue", "take-back"):
        respondent.open(asks_for_a_code)
        assert respondent.answer(code="1234").send_form().heading == "Uw toestel bewaart geen cookies"
    assert rows("drafts") == []


def test_a_page_that_is_not_in_the_form_is_refused(at_rent: Respondent) -> None:
    assert at_rent.post_page("nergens", rent="1").status == 404
    assert _is_untouched(at_rent)


def test_a_language_that_is_not_offered_is_refused(at_rent: Respondent) -> None:
    assert at_rent.post_page("rent", rent="1", to="fr").status == 404
    assert _is_untouched(at_rent)


def test_a_button_that_is_not_there_goes_on(at_rent: Respondent) -> None:
    assert at_rent.post_page("rent", rent="651", go="overal").name == "budget"


# --- drafts that are gone


def _says_gone(page: Page) -> bool:
    return (page.status, page.heading) == (
        410,
        "Uw antwoorden staan hier niet meer",
    ) and "Opnieuw beginnen" in page.words


@pytest.mark.usefixtures("both_databases")
def test_a_draft_past_its_days_is_gone_and_nothing_is_stored(at_rent: Respondent, time_passes: Clock) -> None:
    token = at_rent.page.filled()[".token"]
    time_passes.pass_days(8)
    assert _says_gone(at_rent.post(at_rent.address("rent"), {".token": token, "rent": "700"}))
    assert _says_gone(at_rent.open("check-answers"))
    assert rows("responses") == []


def test_a_draft_waits_as_many_days_as_was_said_from_the_last_answer(
    at_rent: Respondent, time_passes: Clock
) -> None:
    time_passes.pass_days(7)
    assert at_rent.next(rent="700").name == "budget"
    time_passes.pass_days(7)
    assert at_rent.open("rent").filled()["rent"] == ["700"]


def test_a_purged_draft_is_gone(at_rent: Respondent, time_passes: Clock) -> None:
    time_passes.pass_days(8)
    assert keeping.purge(current_app.extensions["folder"], dry_run=False).drafts == 1
    transaction.commit()
    assert rows("drafts") == []
    assert _says_gone(at_rent.post_page("rent", rent="700"))


def test_a_cookie_that_means_nothing_is_gone(at_rent: Respondent) -> None:
    for nonsense in ("x", "a" * 4000, "%00", "é"):
        at_rent.client.set_cookie(f"draft-{at_rent.survey[:8]}", nonsense)
        assert _says_gone(at_rent.open("rent"))
    for nonsense in ("x", "AAAA", "%00"):
        at_rent.client.set_cookie(f"slip-{at_rent.survey[:8]}", nonsense)
        assert at_rent.open("thank-you").code == ""


# --- when a survey takes answers


CLOSED = "Deze bevraging is niet open"


def test_before_its_day_a_survey_is_not_open(app: Flask, survey: str, time_passes: Clock) -> None:
    change_consultation(survey, opened_on=date(2026, 3, 3))
    respondent = Respondent(app, survey)
    assert respondent.open().heading == CLOSED
    time_passes.pass_days(1)
    assert respondent.agree().name == "home"


def test_a_consent_page_left_open_over_the_closing_begins_nothing(app: Flask, survey: str) -> None:
    respondent = Respondent(app, survey)
    respondent.open()
    change_consultation(survey, closed_on=date(2026, 3, 2))
    page = respondent.send_form()
    assert (page.status, page.heading) == (409, CLOSED)
    assert rows("drafts") == []


@pytest.mark.usefixtures("both_databases")
def test_who_began_may_still_send_on_the_day_of_closing(someone: Respondent) -> None:
    someone.walk(WHOLE)
    change_consultation(someone.survey, closed_on=date(2026, 3, 2))
    assert someone.send_form().heading == "Uw antwoorden zijn verstuurd"


def test_the_day_after_closing_nothing_is_sent(someone: Respondent, time_passes: Clock) -> None:
    someone.walk(WHOLE)
    change_consultation(someone.survey, closed_on=date(2026, 3, 2))
    time_passes.pass_days(1)
    page = someone.send_form()
    assert (page.status, page.heading) == (409, CLOSED)
    assert someone.open("rent").heading == CLOSED
    assert rows("responses") == []


def test_a_cancelled_survey_is_closed_for_all(someone: Respondent) -> None:
    change_consultation(someone.survey, cancelled_on=date(2026, 3, 1), cancelled_because="Te weinig mensen")
    assert someone.open("home").heading == CLOSED
    assert someone.open().heading == CLOSED


def test_a_flood_is_told_to_wait_a_minute(app: Flask, someone: Respondent) -> None:
    app.extensions["pressure"] = Pressure(requests_per_minute=2)
    someone.open("home")
    someone.open("home")
    page = someone.open("home")
    assert (page.status, page.heading) == (429, "Het is nu erg druk")
    assert page.response.headers["Retry-After"] == "60"


def test_guessing_codes_is_slower_than_answering(app: Flask, someone: Respondent) -> None:
    someone.open("take-back")
    for _ in range(30):
        assert someone.answer(code="ABCD-EFGH-JKMN").send_form().status == 200
    assert someone.answer(code="ABCD-EFGH-JKMN").send_form().status == 429
    assert someone.open("home").status == 200


def test_a_page_that_another_tab_stopped_before_keeps_what_was_typed_and_goes_on(at_rent: Respondent) -> None:
    at_rent.open("rent")
    at_rent.press("stop")
    page = at_rent.post_page("effects", effects="geld", go="next")
    assert (page.status, page.name) == (200, "origin")
    at_rent.walk({"origin": {"origin": "yes"}})
    at_rent.send_form()
    (response,) = rows("responses")
    assert response["state"] == "partial"


def test_of_two_versions_of_one_day_the_newer_is_asked(app: Flask, survey: str) -> None:
    older = rows("fielded_versions")[0]
    newer = published_text(SMALL.replace("label: Gevolgen?", "label: Wat zijn de gevolgen?")).id
    table = db.metadata.tables["fielded_versions"]
    db.session.execute(table.insert().values(consultation_id=survey, version=newer, since=older["since"]))
    db.session.commit()
    fielded = answering.fielded(survey)
    assert fielded is not None
    assert fielded.version == newer
