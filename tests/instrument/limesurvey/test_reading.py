"""What becomes of every kind of question of LimeSurvey."""

from decimal import Decimal

import pytest

from consult.instrument.definition import Type
from consult.instrument.xlsform.imported import Fate
from tests.instrument.limesurvey.surveys import Survey, asked, codes, outcome

# type letter -> what it becomes, for those that have neither answers nor rows.
PLAIN = {
    "S": Type.TEXT,
    "T": Type.TEXT,
    "U": Type.TEXT,
    "N": Type.DECIMAL,
    "D": Type.DATE,
    "X": Type.NOTE,
    "Y": Type.SELECT_ONE,
    "G": Type.SELECT_ONE,
    "5": Type.SELECT_ONE,
}


@pytest.mark.parametrize("letter", PLAIN)
def test_a_question_without_answers_of_its_own_becomes_what_its_type_says(letter: str) -> None:
    found = Survey().ask("Q1", letter).ask("Q2", "S").imported()
    assert asked(found, "Q1").type is PLAIN[letter]
    assert codes(found) == []


def test_lists_keep_the_codes_of_their_answers() -> None:
    found = Survey().ask("Q1", "L", answers=["A1", "A2"], other="Y", mandatory="Y").imported()
    question = asked(found, "Q1")
    assert [one.name for one in question.choices] == ["A1", "A2"]
    assert question.choices[0].label == "Keuze A1"
    assert (question.or_other, question.required) == (True, True)


def test_an_unfolding_list_stays_one() -> None:
    assert asked(Survey().ask("Q1", "!", answers=["A1", "A2"]).imported(), "Q1").appearance == "minimal"


def test_what_is_ticked_is_one_question_with_its_rows_as_choices() -> None:
    question = asked(Survey().ask("Q1", "M", subs=["SQ1", "SQ2"]).imported(), "Q1")
    assert question.type is Type.SELECT_MULTIPLE
    assert [one.name for one in question.choices] == ["SQ1", "SQ2"]


def test_a_comment_beside_each_tick_is_asked_where_it_was_ticked() -> None:
    found = Survey().ask("Q1", "P", subs=["SQ1", "SQ2"]).imported()
    comment = asked(found, "Q1_SQ1comment")
    assert comment.type is Type.TEXT
    assert comment.label == "Rij SQ1: Toelichting"
    assert comment.relevant is not None
    assert comment.relevant.source == "selected(${Q1}, 'SQ1')"


def test_a_list_with_a_comment_becomes_a_list_and_a_text() -> None:
    found = Survey().ask("Q1", "O", answers=["A1", "A2"]).imported()
    assert asked(found, "Q1").type is Type.SELECT_ONE
    assert asked(found, "Q1_comment").type is Type.TEXT


def test_a_ranking_orders_its_answers() -> None:
    question = asked(Survey().ask("Q1", "R", answers=["A1", "A2"]).imported(), "Q1")
    assert (question.type, question.row_names) == (Type.RANK, ("A1", "A2"))


@pytest.mark.parametrize(
    ("letter", "choices"),
    [
        ("F", ["A1", "A2"]),
        ("H", ["A1", "A2"]),
        ("A", ["1", "2", "3", "4", "5"]),
        ("B", [str(one) for one in range(1, 11)]),
        ("C", ["Y", "U", "N"]),
        ("E", ["I", "S", "D"]),
    ],
)
def test_an_array_becomes_a_matrix(letter: str, choices: list[str]) -> None:
    found = Survey().ask("Q1", letter, answers=["A1", "A2"] if letter in "FH" else (), subs=["SQ1", "SQ2"])
    question = asked(found.imported(), "Q1")
    assert question.type is Type.MATRIX
    assert [(row.name, row.label) for row in question.rows] == [("SQ1", "Rij SQ1"), ("SQ2", "Rij SQ2")]
    assert [one.name for one in question.choices] == choices


