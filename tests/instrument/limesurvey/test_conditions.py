"""When a question is asked: ExpressionScript and the table of conditions, in the words of ODK."""

from time import process_time

import pytest

from consult.instrument.limesurvey.script import Meant, NotMapped, translated
from consult.instrument.xlsform.imported import Fate
from tests.instrument.limesurvey.surveys import Survey, asked, outcome

VARIABLES = {
    "Q1": Meant("Q1"),
    "Q2": Meant("Q2"),
    "Q3_SQ1": Meant("Q3", "SQ1"),
    "Q4_SQ1": Meant("Q4_SQ1"),
    "7X1X101": Meant("Q1"),
}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ""),
        ("1", ""),
        ('Q1.NAOK == "A1"', "${Q1} = 'A1'"),
        ("((Q1.NAOK == 'A1'))", "((${Q1} = 'A1'))"),
        ('Q1 == "A1" and Q2 > 3', "${Q1} = 'A1' and ${Q2} > 3"),
        ('Q1 == "A1" || Q2 le 3.5', "${Q1} = 'A1' or ${Q2} <= 3.5"),
        ("!is_empty(Q1.NAOK)", "not((${Q1} = ''))"),
        ("is_empty(Q1)", "(${Q1} = '')"),
        ('7X1X101.NAOK == "A1"', "${Q1} = 'A1'"),
        ('Q3_SQ1.NAOK == "Y"', "selected(${Q3}, 'SQ1')"),
        ('Q3_SQ1.NAOK != "Y"', "not(selected(${Q3}, 'SQ1'))"),
        ('Q3_SQ1 == ""', "not(selected(${Q3}, 'SQ1'))"),
        ("!is_empty(Q3_SQ1)", "not(not(selected(${Q3}, 'SQ1')))"),
        ('Q4_SQ1.NAOK == "2"', "${Q4_SQ1} = '2'"),
        ('Q1 == "-oth-"', "${Q1} = 'other'"),
        ("if(Q1 == 'A1', Q2 * 2, 0)", "if(${Q1} = 'A1', ${Q2} * 2, 0)"),
        ("if(Q3_SQ1, 1, 0) == 1", "if(selected(${Q3}, 'SQ1'), 1, 0) = 1"),
        ("if(Q3_SQ1 == 'Y', strlen(Q1), 0)", "if(selected(${Q3}, 'SQ1'), string-length(${Q1}), 0)"),
        ("count(Q1, Q2.NAOK) > 1", "(if(${Q1} != '', 1, 0) + if(${Q2} != '', 1, 0)) > 1"),
        (
            "count(Q3_SQ1, Q2) > 1",
            "(if(if(selected(${Q3}, 'SQ1'), 1, '') != '', 1, 0) + if(${Q2} != '', 1, 0)) > 1",
        ),
        ("sum(Q1, Q2) > 1", "(coalesce(${Q1}, 0) + coalesce(${Q2}, 0)) > 1"),
        ("floor(Q2) == 1", "(int(${Q2}) - if(int(${Q2}) > ${Q2}, 1, 0)) = 1"),
        ("ceil(Q2) == 1", "(int(${Q2}) + if(int(${Q2}) < ${Q2}, 1, 0)) = 1"),
        ("max(Q1, Q2) > 2", "max(${Q1}, ${Q2}) > 2"),
        ("min(Q1, Q2) > 2", "if(${Q1} = '' or ${Q2} = '', '', min(${Q1}, ${Q2})) > 2"),
        ("strlen(Q1) / 2", "string-length(${Q1}) div 2"),
    ],
)
def test_what_maps_says_the_same_here(written: str, expected: str) -> None:
    assert translated(written, VARIABLES) == expected


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Q9 == 1", "Q9"),
        ("Q1.shown == 'Ja'", "Q1.shown"),
        ("count(self) > 1", "self"),
        ("sum(Q3_SQ1, Q1)", "sum"),
        ("floor(Q1, Q2)", "floor"),
        ("floor(" * 20 + "Q1" + ")" * 20, "floor"),
        ("regexMatch('/a/', Q1)", "regexMatch"),
        ("Q1 ==", "the end"),
        ("Q1 = 'A1'", "= 'A1'"),
        ("(Q1 == 'A1'", "the end"),
        ("Q3_SQ1 > 2", "> 2"),
        ("2 == Q3_SQ1", "="),
        ("(" * 60 + "1" + ")" * 60, "("),
        ("TOKEN:FIRSTNAME", ":FIRSTNAME"),
        ("strlen(Q3_SQ1) > 0", "strlen"),
        ("intval((Q3_SQ1)) > 0", "intval"),
        ("if(Q1 == 1, Q3_SQ1, 'N') == 'Y'", "if"),
        ("-Q3_SQ1 < 1", "-"),
        ("!" * 5_000 + "Q3_SQ1", "!"),
        ("-" * 3_000 + "Q1", "-"),
        ("abs(" * 2_000 + "Q1" + ")" * 2_000, "abs"),
        (" or ".join(["Q1 == 1"] * 4_000), "more than 20000 characters"),
    ],
)
def test_what_does_not_map_is_named(written: str, at: str) -> None:
    with pytest.raises(NotMapped) as found:
        translated(written, VARIABLES)
    assert str(found.value) == at


def test_a_question_with_a_condition_that_does_not_map_is_kept_inactive_with_its_place() -> None:
    survey = Survey().ask("Q1", "S").group().ask("Q2", "S", relevance="regexMatch('/a/', Q1)").imported()
    one = outcome(survey, "Q2")
    assert one.fate is Fate.INACTIVE
    assert [(why.code, why.cell) for why in one.why] == [("lss_expression", "group 2, question Q2")]


