"""The bound on unique people, over generated populations in which everyone is truthful."""

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from consult.consultation.definition import Consultation, Known, Participation
from consult.plan.counting import fieldwork
from consult.plan.unique import Fieldwork, at_least_unique
from tests.consultation.worlds import LATER, a_survey
from tests.plan.worlds import PLAN

START = date(2025, 1, 1)

# A consultation is (opened, days long); a person is a list of (consultation, day within it, says what is true).
consultations = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20)), min_size=1, max_size=4)
visits = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 20), st.booleans()), max_size=4, unique_by=lambda one: one[0]
)
populations = st.lists(visits, max_size=30)

World = tuple[list[tuple[int, int]], list[list[tuple[int, int, bool]]]]


def took_part(
    periods: list[tuple[int, int]], people: list[list[tuple[int, int, bool]]]
) -> list[Consultation]:
    """Surveys in which everyone says "no" at their first and "yes" after it, or does not answer at all."""
    answers: list[list[Participation]] = [[] for _ in periods]
    for person in people:
        visited = [
            (which, min(day, periods[which][1]), open_)
            for which, day, open_ in person
            if which < len(periods)
        ]
        in_time = sorted(visited, key=lambda visit: (periods[visit[0]][0] + visit[1], visit[0]))
        for place, (which, day, says) in enumerate(in_time):
            earlier = (Known.YES if place else Known.NO) if says else Known.UNKNOWN
            on = START + timedelta(days=periods[which][0] + day)
            answers[which].append(Participation(1, on, Known.YES, earlier))
    return [
        a_survey(
            opened=START + timedelta(days=opened),
            closed=START + timedelta(days=opened + length),
            participations=tuple(said),
        )
        for (opened, length), said in zip(periods, answers, strict=True)
    ]


@given(consultations, populations)
@example(
    [(0, 100), (60, 0)], [[(1, 0, True), (0, 90, True)]] * 8
)  # the overlap of the vectors, in both orders
@example([(0, 100), (60, 0)], [[(0, 10, True), (1, 0, True)]] * 8)
def test_the_bound_is_never_above_the_truth(
    periods: list[tuple[int, int]], people: list[list[tuple[int, int, bool]]]
):
    truth = sum(1 for person in people if any(which < len(periods) for which, _, _ in person))
    held = [fieldwork(one, PLAN, LATER) for one in took_part(periods, people)]
    assert at_least_unique(held) <= truth


fieldworks = st.builds(
    lambda opened, length, no, yes, unknown: Fieldwork(
        START + timedelta(days=opened), START + timedelta(days=opened + length), no, yes, unknown
    ),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(0, 99),
    st.integers(0, 99),
    st.integers(0, 99),
)


@given(st.lists(fieldworks, min_size=1))
def test_the_bound_lies_between_the_largest_consultation_and_all_participations(held: list[Fieldwork]):
    sizes = [one.people for one in held]
    assert max(sizes) <= at_least_unique(held) <= sum(sizes)


def test_a_consultation_that_closed_on_the_day_another_opened_proves_nothing_about_who_came_first():
    first = Fieldwork(START, START, no=0, yes=0, unknown=12)
    same_day = Fieldwork(START, START + timedelta(days=5), no=20, yes=0, unknown=0)
    next_day = Fieldwork(START + timedelta(days=1), START + timedelta(days=5), no=20, yes=0, unknown=0)
    assert at_least_unique([first, same_day]) == 20
    assert at_least_unique([first, next_day]) == 32


def test_nobody_was_reached_by_nothing():
    assert at_least_unique([]) == 0
