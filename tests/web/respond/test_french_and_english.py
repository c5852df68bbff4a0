"""The door in French and in English: from the choice of a language to the withdrawal, and when something goes wrong."""

from collections.abc import Iterator, Mapping

import polib
import pytest
from flask import Flask

from consult.actions import clock
from consult.shipped import PACKAGE
from consult.store.base import db
from consult.web import interface
from consult.web.respond.compiling import TONGUE_WORDS
from consult.web.respond.pressure import Pressure
from tests.web.respond.reading import Page
from tests.web.respond.respondent import Respondent
from tests.web.respond.stored import change_consultation, rows
from tests.web.respond.three_languages import publish_home
from tests.web.respond.world import TODAY, Clock

in_each = pytest.mark.parametrize("tag", ["fr", "en"])

NOT_READ = {
    "fr": "Cette traduction n’a pas encore été relue.",
    "en": "This translation has not been reviewed yet.",
}


@pytest.fixture
def home(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The id of the survey in three languages."""
    standing = Clock()
    monkeypatch.setattr(clock, "now", lambda: standing.moment)
    yield publish_home()
    db.session.rollback()


@pytest.fixture
def someone(app: Flask, home: str, tag: str) -> Respondent:
    """A respondent who has agreed, in this language, and sees the first question."""
    respondent = Respondent(app, home, tag)
    respondent.agree()
    return respondent


def _buttons(page: Page) -> list[str]:
    """The words of every button."""
    return [" ".join(one.words.split()) for one in page.all("button")]


def _dutch_left_on(page: Page) -> list[str]:
    """The Dutch sentences of the door that still stand on a page; what all languages share is no fault."""
    catalogue = polib.pofile(str(PACKAGE / "translations" / "respond" / "fr.po"))
    whole = [entry.msgid.strip() for entry in catalogue if "%(" not in entry.msgid and " " in entry.msgid]
    return [sentence for sentence in whole if sentence in page.words]


# --- choosing


@pytest.mark.parametrize(
    ("accepted", "heading", "first"),
    [
        ("fr-BE,fr;q=0.9,nl;q=0.5", "Choisissez votre langue", "Français"),
        ("en-GB,en", "Choose your language", "English"),
        ("de-DE", "Kies uw taal", "Nederlands"),
    ],
)
def test_the_choice_of_languages_begins_with_that_of_the_browser(
    app: Flask, home: str, accepted: str, heading: str, first: str
) -> None:
    page = Respondent(app, home, headers={"Accept-Language": accepted}).open_entry()
    offered = [link for link in page.all("a") if link.get("lang")]
    assert page.heading == heading
    assert offered[0].words.startswith(first)
    assert {(one.get("lang"), one.get("dir")) for one in offered} == {
        ("nl", "ltr"),
        ("fr", "ltr"),
        ("en", "ltr"),
    }


@pytest.mark.parametrize(
    ("tag", "title", "minutes", "agree"),
    [
        ("fr", "Voulez-vous participer\u00a0? - Logement", "Cela prend environ 2 minutes.", "Je participe"),
        ("en", "Will you take part? - Housing", "This takes about 2 minutes.", "I agree"),
    ],
)
def test_the_consent_is_asked_in_the_language(
    app: Flask, home: str, tag: str, title: str, minutes: str, agree: str
) -> None:
    page = Respondent(app, home, tag).open()
    html = page.first("html")
    assert (html.get("lang"), html.get("dir")) == (tag, "ltr")
    assert page.title == title
    assert minutes in page.words
    assert _buttons(page) == [agree]


# --- answering


@pytest.mark.parametrize(
    ("tag", "count", "buttons"),
    [
        ("fr", "Question 1 sur environ 3", ["Suivant", "Arrêter ici et envoyer", "Continuer plus tard"]),
        ("en", "Question 1 of about 3", ["Next", "Stop here and send", "Continue later"]),
    ],
)
def test_a_question_says_how_far_it_is_and_what_can_be_done(
    someone: Respondent, count: str, buttons: list[str]
) -> None:
    assert someone.page.with_class("count") == [count]
    assert _buttons(someone.page) == [*buttons, TONGUE_WORDS]
    assert "🌐" not in someone.page.html, "many telephones and computers have no sign of a globe"
    assert _dutch_left_on(someone.page) == []


@pytest.mark.parametrize(
    ("tag", "wrong", "not_chosen", "not_a_number"),
    [
        (
            "fr",
            "Erreur\u00a0: ",
            "Choisissez une réponse.",
            "Écrivez seulement un nombre entier, sans virgule et sans mots. Par exemple : 800",
        ),
        (
            "en",
            "Error: ",
            "Choose an answer.",
            "Write only a whole number, without a decimal point or words. For example: 800",
        ),
    ],
)
def test_a_problem_is_told_in_the_language(
    someone: Respondent, wrong: str, not_chosen: str, not_a_number: str
) -> None:
    page = someone.press("next")
    assert page.title.startswith(wrong)
    assert page.problems == [(not_chosen, "#tenure")]
    someone.next(tenure="private")
    assert someone.next(rent="1,5").problems == [(not_a_number, "#rent")]


@in_each
def test_from_the_consent_to_the_withdrawal_no_page_falls_back_to_dutch(
    someone: Respondent, tag: str
) -> None:
    pages = [someone.page, someone.next(tenure="other", tenure_other="une caravane")]
    pages.append(someone.press("later"))
    pages.append(someone.give_code("continue", "1234"))
    pages.append(someone.give_code("continue", pages[2].code))
    pages += [someone.next(rent="720"), someone.next(origin="refused", earlier="dont_know"), someone.page]
    assert someone.page.name == "check-answers"
    pages.append(someone.send_form())
    (stored,) = rows("responses")
    assert (stored["language"], stored["document"]["tenure"], stored["document"]["rent"]) == (
        tag,
        "other",
        720,
    )
    code = someone.page.code
    pages += [someone.open("next-person"), someone.give_code("take-back", "ABCD-EFGH-JKMN")]
    pages.append(someone.give_code("take-back", code))
    assert rows("responses") == []
    assert {(page.first("html").get("lang"), page.status) for page in pages} == {(tag, 200)}
    assert [left for page in pages for left in _dutch_left_on(page)] == []


def test_the_language_is_changed_halfway_with_what_was_typed(app: Flask, home: str) -> None:
    someone = Respondent(app, home, "fr")
    someone.agree()
    someone.next(tenure="private")
    page = someone.answer(rent="720").press("en")
    assert page.heading == "How much rent do you pay?"
    assert page.filled()["rent"] == ["720"]


# --- withdrawing


@pytest.mark.parametrize(
    ("tag", "until", "asked", "said", "not_found", "gone"),
    [
        (
            "fr",
            "jusqu’à 30 jours après aujourd’hui",
            "Retirer mes réponses",
            "Nous effaçons vos réponses sans savoir qui vous êtes. Ensuite, on ne peut plus revenir en arrière.",
            "Nous ne trouvons pas de réponses avec ce code. Vérifiez le code. Après 30 jours, nous ne pouvons plus retrouver vos réponses.",
            ("Vos réponses sont effacées", "Nous ne gardons plus rien de vos réponses."),
        ),
        (
            "en",
            "up to 30 days from today",
            "Withdraw my answers",
            "We delete your answers without knowing who you are. This cannot be undone.",
            "We find no answers with this code. Check the code. After 30 days we can no longer find your answers.",
            ("Your answers have been deleted", "We no longer keep anything of what you answered."),
        ),
    ],
)
def test_withdrawing_is_explained_and_told_honestly(
    someone: Respondent, until: str, asked: str, said: str, not_found: str, gone: tuple[str, str]
) -> None:
    someone.walk({"home": {"tenure": "social"}})
    thanks = someone.send_form()
    assert until in thanks.words
    page = someone.open("take-back")
    assert page.heading == asked
    assert said in page.words
    assert someone.give_code("take-back", "ABCD-EFGH-JKMN").problems == [(not_found, "#code")]
    page = someone.give_code("take-back", thanks.code)
    assert page.heading == gone[0]
    assert gone[1] in page.words


# --- when it does not go well


WHEN_REFUSED: Mapping[str, Mapping[int, str]] = {
    "fr": {
        400: "Cela n’a pas marché",
        404: "Cette page n’existe pas",
        409: "Cette enquête n’est pas ouverte",
        410: "Vos réponses ne sont plus ici",
        413: "Votre envoi est trop grand",
        429: "Il y a trop de monde en ce moment",
    },
    "en": {
        400: "That did not work",
        404: "This page does not exist",
        409: "This survey is not open",
        410: "Your answers are no longer here",
        413: "What you sent is too large",
        429: "It is very busy right now",
    },
}


@in_each
def test_every_refusal_is_told_in_the_language(app: Flask, someone: Respondent, tag: str) -> None:
    told = [
        someone.post(someone.address("home"), {".token": "0"}),
        someone.open("nergens"),
        Respondent(app, someone.survey, tag).open("rent"),
        someone.post(someone.address("home"), {"tenure": "a" * 300_000}),
    ]
    app.extensions["pressure"] = Pressure(requests_per_minute=0)
    told.append(someone.open("home"))
    app.extensions["pressure"] = Pressure(requests_per_minute=100)
    change_consultation(someone.survey, cancelled_on=TODAY, cancelled_because="Te weinig mensen")
    told.append(someone.open("home"))
    assert {page.status: page.heading for page in told} == WHEN_REFUSED[tag]
    assert {page.first("html").get("lang") for page in told} == {tag}
    assert [left for page in told for left in _dutch_left_on(page)] == []


@pytest.mark.parametrize(
    ("tag", "heading"),
    [("fr", "Votre appareil ne garde pas les cookies"), ("en", "Your device does not keep cookies")],
)
def test_without_cookies_the_reason_is_said_in_the_language(
    app: Flask, home: str, tag: str, heading: str
) -> None:
    page = Respondent(app, home, tag, cookies=False).agree()
    assert (page.status, page.heading) == (400, heading)


@pytest.mark.parametrize(
    ("accepted", "heading"), [("fr-BE", "Cette page n’existe pas"), ("en-US,en", "This page does not exist")]
)
def test_an_address_of_no_survey_answers_in_the_language_of_the_browser(
    app: Flask, accepted: str, heading: str
) -> None:
    page = Respondent(app, "n" * 26, headers={"Accept-Language": accepted}).open_entry()
    assert (page.status, page.heading) == (404, heading)


# --- words of the pages that no speaker has read


@in_each
def test_a_page_says_so_while_no_speaker_has_read_its_own_words(someone: Respondent, tag: str) -> None:
    """Every text of this survey was read; that says nothing of the buttons and refusals around them."""
    for page in (someone.open(), someone.open("take-back"), someone.open("nergens")):
        said = NOT_READ[tag] in page.with_class("notice")
        assert said is not interface.is_reviewed("respond", tag)


def test_in_dutch_nothing_is_said_of_a_translation(app: Flask, home: str) -> None:
    someone = Respondent(app, home)
    for page in (someone.open(), someone.open("nergens")):
        assert page.with_class("notice") == []
