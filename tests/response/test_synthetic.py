"""Synthetic answers walk through an instrument as people do, gaps included."""

from datetime import date
from random import Random

from consult.instrument.definition import Instrument
from consult.response.draft import Draft
from consult.response.judging import problems, read_all
from consult.response.synthetic import answered

DAY = date(2026, 3, 2)


def some(instrument: Instrument, n: int, seed: int) -> list[Draft]:
    rng = Random(seed)
    return [answered(instrument, Draft("s", "v", "1", {}), rng, DAY) for _ in range(n)]


def test_the_same_seed_gives_the_same_answers(small: Instrument) -> None:
    assert some(small, 20, seed=5) == some(small, 20, seed=5)
    assert some(small, 20, seed=5) != some(small, 20, seed=6)


def test_no_synthetic_answer_has_a_problem(small: Instrument) -> None:
    for draft in some(small, 300, seed=1):
        assert problems(read_all(small, draft.typed, DAY), draft.seen, required=not draft.stopped) == ()


def test_there_are_refusals_other_gaps_and_early_stops(small: Instrument) -> None:
    drafts = some(small, 600, seed=2)
    assert any(draft.stopped for draft in drafts)
    assert any(draft.typed.get("tenure") == ["refused"] for draft in drafts)
    assert any("tenure_other" in draft.typed for draft in drafts)
    assert any("effects" in draft.seen and "effects" not in draft.typed for draft in drafts)
    assert all("ynthetisch" in text for draft in drafts for text in draft.typed.get("change", ()))
