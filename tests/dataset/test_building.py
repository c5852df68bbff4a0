"""Stored documents become one table over all versions, and nothing is shifted, renamed or lost."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from consult.dataset.building import build
from consult.dataset.definition import Kind
from consult.dataset.encoding import StoredDocument, UnknownAnswers
from consult.dataset.variables import VersionsDiffer
from consult.instrument.definition import Disclosure
from consult.instrument.loading import load_text
from consult.instrument.version import published
from tests.dataset.worlds import ANSWERS, FIRST, SECOND, a_dataset, a_response, second, versions
from tests.untranslated import untranslated


def values(frame: pd.DataFrame, name: str) -> list[object]:
    return [None if pd.isna(value) else value for value in frame[name]]


def test_an_answer_stands_under_its_variable() -> None:
    frame = a_dataset(a_response(tenure="social"), a_response(tenure="other")).frame
    assert values(frame, "tenure") == ["social", "other"]


@pytest.mark.parametrize("missing", ["not_asked", "not_answered", "dont_know", "refused"])
@pytest.mark.parametrize("source", ["tenure", "trust_clear", "earlier", "change", "target_group"])
def test_the_four_ways_of_having_no_answer_stay_apart(source: str, missing: str) -> None:
    assert values(a_dataset(a_response(**{source: missing})).frame, source) == [missing]


def test_a_number_stands_as_a_number_and_why_there_is_none_beside_it() -> None:
    frame = a_dataset(a_response(rent=650), a_response(rent="dont_know"), a_response(rent=0)).frame
    assert values(frame, "rent") == [650, None, 0]
    assert values(frame, "rent.missing") == [None, "dont_know", None]
    assert str(frame["rent"].dtype) == "Int64"


def test_a_calculated_number_may_have_decimals() -> None:
    frame = a_dataset(a_response(twice=3), a_response(twice=2.5), a_response(twice="not_asked")).frame
    assert values(frame, "twice") == [3.0, 2.5, None]
    assert values(frame, "twice.missing") == [None, None, "not_asked"]


def test_several_choices_are_a_column_each() -> None:
    frame = a_dataset(
        a_response(effects=["health", "other"], effects_other="sealed"),
        a_response(effects=["none"]),
        a_response(effects="dont_know"),
    ).frame
    assert values(frame, "effects_health") == [1, 0, None]
    assert values(frame, "effects_none") == [0, 1, None]
    assert values(frame, "effects_other") == [1, 0, None]
    assert values(frame, "effects.missing") == [None, None, "dont_know"]


def test_the_text_of_other_stands_apart_from_the_choice_and_is_never_in_the_table() -> None:
    dataset = a_dataset(a_response(effects=["other"], effects_other="sealed"), a_response())
    assert values(dataset.frame, "effects.other") == ["sealed", "not_asked"]
    assert dataset.variables["effects.other"].role is Disclosure.FREE_TEXT


def test_a_calculation_that_may_repeat_a_text_says_only_that_there_is_one() -> None:
    dataset = a_dataset(a_response(told="xcall me on 0470"), a_response(told="not_asked"))
    assert values(dataset.frame, "told") == ["sealed", "not_asked"]
    assert dataset.variables["told"].role is Disclosure.FREE_TEXT


def test_a_calculation_between_a_few_codes_has_those_codes_whoever_answered() -> None:
    assert a_dataset().variables["target_group"].codes == ("yes", "no", "unknown")


CALCULATED = """
instrument: social-housing/calculated
title: Klein
method: survey
report: social-housing
languages: [nl]
retention: {texts_days: 730, withdrawal_days: 30}
consent: {version: "1", text: Lees dit., agree: Ik doe mee}
pages:
  - name: n
    part: core
    questions: [{name: n, type: integer, label: Hoeveel?, disclosure: safe}]
  - name: end
    part: closing
    questions: [{name: c, type: calculate, calculation: "CALCULATION", disclosure: safe}]
