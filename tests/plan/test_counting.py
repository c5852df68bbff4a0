"""What the vectors leave open."""

from datetime import date, timedelta

import pytest

from consult.consultation.definition import (
    Agreement,
    Consultation,
    Document,
    DocumentKind,
    InstrumentUsed,
    Known,
    Participation,
    Validation,
)
from consult.instrument.definition import Method
from consult.plan.counting import Because, Worth, fieldwork, verdict
from consult.plan.tally import count
from consult.plan.unique import Fieldwork
from tests.consultation.worlds import HELD, LATER, VALIDATED, a_focus_group, a_session, a_survey
from tests.plan.worlds import EVERY_INTERVIEW, LEVL_1, PER_TRAJECTORY, PLAN, a_plan

DAY = timedelta(days=1)
CONFIRMED_LATER = HELD + 60 * DAY


def why(consultation: Consultation) -> list[str]:
    return [str(reason) for reason in verdict(consultation, LEVL_1, PLAN, LATER).why]


def grid(*people: tuple[int, Known]) -> tuple[Participation, ...]:
    return tuple(Participation(count, HELD, target) for count, target in people)


def test_it_counts_from_the_day_of_its_last_record():
    assert verdict(a_focus_group(), LEVL_1, PLAN, VALIDATED - DAY).counts == 0
    assert verdict(a_focus_group(), LEVL_1, PLAN, VALIDATED).counts == 1


def test_a_demonstration_never_counts_in_a_real_plan_nor_the_other_way_round():
    assert why(a_focus_group(demo=True)) == [Because.DEMONSTRATION]
    real_in_demo = verdict(a_focus_group(), LEVL_1, a_plan(demo=True), LATER)
    assert [reason.code for reason in real_in_demo.why] == [Because.NO_DEMONSTRATION]
    assert verdict(a_focus_group(demo=True), LEVL_1, a_plan(demo=True), LATER).counts == 1


def test_what_asks_organisations_never_counts_however_whole_its_records_are():
    """As when a facilitator ticks everyone as of the target group, and a colleague validates it."""
    partners = InstrumentUsed("v1", ("nl",), HELD, counts=False)
    asked = a_focus_group(instruments=(*a_focus_group().instruments, partners))
    for rule in (LEVL_1, EVERY_INTERVIEW, PER_TRAJECTORY):
        told = verdict(asked, rule, PLAN, LATER)
        assert (told.counts, told.persons, told.participations, told.other) == (0, 0, 0, 0)
        assert [reason.code for reason in told.why] == [Because.ASKS_ORGANISATIONS]
    assert count([asked, a_focus_group(id="another")], PLAN, LEVL_1, LATER).counted == 1


def test_a_consultation_is_linked_to_the_indicator_explicitly():
    assert why(a_focus_group(indicators=("OD2.2-b",))) == [Because.NOT_LINKED]
    assert why(a_focus_group(indicators=("mjp/OD2.1-a",))) == []
    assert why(a_focus_group(indicators=("mjp-2027-2031/OD2.1-a",))) == [Because.NOT_LINKED]


def test_whoever_was_present_beyond_the_grid_weighs_as_not_of_the_target_group():
    crowded = a_focus_group(sessions=(a_session(present=17),))
    assert why(crowded) == [Because.MINORITY]
    assert verdict(crowded, LEVL_1, PLAN, LATER).other == 9


def test_silent_people_are_present_but_not_reached():
    silent = Participation(2, HELD, Known.YES, gave_input=False)
    session = a_session(present=6, participations=(*grid((4, Known.YES)), silent))
    judged = verdict(a_focus_group(sessions=(session,)), LEVL_1, PLAN, LATER)
    assert (judged.counts, judged.persons, judged.other) == (1, 4, 0)


def test_under_five_in_a_focus_group_counts_with_a_caveat():
    session = a_session(present=4, participations=grid((4, Known.YES)))
    judged = verdict(a_focus_group(sessions=(session,)), LEVL_1, PLAN, LATER)
    assert judged.counts == 1
    assert [(caveat.code, dict(caveat.figures)) for caveat in judged.warnings] == [
        (Worth.FEW, {"have": 4, "under": 5})
    ]


