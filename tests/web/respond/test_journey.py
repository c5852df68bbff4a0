"""From the address to the code: what is stored is exactly what was answered, and nothing else."""

from collections.abc import Callable

import pytest
from flask import Flask
from nacl.public import PrivateKey

from consult.response import sealing
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import rows
from tests.web.respond.world import WHOLE

# Decision 3 of the design: these and no others.
COLUMNS = {
    "id", "consultation", "version", "language", "mode", "interviewer", "interpreter",
    "day", "consent_version", "state", "format", "document",
}  # fmt: skip


@pytest.mark.usefixtures("both_databases")
def test_the_whole_journey_stores_one_response_with_codes_and_never_labels(someone: Respondent) -> None:
    someone.walk(WHOLE)
    thanks = someone.send_form()
    assert thanks.heading == "Uw antwoorden zijn verstuurd"
    (stored,) = rows("responses")
    assert set(stored) == COLUMNS
    assert stored["document"] == {
        "tenure": "private", "tenure_other": "not_asked", "rent": 700, "budget": 500,
        "effects": ["health", "other"], "effects_other": "sealed",
        "trust_clear": "no", "trust_fair": "not_answered", "change": "sealed",
        "rooms": 3, "landlord": "sealed", "target_group": "yes", "earlier": "no",
    }  # fmt: skip
    said = {
        name: str(stored[name]) for name in ("language", "mode", "day", "consent_version", "state", "format")
    }
    assert said == {
        "language": "nl", "mode": "web", "day": "2026-03-02", "consent_version": "1", "state": "complete", "format": "1",
    }  # fmt: skip
    assert (stored["interviewer"], stored["interpreter"]) == (None, None)
    assert rows("drafts") == []


@pytest.mark.usefixtures("both_databases")
def test_free_text_lies_sealed_in_a_table_of_its_own(someone: Respondent) -> None:
    someone.walk(WHOLE)
    someone.send_form()
    (stored,) = rows("responses")
    texts = {row["variable"]: row["sealed"] for row in rows("texts")}
    assert {row["response"] for row in rows("texts")} == {stored["id"]}
    for private in (PrivateKey(b"r" * 32), PrivateKey(b"c" * 32)):
        opened = {name: sealing.open_text(sealed, private) for name, sealed in texts.items()}
        assert opened == {"effects_other": "slapen", "change": "Meer woningen", "landlord": "Vriendelijk"}
    with pytest.raises(sealing.Unsealable):
        sealing.open_text(texts["change"], PrivateKey(b"x" * 32))


def test_the_same_journey_in_arabic_stores_the_same_codes(app: Flask, survey: str) -> None:
    for tag in ("nl", "ar"):
        respondent = Respondent(app, survey, tag)
        respondent.agree()
        respondent.walk(WHOLE)
        respondent.send_form()
    one, other = rows("responses")
    assert {one["language"], other["language"]} == {"nl", "ar"}
    assert one["document"] == other["document"]


def test_numbers_in_arabic_digits_are_the_same_number(app: Flask, survey: str) -> None:
    respondent = Respondent(app, survey, "ar")
    respondent.agree()
    respondent.next(tenure="private")
    respondent.next(rent="٧٠٠")
    assert '<bdi dir="ltr">700</bdi>' in respondent.page.html


def test_back_and_forward_keep_the_answers(someone: Respondent) -> None:
    someone.next(tenure="private")
    someone.answer(rent="650").press("back")
    assert someone.page.filled()["tenure"] == ["private"]
    someone.press("next")
    assert someone.page.filled()["rent"] == ["650"]


def test_a_changed_answer_takes_away_what_followed_from_it(someone: Respondent) -> None:
    someone.walk(WHOLE)
    someone.open("home")
    someone.next(tenure="social")
    someone.walk({})
    assert "Hoeveel huur" not in someone.page.words
    someone.send_form()
    (stored,) = rows("responses")
    assert [stored["document"][name] for name in ("tenure", "rent", "budget", "landlord")] == [
        "social", "not_asked", "not_asked", "not_asked",
    ]  # fmt: skip
    assert {row["variable"] for row in rows("texts")} == {"effects_other", "change"}


def test_a_question_that_does_not_apply_is_not_shown_beside_one_that_does(someone: Respondent) -> None:
    someone.next(tenure="social")
    for _ in ("effects", "rules", "change"):
        someone.press("next")
    assert someone.page.name == "house"
    assert "Hoeveel kamers?" in someone.page.words
    assert "Hoe is de eigenaar?" not in someone.page.words


