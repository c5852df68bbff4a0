"""What differs between two versions, and what may no longer change once people have answered."""

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from consult.instrument.changes import Change, Effect, Kind, diff
from consult.instrument.fielding import publishable_after
from consult.instrument.loading import load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.translated import State, Translation, Translations, source_texts
from consult.instrument.version import published
from tests.untranslated import untranslated

SURVEY = """\
instrument: social-housing/test
title: Wonen
method: survey
report: social-housing
languages: [nl, ar]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: 2026-11, text: Lees dit., agree: Ik doe mee}
choices:
  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]
pages:
  - name: one
    part: core
    title: Vragen
    questions:
      - {name: years, type: integer, label: Hoeveel jaar?, disclosure: safe}
      - {name: listed, type: select_one yes_no, label: Op de lijst?, disclosure: safe}
      - {name: trust, type: matrix yes_no, label: Akkoord?, disclosure: safe, rows: [{name: a, label: A}]}
      - {name: born, type: select_one yes_no, label: Hier geboren?, keep: derived}
      - {name: target, type: calculate, calculation: "if(${born} = 'no', 'yes', 'no')", disclosure: key}
  - name: two
    part: themes
    questions:
      - {name: why, type: text, label: Waarom?, relevant: "${years} > 3", disclosure: free-text}
"""


def version(*replacements):
    text = SURVEY
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    instrument = load_text(text, "test.yaml")
    return published(instrument, untranslated(instrument))


FIELDED = version()


def test_the_same_file_again_changes_nothing():
    assert diff(FIELDED, version()) == []
    assert publishable_after(FIELDED, version()) == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            "label: Waarom?",
            "label: Waarom dan?",
            Change(Kind.REWORDED, "why/label", "Waarom?", "Waarom dan?", Effect.WORDING),
        ),
        (
            "label: Waarom?",
            "label: Waarom?, hint: Kort.",
            Change(Kind.REWORDED, "why/hint", "", "Kort.", Effect.WORDING),
        ),
        ("label: Nee", "label: Neen", Change(Kind.REWORDED, "choices/yes_no/no", "Nee", "Neen", Effect.WORDING)),
        ("name: why, type: text", "name: why, type: integer", Change(Kind.TYPE_CHANGED, "why", "text", "integer", Effect.MEANING)),
        ("${years} > 3", "${years} > 4", Change(Kind.RELEVANT_CHANGED, "why", "${years} > 3", "${years} > 4", Effect.BASE)),
        (
            "part: themes",
            "part: themes\n    relevant: ${listed} = 'yes'",
            Change(Kind.RELEVANT_CHANGED, "why", "${years} > 3", "${listed} = 'yes' and ${years} > 3", Effect.BASE),
        ),
        (
            "'yes', 'no')\"",
            "'yes', 'unknown')\"",
            Change(
                Kind.CALCULATION_CHANGED, "target", "if(${born} = 'no', 'yes', 'no')",
                "if(${born} = 'no', 'yes', 'unknown')", Effect.MEANING,
            ),
        ),
        (
            "rows: [{name: a, label: A}",
            "rows: [{name: a, label: A}, {name: b, label: B}",
            Change(Kind.ROW_ADDED, "trust", "", "b", Effect.NEW),
        ),
        (
            "name: years, type: integer, label: Hoeveel jaar?",
            "name: years, type: integer, label: Hoeveel jaar?, dont_know: true",
            Change(Kind.MISSING_ANSWERS_CHANGED, "years", "", "dont_know", Effect.WORDING),
        ),
        ("label: Waarom?", "label: Waarom?, required: true", Change(Kind.REQUIRED_CHANGED, "why", "no", "yes", Effect.BASE)),
        ("disclosure: key", "disclosure: safe", Change(Kind.DISCLOSURE_CHANGED, "target", "key", "safe", Effect.NONE)),
        ("disclosure: safe}\n      - {name: listed", "default: '5', disclosure: safe}\n      - {name: listed",
            Change(Kind.DEFAULT_CHANGED, "years", "", "5", Effect.WORDING)),
        ("label: Waarom?", "label: Waarom?, appearance: multiline",
            Change(Kind.APPEARANCE_CHANGED, "why", "", "multiline", Effect.WORDING)),
        ("part: themes", "part: background", Change(Kind.PART_CHANGED, "why", "themes", "background", Effect.NONE)),
        ("[nl, ar]", "[nl, ar, so]", Change(Kind.LANGUAGE_ADDED, "so", "", "so", Effect.BASE)),
        ("[nl, ar]", "[nl]", Change(Kind.LANGUAGE_REMOVED, "ar", "ar", "", Effect.BASE)),
        ("version: 2026-11", "version: 2026-12", Change(Kind.CONSENT_CHANGED, "", "2026-11", "2026-12", Effect.NONE)),
    ],
)  # fmt: skip
def test_a_change_and_what_it_does_to_comparing(old, new, change):
    assert diff(FIELDED, version((old, new))) == [change]


