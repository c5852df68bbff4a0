"""The installation's own catalogue: who wrote what stands in it, and it goes before the shipped one."""

import pytest

from consult.instrument.catalogue import Entry, Provenance, read_catalogue, save_over
from consult.instrument.translated import State
from consult.instrument.translation import load_translations
from consult.instrument.translation_gates import faults

PAGES = """\
pages:
  - name: one
    part: core
    questions: [{name: years, type: integer, label: Hoeveel jaar?, disclosure: safe, translator_note: Hele jaren.}]
"""
LABEL = "years/label"


@pytest.fixture
def survey(load_after_front):
    return load_after_front(PAGES)


@pytest.fixture
def texts(tmp_path, survey):
    """The Arabic texts where the shipped folder and the own one hold these entries."""

    def load(shipped, own):
        for folder, entries in (("shipped", shipped), ("own", own)):
            path = tmp_path / folder / "ar" / "social-housing" / "test.po"
            save_over(path, {entry.key: entry for entry in entries}, survey.source_texts, {})
        return load_translations(tmp_path / "shipped", survey, tmp_path / "own")[0].of("ar")

    return load


def entry(text, state="draft", made_from="Hoeveel jaar?"):
    return Entry(LABEL, made_from, text, Provenance(state))


def test_what_an_entry_says_comes_back_from_its_file(tmp_path):
    told = Provenance("reviewed", "Amina B., 2026-11-20", "f3a9, 2026-11-21", "te lang", "0123456789ab")
    long_note = "Hele jaren. " * 30
    written = Entry(LABEL, "Hoeveel jaar?", "كم سنة؟\n\nنعم", told, long_note.strip())
    save_over(tmp_path / "a.po", {LABEL: written}, [LABEL], {})
    (read,) = read_catalogue(tmp_path / "a.po", [])
    assert (read.text, read.provenance, read.note) == (written.text, told, written.note)
    assert (told.writer, told.day_written, told.reader) == ("Amina B.", "2026-11-20", "f3a9")


def test_a_text_that_is_asked_no_longer_is_set_aside_with_what_is_known_of_it(tmp_path):
    path, gone = (
        tmp_path / "a.po",
        Entry("gone/label", "Weg", "ذهب", Provenance("reviewed", "Amina B., 2026-11-20")),
    )
    save_over(path, {"gone/label": gone}, ["gone/label"], {})
    for _again in range(2):
        save_over(path, {LABEL: entry("كم سنة؟")}, [LABEL], {})
    first, aside = read_catalogue(path, [])
    assert (first.key, aside.key, aside.text, aside.obsolete) == (LABEL, "gone/label", "ذهب", True)
    assert aside.tcomment == "consult: reviewed\nconsult written: Amina B., 2026-11-20"


def test_putting_one_text_in_leaves_the_others_as_they_are(tmp_path):
    path, other = tmp_path / "a.po", Entry("title", "Wonen", "السكن", Provenance("reviewed"))
    save_over(path, {"title": other}, ["title", LABEL], {})
    save_over(path, {LABEL: entry("كم سنة؟")}, ["title", LABEL], {})
    assert [(one.key, one.text, one.provenance.state) for one in read_catalogue(path, [])] == [
        ("title", "السكن", "reviewed"),
        (LABEL, "كم سنة؟", "draft"),
    ]


def test_the_own_text_goes_before_the_shipped_one(texts):
    assert texts([entry("شحن", "reviewed")], [entry("لنا؟")])[LABEL].text == "لنا؟"


def test_an_own_text_of_an_older_source_yields_to_a_shipped_one_of_this_source(texts):
    shown = texts([entry("شحن؟", "machine")], [entry("لنا؟", "reviewed", "Hoeveel maanden?")])[LABEL]
    assert (shown.text, shown.state) == ("شحن؟", State.MACHINE)


def test_an_own_text_of_an_older_source_stays_when_the_shipped_one_is_as_old(texts):
    shown = texts([entry("شحن؟", "machine", "Hoeveel dagen?")], [entry("لنا؟", "reviewed", "Maanden?")])[
        LABEL
    ]
    assert (shown.text, shown.state) == ("لنا؟", State.STALE)


def test_an_own_text_that_is_broken_leaves_the_shipped_one(texts):
    assert texts([entry("شحن؟")], [entry("${jaar} لنا؟")])[LABEL].text == "شحن؟"


@pytest.mark.parametrize("mark", ["\u202e", "\u202b", "\u2067", "\u2069", "\u200b", "\ufeff", "\x02"])
def test_marks_that_turn_the_text_or_hide_in_it_are_faults(mark):
    found = dict(faults("Huur", f"إي{mark}جار"))
    assert found == {f"invisible characters U+{ord(mark):04X}": "none: type the text again without them"}


def test_a_number_in_a_stretch_of_its_own_direction_is_as_it_should_be():
    assert list(faults("Bel 1712", "اتصل بالرقم \u20661712\u2069")) == []
    assert list(faults("Bel 1712", "اتصل \u2066بالرقم \u20661712\u2069")) != []


@pytest.mark.parametrize("mark", ["\u200c", "\u200d", "\u200e", "\u200f", "\u061c"])
def test_marks_that_persian_and_mixed_text_need_are_none(mark):
    assert list(faults("Huur", f"می{mark}خواهم")) == []
