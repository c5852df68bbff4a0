"""What instruments share is translated once: read in one of them, it is read in all."""

import pytest
from flask import Flask

from consult.actions import publishing, translating
from consult.actions.translating import Typed
from consult.folder import DataFolder
from consult.instrument.catalogue import Entry, Provenance, fingerprint, save_over
from consult.instrument.translated import State
from consult.shipped import shipped

ONE, OTHER = "social-housing/survey", "equal-opportunities-in-education/parents-survey"
SHARED = "earlier_consultation/label"


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    return found


def state(folder: DataFolder, name: str) -> State:
    return translating.opened(name, "ar", folder).text(SHARED).state


def test_a_text_of_a_block_is_read_for_every_instrument_that_uses_it(folder: DataFolder) -> None:
    translating.accept(translating.opened(ONE, "ar", folder), SHARED, "omar")
    assert (state(folder, ONE), state(folder, OTHER)) == (State.REVIEWED, State.REVIEWED)
    own = publishing.own_locale(folder) / "ar"
    assert sorted(str(path.relative_to(own)) for path in own.rglob("*.po")) == [
        "blocks/participants-profile.po"
    ]


def test_a_text_that_an_installation_added_to_a_block_is_translated_with_the_block(
    folder: DataFolder,
) -> None:
    ships = (shipped("instruments") / "blocks" / "participants-profile.yaml").read_text("utf-8")
    before, named, after = ships.partition("- name: earlier_consultation\n")
    indent = " " * (len(before) - len(before.rstrip(" ")) + 2)
    own = publishing.own_blocks(folder) / "participants-profile.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(f"{before}{named}{indent}guidance_hint: Ook lang geleden.\n{after}", "utf-8")
    here = translating.opened(ONE, "ar", folder)
    hint = "earlier_consultation/guidance_hint"
    typed = Typed("حتى قبل زمن طويل.", fingerprint(here.texts[hint].text))
    assert translating.write(here, {hint: typed}, "amina") == {}
    assert translating.opened(OTHER, "ar", folder).text(hint).text == "حتى قبل زمن طويل."


def test_what_one_instrument_says_alone_stays_its_own(folder: DataFolder) -> None:
    here = translating.opened(ONE, "ar", folder)
    typed = {key: Typed("عنوان جديد", fingerprint(here.texts[key].text)) for key in ("title",)}
    assert translating.write(here, typed, "amina") == {}
    assert translating.opened(OTHER, "ar", folder).text("title").text != "عنوان جديد"


def test_the_count_of_an_instrument_follows_a_block_that_was_read_in_another(folder: DataFolder) -> None:
    def read() -> int:
        counts = translating.counts(translating.checked_as(OTHER, folder))["ar"]
        return translating.in_all(counts)[State.REVIEWED]

    before = read()
    translating.accept(translating.opened(ONE, "ar", folder), SHARED, "omar")
    assert read() == before + 1


def test_a_review_of_before_in_one_instrument_yields_to_that_of_the_block(folder: DataFolder) -> None:
    source = translating.opened(ONE, "ar", folder).text(SHARED).source
    of_before = Entry(SHARED, source, "نص قديم", Provenance("reviewed"))
    own = publishing.own_locale(folder) / "ar"
    save_over(own / f"{ONE}.po", {SHARED: of_before}, [SHARED], {"Language": "ar"})
    assert translating.opened(ONE, "ar", folder).text(SHARED).text == "نص قديم"
    here = translating.opened(OTHER, "ar", folder)
    translating.write(here, {SHARED: Typed("نص جديد", fingerprint(here.texts[SHARED].text))}, "amina")
    assert translating.opened(ONE, "ar", folder).text(SHARED).text == "نص جديد"
