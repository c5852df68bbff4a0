"""What an instrument shows: read with its file, told where it is wrong, and part of the version that is published."""

from pathlib import Path
from random import Random

import pytest
from PIL import Image

from consult.actions import publishing
from consult.instrument.changes import Kind, diff
from consult.instrument.loading import load
from consult.instrument.problems import InstrumentProblems
from consult.instrument.translated import State
from consult.instrument.version import PublishedInstrument, canonical, from_canonical, published
from tests.instrument.media.shows import ARABIC, FILE, write
from tests.pictures import an_mp3


def _version(path: Path) -> PublishedInstrument:
    checked = publishing.check_file(path)
    assert checked.errors == ()
    assert checked.instrument is not None
    assert checked.translations is not None
    return published(checked.instrument, checked.translations)


def _problems(path: Path) -> list[str]:
    with pytest.raises(InstrumentProblems) as caught:
        load(path)
    return [str(problem).removeprefix(str(path)) for problem in caught.value.problems]


def test_files_are_texts_that_a_language_can_have_of_its_own(tmp_path: Path) -> None:
    version = _version(write(tmp_path))
    arabic = version.wordings["ar"]
    assert [str(arabic.text(f"home/{one}")) for one in ("image", "audio", "alt")] == [
        "street.jpg",
        "home-ar.mp3",
        "شارع فيه بيت وشقة",
    ]
    assert version.instrument.questions["town"].choices[0].shown.image == "house.png"


def test_a_picture_serves_every_language_and_a_sound_is_missing_until_it_is_there(tmp_path: Path) -> None:
    texts = _version(write(tmp_path)).translations.of("ar")
    assert texts["home/image"].state is State.REVIEWED
    assert texts["choices/homes/flat/image"].state is State.REVIEWED
    assert texts["home/audio"].state is State.REVIEWED
    assert texts["town/audio"].state is State.MISSING
    assert texts["choices/homes/flat/audio"].state is State.MISSING


def test_a_version_is_read_back_as_it_was_and_knows_its_files(tmp_path: Path) -> None:
    checked = publishing.check_file(write(tmp_path))
    assert checked.instrument is not None
    assert checked.translations is not None
    version = published(checked.instrument, checked.translations)
    assert version.instrument == checked.instrument
    assert {name: (one.type, one.width, one.height) for name, one in version.instrument.media.items()} == {
        "flat-nl.mp3": ("audio/mpeg", 0, 0),
        "flat.png": ("image/png", 30, 40),
        "home-ar.mp3": ("audio/mpeg", 0, 0),
        "home-nl.mp3": ("audio/mpeg", 0, 0),
        "house.png": ("image/png", 40, 30),
        "street-large.jpg": ("image/jpeg", 600, 400),
        "street.jpg": ("image/jpeg", 60, 40),
        "town-nl.mp3": ("audio/mpeg", 0, 0),
    }


def test_another_recording_by_the_same_name_is_another_version_of_that_language_alone(tmp_path: Path) -> None:
    before = _version(path := write(tmp_path))
    (path.parent / "shows-media" / "home-ar.mp3").write_bytes(an_mp3(50))
    after = _version(path)
    assert after.version_hash != before.version_hash
    assert after.structure_hash == before.structure_hash
    assert after.sheet_hash("nl") == before.sheet_hash("nl")
    assert after.sheet_hash("ar") != before.sheet_hash("ar")
    assert [(one.kind, one.subject) for one in diff(before, after)] == [(Kind.MEDIA_CHANGED, "home-ar.mp3")]


def test_an_instrument_that_shows_nothing_is_written_as_it_always_was(tmp_path: Path) -> None:
    """The hash of a version that was published before media existed."""
    path = write(tmp_path, (FILE.partition("choices:")[0] + _PLAIN), "")
    checked = publishing.check_file(path)
    assert checked.instrument is not None
    assert checked.translations is not None
    document = canonical(checked.instrument, checked.translations)
    assert "media" not in document
    assert from_canonical(document).version_hash.startswith("acffd0800209")


_PLAIN = """\
pages:
  - name: age
    part: core
    questions:
      - {name: age, type: integer, label: Hoe oud?, disclosure: key}
"""


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("street.jpg", "stret.jpg", ':22:16  no file "stret.jpg"; it lies beside the instrument'),
        ("image: street.jpg", "image: ../street.jpg", ':22:16  "../street.jpg" as the name of a file;'),
        ("image: street.jpg", "image: home-nl.mp3", ':22:16  "home-nl.mp3" as image; a picture.'),
        ("image: street.jpg", "image: large.png", ":22:16  large.png: 401 kB; at most 300 kB on a page."),
        ("image: street.jpg", "image: page.png", ':22:16  page.png: "page.png" is something else inside;'),
        ("image: street.jpg", "image: link.png", ':22:16  no file "link.png";'),
        ("gent,Gent,house.png", "gent,Gent,hous.png", ':14:4  no file "hous.png";'),
        ("        alt: Een straat met een huis en een flat\n", "", ':22:9  "alt" is missing in question "home";'),
        ("audio: town-nl.mp3", "alt: Stil", ':30:68  question "town" shows nothing;'),
    ],
    ids=["misspelt", "upwards", "sound", "large", "page", "link", "table", "undescribed", "nothing"],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, was: str, now: str, told: str) -> None:
    path = write(tmp_path, FILE.replace(was, now))
    media = path.parent / "shows-media"
    (media / "page.png").write_bytes(b"<html>")
    Image.frombytes("RGB", (400, 334), Random(1).randbytes(400 * 334 * 3)).save(media / "large.png")
    (media / "link.png").symlink_to(path)
    (problem,) = _problems(path)
    assert problem.startswith(told), problem


def test_a_catalogue_that_names_a_file_which_is_not_there_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, arabic=ARABIC.replace("home-ar.mp3", "home-arab.mp3"))
    (problem,) = publishing.check_file(path).errors
    assert problem.sentence.startswith('no usable file "home-arab.mp3"; one that lies beside the instrument')
    assert (problem.line, problem.nearest) == (4, "home-ar.mp3")


def test_a_catalogue_that_names_another_kind_of_file_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, arabic=ARABIC.replace("home-ar.mp3", "house.png"))
    (problem,) = publishing.check_file(path).errors
    assert problem.sentence.startswith('"home/audio" has the file "house.png"; a sound, as home-nl.mp3 is')
