"""A version as one mode asks it: its own words there, silent answers for an interviewer, and the same everywhere else."""

import pytest

from consult.instrument.additions import Mode
from consult.instrument.in_mode import in_mode
from consult.instrument.translated import State, Translation, Translations
from consult.instrument.version import published
from tests.instrument.xlsform.round_trips import small
from tests.untranslated import untranslated

RENT = small("""\
pages:
  - repeat: home
    label: Woning
    more: Nog een?
    most: 2
    pages:
      - name: rent
        part: core
        questions:
          - name: rent
            type: integer
            label: Hoeveel huur betaalt u?
            disclosure: sensitive
            unprompted: [refused]
            modes:
              interviewer: {label: Welke huur betaalt u nu?, instruction: Noem geen bedragen.}
              paper: {hint: Eén getal.}
  - name: why
    part: themes
    questions:
      - {name: why, type: text, label: Waarom?, disclosure: free-text}
""")


@pytest.fixture
def version():
    french = dict(untranslated(RENT).of("fr"))
    french["rent/label"] = Translation("Quel loyer payez-vous ?", State.MACHINE)
    french["rent/interviewer/label"] = Translation("Quel est votre loyer ?", State.MACHINE)
    return published(RENT, Translations({**untranslated(RENT).by_language, "fr": french}))


def label(version, tag):
    return version.wordings[tag].label(version.instrument.questions["rent_2"]).text


def test_an_interviewer_has_other_words_and_can_note_a_refusal(version):
    asked = in_mode(version, Mode.INTERVIEWER)
    assert (label(asked, "nl"), label(asked, "fr")) == ("Welke huur betaalt u nu?", "Quel est votre loyer ?")
    question = asked.instrument.questions["rent_2"]
    assert (question.refused, question.dont_know) == (True, False)


def test_words_of_an_interviewer_that_name_another_number_by_now_are_as_good_as_missing(version):
    french = dict(version.translations.of("fr"))
    french["rent/interviewer/label"] = Translation("Votre loyer, de 1 à 6 ?", State.REVIEWED, stale=True)
    texts = Translations({**version.translations.by_language, "fr": french})
    assert label(in_mode(published(RENT, texts), Mode.INTERVIEWER), "fr") == "Quel loyer payez-vous ?"


def test_on_paper_the_label_is_as_everywhere_and_a_hint_is_added(version):
    asked = in_mode(version, Mode.PAPER)
    assert (label(asked, "nl"), label(asked, "fr")) == (
        "Hoeveel huur betaalt u?",
        "Quel loyer payez-vous ?",
    )
    question = asked.instrument.questions["rent_1"]
    assert asked.wordings["nl"].hint(question).text == "Eén getal."
    assert not question.refused


def test_words_of_a_mode_that_are_not_translated_give_way_to_the_usual_ones(version):
    french = {**version.translations.of("fr"), "rent/interviewer/label": Translation("")}
    half = published(RENT, Translations({**version.translations.by_language, "fr": french}))
    assert label(in_mode(half, Mode.INTERVIEWER), "fr") == "Quel loyer payez-vous ?"


def test_where_nothing_differs_it_is_the_version_itself(version):
    assert in_mode(version, Mode.WEB) is version


def test_it_is_still_the_same_version(version):
    assert in_mode(version, Mode.INTERVIEWER).version_hash == version.version_hash