@pytest.mark.parametrize(("letter", "type_"), [("K", Type.DECIMAL), ("Q", Type.TEXT)])
def test_several_fields_become_a_question_each(letter: str, type_: Type) -> None:
    found = Survey().ask("Q1", letter, "Hoeveel?", subs=["SQ1", "SQ2"]).imported()
    assert asked(found, "Q1_SQ2").type is type_
    assert asked(found, "Q1_SQ2").label == "Hoeveel? Rij SQ2"


@pytest.mark.parametrize("letter", [":", ";", "|", "1", "I"])
def test_what_is_not_supported_is_kept_inactive_with_its_place(letter: str) -> None:
    found = Survey().ask("Q1", letter, subs=["SQ1"]).ask("Q2", "S").imported()
    assert outcome(found, "Q1").fate is Fate.INACTIVE
    assert [(one.code, one.cell) for one in outcome(found, "Q1").why] == [
        ("lss_type", "group 1, question Q1")
    ]


def test_a_hidden_question_is_kept_inactive() -> None:
    found = Survey().ask("Q1", "S", attributes={"hidden": 1}).ask("Q2", "S").imported()
    assert [one.code for one in outcome(found, "Q1").why] == ["lss_hidden"]


def test_limits_of_a_number_become_a_constraint() -> None:
    limits = {"min_num_value_n": 18, "max_num_value_n": 99, "num_value_int_only": 1}
    question = asked(Survey().ask("Q1", "N", attributes=limits).imported(), "Q1")
    assert question.type is Type.INTEGER
    assert question.constraint is not None
    assert question.constraint.source == ". >= 18 and . <= 99"


def test_a_setting_without_counterpart_is_named() -> None:
    found = Survey().ask("Q1", "S", attributes={"em_validation_q": "x", "text_input_width": 3}).imported()
    assert [(one.code, one.facts) for one in found.remarks if one.cell] == [
        ("lss_attribute", {"attribute": "em_validation_q"})
    ]


@pytest.mark.parametrize("old", [True, False], ids=["texts in the tables", "texts in tables of their own"])
def test_both_layouts_give_the_same_instrument_in_every_language(old: bool) -> None:
    survey = Survey(("nl", "fr"), old=old).ask("Q1", "L", "Hoe?", answers=["A1", "A2"])
    found = survey.ask("Q2", "F", "Wat?", answers=["A1"], subs=["SQ1"]).imported()
    assert found.languages == ("nl", "fr")
    assert asked(found, "Q1").label == "Hoe?"
    assert 'msgstr "Keuze A2 (fr)"' in found.catalogues["fr"]
    assert 'msgstr "Rij SQ1 (fr)"' in found.catalogues["fr"]
    assert (
        found.text
        == Survey(("nl", "fr"), old=not old)
        .ask("Q1", "L", "Hoe?", answers=["A1", "A2"])
        .ask("Q2", "F", "Wat?", answers=["A1"], subs=["SQ1"])
        .imported()
        .text
    )


def test_groups_become_pages_with_their_title() -> None:
    survey = Survey().group(description="Lees dit.").ask("Q1", "S").ask("Q2", "S").group().ask("Q3", "S")
    found = survey.imported().instrument
    assert found is not None
    assert [(page.title, [one.name for one in page.questions]) for page in found.pages] == [
        ("Deel 1", ["group_1_text", "Q1", "Q2"]),
        ("Deel 2", ["Q3"]),
    ]


def test_the_survey_says_its_title_and_thanks_in_each_language() -> None:
    found = Survey(("nl", "fr")).ask("Q1", "S").imported()
    assert found.instrument is not None
    assert (found.instrument.title, found.instrument.thanks) == ("Titel nl", "Dank nl")
    assert 'msgstr "Dank fr"' in found.catalogues["fr"]


def test_a_language_that_is_not_spoken_here_is_reported() -> None:
    found = Survey(("nl", "de")).ask("Q1", "S").imported()
    assert found.languages == ("nl",)
    assert "language_unknown" in codes(found)


