"""What is agreed to where no screen is: other words on paper, while everything without them stays as it was."""

import pytest

from consult.instrument.additions import Mode
from consult.instrument.fielding import publishable_after
from consult.instrument.in_mode import in_mode
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.translated import State, Translation, Translations
from consult.instrument.version import canonical, from_canonical, published, structure_hash
from tests.instrument.xlsform.round_trips import FRONT, the_same
from tests.untranslated import untranslated

PAGES = """\
pages:
  - name: why
    part: core
    questions: [{name: why, type: text, label: Waarom?, disclosure: free-text}]
"""
PLAIN = FRONT + PAGES
AGREE = "agree: Ik doe mee."
ON_PAPER = PLAIN.replace(AGREE, f"{AGREE}, modes: {{paper: {{text: Op dit blad staat geen code.}}}}")


def version(text, **french):
    instrument = load_text(text, "")
    said = {key.replace("__", "/"): Translation(words, State.MACHINE) for key, words in french.items()}
    texts = {**untranslated(instrument).by_language, "fr": {**untranslated(instrument).of("fr"), **said}}
    return published(instrument, Translations(texts))


def test_paper_has_its_own_words_and_the_sentence_that_everyone_agrees_with():
    on_paper = in_mode(version(ON_PAPER), Mode.PAPER).wordings["nl"]
    assert on_paper.text("consent/text").text == "Op dit blad staat geen code."
    assert on_paper.text("consent/agree").text == "Ik doe mee."
    assert version(ON_PAPER).wordings["nl"].text("consent/text").text == "Lees dit."
    interviewed = in_mode(version(ON_PAPER), Mode.INTERVIEWER)
    assert interviewed.wordings["nl"].text("consent/text").text == "Lees dit."


def test_another_language_reads_its_own_words_for_paper():
    french = version(
        ON_PAPER, consent__text="Lisez ceci.", consent__paper__text="Cette feuille n'a pas de code."
    )
    assert (
        in_mode(french, Mode.PAPER).wordings["fr"].text("consent/text").text
        == "Cette feuille n'a pas de code."
    )


def test_an_instrument_without_them_is_written_as_it_always_was():
    document = canonical(load_text(PLAIN, ""), untranslated(load_text(PLAIN, "")))
    assert "consent_modes" not in document["about"]
    assert structure_hash(load_text(PLAIN, "")) == structure_hash(load_text(ON_PAPER, ""))


def test_a_version_and_a_workbook_keep_them():
    instrument = load_text(ON_PAPER, "")
    document = canonical(instrument, untranslated(instrument))
    assert from_canonical(document).instrument.consent == instrument.consent
    assert the_same(instrument)


@pytest.mark.parametrize(
    ("modes", "said"),
    [
        ("{paper: {}}", 'nothing is said in "paper"'),
        ("{fax: {text: Ja}}", 'unknown key "fax"'),
        ("{paper: {label: Ja}}", 'unknown key "label"'),
        ('{paper: {text: "Dag ${why}."}}', 'a placeholder in "text"'),
    ],
)
def test_what_cannot_be_is_told(modes, said):
    with pytest.raises(InstrumentProblems, match=said):
        load_text(PLAIN.replace(AGREE, f"{AGREE}, modes: {modes}"), "")


def test_words_for_paper_can_come_later_and_then_change_with_another_version_only():
    first, then = version(PLAIN), version(ON_PAPER)
    changed = version(ON_PAPER.replace("geen code.", "geen naam."))
    assert list(publishable_after(first, then)) == []
    assert [one.found for one in publishable_after(then, changed)] == ["the text of the consent changed"]
    raised = version(ON_PAPER.replace("geen code.", "geen naam.").replace('version: "1"', 'version: "2"'))
    assert list(publishable_after(then, raised)) == []
