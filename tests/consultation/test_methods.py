import pytest

from consult.consultation.methods import method_named
from consult.instrument.definition import Method


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("focusgroep", Method.FOCUS_GROUP),
        ("Focusgroepen", Method.FOCUS_GROUP),
        ("focus-group", Method.FOCUS_GROUP),
        ("diepte_interview", Method.INTERVIEW),
        ("diepte-interviews", Method.INTERVIEW),
        ("diepteinterviews", Method.INTERVIEW),
        ("gesprek_1_op_1", Method.INTERVIEW),
        ("1-op-1 gesprekken", Method.INTERVIEW),
        ("discussietafels", Method.DISCUSSION_TABLE),
        ("burgerpanels", Method.CITIZEN_PANEL),
        ("consultatiepanel", Method.CITIZEN_PANEL),
        ("surveys", Method.SURVEY),
    ],
)
def test_the_words_of_the_plan_name_a_method(name: str, method: Method):
    assert method_named(name) is method


def test_a_qualitative_consultation_is_a_trajectory_and_no_method():
    with pytest.raises(ValueError, match="kwalitatieve_bevraging"):
        method_named("kwalitatieve_bevraging")


def test_an_unknown_method_is_answered_with_the_nearest_known_one():
    with pytest.raises(ValueError, match="nearest is 'focusgroep'"):
        method_named("focusgrop")


def test_every_method_names_itself():
    assert all(method_named(method.value) is method for method in Method)
