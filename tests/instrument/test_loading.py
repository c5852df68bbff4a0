"""A file that is right becomes an instrument, whole."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.instrument.definition import (
    Choice,
    Consent,
    Disclosure,
    Method,
    Origin,
    Part,
    Report,
    Retention,
    Row,
    Type,
)
from consult.instrument.loading import load, load_text
from consult.instrument.problems import InstrumentProblems
from consult.instrument.version import canonical, from_canonical
from tests.untranslated import untranslated

SURVEY = """\
instrument: social-housing/survey
title: Sociaal wonen
method: survey
report: social-housing
serves: {results: [R7], indicators: [OD2.1-a, OD2.1-b]}
languages: [nl, ar]
criterion: flemish-government
counting: {target_group: target_group, earlier: earlier}
estimated_minutes: 12
quick_exit: true
retention: {texts_days: 730, withdrawal_days: 30}
intro: Vertel ons hoe u woont.
thanks: Dank u wel.
consent:
  version: "2026-11"
  text: |
    Eerste alinea.

    Tweede alinea.
  agree: Ik doe mee
choices:
  tenure:
    - {name: social, label: Sociale woning}
    - {name: none, label: Niets, exclusive: true}
  agree5:
    - {name: 1, label: Helemaal niet}
    - {name: 5, label: Helemaal}
  yes_no:
    - {name: yes, label: Ja}
    - {name: no, label: Nee}
pages:
  - name: situation
    part: core
    questions:
      - name: tenure
        type: select_one tenure or_other
        label: Hoe woont u nu?
        required: true
        dont_know: true
        disclosure: key
        origin: {source: "ESS round 11, B23", licence: CC BY 4.0}
  - name: waiting
    part: core
    relevant: ${tenure} != ''
    questions:
      - name: years
        type: integer
        label: Hoeveel jaar wacht u?
        constraint: . <= 60
        constraint_message: Vul een getal in van 0 tot 60.
        disclosure: safe
  - name: trust
    part: themes
    questions:
      - name: trust
        type: matrix agree5
        label: U wacht ${years} jaar. Gaat u akkoord?
        rows:
          - {name: rules_clear, label: De regels zijn duidelijk.}
        disclosure: sensitive
  - name: origin
    part: background
    questions:
      - {name: born, type: select_one yes_no, label: Bent u hier geboren?, keep: derived}
  - name: end
    part: closing
    questions:
      - {name: earlier, type: select_one yes_no, label: Deed u al mee?, disclosure: safe}
      - name: target_group
        type: calculate
        calculation: if(${born} = 'no', 'yes', if(${born} = 'yes', 'no', 'unknown'))
        disclosure: key
