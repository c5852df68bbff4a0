"""Other words behind the staff door: typed beside a telephone, compared with what is fielded, and published."""

import pytest
from flask import Flask

from consult.actions import rewording
from consult.actions.accounts import Role
from consult.folder import DataFolder
from consult.store import instruments
from tests.actions.translating_world import HELP, LABEL, NAME, small_instrument
from tests.web.staff.browser import StaffBrowser, signed_in
from tests.worlds import as_demonstration

PAGE = f"/staff/instruments/of/{NAME}"
YEARS, AROUND = f"{PAGE}/words/years", f"{PAGE}/words/"


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    small_instrument(found)
    return found


@pytest.fixture
def rik(app: Flask, folder: DataFolder) -> StaffBrowser:
    return signed_in(app, Role.RESEARCHER, "rik")


@pytest.fixture
def nour(app: Flask, folder: DataFolder) -> StaffBrowser:
    return signed_in(app, Role.POLICY, "nour")


def save(browser: StaffBrowser, address: str, **typed: str) -> StaffBrowser:
    """Types over the texts of a page (by key, __ for /) and saves them."""
    return browser.open(address).submit(
        "Bewaar deze woorden", **{f"text/{key.replace('__', '/')}": text for key, text in typed.items()}
    )


def words(folder: DataFolder, key: str = LABEL) -> str:
    return rewording.opened(NAME, folder).words[key]


def publish(browser: StaffBrowser) -> StaffBrowser:
    return browser.open(f"{PAGE}/publish").submit("Publiceer dit instrument")


def test_a_researcher_finds_a_page_and_changes_its_words(rik: StaffBrowser, folder: DataFolder) -> None:
    rik.open("/staff/instruments").follow(NAME).follow("Verander de woorden").follow("Hoeveel jaar wacht u?")
    rik.submit("Bewaar deze woorden", **{f"text/{LABEL}": "Hoe lang wacht u?"})
    assert rik.sees("De woorden zijn bewaard. Respondenten zien ze na een publicatie.")
    assert words(folder) == "Hoe lang wacht u?"
    assert not rik.open(f"{PAGE}/publish").sees("Publiceer dit instrument")


def test_everything_that_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    rik: StaffBrowser, folder: DataFolder
) -> None:
    save(rik, AROUND, title="<b>Wonen</b>", consent__agree="")
    assert rik.sees("Er is niets bewaard")
    assert rik.sees("De opmaak verschilt van wat er stond")
    assert rik.sees("Hier moet een tekst staan.")
    assert "<b>Wonen</b>" in [one.text for one in rik.page.all("textarea")]
    assert words(folder, "title") == "Wonen"


def test_what_is_wrong_is_told_with_the_text_that_it_is_of(rik: StaffBrowser, folder: DataFolder) -> None:
    keys = ("choices/yes_no/yes", "choices/yes_no/no")
    save(rik, f"{PAGE}/words/help", **dict.fromkeys(keys, ""))
    told = [one.text for one in rik.page.all("a") if "Hier moet een tekst staan" in one.text]
    assert [one.partition(":")[0] for one in told] == ["Antwoord “ Ja ”", "Antwoord “ Nee ”"]


def test_another_number_is_saved_once_it_is_said_to_be_meant(rik: StaffBrowser, folder: DataFolder) -> None:
    save(rik, f"{PAGE}/words/help", help__label="Al ${years} jaar. Kreeg u 2 keer hulp?")
    assert rik.sees("Er staan andere getallen dan tevoren: 2.")
    rik.submit("Bewaar deze woorden", **{f"purpose/{HELP}": "on"})
    assert words(folder, HELP) == "Al ${years} jaar. Kreeg u 2 keer hulp?"


def test_more_explanation_is_named_as_respondents_meet_it(rik: StaffBrowser, folder: DataFolder) -> None:
    save(rik, YEARS, years__guidance_hint="Tel hele jaren.")
    (field,) = [one for one in rik.page.all("label") if one.attributes.get("for") == "years-guidance_hint"]
    assert field.text == "Meer uitleg, klapt open onder de vraag"
    phone = rik.open(f"{PAGE}/preview/web/nl/years")
    assert [one.text for one in phone.page.all("summary")] == ["Meer uitleg"]


def test_a_number_that_went_is_told_as_such(rik: StaffBrowser, folder: DataFolder) -> None:
    save(rik, f"{PAGE}/words/help", help__label="Al ${years} jaar in 2 huizen?")
    rik.submit("Bewaar deze woorden", **{f"purpose/{HELP}": "on"})
    save(rik, f"{PAGE}/words/help", help__label="Al jaren in huizen?")
    assert rik.sees("Hier stond een getal, en nu geen meer.")
    assert rik.sees("De plaatshouder die hier stond, is weg.")


def test_the_answer_to_a_later_question_cannot_be_meant(rik: StaffBrowser, folder: DataFolder) -> None:
    save(rik, YEARS, years__label="Al ${help} jaar?")
    assert rik.sees("${help} kan hier niet staan: alleen een antwoord van een eerdere pagina")
    assert not rik.sees("Dit is zo bedoeld")


def test_the_same_meaning_needs_a_reason(rik: StaffBrowser, folder: DataFolder) -> None:
    rik.open(YEARS).submit("Bewaar deze woorden", same="on", **{f"text/{LABEL}": "Hoe veel jaar wacht u?"})
    assert rik.sees("Schrijf waarom.")
    rik.submit("Bewaar deze woorden", because="spelling")
    assert rik.sees("en de vertalingen blijven staan")


