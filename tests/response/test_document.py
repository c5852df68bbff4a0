"""The stored document: one value or missing code for each kept variable, whatever someone did on the way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.instrument.definition import Instrument
from consult.instrument.loading import load_text
from consult.response.document import Composed, compose
from consult.response.judging import problems, read_all
from tests.response.conftest import SMALL

DAY = date(2026, 3, 2)
EVERYTHING = {
    "tenure": ["private"],
    "rent": ["650"],
    "effects": ["other"],
    "effects_other": ["slapen"],
    "trust_clear": ["no"],
    "change": ["De wachttijd."],
    "origin": ["yes"],
    "earlier": ["no"],
}
ALL_PAGES = frozenset({"tenure", "rent", "effects", "trust", "change", "origin", "earlier"})


def composed(
    instrument: Instrument, typed: dict[str, list[str]], seen: frozenset[str] = ALL_PAGES
) -> Composed:
    return compose(instrument, read_all(instrument, typed, DAY), seen)


def test_a_full_document_holds_codes_numbers_and_marks_for_sealed_text(small: Instrument) -> None:
    response = composed(small, EVERYTHING)
    assert response.document == {
        "tenure": "private",
        "tenure_other": "not_asked",
        "rent": 650,
        "effects": ["other"],
        "effects_other": "sealed",
        "trust_clear": "no",
        "trust_fair": "not_answered",
        "change": "sealed",
        "target_group": "yes",
        "earlier": "no",
    }
    assert response.texts == {"effects_other": "slapen", "change": "De wachttijd."}
    assert (response.state, response.target_group, response.earlier, response.gave_input) == (
        "complete",
        "yes",
        "no",
        True,
    )


def test_the_screening_answer_itself_is_never_stored(small: Instrument) -> None:
    assert "origin" not in composed(small, EVERYTHING).document


def test_an_answer_that_no_longer_applies_is_dropped(small: Instrument) -> None:
    response = composed(small, EVERYTHING | {"tenure": ["social"]})
    assert response.document["rent"] == "not_asked"


def test_not_asked_not_answered_dont_know_and_refused_stay_apart(small: Instrument) -> None:
    typed = {"tenure": ["refused"], "rent": ["700"], "earlier": ["dont_know"]}
    document = composed(small, typed, ALL_PAGES - {"change"}).document
    assert document["tenure"] == "refused"
    assert document["rent"] == "not_asked"
    assert document["effects"] == "not_answered"
    assert document["change"] == "not_asked"
    assert document["earlier"] == "dont_know"


def test_who_stops_early_gives_a_partial_response_of_unknown_origin(small: Instrument) -> None:
    response = composed(small, {"tenure": ["social"]}, frozenset({"tenure"}))
    assert (response.state, response.target_group, response.earlier) == ("partial", "unknown", "unknown")
    assert response.document["target_group"] == "unknown"


def test_only_the_profile_filled_in_is_no_input(small: Instrument) -> None:
    assert not composed(small, {"origin": ["yes"], "earlier": ["no"]}).gave_input
    assert not composed(small, {"tenure": ["refused"], "origin": ["yes"]}).gave_input
    assert composed(small, {"trust_fair": ["yes"]}).gave_input


def test_a_required_question_is_a_problem_unless_someone_stops(small: Instrument) -> None:
    answers = read_all(small, {}, DAY)
    assert [(one.kind, one.field) for one in problems(answers, ["tenure"])] == [("required", "tenure")]
    assert problems(answers, ["tenure"], required=False) == ()


def test_a_constraint_is_judged_only_where_the_question_is_asked(small: Instrument) -> None:
    asked = read_all(small, {"tenure": ["private"], "rent": ["6000"]}, DAY)
    assert [one.kind for one in problems(asked, ["rent"])] == ["constraint"]
    not_asked = read_all(small, {"tenure": ["social"], "rent": ["6000"]}, DAY)
    assert problems(not_asked, ["rent"]) == ()


_SMALL = load_text(SMALL, "social-housing/small.yaml")
_TYPED = st.dictionaries(
    st.sampled_from([*_SMALL.variables, "origin", "rent.missing", "nonsense"]),
    st.lists(
        st.sampled_from(
            ["yes", "no", "social", "private", "other", "refused", "650", "", "x\u202ey", "none"]
        ),
        max_size=3,
    ),
)


@given(typed=_TYPED, seen=st.frozensets(st.sampled_from(sorted(ALL_PAGES))))
def test_whatever_is_posted_the_document_has_exactly_the_kept_variables(
    typed: dict[str, list[str]], seen: frozenset[str]
) -> None:
    response = composed(_SMALL, typed, seen)
    assert set(response.document) == set(_SMALL.variables) - {"origin"}
    assert set(response.texts) == {name for name, value in response.document.items() if value == "sealed"}


WITH_COPIES = """\
instrument: social-housing/copies
title: Klein
method: survey
report: social-housing
languages: [nl]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "1", text: Lees dit., agree: Ik doe mee.}
choices: {yes_no: [{name: yes, label: Ja}, {name: no, label: Nee}]}
pages:
  - name: why_page
    part: core
    title: Waarom
    questions:
      - {name: why, type: text, label: Waarom?, disclosure: free-text}
      - {name: doctor, type: text, label: Welke dokter?, keep: derived, disclosure: direct}
      - {name: often, type: select_one yes_no or_other, label: Vaak?, disclosure: safe}
  - name: copies
    part: core
    title: Rest
    questions:
      - {name: copy, type: calculate, calculation: "concat('x: ', ${why})", disclosure: safe}
      - {name: again, type: calculate, calculation: "concat(${copy}, '!')", disclosure: safe}
      - {name: initials, type: calculate, calculation: "substr(${doctor}, 0, 4)", disclosure: safe}
      - {name: other_copy, type: calculate, calculation: "concat('', ${often_other})", disclosure: safe}
      - {name: long, type: calculate, calculation: "string-length(${why}) > 3", disclosure: safe}
      - {name: codes, type: calculate, calculation: "concat(${often}, '-', 1)", disclosure: safe}
