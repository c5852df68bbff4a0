"""The table of languages against Babel, and digits as people type them."""

import pytest
from babel import Locale

from consult.instrument.languages import LANGUAGES, language, to_latin_digits


def test_the_fifteen_languages_are_there():
    assert list(LANGUAGES) == [
        *("nl", "nl-x-plain", "fr", "en", "ar", "tr", "uk", "ps"),
        *("fa-AF", "ro", "pl", "bg", "es", "so", "ti"),
    ]


def test_dari_bears_its_own_name_and_a_tag_that_babel_knows():
    dari = language("fa-AF")
    assert (dari.own_name, dari.dutch_name, dari.direction) == ("دری", "Dari", "rtl")
    assert Locale.parse(dari.locale).territory == "AF"


def test_three_languages_run_from_right_to_left():
    assert {tag for tag, known in LANGUAGES.items() if known.direction == "rtl"} == {"ar", "ps", "fa-AF"}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_babel_agrees_on_direction_and_digits(tag):
    known, locale = language(tag), Locale.parse(language(tag).locale)
    assert known.direction == locale.text_direction
    assert known.latin_digits is (locale.default_numbering_system == "latn")


def test_every_fallback_leads_to_dutch():
    assert {known.fallback for known in LANGUAGES.values()} == {"nl", None}


def test_an_unknown_language_is_told():
    with pytest.raises(KeyError):
        language("prs")


@pytest.mark.parametrize(
    ("typed", "read"),
    [("٢٠٢٦", "2026"), ("۱۲", "12"), ("12", "12"), ("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹", "0123456789 0123456789")],
)
def test_digits_typed_on_an_arabic_or_persian_keyboard_are_read(typed, read):
    assert to_latin_digits(typed) == read
