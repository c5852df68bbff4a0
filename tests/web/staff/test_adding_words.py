"""Words that were not there, words of long lists, and words that several instruments share, behind the staff door."""

import pytest
from flask import Flask

from consult.actions import publishing, rewording
from consult.actions.accounts import Role
from consult.folder import DataFolder
from consult.instrument.translated import State
from tests.actions.translating_world import LABEL, NAME, SOURCE, small_instrument
from tests.web.staff.browser import StaffBrowser, signed_in

PAGE = f"/staff/instruments/of/{NAME}"
SAVE = "Bewaar deze woorden"
GROUP, OTHER = "social-housing/focus-group", "social-housing/interview"
ORIGIN = f"/staff/instruments/of/{GROUP}/words/origin"
SHARED = "foreign_origin/hint"


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    return found


@pytest.fixture
def rik(app: Flask) -> StaffBrowser:
    return signed_in(app, Role.RESEARCHER, "rik")


def text(folder: DataFolder, name: str, key: str) -> str | None:
    checked = publishing.check_file(publishing.file_of(name, folder), folder)
    assert checked.instrument is not None, checked.problems
    return checked.instrument.source_texts.get(key)


def test_a_hint_is_added_shown_and_taken_away_again(rik: StaffBrowser, folder: DataFolder) -> None:
    path = small_instrument(folder)
    rik.open(f"{PAGE}/words/years").submit(SAVE, **{"text/years/hint": "Tel ook de jaren elders."})
    assert rik.sees("De woorden zijn bewaard.")
    assert text(folder, NAME, "years/hint") == "Tel ook de jaren elders."
    assert rik.get(f"{PAGE}/preview/web/nl/years").sees("Tel ook de jaren elders.")
    rik.open(f"{PAGE}/words/years").submit(SAVE, **{"text/years/hint": ""})
    assert path.read_text("utf-8") == SOURCE


def test_what_an_interviewer_says_and_is_told_is_added_beside_the_question(
    rik: StaffBrowser, folder: DataFolder
) -> None:
    small_instrument(folder)
    words = {"years/interviewer/label": "Sinds wanneer?", "years/interviewer/instruction": "Reken om."}
    rik.open(f"{PAGE}/words/years").submit(SAVE, **{f"text/{key}": said for key, said in words.items()})
    rik.get(f"{PAGE}/preview/interviewer/nl/years")
    assert rik.sees("Voor wie de vraag stelt: Reken om.")
    assert rik.sees("Sinds wanneer?")
    assert text(folder, NAME, LABEL) == "Hoeveel jaar wacht u?"


def test_a_text_that_cannot_come_somewhere_is_refused(rik: StaffBrowser, folder: DataFolder) -> None:
    small_instrument(folder)
    rik.open(f"{PAGE}/words/years").post(
        f"{PAGE}/words/years", form_token=rik.token, **{"text/years/constraint_message": "Nee."}
    )
    assert rik.sees("Deze tekst staat niet (meer) in het bestand.")
    assert text(folder, NAME, "years/constraint_message") is None


def test_an_answer_in_a_long_list_is_found_and_changed(rik: StaffBrowser, folder: DataFolder) -> None:
    towns = "\n".join(f"    t{number},Stad {number}" for number in range(150))
    source = SOURCE.replace("choices:\n", f"choices:\n  towns: |\n    name,label\n{towns}\n")
    source = source.replace("- name: years\n", "- name: years\n    title: Waar en hoe lang\n")
    source = source.replace(
        "label: Hoeveel jaar wacht u?, disclosure: safe}",
        "label: Hoeveel jaar wacht u?, disclosure: safe}, {name: town, type: select_one towns, label: Waar?, disclosure: key}",
    )
    small_instrument(folder, source)
    words = f"{PAGE}/words/years"
    assert rik.open(words).sees("150 antwoorden")
    assert "Stad 59" in [one.text for one in rik.page.all("textarea")]
    assert "Stad 60" in [one.text for one in rik.follow("Volgende antwoorden").page.all("textarea")]
    rik.submit("Toon", find="stad 12")
    assert rik.sees("11 antwoorden")  # 12 and 120 to 129
    rik.submit(SAVE, **{"text/choices/towns/t123": "Gemeente 123"})
    assert rik.sees("De woorden zijn bewaard.")
    assert rik.sees("10 antwoorden")  # what was looked for still is
    assert text(folder, NAME, "choices/towns/t123") == "Gemeente 123"


def test_words_that_others_share_are_marked_and_change_once_someone_says_everywhere(
    rik: StaffBrowser, folder: DataFolder
) -> None:
    rik.open(ORIGIN)
    assert rik.sees(f"{SHARED} · gedeeld")
    assert rik.sees(OTHER)
    rik.submit(SAVE, **{f"text/{SHARED}": "Het gaat om uw nationaliteit. U hoeft niet te antwoorden."})
    assert rik.sees("Er is niets bewaard")
    assert rik.sees("Vink onder de velden aan dat u ze overal verandert.")
    assert not publishing.own_blocks(folder).exists()
    rik.submit(SAVE, everywhere="on")
    assert rik.sees("De woorden zijn bewaard.")
    for name in (GROUP, OTHER):
        assert text(folder, name, SHARED) == "Het gaat om uw nationaliteit. U hoeft niet te antwoorden."
    assert not publishing.own_files(folder)  # only the shared part was copied
    assert rik.get(f"/staff/instruments/of/{OTHER}/preview/web/nl/origin").sees(
        "Het gaat om uw nationaliteit."
    )


def test_translations_of_shared_words_are_stale_everywhere_or_stay_everywhere(
    rik: StaffBrowser, folder: DataFolder
) -> None:
    rik.open(ORIGIN)
    now = rewording.opened(GROUP, folder).now("earlier_consultation/hint")
    typing = {"everywhere": "on", "same": "on", "because": "spelling"}
    rik.open(f"/staff/instruments/of/{GROUP}/words/earlier")
    rik.submit(SAVE, **typing, **{"text/earlier_consultation/hint": f"{now} Dank u."})
    rik.open(ORIGIN).submit(SAVE, everywhere="on", **{f"text/{SHARED}": "Het gaat om uw nationaliteit."})
    for name in (GROUP, OTHER):
        read = publishing.check_file(publishing.file_of(name, folder), folder)
        assert read.translations is not None
        arabic = read.translations.of("ar")
        assert arabic["earlier_consultation/hint"].state is not State.STALE
        assert arabic[SHARED].state is State.STALE


def test_why_some_words_cannot_be_changed_here_is_said(rik: StaffBrowser) -> None:
    assert rik.open(ORIGIN).sees("Enkele antwoorden staan ook in een gedeeld deel")
    assert "choices/yes_no/yes" not in {one.attributes["id"] for one in rik.page.all("textarea")}