def test_another_choice_changes_the_meaning_of_every_question_with_that_list():
    changes = diff(
        FIELDED, version(("{name: no, label: Nee}", "{name: no, label: Nee}, {name: soon, label: Straks}"))
    )
    assert [(change.kind, change.subject, change.after, change.effect) for change in changes] == [
        (Kind.CHOICE_ADDED, name, "soon", Effect.MEANING) for name in ("listed", "trust", "born")
    ]


TOWNS = SURVEY.replace(
    "  - name: two\n",
    """\
  - name: towns
    part: core
    title: Waar
    questions:
      - {name: town, type: select_multiple towns, label: Waar?, choice_filter: "land = 'be'", disclosure: key}
      - {name: lacks, type: select_multiple things, label: Wat?, disclosure: safe}
      - {name: mood, type: range, label: Hoe?, span: {start: 0, end: 10, step: 1}, default: '5', disclosure: safe}
  - name: two
""",
).replace(
    "choices:\n",
    """\
choices:
  things: [{name: heat, label: Warmte}, {name: none, label: Niets}]
  towns: |
    name,label,land
    gent,Gent,be
    luik,Luik,be
""",
)


def towns(old="", new=""):
    assert old in TOWNS
    instrument = load_text(TOWNS.replace(old, new) if old else TOWNS, "test.yaml")
    return published(instrument, untranslated(instrument))


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("land = 'be'", "land != 'fr'", Change(Kind.CHOICE_FILTER_CHANGED, "town", "land = 'be'", "land != 'fr'", Effect.BASE)),
        ("default: '5'", "default: '5', read_only: true", Change(Kind.READ_ONLY_CHANGED, "mood", "no", "yes", Effect.BASE)),
        ("end: 10", "end: 5", Change(Kind.RANGE_CHANGED, "mood", "0 to 10 by 1", "0 to 5 by 1", Effect.MEANING)),
        ("    gent,Gent,be\n    luik,Luik,be\n", "    luik,Luik,be\n    gent,Gent,be\n", Change(Kind.ORDER_CHANGED, "town", "gent luik", "luik gent", Effect.WORDING)),
        ("label: Niets", "label: Niets, exclusive: true", Change(Kind.EXCLUSIVE_CHANGED, "lacks", "", "none", Effect.MEANING)),
        ("luik,Luik,be", "luik,Luik,fr", Change(Kind.COLUMNS_CHANGED, "town", "gent: land=be; luik: land=be", "gent: land=be; luik: land=fr", Effect.BASE)),
    ],
)  # fmt: skip
def test_what_is_offered_otherwise_is_told(old, new, change):
    assert diff(towns(), towns(old, new)) == [change]


def test_a_repeat_that_is_asked_of_others_is_told():
    repeat = (
        "  - repeat: child\n    label: Kind\n    more: Nog een?\n    most: 2\n    pages:\n"
        "      - name: child\n        part: core\n"
        "        questions: [{name: age, type: integer, label: Oud?, disclosure: key}]\n"
    )
    before = version(("  - name: two\n", repeat + "  - name: two\n"))
    asked = repeat.replace("    most: 2\n", "    most: 2\n    relevant: ${years} > 3\n")
    after = version(("  - name: two\n", asked + "  - name: two\n"))
    assert diff(before, after) == [Change(Kind.REPEAT_CHANGED, "child", "", "${years} > 3", Effect.BASE)]


def test_questions_come_and_go():
    why = '{name: why, type: text, label: Waarom?, relevant: "${years} > 3", disclosure: free-text}'
    other = "{name: rent, type: integer, label: Huur?, disclosure: key}"
    assert diff(FIELDED, version((why, other))) == [
        Change(Kind.QUESTION_ADDED, "rent", "", "Huur?", Effect.NEW),
        Change(Kind.QUESTION_REMOVED, "why", "Waarom?", "", Effect.END),
    ]