"""


@pytest.fixture
def survey():
    return load_text(SURVEY, "survey.yaml")


def test_the_front_is_read(survey):
    assert (survey.name, survey.title) == ("social-housing/survey", "Sociaal wonen")
    assert (survey.method, survey.report) == (Method.SURVEY, Report.SOCIAL_HOUSING)
    assert (survey.results, survey.indicators) == (("R7",), ("OD2.1-a", "OD2.1-b"))
    assert survey.languages == ("nl", "ar")
    assert (survey.criterion, survey.target_group, survey.earlier) == (
        "flemish-government",
        "target_group",
        "earlier",
    )
    assert (survey.estimated_minutes, survey.quick_exit) == (12, True)
    assert survey.retention == Retention(730, 30)
    assert survey.consent == Consent("2026-11", "Eerste alinea.\n\nTweede alinea.", "Ik doe mee")
    assert (survey.intro, survey.thanks) == ("Vertel ons hoe u woont.", "Dank u wel.")


def test_a_choice_called_no_is_a_word_and_not_false(survey):
    assert survey.choice_lists["yes_no"] == (Choice("yes", "Ja"), Choice("no", "Nee"))


def test_a_question_is_read_whole(survey):
    tenure = survey.questions["tenure"]
    assert (tenure.type, tenure.list_name, tenure.or_other) == (Type.SELECT_ONE, "tenure", True)
    assert tenure.choices == (Choice("social", "Sociale woning"), Choice("none", "Niets", exclusive=True))
    assert (tenure.required, tenure.dont_know, tenure.refused, tenure.keep) == (True, True, False, True)
    assert tenure.disclosure is Disclosure.KEY
    assert tenure.origin == Origin("ESS round 11, B23", "CC BY 4.0", changed=True)


def test_expressions_are_compiled(survey):
    assert survey.pages_by_name["waiting"].relevant.tree == ["!=", ["name", "tenure"], ["text", ""]]
    assert survey.questions["years"].constraint.tree == ["<=", ["self"], ["number", 60.0]]
    assert survey.questions["target_group"].calculation.names == {"born"}


def test_a_screening_question_is_not_kept(survey):
    assert not survey.questions["born"].keep


def test_variables_stand_in_the_order_of_the_file(survey):
    assert list(survey.variables) == [
        *("tenure", "tenure_other", "years", "trust_rules_clear", "born", "earlier", "target_group"),
    ]
    assert survey.questions["trust"].rows == (Row("rules_clear", "De regels zijn duidelijk."),)
    assert survey.pages[-1].part is Part.CLOSING


def test_a_file_is_called_after_its_place(tmp_path):
    place = tmp_path / "social-housing" / "survey.yaml"
    place.parent.mkdir()
    place.write_text(SURVEY, encoding="utf-8")
    assert load(place).name == "social-housing/survey"

    moved = tmp_path / "social-housing" / "moved.yaml"
    moved.write_text(SURVEY, encoding="utf-8")
    with pytest.raises(InstrumentProblems) as caught:
        load(moved)
    assert str(caught.value) == (
        f'{moved}:1:13  "social-housing/survey" in the file of social-housing/moved; '
        'an instrument is called after its file. Did you mean "social-housing/moved"?'
    )


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path, survey):
    place = tmp_path / "social-housing" / "survey.yaml"
    place.parent.mkdir()
    place.write_bytes(b"\xef\xbb\xbf" + SURVEY.replace("\n", "\r\n").encode())
    assert load(place) == survey


def test_a_text_folded_over_lines_is_one_line(load_after_front):
    instrument = load_after_front("""\
        pages:
          - name: one
            part: core
            questions:
              - name: a
                type: text
                label: >-
                  Hoe woont
                  u nu?
                disclosure: free-text
        """)
    assert instrument.questions["a"].label == "Hoe woont u nu?"


def problems_of(text):
    with pytest.raises(InstrumentProblems) as caught:
        load_text(text, "x.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_broken_yaml_is_told_with_its_place():
    (problem,) = problems_of("title: a\npages: [\n  b: }\n")
    assert problem.startswith("x.yaml:3:6  ")


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "word", "a: 1\n---\nb: 2\n", "a: \x00\n", "a: !!int x y: z"]
)
def test_what_is_no_instrument_is_refused(text):
    assert problems_of(text)


def test_bytes_that_are_no_text_are_told_with_their_line(tmp_path):
    place = tmp_path / "latin.yaml"
    place.write_bytes(b"instrument: x\ntitle: caf\xe9\n")
    with pytest.raises(InstrumentProblems) as caught:
        load(place)
    assert str(caught.value) == f"{place}:2:1  bytes that are not UTF-8; a file in UTF-8. Save it as UTF-8."


def test_aliases_that_stand_for_billions_of_values_are_refused():
    lines = ["a: &a [x, x]"] + [
        f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefghijk", "bcdefghijkl", strict=True)
    ]
    started = time.monotonic()
    problems = problems_of("\n".join(lines))
    assert time.monotonic() - started < 2
    assert problems[0] == "x.yaml:1:4  an alias (*name) stands for this; every value is written out. Copy it."


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "a: " + "[" * 1_500,
        "{a: " * 5_000,
        "a:\n" + " - " * 5_000,
        "\n".join(" " * i + "a:" for i in range(900)),
    ],
)
def test_values_nested_without_end_are_refused_at_once(text):
    started = time.process_time()
    (told,) = problems_of(text)
    assert "values nested too deeply; an instrument is five deep. Close brackets" in told
    assert time.process_time() - started < 1.5


def test_a_file_of_ten_megabytes_is_refused_before_it_is_read(tmp_path):
    place = tmp_path / "large.yaml"
    place.write_bytes(b"# \n" * 3_500_000)
    started = time.monotonic()
    with pytest.raises(InstrumentProblems, match="10500000 bytes; at most 1000000"):
        load(place)
    assert time.monotonic() - started < 0.5


@st.composite
def spoilt(draw):
    """The survey with up to three stretches of it replaced by what a hand or a disk might put there."""
    text = SURVEY
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.sampled_from([0, 1, 3, 20]))
        filling = draw(
            st.sampled_from(
                ["", "x", ": ", "- ", "  ", "\n", "{", "[", '"', "~", "${x}", "true", "&a ", "\t"]
            )
        )
        text = text[:start] + filling + text[start + length :]
    return text


@settings(max_examples=60, deadline=None)
@given(spoilt())
def test_a_spoilt_file_is_loaded_whole_or_refused_with_places(text):
    try:
        instrument = load_text(text, "x.yaml")
    except InstrumentProblems as refused:
        lines = text.count("\n") + 2
        places = [problem for problem in refused.problems if not 1 <= problem.line <= lines]
    else:
        places = []
        assert from_canonical(canonical(instrument, untranslated(instrument))).instrument == instrument
    assert places == []


def test_what_never_counts_needs_no_report_and_reads_no_answer_of_who_is_counted(load_after_front):
    text = """\
        counting: none
        pages:
          - name: one
            part: core
            questions: [{name: one, type: text, label: Wat?, disclosure: free-text}]
        """
    instrument = load_after_front(text)
    assert (instrument.counts, instrument.target_group) == (False, "")
