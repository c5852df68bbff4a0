"""The rows and choices of a question that are shown to some people only."""

import pytest

from consult.instrument.definition import Type
from consult.instrument.routing import route
from tests.instrument.limesurvey.surveys import Survey, asked, outcome


def survey(letter: str, relevance: str = "Q1 == 'Y'") -> Survey:
    first = Survey().ask("Q1", "Y").group()
    return first.ask(
        "Q2", letter, answers=["A1"], subs=["a", "b"], when={"b": relevance}, relevance="Q1 != ''"
    )


def test_a_choice_is_offered_when_its_relevance_holds() -> None:
    found = survey("M").imported()
    question = asked(found, "Q2")
    assert question.choice_filter is not None
    assert question.choice_filter.source == "name != 'b' or (${Q1} = 'Y')"
    assert found.instrument is not None
    ticked = {"Q2": ["a", "b"]}
    assert route(found.instrument, {"Q1": "Y", **ticked}).answers == {"Q1": "Y", "Q2": ["a", "b"]}
    assert route(found.instrument, {"Q1": "N", **ticked}).answers == {"Q1": "N", "Q2": ["a"]}


@pytest.mark.parametrize(
    ("letter", "type_"), [("F", Type.SELECT_ONE), ("A", Type.SELECT_ONE), ("Q", Type.TEXT)]
)
def test_a_row_that_not_everyone_sees_is_a_question_of_its_own(letter: str, type_: Type) -> None:
    found = survey(letter).imported()
    first, second = asked(found, "Q2_a"), asked(found, "Q2_b")
    assert (first.type, second.type) == (type_, type_)
    assert (first.label, second.label) == ("Vraag: Rij a", "Vraag: Rij b")
    assert first.relevant is not None
    assert second.relevant is not None
    assert first.relevant.source == "${Q1} != ''"
    assert second.relevant.source == "(${Q1} != '') and (${Q1} = 'Y')"


@pytest.mark.parametrize(("letter", "name"), [("M", "Q2"), ("F", "Q2_b"), ("Q", "Q2_b")])
def test_a_row_whose_relevance_does_not_map_is_kept_inactive(letter: str, name: str) -> None:
    found = survey(letter, "regexMatch('/a/', Q1)").imported()
    assert [one.code for one in outcome(found, name).why] == ["lss_expression"]
    assert "relevance of row b" in str(outcome(found, name).why[0])
    assert [one.code for one in found.remarks].count("lss_expression") == 1


def test_a_ranking_of_which_the_rows_differ_is_kept_inactive() -> None:
    found = Survey().ask("Q1", "Y").ask("Q2", "R", subs=["a", "b"], when={"b": "Q1 == 'Y'"}).imported()
    assert [one.code for one in outcome(found, "Q2").why] == ["lss_row_relevance"]


def test_an_array_that_everyone_sees_whole_stays_one() -> None:
    found = Survey().ask("Q2", "F", answers=["A1"], subs=["a", "b"], when={"b": ""}).imported()
    assert asked(found, "Q2").type is Type.MATRIX


def filtered(letter: str, **settings: str) -> Survey:
    first = Survey().ask("Src", "M", subs=["a", "b"]).group()
    codes = {"answers": ["a", "b"]} if letter in "L!R" else {"answers": ["A1"], "subs": ["a", "b"]}
    return first.ask("Q2", letter, attributes=settings, **codes)  # type: ignore[arg-type]


@pytest.mark.parametrize("letter", ["F", "K", "Q"])
def test_a_row_is_asked_of_those_who_ticked_its_choice_before(letter: str) -> None:
    found = filtered(letter, array_filter="Src").imported()
    relevant = asked(found, "Q2_b").relevant
    assert relevant is not None
    assert relevant.source == "selected(${Src}, 'b')"
    assert not [one for one in found.remarks if one.code == "lss_attribute"]


@pytest.mark.parametrize("letter", ["M", "L"])
def test_a_choice_is_offered_to_those_who_did_not_tick_it_before(letter: str) -> None:
    found = asked(filtered(letter, array_filter_exclude="Src").imported(), "Q2").choice_filter
    assert found is not None
    assert found.source == (
        "(name != 'a' or (not(selected(${Src}, 'a')))) and (name != 'b' or (not(selected(${Src}, 'b'))))"
    )


def test_other_is_a_choice_to_tick_too() -> None:
    survey = Survey().ask("Src", "M", subs=["a"], other="Y").group()
    found = survey.ask("Q2", "K", subs=["a", "other"], attributes={"array_filter": "Src"}).imported()
    relevant = asked(found, "Q2_other").relevant
    assert relevant is not None
    assert relevant.source == "selected(${Src}, 'other')"


@pytest.mark.parametrize("source", ["Nowhere", "Src;Src"])
def test_rows_of_which_nobody_can_tell_who_sees_them_are_not_asked(source: str) -> None:
    found = filtered("M", array_filter=source).imported()
    assert [one.code for one in outcome(found, "Q2").why] == ["lss_filter"]


def test_an_order_of_some_choices_only_is_not_asked() -> None:
    found = filtered("R", array_filter="Src").imported()
    assert [one.code for one in outcome(found, "Q2").why] == ["lss_row_relevance"]
