"""Pictures and sounds on a real page: shown in the right language, served once, from this website and only when published."""

import re
from pathlib import Path

import pytest
from flask import Flask

from consult.actions import publishing
from consult.folder import DataFolder
from consult.instrument.problems import InstrumentProblems
from consult.instrument.translated import Translations
from tests.instrument.media.shows import FILE, write
from tests.pictures import a_jpeg
from tests.web.respond.respondent import Respondent
from tests.web.respond.world import Clock
from tests.worlds import an_open_survey, as_demonstration


def _folder(app: Flask) -> DataFolder:
    folder: DataFolder = app.extensions["folder"]
    return folder


@pytest.fixture
def survey(app: Flask, tmp_path: Path, time_passes: Clock) -> str:
    """The id of an open survey that shows pictures and plays sounds."""
    as_demonstration(app)
    checked = publishing.check_file(write(tmp_path / "instruments"))
    assert checked.instrument is not None
    assert isinstance(checked.translations, Translations)
    version, _new = publishing.publish(checked.instrument, checked.translations, "machine", _folder(app))
    return an_open_survey(version)


def _first(app: Flask, survey: str, tag: str = "nl") -> Respondent:
    respondent = Respondent(app, survey, tag)
    respondent.agree()
    return respondent


def test_a_question_shows_its_picture_in_its_size_and_says_it_in_words(app: Flask, survey: str) -> None:
    html = _first(app, survey).page.html
    assert re.search(
        r'<img src="/media/[0-9a-f]{32}\.jpg" alt="Een straat met een huis en een flat" width="60" height="40" loading="lazy">',
        html,
    )
    assert html.count('alt="" width="40" height="30"') == 1  # of a choice, whose label says it
    assert (
        len(re.findall('<audio src="/media/[0-9a-f]{32}.mp3" controls preload="none" aria-label="', html))
        == 2
    )
    assert 'aria-label="Waar woont u?"' in html


def test_a_large_picture_opens_beside_the_form(app: Flask, survey: str) -> None:
    html = _first(app, survey).page.html
    assert re.search(r'<a href="/media/[0-9a-f]{32}\.jpg" target="_blank" rel="noopener"><img', html)


def test_another_language_shows_the_same_picture_and_never_plays_what_is_spoken_in_dutch(
    app: Flask, survey: str
) -> None:
    dutch, arabic = _first(app, survey).page.html, _first(app, survey, "ar").page.html
    pictures = re.findall(r'<img src="([^"]+)"', dutch)
    assert re.findall(r'<img src="([^"]+)"', arabic) == pictures
    assert 'alt="شارع فيه بيت وشقة"' in arabic
    sounds, others = (set(re.findall(r'<audio src="([^"]+)"', html)) for html in (dutch, arabic))
    assert (len(sounds), len(others)) == (2, 1)  # nobody recorded the flat in Arabic
    assert not sounds & others


def test_a_file_is_fetched_once_and_in_parts(app: Flask, survey: str) -> None:
    page = _first(app, survey).page.html
    address = re.findall(r'<img src="([^"]+)"', page)[0]
    whole = app.test_client().get(address)
    assert (whole.status_code, whole.mimetype) == (200, "image/jpeg")
    assert whole.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in whole.headers
    assert b"marker-of-a-maker" in a_jpeg(60, 40)
    assert b"marker-of-a-maker" not in whole.data
    part = app.test_client().get(address, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.data) == (206, whole.data[:10])
    known = app.test_client().get(address, headers={"If-None-Match": whole.headers["ETag"]})
    assert known.status_code == 304
    for response in (whole, part, known):
        response.close()


@pytest.mark.parametrize(
    "name", ["0" * 32 + ".jpg", "../secrets.json", "..%2fsecrets.json", "0" * 64, "0" * 32 + ".html", "a.jpg"]
)
def test_nothing_else_of_the_data_folder_is_served(app: Flask, survey: str, name: str) -> None:
    """Scans of notes lie by digest too, elsewhere, and sealed."""
    kept = _folder(app).keep_file(b"a scan of notes")
    assert app.test_client().get(f"/media/{name}").status_code == 404
    assert app.test_client().get(f"/media/{kept[:32]}.jpg").status_code == 404


def test_a_lost_file_comes_back_when_its_version_is_published_again(
    app: Flask, tmp_path: Path, survey: str
) -> None:
    (lost, *_others) = sorted((_folder(app).path / "media").iterdir())
    lost.unlink()
    checked = publishing.check_file(write(tmp_path / "instruments"))
    assert checked.instrument is not None
    assert checked.translations is not None
    _version, new = publishing.publish(checked.instrument, checked.translations, "machine", _folder(app))
    assert not new
    assert lost.exists()
    with pytest.raises(ValueError, match="say in which data folder"):
        publishing.publish(checked.instrument, checked.translations, "machine")


def test_only_pages_that_show_something_carry_the_sheet_for_it(app: Flask, survey: str) -> None:
    respondent = _first(app, survey)
    assert ".choice img" in respondent.page.html
    respondent.next(home="flat")
    assert ".choice img" in respondent.page.html
    assert ".choice img" not in respondent.next(town="gent").html


@pytest.mark.parametrize("address", ["../secrets.json", "secrets.json", "0" * 32, "0" * 32 + ".jpg/..", ""])
def test_an_address_leads_nowhere_but_to_what_is_shown(tmp_path: Path, address: str) -> None:
    with pytest.raises(FileNotFoundError):
        DataFolder(tmp_path).media(address)


def test_a_choice_keeps_its_sound_where_its_list_is_shuffled(app: Flask, tmp_path: Path) -> None:
    as_demonstration(app)
    shuffled = FILE.replace(
        "        type: select_one homes\n", "        type: select_one homes\n        randomize: true\n"
    )
    checked = publishing.check_file(write(tmp_path / "instruments", shuffled))
    assert checked.instrument is not None
    assert isinstance(checked.translations, Translations)
    version, _new = publishing.publish(checked.instrument, checked.translations, "machine", _folder(app))
    page = _first(app, an_open_survey(version)).page
    framed = [one for one in page.elements if one.get("class") == "heard"]
    (heard,) = [one for one in page.all("audio") if framed[0] in one.inside]
    assert heard.get("aria-label") == "Een flat"
    assert page.first("img").get("alt") == "Een straat met een huis en een flat"


def test_a_picture_that_was_changed_after_it_was_looked_at_is_not_published(
    app: Flask, tmp_path: Path
) -> None:
    path = write(tmp_path / "instruments")
    checked = publishing.check_file(path)
    assert checked.instrument is not None
    assert checked.translations is not None
    (path.parent / "shows-media" / "street.jpg").write_bytes(a_jpeg(61, 41))
    with pytest.raises(InstrumentProblems, match='"street.jpg" is no longer the file that was looked at'):
        publishing.publish(checked.instrument, checked.translations, "machine", _folder(app))
