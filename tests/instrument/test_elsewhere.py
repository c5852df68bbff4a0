"""What an instrument from elsewhere needs: another source language, holes in it, long lists, choices that hang on answers."""

from pathlib import Path

import pytest

from consult.instrument.definition import Instrument
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.routing import offered, route
from consult.instrument.translated import State
from consult.instrument.translation import load_translations
from consult.instrument.version import published

FILE = """
instrument: social-housing/elsewhere
title: Towns
method: survey
report: social-housing
source: en
languages: [en, nl]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "1", text: Read this., agree: I take part}
choices:
  regions: [{name: n, label: North}, {name: s, label: South}]
  towns: |
    name,label,region
    a,Aa,n
    b,"Bb, on Sea",s
    c,⟦no source⟧,s
pages:
  - name: where
    part: core
    questions:
      - {name: Region, type: select_one regions, label: Region?, disclosure: undecided, appearance: minimal}
  - name: town
    part: core
    questions:
      - {name: _town, type: select_one towns, label: Town?, required: true, choice_filter: "region = ${Region}", disclosure: undecided}
"""
DUTCH = """
#. consult: reviewed
msgctxt "choices/towns/c"
msgid "⟦no source⟧"
msgstr "Cc 7"
"""


@pytest.fixture
def elsewhere() -> Instrument:
    return load_text(FILE, "elsewhere.yaml")


def problems(text: str) -> list[str]:
    with pytest.raises(InstrumentProblems) as refused:
        load_text(text, "elsewhere.yaml")
    return [str(problem) for problem in refused.value.problems]


def test_its_texts_are_in_its_own_source_language(elsewhere: Instrument, tmp_path: Path) -> None:
    (file := tmp_path / "nl" / "social-housing" / "elsewhere.po").parent.mkdir(parents=True)
    file.write_text(DUTCH)
    translations, found = load_translations(tmp_path, elsewhere)
    version = published(elsewhere, translations)
    assert found == []
    assert version.instrument == elsewhere
    assert translations.of("en")["title"].state is State.REVIEWED
    assert str(version.wordings["nl"].text("title")) == "Towns"
    assert version.wordings["nl"].text("title").language.tag == "en"


def test_a_hole_in_the_source_shows_the_language_that_has_the_text(
    elsewhere: Instrument, tmp_path: Path
) -> None:
    (file := tmp_path / "nl" / "social-housing" / "elsewhere.po").parent.mkdir(parents=True)
    file.write_text(DUTCH)
    translations, _problems = load_translations(tmp_path, elsewhere)
    shown = published(elsewhere, translations).wordings["en"].text("choices/towns/c")
    assert (str(shown), shown.language.tag) == ("Cc 7", "nl")
    assert not translations.is_reviewed("en"), "a language with a hole is not complete"


def test_without_a_word_the_source_is_dutch() -> None:
    assert problems(FILE.replace("source: en\n", ""))[0].startswith(
        'elsewhere.yaml:6:12  "en" comes first; the first is the language of the file, nl.'
    )


def test_a_table_of_choices_is_a_list(elsewhere: Instrument) -> None:
    assert [(one.name, one.label, one.columns) for one in elsewhere.questions["_town"].choices] == [
        ("a", "Aa", (("region", "n"),)),
        ("b", "Bb, on Sea", (("region", "s"),)),
        ("c", "⟦no source⟧", (("region", "s"),)),
    ]


@pytest.mark.parametrize(
    ("was", "now", "problem"),
    [
        ("name,label,region", "name,text,region", 'the table of "towns" begins with "name,text,region"'),
        ("    a,Aa,n", "    b,Aa,n", 'choice "b" is used twice in "towns"'),
        ("    a,Aa,n", "    a,,n", 'choice "a" of "towns" has no label'),
        ("    a,Aa,n", "    a,Aa,n,m", 'choice "a" of "towns" has too many cells'),
        ("    a,Aa,n", "    refused,Aa,n", '"refused" in the table of "towns"'),
        ("region = ${Region}", "regio = ${Region}", 'unknown column "regio"'),
        ("region = ${Region}", "region = ${_town}", 'question "_town" depends on itself: _town -> _town'),
    ],
)
def test_what_is_wrong_with_a_table_or_a_filter_is_told(was: str, now: str, problem: str) -> None:
    assert any(problem in one for one in problems(FILE.replace(was, now))), problems(FILE.replace(was, now))


def test_only_the_choices_of_the_region_are_offered(elsewhere: Instrument) -> None:
    town = elsewhere.questions["_town"]
    assert [one.name for one in offered(town, {"Region": "s"})] == ["b", "c"]
    assert offered(town, {}) == ()


def test_a_town_of_another_region_is_no_answer(elsewhere: Instrument) -> None:
    assert route(elsewhere, {"Region": "n", "_town": "b"}).answers == {"Region": "n"}
    assert route(elsewhere, {"Region": "s", "_town": "b"}).answers == {"Region": "s", "_town": "b"}
