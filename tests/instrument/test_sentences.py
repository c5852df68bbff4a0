"""The sentences around the questions as things to translate: keys, plural forms, and what would stop a page."""

from pathlib import Path

import pytest

from consult.instrument.sentences import Place, Sentence, key_of, sentence_faults, sentences, shipped_entries

COUNTS = (
    '#: respond/page.html\nmsgid "%(n)s vraag"\nmsgid_plural "%(n)s vragen"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
)
ARABIC_RULE = (
    'msgid ""\nmsgstr "Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : '
    'n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"\n\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sentences.pot").write_text(COUNTS.format("", ""), encoding="utf-8")
    (tmp_path / "ar.po").write_text(
        ARABIC_RULE
        + COUNTS.format("لا أسئلة", "سؤال واحد").replace("#: respond/page.html", "#. consult: reviewed"),
        encoding="utf-8",
    )
    return tmp_path


def test_a_key_can_be_read_and_tells_two_sentences_apart() -> None:
    assert key_of("Wis mijn antwoorden").startswith("wis-mijn-antwoorden-")
    assert key_of("Eén antwoord: %(days)s").startswith("een-antwoord-days-")
    assert key_of("Terug") != key_of("Terug.")


def test_a_sentence_that_counts_is_as_many_texts_as_its_language_has_forms(folder: Path) -> None:
    found = list(sentences(folder, "ar").values())
    assert [one.form for one in found] == [0, 1, 2, 3, 4, 5]
    assert [one.source for one in found] == ["%(n)s vragen", "%(n)s vraag", *["%(n)s vragen"] * 4]
    assert found[3].note == "For the numbers 3, 4, 5, 6, 7 ..."
    assert [one.form for one in sentences(folder, "tr").values()] == [0, 1]


def test_a_form_that_nobody_wrote_is_missing(folder: Path) -> None:
    said = sentences(folder, "ar")
    assert [entry.text for entry in shipped_entries(folder / "ar.po", said).values()] == [
        "لا أسئلة",
        "سؤال واحد",
    ]


def test_a_form_for_one_number_alone_may_say_it_in_a_word(folder: Path) -> None:
    forms = list(sentences(folder, "ar").values())
    assert list(sentence_faults(forms[1], "سؤال واحد")) == []
    assert list(sentence_faults(forms[3], "أسئلة")) == [("blanks none", "the source has %(n)s")]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("Nog %(days)s dagen", "Noch Tage", "blanks none"),
        ("Nog %(days)s dagen", "Noch %(days)s %(days)s", "blanks %(days)s"),
        ("Nog %(days)s dagen", "Noch %(days)s % Tage", "a % that fills nothing"),
        ("Kies 3 antwoorden", "Choose 4 answers", "numbers 4"),
        ("Lees <b>dit</b>", "Read this", "markup none"),
    ],
)
def test_what_would_stop_a_page_or_change_it_is_a_fault(source: str, text: str, found: str) -> None:
    assert found in [told for told, _expected in sentence_faults(Sentence("k", source, source), text)]


def test_a_sentence_of_the_form_and_of_paper_is_of_the_form() -> None:
    def place(*said_in: str) -> Place:
        return Sentence("k", "Terug", "Terug", said_in).place

    assert place("respond/paper.py") is Place.PAPER
    assert place("respond/feedback.py") is Place.FEEDBACK
    assert place("respond/feedback.py", "respond/thanks.html") is Place.FORM
    assert place() is Place.FORM
