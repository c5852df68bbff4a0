"""The sentences around the questions: read by a speaker here, kept over an upgrade, and stale when their Dutch changes."""

from pathlib import Path

import pytest
from flask import Flask

from consult.actions import interface_texts, translating
from consult.actions.checking import Weight, check_installation
from consult.actions.interface_texts import OfInterface
from consult.actions.refusal import Refused
from consult.actions.translating import Typed, Work
from consult.folder import DataFolder
from consult.instrument.catalogue import fingerprint
from consult.instrument.languages import LANGUAGES
from consult.instrument.sentences import Place, key_of
from consult.instrument.translated import State
from consult.store import audit

BACK, WAIT = "Terug", "Wacht nog %(days)s dagen."
TEMPLATE = (
    '#: respond/page.html\nmsgid "{}"\nmsgstr ""\n\n#: respond/page.html\nmsgid "{}"\nmsgstr ""\n\n'
    '#: respond/paper.py\nmsgid "Op papier"\nmsgstr ""\n'
)
ARABIC = '#. consult: machine\nmsgid "{}"\nmsgstr "{}"\n\n'


def ship(folder: Path, back: str = BACK, arabic: str = "رجوع") -> None:
    """What a release brings: three sentences, two of them on the form."""
    folder.mkdir(exist_ok=True)
    (folder / "sentences.pot").write_text(TEMPLATE.format(back, WAIT), encoding="utf-8")
    texts = ((back, arabic), (WAIT, "انتظر %(days)s يوما."), ("Op papier", "على الورق"))
    (folder / "ar.po").write_text("".join(ARABIC.format(*one) for one in texts), encoding="utf-8")


@pytest.fixture
def home(app: Flask, tmp_path: Path) -> OfInterface:
    ship(tmp_path / "first")
    return OfInterface(app.extensions["folder"], tmp_path / "first")


def upgraded(home: OfInterface, tmp_path: Path, back: str, arabic: str = "العودة") -> OfInterface:
    """The same data folder under the next release."""
    ship(tmp_path / "next", back, arabic)
    return OfInterface(home.folder, tmp_path / "next")


def work(home: OfInterface) -> Work:
    return Work(home, LANGUAGES["ar"], home.entries(LANGUAGES["ar"]))


def write(home: OfInterface, sentence: str, words: str, by: str = "amina") -> object:
    here, key = work(home), key_of(sentence)
    return translating.write(here, {key: Typed(words, fingerprint(here.texts[key].text))}, by)


def shown(home: OfInterface, sentence: str) -> str:
    return home.said(LANGUAGES["ar"]).shown[key_of(sentence)].text


def read_form(home: OfInterface) -> None:
    for sentence in (BACK, WAIT):
        translating.accept(work(home), key_of(sentence), "omar")


def test_a_sentence_is_written_by_one_and_read_by_another(home: OfInterface) -> None:
    assert write(home, BACK, "إلى الوراء") == {}
    assert (work(home).text(key_of(BACK)).state, shown(home, BACK)) == (State.DRAFT, "إلى الوراء")
    with pytest.raises(Refused, match="translation_is_your_own"):
        translating.accept(work(home), key_of(BACK), "amina")
    translating.accept(work(home), key_of(BACK), "omar")
    assert work(home).text(key_of(BACK)).state is State.REVIEWED
    assert [(line.by, line.act) for line in audit.lines("interface")] == [
        ("omar", "translation reviewed"),
        ("amina", "translation written"),
    ]


@pytest.mark.parametrize("words", ["انتظر أياما.", "انتظر %(day)s يوما.", "انتظر %(days)s يوما 50%."])
def test_what_would_stop_a_page_is_refused(home: OfInterface, words: str) -> None:
    wrong = write(home, WAIT, words)
    assert isinstance(wrong, dict)
    assert list(wrong) == [key_of(WAIT)]
    assert shown(home, WAIT) == "انتظر %(days)s يوما."


def test_a_review_outlives_an_upgrade(home: OfInterface, tmp_path: Path) -> None:
    write(home, BACK, "إلى الوراء")
    translating.accept(work(home), key_of(BACK), "omar")
    after = upgraded(home, tmp_path, BACK)
    assert (work(after).text(key_of(BACK)).state, shown(after, BACK)) == (State.REVIEWED, "إلى الوراء")


