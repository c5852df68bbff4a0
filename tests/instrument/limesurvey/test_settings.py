"""Settings of LimeSurvey that have a counterpart here, and those that are named since they have none."""

import pytest

from consult.instrument.definition import Type
from tests.instrument.limesurvey.surveys import Survey, asked


def with_settings(letter: str, **settings: object) -> Survey:
    return Survey().ask("Q1", letter, answers=["A1", "A2"], subs=["a", "b"], attributes=settings)


def named(survey: Survey) -> list[str]:
    return [str(one.facts["attribute"]) for one in survey.imported().remarks if one.code == "lss_attribute"]


def constraint(survey: Survey, name: str = "Q1") -> str:
    found = asked(survey.imported(), name).constraint
    return found.source if found else ""


def test_a_choice_that_excludes_all_others_is_ticked_alone() -> None:
    survey = with_settings("M", exclude_all_others="b;nowhere", max_answers=2)
    assert constraint(survey) == "count-selected(.) <= 2 and (not(selected(., 'b')) or count-selected(.) = 1)"
    assert named(survey) == []


@pytest.mark.parametrize(
    ("letter", "setting", "value"),
    [("L", "random_order", 1), ("!", "answer_order", "random"), ("M", "subquestion_order", "random")],
)
def test_choices_in_random_order_are_shuffled(letter: str, setting: str, value: object) -> None:
    survey = with_settings(letter, **{setting: value})
    assert asked(survey.imported(), "Q1").randomize
    assert named(survey) == []


@pytest.mark.parametrize(
    ("form", "type_"),
    [
        ("dd.mm.yyyy", Type.DATE),
        ("dd-mm-yyyy HH:MM", Type.DATETIME),
        ("HH:MM", Type.TIME),
        ("", Type.DATE),
    ],
)
def test_a_date_is_asked_with_its_time_where_the_format_has_one(form: str, type_: Type) -> None:
    survey = with_settings("D", date_format=form)
    assert asked(survey.imported(), "Q1").type is type_
    assert named(survey) == []


@pytest.mark.parametrize("written", ["Q0", "{Q0}", "{Q0.NAOK}"])
def test_a_number_can_be_limited_by_an_answer(written: str) -> None:
    survey = Survey().ask("Q0", "N").group().ask("Q1", "N", attributes={"max_num_value_n": written})
    assert constraint(survey) == "(${Q0} = '' or . <= ${Q0})"
    assert named(survey) == []


def test_what_is_as_always_or_only_looks_otherwise_is_not_named() -> None:
    settings = {"answer_order": "normal", "hide_tip": 1, "time_limit_action": 1, "random_order": 0}
    assert named(with_settings("L", **settings)) == []


def test_no_more_signs_are_taken_than_a_text_may_have() -> None:
    assert constraint(with_settings("S", maximum_chars=40)) == "string-length(.) <= 40"
    assert constraint(with_settings("Q", maximum_chars=40), "Q1_b") == "string-length(.) <= 40"


@pytest.mark.parametrize(
    ("letter", "setting", "value"),
    [
        ("R", "max_answers", 2),
        ("F", "min_answers", 1),
        ("Q", "max_answers", 1),
        ("N", "min_num_value_n", "{Q0}"),
        ("N", "maximum_chars", 3),
        ("F", "random_order", 1),
        ("Q", "numbers_only", 1),
        ("L", "other_replace_text", "Iets anders"),
        ("L", "exclude_all_others", "A1"),
    ],
)
def test_what_changes_a_question_and_has_no_counterpart_is_named(
    letter: str, setting: str, value: object
) -> None:
    assert named(with_settings(letter, **{setting: value})) == [setting]


def test_groups_in_random_order_are_named() -> None:
    survey = Survey().group().ask("Q1", "S")
    survey.tables["groups"][0]["randomization_group"] = "r"
    assert named(survey) == ["randomization_group"]


def test_what_a_welcome_cannot_show_is_left_out_and_said() -> None:
    survey = Survey(welcome="Dag {TOKEN:FIRSTNAME}, { hier } {Q1}!").ask("Q1", "S")
    found = survey.imported()
    assert found.instrument is not None
    assert found.instrument.intro == "Dag …, { hier } …!"
    assert [one.facts for one in found.remarks if one.code == "lss_front_shows"] == [
        {"text": "welcometext", "shown": "{TOKEN:FIRSTNAME}, {Q1}"}
    ]


def test_an_answer_is_shown_as_version_1_has_it() -> None:
    survey = Survey().ask("Q1", "N").group()
    number = survey.numbers["Q1"]
    found = survey.ask("Q2", "S", "U zei {INSERTANS:7X1X" + str(number) + "}.").imported()
    assert asked(found, "Q2").label == "U zei ${Q1}."