def test_only_the_question_that_moved_is_said_to_have_moved():
    years = "      - {name: years, type: integer, label: Hoeveel jaar?, disclosure: safe}\n"
    born = "      - {name: born,"
    moved = version((years, ""), (born, years + born))
    assert diff(FIELDED, moved) == [Change(Kind.QUESTION_MOVED, "years", "", "trust", Effect.WORDING)]


def test_spaces_in_an_expression_change_nothing_that_is_calculated():
    assert diff(FIELDED, version(("if(${born} = 'no',", "if( ${born}='no',"))) == []


def test_a_translation_that_changed_is_told_and_of_those_that_came_how_many():
    def with_title(text):
        instrument = FIELDED.instrument
        texts = {**untranslated(instrument).of("ar"), "title": Translation(text, State.REVIEWED)}
        return published(instrument, Translations({"nl": source_texts(instrument), "ar": texts}))

    assert diff(FIELDED, with_title("السكن")) == [
        Change(Kind.TRANSLATION_STATE, "ar", "1 missing", "1 reviewed", Effect.NONE)
    ]
    assert diff(with_title("السكن"), with_title("سكن")) == [
        Change(Kind.TRANSLATION_CHANGED, "ar/title", "السكن", "سكن", Effect.WORDING)
    ]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "name: why, type: text",
            "name: why, type: integer",
            'question "why" is integer; it was published as text. Give the new question a name of its own.',
        ),
        (
            "name: why",
            "name: reason",
            'question "why" is now called "reason"; the name of a published question never changes. Call it "why", or say in its lineage what it was, or that it is new.',
        ),
        (
            'name: why, type: text, label: Waarom?, relevant: "${years} > 3", disclosure: free-text',
            "name: mail, type: text, label: Wat is uw adres?, disclosure: direct",
            ('question "mail" identifies people; the published version asks nothing that says who someone is, '
            "and that stays so. Make another instrument."),
        ),
        (
            "keep: derived",
            "disclosure: sensitive",
            'question "born" is now kept; people were told that this answer is not kept. Write keep: derived.',
        ),
        (
            "text: Lees dit.",
            "text: Lees dat.",
            ('the text of the consent changed; version "2026-11" was published with another text. '
            "Raise consent: version."),
        ),
        (
            "agree: Ik doe mee",
            "agree: Ik doe graag mee",
            ('the text of the consent changed; version "2026-11" was published with another text. '
            "Raise consent: version."),
        ),
        (
            "method: survey",
            "method: interview",
            'the method is "interview"; it was published as "survey". Make another instrument.',
        ),
    ],
)  # fmt: skip
def test_what_may_no_longer_change(old, new, sentence):
    problems = publishable_after(FIELDED, version((old, new)))
    assert [str(problem) for problem in problems] == [f"social-housing/test.yaml  {sentence}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label: Waarom?", "label: Waarom dan?"),
        ("${years} > 3", "${years} > 4"),
        ("{name: no, label: Nee}", "{name: no, label: Nee}, {name: soon, label: Straks}"),
        ("[nl, ar]", "[nl, ar, so]"),
        ("keep: derived", "keep: derived, disclosure: direct"),
        ("name: why,", "name: reason, lineage: {change: new, since: 2},"),
        ("name: why,", "name: reason, lineage: {was: [why], change: reworded, since: 2},"),
        ("      - {name: years,", "      - {name: rent, type: integer, label: Huur?, disclosure: key}\n      - {name: years,"),
    ],
)  # fmt: skip
def test_what_may_still_change(old, new):
    assert publishable_after(FIELDED, version((old, new))) == []


def in_arabic(consent, state=State.REVIEWED, *replacements):
    instrument = version(*replacements).instrument
    texts = {key: Translation(f"ع {text}", state) for key, text in instrument.source_texts.items()}
    texts["consent/text"] = Translation(consent, state)
    return published(instrument, Translations({"nl": source_texts(instrument), "ar": texts}))


def test_who_agreed_in_a_language_agreed_to_its_words():
    problems = publishable_after(in_arabic("اقرأ"), in_arabic("نبيع إجاباتك"))
    assert [str(problem) for problem in problems] == [
        (
            'social-housing/test.yaml  the text of the consent in "ar" changed; '
            'version "2026-11" was published with another text. Raise consent: version.'
        )
    ]
    assert (
        publishable_after(in_arabic("اقرأ"), in_arabic("نبيع", State.REVIEWED, ("2026-11", "2026-12"))) == []
    )


def test_a_consent_that_nobody_was_offered_may_be_translated_better():
    assert publishable_after(in_arabic("اقرأ", State.MACHINE), in_arabic("اقرأ هذا")) == []


