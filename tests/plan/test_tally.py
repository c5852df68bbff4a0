import json
from datetime import date, timedelta

from consult.consultation.definition import Cancellation, Consultation, Known, Participation
from consult.consultation.states import State
from consult.instrument.definition import Report
from consult.plan.tally import Pace, Share, count
from consult.plan.telling import as_json
from tests.consultation.worlds import HELD, LATER, VALIDATED, a_focus_group, a_session, a_survey
from tests.plan.worlds import LEVL_1, PER_TRAJECTORY, PLAN, a_plan

DAY = timedelta(days=1)
OPENED = date(2025, 1, 5)


def a_year() -> list[Consultation]:
    """A survey of 100 from January, of whom 8 came to the March group and say so; one group that nobody came to."""
    asked = (
        Participation(92, OPENED, Known.YES, Known.NO),
        Participation(8, HELD + DAY, Known.YES, Known.YES),
    )
    survey = a_survey(
        id="survey", title="Survey", opened=OPENED, closed=HELD + 30 * DAY, participations=asked
    )
    group = a_focus_group(id="group", report=Report.SOCIAL_HOUSING, cited_on=LATER)
    empty = a_focus_group(
        id="empty",
        project="education-2025",
        theme="onderwijs",
        report=Report.EQUAL_OPPORTUNITIES,
        opened=date(2025, 6, 1),
        closed=date(2025, 6, 1),
        sessions=(),
        cancelled=Cancellation(date(2025, 6, 1), "niemand kwam"),
    )
    return [empty, group, survey]


def test_overlapping_fieldwork_never_raises_the_number_of_unique_people():
    tally = count(a_year(), PLAN, LEVL_1, LATER)
    assert (tally.counted, tally.participations, tally.at_least_unique) == (2, 108, 100)


def test_the_totals_are_the_sums_of_the_verdicts():
    tally = count(a_year(), PLAN, LEVL_1, LATER)
    assert tally.counted == sum(one.verdict.counts for one in tally.judged)
    assert tally.persons == sum(one.verdict.persons for one in tally.judged)
    for shares in tally.by.values():
        assert sum(share.counted for share in shares.values()) == tally.counted
        assert sum(share.persons for share in shares.values()) == tally.persons


def test_the_totals_are_parted_by_method_year_report_and_theme():
    by = count(a_year(), PLAN, LEVL_1, LATER).by
    assert by["method"] == {"focus-group": Share(1, 8, 8), "survey": Share(1, 100, 100)}
    assert by["year"] == {"2025": Share(2, 108, 108)}
    assert by["report"] == {"social-housing": Share(2, 108, 108)}
    assert by["theme"] == {"wonen": Share(2, 108, 108)}


def test_consultations_are_told_in_the_order_in_which_they_opened_and_cancelled_ones_stay():
    judged = count(a_year(), PLAN, LEVL_1, LATER).judged
    assert [(one.consultation.id, one.state) for one in judged] == [
        ("survey", State.VALIDATED),
        ("group", State.VALIDATED),
        ("empty", State.CANCELLED),
    ]


def test_a_consultation_is_used_from_the_day_on_which_a_finding_cites_it():
    assert count(a_year(), PLAN, LEVL_1, LATER - DAY).used == 0
    assert count(a_year(), PLAN, LEVL_1, LATER).used == 1


def test_the_pace_is_what_is_to_go_and_the_days_that_are_left():
    assert count(a_year(), PLAN, LEVL_1, date(2026, 12, 1)).pace == Pace(to_go=18, days=30)
    assert count(a_year(), PLAN, LEVL_1, date(2027, 3, 1)).pace == Pace(to_go=18, days=0)


def test_a_trajectory_counts_once_and_everyone_in_it_is_reached():
    tally = count(a_year(), PLAN, PER_TRAJECTORY, LATER)
    assert (tally.counted, tally.persons) == (1, 108)
    why = {one.consultation.id: [str(reason) for reason in one.verdict.why] for one in tally.judged}
    assert why == {"survey": [], "group": ["trajectory already counted"], "empty": ["cancelled"]}


def test_a_demonstration_stands_in_no_total_of_a_real_plan():
    shown = [a_focus_group(demo=True)]
    real, demo = count(shown, PLAN, LEVL_1, LATER), count(shown, a_plan(demo=True), LEVL_1, LATER)
    assert (real.counted, real.persons, real.at_least_unique) == (0, 0, 0)
    assert (demo.counted, demo.persons, demo.at_least_unique) == (1, 8, 8)


def test_nothing_counts_before_its_second_approval():
    assert count(a_year(), PLAN, LEVL_1, VALIDATED - DAY).counted == 0


def test_a_plan_without_consultations_has_everything_to_go():
    tally = count([], PLAN, LEVL_1, LATER)
    assert (tally.counted, tally.at_least_unique, tally.pace.to_go) == (0, 0, 20)


def test_the_json_says_what_the_page_says():
    lonely = a_focus_group(
        id="lonely",
        title="Focusgroep",
        sessions=(a_session(present=1, participations=(Participation(1, HELD, Known.YES),)),),
    )
    told = json.loads(json.dumps(as_json(count([lonely], PLAN, LEVL_1, LATER))))
    assert {key: told[key] for key in ("plan", "rule", "rule_status", "as_of", "target", "counted")} == {
        "plan": "mjp",
        "rule": "LEVL-1",
        "rule_status": "voorstel",
        "as_of": "2025-12-31",
        "target": 20,
        "counted": 0,
    }
    assert told["consultations"] == [
        {
            "id": "lonely",
            "title": "Focusgroep",
            "project": "social-housing-2025",
            "method": "focus-group",
            "year": 2025,
            "state": "validated",
            "historic": False,
            "demo": False,
            "used": False,
            "counts": 0,
            "persons": 0,
            "participations": 0,
            "other": 0,
            "why": ["below minimum target participants"],
            "warnings": [],
        }
    ]
