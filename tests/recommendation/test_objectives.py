"""Which links a document prints, and which are our own: on the shipped plan, as its sources say."""

import pytest

from consult.plan.loading import load_plan
from consult.recommendation.objectives import Where, linked, objectives

PLAN = load_plan()
HOUSING, RACISM = "jap-2025/R7", "jap-2025/R20"


def test_keys_are_unique_though_two_documents_have_an_od_2_1() -> None:
    keys = [one.key for one in objectives(PLAN)]
    assert len(set(keys)) == len(keys)
    assert {"mjp-2022-2026/OD2.1", "beleidsnota-2024-2029/BN-OD2.1"} <= set(keys)


@pytest.mark.parametrize(
    ("objective", "result", "official"),
    [
        ("mjp-2022-2026/OD2.2", HOUSING, True),  # R7 is printed under OD2.2
        ("mjp-2022-2026/OD3.2", HOUSING, True),  # and under OD3.2
        ("mjp-2022-2026/OD2.1", HOUSING, False),  # anomaly N1: not under OD2.1
        ("beleidsnota-2024-2029/BN-OD2.1", HOUSING, False),  # anomaly N6: no link for housing
        ("beleidsnota-2024-2029/BN-OD1.3", RACISM, True),
    ],
)
def test_a_link_is_official_where_a_document_prints_it(objective: str, result: str, official: bool) -> None:
    links = {one.objective.key: one.official for one in linked(PLAN, [objective], [result])}
    assert links == {objective: official, result: True}


def test_without_a_resultaat_every_link_is_our_own() -> None:
    assert [one.official for one in linked(PLAN, ["mjp-2022-2026/OD2.2"], [])] == [False]


def test_a_passage_of_the_policy_note_has_its_page() -> None:
    passage = next(one for one in objectives(PLAN) if one.id == "BN-OD2.1-wonen")
    assert (passage.where, passage.page) == (Where.POLICY, "26")
