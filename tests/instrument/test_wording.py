"""The text of a thing in a language, and what stands in for one that is missing."""

import pytest

from consult.instrument.languages import language
from consult.instrument.placeholders import Placeholder, broken, parts, placeholders
from consult.instrument.translated import NO_SOURCE, State, Translation, Translations, source_texts
from consult.instrument.wording import Text, Wording
from tests.untranslated import untranslated

PAGES = """\
choices:
  agree: [{name: 1, label: Niet}, {name: 2, label: Wel}]
pages:
  - name: one
    part: core
    questions:
      - {name: years, type: integer, label: Hoeveel jaar?, hint: Hele jaren., disclosure: safe}
  - name: two
    part: core
    questions:
      - name: trust
        type: matrix agree
        label: U wacht ${years} jaar. Akkoord?
        rows: [{name: clear, label: Duidelijk}]
        disclosure: safe
"""


@pytest.fixture
def survey(load_after_front):
    return load_after_front(PAGES)


@pytest.fixture
def wording(survey):
    def in_language(tag, **texts):
        translated = {key.replace("__", "/"): Translation(text, State.MACHINE) for key, text in texts.items()}
        return Wording(survey, language(tag), Translations({"nl": source_texts(survey), tag: translated}))

    return in_language


def test_a_text_is_given_in_the_language_asked_for(wording, survey):
    label = wording("ar", years__label="كم سنة؟").label(survey.questions["years"])
    assert (str(label), label.language.tag, label.direction, label.state) == (
        "كم سنة؟",
        "ar",
        "rtl",
        State.MACHINE,
    )


def test_a_missing_text_is_dutch_and_says_so(wording, survey):
    hint = wording("ar").hint(survey.questions["years"])
    assert (str(hint), hint.language.tag, hint.direction) == ("Hele jaren.", "nl", "ltr")


def test_a_text_that_is_known_to_be_missing_falls_back_too(survey):
    text = Wording(survey, language("ar"), untranslated(survey)).text("title")
    assert (str(text), text.language.tag) == ("Wonen", "nl")


@pytest.mark.parametrize(
    ("older", "shown"),
    [
        (Translation("${years} سنة", State.REVIEWED, stale=True), "ar"),
        (Translation("6 ${years} سنة", State.REVIEWED, stale=True), "nl"),
        (Translation("6 ${years} سنة", State.REVIEWED), "ar"),
    ],
    ids=["as its source", "another number", "made for this source"],
)
def test_a_stale_text_with_other_numbers_than_its_source_has_now_is_shown_to_nobody(survey, older, shown):
    texts = Translations({"nl": source_texts(survey), "ar": {"trust/label": older}})
    label = Wording(survey, language("ar"), texts).label(survey.questions["trust"])
    assert label.language.tag == shown


def test_a_stale_text_is_all_there_is_where_its_source_went(survey):
    stale = Translation("6 سنة", State.REVIEWED, stale=True)
    assert stale.speaks_for(NO_SOURCE)
    assert not Translation("", State.MISSING).speaks_for("Wonen")


def test_the_page_keeps_its_own_direction(wording):
    assert wording("ar").direction == "rtl"
    assert wording("tr").direction == "ltr"


def test_choices_and_rows_have_texts(wording, survey):
    trust = survey.questions["trust"]
    assert str(wording("nl").choice(trust, "2")) == "Wel"
    assert str(wording("ar", choices__agree__2="موافق").choice(trust, "2")) == "موافق"
    assert str(wording("nl").row(trust, "clear")) == "Duidelijk"


def test_a_question_without_a_hint_has_an_empty_one(wording, survey):
    assert not wording("ar").hint(survey.questions["trust"])


def test_placeholders_are_split_off_and_filled_by_the_caller(wording, survey):
    label = wording("nl").label(survey.questions["trust"])
    assert label.parts == ("U wacht ", Placeholder("years"), " jaar. Akkoord?")
    assert label.filled({"years": "<9>"}) == "U wacht <9> jaar. Akkoord?"
    assert label.filled({}) == "U wacht  jaar. Akkoord?"


def test_consent_comes_in_paragraphs():
    assert Text("Een.\n\nTwee.\n", language("nl")).paragraphs == ("Een.", "Twee.")


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("", ()),
        ("a", ("a",)),
        ("${a}", (Placeholder("a"),)),
        ("${a}${b} c", (Placeholder("a"), Placeholder("b"), " c")),
        ("5 $ {a}", ("5 $ {a}",)),
    ],
)
def test_a_text_is_split_into_literals_and_placeholders(text, split):
    assert parts(text) == split
    assert "".join(map(str, split)) == text


@pytest.mark.parametrize(
    ("text", "found"), [("${a b} c", "${a b}"), ("a ${b", "${b"), ("${a}", ""), ("", "")]
)
def test_a_broken_placeholder_is_seen(text, found):
    assert broken(text) == found


def test_placeholders_are_told_with_repetition():
    assert placeholders("${a} ${b} ${a}") == ["a", "b", "a"]