def test_a_group_whose_condition_does_not_map_takes_its_questions_along() -> None:
    survey = (
        Survey().ask("Q1", "S").group(relevance="rand(1, 2) == 1").ask("Q2", "S").ask("Q3", "S").imported()
    )
    assert [one.fate for one in survey.outcomes] == [Fate.ASKED, Fate.INACTIVE, Fate.INACTIVE]
    assert outcome(survey, "Q3").why[0].cell == "group 2"


def test_the_condition_of_a_group_holds_for_its_questions() -> None:
    found = Survey().ask("Q1", "Y").group(relevance='Q1.NAOK == "Y"').ask("Q2", "S").imported()
    relevant = asked(found, "Q2").relevant
    assert relevant is not None
    assert relevant.source == "${Q1} = 'Y'"


def test_older_conditions_are_or_within_a_question_and_between_scenarios() -> None:
    survey = Survey(old=True).ask("Q1", "L", answers=["A1", "A2"]).ask("Q2", "M", subs=["S1", "S2"]).group()
    survey.ask("Q3", "S").condition("Q3", "Q1", "A1").condition("Q3", "Q1", "A2")
    survey.condition("Q3", "Q2", "Y", sub="S1").condition("Q3", "Q1", "A2", scenario=2)
    relevant = asked(survey.imported(), "Q3").relevant
    assert relevant is not None
    first = "((${Q1} = 'A1' or ${Q1} = 'A2') and (selected(${Q2}, 'S1')))"
    assert relevant.source == f"{first} or ((${{Q1}} = 'A2'))"


def test_two_ticks_that_are_looked_at_both_have_to_be_there() -> None:
    survey = Survey().ask("Q2", "M", subs=["S1", "S2"]).group().ask("Q3", "S", relevance="")
    survey.condition("Q3", "Q2", "Y", sub="S1").condition("Q3", "Q2", "Y", sub="S2")
    found = asked(survey.imported(), "Q3").relevant
    assert found is not None
    assert found.source == "((selected(${Q2}, 'S1')) and (selected(${Q2}, 'S2')))"


def test_a_tick_is_told_as_question_and_choice_apart_too() -> None:
    survey = Survey().ask("Q2", "M", subs=["S1"]).group().ask("Q3", "S", relevance="")
    found = asked(survey.condition("Q3", "Q2", "S1").imported(), "Q3").relevant
    assert found is not None
    assert found.source == "((selected(${Q2}, 'S1')))"


def test_a_question_is_known_by_its_number_unless_another_is_called_so() -> None:
    survey = Survey().ask("Q1", "S").ask("Q2", "M", subs=["S1"])
    number, row = survey.numbers["Q1"], survey.tables["subquestions"][-1]["qid"]
    survey.group().ask(
        "Q3", "S", relevance=f"Q{number}.NAOK == 'F' and Q{survey.numbers['Q2']}_S{row} == 'Y'"
    )
    relevant = asked(survey.imported(), "Q3").relevant
    assert relevant is not None
    assert relevant.source == "${Q1} = 'F' and selected(${Q2}, 'S1')"
    taken = (
        Survey()
        .ask("Q1", "S")
        .group()
        .ask(f"Q{number}", "S")
        .group()
        .ask("Q4", "S", relevance=f"Q{number} == 1")
    )
    assert {one.source for one in [asked(taken.imported(), "Q4").relevant] if one} == {f"${{Q{number}}} = 1"}


def test_a_row_of_an_array_can_decide() -> None:
    survey = Survey().ask("Q1", "F", answers=["A1", "A2"], subs=["S1"]).group()
    relevant = asked(survey.ask("Q2", "S", relevance='Q1_S1.NAOK == "A1"').imported(), "Q2").relevant
    assert relevant is not None
    assert relevant.source == "${Q1_S1} = 'A1'"


def test_an_equation_is_worked_out() -> None:
    survey = Survey().ask("Q1", "N").ask("Q2", "*", attributes={"equation": "{Q1 * 2}"}).ask("Q3", "S")
    found = asked(survey.imported(), "Q2")
    assert found.calculation is not None
    assert found.calculation.source == "${Q1} * 2"


def test_an_equation_that_does_not_map_is_kept_inactive() -> None:
    survey = Survey().ask("Q1", "N").ask("Q2", "*", "Som: {sum(Q1, 2)}").ask("Q3", "S").imported()
    assert [one.code for one in outcome(survey, "Q2").why] == ["lss_expression"]


def test_a_condition_that_would_take_forever_is_kept_and_the_rest_is_imported() -> None:
    survey = Survey().ask("Q1", "N").ask("Q2", "S", relevance="!" * 5_000 + "Q1")
    survey.ask("Q3", "*", attributes={"equation": "{" + "-" * 3_000 + "Q1}"}).ask("Q4", "S")
    found = survey.ask("Q5", "S", relevance=" or ".join(["Q1 == 1"] * 20_000)).imported()
    assert [one.fate for one in found.outcomes] == [
        *(Fate.ASKED, Fate.INACTIVE, Fate.INACTIVE, Fate.ASKED, Fate.INACTIVE)
    ]


def test_the_longest_condition_is_read_at_once() -> None:
    written = " or ".join(["Q1 == 1"] * 1_800)
    before = process_time()
    assert translated(written, VARIABLES).count(" or ") == 1_799
    assert process_time() - before < 0.1
