"""A published version: nothing is lost in it, and its hashes tell meaning from words."""

import json
from dataclasses import replace

import pytest

from consult.instrument.expression import parsing
from consult.instrument.loading import load_text
from consult.instrument.routing import route
from consult.instrument.translated import State, Translation, Translations, source_texts
from consult.instrument.version import canonical, canonical_bytes, from_canonical, published, structure_hash
from tests.untranslated import untranslated

SURVEY = """\
instrument: social-housing/test
title: Wonen
method: survey
report: social-housing
serves: {results: [R7], indicators: [OD2.1-a]}
languages: [nl, ar]
criterion: flemish-government
counting: {target_group: target, earlier: earlier}
estimated_minutes: 12
quick_exit: true
retention: {texts_days: 730, withdrawal_days: 30}
intro: Welkom
thanks: Dank u
consent: {version: 2026-11, text: Lees dit., agree: Ik doe mee}
choices:
  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]
  agree: [{name: 1, label: Niet, exclusive: true}, {name: 2, label: Wel}]
pages:
  - name: one
    part: core
    title: Eén
    relevant: 1.5 < 2
    questions:
      - {name: card, type: note, label: Lees., appearance: help}
      - {name: years, type: integer, label: Jaar?, hint: Heel., constraint: . < 60, constraint_message: Te veel.,
         required: true, required_message: Vul in., dont_know: true, refused: true, disclosure: safe,
         origin: {source: ESS, licence: CC BY, changed: false}, translator_note: Hele jaren.}
      - {name: help, type: select_multiple agree or_other, label: Wie?, relevant: "${years} > 3", disclosure: safe}
      - {name: trust, type: matrix agree, label: Akkoord?, rows: [{name: a, label: A}], disclosure: sensitive}
  - name: end
    part: closing
    title: Einde
    questions:
      - {name: born, type: select_one yes_no, label: Hier geboren?, keep: derived}
      - {name: earlier, type: select_one yes_no, label: Eerder?, disclosure: safe}
      - {name: target, type: calculate, calculation: "if(${born} = 'no', 'yes', 'no')", disclosure: key}
"""


@pytest.fixture(scope="module")
def survey():
    return load_text(SURVEY, "test.yaml")


@pytest.fixture(scope="module")
def translations(survey):
    texts = dict(untranslated(survey).of("ar"))
    texts["title"] = Translation("السكن", State.REVIEWED)
    texts["intro"] = Translation("مرحبا", State.MACHINE, stale=True)
    return Translations({"nl": source_texts(survey), "ar": texts})


def test_nothing_is_lost_in_a_version(survey, translations):
    version = from_canonical(canonical(survey, translations))
    assert version.instrument == survey
    assert version.translations == translations


def test_a_version_is_plain_json(survey, translations):
    document = canonical(survey, translations)
    again = json.loads(canonical_bytes(document))
    assert from_canonical(again) == from_canonical(document)
    assert canonical_bytes(again) == canonical_bytes(document)


def test_a_document_whose_numbers_were_written_by_javascript_has_the_same_hash(survey, translations):
    assert b".0" not in canonical_bytes(canonical(survey, translations))
    assert b'["number",1.5]' in canonical_bytes(canonical(survey, translations))


def test_reading_a_version_parses_no_expression(survey, translations, monkeypatch):
    document = canonical(survey, translations)
    parsing.parse.cache_clear()
    version = from_canonical(document)
    assert [page.name for page in route(version.instrument, {}).pages] == ["one", "end"]
    assert parsing.parse.cache_info().misses == 0


def test_a_version_of_a_newer_program_is_refused(survey, translations):
    document = {**canonical(survey, translations), "format": 2}
    with pytest.raises(ValueError, match="format 2; this program reads format 1"):
        from_canonical(document)


def test_a_word_changes_the_hash_of_its_language_and_of_nothing_else(survey, translations):
    mended = Translations(
        {
            **translations.by_language,
            "ar": {**translations.of("ar"), "title": Translation("سكن", State.REVIEWED)},
        }
    )
    before, after = published(survey, translations), published(survey, mended)
    assert before.structure_hash == after.structure_hash
    assert before.sheet_hash("nl") == after.sheet_hash("nl")
    assert before.sheet_hash("ar") != after.sheet_hash("ar")
    assert before.version_hash != after.version_hash


def test_a_review_changes_the_version_and_no_text(survey, translations):
    reviewed = dict(translations.of("ar"))
    reviewed["intro"] = Translation("مرحبا", State.REVIEWED)
    before = published(survey, translations)
    after = published(survey, Translations({**translations.by_language, "ar": reviewed}))
    assert before.text_hashes == after.text_hashes
    assert before.version_hash != after.version_hash


@pytest.mark.parametrize(
    ("old", "new", "same_structure"),
    [
        ("label: Jaar?", "label: Jaren?", True),
        ("estimated_minutes: 12", "estimated_minutes: 10", True),
        ("translator_note: Hele jaren.", "translator_note: Geheel.", True),
        ("${years} > 3", "${years} > 4", False),
        ("required: true", "required: false", False),
        ("{name: no, label: Nee}", "{name: no, label: Nee}, {name: unknown, label: Geen idee}", False),
        ("keep: derived", "disclosure: safe", False),
        ("version: 2026-11", "version: 2026-12", False),
    ],
)
def test_structure_is_what_gives_answers_their_meaning(survey, old, new, same_structure):
    assert old in SURVEY
    changed = load_text(SURVEY.replace(old, new), "test.yaml")
    assert (structure_hash(changed) == structure_hash(survey)) is same_structure
    assert published(changed, untranslated(changed)) != published(survey, untranslated(survey))


def test_hashes_are_the_same_on_every_machine(load_after_front):
    plain = load_after_front("""\
        pages:
          - {name: one, part: core, questions: [{name: a, type: text, label: A, disclosure: safe}]}
        """)
    assert canonical_bytes(canonical(plain, untranslated(plain))).decode() == (
        '{"about":{"languages":["nl","ar","nl-x-plain"]},"format":1,"structure":{"choices":{},'
        '"consent_version":"2026-11","method":"survey","name":"social-housing/test","pages":[{"name":"one",'
        '"part":"core","questions":[{"disclosure":"safe","name":"a","type":"text"}]}],"report":"social-housing",'
        '"retention":[730,30]},"texts":{"ar":{},"nl":{"a/label":{"state":"reviewed","text":"A"},'
        '"consent/agree":{"state":"reviewed","text":"Ik doe mee"},'
        '"consent/text":{"state":"reviewed","text":"Lees dit."},"title":{"state":"reviewed","text":"Wonen"}},'
        '"nl-x-plain":{}}}'
    )


def test_a_version_has_its_texts_ready_to_show(survey, translations):
    wordings = published(survey, translations).wordings
    assert str(wordings["ar"].text("title")) == "السكن"
    assert wordings["ar"].text("thanks").language.tag == "nl"
    assert wordings["nl"].is_reviewed
    assert not wordings["ar"].is_reviewed


def test_what_never_counts_stays_so_in_a_published_version(survey):
    partners = replace(survey, counts=False, report=None)
    again = from_canonical(canonical(partners, untranslated(partners))).instrument
    assert (again.counts, again.report) == (False, None)
    assert structure_hash(survey) != structure_hash(partners)