def test_an_answer_inside_a_later_question_is_shown_isolated_and_left_out_of_the_title(
    someone: Respondent,
) -> None:
    someone.next(tenure="private")
    page = someone.next(rent="700")
    assert 'U betaalt <bdi dir="ltr">700</bdi> euro' in page.html
    assert page.title == "U betaalt … euro. Hoeveel kunt u betalen? - Klein"
    someone.walk({"house": {"rooms": "2"}})
    assert "U betaalt 700 euro. Hoeveel kunt u betalen?" in someone.page.words


def test_a_problem_is_told_once_above_and_once_beside_its_control(someone: Respondent) -> None:
    page = someone.press("next")
    assert page.status == 200
    assert page.title == "Fout: Hoe woont u? - Klein"
    assert page.problems == [("Kies hoe u woont.", "#tenure")]
    assert page.errors == {"tenure": "Kies hoe u woont."}


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"rent": "veel"}, "Schrijf alleen een heel getal, zonder komma of woorden. Bijvoorbeeld: 800"),
        ({"rent": "12345678901"}, "Dit getal is te lang. Gebruik hoogstens 10 cijfers."),
        ({"rent": "6000"}, "Vul een bedrag in van 1 tot 5000."),
    ],
)
def test_a_wrong_number_is_told_in_words_and_kept_as_typed(
    someone: Respondent, answers: dict[str, str], sentence: str
) -> None:
    someone.next(tenure="private")
    page = someone.next(**answers)
    assert page.problems == [(sentence, "#rent")]
    assert page.filled()["rent"] == [answers["rent"]]


def test_problems_are_told_in_the_language(app: Flask, survey: str) -> None:
    respondent = Respondent(app, survey, "ar")
    respondent.agree()
    respondent.next(tenure="private")
    page = respondent.next(rent="12345678901")
    assert page.title.startswith("خطأ: ")
    assert '<bdi dir="ltr">10</bdi>' in page.html


def test_the_check_says_its_problems_in_the_title_too(someone: Respondent) -> None:
    someone.walk(WHOLE)
    someone.post_page("rent", rent="veel", go="back")
    someone.open("check-answers")
    page = someone.send_form()
    assert page.title.startswith("Fout: Kijk uw antwoorden na")
    assert page.problems == [
        ("Schrijf alleen een heel getal, zonder komma of woorden. Bijvoorbeeld: 800", "rent#rent")
    ]
    assert rows("responses") == []


def test_only_going_forward_asks_for_a_required_answer(someone: Respondent) -> None:
    someone.next(tenure="social")
    assert someone.press("back").problems == []
    someone.post_page("home", go="next")
    assert someone.page.problems != []
    assert someone.post_page("home", go="back").problems == []
    someone.open("home")
    assert someone.press("stop").name == "origin"


@pytest.mark.usefixtures("both_databases")
def test_the_language_changes_with_what_was_typed_and_not_yet_sent(someone: Respondent) -> None:
    someone.next(tenure="private")
    page = someone.answer(rent="zeven honderd").press("ar")
    assert page.first("html").get("lang") == "ar"
    assert page.name == "rent"
    assert page.filled()["rent"] == ["zeven honderd"]
    assert page.problems == []


def test_the_check_shows_answers_in_words_and_leads_back_to_each(someone: Respondent) -> None:
    page = someone.walk(WHOLE)
    for words in (
        "Privé",
        "700",
        "Gezondheid",
        "Anders: slapen",
        "De regels zijn duidelijk. – Nee",
        "Meer woningen",
    ):
        assert words in page.words
    changes = [link.get("href") for link in page.all("a") if link.words == "Wijzigen"]
    assert changes == [
        "home",
        "rent",
        "budget",
        "effects",
        "rules",
        "change",
        "house",
        "house",
        "origin",
        "earlier",
    ]


# --- stop here and send


def test_stopping_shows_the_two_closing_items_and_gives_a_partial_response(someone: Respondent) -> None:
    someone.next(tenure="social")
    assert someone.answer(effects="work").press("stop").name == "origin"
    assert someone.next(origin="no").name == "earlier"
    assert someone.next(earlier="yes").name == "check-answers"
    someone.send_form()
    (stored,) = rows("responses")
    assert stored["state"] == "partial"
    document = stored["document"]
    assert [document[name] for name in ("tenure", "effects", "trust_clear", "change", "target_group", "earlier")] == [
        "social", ["work"], "not_asked", "not_asked", "no", "yes",
    ]  # fmt: skip


