"""What texts of LimeSurvey show of earlier answers, and work out of them."""

from consult.instrument.definition import Type
from tests.instrument.limesurvey.surveys import Survey, asked, outcome

HIS = "Hoe heet {if(Q1 == 'M', 'hij', 'zij')}, en nog eens: {if(Q1 == 'M', 'hij', 'zij')}?"


def test_what_a_text_works_out_is_a_calculation_that_it_shows() -> None:
    found = Survey().ask("Q1", "G").group().ask("Q2", "S", HIS).imported()
    shown = asked(found, "shown_1")
    assert (shown.type, shown.calculation and shown.calculation.source) == (
        Type.CALCULATE,
        "if(${Q1} = 'M', 'hij', 'zij')",
    )
    assert asked(found, "Q2").label == "Hoe heet ${shown_1}, en nog eens: ${shown_1}?"
    assert [one.cell for one in found.remarks if one.code == "lss_worked_out"] == ["group 2, question Q2"]


def test_a_group_and_a_choice_can_show_it_too() -> None:
    survey = Survey().ask("Q1", "N").group(description="Nog {Q1 + 1}.").ask("Q2", "L", answers=["A1"])
    survey.tables["answer_l10ns"][-1]["answer"] = "Keuze {Q1 * 2}"
    found = survey.imported()
    assert asked(found, "group_2_text").label == "Nog ${shown_1}."
    assert [one.label for one in asked(found, "Q2").choices] == ["Keuze ${shown_2}"]


def test_a_name_that_the_survey_has_is_left_to_it() -> None:
    found = Survey().ask("shown_1", "N").group().ask("Q2", "S", "Nog {shown_1 + 1}?").imported()
    assert asked(found, "Q2").label == "Nog ${shown_2}?"


def test_words_that_differ_from_language_to_language_are_not_worked_out() -> None:
    texts = {"nl": "Is dat {if(Q1 == 'M', 'hij', 'zij')}?", "fr": "C'est {if(Q1 == 'M', 'lui', 'elle')} ?"}
    found = Survey(languages=("nl", "fr")).ask("Q1", "G").group().ask("Q2", "S", texts).imported()
    assert {one.code for one in outcome(found, "Q2").why} == {"placeholder_kept"}


def test_what_has_no_counterpart_leaves_its_question_inactive() -> None:
    found = (
        Survey().ask("Q1", "S").group().ask("Q2", "S", "Dag {TOKEN:FIRSTNAME}, {substr(Q1, 0, 1)}").imported()
    )
    assert [one.code for one in outcome(found, "Q2").why] == ["placeholder_kept"]