def test_what_a_colleague_saved_meanwhile_is_shown_and_not_lost(
    rik: StaffBrowser, nour: StaffBrowser, folder: DataFolder
) -> None:
    rik.open(YEARS)
    save(nour, YEARS, years__label="Wacht u al lang?")
    rik.submit("Bewaar deze woorden", **{f"text/{LABEL}": "Hoe lang wacht u?"})
    assert rik.sees("Intussen veranderde iemand deze tekst.")
    assert rik.sees("Intussen staat hier: Wacht u al lang?")
    assert words(folder) == "Wacht u al lang?"
    rik.submit("Bewaar deze woorden")
    assert words(folder) == "Hoe lang wacht u?"


def test_the_telephone_shows_what_is_typed_and_nothing_is_written(
    rik: StaffBrowser, folder: DataFolder
) -> None:
    rik.open(YEARS)
    rik.post(f"{PAGE}/shown", form_token=rik.token, page="years", **{f"text/{LABEL}": "Hoe lang al?"})
    assert rik.sees("Hoe lang al?")
    assert words(folder) == "Hoeveel jaar wacht u?"


def test_before_it_is_published_one_reads_what_changes_and_what_that_does(
    nour: StaffBrowser, folder: DataFolder
) -> None:
    publish(nour)
    save(nour, YEARS, years__label="Hoeveel jaar wacht u al?")
    nour.open(PAGE).follow("Bekijk wat er verandert en publiceer")
    assert nour.sees("Dezelfde vraag in andere woorden: vergelijk met zorg")
    assert [one.text.strip() for one in nour.page.all("ins")] == ["al"]
    assert nour.sees("nieuw: al")
    assert nour.sees("Arabisch : nog 7 teksten na te lezen, van 1 veranderde de bron")
    nour.submit("Publiceer dit instrument")
    assert nour.sees("Gepubliceerd als versie 2")
    first, second = instruments.versions_of(NAME)
    assert first.document["texts"]["nl"][LABEL]["text"] == "Hoeveel jaar wacht u?"
    assert second.document["texts"]["nl"][LABEL]["text"] == "Hoeveel jaar wacht u al?"


def test_a_number_that_became_another_is_not_read_as_one(nour: StaffBrowser, folder: DataFolder) -> None:
    path = folder.path / "instruments" / f"{NAME}.yaml"
    path.write_text(path.read_text("utf-8").replace("wacht u?", "wacht u? Tot 3."), encoding="utf-8")
    publish(nour)
    path.write_text(path.read_text("utf-8").replace("Tot 3.", "Tot 4."), encoding="utf-8")
    assert nour.open(f"{PAGE}/publish").sees("Tot weg: 3 nieuw: 4 .")
    assert nour.sees("Tot dan krijgen respondenten deze taal niet aangeboden.")


def test_in_a_demonstration_no_two_sentences_tell_the_opposite(
    app: Flask, nour: StaffBrowser, folder: DataFolder
) -> None:
    as_demonstration(app)
    assert nour.open(f"{PAGE}/publish").sees("In deze demonstratie openen ze toch")
    assert not nour.sees("niet aangeboden")


def test_what_changed_since_it_was_looked_at_is_not_published(
    rik: StaffBrowser, nour: StaffBrowser, folder: DataFolder
) -> None:
    nour.open(f"{PAGE}/publish")
    save(rik, YEARS, years__label="Hoe lang wacht u?")
    nour.submit("Publiceer dit instrument")
    assert nour.sees("Intussen veranderde dit instrument of een vertaling.")
    assert instruments.versions_of(NAME) == []
    nour.submit("Publiceer dit instrument")
    assert len(instruments.versions_of(NAME)) == 1


def test_a_consent_with_other_words_gets_another_version_and_can_be_published(
    nour: StaffBrowser, folder: DataFolder
) -> None:
    publish(nour)
    save(nour, AROUND, consent__text="Lees dit heel goed.")
    assert nour.sees("De toestemming kreeg een nieuwe versie")
    publish(nour)
    assert nour.sees("Gepubliceerd als versie 2")


def test_what_may_not_change_once_fielded_is_told_before_the_button(
    nour: StaffBrowser, folder: DataFolder
) -> None:
    publish(nour)
    path = folder.path / "instruments" / f"{NAME}.yaml"
    path.write_text(path.read_text("utf-8").replace("type: integer", "type: decimal"), encoding="utf-8")
    nour.open(f"{PAGE}/publish")
    assert nour.sees("Dit staat de publicatie in de weg")
    assert "Publiceer dit instrument" not in [one.text for one in nour.page.all("button")]


def test_a_shipped_instrument_becomes_a_copy_that_says_so(rik: StaffBrowser, folder: DataFolder) -> None:
    page = "/staff/instruments/of/social-housing/focus-group"
    assert rik.open(page).sees("meegeleverd")
    save(rik, f"{page}/words/", thanks="Dank u wel!")
    assert rik.open(page).sees("eigen kopie van een meegeleverd instrument")


def test_the_page_of_before_leads_to_the_page_of_now(nour: StaffBrowser, folder: DataFolder) -> None:
    assert nour.open(f"/staff/instruments/own/{NAME}").sees("Nog niet gepubliceerd")


def test_problems_of_a_translation_are_told_in_the_language_of_the_reader(
    nour: StaffBrowser, folder: DataFolder
) -> None:
    file = folder.path / "instruments" / "locale" / "ar" / f"{NAME}.po"
    text = file.read_text("utf-8").replace("تنتظر ${years}", "تنتظر ${year}").replace("title", "titel")
    file.write_text(text, encoding="utf-8")
    nour.open(PAGE)
    assert nour.sees("help/label: De plaatshouders zijn niet die van de bron: years.")
    assert nour.sees("titel is geen tekst van dit instrument: hij wordt bewaard en aan niemand getoond.")
