"""How strongly a finding stands: every agreed pair, and what the pairs leave open."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.evidence.strength import Basis, Cap, Concern, Level, Quality, Strength, strength

VECTORS = json.loads(
    (Path(__file__).parent.parent / "data" / "counting-vectors.json").read_text(encoding="utf-8")
)["strength"]
SOLID = Basis(consultations=4, methods=3, persons=240)


def answers(
    method: int = 0, coherence: int = 0, adequacy: int = 0, relevance: int = 0
) -> dict[Quality, Concern]:
    given = (method, coherence, adequacy, relevance)
    return {question: Concern(value) for question, value in zip(Quality, given, strict=True)}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["case"])
def test_strength_is_as_agreed(vector: dict[str, Any]) -> None:
    told = vector["input"]
    basis = Basis(told["consultations"], told["methods"], told["persons"])
    found = strength(answers(*(told[question] for question in Quality)), basis)
    assert {"level": found.level, "caps": list(found.caps)} == vector["expected"]


def test_there_are_pairs_to_hold_to() -> None:
    assert len(VECTORS) == 7


def test_two_serious_concerns_leave_a_signal() -> None:
    assert strength(answers(method=2, relevance=2), SOLID) == Strength(Level.SIGNAL, (Cap.TWO_SERIOUS,))


def test_one_concern_alone_takes_nothing_away() -> None:
    assert strength(answers(adequacy=1), SOLID) == Strength(Level.FIRM)


def test_nine_people_by_one_method_are_limited_and_ten_are_not() -> None:
    assert strength(answers(), Basis(2, 1, 9)).level is Level.LIMITED
    assert strength(answers(), Basis(2, 1, 10)).level is Level.FIRM


def test_without_a_consultation_nobody_was_heard() -> None:
    assert strength(answers(), Basis(0, 0, 0)) == Strength(Level.SIGNAL, (Cap.NO_CONSULTATION,))


def test_nothing_is_firm_before_someone_looked_for_what_contradicts_it_and_another_read_it() -> None:
    firm = strength(answers(), SOLID)
    assert firm.with_reading(counter_evidence=True, second_reader=True).level is Level.FIRM
    assert firm.with_reading(counter_evidence=False, second_reader=False) == Strength(
        Level.FAIR, (Cap.NO_COUNTER_EVIDENCE, Cap.NO_SECOND_READER)
    )
    assert firm.with_reading(counter_evidence=True, second_reader=False).caps == (Cap.NO_SECOND_READER,)


def test_reading_it_again_makes_nothing_stronger() -> None:
    limited = strength(answers(method=2), SOLID)
    assert limited.with_reading(counter_evidence=False, second_reader=False) == limited


@given(
    st.lists(st.sampled_from(Concern), min_size=4, max_size=4),
    st.integers(0, 5),
    st.integers(0, 4),
    st.integers(0, 300),
    st.integers(0, 3),
)
def test_more_concern_or_fewer_people_never_strengthen(
    concerns: list[Concern], consultations: int, methods: int, persons: int, question: int
) -> None:
    worse = list(concerns)
    worse[question] = Concern(min(2, concerns[question] + 1))
    basis = Basis(consultations, methods, persons)
    level = strength(answers(*concerns), basis).level
    assert strength(answers(*worse), basis).level <= level
    assert strength(answers(*concerns), Basis(consultations, methods, persons // 2)).level <= level
