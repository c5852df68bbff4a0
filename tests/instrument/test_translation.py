"""Translations: how far they have come, and what would break a form."""

from collections import Counter

import pytest

from consult.instrument.languages import language
from consult.instrument.translated import State, Translation
from consult.instrument.translation import completeness, load_translations
from consult.instrument.translation_gates import doubts, faults
from tests.untranslated import untranslated

PAGES = """\
choices:
  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]
pages:
  - name: one
    part: core
    questions:
      - {name: years, type: integer, label: Hoeveel jaar?, disclosure: safe, translator_note: Hele jaren.}
  - name: two
    part: core
    questions:
      - {name: help, type: select_one yes_no, label: "U wacht ${years} jaar. Kreeg u hulp?", disclosure: safe}
"""
# title, consent/text, consent/agree, two choices, two labels
TEXTS = 7


@pytest.fixture
def survey(load_after_front):
    return load_after_front(PAGES)


@pytest.fixture
def arabic(tmp_path, survey):
    """Load the Arabic catalogue with these entries."""

    def load(entries):
        path = tmp_path / "ar" / "social-housing" / "test.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'msgid ""\nmsgstr ""\n\n{entries}', encoding="utf-8")
        return load_translations(tmp_path, survey)

    return load


def entry(key, source, text, state="machine", flags=""):
    return f'#. consult: {state}\n{flags}msgctxt "{key}"\nmsgid "{source}"\nmsgstr "{text}"\n\n'


def test_a_text_is_read_with_its_state(arabic):
    translations, problems = arabic(entry("title", "Wonen", "السكن", "reviewed"))
    assert problems == []
    assert translations.of("ar")["title"] == Translation("السكن", State.REVIEWED)


def test_what_is_not_in_the_file_is_missing(survey, arabic):
    translations, _ = arabic(entry("title", "Wonen", "السكن") + entry("choices/yes_no/yes", "Ja", ""))
    assert completeness(survey, translations) == {
        "nl": Counter({State.REVIEWED: TEXTS}),
        "ar": Counter({State.MACHINE: 1, State.MISSING: TEXTS - 1}),
        "nl-x-plain": Counter({State.MISSING: TEXTS}),
    }


def test_the_source_is_reviewed_and_a_language_is_when_every_text_is(survey, arabic):
    entries = "".join(
        entry(key, source, source.replace("?", "؟"), "pretested")
        for key, source in survey.source_texts.items()
    )
    translations, _ = arabic(entries)
    assert translations.is_reviewed("nl")
    assert translations.is_reviewed("ar")
    translations, _ = arabic(entries.replace("consult: pretested", "consult: draft", 1))
    assert not translations.is_reviewed("ar")


def test_a_language_that_is_not_offered_is_not_reviewed(survey):
    assert not untranslated(survey).is_reviewed("so")


@pytest.mark.parametrize(
    "stale",
    [entry("title", "Wonen", "السكن", "reviewed", "#, fuzzy\n"), entry("title", "Huis", "السكن", "reviewed")],
)
def test_a_translation_is_stale_when_its_source_changed(arabic, stale):
    translations, _ = arabic(stale)
    assert translations.of("ar")["title"].state is State.STALE
    assert translations.of("ar")["title"].reached is State.REVIEWED


def test_a_text_that_lost_its_placeholder_is_a_problem_and_never_shown(arabic):
    source = "U wacht ${years} jaar. Kreeg u hulp?"
    translations, problems = arabic(entry("help/label", source, "هل حصلت على مساعدة؟"))
    assert [problem.sentence for problem in problems if not problem.warning] == [
        '"help/label" has placeholders none; the source has years.'
    ]
    assert translations.of("ar")["help/label"].state is State.MISSING


def test_a_text_with_another_number_is_not_shown(load_after_front, tmp_path):
    survey = load_after_front("""\
        pages:
          - {name: one, part: core, questions: [{name: a, type: text, label: Tot 60 jaar, disclosure: safe}]}
        """)
    path = tmp_path / "ar" / "social-housing" / "test.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n\n' + entry("a/label", "Tot 60 jaar", "حتى 16 سنة"), encoding="utf-8"
    )
    translations, (problem,) = load_translations(tmp_path, survey)
    assert problem.sentence == '"a/label" has numbers 16; the source has 60.'
    assert translations.of("ar")["a/label"].state is State.MISSING