def test_a_changed_dutch_sentence_makes_what_was_read_here_stale_and_shows_what_ships(
    home: OfInterface, tmp_path: Path
) -> None:
    write(home, BACK, "إلى الوراء")
    translating.accept(work(home), key_of(BACK), "omar")
    after = upgraded(home, tmp_path, "Ga terug")
    here = work(after).text(key_of("Ga terug"))
    assert (here.state, here.text, here.entry.made_from) == (State.STALE, "إلى الوراء", BACK)
    assert [(piece.fate.value, piece.text) for piece in here.change]
    assert here.meanwhile == shown(after, "Ga terug") == "العودة"


def test_a_sentence_that_still_fits_is_what_it_was_and_is_not_taken_for_a_third(
    home: OfInterface, tmp_path: Path
) -> None:
    write(home, BACK, "إلى الوراء")
    translating.accept(work(home), key_of(BACK), "omar")
    after = upgraded(home, tmp_path, "Terug.")
    translating.keep_meaning(work(after), key_of("Terug."), "Alleen een punt", "leyla")
    assert (work(after).text(key_of("Terug.")).state, shown(after, "Terug.")) == (
        State.REVIEWED,
        "إلى الوراء",
    )
    third = upgraded(after, tmp_path / "first", "Terug!")
    assert third.said(LANGUAGES["ar"]).older == {key_of("Terug!"): key_of("Terug.")}


def test_another_sentence_is_no_changed_one(home: OfInterface, tmp_path: Path) -> None:
    write(home, BACK, "إلى الوراء")
    after = upgraded(home, tmp_path, "Stuur alles op", "أرسل")
    assert (work(after).text(key_of("Stuur alles op")).state, shown(after, "Stuur alles op")) == (
        State.MACHINE,
        "أرسل",
    )


def test_a_form_that_was_read_whole_stays_so_though_a_release_says_something_else(
    home: OfInterface, tmp_path: Path
) -> None:
    translating.accept(work(home), key_of(BACK), "omar")
    assert not home.said(LANGUAGES["ar"]).read_whole
    translating.accept(work(home), key_of(WAIT), "omar")
    before = home.said(LANGUAGES["ar"])
    assert (before.read_whole, before.is_form_read, before.is_read) == (True, True, False)
    after = upgraded(home, tmp_path, "Ga terug").said(LANGUAGES["ar"])
    assert (after.read_whole, after.is_form_read) == (True, False)


def test_sentences_are_counted_by_where_they_are_read(home: OfInterface) -> None:
    counts = home.said(LANGUAGES["ar"]).counts
    assert {place: sum(states.values()) for place, states in counts.items()} == {
        Place.FORM: 2,
        Place.PAPER: 1,
    }


def test_a_broken_file_of_the_installation_is_told_and_never_written_over(home: OfInterface) -> None:
    translating.accept(work(home), key_of(BACK), "omar")
    path = interface_texts.own_catalogues(home.folder) / "ar.po"
    path.write_text("nothing of the kind", encoding="utf-8")
    assert home.said(LANGUAGES["ar"]).problems
    assert shown(home, BACK) == "رجوع"
    with pytest.raises(Refused, match="translation_file_broken"):
        translating.accept(work(home), key_of(BACK), "omar")
    assert path.read_text() == "nothing of the kind"


def test_the_doctor_tells_the_line_where_a_sentence_of_the_installation_lost_a_quotation_mark(
    home: OfInterface,
) -> None:
    translating.accept(work(home), key_of(BACK), "omar")
    path = interface_texts.own_catalogues(home.folder) / "ar.po"
    lines = path.read_text("utf-8").replace('"رجوع"', '"رجوع').split("\n")
    path.write_text("\n".join(lines), encoding="utf-8")
    (told,) = [one for one in check_installation(home.folder) if one.subject == "interface"]
    line = lines.index('msgstr "رجوع') + 1
    assert told.sentence.startswith(f"{path}:{line}:1  a text without the quotation mark after it; ")
    assert told.weight is Weight.PROBLEM


def test_the_space_around_a_sentence_is_that_of_its_source(app: Flask) -> None:
    folder: DataFolder = app.extensions["folder"]
    here = translating.opened("interface", "fr", folder)
    key = key_of("Fout: ")
    translating.write(here, {key: Typed("Faute :", fingerprint(here.texts[key].text))}, "amina")
    assert translating.opened("interface", "fr", folder).texts[key].text == "Faute : "
