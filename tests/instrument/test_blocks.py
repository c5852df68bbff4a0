"""Pages that several instruments share: put in their place when one is read, their mistakes told where they stand, translated once."""

from pathlib import Path

import pytest

from consult.actions import publishing
from consult.instrument.loading import load
from consult.instrument.problems import InstrumentProblems
from consult.instrument.translation import load_translations
from consult.instrument.version import canonical, from_canonical
from tests.untranslated import untranslated

FRONT = """\
instrument: social-housing/test
title: Wonen
method: survey
report: social-housing
languages: [nl, fr]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: 2026-11, text: Lees dit., agree: Ik doe mee}
"""
PAGES = """\
pages:
  - name: home
    part: core
    questions:
      - {name: home, type: text, label: Hoe woont u?, disclosure: free-text}
  - block: profile
"""
BLOCK = """\
block: profile
choices:
  ages: [{name: young, label: Jong}, {name: old, label: Oud}]
pages:
  - name: age
    part: closing
    questions:
      - {name: age, type: select_one ages, label: Hoe oud bent u?, disclosure: key}
"""
FRENCH = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#. consult: reviewed
msgctxt "age/label"
msgid "Hoe oud bent u?"
msgstr "Quel âge avez-vous ?"
"""


@pytest.fixture
def place(tmp_path: Path):
    def put(pages: str = PAGES, block: str = BLOCK) -> Path:
        for name, text in (("social-housing/test", FRONT + pages), ("blocks/profile", block)):
            file = tmp_path / f"{name}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        return tmp_path / "social-housing" / "test.yaml"

    return put


def told(file: Path) -> list[str]:
    with pytest.raises(InstrumentProblems) as caught:
        load(file)
    return [str(problem).replace(f"{file.parent.parent}/", "") for problem in caught.value.problems]


def test_a_block_stands_where_it_is_named(place) -> None:
    instrument = load(place())
    assert [page.name for page in instrument.pages] == ["home", "age"]
    assert [choice.label for choice in instrument.questions["age"].choices] == ["Jong", "Oud"]
    assert instrument.blocks == ("profile",)


def test_a_version_holds_the_pages_themselves(place) -> None:
    instrument = load(place())
    written = PAGES.replace("  - block: profile\n", BLOCK.partition("pages:\n")[2])
    lists = BLOCK.partition("choices:")[1] + BLOCK.partition("choices:")[2].partition("pages:")[0]
    whole = load(place(pages=lists + written))
    assert canonical(instrument, untranslated(instrument)) == canonical(whole, untranslated(whole))
    assert from_canonical(canonical(instrument, untranslated(instrument))).instrument == instrument


def test_a_mistake_in_a_block_is_told_in_its_own_file(place) -> None:
    wrong = BLOCK.replace("disclosure: key", 'disclosure: key, relevant: "${hom} = 1"')
    assert told(place(block=wrong)) == [
        'blocks/profile.yaml:8:96  unknown name "hom"; the name of a question that is asked. Did you mean "home"?'
    ]


def test_mistakes_of_both_files_are_told_at_once(place) -> None:
    found = told(place(PAGES.replace("free-text", "secret"), BLOCK.replace("part: closing", "part: ending")))
    assert [problem.partition("  ")[0] for problem in found] == [
        "blocks/profile.yaml:6:11",
        "social-housing/test.yaml:12:67",
    ]


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (
            PAGES.replace("block: profile", "block: profiel"),
            'social-housing/test.yaml:13:12  no block "profiel"; a file in blocks/. Did you mean "profile"?',
        ),
        (
            PAGES + "    part: core\n",
            'social-housing/test.yaml:13:5  more keys beside "block: profile"; it stands alone. Remove them.',
        ),
        (
            "choices:\n  ages: [{name: young, label: Klein}]\n" + PAGES,
            (
                'social-housing/test.yaml:9:9  another list "ages" than in the block; a list that a block brings along is the '
                "same in the instrument. Rename one."
            ),
        ),
        (
            PAGES.replace("name: home, type", "name: age, type"),
            'blocks/profile.yaml:8:16  name "age" is used twice; each is unique',
        ),
    ],
)
def test_what_does_not_fit_together_is_told(place, pages: str, said: str) -> None:
    assert any(said in problem for problem in told(place(pages))), told(place(pages))


def test_a_block_is_translated_once_for_all_that_use_it(place, tmp_path: Path) -> None:
    instrument = load(place())
    locale = tmp_path / "locale"
    catalogue = locale / "fr" / "blocks" / "profile.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(FRENCH)
    translations, problems = load_translations(locale, instrument)
    assert problems == []
    assert translations.of("fr")["age/label"].text == "Quel âge avez-vous ?"


def test_the_shipped_profile_is_the_same_for_everyone_it_is_asked_of() -> None:
    using = [
        checked
        for path in publishing.shipped_files()
        if (checked := publishing.check_file(path)).instrument
        and "participants-profile" in checked.instrument.blocks
    ]
    assert len(using) == 9
    for checked in using:
        assert checked.instrument is not None
        assert checked.translations is not None
        assert checked.instrument.target_group == "target_group"
        for tag in checked.instrument.languages:
            assert checked.translations.of(tag)["foreign_origin/label"].text
