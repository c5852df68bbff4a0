"""Every sentence of the respondents' door is there in every language that the door speaks."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
import pytest
from flask import Flask

from consult.actions import publishing
from consult.instrument.definition import Method
from consult.instrument.languages import LANGUAGES
from consult.instrument.translated import State
from consult.instrument.translation_gates import faults
from consult.shipped import PACKAGE
from consult.web import interface
from tests.house import said, sentences

CATALOGUES = sorted((PACKAGE / "translations" / "respond").glob("*.po"))
TEMPLATES = (
    "respond",
    "questions",
    "layout/respond.html",
    "parts/question.html",
    "parts/problems.html",
    "print/questionnaire.html",
)
CODE = (PACKAGE / "web" / "respond",)

STATES = {f"consult: {state}" for state in State if state is not State.MISSING}
FILLED_IN = re.compile(r"%\(\w+\)s")
QUOTED = re.compile(r'"([^"]+)"')

each_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda file: file.stem)


def _sentences(app: Flask) -> set[str]:
    counted = {one for one in said.sentences(app, TEMPLATES, CODE) if one[1]}
    assert counted == set(), "a sentence that counts needs the plurals of each language here too"
    return {one for one, _ in said.sentences(app, TEMPLATES, CODE)}


def test_the_door_speaks_these_languages() -> None:
    assert interface.languages("respond") == (
        *("nl", "ar", "bg", "en", "es", "fa-AF", "fr", "pl", "ps", "ro", "so", "ti", "tr", "uk"),
    )


def test_the_template_says_which_sentences_there_are_and_where(app: Flask) -> None:
    now = sentences.template(app)
    assert sentences.TEMPLATE.read_text("utf-8") == now, "write it anew: python -m tests.house.sentences"


@each_catalogue
def test_every_sentence_is_translated_and_none_is_left_over(app: Flask, catalogue: Path) -> None:
    written = Counter(entry.msgid for entry in polib.pofile(str(catalogue)) if entry.msgstr)
    assert written == Counter(_sentences(app)), f"in {catalogue.name}"


@each_catalogue
def test_a_translation_fills_in_the_same_blanks_as_often(catalogue: Path) -> None:
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(catalogue))
        if Counter(FILLED_IN.findall(entry.msgstr)) != Counter(FILLED_IN.findall(entry.msgid))
        or "%" in FILLED_IN.sub("", entry.msgstr)  # a stray one stops the page
    ]
    assert wrong == [], f"in {catalogue.name}"


@each_catalogue
def test_a_translation_keeps_the_numbers_the_markup_and_the_space_around_it(catalogue: Path) -> None:
    wrong = [
        (entry.msgid, found)
        for entry in polib.pofile(str(catalogue))
        for found in _changed(entry.msgid, entry.msgstr)
    ]
    assert wrong == [], f"in {catalogue.name}"


def _changed(source: str, text: str) -> Iterator[str]:
    yield from (found for found, _expected in faults(source.strip(), text.strip()))
    if [text.startswith(" "), text.endswith(" ")] != [source.startswith(" "), source.endswith(" ")]:
        yield "other space around it"


@each_catalogue
def test_a_catalogue_says_its_language_and_how_far_each_sentence_is(catalogue: Path) -> None:
    file = polib.pofile(str(catalogue))
    assert catalogue.stem in LANGUAGES
    assert file.metadata["Language"] == catalogue.stem
    assert [entry.msgid for entry in file if entry.comment not in STATES] == []
    assert [entry.msgid for entry in file if entry.fuzzy or entry.obsolete] == []


def test_french_signs_that_stand_apart_begin_no_line() -> None:
    french = polib.pofile(str(PACKAGE / "translations" / "respond" / "fr.po"))
    assert [entry.msgstr for entry in french if re.search(r"[^\u00a0][:;?!]", entry.msgstr)] == []


# --- beside the shipped surveys


def _texts_of_shipped_surveys() -> Iterator[tuple[str, str, str, str]]:
    """Language, name, source and translation of every text of a survey that is translated."""
    for checked in map(publishing.check_file, publishing.shipped_files()):
        instrument, translations = checked.instrument, checked.translations
        assert instrument is not None
        assert translations is not None
        if instrument.method is Method.SURVEY:
            for tag in instrument.languages[1:]:
                for key, translation in translations.of(tag).items():
                    if translation.text:
                        yield tag, key, instrument.source_texts[key], translation.text


def test_the_door_speaks_every_language_of_a_shipped_survey() -> None:
    asked_in = {tag for tag, *_ in _texts_of_shipped_surveys()}
    assert asked_in
    spoken = set(interface.languages("respond"))
    assert {tag for tag in asked_in if tag not in spoken} == {
        "nl-x-plain"
    }  # whose pages say what Dutch ones say
    assert interface.is_of_source("nl-x-plain")


@cache
def _words_of_pages(tag: str) -> dict[str, str]:
    """What a page in this language says for each sentence in Dutch; without a catalogue it says the Dutch."""
    path = PACKAGE / "translations" / "respond" / f"{tag}.po"
    catalogue = polib.pofile(str(path)) if path.exists() else polib.pofile(str(path.with_name("en.po")))
    return {entry.msgid: entry.msgstr if path.exists() else entry.msgid for entry in catalogue}


def test_a_button_that_a_text_names_is_called_so_on_the_page() -> None:
    named, wrong = 0, []
    for tag, key, source, text in _texts_of_shipped_surveys():
        words = _words_of_pages(tag)
        for quoted in QUOTED.findall(source):
            if quoted in words:
                named += 1
                wrong += [] if words[quoted] in text else [f"{tag} {key}: {words[quoted]}"]
    assert named >= 5  # consent and the messages of the housing survey, in Arabic
    assert wrong == []
