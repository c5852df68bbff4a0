"""An installation adds its own recordings and pictograms to an instrument that ships, and a version tells them."""

from pathlib import Path

import pytest
from flask import Flask

from consult.actions import publishing
from consult.actions.publishing import Checked
from consult.folder import DataFolder
from consult.instrument.translated import State
from consult.instrument.version import PublishedInstrument, published
from consult.store.base import db
from tests.pictures import a_png, an_mp3

NAME = "social-housing/survey"


@pytest.fixture
def folder(app: Flask) -> DataFolder:
    found: DataFolder = app.extensions["folder"]
    return found


def put(folder: DataFolder, **files: bytes) -> Path:
    """Files beside where a copy of the survey would lie. A name is written with _ for its points."""
    media = folder.path / "instruments" / "social-housing" / "survey-media"
    media.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (media / name.replace("__", ".")).write_bytes(content)
    return media


def checked(folder: DataFolder) -> Checked:
    return publishing.check_file(publishing.file_of(NAME, folder), folder)


def version(folder: DataFolder) -> PublishedInstrument:
    found = checked(folder)
    assert found.errors == ()
    assert found.instrument is not None
    assert found.translations is not None
    return published(found.instrument, found.translations)


def first_select(instrument_version: PublishedInstrument) -> tuple[str, str, str]:
    """A question, the list of choices that it has, and one of these."""
    question = next(one for one in instrument_version.instrument.questions.values() if one.choices)
    return question.name, question.list_name, question.choices[0].name


def test_without_recordings_a_version_is_what_it_was(folder: DataFolder) -> None:
    before = version(folder)
    put(folder)
    assert version(folder).version_hash == before.version_hash


def test_a_question_is_spoken_and_a_choice_has_a_pictogram(folder: DataFolder) -> None:
    before = version(folder)
    question, list_name, choice = first_select(before)
    put(
        folder,
        **{
            f"{question}__nl__mp3": an_mp3(),
            f"{question}__ar__mp3": an_mp3(2),
            f"{list_name}__{choice}__png": a_png(),
            f"{list_name}__{choice}__nl__mp3": an_mp3(3),
        },
    )
    after = version(folder)
    assert str(after.wordings["nl"].text(f"{question}/audio")) == f"{question}.nl.mp3"
    assert str(after.wordings["ar"].text(f"{question}/audio")) == f"{question}.ar.mp3"
    assert after.instrument.questions[question].choices[0].shown.image == f"{list_name}.{choice}.png"
    assert after.translations.of("ar")[f"choices/{list_name}/{choice}/image"].state is State.REVIEWED
    assert after.version_hash != before.version_hash
    assert after.sheet_hash("ar") != before.sheet_hash("ar")


def test_another_recording_is_another_version(folder: DataFolder) -> None:
    question, _list_name, _choice = first_select(version(folder))
    put(folder, **{f"{question}__nl__mp3": an_mp3()})
    one = version(folder)
    put(folder, **{f"{question}__nl__mp3": an_mp3(2)})
    assert version(folder).sheet_hash("nl") != one.sheet_hash("nl")


def test_a_language_in_which_nothing_was_recorded_is_not_reviewed_any_more(folder: DataFolder) -> None:
    question, _list_name, _choice = first_select(version(folder))
    put(folder, **{f"{question}__nl__mp3": an_mp3()})
    texts = version(folder).translations
    assert texts.of("fr")[f"{question}/audio"].state is State.MISSING
    assert not texts.is_reviewed("fr")
    assert texts.is_reviewed("nl")


def test_what_a_version_shows_is_kept_when_it_is_published(folder: DataFolder) -> None:
    question, _list_name, _choice = first_select(version(folder))
    put(folder, **{f"{question}__nl__mp3": an_mp3()})
    found = checked(folder)
    assert found.instrument is not None
    assert found.translations is not None
    publishing.publish(found.instrument, found.translations, "machine", folder)
    db.session.rollback()
    (kept,) = (folder.path / "media").iterdir()
    assert kept.read_bytes() == an_mp3()


def test_a_copy_whose_words_were_changed_keeps_its_recordings(folder: DataFolder) -> None:
    question, _list_name, _choice = first_select(version(folder))
    put(folder, **{f"{question}__nl__mp3": an_mp3()})
    shipped = publishing.file_of(NAME)
    own = publishing.own_instruments(folder) / f"{NAME}.yaml"
    own.write_bytes(shipped.read_bytes())
    publishing.seed_of(own).write_bytes(shipped.read_bytes())
    assert checked(folder).path == own
    assert str(version(folder).wordings["nl"].text(f"{question}/audio")) == f"{question}.nl.mp3"


def test_files_that_are_of_nothing_or_cannot_be_played_are_told(folder: DataFolder) -> None:
    question, list_name, choice = first_select(version(folder))
    media = put(
        folder,
        **{
            f"{question}x__nl__mp3": an_mp3(),
            f"{question}__png": a_png(),
            f"{question}__mp3": an_mp3(),
            f"{list_name}__{choice}__ar__mp3": an_mp3(),
            f"{list_name}__{choice}__nl__ogg": b"no sound",
        },
    )
    told = {
        (Path(one.file).name, one.found, one.warning, one.nearest)
        for one in checked(folder).problems
        if one.file.startswith(str(media))
    }
    of_nothing = "a file that is of nothing asked here"
    assert told == {
        (f"{question}x.nl.mp3", of_nothing, True, question),
        (f"{question}.png", of_nothing, True, ""),
        (f"{question}.mp3", of_nothing, True, ""),
        (f"{list_name}.{choice}.ar.mp3", "a file in one language alone", True, ""),
        (f"{list_name}.{choice}.nl.ogg", f'"{list_name}.{choice}.nl.ogg" is something else inside', False, ""),
    }  # fmt: skip