def test_a_stale_text_whose_placeholder_is_gone_is_not_shown(arabic):
    translations, problems = arabic(entry("help/label", "Al ${months}. Hulp?", "${months} مساعدة؟"))
    assert problems == []
    assert translations.of("ar")["help/label"].state is State.MISSING


def test_a_text_that_the_instrument_does_not_have_stops_nothing_and_is_told(arabic):
    _, (slip, gone) = arabic(entry("titel", "Wonen", "السكن") + entry("hairs/label", "Beren?", "دببة؟"))
    assert (slip.line, slip.warning, slip.nearest) == (4, True, "title")
    assert slip.found == 'text "titel", which the instrument does not have'
    assert gone.warning
    assert gone.nearest == "", "that both end in /label makes hairs and years no more alike"
    assert gone.mend == "The next import of translations sets it aside."


def test_a_text_without_a_state_is_a_problem(arabic):
    _, (problem,) = arabic('msgctxt "title"\nmsgid "Wonen"\nmsgstr "السكن"\n')
    assert problem.sentence.startswith(
        'no state for "title"; #. consult: one of machine, draft, reviewed, pretested.'
    )


def test_a_key_that_stands_twice_is_a_problem(arabic):
    _, (problem,) = arabic(entry("title", "Wonen", "السكن") + entry("title", "Wonen", "بيت"))
    assert problem.found == '"title" stands twice'


def test_a_file_that_is_no_catalogue_is_a_problem_and_a_language_without_texts(survey, arabic):
    translations, (problem,) = arabic("nonsense\n")
    assert problem.found == "no gettext catalogue"
    assert completeness(survey, translations)["ar"] == Counter({State.MISSING: TEXTS})


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("Al ${a} jaar", "For ${b} years", "placeholders b"),
        ("Al ${a} jaar", "For ${a years", 'broken placeholder "${a years"'),
        ("Van 0 tot 60", "From 0 to 61", "numbers 0, 61"),
        ("Minder dan 3", "Less than three", "numbers none"),
        ("Een <b>huis</b>", "A house", "markup none"),
        ("Een huis", "A house ", "space at the start or the end"),
    ],
)
def test_what_breaks_a_form(source, text, found):
    assert found in [what for what, _ in faults(source, text)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Meer dan 1.000 euro", "More than 1,000 euros"),
        ("Van 0 tot 60", "من ٠ إلى ٦٠"),
        ("Al ${a} jaar", "منذ ${a} سنوات"),
        ("Vul 4 cijfers in: ${a}", "${a}: 4 digits"),
    ],
)
def test_what_breaks_nothing(source, text):
    assert list(faults(source, text)) == []


@pytest.mark.parametrize(
    ("tag", "source", "text", "found"),
    [
        ("ar", "Uw woning", "your شقة", "Latin letters: your"),
        ("ti", "Uw woning", "ቤት house", "Latin letters: house"),
        ("ar", "Hoe woont u?", "كيف تسكن", "no question mark"),
        ("ti", "Hoe woont u?", "ከመይ", "no question mark"),
        (
            "fr",
            "Hoe woont u op dit moment?",
            "Comment vivez-vous en ce moment précis de votre vie ?",
            "53 characters",
        ),
    ],
)
def test_what_a_reviewer_should_look_at(tag, source, text, found):
    assert found in [what for what, _ in doubts(source, text, language(tag))]


@pytest.mark.parametrize(
    ("tag", "source", "text"),
    [
        ("ar", "Het OCMW of LEVL vzw", "OCMW أو LEVL vzw"),
        ("ar", "Kijk op www.levl.be", "www.levl.be انظر"),
        ("ar", "Al ${years} jaar", "منذ ${years} سنوات"),
        ("ar", "Een huurpremie", "علاوة الإيجار (huurpremie)"),
        ("ti", "Hoe woont u?", "ከመይ፧"),
        ("fr", "Ja", "Oui, bien sûr"),
    ],
)
def test_what_is_well(tag, source, text):
    assert list(doubts(source, text, language(tag))) == []
