"""A quote is ascribed to a class that is large enough, in the session and in the sample, and to nothing finer."""

from datetime import date

from consult.consultation.definition import Known, Participation
from consult.evidence.attribution import Attribution, safe_classes

DAY = date(2026, 3, 10)


def people(
    n: int, target: Known = Known.YES, earlier: Known = Known.NO, *, spoke: bool = True
) -> Participation:
    return Participation(n, DAY, target, earlier, spoke)


def test_five_are_enough_for_a_class_but_origin_takes_ten() -> None:
    grid = [people(9)]
    assert safe_classes(grid, grid, 5, 10) == (Attribution.PARTICIPANT, Attribution.FIRST_TIME)
    grid = [people(10)]
    assert Attribution.TARGET_GROUP in safe_classes(grid, grid, 5, 10)


def test_four_are_only_participants() -> None:
    grid = [people(4), people(9, Known.UNKNOWN, Known.UNKNOWN)]
    assert safe_classes(grid, grid, 5, 10) == (Attribution.PARTICIPANT,)


def test_who_said_nothing_hides_nobody() -> None:
    grid = [people(4), people(20, spoke=False)]
    assert safe_classes(grid, grid, 5, 10) == (Attribution.PARTICIPANT,)


def test_a_small_session_in_a_large_sample_names_no_class() -> None:
    assert safe_classes([people(2)], [people(2), people(90)], 5, 10) == (Attribution.PARTICIPANT,)


def test_without_a_session_it_is_a_participant() -> None:
    assert safe_classes([], [people(90)], 5, 10) == (Attribution.PARTICIPANT,)
