"""The term list: one word, one translation."""

import pytest

from consult.instrument.languages import language
from consult.instrument.terms import load_terms, plain, shipped_terms, terms_left
from consult.instrument.translation_gates import doubts
from consult.reading import FileRefused

FILE = """\
terms:
  - term: wachtlijst
    forms: [wachtlijst]
    accepted: {fr: [liste d'attente], ar: [قائمة الانتظار]}
"""


@pytest.fixture
def terms(tmp_path):
    """The terms of a file with this text."""

    def load(text):
        path = tmp_path / "terms.yaml"
        path.write_text(text, encoding="utf-8")
        return load_terms(path)

    return load


def test_a_translation_without_the_agreed_word_is_a_doubt():
    assert list(terms_left("Staat u op een wachtlijst?", "Êtes-vous sur une liste ?", "fr")) == [
        ('no word for "wachtlijst"', "one of liste d'attente, listes d'attente")
    ]


def test_it_is_among_the_doubts_of_a_translation():
    found = list(doubts("Staat u op een wachtlijst?", "Êtes-vous sur une liste ?", language("fr")))
    assert found == list(terms_left("Staat u op een wachtlijst?", "Êtes-vous sur une liste ?", "fr"))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("De wachtlijst is lang", "La liste d’attente est longue"),
        ("Wachtlijsten zijn lang", "LISTE D'ATTENTE"),
        ("Een onverwachtlijstje", "Une petite liste"),  # the word begins elsewhere
    ],
)
def test_case_apostrophes_and_what_follows_do_not_matter(terms, source, text):
    (term,) = terms(FILE)
    assert not term.stands_in(plain(source)) or term.is_kept(plain(text), "fr")


def test_arabic_vowel_marks_and_drawn_out_letters_do_not_matter(terms):
    (term,) = terms(FILE)
    assert term.is_kept(plain("على قائِمَة الانتـظار"), "ar")


def test_a_language_that_agreed_on_no_word_has_no_doubt(terms):
    (term,) = terms(FILE)
    assert term.is_kept("whatever", "so")


def test_a_term_list_says_everything_that_is_wrong_with_it(terms):
    with pytest.raises(FileRefused) as refused:
        terms("terms:\n  - {term: a, accepted: {xx: [b]}, form: [c]}\n")
    assert [str(problem) for problem in refused.value.problems] == [
        "terms.yaml:2:5  `forms` is empty; write how the Dutch begins the word",
        "terms.yaml:2:26  'xx' is no language of this house",
        "terms.yaml:2:36  'form' is not known here; did you mean 'forms'?",
    ]


def test_every_shipped_term_stands_in_its_own_name():
    assert [term.name for term in shipped_terms() if not term.stands_in(plain(term.name))] == []


def test_no_shipped_term_is_listed_twice():
    names = [term.name for term in shipped_terms()]
    assert sorted(set(names)) == sorted(names)
