"""Translations behind the staff door: how far, side by side, on a telephone, and in from a translator."""

import io
from html import unescape

import pytest
from flask import Flask

from consult.actions import translating, translating_files
from consult.actions.accounts import Role
from consult.actions.interface_texts import OfInterface
from consult.apart.sentences import REFUSALS
from consult.folder import DataFolder
from consult.instrument.languages import LANGUAGES
from consult.instrument.sentences import key_of
from consult.instrument.translated import State
from consult.store import instruments
from consult.web.staff import previewing_sentences
from consult.web.staff.workbook_sentences import WHY
from tests.actions.translating_world import (
    AR,
    ARABIC,
    HELP,
    LABEL,
    NAME,
    catalogue,
    change_source,
    small_instrument,
    text,
    work,
)
from tests.speakers import read_interface
from tests.web.staff.browser import StaffBrowser, signed_in

MATRIX = f"/staff/translations/{NAME}"
SIDE = f"{MATRIX}/{AR}"
AROUND = f"/staff/translations/interface/respond/{AR}"
BACK = key_of("Terug")


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    small_instrument(found)
    return found


@pytest.fixture
def amina(app: Flask, folder: DataFolder) -> StaffBrowser:
    return signed_in(app, Role.POLICY, "amina")


@pytest.fixture
def omar(app: Flask, folder: DataFolder) -> StaffBrowser:
    return signed_in(app, Role.FACILITATOR, "omar")


def press(browser: StaffBrowser, go: str, **typed: str) -> StaffBrowser:
    """One button of the page that is open, with these texts typed over what stands in the fields."""
    form = next(one for one in browser.page.all("form") if any(one.all("textarea")))
    values = {one.attributes["name"]: one.attributes.get("value", "") for one in form.all("input")}
    values |= {one.attributes["name"]: one.text for one in form.all("textarea")}
    values |= {name.replace("__", "/"): words for name, words in typed.items()}
    browser.post(form.attributes["action"], go=go, **values)
    if browser.status == 302:
        browser.open(browser.response.headers["Location"].split("#")[0])
    return browser


def test_the_overview_leads_to_the_matrix_and_on_to_the_texts_of_one_state(amina: StaffBrowser) -> None:
    amina.open("/staff/instruments").follow("Vertalingen")
    assert amina.sees("Arabisch 0 van 7 nagelezen")
    amina.open(MATRIX)
    assert amina.sees("3 van een machine")
    amina.follow("1 van een machine")
    assert amina.sees(LABEL)
    assert not amina.sees(HELP)


def test_a_language_without_any_translation_is_not_called_unread(
    amina: StaffBrowser, folder: DataFolder
) -> None:
    assert amina.open(f"/staff/instruments/of/{NAME}").sees("Arabisch (nog niet nagelezen)")
    catalogue(folder).unlink()
    assert amina.open(f"/staff/instruments/of/{NAME}").sees("Arabisch (nog niet vertaald)")
    amina.open(f"/staff/instruments/of/{NAME}/publish").submit("Publiceer dit instrument")
    assert amina.open("/staff/instruments").sees("Nederlands, Arabisch (nog niet vertaald)")


def test_a_text_is_saved_as_a_draft_and_another_person_accepts_it(
    amina: StaffBrowser, omar: StaffBrowser, folder: DataFolder
) -> None:
    press(amina.open(SIDE), f"save:{LABEL}", **{f"text/{LABEL}": "كم سنة انتظرت؟"})
    assert amina.sees("De vertaling is bewaard als ontwerp.")
    press(amina, f"accept:{LABEL}")
    assert amina.sees("U schreef deze tekst zelf.")
    press(omar.open(SIDE), f"accept:{LABEL}")
    assert omar.sees("De vertaling is nagelezen.")
    assert text(folder).state is State.REVIEWED


def test_a_whole_page_is_saved_at_once(amina: StaffBrowser, folder: DataFolder) -> None:
    press(amina.open(SIDE), "save", **{f"text/{LABEL}": "كم سنة انتظرت؟", "text/title": "المسكن"})
    drafts = [one.key for one in work(folder).texts.values() if one.state is State.DRAFT]
    assert drafts == ["title", LABEL]