"""


def test_words_of_a_person_are_sealed_wherever_a_calculation_takes_them() -> None:
    instrument = load_text(WITH_COPIES, "copies.yaml")
    typed = {"why": ["Jan Peeters"], "doctor": ["Claes"], "often": ["other"], "often_other": ["bij Mia"]}
    response = composed(instrument, typed, frozenset({"why_page", "copies"}))
    said = {name: text for name, text in response.texts.items() if name not in ("why", "often_other")}
    assert said == {
        "copy": "x: Jan Peeters",
        "again": "x: Jan Peeters!",
        "initials": "Clae",
        "other_copy": "bij Mia",
    }
    assert {response.document[name] for name in said} == {"sealed"}
    assert (response.document["long"], response.document["codes"]) == (True, "other-1")


@pytest.mark.parametrize("code", ["refused", "dont_know", "not_asked", "not_answered"])
def test_a_typed_text_that_reads_like_a_code_is_kept_as_a_text(small: Instrument, code: str) -> None:
    typed = EVERYTHING | {"change": [code], "tenure": ["other"], "tenure_other": [code]}
    answers = read_all(small, typed, DAY)
    assert answers.route.known["change"] == code
    response = compose(small, answers, ALL_PAGES)
    assert (response.document["change"], response.document["tenure_other"]) == ("sealed", "sealed")
    assert response.texts == {"effects_other": "slapen", "change": code, "tenure_other": code}


def test_what_stood_there_already_is_no_input_of_anybody() -> None:
    read_only = SMALL.replace(
        "pages:\n",
        'pages:\n  - name: told\n    part: core\n    questions:\n      - {name: told, type: integer, label: "Wij weten:", '
        "default: 7, read_only: true, disclosure: safe}\n",
        1,
    )
    instrument = load_text(read_only, "small.yaml")
    response = composed(instrument, {}, frozenset({"told"}))
    assert (response.document["told"], response.gave_input) == (7, False)