"""


@pytest.mark.parametrize(
    ("calculation", "given", "codes", "shown"),
    [
        ("if(${n} > 3, true(), 'no')", [True, "no"], ("true", "false", "no"), ["true", "no"]),
        ("if(${n} > 3, ${n} > 4, 'x')", [False, "x"], ("true", "false", "x"), ["false", "x"]),
        ("if(${n} > 3, 'true', 'x')", ["true", "x"], ("true", "x"), ["true", "x"]),
        ("if(1 = 1, 'refused', 'x')", ["refused", "x"], ("x",), ["refused", "x"]),
        (
            "if(${n} > 3, 'dont_know', 'not_answered')",
            ["dont_know", "not_answered"],
            (),
            ["dont_know", "not_answered"],
        ),
    ],
)
def test_a_calculation_of_mixed_results_has_a_code_for_each(
    calculation: str, given: list[object], codes: tuple[str, ...], shown: list[str]
) -> None:
    instrument = load_text(CALCULATED.replace("CALCULATION", calculation), "x.yaml")
    documents = [
        StoredDocument("v1", "nl", "web", "complete", date(2026, 3, 2), {"n": 5, "c": one}) for one in given
    ]
    dataset = build(documents, {"v1": published(instrument, untranslated(instrument))})
    assert dataset.variables["c"].codes == codes
    assert sorted(values(dataset.frame, "c")) == sorted(shown)


def test_what_is_not_kept_has_no_column() -> None:
    assert "origin" not in a_dataset().variables


def test_what_every_response_has_are_variables_with_a_role() -> None:
    dataset = a_dataset(a_response(day=date(2026, 3, 9)))
    assert list(dataset.frame.columns[:4]) == ["language", "mode", "state", "day"]
    assert dataset.frame["day"][0] == pd.Timestamp(2026, 3, 9)
    assert dataset.variables["language"].role is Disclosure.KEY
    assert dataset.variables["state"].role is Disclosure.SAFE


def test_rows_are_in_random_order() -> None:
    responses = [a_response(rent=number) for number in range(200)]
    orders = {tuple(values(build(responses, versions()).frame, "rent")) for _ in range(3)}
    assert len(orders) == 3
    assert all(sorted(map(int, order)) == list(range(200)) for order in orders)


def test_a_row_stays_whole_when_rows_are_shuffled() -> None:
    responses = [a_response(rent=number, twice=2 * number) for number in range(200)]
    frame = build(responses, versions()).frame
    assert (frame["rent"] * 2 == frame["twice"]).all()


# --- over versions


def test_a_question_of_a_later_version_was_not_asked_before() -> None:
    both = versions(FIRST, SECOND)
    frame = a_dataset(a_response(earlier="yes"), second(), of=both).frame
    assert values(frame, "earlier") == ["yes", "not_asked"]
    assert values(frame, "language_") == ["not_asked", "no"]


def test_a_number_that_was_not_asked_says_so() -> None:
    without_rent = FIRST.replace("      - {name: rent,", "      - {name: rent2,").replace(
        "${rent}", "${rent2}"
    )
    both = versions(without_rent, FIRST)
    old = a_response()
    old = old._replace(document={**old.document, "rent2": 1})
    old = old._replace(document={name: value for name, value in old.document.items() if name != "rent"})
    frame = a_dataset(old, a_response("v2", rent=500), of=both).frame
    assert values(frame, "rent") == [None, 500]
    assert values(frame, "rent.missing") == ["not_asked", None]


def test_a_code_keeps_its_meaning_when_a_choice_is_put_before_it() -> None:
    both = versions(FIRST, SECOND)
    frame = a_dataset(
        a_response(tenure="social"), a_response(tenure="refused"), second(tenure="owner"), second(), of=both
    ).frame
    assert values(frame, "tenure") == ["social", "refused", "owner", "social"]


def test_a_choice_that_was_not_offered_is_no_zero() -> None:
    frame = a_dataset(a_response(), second(effects=["health", "work"]), of=versions(FIRST, SECOND)).frame
    assert values(frame, "effects_work") == [None, 1]
    assert values(frame, "effects.missing") == [None, None]


def test_a_choice_that_is_gone_keeps_its_code_and_label() -> None:
    backwards = versions(SECOND, FIRST)
    variable = a_dataset(of=backwards).variables["tenure"]
    assert variable.codes == ("social", "private", "other", "owner")
    assert variable.value_label("owner", "nl").text == "Eigenaar"
    assert variable.value_label("social", "nl").text == "Sociaal"


def test_a_variable_says_which_versions_asked_it_and_of_whom() -> None:
    variables = a_dataset(of=versions(FIRST, SECOND)).variables
    assert (variables["earlier"].since, variables["earlier"].until) == ("v1", "v1")
    assert (variables["language_"].since, variables["language_"].until) == ("v2", None)
    assert variables["rent"].base_changed
    assert variables["rent"].relevant == "(${tenure} != 'owner') and (${tenure} = 'private')"
    assert variables["effects.other"].relevant == "selected(${effects}, 'other')"


def test_a_question_that_takes_the_name_of_a_choice_renames_no_column() -> None:
    later = FIRST.replace(
        "  - name: change\n",
        "  - name: health\n    part: themes\n    questions:\n"
        "      - {name: effects_health, type: select_one yes_no, label: Gezond?, disclosure: safe}\n"
        "  - name: change\n",
    )
    dataset = a_dataset(a_response(), a_response("v2", effects_health="yes"), of=versions(FIRST, later))
    assert values(dataset.frame, "effects_health") == [1, 1]
    assert values(dataset.frame, "effects_health_") == ["not_asked", "yes"]
    assert dataset.variables["effects_health"].kind is Kind.SEVERAL


def test_within_one_version_it_is_the_question_that_keeps_its_name() -> None:
    both = FIRST.replace(
        "  - name: change\n",
        "  - name: health\n    part: themes\n    questions:\n"
        "      - {name: effects_health, type: select_one yes_no, label: Gezond?, disclosure: safe}\n"
        "  - name: change\n",
    )
    frame = a_dataset(a_response(effects_health="no"), of=versions(both)).frame
    assert values(frame, "effects_health") == ["no"]
    assert values(frame, "effects_health_") == [1]


def test_one_name_for_two_types_is_refused() -> None:
    changed = FIRST.replace(
        "{name: effects, type: select_multiple", "{name: effects, type: select_one"
    ).replace(", exclusive: true", "")
    with pytest.raises(VersionsDiffer, match='"effects" is select_multiple and select_one'):
        a_dataset(of=versions(FIRST, changed))


# --- labels


def test_a_label_is_in_the_language_asked_for_or_says_which_it_is_in() -> None:
    variables = a_dataset().variables
    assert variables["tenure"].label("ar").text == "كيف تسكن؟"
    assert variables["tenure"].label("ar").direction == "rtl"
    assert (variables["earlier"].label("ar").text, variables["earlier"].label("ar").language) == (
        "Eerder?",
        "nl",
    )
    assert variables["tenure"].value_label("private", "ar").text == "سكن خاص"
    assert variables["tenure"].value_label("refused", "ar").text == "أفضل عدم الإجابة"


def test_the_column_of_a_choice_names_question_and_choice() -> None:
    variables = a_dataset().variables
    assert variables["effects_health"].label("ar").text == "العواقب؟ :: الصحة"
    assert variables["effects_health"].label("nl").text == "Gevolgen? :: Gezondheid"
    assert variables["trust_fair"].label("nl").text == "Klopt dit? :: De regels zijn eerlijk."


# --- what cannot be


def test_everything_that_no_version_knows_is_told_at_once_and_no_text_is_repeated() -> None:
    odd = [
        a_response(tenure="castle"),
        a_response(tenure="castle", effects=["health", "joy"]),
        a_response(rent="650"),
        a_response(rent=2.5),
        a_response(change="helaas"),
        StoredDocument("v9", "nl", "web", "complete", date(2026, 3, 2), ANSWERS),
        a_response(surprise="yes"),
        a_response()._replace(mode="fax"),
    ]
    with pytest.raises(UnknownAnswers) as refusal:
        a_dataset(*odd)
    sentence = str(refusal.value)
    for told in (
        '2 with "castle" in tenure',
        '["health", "joy"] in effects',
        "v9",
        "surprise",
        '"fax" in mode',
        "in rent",
    ):
        assert told in sentence
    assert "a value of another kind in change" in sentence
    assert "helaas" not in sentence


def test_a_document_that_lacks_a_variable_is_told() -> None:
    document = {name: value for name, value in ANSWERS.items() if name != "earlier"}
    with pytest.raises(UnknownAnswers, match="1 with no value at all in earlier"):
        a_dataset(a_response()._replace(document=document))


def test_no_responses_are_a_table_of_no_rows_with_every_column() -> None:
    dataset = a_dataset()
    assert len(dataset) == 0
    assert list(dataset.frame.columns) == list(dataset.variables)
    assert values(dataset.frame, "rent") == []


def test_no_version_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no instrument version"):
        build([], {})


def test_a_question_of_ten_thousand_codes_holds_each_of_them() -> None:
    many = ", ".join(f"{{name: c{number}, label: Keuze {number}}}" for number in range(10_000))
    text = FIRST.replace(
        "tenure: [{name: social, label: Sociaal}", f"tenure: [{many}, {{name: social, label: S}}"
    )
    frame = a_dataset(
        a_response(tenure="c0"), a_response(tenure="c9999"), a_response(tenure="refused"), of=versions(text)
    ).frame
    assert values(frame, "tenure") == ["c0", "c9999", "refused"]


def test_a_dataset_can_be_narrowed_and_takes_the_missing_columns_along() -> None:
    narrow = a_dataset(a_response()).only(["effects_health", "effects_none", "rent"])
    assert list(narrow.variables) == [
        "effects_health",
        "effects.missing",
        "effects_none",
        "rent",
        "rent.missing",
    ]


def test_a_column_that_is_not_described_is_refused() -> None:
    dataset = a_dataset(a_response())
    with pytest.raises(ValueError, match="stray"):
        replace(dataset, frame=dataset.frame.assign(stray=np.int8(1)))