def test_the_enter_key_presses_no_button_of_one_text(amina: StaffBrowser) -> None:
    (form,) = [one for one in amina.open(SIDE).page.all("form") if any(one.all("textarea"))]
    assert next(form.all("button")).attributes["value"] == "save"


def test_what_would_break_the_form_is_said_at_its_field_and_what_was_typed_stays(
    amina: StaffBrowser, folder: DataFolder
) -> None:
    press(amina.open(SIDE), "save", **{f"text/{HELP}": "هل حصلت على مساعدة؟"})
    assert amina.sees("De plaatshouders zijn niet die van de bron: years.")
    (field,) = [one for one in amina.page.all("textarea") if one.attributes.get("aria-invalid")]
    assert field.text.strip() == "هل حصلت على مساعدة؟"
    assert text(folder, HELP).state is State.MACHINE


def test_a_button_of_one_text_throws_nothing_else_away(amina: StaffBrowser, folder: DataFolder) -> None:
    press(amina.open(SIDE), f"accept:{LABEL}", **{"text/title": "المسكن"})
    assert amina.sees("De vertaling is nagelezen.")
    assert [one.text.strip() for one in amina.page.all("textarea")] == ["المسكن"]
    press(amina, "save")
    assert text(folder, "title").text == "المسكن"


def test_a_text_that_someone_changed_meanwhile_is_shown_beside_ones_own(
    amina: StaffBrowser, omar: StaffBrowser, folder: DataFolder
) -> None:
    omar.open(SIDE)
    press(amina.open(SIDE), f"save:{LABEL}", **{f"text/{LABEL}": "كم عاما تنتظر؟"})
    press(omar, "save", **{f"text/{LABEL}": "كم سنة انتظرت؟"})
    assert omar.sees("Intussen staat hier: كم عاما تنتظر؟")
    assert text(folder).text == "كم عاما تنتظر؟"
    press(omar, "save")
    assert text(folder).text == "كم سنة انتظرت؟"


def test_a_text_is_sent_back_with_a_reason(amina: StaffBrowser) -> None:
    press(amina.open(SIDE), f"send-back:{LABEL}")
    assert amina.sees("Schrijf waarom.")
    press(amina.open(SIDE), f"send-back:{LABEL}", **{f"reason/{LABEL}": "Te plechtig"})
    assert amina.sees("Teruggestuurd: Te plechtig")


def test_a_changed_source_shows_its_words_and_may_mean_the_same(
    amina: StaffBrowser, folder: DataFolder
) -> None:
    change_source(folder, "Hoeveel jaar wacht u?", "Hoeveel jaren wacht u?")
    amina.open(f"{SIDE}?state=stale")
    assert [one.text for one in amina.page.all("del")] == ["jaar"]
    assert [one.text for one in amina.page.all("ins")] == ["jaren"]
    press(amina, f"same:{LABEL}", **{f"reason/{LABEL}": "Alleen een meervoud"})
    assert amina.sees("De vertaling blijft staan")
    assert text(folder).state is State.MACHINE


