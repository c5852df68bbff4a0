"""A recommendation rests on a finding and serves an objective, or it does not exist."""

import pytest

from consult.evidence.strength import Level
from consult.recommendation.definition import Government, Lacking, Recommendation, Unfounded, weakest


def a_recommendation(**changes: object) -> Recommendation:
    words = {
        "title": "Maak het wachten zichtbaar",
        "explanation": "",
        "addressee": "minister van Wonen",
        "government": Government.FLEMISH,
        "domain": "wonen",
        "findings": ("f1",),
        "objectives": ("mjp-2022-2026/OD2.2",),
    }
    return Recommendation(**{**words, **changes})


def test_without_a_finding_it_does_not_exist() -> None:
    with pytest.raises(Unfounded, match="rests on no finding") as refused:
        a_recommendation(findings=())
    assert refused.value.lacking == (Lacking.FINDING,)


def test_without_an_objective_it_does_not_exist() -> None:
    with pytest.raises(Unfounded) as refused:
        a_recommendation(objectives=())
    assert refused.value.lacking == (Lacking.OBJECTIVE,)


def test_both_are_told_at_once() -> None:
    with pytest.raises(Unfounded) as refused:
        a_recommendation(findings=(), objectives=())
    assert refused.value.lacking == (Lacking.FINDING, Lacking.OBJECTIVE)


@pytest.mark.parametrize(
    ("level", "further_study", "warns"),
    [
        (Level.SIGNAL, False, True),
        (Level.SIGNAL, True, False),
        (Level.LIMITED, False, False),
        (None, False, True),
        (None, True, False),
    ],
)
def test_a_signal_carries_only_further_study(level: Level | None, further_study: bool, warns: bool) -> None:
    assert a_recommendation(further_study=further_study).asks_more_than_it_can_carry(level) is warns


def test_it_is_as_strong_as_its_weakest_finding() -> None:
    assert weakest([Level.FIRM, Level.LIMITED, Level.FAIR]) is Level.LIMITED


def test_with_a_finding_that_nobody_judged_nothing_is_known_of_its_strength() -> None:
    assert weakest([Level.FIRM, None]) is None
