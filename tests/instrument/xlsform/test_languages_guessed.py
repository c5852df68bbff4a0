"""Which language a form is taken for that does not say one."""

import pytest

from consult.instrument.xlsform.tongues import guessed


@pytest.mark.parametrize(
    ("texts", "tag"),
    [
        (["What is your name?", "How old are you?"], "en"),
        (["Does household have other members?", "Dar es Salaam"], "en"),
        (["A", "B", "x", "y"], "en"),
        (["Wat is uw naam?", "Hoe oud bent u?"], "nl"),
        (["Naam", "Leeftijd", "Ja", "Nee"], "nl"),
        (["Quel âge avez-vous ?", "Oui", "Non"], "fr"),
        (["¿Cómo se llama usted?", "¿Cuántos años tiene?"], "es"),
        (["ما اسمك؟"], "ar"),
        (["Country", "Region"], "en"),
        ([], "en"),
    ],
)
def test_a_form_is_in_the_language_of_several_of_its_words_or_in_english(texts: list[str], tag: str) -> None:
    assert guessed(texts) == tag