def test_the_fields_and_the_preview_run_as_the_language_does(amina: StaffBrowser) -> None:
    amina.open(SIDE)
    assert {(one.attributes["lang"], one.attributes["dir"]) for one in amina.page.all("textarea")} == {
        (AR, "rtl")
    }
    assert "frame-src 'self'" in amina.response.headers["Content-Security-Policy"]
    amina.get(f"{SIDE}/preview/years")
    (html,) = amina.page.all("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == (AR, "rtl")
    assert amina.sees(ARABIC[LABEL])
    assert "frame-ancestors 'self'" in amina.response.headers["Content-Security-Policy"]


def test_the_preview_shows_a_text_as_soon_as_it_is_saved(amina: StaffBrowser) -> None:
    press(amina.open(SIDE), "save", **{"text/consent/agree": "نعم، أشارك"})
    assert amina.get(f"{SIDE}/preview/").sees("نعم، أشارك")


def test_no_page_but_the_preview_may_stand_in_a_frame(amina: StaffBrowser) -> None:
    policy = amina.open(SIDE).response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "frame-src 'none'" in amina.open(MATRIX).response.headers["Content-Security-Policy"]


def test_who_only_looks_sees_the_texts_and_no_button(app: Flask, folder: DataFolder) -> None:
    ines = signed_in(app, Role.INSPECTOR, "ines").open(SIDE)
    assert ines.sees(LABEL)
    assert all("readonly" in one.attributes for one in ines.page.all("textarea"))
    assert not ines.sees("Bewaar deze tekst")


@pytest.mark.parametrize("kind", ["po", "xlsx"])
def test_a_file_goes_to_a_translator_and_comes_back(
    amina: StaffBrowser, folder: DataFolder, kind: str
) -> None:
    amina.get(f"{SIDE}/{kind}")
    assert f'filename="social-housing-small-ar.{kind}"' in amina.response.headers["Content-Disposition"]
    content = amina.response.get_data()
    amina.open(MATRIX).submit("Neem over", file=(io.BytesIO(content), f"a.{kind}"), reader="Leyla A.")
    assert amina.sees("Het bestand is overgenomen.")
    assert (text(folder).state is State.REVIEWED) == (kind == "xlsx")


def test_a_file_with_mistakes_is_refused_with_each_of_them(amina: StaffBrowser, folder: DataFolder) -> None:
    content = translating_files.export(NAME, AR, "po", folder).decode()
    wrong = content.replace('msgctxt "title"', 'msgctxt "titel"').replace("تنتظر ${years}", "تنتظر")
    amina.open(MATRIX).submit("Neem over", file=(io.BytesIO(wrong.encode()), "a.po"))
    assert amina.sees("Van dit bestand is niets overgenomen")
    assert amina.sees("titel is geen tekst van dit instrument. Zet title terug: die heeft deze brontekst.")
    assert {one.state for one in work(folder).texts.values()} == {State.MACHINE}


def test_a_damaged_workbook_is_told_in_dutch_behind_its_name(amina: StaffBrowser, folder: DataFolder) -> None:
    amina.open(MATRIX).submit("Neem over", file=(io.BytesIO(b"PK\x03\x04 but no more"), "jpg.xlsx"))
    (told,) = [one.text for one in amina.page.all("li") if "jpg.xlsx" in one.text]
    assert told == (
        "jpg.xlsx : Deze werkmap kan niet gelezen worden (het bestand breekt af of is beschadigd)."
        " Neem een nieuwe mee en zet de vertalingen erin over."
    )


def test_every_reason_for_which_a_workbook_is_not_read_has_its_dutch() -> None:
    assert WHY.keys() == REFUSALS.keys()


def test_a_translation_that_is_far_too_large_is_told_its_limit_and_the_way_back(
    app: Flask, amina: StaffBrowser, folder: DataFolder
) -> None:
    app.config["MAX_UPLOAD_BYTES"] = 1_048_576
    amina.open(MATRIX).submit("Neem over", file=(io.BytesIO(b"0" * 2_000_000), "a.xlsx"))
    assert (amina.status, amina.sees("een document mag ten hoogste 5 MB zijn")) == (413, True)
    assert amina.follow("Terug naar het formulier").sees("Neem een bestand van een vertaler over")


def test_the_page_that_publishes_says_which_languages_stay_closed(
    amina: StaffBrowser, folder: DataFolder
) -> None:
    lacking = "Arabisch : nog 7 teksten na te lezen"
    assert amina.open(f"/staff/instruments/of/{NAME}/publish").sees(lacking)
    assert amina.open(MATRIX).sees(lacking)
    amina.submit("Publiceer een nieuwe versie")
    assert amina.sees("Het instrument is met deze vertalingen gepubliceerd.")
    assert [row.number for row in instruments.versions_of(NAME)] == [1]


def test_a_language_that_is_all_read_stays_closed_until_the_pages_around_it_are(
    amina: StaffBrowser, folder: DataFolder
) -> None:
    small_instrument(folder, **dict.fromkeys((key.replace("/", "_") for key in ARABIC), "reviewed"))
    amina.open(MATRIX)
    assert amina.sees("zinnen rond de vragen na te lezen")
    assert amina.sees("Deze talen gaan nog niet open")
    assert not amina.open(f"/staff/instruments/of/{NAME}/publish").sees("Alle talen gaan open")
    read_interface(AR)
    assert amina.open(f"/staff/instruments/of/{NAME}/publish").sees("Alle talen gaan open")
    amina.open(MATRIX)
    assert not amina.sees("zinnen rond de vragen na te lezen")
    assert not amina.sees("Deze talen gaan nog niet open")


# --- the sentences around the questions


def test_a_sentence_around_the_questions_is_reviewed_beside_its_page(
    amina: StaffBrowser, omar: StaffBrowser, folder: DataFolder
) -> None:
    amina.open("/staff/translations").follow("De pagina's rond de vragen")
    assert amina.sees("Op de vragenlijst")
    keys = list(translating.opened("interface", AR, folder).texts)
    beside = f"{AROUND}?start={keys.index(BACK)}"
    press(amina.open(beside), f"save:{BACK}", **{f"text/{BACK}": "إلى الوراء"})
    assert amina.sees("De vertaling is bewaard als ontwerp.")
    press(omar.open(beside), f"accept:{BACK}")
    assert omar.sees("De vertaling is nagelezen.")
    omar.get(f"{AROUND}/preview/{BACK}")
    (html,) = omar.page.all("html")
    assert (html.attributes["lang"], html.attributes["dir"]) == (AR, "rtl")
    assert omar.sees("إلى الوراء")


def test_the_parts_to_choose_from_are_those_that_there_are(amina: StaffBrowser) -> None:
    for address, parts in (
        (SIDE, ["around", "core", "background"]),
        (AROUND, ["interface", "paper", "feedback"]),
    ):
        (choice,) = [
            one for one in amina.open(address).page.all("select") if one.attributes["name"] == "section"
        ]
        assert [one.attributes["value"] for one in choice.all("option")] == ["", *parts]


def test_a_sentence_that_would_stop_a_page_is_not_saved(amina: StaffBrowser, folder: DataFolder) -> None:
    key = key_of("Dit duurt ongeveer %(minutes)s minuten.")
    keys = list(translating.opened("interface", AR, folder).texts)
    press(amina.open(f"{AROUND}?start={keys.index(key)}"), f"save:{key}", **{f"text/{key}": "دقائق"})
    assert amina.sees("Wat ingevuld wordt, is niet wat de bron invult: %(minutes)s.")


def test_every_sentence_around_the_questions_can_be_looked_at(app: Flask) -> None:
    home = OfInterface(app.extensions["folder"])
    with app.test_request_context():
        for one in home.said(LANGUAGES[AR]).standings:
            page = previewing_sentences.preview(home.said(LANGUAGES[AR]), AR, one.shown_on)
            assert 'lang="ar" dir="rtl"' in page
            assert one.text.strip().split("%(")[0] in unescape(page), one.source


@pytest.mark.parametrize("kind", ["po", "xlsx"])
def test_the_sentences_go_to_a_translator_and_come_back(
    amina: StaffBrowser, folder: DataFolder, kind: str
) -> None:
    content = translating_files.export("interface", AR, kind, folder)
    amina.open("/staff/translations/interface/respond").submit(
        "Neem over", file=(io.BytesIO(content), f"a.{kind}"), reader="Leyla A."
    )
    assert amina.sees("Het bestand is overgenomen.")
    states = {one.state for one in translating.opened("interface", AR, folder).texts.values()}
    assert states == ({State.REVIEWED} if kind == "xlsx" else {State.MACHINE})


@pytest.mark.parametrize(
    "address",
    [
        f"{MATRIX}/so",
        f"{MATRIX}l",
        f"{SIDE}/docx",
        f"{SIDE}/preview/nowhere",
        f"{AROUND}/preview/nowhere",
        f"{AROUND}l",
    ],
)
def test_what_is_not_there_is_not_found(amina: StaffBrowser, address: str) -> None:
    assert amina.get(address).status == 404