def test_stopping_on_an_earlier_page_goes_to_the_closing_items_at_once(someone: Respondent) -> None:
    someone.next(tenure="social")
    someone.press("next")
    someone.open("home")
    assert someone.press("stop").name == "origin"


def test_who_pressed_stop_by_mistake_goes_back_and_on(someone: Respondent) -> None:
    someone.next(tenure="social")
    someone.press("stop")
    assert someone.press("back").name == "effects"
    assert someone.press("next").name == "rules"
    someone.walk({"house": {"rooms": "2"}})
    someone.send_form()
    assert rows("responses")[0]["state"] == "complete"


# --- the address


def test_a_page_further_on_leads_to_where_this_draft_is(someone: Respondent) -> None:
    assert someone.open("earlier").name == "home"
    assert someone.open("check-answers").name == "home"
    someone.next(tenure="social")
    assert someone.open("rent").name == "effects"


def test_a_post_to_a_page_further_on_sends_nothing(someone: Respondent) -> None:
    assert someone.post_page("check-answers").name == "home"
    assert rows("responses") == []


@pytest.mark.parametrize("address", ["", "nl/"])
def test_the_public_addresses_never_show_answers(app: Flask, someone: Respondent, address: str) -> None:
    someone.next(tenure="private")
    someone.next(rent="777")
    page = someone.open_address(f"/f/{someone.survey}/{address}")
    assert "777" not in page.html
    assert not any(link.get("href") in ("rent", "budget", "effects") for link in page.all("a"))


def test_starting_again_makes_a_new_draft(someone: Respondent) -> None:
    someone.next(tenure="private")
    first = someone.draft_cookie
    page = someone.agree()
    assert page.name == "home"
    assert "tenure" not in page.filled()
    assert someone.draft_cookie != first


def test_the_draft_of_one_browser_opens_in_no_other(app: Flask, someone: Respondent) -> None:
    someone.next(tenure="private")
    other = Respondent(app, someone.survey)
    page = other.open("rent")
    assert page.status == 410
    assert page.heading == "Uw antwoorden staan hier niet meer"
    other.agree()
    assert other.page.name == "home"
    assert "tenure" not in other.page.filled()


@pytest.mark.parametrize(
    "path", ["nl/nergens", "xx/home", "de/home", "de/", "zz/check-answers", "zz/thank-you"]
)
@pytest.mark.parametrize("begun", [True, False], ids=["begun", "not begun"])
def test_an_address_that_is_not_there_says_so(app: Flask, survey: str, path: str, *, begun: bool) -> None:
    respondent = Respondent(app, survey)
    if begun:
        respondent.agree()
    page = respondent.open_address(f"/f/{survey}/{path}")
    assert page.status in (404, 410)
    assert page.heading in ("Deze pagina bestaat niet", "Uw antwoorden staan hier niet meer")


def test_a_survey_that_is_not_there_says_so(app: Flask, survey: str) -> None:
    assert Respondent(app, "n" * 26).open_entry().status == 404


@pytest.mark.usefixtures("both_databases")
def test_two_tabs_on_different_pages_lose_nothing(someone: Respondent) -> None:
    someone.next(tenure="private")
    in_other_tab = someone.open("home").filled()
    someone.open("rent")
    someone.next(rent="700")
    someone.post(someone.address("home"), {**in_other_tab, "go": "next"})
    someone.open("rent")
    assert someone.page.filled()["rent"] == ["700"]


# --- languages that a speaker has not read


def test_an_unreviewed_language_is_offered_in_a_demonstration_only(
    app: Flask, time_passes: object, as_demo: Callable[[], None], unreviewed: str
) -> None:
    assert "العربية" not in Respondent(app, unreviewed).open_entry().words
    assert Respondent(app, unreviewed, "ar").open().status == 404
    as_demo()
    assert "العربية" in Respondent(app, unreviewed).open_entry().words
    page = Respondent(app, unreviewed, "ar").open()
    assert "لم تُراجَع هذه الترجمة بعد." in page.with_class("notice")
    assert "DEMO" not in "".join(page.with_class("notice"))  # it is said in Arabic