def test_consent_may_change_with_a_new_version():
    assert (
        publishable_after(FIELDED, version(("text: Lees dit.", "text: Lees dat."), ("2026-11", "2026-12")))
        == []
    )


SWAPPED = """\
choices:
  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]
  no_yes: [{name: yes, label: Nee}, {name: no, label: Ja}]
"""


def test_a_list_with_the_same_codes_and_other_words_is_told_with_its_words():
    swapped = version(
        ("choices:\n  yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]\n", SWAPPED),
        ("name: listed, type: select_one yes_no", "name: listed, type: select_one no_yes"),
    )
    assert diff(FIELDED, swapped) == [
        Change(Kind.LIST_CHANGED, "listed", "yes_no", "no_yes", Effect.NONE),
        Change(Kind.REWORDED, "choices/no_yes/yes", "Ja", "Nee", Effect.WORDING),
        Change(Kind.REWORDED, "choices/no_yes/no", "Nee", "Ja", Effect.WORDING),
    ]


def test_questions_that_are_put_together_are_told():
    apart = (
        "      - {name: born,",
        "  - name: born\n    part: core\n    title: Herkomst\n    questions:\n      - {name: born,",
    )
    changes = diff(FIELDED, version(apart))
    assert Change(Kind.PAGE_CHANGED, "born", "years listed trust target", "target", Effect.WORDING) in changes
    assert Change(Kind.REWORDED, "page/born/title", "Vragen", "Herkomst", Effect.WORDING) in changes
    assert {change.kind for change in changes} == {Kind.PAGE_CHANGED, Kind.PAGE_RENAMED, Kind.REWORDED}


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("quick_exit: true", Change(Kind.ABOUT_CHANGED, "quick_exit", "no", "yes", Effect.NONE)),
        ("estimated_minutes: 9", Change(Kind.ABOUT_CHANGED, "estimated_minutes", "", "9", Effect.NONE)),
        (
            "serves: {results: [R7], indicators: [OD2.1-a]}",
            Change(Kind.ABOUT_CHANGED, "serves", "", "R7 OD2.1-a", Effect.NONE),
        ),
    ],
)
def test_what_is_said_of_the_instrument_is_told(line, change):
    assert diff(FIELDED, version(("title: Wonen", f"title: Wonen\n{line}"))) == [change]


def test_a_page_with_another_name_is_told():
    assert diff(FIELDED, version(("name: two", "name: after"))) == [
        Change(Kind.PAGE_RENAMED, "after", "two", "after", Effect.NONE)
    ]


CHANGED = [
    *(("title: Wonen", "title: Wonen nu"), ("label: Akkoord?", "label: Akkoord?, hint: Kies.")),
    *(("[nl, ar]", "[nl, ar, so]"), ("[nl, ar]", "[nl, ar]\nquick_exit: true"), ("730", "700")),
    *(("agree: Ik doe mee", "agree: Ik wil"), ("part: themes", "part: background"), ("Lees dit.", "Lees\\n")),
    *(("name: one", "name: first"), ("title: Vragen", "title: Andere vragen"), ("report: social-housing", "")),
    *(("[{name: yes, label: Ja}, {name: no, label: Nee}]", "[{name: no, label: Nee}, {name: yes, label: Ja}]"),),
    *(("label: Waarom?", "label: Waarom?, required: true"), ("method: survey", "method: interview")),
    *(("label: Waarom?", "label: Waarom?, translator_note: Kort."), ("label: Waarom?", "label: Daarom?")),
    *(("agree: Ik doe mee}", "agree: Ik doe mee, modes: {paper: {text: Op papier.}}}"), ("label: A}", "label: B}")),
    *(("      - {name: born,", "  - name: apart\n    part: core\n    title: Meer\n    questions:\n      - {name: born,"),),
    *(("  - name: two\n    part: themes\n    questions:\n", ""), ("select_one yes_no, label: Op", "select_one yes_no or_other, label: Op")),
]  # fmt: skip


@given(st.sets(st.sampled_from(CHANGED), max_size=4))
def test_two_versions_with_another_hash_are_never_told_to_be_the_same(changed):
    text = SURVEY
    for old, new in changed:
        text = text.replace(old, new)
    try:
        instrument = load_text(text, "test.yaml")
    except InstrumentProblems:
        reject()
    other = published(instrument, untranslated(instrument))
    told = diff(FIELDED, other)
    assert bool(told) == (other.version_hash != FIELDED.version_hash)
    assert Kind.WRITTEN_OTHERWISE not in {change.kind for change in told}
