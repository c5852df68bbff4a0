"""A note that is a picture or a sound and nothing else: it is shown, and the report says what whoever cannot see it is told."""

import pytest

from consult.instrument.translated import NO_SOURCE
from consult.instrument.xlsform.imported import Imported
from tests.instrument.xlsform.forms import imported, row
from tests.instrument.xlsform.round_trips import goes_around
from tests.pictures import a_png, an_mp3


def form(**files: bytes) -> Imported:
    named = {f"{name}.{'mp3' if name == 'song' else 'png'}": content for name, content in files.items()}
    return imported(
        "| survey |\n| type | name | label | image | audio |\n| note | street | | map.png | |\n"
        "| note | hymn | | | song.mp3 |\n| text | why | Why? | | |",
        files=named,
    )


def test_a_picture_without_words_is_shown_and_the_report_says_what_is_read_out() -> None:
    found = form(map=a_png())
    assert found.instrument is not None
    note = found.instrument.questions["street"]
    assert (note.label, note.shown.alternative) == ("street", NO_SOURCE)
    assert [(one.code, one.sort.value) for one in found.remarks if one.cell == "survey!C2"] == [
        ("note_wordless", "problem")
    ]
    assert any(one.code == "alternative_missing" for one in found.remarks)


def test_a_sound_is_played_under_the_name_of_its_note() -> None:
    found = form(song=an_mp3())
    assert found.instrument is not None
    assert found.instrument.questions["hymn"].label == "hymn"


@pytest.mark.parametrize("content", [None, b"no picture"])
def test_a_picture_that_cannot_be_shown_leaves_nothing_to_say(content: bytes | None) -> None:
    found = form(**({"map": content} if content else {}))
    assert [one.code for one in row(found, "street").why] == ["label_missing"]


def test_it_goes_out_without_words_too() -> None:
    assert goes_around(form(map=a_png()), **{"map.png": a_png()})