def test_a_series_of_interviews_lasts_six_months_unless_someone_says_why():
    last = date(2025, 9, 10)
    six_months = _interviews(last)
    longer = _interviews(last + DAY)
    assert why(six_months) == []
    assert why(longer) == [Because.TOO_LONG]
    assert why(_interviews(last + DAY, span_justified="Tolken waren in de zomer niet beschikbaar.")) == []


def test_a_partners_historic_file_needs_the_agreement_only():
    agreement = Agreement("Partner", HELD, "a" * 64)
    historic = {"partner": "Partner", "historic": True, "instruments": ()}
    assert why(a_focus_group(**historic)) == [Because.PARTNER]
    assert why(a_focus_group(**historic, agreement=agreement)) == []


def test_a_partner_with_an_agreement_still_needs_our_instrument():
    agreement = Agreement("Partner", HELD, "a" * 64)
    assert why(a_focus_group(partner="Partner", agreement=agreement, instruments=())) == [
        "evidence missing: instrument",
        Because.PARTNER,
    ]


def test_every_interview_is_one_under_the_literal_reading():
    assert verdict(_interviews(HELD), EVERY_INTERVIEW, PLAN, LATER).counts == 4
    assert verdict(a_focus_group(), EVERY_INTERVIEW, PLAN, LATER).counts == 1


def test_a_single_consultation_is_one_trajectory():
    assert verdict(a_focus_group(), PER_TRAJECTORY, PLAN, LATER).counts == 1


def test_a_card_holder_who_is_known_once_is_one_person_of_the_target_group():
    cards = (
        Participation(1, HELD, Known.UNKNOWN, card="m1"),
        Participation(1, HELD, Known.YES, card="m2"),
    )
    sessions = tuple(
        a_session(
            id=str(week), day=HELD + week * DAY, present=6, participations=_panel(HELD + week * DAY, *cards)
        )
        for week in (0, 7)
    )
    panel = a_focus_group(method=Method.CITIZEN_PANEL, sessions=sessions)
    judged = verdict(panel, LEVL_1, PLAN, LATER)
    assert (judged.persons, judged.participations, judged.other) == (5, 10, 1)


def test_a_panel_members_second_session_is_no_earlier_consultation():
    first = (Participation(1, HELD, Known.YES, Known.NO, card="m1"),)
    second = (Participation(1, HELD + DAY, Known.YES, Known.YES, card="m1"),)
    panel = a_focus_group(
        method=Method.CITIZEN_PANEL,
        sessions=(
            a_session(id="2", day=HELD + DAY, present=1, participations=second),
            a_session(id="1", present=1, participations=first),
        ),
        closed=HELD + DAY,
    )
    assert fieldwork(panel, PLAN, LATER) == Fieldwork(HELD, HELD + DAY, no=1, yes=0, unknown=0)


def test_fieldwork_reaches_as_far_as_its_participations_whatever_was_declared():
    survey = a_survey(
        opened=HELD, closed=HELD, participations=(Participation(12, HELD + 9 * DAY, Known.YES),)
    )
    assert fieldwork(survey, PLAN, LATER) == Fieldwork(HELD, HELD + 9 * DAY, no=0, yes=0, unknown=12)


@pytest.mark.parametrize("who", ["staff-1", "staff-3", ""])
def test_one_person_alone_makes_nothing_count(who: str):
    assert why(a_focus_group(validated=Validation(VALIDATED, who))) == ["evidence missing: second_approval"]


def test_someone_who_wrote_a_later_report_can_no_longer_be_the_second_person():
    consultation = a_focus_group()
    rewritten = Document(DocumentKind.REPORT, "9" * 64, CONFIRMED_LATER, "staff-2")
    assert why(a_focus_group(documents=(*consultation.documents, rewritten))) == [
        "evidence missing: second_approval"
    ]


def _interviews(last: date, **changes: object) -> Consultation:
    days = (HELD, HELD, HELD, last)
    sessions = tuple(
        a_session(id=str(number), day=day, present=1, participations=(Participation(1, day, Known.YES),))
        for number, day in enumerate(days)
    )
    facts: dict[str, object] = {"method": Method.INTERVIEW, "sessions": sessions, "closed": last} | changes
    return a_focus_group(**facts)


def _panel(day: date, once: Participation, other: Participation) -> tuple[Participation, ...]:
    members = [Participation(1, day, Known.YES, card=f"n{number}") for number in range(4)]
    renewed = [Participation(1, day, one.target_group, card=one.card) for one in (once, other)]
    return (*members, *renewed)
