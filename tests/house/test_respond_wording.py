"""Every sentence of the respondents' door is there in every language that the door speaks."""

from pathlib import Path

import polib
import pytest
from flask import Flask

from consult.instrument.languages import LANGUAGES
from consult.shipped import PACKAGE
from tests.house import said

CATALOGUES = sorted((PACKAGE / "translations" / "respond").glob("*.po"))
TEMPLATES = ("respond", "questions", "layout/respond.html", "parts/question.html", "parts/problems.html")
CODE = (PACKAGE / "web" / "respond",)


def _sentences(app: Flask) -> set[str]:
    counted = {one for one in said.sentences(app, TEMPLATES, CODE) if one[1]}
    assert counted == set(), "a sentence that counts needs the plurals of each language here too"
    return {one for one, _ in said.sentences(app, TEMPLATES, CODE)}


def test_the_door_speaks_more_than_dutch() -> None:
    assert "ar" in {catalogue.stem for catalogue in CATALOGUES}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.stem)
def test_every_sentence_is_translated_with_the_same_blanks(app: Flask, catalogue: Path) -> None:
    translated = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue))}
    wrong = [
        sentence
        for sentence in sorted(_sentences(app))
        if not translated.get(sentence) or said.blanks(translated[sentence]) != said.blanks(sentence)
    ]
    assert wrong == [], f"in {catalogue.name}"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.stem)
def test_a_catalogue_is_of_a_known_language_and_says_how_far_each_sentence_is(
    app: Flask, catalogue: Path
) -> None:
    assert catalogue.stem in LANGUAGES
    entries = polib.pofile(str(catalogue))
    unmarked = [entry.msgid for entry in entries if not entry.comment.startswith("consult: ")]
    no_longer_said = {entry.msgid for entry in entries} - _sentences(app)
    assert (unmarked, no_longer_said) == ([], set())