def test_what_has_no_counterpart_in_the_whole_survey_is_named() -> None:
    found = Survey().ask("Q1", "S").table("quota", {"id": 1}).imported()
    assert "the survey has quotas (1 rows)" in " ".join(remark.found for remark in found.remarks)


def test_a_text_shows_an_earlier_answer() -> None:
    found = Survey().ask("Q1", "N").group().ask("Q2", "S", "U zei {Q1}.").ask("Q3", "S", "{TOKEN:EMAIL}")
    out = found.imported()
    assert asked(out, "Q2").label == "U zei ${Q1}."
    assert [one.code for one in outcome(out, "Q3").why] == ["placeholder_kept"]


def test_the_limit_of_a_number_is_exact() -> None:
    question = asked(Survey().ask("Q1", "N", attributes={"min_num_value_n": "0.5"}).imported(), "Q1")
    assert question.constraint is not None
    assert Decimal(question.constraint.source.split()[-1]) == Decimal("0.5")


@pytest.mark.parametrize("letter", ["F", "A", "K", "Q"])
def test_a_question_whose_rows_are_missing_is_said(letter: str) -> None:
    found = Survey().ask("Q1", letter, answers=["A1"]).ask("Q2", "S").imported()
    assert [one.code for one in outcome(found, "Q1").why] == ["lss_no_rows"]


def test_a_question_of_no_group_is_said() -> None:
    found = Survey().ask("Q1", "S").table("questions", {"qid": 9, "gid": 99, "title": "Q9", "type": "S"})
    assert ("lss_lost", "question Q9") in [(one.code, one.cell) for one in found.imported().remarks]


@pytest.mark.parametrize("written", ["foo(", "Q1 == 'A", "(Q1 == 'A') and (Q1"])
def test_an_expression_that_stops_in_the_middle_is_a_mistake(written: str) -> None:
    found = Survey().ask("Q1", "S").ask("Q2", "S", relevance=written).imported()
    (why,) = outcome(found, "Q2").why
    assert (why.code, why.sort.value) == ("lss_expression_broken", "problem")
    assert why.found == f"relevance: brackets or quotes do not close in: {written}"


def test_a_function_that_is_not_known_is_no_mistake() -> None:
    found = Survey().ask("Q1", "S").ask("Q2", "S", relevance="foo(Q1)").imported()
    assert [one.code for one in outcome(found, "Q2").why] == ["lss_expression"]


def test_groups_with_one_number_are_said() -> None:
    survey = Survey().ask("Q1", "S")
    gid = survey.tables["groups"][-1]["gid"]
    found = survey.table("groups", {"gid": gid, "group_order": 2}).imported()
    (told,) = [one for one in found.remarks if one.code == "lss_group_twice"]
    assert (
        str(told)
        == f"the form: group {gid} stands twice; the first is read. Export the survey from LimeSurvey again."
    )


def test_a_survey_that_speaks_no_language_of_ours_is_shown_in_the_place_of_one() -> None:
    found = Survey(("de", "it")).ask("Q1", "Y", "Wohnen Sie gut?").ask("Q2", "O", "Warum?", answers=["A1"])
    out = found.imported()
    assert out.languages == ("en",)
    assert asked(out, "Q1").label == "Wohnen Sie gut?"
    assert [choice.label for choice in asked(out, "Q2").choices] == ["Keuze A1"]
    assert out.instrument is not None
    assert (out.instrument.title, out.instrument.thanks) == ("Titel de", "Dank de")
    told = [(one.code, one.facts) for one in out.remarks if one.code.startswith("language")]
    assert told == [
        ("language_stood_in", {"name": "de", "tag": "en"}),
        ("language_unknown", {"name": "it", "count": 3}),
    ]


def test_who_imports_says_which_language_it_stands_for() -> None:
    out = Survey(("de-informal",)).ask("Q1", "S", "Und du?").imported(source="nl")
    assert (out.languages, asked(out, "Q1").label) == (("nl",), "Und du?")
